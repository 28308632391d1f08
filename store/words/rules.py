"""What is left out of the scores, and why, in words."""

from collections.abc import Sequence

from store.model.reader import Excluded
from store.model.rules import Rule
from store.words import Words


def rule_name(rule: str, words: Words) -> str:
    """A rule that leaves answers out, as a manager says it."""
    match rule:
        case Rule.REPEAT:
            return words("again on the same kiosk within seconds")
        case Rule.FAST:
            return words("tapped through in no time")
        case Rule.BURST:
            return words("many visits within a minute")
        case Rule.HOURS:
            return words("outside opening hours")
        case Rule.DEMO:
            return words("demonstration")
        case Rule.VOID:
            return words("voided")
    return rule


def left_out(excluded: Sequence[Excluded], words: Words) -> list[str]:
    """A line a reason: how many visits, the rule, and by whom and why where it was a person."""
    lines = []
    for each in excluded:
        text = rule_name(each.rule, words)
        if each.by:
            text = words("{rule} by {who}", rule=text, who=each.by)
        if each.why:
            text = words("{rule}: {why}", rule=text, why=each.why)
        visits = words.plural("{count} visit", "{count} visits", each.responses)
        lines.append(words("{visits} left out: {reason}", visits=visits, reason=text))
    return lines
