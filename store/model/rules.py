"""Which responses are left out of the scores, and why. Nothing is ever deleted for it.

The rules of the speed of a hand hold for channel *self* only: an agent keys fast by profession.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise

from store.model.response import Channel, Outcome, Response

CLOCK_TOLERANCE_MS = 60_000
"""Network time sets a clock back by less; a machine that lost its battery, by much more."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Rule(StrEnum):
    """Why a response does not count."""

    REPEAT = "repeat"
    """Its first answer came too soon after the last answer of the visit before, on the same kiosk."""
    FAST = "fast"
    """Several questions were answered faster than anyone reads."""
    BURST = "burst"
    """One of many hurried visits in a row on one kiosk; the first of them counts."""
    HOURS = "hours"
    """It began outside the opening hours."""
    DEMO = "demo"
    """A demonstration's answer in a real store."""
    VOID = "void"
    """A person took it out, and said why."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the rules measure by; a shop sets the first two."""

    repeat_seconds: int = 5
    """0 to 30; 0 turns the rule off."""
    opening_hours: Mapping[str, tuple[time, time]] = field(default_factory=dict)
    """By weekday, 'mon' to 'sun'; the second time may be past midnight. Empty: always open."""
    fast_ms: int = 2_000
    """A question shown for less than this was not read."""
    fast_questions: int = 3
    """So many of them make a response too fast."""
    burst_visits: int = 5
    burst_ms: int = 60_000
    """So many visits begun within this time may be a burst."""
    burst_gap_ms: int = 7_000
    """Who takes the place of another, reads and answers, needs longer than this."""


def answered_ms(response: Response) -> tuple[int, int] | None:
    """When the first and the last answer were given, in epoch milliseconds; None without any."""
    ends = [a.ended_ms for a in response.answers.values() if a.outcome is Outcome.ANSWERED]
    return (response.started_ms + min(ends), response.started_ms + max(ends)) if ends else None


def broken(
    response: Response,
    rules: Rules,
    *,
    answered: tuple[int, int] | None,
    before_ms: int | None,
    demo: bool,
) -> list[Rule]:
    """The rules that `response` breaks by itself.

    `answered` is its `answered_ms`. `before_ms` is the last answer of the visit before on that kiosk (epoch
    milliseconds); None if there was none, or if it is not to be looked at. `demo`: the store is a
    demonstration itself.
    """
    found = []
    if response.channel == Channel.SELF and answered is not None:
        if before_ms is not None and 0 <= answered[0] - before_ms < rules.repeat_seconds * 1000:
            found.append(Rule.REPEAT)
        if len(response.answers) >= rules.fast_questions and _too_fast(response, rules):
            found.append(Rule.FAST)
    if rules.opening_hours and not is_open(response.started_ms, response.utc_offset_min, rules.opening_hours):
        found.append(Rule.HOURS)
    if response.channel == Channel.DEMO and not demo:
        found.append(Rule.DEMO)
    return found


@dataclass(frozen=True, slots=True)
class Brief:
    """A visit as the rule of bursts sees it. Times are epoch milliseconds."""

    first_ms: int
    """Its first answer."""
    last_ms: int
    """Its last answer."""
    longest_ms: int
    """The longest that one of its questions was looked at; 0 where it has none but the one that stood on the
    screen before."""


def burst(visits: Sequence[Brief], rules: Rules) -> range:
    """Which visits of one kiosk (oldest first) the newest one turns into a burst: positions in `visits`.

    A burst is a row of visits without anyone else between, each taken up as soon as the one before was done
    and gone through faster than anyone reads; many visits in a short time are no burst, but a queue. The
    first of the row counts. Looked at for every new visit, whose own answers are still to come.
    """
    row = min(1, len(visits))
    for later, earlier in pairwise(reversed(visits)):
        if (
            visits[-1].first_ms - earlier.first_ms >= rules.burst_ms
            or later.first_ms - earlier.last_ms >= rules.burst_gap_ms
            or earlier.longest_ms >= rules.fast_ms
        ):
            break
        row += 1
    return range(len(visits) - row + 1, len(visits)) if row >= rules.burst_visits else range(0)


def may_be_burst(before_ms: Sequence[int], started_ms: int, rules: Rules) -> bool:
    """Whether a visit begun at `started_ms` may be of a burst; `before_ms`: when those before it began."""
    others = rules.burst_visits - 1
    return len(before_ms) >= others and before_ms[-others] > started_ms - rules.burst_ms


def is_open(at_ms: int, utc_offset_min: int, hours: Mapping[str, tuple[time, time]]) -> bool:
    """Whether a shop with these `hours` is open at `at_ms` (epoch milliseconds) on its wall clock."""
    wall = (datetime.fromtimestamp(at_ms / 1000, UTC) + timedelta(minutes=utc_offset_min)).replace(
        tzinfo=None
    )
    now = wall.time()
    if (today := hours.get(_WEEKDAYS[wall.weekday()])) is not None:
        opens, closes = today
        if opens < closes:
            if opens <= now < closes:
                return True
        elif now >= opens:
            return True
    if (yesterday := hours.get(_WEEKDAYS[wall.weekday() - 1])) is not None:
        opens, closes = yesterday
        return closes <= opens and now < closes  # it closes past midnight
    return False


def _too_fast(response: Response, rules: Rules) -> bool:
    fast = 0
    for answer in response.answers.values():
        # The answer that begins a visit, given at 0, was on the screen before: nobody knows for how long.
        if answer.outcome is Outcome.ANSWERED and 0 < answer.ended_ms < answer.shown_ms + rules.fast_ms:
            fast += 1
    return fast >= rules.fast_questions
