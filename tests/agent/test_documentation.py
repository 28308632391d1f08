"""The page about the desk is true."""

import json
import re
from pathlib import Path

from screens.agent.desk import Desk
from screens.agent.fields import Step
from screens.agent.keys import KEYS
from screens.agent.messages import Ignored
from store.model.response import Response, Status

PAGE = (Path(__file__).parents[2] / "docs" / "agent.md").read_text(encoding="utf-8")


def table(heading: str) -> list[tuple[str, str]]:
    """The rows of the table under a heading."""
    text = PAGE[PAGE.index(heading) :].split("\n\n")[0]
    rows = [line.strip("| ").split(" | ", 1) for line in text.splitlines()[2:]]
    return [(left, right) for left, right in rows]


def test_the_table_of_keys_is_the_table_that_the_desk_works_by() -> None:
    written = [(" ".join(f"`{name}`" for name in key.names), key.meaning) for key in KEYS]
    assert table("| key | what it does |") == written


def test_every_key_of_the_table_means_something_somewhere() -> None:
    from agent.test_desk import keyed

    begun = "17|8123|"
    places = (
        "17|<up>",
        "17|8123",
        "17|9000|",
        *(begun + keys for keys in ("", "3", "9", "3|", "9|", "<down>")),
    )
    for key in (name for entry in KEYS for name in entry.keys if name != "ctrl+q"):
        heard = []
        for place in places:
            desk: Desk = keyed(place).desk
            desk.out = []
            desk.press(key, key if len(key) == 1 else None)
            heard.append(not any(isinstance(message, Ignored) for message in desk.out))
        assert any(heard), key
    left = Desk(("en",), "en", "support")
    left.press("ctrl+q")
    assert left.out
    assert left.step is Step.AGENT


def test_the_keys_of_the_line_of_json_are_those_that_are_printed() -> None:
    from kiosk.printed.visit_json import visit_json

    response = Response(
        uid="u",
        survey="s",
        version="v",
        touchpoint="t",
        kiosk="k",
        language="en",
        channel="self",
        status=Status.SKIPPED,
        started_ms=0,
        utc_offset_min=60,
        day=0,
        hour=1,
    )
    printed = json.loads(visit_json(response))
    told = [name for left, _ in table("| key | holds |") for name in re.findall(r"`(\w+)`", left)]
    assert told == [*printed]
    assert printed["started"] == "1970-01-01T01:00:00.000+01:00"
    assert printed["ended"] is None
