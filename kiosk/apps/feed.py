"""The live feed of the operator's screens: an own thread that reads the store when it has changed."""

import contextlib
import os
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.home import Home
from screens.operator.screen import NOBODY
from screens.operator.shop import ShopFacts
from screens.operator.view import Errand, Live, Reply, View, Wish
from store.model.memo import Memo
from store.model.people import Person
from store.model.period import Period, Span, business_day, day_number, earlier, period_of
from store.model.reader import EVERYTHING, AskedQuestion, Dimension, Filters, Reader
from store.model.response import Channel
from store.model.saying import Saying
from store.model.summary import History, Summary, history, summarise

if TYPE_CHECKING:
    from kiosk.apps.upkeep import Upkeep
    from store.model.raised import RaisedAlert
    from store.sqlite.database import Database

POLL_SECONDS = 0.05
"""How often the store is asked whether it has changed; that costs microseconds."""

_SELDOM = 20
"""At every so many polls it looks whether the file is still there and the minute still the same."""

RETRY_SECONDS = 1.0
"""How long a store that cannot be read is left alone."""

_REST = 4
"""It rests so many times as long as a reading took: a busy shop costs a fifth of a core."""


class Feed(threading.Thread):
    """Reads for a view, and again whenever the store or the minute changes; hands over what it read.

    `deliver` is called in this thread. The store is opened, read and closed in this thread too.
    """

    def __init__(
        self,
        home: Home,
        clock: Callable[[], datetime],
        day_starts: int,
        deliver: Callable[[Live | Reply], None],
        *,
        person: Person = NOBODY,
        comment_delay_minutes: int = 0,
        note: Callable[[Exception], None] = lambda error: None,
    ) -> None:
        """`person`: whose eyes it reads for. `comment_delay_minutes`: so long what was written is kept back
        where they could tell who wrote it. `note` is told, in this thread, what failed, for the log."""
        super().__init__(name="operator-feed", daemon=True)
        self._home = home
        self._clock = clock
        self._day_starts = day_starts
        self._deliver = deliver
        self._person = person
        self._comment_delay = comment_delay_minutes
        self._note = note
        self._noted = ""
        self._upkeep: Upkeep | None = None
        self._standing: tuple[RaisedAlert, ...] = ()
        self._questions: tuple[AskedQuestion, ...] = ()
        self._waiting = 0
        self._wishes: queue.SimpleQueue[View | Wish | None] = queue.SimpleQueue()
        self._held: deque[Wish | None] = deque()
        self._view = View()
        self._summary: Summary | None = None
        self._known: History | None = None
        self._on_disk = ShopFacts()
        self._agents = False
        self._minute: datetime | None = None
        self._written = False
        """Whether anything was, since `_known` was made."""
        self._stopped = False

    def look(self, view: View) -> None:
        """Reads for this view from now on."""
        self._wishes.put(view)

    def ask(self, asked: Wish) -> None:
        """Answers once."""
        self._wishes.put(asked)

    def stop(self) -> None:
        """Ends the thread soon; called from any other."""
        self._stopped = True
        self._wishes.put(None)

    def run(self) -> None:
        """Follows the store until `stop`; opens it again when it was gone or could not be read."""
        from store.sqlite.database import StoreError, open_database
        from store.sqlite.discreet import DiscreetReader

        while not self._stopped:
            try:
                with open_database(self._home.database, writing=False, now_ms=self._now_ms) as database:
                    always = self._person.allowed != EVERYTHING
                    reader = DiscreetReader(database, delay_minutes=self._comment_delay, always=always)
                    self._upkeep = None
                    self._follow(reader, database)
            except StoreError as error:
                self._tell_trouble(str(error))
            except Exception as error:  # a feed that ended would leave old scores on the screen as live ones
                if repr(error) != self._noted:
                    self._noted = repr(error)
                    self._note(error)
                self._tell_trouble(
                    Saying("The scores cannot be read at the moment; {file} tells why.", file=self._home.log)
                )
            else:
                continue
            self._next_wish(RETRY_SECONDS)

    def _follow(self, reader: Reader, database: "Database") -> None:
        """Reads and watches; returns when it is to stop, or when the file is no longer the one it opened."""
        self._known = None
        rest = self._read(reader)
        polls = 0
        while not self._stopped:
            wish = self._next_wish(rest)
            rest, polls = POLL_SECONDS, polls + 1
            if self._upkeep is None:
                self._upkeep = self._begin_upkeep(reader, database)
            if isinstance(wish, Errand):
                self._deliver(self._upkeep.answer(wish, self._clock()))
            elif isinstance(wish, Wish):
                self._deliver(self._closer(reader, wish))
            elif wish is not None:
                rest = self._read(reader)
            elif reader.changed():
                self._written = True
                rest = self._read(reader)
            elif polls % _SELDOM == 0:
                if database.has_moved:
                    return
                if self._minute_turned():
                    rest = self._read(reader)

    def _begin_upkeep(self, reader: Reader, database: "Database") -> "Upkeep":
        """What waits for somebody is looked for once the first scores are on the screen."""
        from kiosk.apps.upkeep import Upkeep

        upkeep = Upkeep(database, reader, self._person, self._day_starts)
        self._on_disk = gather(self._home)
        if self._on_disk.unsaved or upkeep.standing() or upkeep.waiting(self._clock()):
            self._upkeep, self._known = upkeep, None
            self._read(reader)
        return upkeep

    def _now_ms(self) -> int:
        return round(self._clock().timestamp() * 1000)

    def _next_wish(self, seconds: float) -> View | Wish | None:
        """What is wished for within that time; a new view is taken at once.

        Of several views in a row only the last is read: who leafs back through the years waits for one.
        """
        try:
            wish = self._held.popleft() if self._held else self._wishes.get(timeout=seconds)
        except queue.Empty:
            return None
        while isinstance(wish, View):
            self._view, self._known = wish, None
            try:
                following = self._wishes.get_nowait()
            except queue.Empty:
                break
            if not isinstance(following, View):
                self._held.append(following)
                break
            wish = following
        return wish

    def _minute_turned(self) -> bool:
        return _minute(self._clock()) != self._minute

    def _period(self, now: datetime) -> Period:
        if self._view.dates is not None:
            period = Period(Span.DATES, *self._view.dates)
        else:
            period = period_of(self._view.span, business_day(now, self._day_starts))
        for _ in range(self._view.back):
            period = earlier(period)
        return period

    def _read(self, reader: Reader) -> float:
        """Reads everything for the view and hands it over. Returns how long to rest, in seconds."""
        began = time.perf_counter()
        now, view = self._clock(), self._view
        period = self._period(now)
        filters = self._filters
        if _minute(now) != self._minute:
            # The first scores wait for no visits outside the store: there may be megabytes of them.
            self._minute = _minute(now)
            self._on_disk = gather(self._home, unsaved=self._upkeep is not None)
            # What lies before today hardly ever changes: once a minute is live enough for it.
            today = business_day(now, self._day_starts)
            if self._written or (self._known and not self._known.fits(period, filters, today)):
                self._known = None
        if self._known is None:
            self._written = False
            self._known = history(reader, period, filters, now, day_starts=self._day_starts)
            self._agents = _has_agents(reader, period, filters)
            self._waiting = self._upkeep.waiting(now) if self._upkeep else 0
        self._standing = self._upkeep.standing() if self._upkeep else ()
        self._questions = tuple(reader.questions())
        self._summary = summarise(
            reader,
            period,
            filters,
            now,
            day_starts=self._day_starts,
            channel=view.channel,
            known=self._known,
        )
        self._deliver(self._live(now, ""))
        return max(POLL_SECONDS, _REST * (time.perf_counter() - began))

    def _closer(self, reader: Reader, asked: Wish) -> Reply:
        from kiosk.apps.closer import Closer

        now = self._clock()
        closer = Closer(
            reader,
            self._person,
            self._period(now),
            self._filters,
            self._summary.channel if self._summary else Channel.SELF,
            business_day(now, self._day_starts),
            self._day_starts,
            self._known.memo if self._known else Memo(),
        )
        return closer.answer(asked)

    def _tell_trouble(self, sentence: str) -> None:
        now = self._clock()
        self._minute, self._on_disk = None, gather(self._home)
        self._deliver(self._live(now, sentence))

    def _live(self, now: datetime, trouble: str) -> Live:
        return Live(
            self._view,
            self._summary,
            self._facts(self._summary, now),
            now,
            business_day(now, self._day_starts),
            trouble,
            self._agents,
            self._standing,
            self._questions,
            self._waiting,
        )

    @property
    def _filters(self) -> Filters:
        """What was chosen, within what the person may see."""
        return replace(self._view.filters, allowed=self._person.allowed)

    def _facts(self, summary: Summary | None, now: datetime) -> ShopFacts:
        newest = [k.last_answer_ms for k in summary.kiosks if k.last_answer_ms] if summary else []
        behind = bool(newest) and max(newest) > now.timestamp() * 1000 + 60_000
        return replace(self._on_disk, clock_behind=behind)


