"""A store with millions of answers, made in minutes: rows and tallies by plain SQL, always the same."""

import os
from pathlib import Path

from benchmarks.visits import FIRST_MS, KIOSKS, LANGUAGES, SURVEY, TOUCHPOINTS
from store.sqlite.database import open_database
from store.sqlite.kept import DAY_BITS
from store.sqlite.responses import Responses

A_DAY = 900
"""Visits a day, so that more answers are more days."""
_FIRST_DAY = FIRST_MS // 86_400_000

_VISITS = """
    -- Number of the visit, its day, its moment in the day, and two dice of 32 bits.
    CREATE TEMP TABLE visit AS
    WITH RECURSIVE numbers (n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < :visits)
    SELECT n, :first_day + n / :a_day AS day, n % :a_day AS moment,
        (n * 2654435761) & 0xFFFFFFFF AS a, ((n + 7) * 2246822519 + (n >> 3) * 3266489917) & 0xFFFFFFFF AS b
    FROM numbers
"""
_RESPONSES = """
    INSERT INTO response (id, uid, revision, survey, kiosk, touchpoint, agent, language, channel, reference,
        status, started_ms, ended_ms, utc_offset_min, hour, clock_suspect, reward, counted)
    SELECT (day << :bits) + moment,
        printf('%08x-%04x-7%03x-8%03x-%012x', at >> 16, at & 0xFFFF, a & 0xFFF, b & 0xFFF, n),
        n + 1, 1, 1 + (a >> 8) % 4,
        CASE (a >> 10) % 4 WHEN 0 THEN :t0 WHEN 1 THEN :t1 WHEN 2 THEN :t2 ELSE :t3 END,
        NULL, CASE (a >> 12) % 3 WHEN 0 THEN :l1 ELSE :l0 END, 'self', NULL,
        CASE WHEN b % 10 = 0 THEN 'partial' ELSE 'complete' END,
        at, at + 20000, 0, 9 + moment * 10 / :a_day, 0, NULL, b % 100 > 0
    FROM (SELECT *, day * 86400000 + 32400000 + moment * 36000000 / :a_day AS at FROM visit)
"""
_SCORES = """
    -- A good shop: 5 4 4 5 3 2 4 5, and so on.
    INSERT INTO answer (response, question, outcome, score, shown_ms, ended_ms)
    SELECT (day << :bits) + moment, q.number, 0,
        CASE q.name
            WHEN 'satisfaction' THEN CAST(substr('5445324515', 1 + (a >> 16) % 10, 1) AS INTEGER)
            WHEN 'recommend' THEN (b >> 16) % 11
            ELSE CAST(substr('4553424541', 1 + (b >> 20) % 10, 1) AS INTEGER)
        END,
        q.place * 5000, q.place * 5000 + 3000
    FROM visit CROSS JOIN temp.scored q
"""
_FOLLOW_UPS = """
    INSERT INTO answer (response, question, outcome, score, shown_ms, ended_ms)
    SELECT (day << :bits) + moment, :question, 0, NULL, 15000, 18000 FROM visit WHERE b % :every = 1
"""
_CHOICES = """
    INSERT INTO answer_choice (response, question, place, option)
    SELECT (day << :bits) + moment, :question, 0,
        CASE (a >> 4) % 4 WHEN 0 THEN 'wait' WHEN 1 THEN 'staff' WHEN 2 THEN 'price' ELSE 'stock' END
    FROM visit WHERE b % :every = 1
"""
_WRITTEN = """
    INSERT INTO written (day, at_ms, response, question, text, consent)
    SELECT day, day * 86400000 + 32400000 + moment * 36000000 / :a_day + 18000, (day << :bits) + moment,
        :question, 'About the ' || CASE a % 3 WHEN 0 THEN 'queue' WHEN 1 THEN 'staff' ELSE 'prices' END, NULL
    FROM visit WHERE b % :every = 1
"""
_EXCLUSIONS = """
    INSERT INTO exclusion (response, rule, by, at_ms, why)
    SELECT id, 'repeat', '', started_ms, '' FROM response WHERE counted = 0
"""

