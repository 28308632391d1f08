"""The surveys that come with the program, one TOML file each."""

from pathlib import Path

TEMPLATES = {
    "counter": "after paying: the visit, what mattered most, and in every 4th visit the recommendation",
    "checkout-ease": "after paying: how easy it was to pay, and what made the difference",
    "exit": "on the way out, with or without a purchase: was it easy to find, was it there, what was missing",
    "support-call": "after a call or chat: how easy it was to get help, the agent, and whether it is solved",
    "complaint": "after a problem was solved: the solution, and how easy it was to get there",
    "warranty": "after a warranty claim: how easy the claim was",
    "returns": "after a return or an exchange: how easy it was, and what made it difficult",
    "onboarding": "after opening an account, or a first use: the instructions, and whether it is the first time",
    "new-feature": "after the first use of something new: how easy it is to use",
    "delivery": "after a delivery or a collection: the delivery, and what went wrong",
    "renewal": "at a renewal: the recommendation, and what matters most",
    "cancellation": "at a cancellation: how easy it was to cancel, and the reason",
    "relationship": "every quarter: the recommendation, why, age and how often they come",
    "website-help-desk": "at the shop's own web site or information desk: how easy it was to find",
}
"""By name: when to use it, in a line."""


def template(name: str) -> str:
    """The text of a template, comments and all. KeyError for a name that is not one of `TEMPLATES`."""
    if name not in TEMPLATES:
        raise KeyError(name)
    return (Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8")
