"""Many responses of another channel at once: an import's way into the store.

A batch is one transaction, its rows go in by three statements and its tallies summed, so that a million
rows cost little more than the rows themselves. The rules of a counter (speed, bursts, opening hours) are
not asked: they tell nothing about answers that were given elsewhere, maybe years ago.
"""

import json
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from store.model.response import Channel, Response
from store.model.survey import Survey
from store.sqlite import kiosks, questions, tallies
from store.sqlite.batch_tallies import BatchTallies
from store.sqlite.engine import sqlite3
from store.sqlite.kept import DAY_BITS, OUTCOMES, first_key
from store.sqlite.responses import Responses, erased_of
from store.sqlite.rows import COLUMNS, columns
from store.sqlite.tombstones import erased_before

_RESPONSE = (
    f"INSERT INTO response (id, revision, uid, {COLUMNS}, import, counted)"
    f" VALUES ({', '.join('?' * (COLUMNS.count(',') + 5))}, 1) ON CONFLICT (uid) DO NOTHING"
)
_NEXT_KEY = "SELECT coalesce(max(id) + 1, ?1) FROM response WHERE id BETWEEN ?1 AND ?2"
_OURS = "UPDATE response SET import = ? WHERE uid IN (SELECT value FROM json_each(?)) AND import IS NULL"
_KNOWN = "SELECT uid FROM response WHERE uid IN (SELECT value FROM json_each(?))"


class Taken(NamedTuple):
    """What became of a batch."""

    added: int
    changed: int
    """Known here, and now as the file has them."""
    known: int
    """Known here as they are."""


class Bulk(Responses):
    """The writing side of the store for an import."""

    _meets_known = False

    def register_elsewhere(self, survey: Survey) -> None:
        """Makes a survey known that was asked elsewhere: the wordings that a kiosk shows stay the newest."""
        with self._database.transaction():
            questions.register(self._connection, survey, self._database.now_ms(), newest=False)

    def take(
        self, batch: Sequence[Response], number: int, note: Callable[[sqlite3.Connection, Taken], None]
    ) -> Taken:
        """Keeps `batch`, whose uids are all different, in one transaction; `note` writes in the same one.

        New ones are marked as of the import `number`, and so are known ones that no import here has brought.
        One that is known is brought up to what it is now, and stays as it is where nothing has changed; what
        was erased stays erased, and what was voided void. StoreError: nothing was kept. ValueError for a
        channel of the kiosk's own, and for an answer that its survey does not have.
        """
        for response in {(each.survey, each.version, each.channel): each for each in batch}.values():
            self._version(response)
            if response.channel in _OWN:
                raise ValueError(f"{response.channel} is the kiosk's own channel")
        if not self._meets_known:
            try:
                with self._database.transaction():
                    if self._insert(batch, number) < len(batch):
                        raise _SomeAreKnown
                    taken = Taken(len(batch), 0, 0)
                    note(self._connection, taken)
                return taken
            except _SomeAreKnown:
                self._meets_known = True
        with self._database.transaction():
            known = self._known(batch)
            new = [response for response in batch if response.uid not in known]
            self._insert(new, number)
            self._connection.execute(_OURS, (number, json.dumps([*known])))
            changed = sum(self._bring_up(response) for response in batch if response.uid in known)
            taken = Taken(len(new), changed, len(known) - changed)
            note(self._connection, taken)
        self._meets_known = bool(known)
        return taken

    def _known(self, batch: Sequence[Response]) -> Collection[str]:
        uids = json.dumps([response.uid for response in batch])
        return {uid for (uid,) in self._connection.execute(_KNOWN, (uids,))}

    def _bring_up(self, response: Response) -> bool:
        """Whether anything about the known one had to be changed."""
        old = self._find(response.uid)
        if old.erased:
            response = erased_of(response)
        if response == old.response:
            return False
        self._rewrite(old, response, counted=old.counted)
        return True

    def _insert(self, batch: Sequence[Response], number: int) -> int:
        """Writes new responses down with all that belongs to them; returns how many were new."""
        execute, connection = self._connection.execute, self._connection
        if erased := erased_before(connection, (response.uid for response in batch)):
            batch = [erased_of(each) if each.uid in erased else each for each in batch]
        (revision,) = execute("SELECT coalesce(max(revision), 0) FROM response").fetchone()
        keys, devices = {}, {}
        for day in {response.day for response in batch}:
            first = first_key(day)
            (keys[day],) = execute(_NEXT_KEY, (first, first + (1 << DAY_BITS) - 1)).fetchone()
        for label in {response.kiosk for response in batch}:
            devices[label] = kiosks.number(connection, label)
        rows, answers, choices, written = [], [], [], []
        # Cells that are alike are one answer; the batch keeps each alive, and with it its id.
        plain: dict[int, tuple[questions.Version, tuple[int | None, ...]]] = {}
        added = BatchTallies()
        for response in batch:
            version = self._versions[response.survey, response.version]
            day, started_ms = response.day, response.started_ms
            key = keys[day]
            keys[day] = key + 1
            revision += 1
            own = columns(response, version, devices[response.kiosk])
            rows.append((key, revision, response.uid, *own, number))
            chosen = False
            for answer in response.answers.values():
                known = plain.get(id(answer))
                if known is not None and known[0] is version:
                    answers.append((key, *known[1]))
                    continue
                asked = version.asked.get(answer.question)
                if asked is None or answer.score not in asked.answered:
                    self._version(response)  # says what is wrong
                    raise AssertionError("it is not as the survey has it")
                question = asked.number
                own_row = (question, _CODES[answer.outcome], answer.score, answer.shown_ms, answer.ended_ms)
                answers.append((key, *own_row))
                if asked.chosen:
                    chosen = True
                    for nth, option in enumerate(answer.choices):
                        choices.append((key, question, nth, option))
                elif answer.text is None and answer.consent is None:
                    plain[id(answer)] = version, own_row
                if answer.text is not None or answer.consent is not None:
                    at_ms = started_ms + answer.ended_ms
                    written.append((day, at_ms, key, question, answer.text, answer.consent))
            added.count(response, version.asked, chosen=chosen)
        count: int = connection.executemany(_RESPONSE, rows).rowcount if rows else 0
        if count == len(rows):
            connection.executemany("INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?)", answers)
            connection.executemany("INSERT INTO answer_choice VALUES (?, ?, ?, ?)", choices)
            connection.executemany("INSERT INTO written VALUES (?, ?, ?, ?, ?, ?)", written)
            connection.executemany("UPDATE response SET erased = 1 WHERE uid = ?", [(uid,) for uid in erased])
            tallies.write_sums(connection, added.sums())
        return count


class _SomeAreKnown(Exception):
    """Not all of a batch are new."""


_OWN = frozenset(channel.value for channel in Channel)
_CODES = {outcome: code for code, outcome in enumerate(OUTCOMES)}
