"""Brings what is left of a store that was damaged, or deleted while it was open, into a new one.

A few responses at a time, so that taps come between. All of it may be done again, from anywhere, without
changing anything twice.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from store.model.reader import Dimension
from store.sqlite import kept
from store.sqlite.engine import sqlite3
from store.sqlite.inheritance import Inheritance
from store.sqlite.kept import Kept
from store.sqlite.receiving import Found, Receiving, reason_unknown
from store.sqlite.tallies import VISIT, code

AT_ONCE = 20
"""Responses read and kept in one step: some milliseconds."""

_ONE = f"{kept.RESPONSE} WHERE r.id = ?"
_REASONS = (
    "SELECT rule, by, at_ms, why, lifted_by, lifted_ms, lifted_why FROM exclusion WHERE response = ?"
    " ORDER BY rule"
)


class Salvage:
    """One source, read step by step: `read`, then `keep`, until there is no more."""

    def __init__(
        self,
        source: sqlite3.Connection,
        *,
        now_ms: int,
        prepared: Iterable[None] = (),
        after: int = -1,
        saved: int = 0,
    ) -> None:
        """`source`: a connection to it, in autocommit, that may make temporary tables, and the work that has
        to be done before it can be read. `after`: the key to go on behind, and `saved` how many were saved up
        to it."""
        self.after = after
        """The key of the last response that was looked at."""
        self.saved = saved
        """How many responses it has kept."""
        self._source = source
        self._prepared = iter(prepared)
        self._now_ms = now_ms
        self._inheritance: Inheritance | None = None
        self._handed_to: Receiving | None = None
        self._keys: Sequence[int] = ()

    @property
    def found_nothing(self) -> bool:
        """Whether nothing of a store was found, not even what it asked; when all is done."""
        return not self.saved and (self._inheritance is None or self._inheritance.is_empty)

    @property
    def lost(self) -> int:
        """How many responses cannot be read, as far as the tallies of the source tell; when all is done."""
        (expected,) = self._source.execute(
            "SELECT coalesce(sum(shown), 0) FROM tally WHERE dimension = ? AND question = ?",
            (code(Dimension.TOTAL), VISIT),
        ).fetchone()
        return max(0, int(expected) - self.saved)

    def read(self) -> Sequence[Found] | None:
        """The next few responses; [] while it is being prepared, and where there is only what is to be handed
        over; None when there is no more."""
        for _ in self._prepared:
            return []
        if self._inheritance is None:
            self._inheritance = Inheritance(self._source)
        rows = self._source.execute(
            "SELECT id FROM response WHERE id > ? ORDER BY id LIMIT ?", (self.after, AT_ONCE)
        )
        self._keys = [key for (key,) in rows]
        if not self._keys:
            return None if self._handed_to is not None else []
        return [each for each in map(self._read, self._keys) if each is not None]

    def keep(self, found: Sequence[Found], responses: Receiving) -> None:
        """Takes what was just read into the store. StoreError: nothing was; it may be done again."""
        if self._inheritance is None:
            return  # it is only being prepared
        if responses is not self._handed_to:
            self._inheritance.hand_over(responses)
            self._handed_to = responses
        count = responses.take_over(found)
        if self._keys and self._keys[-1] > self.after:
            self.saved += count
            self.after = self._keys[-1]

    def _read(self, key: int) -> Found | None:
        """All that is left of the response at `key`; None where nobody knows of which survey it is."""
        execute = self._source.execute
        row = execute(_ONE, (key,)).fetchone()
        if row is None:
            assert self._inheritance is not None, "it was read"
            self._inheritance.name_device(key)
            row = execute(_ONE, (key,)).fetchone()
        if row is None:
            return None
        answers = execute(kept.ANSWERS, (key, row[14], row[12])).fetchall()
        whole = kept.put_together(row, answers, execute(kept.CHOICES, (key,)))
        return Found(whole, self._reasons(whole))

    def _reasons(self, whole: Kept) -> Sequence[Any]:
        reasons = self._source.execute(_REASONS, (whole.key,)).fetchall()
        stands = any(lifted_ms is None for *_, lifted_ms, _ in reasons)
        return reasons if whole.counted or stands else [*reasons, reason_unknown(self._now_ms)]
