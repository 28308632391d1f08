"""One response's rows: written the first time, and brought up to what it has become."""

from collections.abc import Iterable

from store.model.response import Answer, Response
from store.sqlite.engine import sqlite3
from store.sqlite.kept import DAY_BITS, OUTCOMES, Kept, first_key
from store.sqlite.questions import Version

_CODES = {outcome: code for code, outcome in enumerate(OUTCOMES)}
_NEXT_REVISION = "(SELECT coalesce(max(revision), 0) + 1 FROM response)"
_NEXT_KEY = (
    f"(SELECT coalesce(max(id) + 1, ?1) FROM response WHERE id BETWEEN ?1 AND ?1 + {(1 << DAY_BITS) - 1})"
)
COLUMNS = (
    "survey, kiosk, touchpoint, agent, language, channel, reference, status, started_ms, ended_ms,"
    " utc_offset_min, hour, clock_suspect, reward"
)
"""What `columns` gives, in its order."""
_INSERT = (
    f"INSERT INTO response (id, revision, uid, {COLUMNS}, counted)"
    f" VALUES ({_NEXT_KEY}, {_NEXT_REVISION}, {', '.join(f'?{i}' for i in range(2, 17))}, 1)"
    " ON CONFLICT (uid) DO NOTHING"
)
_UPDATE = (
    f"UPDATE response SET revision = {_NEXT_REVISION}, survey = ?, kiosk = ?, touchpoint = ?, agent = ?,"
    " language = ?, channel = ?, reference = ?, status = ?, started_ms = ?, ended_ms = ?, utc_offset_min = ?,"
    " hour = ?, clock_suspect = ?, reward = ?, counted = ?, erased = ? WHERE id = ?"
)


def insert(connection: sqlite3.Connection, response: Response, version: Version, kiosk: int) -> int | None:
    """Writes a new response down, as counted, and returns its key; None if its uid is already there."""
    cursor = connection.execute(
        _INSERT, (first_key(response.day), response.uid, *columns(response, version, kiosk))
    )
    if cursor.rowcount == 0:
        return None
    key = cursor.lastrowid
    assert key is not None, "a row was inserted"
    _put_answers(connection, key, response, version, response.answers.values())
    return key


def update(
    connection: sqlite3.Connection,
    old: Kept,
    new: Response,
    version: Version,
    kiosk: int,
    *,
    counted: bool,
    erased: bool,
) -> int:
    """Makes the rows of `old` those of `new`, under the next revision, and returns the key it has now."""
    before = old.response
    # Texts are kept by day and moment, and the numbers of questions belong to the version.
    moved = (new.day, new.started_ms, new.survey, new.version) != (
        before.day,
        before.started_ms,
        before.survey,
        before.version,
    )
    gone = [a for name, a in before.answers.items() if moved or new.answers.get(name) != a]
    come = [a for name, a in new.answers.items() if moved or before.answers.get(name) != a]
    key = old.key
    numbers = _numbers(connection, key) if gone else {}
    for answer in gone:
        at = (key, numbers[answer.question])
        if answer.text is not None or answer.consent is not None:
            connection.execute(
                "DELETE FROM written WHERE day = ? AND at_ms = ? AND response = ? AND question = ?",
                (before.day, before.started_ms + answer.ended_ms, *at),
            )
        connection.execute("DELETE FROM answer WHERE response = ? AND question = ?", at)
    if new.day != before.day:
        base = first_key(new.day)
        (key,) = connection.execute(
            f"UPDATE response SET id = {_NEXT_KEY} WHERE id = ?2 RETURNING id", (base, key)
        ).fetchone()
    connection.execute(_UPDATE, (*columns(new, version, kiosk), int(counted), int(erased), key))
    _put_answers(connection, key, new, version, come)
    return key


def doubt(connection: sqlite3.Connection, keys: Iterable[int]) -> None:
    """Marks that the clock was wrong when these responses began, each under the next revision."""
    connection.executemany(
        f"UPDATE response SET revision = {_NEXT_REVISION}, clock_suspect = 1 WHERE id = ?",
        ((key,) for key in keys),
    )


def columns(response: Response, version: Version, kiosk: int) -> tuple[int | str | None, ...]:
    """A response's own row, but for its key, its revision and its uid."""
    return (
        version.number,
        kiosk,
        response.touchpoint,
        response.agent,
        response.language,
        response.channel,
        response.reference,
        response.status.value,  # an enum is bound far more slowly
        response.started_ms,
        response.ended_ms,
        response.utc_offset_min,
        response.hour,
        int(response.clock_suspect),
        response.reward,
    )


def _numbers(connection: sqlite3.Connection, key: int) -> dict[str, int]:
    return dict(
        connection.execute(
            "SELECT q.name, q.id FROM answer a JOIN question q ON q.id = a.question WHERE a.response = ?",
            (key,),
        )
    )


def _put_answers(
    connection: sqlite3.Connection, key: int, response: Response, version: Version, answers: Iterable[Answer]
) -> None:
    rows, choices, written = [], [], []
    for answer in answers:
        number = version.asked[answer.question].number
        rows.append((key, number, _CODES[answer.outcome], answer.score, answer.shown_ms, answer.ended_ms))
        for place, option in enumerate(answer.choices):
            choices.append((key, number, place, option))
        if answer.text is not None or answer.consent is not None:
            at = response.started_ms + answer.ended_ms
            written.append((response.day, at, key, number, answer.text, answer.consent))
    connection.executemany("INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?)", rows)
    if choices:
        connection.executemany("INSERT INTO answer_choice VALUES (?, ?, ?, ?)", choices)
    if written:
        connection.executemany("INSERT INTO written VALUES (?, ?, ?, ?, ?, ?)", written)
