"""The one thing that the operator's screen, `kiosk scores` and every report show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from store.model.breakdown import breakdown, weakest
from store.model.cards import CardFacts, card
from store.model.closed import added_excluded, added_funnel, excluded_by_channel, left_out_visits
from store.model.facts import (
    Card,
    HourBar,
    Reason,
    Reasons,
    Row,
    Sentence,
    Summary,
    Target,
    TargetState,
    Tone,
    Usual,
)
from store.model.goes_with import goes_with
from store.model.histograms import (
    NOTHING,
    Gathered,
    answers_by_channel,
    counts_of,
    gather,
    gather_keys,
    scored,
)
from store.model.history import History, assisted, history
from store.model.opening import opening
from store.model.period import Period, Span, business_day, day_number, hours_of_day
from store.model.reader import AskedQuestion, ChoiceTally, Dimension, Filters, Only, Reader, Tally
from store.model.reasons import main_reason, reasons
from store.model.response import Channel
from store.model.score import Verdict
from store.model.survey import Kind, Text

__all__ = [
    "Card",
    "History",
    "HourBar",
    "Reason",
    "Reasons",
    "Row",
    "Sentence",
    "Summary",
    "Target",
    "TargetState",
    "Tone",
    "Usual",
    "choose_channel",
    "history",
    "summarise",
]


def summarise(
    reader: Reader,
    period: Period,
    filters: Filters,
    now: datetime,
    *,
    day_starts: int,
    channel: str | None = None,
    comments: int = 20,
    known: History | None = None,
) -> Summary:
    """Everything about one period, ready to be shown.

    `now` is aware, on the shop's wall clock, whose business day begins at the hour `day_starts`.
    `channel` scores that one; None chooses: self where there are such answers, else assisted. `comments`
    is how many of the newest to fetch. A screen that refreshes at each answer keeps the `history` of its
    period and hands it in as `known`; one that does not fit is not used.
    """
    with reader.together():
        if known is None or not known.fits(period, filters, business_day(now, day_starts)):
            known = history(reader, period, filters, now, day_starts=day_starts)
        return _summary(reader, known, now, day_starts=day_starts, channel=channel, comments=comments)


def _summary(
    reader: Reader, known: History, now: datetime, *, day_starts: int, channel: str | None, comments: int
) -> Summary:
    period, filters, today = known.period, known.filters, known.today
    first, last = day_number(period.first), day_number(period.last)
    is_open, demo = period.first <= today <= period.last, reader.is_demo()
    # Of an open period only today is read again; a closed one is known as a whole.
    since, closed = day_number(today) if is_open else last + 1, known.closed
    questions = tuple(q for q in reader.questions() if filters.question in (None, q.id, q.parent))

    def with_today(before: Sequence[Tally], by: Dimension, only: Only | None = None) -> Sequence[Tally]:
        return (*before, *reader.tallies(since, last, by, filters, only=only)) if is_open else before

    def chosen_with_today(before: Iterable[ChoiceTally], filters: Filters) -> Sequence[ChoiceTally]:
        now = reader.choices(since, last, Dimension.TOTAL, filters) if is_open else ()
        return (*before, *now)

    totals = with_today(closed.totals, Dimension.TOTAL)
    answers = answers_by_channel(totals, questions)
    if channel is None:
        channel = choose_channel(answers, known.answers if is_open else {}, demo=demo)
    gathered = gather(totals, channel)
    asked = [q for q in scored(questions) if _in_use(q, gathered, known, channel)] or scored(questions)
    only = Only(channel, tuple(q.number for q in asked))
    by_hour = with_today(closed.hours, Dimension.HOUR, only)
    cards = _cards(reader, asked, gathered, by_hour, known, channel=channel, day_starts=day_starts)
    by_touchpoint = with_today(closed.touchpoints, Dimension.TOUCHPOINT, only)
    rows = known.memo.made(
        ("rows", channel), (by_touchpoint, asked), lambda: breakdown(by_touchpoint, asked, channel)
    )
    choices = chosen_with_today(closed.choices, filters)
    mattered = _mattered(choices, questions, channel, known)
    touchpoint = next((weak.name for q in asked if (weak := weakest(rows, q))), None)
    if touchpoint is None:
        reason = _main(mattered)
    else:
        before = (choice for choice in closed.choices if choice.key == touchpoint)
        there = chosen_with_today(before, replace(filters, touchpoint=touchpoint))
        reason = _main(_mattered(there, questions, channel, known, touchpoint)) or _main(mattered)
    todays = reader.funnel(since, last, filters) if is_open else ()
    left_out = excluded_by_channel(reader, since, last, filters, todays)
    return Summary(
        period=period,
        filters=filters,
        now_ms=int(now.timestamp() * 1000),
        open=is_open,
        channel=channel,
        other_channels={name: n for name, n in answers.items() if name != channel},
        assisted_higher=_assisted_higher(asked, totals, known),
        demo=demo,
        sentence=opening(cards, weak_touchpoint=touchpoint, weak_reason=reason),
        cards=cards,
        touchpoints=rows,
        reasons=mattered,
        comments=tuple(reader.comments(first, last, filters, limit=comments, channel=channel)),
        commented=sum(gathered.get(q.number, NOTHING).answered for q in questions if q.kind is Kind.COMMENT),
        funnel=added_funnel(channel, (*closed.funnels, *todays)),
        left_out=left_out_visits(channel, (*closed.funnels, *todays)),
        excluded=added_excluded(closed.excluded.get(channel, ()), left_out.get(channel, ())),
        kiosks=tuple(reader.kiosks()),
        marks=known.marks,
        goes_with=goes_with(
            choices, {each.question.number: each.score for each in cards}, questions, channel
        ),
    )


def choose_channel(answers: Mapping[str, int], recent: Mapping[str, int], *, demo: bool) -> str:
    """The channel to score, as channels are never pooled: self, else assisted, else the fullest other one.

    `answers` and `recent` are how many there are in each. With `recent` an open period does not change its
    channel because the first answer of the morning came by another. Demonstration answers only where
    the store is itself a demonstration.
    """
    for channel in (Channel.SELF, Channel.ASSISTED):
        if answers.get(channel) or recent.get(channel):
            return channel.value
    others = {**recent, **answers}
    if not demo:
        others.pop(Channel.DEMO, None)
    return max(sorted(others), key=lambda name: others[name], default=Channel.SELF.value)


def _in_use(question: AskedQuestion, gathered: Mapping[int, Gathered], known: History, channel: str) -> bool:
    """Shown in the period or answered in the 28 days before its end; old surveys' questions are not."""
    past = known.pasts.get((question.number, channel))
    return question.number in gathered or (past is not None and any(past.recent))


