"""Which alerts are to be raised now.

Whoever calls keeps what was raised: an answer that has raised an alert raises no second one by its rule.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from store.model.alert import Alert, AlertRule, AlertRules
from store.model.histograms import gather, scale_of, scored
from store.model.intervals import binomial_tails
from store.model.period import business_day, day_number
from store.model.raised import RaisedAlert
from store.model.reader import AskedQuestion, Dimension, Filters, KioskState, Reader, Recent
from store.model.response import Channel
from store.model.rules import is_open
from store.model.scale import Standing
from store.model.score import MIN_N, RANKED_N, Counts, better, score

LEAST_LOW = 4
"""Low answers without which there is no alert about them."""
IMPROBABLE = 0.001
"""So rarely would chance alone bring so many low answers in an hour."""
WITHIN_MS = 60 * 60_000
HALF_WITHIN_MS = 15 * 60_000
LEARNT_DAYS = 28
RETIRED_MS = 7 * 86_400_000
"""A kiosk that was silent for so long is not missed any more."""

Raised = Mapping[tuple[str, str], RaisedAlert]
"""The newest alert of each rule and subject."""


@dataclass(frozen=True, slots=True)
class Accustomed:
    """What this shop is used to: of its 28 closed days, good for as long as the business day lasts."""

    day: int
    """The business day on which it was learnt."""
    questions: tuple[AskedQuestion, ...]
    """All that have a score."""
    counts: Mapping[tuple[int, str], Counts]
    """By question number and channel."""

    def low_share(self, question: AskedQuestion, channel: str) -> float | None:
        """How large a part of the answers is low, above 0 and below 1; None under 30 answers."""
        counts = self.counts.get((question.number, channel), ())
        if (n := sum(counts)) < RANKED_N:
            return None
        low = score(scale_of(question), counts).standing(Standing.LOW)
        return low / n if 0 < low < n else (low + 0.5) / (n + 1)  # never seen yet is rare, not impossible


def accustomed(reader: Reader, now: datetime, *, day_starts: int) -> Accustomed:
    """Learns it. `now` is an aware moment on the shop's wall clock, whose day begins at `day_starts`."""
    day = day_number(business_day(now, day_starts))
    tallies = reader.tallies(day - LEARNT_DAYS, day - 1, Dimension.TOTAL, Filters())
    counts = {
        (number, channel): gathered.counts
        for channel in sorted({tally.channel for tally in tallies})
        for number, gathered in gather(tallies, channel).items()
    }
    return Accustomed(day, tuple(scored(reader.questions())), counts)


def alerts(
    reader: Reader, known: Accustomed, rules: AlertRules, now: datetime, raised: Iterable[RaisedAlert]
) -> tuple[Alert, ...]:
    """What is to be raised at `now`; `known` was learnt on its business day. `raised` are those before.

    Demonstration answers raise none in a real store. Costs the answers of the last hour, and today's tallies
    where a value is set.
    """
    now_ms = int(now.timestamp() * 1000)
    before = _newest(raised)
    found: list[Alert] = []
    if rules.low or rules.half:
        demo = reader.is_demo()
        recent = [
            each
            for each in reader.recent(now_ms - WITHIN_MS)
            if each.at_ms <= now_ms and (demo or each.channel != Channel.DEMO)
        ]
        if rules.low:
            found += low_alerts(recent, known, before)
        if rules.half:
            since = now_ms - HALF_WITHIN_MS
            found += half_alerts([each for each in recent if each.at_ms >= since], known, before)
    if rules.below:
        found += below_alerts(reader, known, rules.below, now_ms, before)
    if rules.silent_minutes:
        for alert in silent_alerts(reader.kiosks(), known.day, rules, now, before):
            found.append(replace(alert, where=_asked_at(reader, alert)))
    return tuple(found)


def low_alerts(recent: Iterable[Recent], known: Accustomed, raised: Raised) -> list[Alert]:
    """Where the low answers, at least 4, are improbable under the shop's own 28 days (exact binomial tail).

    `recent` are the answers of an hour, oldest first.
    """
    found = []
    for question, channel, answers, low in _low(recent, known, AlertRule.LOW, raised):
        usual = known.low_share(question, channel)
        if usual is not None and binomial_tails(len(low), len(answers), usual)[1] < IMPROBABLE:
            found.append(_of_answers(AlertRule.LOW, question, known, answers, low))
    return found


def half_alerts(recent: Iterable[Recent], known: Accustomed, raised: Raised) -> list[Alert]:
    """Where at least half of a quarter of an hour's answers are low, and at least 4 of them."""
    return [
        _of_answers(AlertRule.HALF, question, known, answers, low)
        for question, _, answers, low in _low(recent, known, AlertRule.HALF, raised)
        if 2 * len(low) >= len(answers)
    ]


