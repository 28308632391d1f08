"""Takes out of old responses what could tell who the person was; the scores stay."""

from collections.abc import Callable, Iterable
from itertools import islice

from store.sqlite import call_backs, kept
from store.sqlite.kept import first_key
from store.sqlite.responses import Responses, erased_of

_AT_ONCE = 100
"""Responses a transaction: a tap waits no longer than one takes."""
_DUE = (
    "SELECT r.id FROM (SELECT DISTINCT response FROM written WHERE day < :day) w"
    " JOIN response r ON r.id = w.response WHERE NOT r.erased"
    # Few of the old ones have a reference yet: SQLite by itself would look at them all.
    " UNION SELECT id FROM response INDEXED BY response_reference"
    " WHERE reference IS NOT NULL AND id < :key AND NOT erased"
)


class Retention(Responses):
    """The writing side of the store that forgets people after a while."""

    def due(self, before_day: int) -> int:
        """How many responses of business days before `before_day` (days since 1970-01-01) still tell."""
        with self._database.reading():
            sql = f"SELECT count(*) FROM ({_DUE})"
            return int(self._connection.execute(sql, self._marks(before_day)).fetchone()[0])

    def forget(
        self, before_day: int, by: str, why: str, *, go_on: Callable[[], bool] = lambda: True
    ) -> list[str]:
        """Erases texts, contacts and references of the responses of days before `before_day`; returns their
        uids, oldest first. What is saved or merged later under them is erased too.

        One line in the audit log tells all of it. `go_on` is asked between two transactions; what is left
        then is for another time. StoreError: what was done by then stays done.
        """
        with self._database.reading():
            keys = iter(self._connection.execute(_DUE, self._marks(before_day)).fetchall())
        done: list[str] = []
        try:
            while (batch := list(islice(keys, _AT_ONCE))) and go_on():
                with self._database.transaction():
                    for (key,) in batch:
                        old = kept.by_key(self._connection, key)
                        if old is None or old.erased:  # somebody was here since
                            continue
                        self._rewrite(old, erased_of(old.response), counted=old.counted, erased=True)
                        done.append(old.response.uid)
                        call_backs.forget(self._connection, old.response.uid)
        finally:
            if done:
                with self._database.transaction():
                    self._log(by, "retention", f"{len(done)} responses", why)
                self._database.truncate_log()
        return done

    def keep_erased(self, uids: Iterable[str]) -> int:
        """Erases those of `uids` that are here and are not erased, as a copy from before still has them;
        returns how many. They are in the audit log already."""
        count = 0
        with self._database.transaction():
            for uid in uids:
                old = kept.by_uid(self._connection, uid)
                if old is not None and not old.erased:
                    self._rewrite(old, erased_of(old.response), counted=old.counted, erased=True)
                    call_backs.forget(self._connection, uid)
                    count += 1
        if count:
            self._database.truncate_log()
        return count

    def _marks(self, before_day: int) -> dict[str, int]:
        return {"day": before_day, "key": first_key(before_day)}
