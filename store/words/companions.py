"""What goes with a better or a worse score, in words: never "causes"."""

from store.model.goes_with import Companions, GoesWith
from store.model.score import Verdict
from store.words import Words
from store.words.figures import figure, text, title


def companions_title(companions: Companions, words: Words) -> str:
    """What the lines are made of: "What goes with Satisfaction, of 320 who were asked"."""
    score = title(companions.scored, words)
    return words.plural(
        "What goes with {score}, of {count} who was asked",
        "What goes with {score}, of {count} who were asked",
        companions.base,
        score=score,
    )


def companions_lines(companions: Companions, words: Words) -> list[str]:
    """A sentence for each reason that clearly goes with better or worse scores, or that none does."""
    said = [_line(row, words) for row in companions.rows if row.change.verdict in _CLEAR]
    return said or [words("No reason clearly goes with better or worse scores.")]


_CLEAR = (Verdict.BETTER, Verdict.WORSE)


def _line(row: GoesWith, words: Words) -> str:
    values = {
        "reason": text(row.text, words) or row.option,
        "named": figure(row.named, words),
        "n": words.count(row.named.n),
        "others": figure(row.others, words),
    }
    if row.change.verdict is Verdict.WORSE:
        return words(
            "“{reason}” goes with worse scores:"
            " {named} among the {n} who name it, {others} among the others.",
            **values,
        )
    return words(
        "“{reason}” goes with better scores: {named} among the {n} who name it, {others} among the others.",
        **values,
    )
