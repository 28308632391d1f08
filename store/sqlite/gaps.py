"""Finds the way around destroyed pages: the next response behind one that can be read."""

from store.sqlite.engine import sqlite3
from store.sqlite.kept import first_key

_FIRST_DAY = 10_957
"""1 January 2000: no shop imports older answers."""
_STRIDE = 4
"""Keys between two probes: a page holds more responses than this, so that none is stepped over."""
_USUAL_MOST = 4096
"""How far a day is searched whose tally cannot be read either."""
_DAY_MS = 86_400_000


class Gaps:
    """Probes a table of responses whose pages are partly destroyed.

    Keys are dense within a business day, and the tallies, which lie on other pages, know the days and how
    many responses each has: so a gap is searched where there can be something, and nowhere else.
    """

    def __init__(self, source: sqlite3.Connection, now_ms: int) -> None:
        self._source = source
        self._last_day = now_ms // _DAY_MS + 1
        self._known: dict[int, int] | None = None

    def expected(self) -> int:
        """How many responses there should be, by the tallies that can be read."""
        return sum(count for count in self._days().values() if count > 0)

    def next_after(self, after: int) -> int | None:
        """The first key behind `after` at which the table can be read; None if there is none."""
        begin = after + 1
        for day, count in sorted(self._days().items()):
            start = max(begin, first_key(day))
            most = count if count >= 0 else _USUAL_MOST
            for at in range(start, first_key(day) + most + _STRIDE, _STRIDE):
                if self._can_read(at):
                    while at > start and self._can_read(at - 1):
                        at -= 1
                    return self._key_from(at)
            if first_key(day + 1) > begin and self._can_read(first_key(day + 1)):
                return self._key_from(first_key(day + 1))
        return None

    def _can_read(self, at: int) -> bool:
        try:
            self._key_from(at)
        except sqlite3.DatabaseError:
            return False
        return True

    def _key_from(self, at: int) -> int | None:
        row = self._source.execute(
            "SELECT id FROM response WHERE id >= ? ORDER BY id LIMIT 1", (at,)
        ).fetchone()
        return None if row is None else int(row[0])

    def _days(self) -> dict[int, int]:
        """The days that may have responses, and how many by the tallies; -1 where that cannot be read."""
        if self._known is None:
            self._known = {}
            day = _FIRST_DAY
            while day <= self._last_day:
                try:
                    row = self._source.execute(
                        "SELECT day, sum(started) FROM funnel_tally WHERE dimension = 0 AND day ="
                        " (SELECT min(day) FROM funnel_tally WHERE day >= ?)",
                        (day,),
                    ).fetchone()
                except sqlite3.DatabaseError:
                    self._known[day] = -1
                    day += 1
                    continue
                if row is None or row[0] is None:
                    break
                self._known[int(row[0])] = int(row[1])
                day = int(row[0]) + 1
        return self._known
