"""Scores in a manager's words, the same on the screen, in `kiosk scores` and in every report.

Nothing here names a statistical method; `store.words.why` does, where someone asks.
"""

from store.model.line import DAYS
from store.model.period import Period, Span
from store.model.score import MIN_N
from store.model.summary import Card, Reasons, Summary, Target, TargetState
from store.words import Words
from store.words.figures import (
    aim,
    answers,
    changed,
    counted,
    ends,
    figure,
    headline,
    probably,
    readings,
    text,
    title,
    unit,
    unsure,
    value,
    verdict,
)
from store.words.sentence import nothing_earlier, sentence
from store.words.spans import before, period

__all__ = [
    "against",
    "answers",
    "assisted_note",
    "before",
    "changed",
    "channel",
    "commented",
    "comments",
    "counted",
    "figure",
    "headline",
    "more_comments",
    "of_comments",
    "period",
    "probably",
    "readings",
    "reasons_empty",
    "reasons_title",
    "recent",
    "sentence",
    "target",
    "target_state",
    "text",
    "title",
    "titles",
    "unit",
    "unsure",
    "usual",
    "value",
    "verdict",
]


def titles(summary: Summary, words: Words) -> tuple[str, ...]:
    """A title for each card; two that would read the same are told apart by question, survey, then scale."""
    questions = [card.question for card in summary.cards]
    names = [title(question, words) for question in questions]
    for part in (
        [question.id for question in questions],
        [question.survey for question in questions],
        [words("{low} to {high}", low=card.score.scale.values[0], high=card.score.scale.values[-1])
         for card in summary.cards],
    ):  # fmt: skip
        names = [
            f"{name} · {more}" if names.count(name) > 1 else name
            for name, more in zip(names, part, strict=True)
        ]
    return tuple(names)


def usual(card: Card, words: Words) -> str:
    """What is usual for so many answers, or how far it is learnt; '' for a closed period."""
    if card.usual is None:
        return ""
    if card.usual.centre is None:
        seen, needed = card.usual.seen, card.usual.needed
        if nothing_earlier(card):
            return words("nothing earlier to compare with")
        if card.usual.step is Span.WEEK:
            return words("learning what is usual, {seen} of {needed} weeks", seen=seen, needed=needed)
        return words("learning what is usual, {seen} of {needed} days", seen=seen, needed=needed)
    if card.score.n < MIN_N or card.usual.limits is None:
        return words("usually about {centre}", centre=value(card.score.scale, card.usual.centre, words))
    low, high = ends(card.score.scale, card.usual.limits, words)
    n = words.count(card.score.n)
    return words("usual for {n} answers: {low} to {high}", n=n, low=low, high=high)


def recent(card: Card, words: Words) -> str:
    """The 28 days under today's figure: "28 days: 85%, probably 83 to 87"; '' without answers in them.

    '' too under the figure of a longer period, of which they would be a part.
    """
    score = card.recent
    if not score.n or card.line.step is not Span.DAY or len(card.line.points) > DAYS:
        return ""
    if score.n < MIN_N:
        return words("28 days: {counted}", counted=counted(score, words))
    return words(
        "28 days: {figure}, {probably}", figure=figure(score, words), probably=probably(score, words)
    )


def target(card: Card, words: Words) -> str:
    """How the score stands to its target: "target 80 met"; "no target"."""
    if card.target is None:
        return words("no target")
    shown = aim(card.score.scale, card.target.value, words)
    state = target_state(card.target, words)
    return (
        words("target {value} {state}", value=shown, state=state)
        if state
        else words("target {value}", value=shown)
    )


def target_state(target: Target, words: Words) -> str:
    """Where the whole interval lies: "met", "below" or "uncertain"; '' under 10 answers."""
    match target.state:
        case TargetState.MET:
            return words("met")
        case TargetState.BELOW:
            return words("below")
        case TargetState.AROUND:
            return words("uncertain")
    return ""


def against(card: Card, shown: Period, words: Words) -> str:
    """A closed period against the one before: "the week before: 84%, no clear change"; '' for an open one."""
    if card.change is None or card.before is None:
        return ""
    return words(
        "{before}: {figure}, {verdict}",
        before=before(shown, words),
        figure=figure(card.before, words),
        verdict=verdict(card.change, words),
    )


def channel(name: str, words: Words) -> str:
    """Who held the keys: "self-service", "assisted", "demonstration"; an import's own channel by its name."""
    match name:
        case "self":
            return words("self-service")
        case "assisted":
            return words("assisted")
        case "demo":
            return words("demonstration")
    return name


def assisted_note(summary: Summary, words: Words) -> str:
    """That assisted answers run higher, where they clearly do; else ''."""
    if not summary.assisted_higher:
        return ""
    return words("Answers taken by staff run clearly higher than those people give by themselves.")


def waiting(visits: int, words: Words) -> str:
    """What is said of visits that the store could not take yet."""
    return words.plural(
        "{n} visit could not be written into the store yet, or not all of it, and may be missing from these"
        " scores: kiosk doctor tells why.",
        "{n} visits could not be written into the store yet, or not all of them, and may be missing from"
        " these scores: kiosk doctor tells why.",
        visits,
    )


def left_out_title(summary: Summary, words: Words) -> str:
    """What the list of reasons is of: "Left out, and why · 7"."""
    if not summary.left_out:
        return words("Left out, and why")
    return words("Left out, and why · {n}", n=words.count(summary.left_out))


def reasons_title(reasons: Reasons, words: Words) -> str:
    """What the list is made of: "What mattered, 28 unhappy answers"."""
    return words.plural(
        "What mattered, {count} unhappy answer",
        "What mattered, {count} unhappy answers",
        reasons.base,
    )


def reasons_empty(reasons: Reasons, words: Words) -> str:
    """Why there is no list yet."""
    return words("shown from {needed} unhappy answers on", needed=MIN_N)


def comments(n: int, words: Words) -> str:
    """How many there are: "31 comments"."""
    return words.plural("{count} comment", "{count} comments", n)


def more_comments(n: int, words: Words) -> str:
    """That there are more than were counted: "more than 500 comments"."""
    return words.plural("more than {count} comment", "more than {count} comments", n)


def of_comments(n: int, words: Words, *, newest: bool) -> str:
    """What the words are counted in: "Of 31 comments:"; `newest`: there are more that were not read."""
    if newest:
        return words.plural("Of the newest {n} comment:", "Of the newest {n} comments:", n)
    return words.plural("Of {n} comment:", "Of {n} comments:", n)


def commented(summary: Summary, words: Words) -> str:
    """How many wrote something: "31 of 123 commented"."""
    n = summary.cards[0].score.n if summary.cards else 0
    return words.plural(
        "{k} of {total} commented",
        "{k} of {total} commented",
        summary.commented,
        k=words.count(summary.commented),
        total=words.count(n),
    )