def below_alerts(
    reader: Reader, known: Accustomed, below: Mapping[str, float], now_ms: int, raised: Raised
) -> list[Alert]:
    """Where the whole interval of today's score lies below its value, from 10 answers on; once a day."""
    tallies = reader.tallies(known.day, known.day, Dimension.TOTAL, Filters())
    found = []
    for question in known.questions:
        limit, subject = below.get(question.id), str(question.number)
        last = raised.get((AlertRule.BELOW, subject))
        if limit is None or (last is not None and last.day == known.day):
            continue
        scale = scale_of(question)
        for channel in (Channel.SELF.value, Channel.ASSISTED.value):
            gathered = gather(tallies, channel).get(question.number)
            now = score(scale, gathered.counts) if gathered else None
            if now is None or now.n < MIN_N or now.interval is None or now.value is None:
                continue
            hopeful = now.interval.low if scale.low_is_good else now.interval.high
            if better(scale, hopeful, limit):
                low = now.standing(Standing.LOW)
                value = float(now.value)
                found.append(
                    Alert(
                        AlertRule.BELOW, subject, known.day, now_ms, channel, 0, low, now.n, 0.0, value, limit
                    )
                )
                break
    return found


def silent_alerts(
    kiosks: Iterable[KioskState], day: int, rules: AlertRules, now: datetime, raised: Raised
) -> list[Alert]:
    """Kiosks not heard of for `rules.silent_minutes` while the shop was open; once for each silence.

    Where opening hours are set, one that was closed in order and not opened again is missed too.
    """
    now_ms, offset = int(now.timestamp() * 1000), now.utcoffset()
    offset_min = int(offset.total_seconds() // 60) if offset is not None else 0
    long_ms, hours = rules.silent_minutes * 60_000, rules.opening_hours
    if hours and not all(is_open(at, offset_min, hours) for at in (now_ms - long_ms, now_ms)):
        return []
    found = []
    for kiosk in kiosks:
        last = raised.get((AlertRule.SILENT, kiosk.label))
        silent_ms = now_ms - kiosk.beat_ms
        if (
            kiosk.works_here
            and long_ms <= silent_ms < RETIRED_MS
            and (hours or kiosk.state != "closed")
            and (last is None or last.at_ms != kiosk.beat_ms)
        ):
            found.append(Alert(AlertRule.SILENT, kiosk.label, day, kiosk.beat_ms))
    return found


def _newest(raised: Iterable[RaisedAlert]) -> Raised:
    found: dict[tuple[str, str], RaisedAlert] = {}
    for each in raised:
        last = found.get((each.rule, each.subject))
        if last is None or last.at_ms < each.at_ms:
            found[each.rule, each.subject] = each
    return found


def _low(
    recent: Iterable[Recent], known: Accustomed, rule: AlertRule, raised: Raised
) -> Iterator[tuple[AskedQuestion, str, Sequence[Recent], Sequence[Recent]]]:
    """By question and channel: the answers that have raised no alert yet, and the low ones if they are 4."""
    grouped: dict[tuple[int, str], list[Recent]] = defaultdict(list)
    for each in recent:
        last = raised.get((rule, str(each.question)))
        if last is None or each.at_ms > last.at_ms:
            grouped[each.question, each.channel].append(each)
    for question in known.questions:
        scale = scale_of(question)
        for channel in sorted({channel for number, channel in grouped if number == question.number}):
            answers = grouped[question.number, channel]
            low = [each for each in answers if scale.standing(each.score) is Standing.LOW]
            if len(low) >= LEAST_LOW:
                yield question, channel, answers, low


def _of_answers(
    rule: AlertRule,
    question: AskedQuestion,
    known: Accustomed,
    answers: Sequence[Recent],
    low: Sequence[Recent],
) -> Alert:
    channel = answers[0].channel
    usual = known.low_share(question, channel) or 0.0
    subject, at_ms, since_ms = str(question.number), low[-1].at_ms, low[0].at_ms
    places = Counter((each.touchpoint, each.agent) for each in low)
    return Alert(
        rule,
        subject,
        known.day,
        at_ms,
        channel,
        since_ms,
        len(low),
        len(answers),
        usual,
        where=tuple((*place, count) for place, count in places.most_common()),
    )


def _asked_at(reader: Reader, silent: Alert) -> tuple[tuple[str, None, int], ...]:
    """The touchpoints at which a kiosk has asked of late, and how often."""
    days = RETIRED_MS // 86_400_000
    only = Filters(kiosk=silent.subject)
    visits: Counter[str] = Counter()
    for each in reader.funnel(silent.day - days, silent.day, only, by=Dimension.TOUCHPOINT):
        visits[each.key] += each.started
    return tuple((touchpoint, None, count) for touchpoint, count in visits.most_common())
