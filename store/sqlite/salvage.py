"""Reads what can still be read of a store that is damaged, or deleted but still open, into a new one.

By ranges of keys, around destroyed pages, a few responses at a time so that taps come between. All of it may
be done again, from anywhere, without changing anything twice.
"""

import contextlib
from collections.abc import Sequence
from typing import Any

from store.sqlite import kept
from store.sqlite.engine import sqlite3
from store.sqlite.gaps import Gaps
from store.sqlite.inheritance import Inheritance
from store.sqlite.kept import Kept
from store.sqlite.receiving import Found, Receiving, reason_unknown

AT_ONCE = 20
"""Responses read and kept in one step: some milliseconds."""

_REASONS = (
    "SELECT rule, by, at_ms, why, lifted_by, lifted_ms, lifted_why FROM exclusion WHERE response = ?"
    " ORDER BY rule"
)
_ANSWERS_WITHOUT_TEXTS = (
    "SELECT a.question, q.name, a.outcome, a.shown_ms, a.ended_ms, a.score, NULL, NULL"
    " FROM answer a JOIN question q ON q.id = a.question WHERE a.response = ?"
    " ORDER BY a.shown_ms, q.position"
)


class Salvage:
    """One source, read step by step: `read`, then `keep`, until there is no more."""

    def __init__(self, source: sqlite3.Connection, *, now_ms: int, after: int = -1, saved: int = 0) -> None:
        """`source`: a connection to it, in autocommit, that may make temporary tables. `after`: the key to
        go on behind, and `saved` how many were saved up to it."""
        self.after = after
        """The key of the last response that was looked at."""
        self.saved = saved
        """How many responses it has kept."""
        self._source = source
        self._now_ms = now_ms
        self._inheritance: Inheritance | None = None
        self._handed_to: Receiving | None = None
        self._keys: Sequence[int] = ()
        self._gaps = Gaps(source, now_ms)

    @property
    def lost(self) -> int:
        """How many responses cannot be read, as far as the tallies of the source tell; when all is done."""
        return max(0, self._gaps.expected() - self.saved)

    def read(self) -> Sequence[Found] | None:
        """The next few responses, [] where all of them are destroyed; None when there are no more."""
        if self._inheritance is None:
            self._inheritance = Inheritance(self._source)
        self._keys = self._next_keys()
        if not self._keys:
            return None
        return [each for each in map(self._read, self._keys) if each is not None]

    def keep(self, found: Sequence[Found], responses: Receiving) -> None:
        """Takes what was just read into the store. StoreError: nothing was; it may be done again."""
        assert self._inheritance is not None, "it was read"
        if responses is not self._handed_to:
            self._inheritance.hand_over(responses)
            self._handed_to = responses
        count = responses.take_over(found)
        if self._keys[-1] > self.after:
            self.saved += count
            self.after = self._keys[-1]

    def _next_keys(self) -> Sequence[int]:
        keys: list[int] = []
        with contextlib.suppress(sqlite3.DatabaseError):
            for (key,) in self._source.execute(
                "SELECT id FROM response WHERE id > ? ORDER BY id LIMIT ?", (self.after, AT_ONCE)
            ):
                keys.append(key)
            return keys
        if not keys and (key := self._gaps.next_after(self.after)) is not None:
            keys.append(key)
        return keys

    def _read(self, key: int) -> Found | None:
        """All that is left of the response at `key`; None where its own row is gone."""
        rows = self._rows(f"{kept.RESPONSE} WHERE r.id = ?", (key,))
        if not rows:
            return None
        row = rows[0]
        at = (key, row[14], row[12])
        try:
            answers = self._source.execute(kept.ANSWERS, at).fetchall()
        except sqlite3.DatabaseError:
            answers = self._rows(kept.ANSWERS, at)
            rest = self._rows(_ANSWERS_WITHOUT_TEXTS, (key,))
            answers += [each for each in rest if each[0] not in {a[0] for a in answers}]
        try:
            whole = kept.put_together(row, answers, self._rows(kept.CHOICES, (key,)))
        except (ValueError, IndexError, TypeError):  # a page of something else, where a row should be
            return None
        return Found(whole, self._reasons(whole))

    def _reasons(self, whole: Kept) -> Sequence[Any]:
        reasons = self._rows(_REASONS, (whole.key,))
        stands = any(lifted_ms is None for *_, lifted_ms, _ in reasons)
        return reasons if whole.counted or stands else [*reasons, reason_unknown(self._now_ms)]

    def _rows(self, sql: str, values: Sequence[Any]) -> list[Any]:
        """The rows up to where it can be read."""
        rows = []
        with contextlib.suppress(sqlite3.DatabaseError):
            for row in self._source.execute(sql, values):
                rows.append(row)
        return rows
