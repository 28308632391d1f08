"""The demo's home: a folder for the time of one demo, filled with a quarter of answers."""

import json
import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from importlib.resources import files
from pathlib import Path

from kiosk import private_file
from kiosk.demo.crowd import DAY_STARTS, Crowd, used_surveys
from kiosk.demo.shop import PLACES
from kiosk.home import Home
from store.model.response import Response
from store.model.scale import Metric
from store.model.survey import Survey
from store.model.survey_file import read_survey
from store.sqlite.database import Database, open_database
from store.sqlite.reader import SqliteReader
from store.sqlite.responses import Responses

_TARGET = 85.0
"""Per cent satisfied: what the demo's manager hopes for."""
_OURS = files("kiosk.demo")

_SETTINGS = """\
# The settings of a demo: nobody needs a PIN, and Ctrl-C ends it.
shop = "Corner Market"
label = "till-3"
survey = "counter"
day_starts = {starts}
lock = false
operator_pin = false
"""


def furnish(folder: Path, language: str | None, *, starts: int = DAY_STARTS) -> Home:
    """Makes `folder` a home with the demo's settings and surveys; the screens speak `language`.

    `starts` is the hour at which its business day begins.
    """
    home = Home(folder)
    for part in (home.path, home.surveys, home.backups):
        part.mkdir(mode=0o700, exist_ok=True)
    for name in used_surveys():
        private_file.create(home.surveys / f"{name}.toml", _text(f"surveys/{name}.toml"))
    chosen = f"language = {json.dumps(language)}\n" if language else ""
    private_file.create(home.settings_file, _SETTINGS.format(starts=starts) + chosen)
    return home


def make_crowd(
    seed: int, zone: tzinfo | None = None, *, language: str = "en", starts: int = DAY_STARTS
) -> Crowd:
    """The crowd of a demo, with its surveys and its remarks; `zone` None is the machine's own.

    Its business day begins at the hour `starts`.

    Most of it speaks `language`, or English where the surveys lack it; the others English, or else French.
    """
    surveys = {name: _survey(name) for name in used_surveys()}
    most = language if language in surveys[PLACES[0].survey].languages else "en"
    spoken = (most, "fr" if most == "en" else "en")
    remarks = {code: tomllib.loads(_text(f"remarks/{code}.toml")) for code in spoken}
    return Crowd(seed, surveys, remarks, zone, starts=starts)


def fill(home: Home, crowd: Crowd, now: datetime, days: int, advance: Callable[[], None]) -> int:
    """Makes the store and keeps the answers of `days` days up to `now` (aware); returns how many responses.

    `advance` is called after each day.
    """

    def all_of_them() -> Iterator[Response]:
        for day in crowd.history(now, days):
            yield from day
            advance()

    with open_store(home, now) as database:
        responses = Responses(database)
        for name in used_surveys():
            responses.register(_survey(name))
        count = responses.save_many(all_of_them())
        for place in PLACES:
            responses.beat(place.kiosk, "asking")
        for question in SqliteReader(database).questions():
            if question.scale is not None and question.scale.metric is Metric.CSAT:
                responses.set_target(question.number, _TARGET, "manager")
        return count


def open_store(home: Home, now: datetime) -> Database:
    """The demo's store, for writing, marked as a demonstration; its clock stands at `now`."""
    return open_database(home.database, writing=True, now_ms=lambda: int(now.timestamp() * 1000), demo=True)


def _survey(name: str) -> Survey:
    return read_survey(_text(f"surveys/{name}.toml"), file=f"{name}.toml")


def _text(path: str) -> str:
    return _OURS.joinpath(path).read_text(encoding="utf-8")
