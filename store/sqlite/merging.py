"""Another kiosk's store brought into this one: whatever either knows better, in either order, any number
of times.

A response belongs to the device it was given at. The store that the device writes to knows its answers best;
a void, a lift and an erasure may come from either, the newest of the first two and every last one holding.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

from store.exchange.record import Record, Wanted
from store.model.response import Response, Status
from store.sqlite import kept, tallies, tombstones
from store.sqlite.database import Database
from store.sqlite.engine import sqlite3
from store.sqlite.error import StoreError
from store.sqlite.handed_over import take_over
from store.sqlite.inheritance import ASKED, QUESTIONS, SURVEYS, take_over_questions
from store.sqlite.kept import Kept
from store.sqlite.receiving import Found, Reason, Receiving
from store.sqlite.snapshot import is_newer, packed, sealed
from store.sqlite.walk import how_many, walk

_AT_ONCE = 200
"""Responses a transaction: a tap waits no longer than one takes."""
_REASONS = (
    "SELECT r.uid, e.rule, e.by, e.at_ms, e.why, e.lifted_by, e.lifted_ms, e.lifted_why"
    " FROM response r CROSS JOIN exclusion e ON e.response = r.id"
    " WHERE r.revision BETWEEN ? AND ? ORDER BY r.revision, e.rule"
)
_STANDS = "SELECT 1 FROM response WHERE revision = ? AND uid = ?"
_LIVE = (
    "SELECT label FROM kiosk WHERE seen_ms > 0 OR id IN (SELECT kiosk FROM kiosk_state)"  # neither is merged
)
_REASON = (
    "INSERT INTO exclusion (response, rule, by, at_ms, why, lifted_by, lifted_ms, lifted_why)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (response, rule) DO UPDATE SET by = excluded.by,"
    " at_ms = excluded.at_ms, why = excluded.why, lifted_by = excluded.lifted_by,"
    " lifted_ms = excluded.lifted_ms, lifted_why = excluded.lifted_why"
    # Of two as new, the one that stands.
    " WHERE (max(excluded.at_ms, coalesce(excluded.lifted_ms, 0)), excluded.lifted_ms IS NULL)"
    " > (max(exclusion.at_ms, coalesce(exclusion.lifted_ms, 0)), exclusion.lifted_ms IS NULL)"
)


class _Mark(NamedTuple):
    """A place in another store, as it is found again."""

    revision: int
    last: str
    """The uid of the response that took it."""


_START = _Mark(0, "")


class Merged(NamedTuple):
    """What came of a merge."""

    seen: int
    """Responses that had changed there since the merge before."""
    added: int
    changed: int
    """Known here, and now as they are there."""
    namesakes: tuple[str, ...]
    """Labels under which both stores have a device of their own."""


class Merging(Receiving):
    """The writing side of the store that another one is brought into."""

    def merge(self, source: Database, by: str, advance: Callable[[int], None] = lambda count: None) -> Merged:
        """Brings in all that has changed in `source` since it was last brought in.

        `advance` is told how many responses more are done. StoreError, with nothing brought in, for a
        demonstration and for the store itself; any other one leaves whole responses, and the next merge goes
        on there.
        """
        uid, epoch, demo = _meta(source)
        if demo or self._demo:
            which = source.path if demo else self._database.path
            raise StoreError(f"{which} is a demonstration: made-up answers are never merged with real ones.")
        if source.path.exists() and source.path.samefile(self._database.path):
            raise StoreError(f"{source.path} is this kiosk's own store; name another's.")
        damage = source.connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if damage != "ok":
            raise StoreError(f"{source.path} is damaged ({damage}); nothing was merged.")
        namesakes, changed = self._take_small(source, uid)
        theirs = self._live(source)
        ours = self._live(self._database)
        known_to, before = self._known_to(source)
        seen = added = 0
        with closing(walk(source, Wanted(since=known_to.revision))) as records:
            while batch := list(islice(records, _AT_ONCE)):
                found = _with_reasons(source.connection, batch)
                sums: tallies.Sums = {}
                self._sums = sums
                try:
                    with self._database.transaction():
                        for each in found:
                            known = kept.by_uid(self._connection, each.kept.response.uid)
                            if known is None:
                                self._take_new(each)
                                added += 1
                            else:
                                changed += self._bring_up(each, known, ours, theirs)
                        tallies.write_sums(self._connection, sums)
                        reached = _mark(batch) or known_to
                        if reached != known_to:
                            self._note(uid, epoch, reached, instead_of=before)
                finally:
                    self._sums = None
                if reached != known_to:
                    known_to, before = reached, known_to
                seen += len(batch)
                advance(len(batch))
        if added or changed:
            with self._database.transaction():
                self._log(by, "merge", str(source.path.name), f"{added} added, {changed} changed")
            self._database.truncate_log()  # what was erased there may have been written here
        return Merged(seen, added, changed, namesakes)

    def waiting(self, source: Database) -> int:
        """How many responses of `source` a merge would look at."""
        return how_many(source, Wanted(since=self._known_to(source)[0].revision))

    def _bring_up(self, found: Found, known: Kept, ours: set[str], theirs: set[str]) -> int:
        """1 where what is known here had to be changed, else 0."""
        here, there = known.response, found.kept.response
        response = there if _is_better(there, here, ours, theirs) else here
        response = replace(response, clock_suspect=here.clock_suspect or there.clock_suspect)
        response = self._with_code(response, here, there)
        erased = known.erased or found.kept.erased
        if erased:
            response = self._forgotten(response)
        before = self._connection.total_changes
        self._give_reasons(known.key, found.reasons)
        reasons_changed = self._connection.total_changes > before
        counted = self._stands_clear(known.key)
        # A reason that changes nothing else is a change too: whoever merges with this store has to see it.
        changed = reasons_changed or (response, erased, counted) != (here, known.erased, known.counted)
        if changed:
            self._rewrite(known, response, counted=counted, erased=erased)
        self._remember_codes(here, there)
        return int(changed)

    def _give_reasons(self, key: int, reasons: Sequence[Reason]) -> None:
        self._connection.executemany(_REASON, [(key, *reason) for reason in reasons])

    def _take_small(self, source: Database, uid: str) -> tuple[tuple[str, ...], int]:
        """The surveys, the devices and what people did; returns the labels of two devices, and how many
        responses were erased because they were there."""
        run = self._connection.execute

        def read(sql: str) -> list[tuple[Any, ...]]:
            return source.connection.execute(sql).fetchall()

        with self._database.transaction():
            numbers = take_over_questions(self._connection, read(SURVEYS), read(QUESTIONS), read(ASKED))
            namesakes = []
            ours, theirs = self._live(self._database), self._live(source)
            for device, label, shop in read("SELECT uid, label, shop FROM kiosk"):
                run(
                    "INSERT INTO kiosk (uid, label, shop) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    (device, label, shop),
                )
                (own,) = run("SELECT uid FROM kiosk WHERE label = ?", (label,)).fetchone()
                if own != device and label in ours and label in theirs:
                    namesakes.append(label)
            (own,) = run("SELECT uid FROM meta").fetchone()
            take_over(self._connection, read, numbers, whole_log=own == uid)
            erased = 0
            for name in tombstones.not_yet_erased(self._connection):  # there it went with its import
                known = self._find(name)
                self._rewrite(known, self._forgotten(known.response), counted=known.counted, erased=True)
                erased += 1
        return tuple(namesakes), erased

    def _live(self, database: Database) -> set[str]:
        """The devices that write to a store themselves."""
        return {label for (label,) in database.connection.execute(_LIVE).fetchall()}

    def _known_to(self, source: Database) -> tuple[_Mark, _Mark]:
        """Up to where all of `source` is here; and the place before, for when the response that took this one
        is written to again.

        A home that is copied to a second device gives two stores with one name, each going its own way from
        the same revision on. So not the number alone is known again, but the response that took it.
        """
        uid, epoch, _ = _meta(source)
        marks = self._connection.execute(
            "SELECT revision, last FROM merged WHERE store = ? AND epoch = ? ORDER BY revision DESC",
            (uid, epoch),
        ).fetchall()
        standing = [_Mark(*mark) for mark in marks if source.connection.execute(_STANDS, mark).fetchone()]
        newest, before, *_ = (*standing, _START, _START)
        return newest, before

    def _note(self, uid: str, epoch: str, reached: _Mark, *, instead_of: _Mark) -> None:
        run = self._connection.execute
        run("DELETE FROM merged WHERE store = ? AND epoch = ? AND last = ?", (uid, epoch, instead_of.last))
        run(
            "INSERT INTO merged (store, epoch, last, revision, at_ms) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (store, epoch, last) DO UPDATE SET revision = excluded.revision,"
            " at_ms = excluded.at_ms",
            (uid, epoch, reached.last, reached.revision, self._database.now_ms()),
        )


def _mark(batch: Sequence[Record]) -> _Mark | None:
    """The last one that is not about to change: what is still open is looked at again."""
    settled = (each for each in reversed(batch) if each.response.status is not Status.OPEN)
    return next((_Mark(each.revision, each.response.uid) for each in settled), None)


def _meta(source: Database) -> tuple[str, str, bool]:
    uid, epoch, demo = source.connection.execute("SELECT uid, epoch, demo FROM meta").fetchone()
    return uid, epoch, bool(demo)


def _with_reasons(connection: sqlite3.Connection, batch: Sequence[Record]) -> list[Found]:
    """Records of one stretch of revisions, each with all that stands, or stood, against it."""
    reasons: dict[str, list[Reason]] = {}
    for uid, *reason in connection.execute(_REASONS, (batch[0].revision, batch[-1].revision)):
        rule, by, at_ms, why, lifted_by, lifted_ms, lifted_why = reason
        reasons.setdefault(uid, []).append((rule, by, at_ms, why, lifted_by, lifted_ms, lifted_why))
    return [
        Found(
            Kept(0, each.revision, not each.excluded, each.erased, each.response),
            reasons.get(each.response.uid, ()),
        )
        for each in batch
    ]


def _is_better(there: Response, here: Response, ours: set[str], theirs: set[str]) -> bool:
    """Whether the other store's state of a response is the one to keep. Both stores, asked either way round,
    choose the same one."""
    if (there.kiosk in theirs) != (here.kiosk in ours):
        return there.kiosk in theirs
    if is_newer(there, here) or is_newer(here, there):
        return is_newer(there, here)
    return sealed(packed(there)) > sealed(packed(here))
