"""The crowd that walks through the demo's shop: 90 days of visits up to now, and then one at a time."""

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, tzinfo
from random import Random

from kiosk.demo.passage import Mood, Passage, Remarks, Written, passage
from kiosk.demo.shop import (
    AGENTS,
    BAD_DAY,
    EARLY,
    FOREIGN,
    MASHED,
    OPEN_FOR,
    PLACES,
    WEEKDAYS,
    Chances,
    Place,
    tilted,
)
from store.model.period import business_day, day_number
from store.model.response import Answer, Outcome, Response, Status
from store.model.survey import Survey

DAY_STARTS = 4
"""The hour at which the demo's business day begins, unless it is started between then and noon."""

_APART_S = 16
"""The least time between two visits of one device: four a minute, so that none looks like mashing."""
_OPENS = 8
"""The hour at which the shop opens for those who do not look early."""
_AFTER_S = 8
"""And from the end of one to the start of the next, so that none looks like a repeat."""
_EVERY_S = 3
"""How often someone would come while a demo is watched, did they not have to wait for each other."""
_SEEN, _BUSIEST = 0.5, 2.5
"""How much of a day's visits have come when someone looks, and how much busier the shop is made for that."""
_MASHED_AFTER_S = 7 * 3600
"""From the opening to a child's mashing, so that whoever looks early first sees a shop at its best."""
_DAILY = sum(place.daily for place in PLACES)


