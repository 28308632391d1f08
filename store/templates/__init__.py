"""The surveys that come with the program, one TOML file each."""

from pathlib import Path

TEMPLATES = {
    "counter": "after paying: the visit, what mattered most, and in every 4th visit the recommendation",
    "support-call": "after a call or chat: how easy it was to get help, the agent, and whether it is solved",
}
"""By name: when to use it, in a line."""


def template(name: str) -> str:
    """The text of a template, comments and all. KeyError for a name that is not one of `TEMPLATES`."""
    if name not in TEMPLATES:
        raise KeyError(name)
    return (Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8")
