"""Responses that come late: from the spill, or out of a file that was damaged or deleted.

They meet a store that may know them already, and may know them better. Everything here may be done again
without changing anything twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from store.model.response import Response
from store.model.rules import Rule, answered_ms
from store.sqlite import kept, kiosks, rows, tallies
from store.sqlite.kept import Kept
from store.sqlite.responses import Responses, erased_of
from store.sqlite.rewards import remember
from store.sqlite.snapshot import is_newer

Reason = tuple[str, str, int, str, str | None, int | None, str | None]
"""Why a response is left out: rule, by, at_ms, why; and by whom, when and why that was lifted."""


@dataclass(frozen=True, slots=True)
class Found:
    """A response out of another file."""

    kept: Kept
    reasons: Sequence[Reason]


class Receiving(Responses):
    """The writing side of the store that also takes in what comes late."""

    def drain(self, snapshots: Iterable[Response]) -> list[Response]:
        """Keeps snapshots, oldest first, in one transaction. Returns those that it cannot keep.

        The rules judge them as they would have then. One that is not newer than what is kept of its visit
        changes nothing; one whose survey is not known here cannot be kept. StoreError: nothing was.
        """
        strange = []
        with self._database.transaction():
            for snapshot in snapshots:
                try:
                    version = self._version(snapshot)
                except ValueError:
                    strange.append(snapshot)
                    continue
                known = kept.by_uid(self._connection, snapshot.uid)
                if known is None or is_newer(snapshot, known.response):
                    self._save(snapshot, version, live=False)
        return strange

    def take_over(self, found: Iterable[Found]) -> int:
        """Keeps responses of another file as they stood there, in one transaction; returns how many it can.

        Of one that is known here too, the newer state is kept, whatever stands against it in either file
        stands, and what was erased in either stays erased. StoreError: nothing was kept.
        """
        count = 0
        with self._database.transaction():
            for each in found:
                try:
                    self._version(each.kept.response)
                except ValueError:
                    continue
                known = kept.by_uid(self._connection, each.kept.response.uid)
                if known is None:
                    self._take_new(each)
                else:
                    self._take_known(each, known)
                count += 1
        return count

    def _take_new(self, found: Found) -> None:
        from store.sqlite.tombstones import erased_before  # a kiosk's start can do without

        response = found.kept.response
        erased = found.kept.erased or bool(erased_before(self._connection, (response.uid,)))
        if erased:
            response = self._forgotten(response)
        version = self._version(response)
        key = rows.insert(
            self._connection, response, version, kiosks.number(self._connection, response.kiosk)
        )
        assert key is not None, "its uid is not known here"
        self._give_reasons(key, found.reasons)
        counted = self._stands_clear(key)
        self._connection.execute(
            "UPDATE response SET counted = ?, erased = ? WHERE id = ?", (counted, erased, key)
        )
        self._tally(tallies.place(response, counted), tallies.contributions(response, version.asked))
        answered = answered_ms(response)
        kiosks.note(self._connection, response.kiosk, 0, answered and answered[1])

    def _take_known(self, found: Found, known: Kept) -> None:
        response = known.response
        if is_newer(found.kept.response, response):
            response = replace(found.kept.response, clock_suspect=response.clock_suspect)
        response = self._with_code(response, known.response, found.kept.response)
        erased = known.erased or found.kept.erased
        if erased:
            response = self._forgotten(response)
        self._give_reasons(known.key, found.reasons)
        counted = self._stands_clear(known.key)
        if (response, erased, counted) != (known.response, known.erased, known.counted):
            self._rewrite(known, response, counted=counted, erased=erased)
        self._remember_codes(known.response, found.kept.response)

    def _with_code(self, chosen: Response, *states: Response) -> Response:
        """`chosen` of two `states` of a visit, with the reward code of either: what was given stays given."""
        codes = [state.reward for state in (chosen, *states) if state.reward is not None]
        return replace(chosen, reward=codes[0]) if codes else chosen

    def _remember_codes(self, *states: Response) -> None:
        """Of two codes for one visit only one stands with it now: the other is somebody's too."""
        remember(self._connection, [state.reward for state in states if state.reward is not None])

    def _forgotten(self, response: Response) -> Response:
        from store.sqlite import call_backs  # a kiosk's start can do without

        call_backs.forget(self._connection, response.uid)
        return erased_of(response)

    def _give_reasons(self, key: int, reasons: Sequence[Reason]) -> None:
        self._connection.executemany(
            "INSERT INTO exclusion (response, rule, by, at_ms, why, lifted_by, lifted_ms, lifted_why)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (response, rule) DO NOTHING",
            [(key, *reason) for reason in reasons],
        )

    def _stands_clear(self, key: int) -> bool:
        row = self._connection.execute(
            "SELECT count(*) FROM exclusion WHERE response = ? AND lifted_ms IS NULL", (key,)
        ).fetchone()
        return not row[0]


def reason_unknown(at_ms: int) -> Reason:
    """Stands in where a response did not count and why can no longer be read."""
    return (Rule.VOID.value, "", at_ms, "The reason was in a damaged part of the file.", None, None, None)