_KEYS = {0: "CAST(r.hour AS TEXT)", 1: "r.touchpoint", 3: "'kiosk-' || r.kiosk", 4: "r.language"}
"""By the code of the dimension: its key. Nobody here has an agent."""
_TALLY = """
    INSERT INTO tally (day, dimension, key, question, channel, counted, {columns}, shown)
    SELECT r.day, {dimension}, {key}, a.question, r.channel, r.counted, {sums}, count(*)
    FROM response r CROSS JOIN answer a ON a.response = r.id
    WHERE r.id BETWEEN :low AND :high GROUP BY 3, 4, 5, 6
"""
_CHOICE_TALLY = """
    INSERT INTO choice_tally (day, dimension, key, question, option, channel, counted, low, middle, high)
    SELECT r.day, {dimension}, {key}, c.question, {option}, r.channel, r.counted,
        sum(p.score <= 2), sum(p.score = 3), sum(p.score >= 4)
    FROM response r CROSS JOIN answer_choice c ON c.response = r.id
    CROSS JOIN answer p ON p.response = r.id AND p.question = :parent
    WHERE r.id BETWEEN :low AND :high GROUP BY 3, 4, 5, 6, 7
"""
_VISIT_TALLY = """
    INSERT INTO tally (day, dimension, key, question, channel, counted, shown, c1, c2)
    SELECT r.day, {dimension}, {key}, 0, r.channel, r.counted, count(*), sum(r.status = 'complete'),
        sum(r.status = 'partial')
    FROM response r WHERE r.id BETWEEN :low AND :high GROUP BY 3, 5, 6
"""


def filled(folder: Path, answers: int) -> Path:
    """A store with about so many scores in `folder`, three a visit, and reasons and remarks besides.

    Made once where the folder is kept.
    """
    path = folder / f"filled-{answers}.db"
    if not path.exists():
        building = folder / f"building-{answers}.db"
        for left in folder.glob(f"{building.name}*"):
            left.unlink()
        _build(building, max(answers // 3, 1))
        os.replace(building, path)
    return path


def last_day(answers: int) -> int:
    """The newest business day of the store that `filled` makes that has all its visits."""
    return _FIRST_DAY + max(answers // 3 // A_DAY, 1) - 1


def _build(path: Path, visits: int) -> None:
    with open_database(path, writing=True, now_ms=lambda: FIRST_MS) as database:
        responses = Responses(database)
        responses.register(SURVEY)
        run = database.connection.execute
        run("PRAGMA journal_mode = OFF")
        run("PRAGMA synchronous = OFF")
        run("PRAGMA foreign_keys = OFF")
        run("PRAGMA cache_size = -200000")
        numbers = dict(run("SELECT name, id FROM question").fetchall())
        shared: dict[str, int | str] = {"bits": DAY_BITS, "a_day": A_DAY}
        run("BEGIN")
        for label in KIOSKS:
            run(
                "INSERT INTO kiosk (label, answered_ms) VALUES (?, ?)",
                (label, FIRST_MS),
            )
        run("CREATE TEMP TABLE scored (number INTEGER, name TEXT, place INTEGER)")
        for place, name in enumerate(("satisfaction", "recommend", "ease")):
            run("INSERT INTO scored VALUES (?, ?, ?)", (numbers[name], name, place))
        run(_VISITS, shared | {"visits": visits, "first_day": _FIRST_DAY})
        names = {f"t{i}": t for i, t in enumerate(TOUCHPOINTS)} | {
            f"l{i}": w for i, w in enumerate(LANGUAGES)
        }
        run(_RESPONSES, shared | names)
        run(_SCORES, shared)
        mattered, remark = (shared | {"question": numbers[name]} for name in ("mattered", "remark"))
        run(_FOLLOW_UPS, mattered | {"every": 3})
        run(_CHOICES, mattered | {"every": 3})
        run(_FOLLOW_UPS, remark | {"every": 25})
        run(_WRITTEN, remark | {"every": 25})
        run(_EXCLUSIONS)
        for day in range(_FIRST_DAY, _FIRST_DAY + (visits - 1) // A_DAY + 1):
            at = {"low": day << DAY_BITS, "high": (day + 1 << DAY_BITS) - 1}
            for sql in _TALLIES:
                run(sql, at | {"parent": numbers["satisfaction"]} if ":parent" in sql else at)
        run("COMMIT")


def _tallies() -> tuple[str, ...]:
    columns = [f"c{point}" for point in range(11)]
    sums = ", ".join(f"sum(a.score IS {point})" for point in range(11))
    found = []
    for dimension, key in _KEYS.items():
        at = {"dimension": dimension, "key": key}
        found.append(_TALLY.format(columns=", ".join(columns), sums=sums, **at))
        found += [_CHOICE_TALLY.format(option=option, **at) for option in ("''", "c.option")]
        found.append(_VISIT_TALLY.format(**at))
    return tuple(found)


_TALLIES = _tallies()