def _has_agents(reader: Reader, period: Period, filters: Filters) -> bool:
    first, last = day_number(period.first), day_number(period.last)
    seen = Filters(allowed=filters.allowed)
    return any(tally.key for tally in reader.tallies(first, last, Dimension.AGENT, seen))


def _minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)


def gather(home: Home, *, unsaved: bool = True) -> ShopFacts:
    """What the disk says of a home; `unsaved`: also how many visits wait outside the store."""
    import shutil

    from store.sqlite.backup import backups
    from store.sqlite.spill import waiting

    try:
        free: int | None = shutil.disk_usage(home.path).free
    except OSError:
        free = None
    files = _there(home.database.with_name(home.database.name + suffix) for suffix in ("", "-wal"))
    newest = max((each.st_mtime for each in _there(backups(home.backups))), default=None)
    return ShopFacts(
        file_bytes=sum(each.st_size for each in files) or None,
        disk_free_bytes=free,
        backup_ms=None if newest is None else round(newest * 1000),
        unsaved=waiting(home.database) if unsaved else 0,
    )


def _there(files: Iterable[Path]) -> list[os.stat_result]:
    """What is known of those that are there: any may be removed while they are looked at."""
    found = []
    for file in files:
        with contextlib.suppress(OSError):
            found.append(file.stat())
    return found