def _cards(
    reader: Reader,
    questions: Sequence[AskedQuestion],
    gathered: Mapping[int, Gathered],
    hourly: Sequence[Tally],
    known: History,
    *,
    channel: str,
    day_starts: int,
) -> tuple[Card, ...]:
    period, filters = known.period, known.filters
    by_hour = gather_keys(hourly, channel)
    hours = [(hour, by_hour.get(str(hour), {})) for hour in hours_of_day(day_starts)]
    todays: Mapping[int, Gathered] = {}
    if period.span is Span.DAY:
        todays = gathered
    elif known.before is None:  # it is open
        today = day_number(known.today)
        todays = gather(reader.tallies(today, today, Dimension.TOTAL, filters), channel)
    before = None if known.before is None else gather(known.before, channel)
    targets = reader.targets()
    cards = []
    for question in questions:
        nobody = counts_of({}, question)
        made_of = CardFacts(
            question=question,
            seen=gathered.get(question.number, NOTHING),
            hours=tuple((hour, counts_of(there, question) if there else nobody) for hour, there in hours),
            today=counts_of(todays, question),
            before=None if before is None else counts_of(before, question),
            set_target=targets.get(question.number),
        )
        past = known.past(question, channel)
        name = "card", question.number, channel
        cards.append(known.memo.made(name, made_of, partial(card, made_of, past)))
    return tuple(cards)


def _mattered(
    choices: Sequence[ChoiceTally],
    questions: Sequence[AskedQuestion],
    channel: str,
    known: History,
    touchpoint: str = "",
) -> tuple[Reasons, ...]:
    """The reasons; most taps name none, and leave them as they were."""
    made_of = choices, questions
    return known.memo.made(
        ("reasons", channel, touchpoint), made_of, lambda: reasons(choices, questions, channel)
    )


def _main(mattered: Sequence[Reasons]) -> Text | None:
    """The reason that most of the unhappy name, of the first question that has one."""
    return next((reason.text for each in mattered if (reason := main_reason(each))), None)


def _assisted_higher(questions: Sequence[AskedQuestion], totals: Sequence[Tally], known: History) -> bool:
    """Judged in the period; in the 28 days before where the period has too few of either."""
    now = assisted(totals, questions)
    for question in questions:
        verdict = now.get(question.number, Verdict.INSUFFICIENT)
        if verdict is Verdict.INSUFFICIENT:
            verdict = known.assisted.get(question.number, verdict)
        if verdict is Verdict.BETTER:
            return True
    return False
