"""What a report says in so many words, whatever it is written on."""

import re
from datetime import datetime, timedelta, timezone

from kiosk.report.report import Report
from store.model.marks import Mark, concerning
from store.model.period import Span
from store.model.reader import Comment
from store.model.rounding import rounded
from store.model.score import MIN_N, RANKED_N, Interval, Verdict
from store.model.summary import Card, Reasons, Row, Summary
from store.words import Words, figures, phrases
from store.words.filters import filtered
from store.words.rules import left_out

_RANGE = re.compile(r"(\d\S?) (\w{1,3}) (?=[+−-]?\d)")


def held(text: str) -> str:
    """`text` with what belongs together held together: no line ends inside "80 to 92" or "7 of 9"."""
    return _RANGE.sub("\\1\u00a0\\2\u00a0", text)


def heading(report: Report, words: Words) -> str:
    """Which days: "Saturday, 21 November 2026". A page is read on other days too: it never says "today"."""
    return phrases.period(report.summary.period, False, words)


def scope(report: Report, words: Words) -> list[str]:
    """Whose answers: "self-service", and what else was chosen."""
    summary = report.summary
    return [phrases.channel(summary.channel, words), *filtered(summary.filters, words, report.questions)]


def as_of(report: Report, words: Words) -> str:
    """While the period is open: "As of 21 Nov, 14:32"; else ''."""
    if not report.summary.open:
        return ""
    return words(
        "As of {date}, {time}", date=words.date(report.at.date(), short=True), time=words.time(report.at)
    )


def notes(summary: Summary, words: Words) -> list[str]:
    """What should be known of the answers before they are read."""
    found = []
    if summary.demo:
        found.append(words("This is a demonstration: the answers are made up."))
    if note := phrases.assisted_note(summary, words):
        found.append(note)
    return found


def measured(card: Card, summary: Summary, words: Words) -> list[str]:
    """What a score is measured by, a phrase each: what is usual, the period before, 28 days, the target."""
    said = [
        phrases.readings(card.score, words),
        phrases.usual(card, words),
        phrases.against(card, summary.period, words),
        phrases.recent(card, words),
        phrases.target(card, words) if card.target else "",
    ]
    return [each for each in said if each]


def out_of_usual(card: Card, words: Words) -> str:
    """That the score lies outside what is usual, and not by chance; else ''."""
    if card.usual is None or not card.usual.signal:
        return ""
    return words("out of the usual")


def standing(row: Row, question: int, words: Words, *, ranked: bool) -> str:
    """How a touchpoint stands to the others: "better", "worse", and where `ranked` "weakest"; ''."""
    if ranked and row.worst:
        return words("weakest")
    if ranked and row.best:
        return words("best")
    match row.verdicts.get(question):
        case Verdict.BETTER:
            return words("better")
        case Verdict.WORSE:
            return words("worse")
    return ""


def asked_after(reasons: Reasons, summary: Summary, words: Words) -> str:
    """Which score a list of reasons belongs to, and how it was asked: "Ease · What mattered most?"."""
    asked = phrases.text(reasons.question.text, words)
    for card in summary.cards:
        if (card.question.survey, card.question.id) == (reasons.question.survey, reasons.question.parent):
            return f"{phrases.title(card.question, words)} · {asked}"
    return asked


def percents(share: Interval, words: Words) -> tuple[str, str]:
    """Both ends of an interval in per cent: "46", "79"."""
    return words.number(rounded(share.low, 0)), words.number(rounded(share.high, 0))


def when(comment: Comment, summary: Summary, words: Words) -> str:
    """'14:31', with the date where the period is longer than a day."""
    moment = datetime.fromtimestamp(comment.at_ms / 1000, timezone(timedelta(minutes=comment.utc_offset_min)))
    time = words.time(moment)
    if summary.period.span is Span.DAY:
        return time
    return f"{words.date(moment.date(), short=True)} {time}"


def rated(comment: Comment, summary: Summary, words: Words) -> str:
    """The score that a comment explains: "1 of 5"; '' where there is none."""
    scales = {card.question.number: card.score.scale for card in summary.cards}
    scale = scales.get(comment.score_question or 0)
    if comment.score is None or scale is None:
        return ""
    return figures.rated(comment.score, scale, words)


def published_note(report: Report, words: Words) -> str:
    """How many commented, and whose words are shown."""
    if not report.summary.commented:
        return words("Nobody has written anything.")
    if not report.published:
        return words("None of them has agreed that others may read it.")
    return words("Shown are the newest whose writers agreed that others may read them.")


def common_words(report: Report, words: Words) -> list[str]:
    """What most people wrote, with how many of those who wrote anything: "slow: 8 of 51".

    Where not all was read, that stands before the first.
    """
    total = words.count(report.read)
    found = [
        words("{word}: {k} of {total}", word=word.text, k=words.count(word.comments), total=total)
        for word in report.common
    ]
    if found and not report.read_all:
        found[0] = f"{phrases.of_comments(report.read, words, newest=True)} {found[0]}"
    return found


def happened(card: Card, summary: Summary) -> list[Mark]:
    """What may explain the course of a card's line."""
    if not card.line.points:
        return []
    return concerning(summary.marks, card.question, card.line.points[0].first, card.line.points[-1].last)


def excluded(summary: Summary, words: Words) -> list[str]:
    """A line for each reason for which visits are left out, or that none are."""
    return left_out(summary.excluded, words) or [words("Nothing is left out of these scores.")]


def kept_apart(summary: Summary, words: Words) -> str:
    """The answers of other channels: "Not added to them: 12 assisted."; '' where there are none."""
    others = ", ".join(
        f"{words.count(n)} {phrases.channel(name, words)}" for name, n in summary.other_channels.items() if n
    )
    return words("Not added to them: {others}.", others=others) if others else ""


def made(words: Words) -> list[str]:
    """How the numbers are made, short."""
    return [
        words(
            "“Probably” is how far chance reaches: if the same kind of customers kept coming, the score "
            "would settle in there 19 times in 20. What those think who did not answer is not known."
        ),
        words(
            "“Usual” is what the days, weeks or months before make likely for so many answers. A change is "
            "called one only where it is more than chance."
        ),
        words(
            "Under {few} answers there is no score, only the counts; from {sure} on it may be ranked. "
            "Nothing is averaged: days and places are added up as answers.",
            few=MIN_N,
            sure=RANKED_N,
        ),
    ]
