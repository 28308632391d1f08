"""Writes responses: each change is one transaction that keeps answers, tallies and exclusions in step."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from store.model.response import Channel, Response, Status
from store.model.rules import CLOCK_TOLERANCE_MS, Rule, Rules, answered_ms, broken, may_be_burst
from store.model.survey import Survey
from store.sqlite import exclusions, kept, kiosks, questions, rows, tallies
from store.sqlite.database import Database
from store.sqlite.error import StoreError, damaged
from store.sqlite.kept import Kept
from store.sqlite.rewards import Offer, give, is_given

if TYPE_CHECKING:
    from store.sqlite.ahead import Behind

_BATCH = 500
_USUAL = Rules()


class Responses:
    """The writing side of the store, for one process."""

    def __init__(self, database: Database, rules: Rules = _USUAL) -> None:
        self._database = database
        self._connection = database.connection
        self._rules = rules
        self._demo = database.is_demo
        self._versions: dict[tuple[str, str], questions.Version] = {}
        self._sums: tallies.Sums | None = None  # gathered here while many are saved at once
        self._seen_ms = self.newest_ms()
        self._behind: Behind | None = None
        self._devices: dict[str, kiosks.Device] = {}
        self._undone = database.undone

    @property
    def database(self) -> Database:
        """The store that is written."""
        return self._database

    def register(self, survey: Survey) -> None:
        """Makes `survey` known, so that its answers can be saved; its wordings are shown from now on."""
        with self._database.reading():
            stands = questions.is_registered(self._connection, survey)
        if not stands:
            with self._database.transaction():
                questions.register(self._connection, survey, self._database.now_ms())

    def save(self, response: Response) -> None:
        """Keeps `response` as it is now: on disk when this returns.

        The same `uid` again replaces what was kept; saved unchanged, it writes nothing. Raises StoreError
        when it is not kept, and ValueError for an answer that its survey does not have.
        """
        version = self._version(response)
        with self._database.transaction():
            self._save(response, version, live=True)

    def finish(self, response: Response, offer: Offer) -> str | None:
        """Keeps a finished `response`, as `save` does, with a code for it: both are on disk, or neither.

        Returns the code; None where there is none to give. Done again it gives the same one.
        """
        version = self._version(response)
        at_ms = response.started_ms if response.ended_ms is None else response.ended_ms
        with self._database.transaction():
            code = give(self._connection, response.uid, offer, at_ms)
            self._save(replace(response, reward=code), version, live=True)
        return code

    def is_given(self, code: str) -> bool:
        """Whether a reward code is somebody's."""
        with self._database.reading():
            return is_given(self._connection, code)

    def save_many(self, responses: Iterable[Response]) -> int:
        """Keeps many at once, for imports and demonstrations; returns how many.

        A transaction for each 500, so that an error leaves whole responses only. They say nothing about
        this machine's clock.
        """
        count = 0
        for batch in _batches(responses):
            versions = [self._version(response) for response in batch]
            sums: tallies.Sums = {}
            self._sums = sums
            try:
                with self._database.transaction():
                    for response, version in zip(batch, versions, strict=True):
                        self._save(response, version, live=False)
                    tallies.write_sums(self._connection, sums)
            finally:
                self._sums = None
            count += len(batch)
        return count

    def visits(self, kiosk_label: str) -> int:
        """How many visits the device called `kiosk_label` has begun."""
        with self._database.reading():
            return kiosks.visits(self._connection, kiosk_label)

    def newest_ms(self) -> int:
        """The newest moment at which anything was written (epoch milliseconds); 0 in an empty store.

        A clock that is behind it is wrong.
        """
        with self._database.reading():
            return kiosks.seen_ms(self._connection)

    def close_stale(self, kiosk_label: str) -> int:
        """Ends the visits that this device left open when it stopped; returns how many."""
        with self._database.transaction():
            found = self._connection.execute(
                "SELECT r.id FROM response r JOIN kiosk k ON k.id = r.kiosk"
                " WHERE r.status = 'open' AND k.label = ?",
                (kiosk_label,),
            ).fetchall()
            for (key,) in found:
                left = self._at(key)
                try:
                    self._close(left)
                except ValueError as error:  # a survey that the store does not know any more
                    raise damaged(self._database.path) from error
        return len(found)

    def void(self, uid: str, by: str, why: str) -> None:
        """Takes the response out of the scores, with who and why. StoreError if there is no such response."""
        with self._database.transaction():
            old = self._find(uid)
            exclusions.void(self._connection, old.key, self._database.now_ms(), by, why)
            self._rewrite(old, old.response, counted=False)
            self._log(by, "void", uid, why)

    def lift(self, uid: str, by: str, why: str) -> None:
        """Lets the response count again, whatever stood against it. StoreError if there is none such."""
        with self._database.transaction():
            old = self._find(uid)
            exclusions.lift(self._connection, old.key, self._database.now_ms(), by, why)
            self._rewrite(old, old.response, counted=True)
            self._log(by, "lift", uid, why)

    def correct(self, response: Response, by: str, why: str) -> None:
        """Replaces what is kept under its `uid`; `why` tells the audit log what was changed.

        Unchanged, or done again, it writes nothing. StoreError if there is no such response.
        """
        version = self._version(response)
        with self._database.transaction():
            old = self._find(response.uid)
            self._save(response, version, live=True)
            if self._find(response.uid).revision != old.revision:
                self._log(by, "correct", response.uid, why)

    def erase(self, uid: str, by: str, why: str) -> None:
        """Erases what could tell who the person was: texts, contacts, the reference. The counts stay.

        The bytes are overwritten in the file and taken out of its log; backups are not touched. Nothing
        saved later under this `uid` brings them back. StoreError if there is no such response.
        """
        from store.sqlite import call_backs  # seldom needed, and not before a customer's first picture

        with self._database.transaction():
            old = self._find(uid)
            self._rewrite(old, erased_of(old.response), counted=old.counted, erased=True)
            call_backs.forget(self._connection, uid)
            self._log(by, "erase", uid, why)
        self._database.truncate_log()

    def beat(
        self,
        label: str,
        state: str,
        problem: str | None = None,
        clock_is_right: Callable[[], bool] = lambda: False,
    ) -> None:
        """Notes that the device is alive: `state` is 'asking', 'paused' or 'closed'.

        A clock that has run for an hour behind what was written, or that is said to be right, is believed
        from then on; what it has not come to yet is marked, with a line in the audit log.
        """
        now = self._database.now_ms()
        behind = now < self._seen_ms - CLOCK_TOLERANCE_MS
        with self._database.transaction():
            believed = behind and self._believe(now, label, clock_is_right)
            device = None if believed else self._devices.get(label)
            seen_ms = now if believed else self._seen_ms
            kiosks.beat(self._connection, label, state, now, problem)
            kiosks.note(self._connection, label, seen_ms, device and device.answered_ms)
        if believed:
            self._seen_ms = now
            self._devices.clear()

    def set_target(self, question_number: int, value: float | None, by: str) -> None:
        """Sets the target of a question, in its score's own unit; None takes it away.

        StoreError if there is no such scored question.
        """
        with self._database.transaction():
            if question_number not in questions.scales(self._connection):
                raise StoreError(f"There is no scored question {question_number} in {self._database.path}.")
            self._connection.execute(
                "INSERT INTO target VALUES (?, ?, ?)"
                " ON CONFLICT (question) DO UPDATE SET value = excluded.value, at_ms = excluded.at_ms",
                (question_number, value, self._database.now_ms()),
            )
            self._log(by, "target", str(question_number), "" if value is None else f"{value:g}")

    def _save(self, response: Response, version: questions.Version, *, live: bool) -> None:
        answered = answered_ms(response)
        now = self._database.now_ms()
        moment = max(now, answered[1] if answered else response.started_ms)
        if live and moment < self._seen_ms - CLOCK_TOLERANCE_MS:
            response = replace(response, clock_suspect=True)
        device = self._device(response.kiosk)
        key = rows.insert(self._connection, response, version, device.number)
        if key is None:
            self._save_again(response, device, answered, now)
        else:
            counted = self._judge(key, response, device, answered, now)
            self._tally(tallies.place(response, counted), tallies.contributions(response, version.asked))
        self._devices[response.kiosk] = device.after(response, answered, live=live, new=key is not None)
        if live:
            self._seen_ms = max(self._seen_ms, moment)

    def _believe(self, now: int, label: str, clock_is_right: Callable[[], bool]) -> bool:
        """Whether it is not the clock that is wrong, but what was written of times to come; so that is
        marked."""
        from store.sqlite import ahead  # seldom needed, and not before a customer's first picture

        self._behind = self._behind or ahead.Behind()
        is_long = self._behind.is_long(now)
        if not clock_is_right() and not (is_long and ahead.are_fewer(self._connection, now)):
            return False
        if early := ahead.began_after(self._connection, now):
            rows.doubt(self._connection, early)
            self._log(label, "clock", f"{len(early)} responses", "")
        kiosks.believe(self._connection, now)
        return True

    def _device(self, label: str) -> kiosks.Device:
        """What is remembered of a device; read anew after a transaction that came to nothing."""
        if self._undone != self._database.undone:
            self._undone = self._database.undone
            self._devices.clear()
        return self._devices.get(label) or kiosks.device(self._connection, label)

    def _judge(
        self, key: int, response: Response, device: kiosks.Device, answered: tuple[int, int] | None, now: int
    ) -> bool:
        """Applies the rules to a new response and to those that it makes a burst; whether it counts."""
        found = broken(
            response, self._rules, answered=answered, before_ms=device.answered_ms, demo=self._demo
        )
        if response.channel == Channel.SELF and may_be_burst(device.starts, response.started_ms, self._rules):
            for other in exclusions.burst_keys(
                self._connection, key, device.number, response.channel, response.started_ms, self._rules
            ):
                if other == key:
                    found.append(Rule.BURST)
                elif exclusions.put(self._connection, other, (Rule.BURST,), now):
                    old = self._at(other)
                    self._rewrite(old, old.response, counted=False)
        if found:
            exclusions.put(self._connection, key, found, now)
            self._connection.execute("UPDATE response SET counted = 0 WHERE id = ?", (key,))
        return not found

    def _save_again(
        self, response: Response, device: kiosks.Device, answered: tuple[int, int] | None, now: int
    ) -> None:
        old = self._find(response.uid)
        if old.response.clock_suspect and not response.clock_suspect:
            response = replace(response, clock_suspect=True)
        if old.erased:
            response = erased_of(response)
        if response.reward is None and old.response.reward is not None:
            response = replace(response, reward=old.response.reward)  # a code that was given stays given
        before_ms = device.answered_ms if answered_ms(old.response) is None else None
        found = broken(response, self._rules, answered=answered, before_ms=before_ms, demo=self._demo)
        counted = old.counted and not exclusions.put(self._connection, old.key, found, now)
        if counted != old.counted or response != old.response:
            self._rewrite(old, response, counted=counted)

    def _close(self, old: Kept) -> None:
        response = old.response
        last = max((a.ended_ms for a in response.answers.values()), default=0)
        status = Status.TIMED_OUT if answered_ms(response) is None else Status.PARTIAL
        self._rewrite(
            old, replace(response, status=status, ended_ms=response.started_ms + last), counted=old.counted
        )

    def _rewrite(self, old: Kept, new: Response, *, counted: bool, erased: bool = False) -> None:
        """Makes `old` into `new`: its rows, its revision, and what it adds to the tallies."""
        version = self._version(new)
        number = kiosks.number(self._connection, new.kiosk)
        rows.update(self._connection, old, new, version, number, counted=counted, erased=erased or old.erased)
        before = tallies.contributions(old.response, self._version(old.response).asked)
        after = tallies.contributions(new, version.asked)
        left, come = tallies.place(old.response, old.counted), tallies.place(new, counted)
        if left == come:
            self._tally(come, tallies.difference(after, before))
        else:
            self._tally(left, tallies.difference({}, before))
            self._tally(come, after)

    def _tally(self, at: tallies.Place, counts: tallies.Counts) -> None:
        if self._sums is None:
            tallies.write(self._connection, at, counts)
        else:
            tallies.gather(self._sums, at, counts)

    def _version(self, response: Response) -> questions.Version:
        """The version that `response` answers. ValueError if it has an answer that the version has not."""
        name = (response.survey, response.version)
        version = self._versions.get(name)
        if version is None:
            with self._database.reading():
                version = questions.version(self._connection, *name)
            if version is None:
                raise ValueError(
                    f"version {response.version} of the survey {response.survey} is not registered"
                )
            self._versions[name] = version
        for answer in response.answers.values():
            asked = version.asked.get(answer.question)
            if asked is None:
                raise ValueError(f"the survey {response.survey} has no question {answer.question}")
            if answer.score not in asked.answered:
                raise ValueError(f"{answer.score} is not on the scale of the question {answer.question}")
        return version

    def _find(self, uid: str) -> Kept:
        found = kept.by_uid(self._connection, uid)
        if found is None:
            raise StoreError(f"There is no response {uid} in {self._database.path}.")
        return found

    def _at(self, key: int) -> Kept:
        found = kept.by_key(self._connection, key)
        if found is None:  # its key comes from an index of this very store
            raise damaged(self._database.path)
        return found

    def _log(self, by: str, what: str, subject: str, why: str) -> None:
        from store.sqlite import audit  # nobody has done anything before a customer's first picture

        audit.write(self._connection, self._database.now_ms(), by, what, subject, why)


def erased_of(response: Response) -> Response:
    """`response` without what could tell who the person was."""
    answers = {
        name: replace(answer, text=None, consent=None) if answer.text is not None else answer
        for name, answer in response.answers.items()
    }
    return replace(response, reference=None, answers=answers)


def _batches(responses: Iterable[Response]) -> Iterator[list[Response]]:
    left = iter(responses)
    while batch := list(islice(left, _BATCH)):
        yield batch
