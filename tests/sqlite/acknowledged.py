"""A kiosk's safe in a test, and the ledger of what it has thanked for."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlite.counter import Clock, Store, answered, visit
from sqlite.recount import kept, recounted

from store.model.response import Response, Status
from store.model.rules import Rules
from store.model.survey_file import read_survey
from store.sqlite.engine import VERSION, Version
from store.sqlite.error import StoreError
from store.sqlite.kept import by_uid
from store.sqlite.safe import Safe

SURVEY = read_survey(
    """
    name = "counter"
    touchpoint = "checkout"
    languages = ["en"]

    [[question]]
    id = "satisfaction"
    metric = "csat"
    scale = 5
    text = { en = "How satisfied are you?" }

    [[question.follow_up]]
    id = "mattered"
    when = "any"
    kind = "reasons"
    text = { en = "What mattered most?" }
    options = [ { id = "wait", en = "Waiting" }, { id = "staff", en = "Staff" } ]

    [[question.follow_up]]
    id = "remark"
    when = "any"
    kind = "comment"
    text = { en = "Anything else?" }
    """
)
RULES = Rules(repeat_seconds=5)
_TURNS = 10_000


class Counter:
    """One kiosk that people stand in front of."""

    _numbers = itertools.count(1)

    def __init__(self, path: Path, *, label: str = "kiosk-1", engine: Version = VERSION, **more: Any) -> None:
        self.path, self.label, self.engine, self.more = path, label, engine, more
        self.clock = Clock()
        self.thanked: dict[str, Response] = {}
        self.log: list[str] = []
        self.start()

    def start(self) -> None:
        """As after a restart."""
        options = {"wait_ms": 10, "spill_size": 1 << 16, "ballast_size": 1 << 16} | self.more
        self.safe = Safe(
            self.path,
            self.label,
            SURVEY,
            rules=RULES,
            now_ms=self.clock,
            tell=lambda error: self.log.append(str(error)),
            engine=self.engine,
            **options,
        )
        self.safe.open()

    def stop(self) -> None:
        self.safe.close()

    def ask(self, count: int = 1, *, during: Callable[[], None] = lambda: None) -> None:
        """So many visits of two answers, then a third; `during` happens between."""
        for _ in range(count):
            first, whole = self._visit()
            self.thank(first)
            during()
            self.thank(whole)

    def fill(self, count: int) -> None:
        """So many visits of long ago, at one stroke."""
        visits = [self._visit()[1] for _ in range(count)]
        responses = self.safe._steady.responses
        assert responses is not None
        responses.save_many(visits)
        self.thanked |= {visit.uid: visit for visit in visits}

    def _visit(self) -> tuple[Response, Response]:
        """A visit when something was answered, and when it was over."""
        number = next(self._numbers)
        self.clock.ms += 20_000
        first = visit(
            f"{number:08}-{self.label}",
            answered("satisfaction", 1 + number % 5),
            answered("mattered", after=3000, choices=("wait",) if number % 2 else ()),
            at=self.clock.ms,
            version=SURVEY.version,
            kiosk=self.label,
            status=Status.OPEN,
        )
        remark = answered("remark", after=9000, text=f"No. {number}", consent=True)
        whole = replace(
            first,
            answers={**first.answers, "remark": remark},
            status=Status.COMPLETE,
            ended_ms=first.started_ms + 12_000,
        )
        return first, whole

    def thank(self, response: Response) -> None:
        """Thanks only for what is kept."""
        self.safe.save(response)
        self.thanked[response.uid] = response

    def is_refused(self) -> bool:
        """Whether the next answer is kept nowhere; nobody is thanked for it then."""
        try:
            self.ask()
        except StoreError:
            return True
        return False

    def settle(self) -> None:
        """Has all done that can wait."""
        for _ in range(_TURNS):
            again = self.safe.tend()
            if again is None:
                return
            assert again == 0, f"it waits for something: {self.safe.problem}"
        raise AssertionError("it never comes to an end")

    def check(self, *, but: int = 0) -> None:
        """All that was thanked for (`but` for so many) is in the store once, as it was; tallies are right."""
        self.safe.close()
        store = Store(self.path, self.clock, self.engine, rules=RULES)
        try:
            missing = []
            for uid, response in self.thanked.items():
                found = by_uid(store.database.connection, uid)
                if found is None or found.response != response:
                    missing.append((uid, found and found.response, response))
            assert len(missing) <= but, f"{len(missing)} of {len(self.thanked)}: {missing[:2]}"
            assert store.whole()
            assert kept(store) == recounted(store)
        finally:
            store.close()


__all__ = ["RULES", "SURVEY", "Counter"]
