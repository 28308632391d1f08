"""The same reads without tallies, as one would write them: grouped from every answer, on covering indexes."""

from collections.abc import Sequence
from typing import Any

from store.model.reader import ChoiceTally, Dimension, Filters, Funnel, Only, Tally
from store.model.scale import Standing
from store.sqlite.database import Database
from store.sqlite.questions import scales
from store.sqlite.reader import SqliteReader

_FLAT = """
    CREATE TABLE IF NOT EXISTS flat (
        day INTEGER, question INTEGER, channel TEXT, counted INTEGER, outcome INTEGER, score INTEGER,
        hour INTEGER, touchpoint TEXT, response INTEGER,
        PRIMARY KEY (day, question, channel, counted, outcome, score, hour, touchpoint, response)
    ) WITHOUT ROWID
"""
_FILL_FLAT = """
    INSERT INTO flat SELECT r.day, a.question, r.channel, r.counted, a.outcome, ifnull(a.score, -1), r.hour,
        r.touchpoint, r.id
    FROM response r CROSS JOIN answer a ON a.response = r.id
"""
_CHOICE = """
    CREATE TABLE IF NOT EXISTS flat_choice (
        day INTEGER, question INTEGER, option TEXT, channel TEXT, counted INTEGER, parent INTEGER,
        score INTEGER, hour INTEGER, touchpoint TEXT, response INTEGER,
        PRIMARY KEY (day, question, option, channel, counted, parent, score, hour, touchpoint, response)
    ) WITHOUT ROWID
"""
_FILL_CHOICE = """
    INSERT INTO flat_choice
    SELECT r.day, c.question, {option}, r.channel, r.counted, p.question, p.score, r.hour, r.touchpoint, r.id
    FROM response r CROSS JOIN answer_choice c ON c.response = r.id
    JOIN survey_question s ON s.survey = r.survey AND s.question = c.question
    JOIN answer p ON p.response = r.id AND p.question = s.parent
"""
_KEYS = {Dimension.TOTAL: "''", Dimension.HOUR: "CAST(hour AS TEXT)", Dimension.TOUCHPOINT: "touchpoint"}


class PlainReader(SqliteReader):
    """Reads scores, choices and the funnel from indexes that hold all they need; no filters."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        run = database.connection.execute
        if not run("SELECT 1 FROM sqlite_schema WHERE name = 'flat_visit'").fetchone():
            run("BEGIN")
            run(_FLAT)
            run(_FILL_FLAT)
            run(_CHOICE)
            for option in ("''", "c.option"):
                run(_FILL_CHOICE.format(option=option))
            run("CREATE INDEX flat_visit ON response (id, channel, counted, status)")
            run("COMMIT")
        self._run = run

    def tallies(
        self,
        first: int,
        last: int,
        by: Dimension,
        filters: Filters,
        *,
        daily: bool = False,
        only: Only | None = None,
    ) -> Sequence[Tally]:
        """As `Reader.tallies`."""
        numbers, part = () if only is None else only.questions, ""
        if only is not None:
            part = f" AND counted = 1 AND question IN ({', '.join('?' * len(numbers))}) AND channel = ?"
        rows = self._run(
            f"SELECT {'day' if daily else 'NULL'}, {_KEYS[by]}, question, channel, counted, outcome, score,"
            f" count(*) FROM flat WHERE day BETWEEN ? AND ?{part} GROUP BY 1, 2, 3, 4, 5, 6, 7",
            (first, last, *numbers, *([only.channel] if only else [])),
        ).fetchall()
        known = scales(self._database.connection)
        sums: dict[tuple[Any, ...], tuple[dict[int, int], list[int]]] = {}
        for *place, outcome, score, n in rows:
            scores, outcomes = sums.setdefault(tuple(place), ({}, [0, 0, 0]))
            outcomes[outcome] += n
            scores[score] = scores.get(score, 0) + n
        found = []
        for (day, key, question, channel, counted), (scores, outcomes) in sums.items():
            points = known[question].values if question in known else ()
            counts = tuple(scores.get(point, 0) for point in points)
            found.append(
                Tally(
                    day,
                    key,
                    question,
                    channel,
                    bool(counted),
                    counts,
                    sum(outcomes),
                    outcomes[1],
                    outcomes[2],
                )
            )
        return found

    def choices(
        self, first: int, last: int, by: Dimension, filters: Filters, *, daily: bool = False
    ) -> Sequence[ChoiceTally]:
        """As `Reader.choices`."""
        rows = self._run(
            f"SELECT {'day' if daily else 'NULL'}, {_KEYS[by]}, question, option, channel, counted, parent,"
            " score, count(*) FROM flat_choice WHERE day BETWEEN ? AND ? GROUP BY 1, 2, 3, 4, 5, 6, 7, 8",
            (first, last),
        ).fetchall()
        known = scales(self._database.connection)
        sums: dict[tuple[Any, ...], dict[Standing | None, int]] = {}
        for *place, parent, score, n in rows:
            by_standing = sums.setdefault(tuple(place), {})
            standing = known[parent].standing(score)
            by_standing[standing] = by_standing.get(standing, 0) + n
        return [
            ChoiceTally(
                day, key, question, option, channel, bool(counted), {s: n[s] for s in _ORDER if s in n}
            )
            for (day, key, question, option, channel, counted), n in sums.items()
        ]

    def funnel(
        self, first: int, last: int, filters: Filters, *, by: Dimension = Dimension.TOTAL
    ) -> Sequence[Funnel]:
        """As `Reader.funnel`, of all of them together."""
        rows = self._run(
            "SELECT channel, counted, status, count(*) FROM response INDEXED BY flat_visit"
            " WHERE id BETWEEN ? AND ? GROUP BY 1, 2, 3",
            (first << 24, (last + 1 << 24) - 1),
        ).fetchall()
        sums: dict[tuple[str, int], dict[str, int]] = {}
        for channel, counted, status, n in rows:
            sums.setdefault((channel, counted), {})[status] = n
        return [
            Funnel(channel, bool(counted), sum(statuses.values()), **statuses)  # type: ignore[arg-type]  # its key is another field
            for (channel, counted), statuses in sums.items()
        ]


_ORDER = (Standing.LOW, Standing.MIDDLE, Standing.HIGH)
