"""Whatever happens, in whatever order: the tallies equal a recount, and everything reads as it was saved."""

import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule
from sqlite.counter import FIXED, UNFIXED, Clock, Store, answered, visit
from sqlite.oracle import memory, summary, views_agree
from sqlite.recount import kept, recounted

from store.model.period import business_day
from store.model.reader import Dimension, Filters
from store.model.response import Answer, Outcome, Response, Status
from store.model.rules import Rules
from store.sqlite.engine import VERSION, wal_is_safe

ZONE = ZoneInfo("Europe/Zurich")
START = int(datetime(2026, 10, 24, 20, tzinfo=UTC).timestamp() * 1000)
"""Saturday evening; the clocks go back on Sunday at 3, which is still Saturday's business day."""

MORE = ("mattered", "remark", "recommend", "ease")


class Machine(RuleBasedStateMachine):
    engine = UNFIXED

    visits = Bundle("visits")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = Clock(START)
        self.store = Store(self.folder / "kiosk.db", self.clock, self.engine, rules=Rules())
        self.saved: dict[str, Response] = {}
        self.erased: set[str] = set()

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    def put(self, response: Response) -> None:
        self.store.save(response)
        stands = self.store.reader.response(response.uid)
        assert stands is not None
        expected = bare(response) if response.uid in self.erased else response
        assert replace(stands, clock_suspect=False) == replace(expected, clock_suspect=False)
        before = self.saved.get(response.uid)
        assert stands.clock_suspect or before is None or not before.clock_suspect
        self.saved[response.uid] = stands

    @rule(
        target=visits,
        kiosk=st.sampled_from(("kiosk-1", "kiosk-2")),
        touchpoint=st.sampled_from(("checkout", "returns")),
        agent=st.sampled_from((None, "17")),
        language=st.sampled_from(("en", "fr")),
        channel=st.sampled_from(("self", "self", "self", "assisted", "demo")),
        score=st.sampled_from((None, 1, 2, 3, 4, 5)),
        took=st.integers(100, 9000),
    )
    def begin(self, score: int | None, took: int, **where: object) -> str:
        offset = int(datetime.fromtimestamp(self.clock.ms / 1000, ZONE).utcoffset().total_seconds() // 60)
        first = answered("satisfaction", score, took=took)
        if score is None:
            first = replace(first, outcome=Outcome.SKIPPED)
        uid = f"u{len(self.saved)}"
        self.clock.ms += took
        at = self.clock.ms - took
        self.put(visit(uid, first, at=at, offset=offset, status=Status.OPEN, **where))
        return uid

    @rule(
        uid=visits,
        question=st.sampled_from(MORE),
        outcome=st.sampled_from(Outcome),
        point=st.integers(1, 7),
        took=st.integers(100, 9000),
    )
    def go_on(self, uid: str, question: str, outcome: Outcome, point: int, took: int) -> None:
        before = self.saved[uid]
        shown = max(a.ended_ms for a in before.answers.values())
        answer = Answer(question, outcome, shown, shown + took)
        if outcome is Outcome.ANSWERED:
            if question == "mattered":
                answer = replace(answer, choices=(("wait",), ("staff",), ("staff", "wait"))[point % 3])
            elif question == "remark":
                answer = replace(
                    answer, text=f"remark {point} of {uid}", consent=(None, True, False)[point % 3]
                )
            else:
                answer = replace(answer, score=point)
        self.put(replace(before, answers=dict(before.answers) | {question: answer}))

    @rule(uid=visits, score=st.integers(1, 5))
    def correct(self, uid: str, score: int) -> None:
        before = self.saved[uid]
        answer = replace(before.answers["satisfaction"], outcome=Outcome.ANSWERED, score=score)
        self.put(replace(before, answers=dict(before.answers) | {"satisfaction": answer}))

    @rule(uid=visits, status=st.sampled_from(Status))
    def end(self, uid: str, status: Status) -> None:
        self.put(replace(self.saved[uid], status=status, ended_ms=self.clock.ms))

    @rule(uid=visits)
    def retry(self, uid: str) -> None:
        before = self.store.one("SELECT max(revision) FROM response")
        self.put(self.saved[uid])
        assert self.store.one("SELECT max(revision) FROM response") == before

    @rule(
        uid=visits,
        touchpoint=st.sampled_from(("checkout", "returns")),
        agent=st.sampled_from((None, "17", "18")),
    )
    def move(self, uid: str, touchpoint: str, agent: str | None) -> None:
        self.put(replace(self.saved[uid], touchpoint=touchpoint, agent=agent))

    @rule(uid=visits)
    def void(self, uid: str) -> None:
        self.store.responses.void(uid, "Ann", "why not")

    @rule(uid=visits)
    def lift(self, uid: str) -> None:
        self.store.responses.lift(uid, "Ann", "after all")

    @rule(uid=visits)
    def erase(self, uid: str) -> None:
        self.store.responses.erase(uid, "Ann", "asked to")
        self.erased.add(uid)
        self.saved[uid] = bare(self.saved[uid])

    @rule(kiosk=st.sampled_from(("kiosk-1", "kiosk-2")))
    def restart(self, kiosk: str) -> None:
        self.store.close()
        self.store.open()
        self.store.responses.close_stale(kiosk)
        for uid, response in self.saved.items():
            stands = self.store.reader.response(uid)
            if response.kiosk == kiosk and response.status is Status.OPEN:
                some = any(a.outcome is Outcome.ANSWERED for a in response.answers.values())
                last = max(a.ended_ms for a in response.answers.values())
                response = replace(
                    response,
                    status=Status.PARTIAL if some else Status.TIMED_OUT,
                    ended_ms=response.started_ms + last,
                )
                self.saved[uid] = response
            assert stands == response

    @rule(ms=st.one_of(st.integers(0, 6000), st.integers(0, 3 * 3_600_000)))
    def time_passes(self, ms: int) -> None:
        self.clock.ms += ms

    @rule(ms=st.integers(0, 5 * 3_600_000))
    def the_clock_jumps_back(self, ms: int) -> None:
        self.clock.ms -= ms

    @rule(filters=st.builds(
        Filters,
        touchpoint=st.sampled_from((None, "checkout", "returns")),
        agent=st.sampled_from((None, None, "17")),
        kiosk=st.sampled_from((None, None, "kiosk-1")),
        language=st.sampled_from((None, None, "fr")),
    ), channel=st.sampled_from((None, "self", "assisted")))  # fmt: skip
    def look(self, filters: Filters, channel: str | None) -> None:
        now = datetime.fromtimestamp(self.clock.ms / 1000, ZONE)
        day = business_day(now, 4)
        recounting = memory(self.store, list(self.saved.values()))
        made = summary(self.store.reader, day, day, now, filters, channel)
        assert made == summary(recounting, day, day, now, filters, channel)
        for by in Dimension:
            assert table(self.store.reader.tallies(0, 99_999, by, filters)) == table(
                recounting.tallies(0, 99_999, by, filters)
            )
            assert table(self.store.reader.choices(0, 99_999, by, filters, daily=True)) == table(
                recounting.choices(0, 99_999, by, filters, daily=True)
            )
        if filters == Filters():
            views_agree(self.store, made)

    @invariant()
    def the_tallies_equal_a_recount(self) -> None:
        assert kept(self.store) == recounted(self.store)

    @invariant()
    def counted_is_what_no_exclusion_stands_against(self) -> None:
        assert not self.store.rows(
            "SELECT uid FROM response r WHERE counted = EXISTS"
            " (SELECT 1 FROM exclusion e WHERE e.response = r.id AND e.lifted_ms IS NULL)"
        )


def bare(response: Response) -> Response:
    """As it is after an erasure."""
    answers = {
        name: replace(a, text=None, consent=None) if a.text is not None else a
        for name, a in response.answers.items()
    }
    return replace(response, reference=None, answers=answers)


def table(tallies: object) -> set[str]:
    return {repr(tally) for tally in tallies}  # type: ignore[attr-defined]  # a sequence of either kind


MODEST = settings(
    max_examples=6,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


class WithoutWal(Machine):
    engine = UNFIXED


class WithWal(Machine):
    engine = FIXED


TestWithoutWal = WithoutWal.TestCase
TestWithoutWal.settings = MODEST
TestWithWal = pytest.mark.skipif(not wal_is_safe(VERSION), reason="this engine has the WAL-reset bug")(
    WithWal.TestCase
)
TestWithWal.settings = MODEST
