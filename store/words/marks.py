"""What may explain the line of a score, in words."""

from store.model.marks import Mark, MarkKind
from store.words import Words
from store.words.figures import text


def marked(mark: Mark, words: Words) -> str:
    """What happened on that day: "second till opened (Ana)", "asked in other words: How was it?"."""
    match mark.kind:
        case MarkKind.NOTE:
            said = next(iter(mark.text.values()), "")
            return words("{note} ({who})", note=said, who=mark.by) if mark.by else said
        case MarkKind.WORDING:
            return words("asked in other words: {question}", question=text(mark.text, words))
        case MarkKind.REWARD:
            return words("from here on a reward for answering")
        case MarkKind.NO_REWARD:
            return words("from here on no reward for answering")
