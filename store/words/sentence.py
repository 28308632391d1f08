"""The first thing a manager reads: what kind of day it is, and where it hurts."""

from store.model.period import Span
from store.model.summary import Card, Summary, Tone
from store.words import Words
from store.words.figures import counted, text, title
from store.words.spans import before

_MANY = 3
"""Where one answer in so many is left out, a person must not take those that are left for all."""


def sentence(summary: Summary, words: Words, *, key: str = "") -> str:
    """What to know first: "A usual Saturday so far. Weak spot: returns, mostly waiting time."

    Where at least a third of the answers are left out, it says so; `key` is the one that shows why, if any.
    """
    return " ".join(part for part in (_verdict(summary, words), _left_out(summary, words, key)) if part)


def nothing_earlier(card: Card) -> bool:
    """Whether no answers came before an open quarter or year: what is usual is not learnt within it."""
    usual = card.usual
    return usual is not None and usual.centre is None and not usual.seen and card.line.step is not Span.DAY


def _left_out(summary: Summary, words: Words, key: str) -> str:
    """Of the first score."""
    out, all_of_them = 0, 0
    if summary.cards:
        out = summary.cards[0].excluded
        all_of_them = summary.cards[0].score.n + out
    if not out or out * _MANY < all_of_them:
        return ""
    total = words.count(all_of_them)
    if not key:
        return words.plural(
            "{count} of {total} answers is left out.",
            "{count} of {total} answers are left out.",
            out,
            total=total,
        )
    return words.plural(
        "{count} of {total} answers is left out ({key} shows why).",
        "{count} of {total} answers are left out ({key} shows why).",
        out,
        total=total,
        key=key,
    )


def _verdict(summary: Summary, words: Words) -> str:
    said = summary.sentence
    opening = _open(summary, words) if summary.open else _closed(summary, words)
    touchpoint = said.weak_touchpoint
    reason = said.weak_reason and _within(text(said.weak_reason, words), words)
    if touchpoint and reason:
        weak = words("Weak spot: {touchpoint}, mostly {reason}.", touchpoint=touchpoint, reason=reason)
    elif touchpoint:
        weak = words("Weak spot: {touchpoint}.", touchpoint=touchpoint)
    elif reason:
        weak = words("The unhappy mostly name: {reason}.", reason=reason)
    else:
        return opening
    return f"{opening} {weak}"


def _open(summary: Summary, words: Words) -> str:
    match summary.sentence.tone:
        case Tone.EMPTY:
            return words("No answers yet.")
        case Tone.TOO_FEW:
            return words("{counted} so far; too few to say more.", counted=_most_counted(summary, words))
        case Tone.LEARNING:
            if all(nothing_earlier(card) for card in summary.cards):
                return words("There is nothing earlier to compare with yet.")
            return words("Still learning what is usual here.")
        case Tone.USUAL:
            return _usual(summary, words)
        case Tone.BETTER:
            return _named(_better(summary, words), summary, words)
    return _named(_worse(summary, words), summary, words)


def _usual(summary: Summary, words: Words) -> str:
    match summary.period.span:
        case Span.DAY:
            return words("A usual {weekday} so far.", weekday=words.weekday(summary.period.first))
        case Span.WEEK:
            return words("A usual week so far.")
        case Span.MONTH:
            return words("A usual month so far.")
        case Span.QUARTER:
            return words("A usual quarter so far.")
        case Span.YEAR:
            return words("A usual year so far.")
    return words("As usual so far.")


def _better(summary: Summary, words: Words) -> str:
    match summary.period.span:
        case Span.DAY:
            return words("A better {weekday} than usual so far", weekday=words.weekday(summary.period.first))
        case Span.WEEK:
            return words("A better week than usual so far")
        case Span.MONTH:
            return words("A better month than usual so far")
        case Span.QUARTER:
            return words("A better quarter than usual so far")
        case Span.YEAR:
            return words("A better year than usual so far")
    return words("Better than usual so far")


def _worse(summary: Summary, words: Words) -> str:
    match summary.period.span:
        case Span.DAY:
            return words("A worse {weekday} than usual so far", weekday=words.weekday(summary.period.first))
        case Span.WEEK:
            return words("A worse week than usual so far")
        case Span.MONTH:
            return words("A worse month than usual so far")
        case Span.QUARTER:
            return words("A worse quarter than usual so far")
        case Span.YEAR:
            return words("A worse year than usual so far")
    return words("Worse than usual so far")


def _closed(summary: Summary, words: Words) -> str:
    earlier = before(summary.period, words)
    match summary.sentence.tone:
        case Tone.EMPTY:
            return words("No answers.")
        case Tone.TOO_FEW:
            return words("{counted}; too few to say more.", counted=_most_counted(summary, words))
        case Tone.LEARNING:
            return words("Too few answers {before} to compare with.", before=earlier)
        case Tone.USUAL:
            return words("No clear change from {before}.", before=earlier)
        case Tone.BETTER:
            return _named(words("Better than {before}", before=earlier), summary, words)
    return _named(words("Worse than {before}", before=earlier), summary, words)


def _named(opening: str, summary: Summary, words: Words) -> str:
    """Which score made it so, where there are several."""
    question = summary.sentence.question
    if question is None or len(summary.cards) < 2:
        return f"{opening}."
    return words("{opening}: {title}.", opening=opening, title=_within(title(question, words), words))


def _most_counted(summary: Summary, words: Words) -> str:
    return counted(max((card.score for card in summary.cards), key=lambda score: score.n), words)


def _within(said: str, words: Words) -> str:
    """Words as they read inside a sentence: the first letter small, but for abbreviations and German."""
    if words.language == "de":
        return said  # its nouns keep their capitals, and a reason mostly begins with one
    elided = said[1:2] in ("’", "'") and said[:1] in "CDJLMNST"  # L’attente, D’autres; not I’d
    small = elided or said[1:2].islower() or said[1:2] == " "
    return said[:1].lower() + said[1:] if small else said