class Crowd:
    """Everyone who answers. The same seed, surveys, zone and times give the same responses."""

    def __init__(
        self,
        seed: int,
        surveys: Mapping[str, Survey],
        remarks: Remarks,
        zone: tzinfo | None = None,
        *,
        starts: int = DAY_STARTS,
    ) -> None:
        """`surveys` by name must hold those of `kiosk.demo.shop.PLACES`; `zone` None is the machine's own;
        `starts` is the hour at which the business day begins.

        The languages of `remarks` are those of the visits: most are in the first, the others in the second.
        """
        self._seed, self._surveys, self._zone, self._starts = seed, surveys, zone, starts
        self._most, self._others = remarks
        self._rng = Random(seed)
        self._written = Written(remarks, self._rng)
        self._numbers = dict.fromkeys((place.kiosk for place in PLACES), 0)
        self._busy_until: dict[str, tuple[float, float]] = {}
        self._coming: dict[str, Response] = {}

    def history(self, now: datetime, days: int) -> Iterator[list[Response]]:
        """Every visit of the `days` business days up to `now` (aware) that has ended, a list a day."""
        today = business_day(now, self._starts)
        for ago in range(days - 1, -1, -1):
            yield self._day(today - timedelta(days=ago), ago, now)

    def live(self, now: datetime) -> list[Response]:
        """The visits that have ended since the last call, up to `now` (aware): one in about five seconds."""
        ended: list[Response] = []
        for place in PLACES:
            coming = self._coming.get(place.kiosk)
            if coming is not None and _ended_by(coming, now):
                ended.append(coming)
                coming = None
            if coming is None:
                # The first ones came a little ago, so that a demo need not be waited for.
                since = now.timestamp() - (0 if place.kiosk in self._coming else 15)
                gap = self._rng.expovariate(place.daily / _DAILY / _EVERY_S)
                start = max(since + gap, self._free_since(place))
                self._coming[place.kiosk] = self._visit(place, start, 0.0, place.touchpoint)
        return sorted(ended, key=lambda response: response.started_ms)

    def _free_since(self, place: Place) -> float:
        started, ended = self._busy_until.get(place.kiosk, (0.0, 0.0))
        return max(started + _APART_S, ended + _AFTER_S)

    def _day(self, day: date, ago: int, now: datetime) -> list[Response]:
        """The visits of one business day, oldest first; those of today that have ended by `now`."""
        opens, closes = opening(now, self._starts)
        open_for = OPEN_FOR if opens == _OPENS else EARLY
        busier = _busier(now, opens, closes, open_for, self._starts)
        mood = self._rng.gauss(0, 0.06)
        grown = max(0.5, 1.15 - 0.0065 * ago)  # the kiosks are known better every week
        visits: list[Response] = []
        for place in PLACES:
            busy = place.daily * WEEKDAYS[day.weekday()] * grown * busier
            starts = sorted(self._moments(day, opens, closes, busy, open_for))
            mashed = self._mashing(place, day, ago, opens)
            for start in starts:
                if mashed is not None and mashed < start:
                    visits += self._mash(place, max(mashed, self._free_since(place)))
                    mashed = None
                start = max(start, self._free_since(place))
                if start >= now.timestamp():
                    break
                wall = self._wall(start)
                cards_down = ago == BAD_DAY and place.touchpoint == "checkout" and wall.hour >= 12
                visits.append(
                    self._visit(place, start, mood - 1.3, "cards")
                    if cards_down
                    else self._visit(place, start, mood, place.touchpoint)
                )
        self._coming |= {v.kiosk: v for v in visits if not _ended_by(v, now)}
        return sorted((v for v in visits if _ended_by(v, now)), key=lambda v: (v.started_ms, v.uid))

    def _moments(self, day: date, opens: int, closes: int, busy: float, open_for: Chances) -> Iterator[float]:
        """Starts of visits through an opening day, `busy` on average, as epoch seconds."""
        slice_hours = (closes - opens) / len(open_for)
        for index, weight in enumerate(open_for):
            for _ in range(_poisson(busy * weight / sum(open_for), self._rng)):
                yield self._moment(day, opens + (index + self._rng.random()) * slice_hours)

    def _visit(self, place: Place, start: float, mood: float, about: str) -> Response:
        """One person; `about` names the remarks that they draw theirs from."""
        rng, wall = self._rng, self._wall(start)
        agent = rng.choice(place.agents) if place.agents else None
        language = self._others if rng.random() < FOREIGN else self._most
        if place.channel == "assisted" and rng.random() < 0.17:
            status = rng.choice((Status.REFUSED, Status.NO_TIME, Status.NO_TIME, Status.DROPPED))
            return self._response(place, start, Passage({}, status, 2_000), agent, language)
        crowded = -0.12 if wall.hour in (12, 17, 18) else 0.03
        went = passage(
            self._surveys[place.survey],
            Mood(place, tilted(place.scores, mood + crowded + (AGENTS[agent] if agent else 0.0)), about),
            language=language,
            number=self._numbers[place.kiosk] + 1,
            minute=wall.hour * 60 + wall.minute,
            rng=rng,
            written=self._written,
        )
        return self._response(place, start, went, agent, language)

    def _mashing(self, place: Place, day: date, ago: int, opens: int) -> float | None:
        """When a child got at the screen of that place on that day, as epoch seconds."""
        if place is not PLACES[0] or ago not in MASHED:
            return None
        return self._moment(day, opens) + _MASHED_AFTER_S

    def _mash(self, place: Place, start: float) -> Iterator[Response]:
        """One tap after another, mostly on the face nearest to small hands."""
        question = self._surveys[place.survey].questions[0]
        for _ in range(14):
            tapped = self._rng.randint(700, 1_400)
            score = self._rng.choice((1, 1, 1, 2, 3, 5))
            answer = Answer(question.id, Outcome.ANSWERED, 0, tapped, score=score)
            went = Passage({question.id: answer}, Status.PARTIAL, tapped)
            yield self._response(place, start, went, None, self._most)
            start += (tapped + self._rng.randint(400, 1_500)) / 1000

    def _response(
        self, place: Place, start: float, went: Passage, agent: str | None, language: str
    ) -> Response:
        self._numbers[place.kiosk] += 1
        started_ms = int(start * 1000)
        ended_ms = started_ms + went.lasted_ms
        self._busy_until[place.kiosk] = (start, ended_ms / 1000)
        wall = self._wall(start)
        offset = wall.utcoffset()
        assert offset is not None
        survey = self._surveys[place.survey]
        return Response(
            uid=_uuid7(started_ms, self._rng),
            survey=survey.name,
            version=survey.version,
            touchpoint=place.touchpoint,
            kiosk=place.kiosk,
            language=language,
            channel=place.channel,
            status=went.status,
            started_ms=started_ms,
            utc_offset_min=int(offset.total_seconds() // 60),
            day=day_number(business_day(wall, self._starts)),
            hour=wall.hour,
            ended_ms=ended_ms,
            agent=agent,
            reference=f"C-{10_000 + self._numbers[place.kiosk]}" if place.channel == "assisted" else None,
            answers=went.answers,
        )

    def _moment(self, day: date, hour: float) -> float:
        """Epoch seconds at an hour (past 24: of the next morning) of a day on the shop's wall clock."""
        wall = datetime(day.year, day.month, day.day) + timedelta(hours=hour)
        return (wall if self._zone is None else wall.replace(tzinfo=self._zone)).timestamp()

    def _wall(self, seconds: float) -> datetime:
        if self._zone is None:
            return datetime.fromtimestamp(seconds).astimezone()
        return datetime.fromtimestamp(seconds, self._zone)


def day_starts(now: datetime) -> int:
    """The hour at which the business day of a demo begins that is started at `now`: some hours before."""
    return 0 if DAY_STARTS <= now.hour < 12 else DAY_STARTS


def opening(now: datetime, starts: int) -> tuple[int, int]:
    """From which hour to which the demo's shop is open: 8 to 20, and always while someone looks.

    In hours of the business day, so 25 is 1 at night. Who starts a demo at 7 in the morning or at
    midnight should find a shop with answers, so it opens earlier or closes later for them, every day.
    """
    hour = _hour(now, starts)
    return max(starts, min(_OPENS, hour - 6)), max(20, hour + 1)


def _hour(now: datetime, starts: int) -> int:
    """The hour, of the business day."""
    return now.hour if now.hour >= starts else now.hour + 24


def _busier(now: datetime, opens: int, closes: int, open_for: Chances, starts: int) -> float:
    """How many times busier than usual every day is, so that enough has come by the hour of `now`."""
    gone = (_hour(now, starts) + now.minute / 60 - opens) / (closes - opens) * len(open_for)
    come = sum(weight * min(1.0, max(0.0, gone - index)) for index, weight in enumerate(open_for))
    return min(_BUSIEST, max(1.0, _SEEN * sum(open_for) / max(come, 0.1)))


def used_surveys() -> Iterable[str]:
    """The names of the surveys that the shop asks."""
    return dict.fromkeys(place.survey for place in PLACES)


def _ended_by(response: Response, now: datetime) -> bool:
    return response.ended_ms is not None and response.ended_ms <= now.timestamp() * 1000


def _poisson(mean: float, rng: Random) -> int:
    """A Poisson number, `mean` under 50, by multiplication (Knuth, Art of Computer Programming, 3.4.1)."""
    limit, count, product = math.exp(-mean), 0, rng.random()
    while product > limit:
        count += 1
        product *= rng.random()
    return count


def _uuid7(ms: int, rng: Random) -> str:
    """A UUIDv7 (RFC 9562) of that moment, random as `rng` is."""
    value = ms << 80 | 7 << 76 | rng.getrandbits(12) << 64 | 2 << 62 | rng.getrandbits(62)
    text = f"{value:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
