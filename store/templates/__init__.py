"""The surveys that come with the program, one TOML file each."""

from pathlib import Path

TEMPLATES = {
    "counter": "after paying: the visit, and what mattered most",
    "checkout-ease": "after paying: how easy it was to pay",
    "exit": "leaving, bought or not: did they find what they wanted",
    "support-call": "after a call or chat: the ease, the agent, is it solved",
    "complaint": "after a problem was solved: the solution, the effort",
    "warranty": "after a warranty claim: how easy it was",
    "returns": "after a return or an exchange: how easy it was",
    "onboarding": "after opening an account, or a first use: how easy",
    "new-feature": "after first using something new: how easy it was",
    "delivery": "after a delivery or a collection: how it went",
    "renewal": "at a renewal: would they recommend you",
    "cancellation": "at a cancellation: how easy it was, and why they leave",
    "relationship": "every quarter: would they recommend you, and why",
    "website-help-desk": "after using your web site or desk: was it easy to find",
}
"""By name: when to use it, and what it asks, in a line that fits 80 columns beside the name."""


def template(name: str) -> str:
    """The text of a template, comments and all. KeyError for a name that is not one of `TEMPLATES`."""
    if name not in TEMPLATES:
        raise KeyError(name)
    return (Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8")
