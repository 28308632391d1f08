"""The versions of surveys that were edited, read again from their texts."""

from collections.abc import Sequence
from functools import lru_cache

from store.model.reader import SurveyVersion
from store.model.survey import Survey
from store.sqlite.engine import sqlite3


def versions(connection: sqlite3.Connection) -> Sequence[SurveyVersion]:
    """As `Reader.versions`."""
    rows = connection.execute(
        "SELECT name, version, first_ms, source FROM survey"
        " WHERE name IN (SELECT name FROM survey GROUP BY name HAVING count(*) > 1) ORDER BY first_ms, id"
    ).fetchall()
    return [
        SurveyVersion(name, version, first_ms, content)
        for name, version, first_ms, source in rows
        if (content := _read(source)) is not None
    ]


@lru_cache(maxsize=64)
def _read(source: str) -> Survey | None:
    """None where it cannot be read: it was written by a newer program."""
    from store.model.survey_file import SurveyError, read_survey

    try:
        return read_survey(source)
    except SurveyError:
        return None
