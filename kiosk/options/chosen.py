"""Which answers a command looks at: its days, and where, by whom and how they were given."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import Any

import click

from kiosk.commands import Refusal
from kiosk.options.day import day
from store.model.period import Period, Span, day_number, earlier, period_of
from store.model.reader import Dimension, Filters, Reader, Segment
from store.model.response import Channel
from store.model.saying import N_, Saying

_SPANS = [span.value for span in Span if span is not Span.DATES]
_OPTIONS = (
    click.option(
        "--period",
        "span",
        type=click.Choice(_SPANS),
        help=N_("The period that is going on. Left out: the day."),
    ),
    click.option(
        "--previous", is_flag=True, help=N_("The period before it, which is over: yesterday, last week…")
    ),
    click.option(
        "--from", "first", metavar="DATE", type=day, help=N_("From this business day on, such as 2026-11-21.")
    ),
    click.option(
        "--to",
        "last",
        metavar="DATE",
        type=day,
        help=N_("Up to this business day, which is included. Left out: today."),
    ),
    click.option("--touchpoint", metavar="NAME", help=N_("Only what was answered there.")),
    click.option("--agent", metavar="NAME", help=N_("Only those whom this agent helped.")),
    click.option("--kiosk", metavar="LABEL", help=N_("Only this device.")),
    click.option("--language", metavar="CODE", help=N_("Only those who answered in this language.")),
    click.option(
        "--channel",
        metavar="NAME",
        help=N_("Only this channel: self, assisted… Left out: self, where there are such answers."),
    ),
    click.option("--question", metavar="ID", help=N_("Only the score of this question.")),
    click.option(
        "--segment",
        "segments",
        metavar="ID=OPTION",
        multiple=True,
        help=N_("Only those who chose this option, such as first_time=yes. May be said several times."),
    ),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was typed after a command's options. `period` makes days of it."""

    span: str | None = None
    previous: bool = False
    first: date | None = None
    last: date | None = None
    filters: Filters = field(default_factory=Filters)
    channel: str | None = None
    question: str | None = None

    def period(self, today: date) -> Period:
        """The days asked for, on the business day `today`. Refusal where the options do not go together."""
        if self.first is None and self.last is None:
            running = period_of(Span(self.span or Span.DAY), today)
            return earlier(running) if self.previous else running
        if self.span is not None or self.previous:
            raise Refusal(Saying("Say either --period or --from and --to, not both."), 2)
        if self.first is None:
            raise Refusal(Saying("--to {last} needs --from.", last=self.last), 2)
        last = self.last or today
        if last < self.first:
            raise Refusal(Saying("--to {last} is before --from {first}.", last=last, first=self.first), 2)
        return Period(Span.DAY if last == self.first else Span.DATES, self.first, last)

    def refuse_unknown(self, reader: Reader) -> None:
        """Refusal where a name was asked for that no answer has ever had, and what the names are.

        Reads every day there is: for when nothing was found.
        """
        always = day_number(date.min), day_number(date.max)
        filters = self.filters
        for by in (Dimension.TOUCHPOINT, Dimension.AGENT, Dimension.KIOSK, Dimension.LANGUAGE):
            if (name := getattr(filters, by.value)) is not None:
                keys = {tally.key for tally in reader.tallies(*always, by, Filters())}
                _refuse(by.value, name, sorted(key for key in keys if key))
        if self.channel is not None and self.channel not in [each.value for each in Channel]:
            ever = {funnel.channel for funnel in reader.funnel(*always, Filters())}
            _refuse("channel", self.channel, [*(each.value for each in Channel), *sorted(ever)])
        for segment in filters.segments:
            asked = {q.id: q.options for q in reader.questions() if q.options}
            _refuse("segment", segment.question, [*asked])
            options = [option for option, _ in asked[segment.question]]
            typed = f"{segment.question}={segment.option}"
            _refuse("segment", typed, [f"{segment.question}={option}" for option in options])
        if self.question is not None:
            scored = dict.fromkeys(q.id for q in reader.questions() if q.scale is not None)
            _refuse("question", self.question, [*scored])


def choosing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options, and hands them to `command` as one argument `chosen`."""

    @wraps(command)
    def gathered(
        *arguments: Any,
        span: str | None,
        previous: bool,
        first: date | None,
        last: date | None,
        touchpoint: str | None,
        agent: str | None,
        kiosk: str | None,
        language: str | None,
        channel: str | None,
        question: str | None,
        segments: tuple[str, ...],
        **more: Any,
    ) -> Any:
        filters = Filters(
            touchpoint=touchpoint,
            agent=agent,
            kiosk=kiosk,
            language=language,
            question=question,
            segments=tuple(map(_segment, segments)),
        )
        chosen = Chosen(span, previous, first, last, filters, channel, question)
        return command(*arguments, chosen=chosen, **more)

    wrapped: Callable[..., Any] = gathered
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def _segment(typed: str) -> Segment:
    question, sign, option = typed.partition("=")
    if not (question and sign and option):
        sentence = Saying(
            '--segment "{typed}": write a question and one of its options, as first_time=yes.', typed=typed
        )
        raise Refusal(sentence, 2)
    return Segment(question, option)


def _refuse(option: str, name: str, known: list[str]) -> None:
    if name in known:
        return
    raise Refusal(unknown(f"--{option}", name, known), 2)


def unknown(option: str, name: str, known: Iterable[str]) -> Saying:
    """What is said of a name that nothing has; `known` are those that something has."""
    listed = ", ".join(dict.fromkeys(known))
    if not listed:
        return Saying(
            '{option} "{name}": nothing here is called that; no answer has any yet.', option=option, name=name
        )
    return Saying(
        '{option} "{name}": nothing here is called that; write one of {known}.',
        option=option,
        name=name,
        known=listed,
    )
