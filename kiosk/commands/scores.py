"""`kiosk scores`: the scores of a period, as a table or as JSON."""

import json
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date

import click

from kiosk.commands import Refusal
from kiosk.day_option import day
from kiosk.home import Home
from kiosk.reader_language import reader_language
from kiosk.settings import Settings, load_settings
from kiosk.shop_clock import now_ms, shop_clock
from store.model.cut import BY, Cut, cut
from store.model.period import Period, Span, business_day, day_number, period_of
from store.model.reader import AskedQuestion, Filters, Reader, Tally
from store.model.response import Channel
from store.model.summary import summarise
from store.model.survey import Kind
from store.words import Words, words_for

_SPANS = [span.value for span in Span if span is not Span.DATES]
_ByChoice = Callable[[int, int, Sequence[AskedQuestion]], Sequence[Tally]]


@click.command()
@click.option("--period", "span", type=click.Choice(_SPANS), help="The one that is going on. Default: day.")
@click.option("--from", "first", metavar="DATE", type=day, help="From this business day on (2026-11-21).")
@click.option("--to", "last", metavar="DATE", type=day, help="Up to this one, included. Default: today.")
@click.option("--by", metavar="WHAT", help=f"{', '.join(BY)}, or the id of a choice question.")
@click.option(
    "--channel", metavar="NAME", help="self, assisted... Default: self where there are such answers."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def command(
    home: Home,
    span: str | None,
    first: date | None,
    last: date | None,
    by: str | None,
    channel: str | None,
    as_json: bool,
) -> None:
    """Show today's scores, or another period's, as the operator's screen has them.

    Channels are never added together. An agent's scores are shown from 10 answers on.

    \b
    JSON keys: period {span first last open} channel demo other_channels
      assisted_higher tone weak_touchpoint scores excluded funnel commented.
    Of each score: survey question metric scale, those of kiosk calc, and
      shown skipped timed_out excluded
      usual {low high centre seen needed weeks signal}, null when closed
      before {…} change change_low change_high verdict, null while open
      recent {…} target {value state built_in}.
    With --by: period channel by rows [{key, scores}]; a score's verdict
      compares its row with all the others.

    Numbers are unrounded; null where there is none.
    """
    settings = load_settings(home) if home.is_set_up else Settings()
    now = shop_clock(settings.timezone)()
    today = business_day(now, settings.day_starts)
    period = _period(span, first, last, today)
    is_open = period.first <= today <= period.last
    words = words_for(reader_language())
    with ExitStack() as stack:
        reader, by_choice = _open(home, stack)
        if channel is not None:
            _refuse_unknown(channel, reader)
        if by is None:
            summary = summarise(
                reader, period, Filters(), now, day_starts=settings.day_starts, channel=channel, comments=0
            )
            if as_json:
                from kiosk.scores_json import summary_document

                click.echo(json.dumps(summary_document(summary), ensure_ascii=False))
            else:
                from kiosk.scores_text import summary_lines

                click.echo("\n".join(summary_lines(summary, words)))
            return
        segment = () if by in BY else _segment(reader.questions(), by)
        rows = cut(
            reader,
            period,
            by,
            day_starts=settings.day_starts,
            channel=channel,
            by_choice=(lambda: by_choice(day_number(period.first), day_number(period.last), segment))
            if segment
            else None,
        )
    if as_json:
        from kiosk.scores_json import cut_document

        click.echo(json.dumps(cut_document(rows, period, is_open=is_open), ensure_ascii=False))
    else:
        from kiosk.scores_text import cut_lines

        lines = cut_lines(rows, period, words, is_open=is_open, name=_namer(rows, segment, words))
        click.echo("\n".join(lines))


def _period(span: str | None, first: date | None, last: date | None, today: date) -> Period:
    if first is None and last is None:
        return period_of(Span(span or Span.DAY), today)
    if span is not None:
        raise Refusal("Say either --period or --from and --to, not both.", 2)
    if first is None:
        raise Refusal(f"--to {last} needs --from.", 2)
    last = last or today
    if last < first:
        raise Refusal(f"--to {last} is before --from {first}.", 2)
    return Period(Span.DATES, first, last)


def _open(home: Home, stack: ExitStack) -> tuple[Reader, _ByChoice]:
    """The store, and what reads it by a choice question. A shop that nobody has answered yet is no error."""
    if home.is_set_up and not home.database.exists():
        from store.model.empty import EmptyReader

        return EmptyReader(), lambda first, last, segment: ()
    from store.sqlite.database import open_database
    from store.sqlite.reader import SqliteReader
    from store.sqlite.segments import by_choice

    database = stack.enter_context(open_database(home.database, writing=False, now_ms=now_ms))
    return SqliteReader(database), lambda first, last, segment: by_choice(database, first, last, segment)


def _refuse_unknown(channel: str, reader: Reader) -> None:
    """A channel is one of the kiosk's own, or one by which answers came."""
    known = [each.value for each in Channel]
    if channel in known:
        return
    ever = reader.funnel(day_number(date.min), day_number(date.max), Filters())
    known += sorted({funnel.channel for funnel in ever} - set(known))
    if channel not in known:
        raise Refusal(f'--channel "{channel}": no answer came by it; write one of {", ".join(known)}.', 2)


def _segment(questions: Sequence[AskedQuestion], by: str) -> tuple[AskedQuestion, ...]:
    """The choice question of that id, in every survey that has it."""
    choices = [question for question in questions if question.kind is Kind.CHOICE]
    found = tuple(question for question in choices if question.id == by)
    if not found:
        listed = ", ".join((*BY, *dict.fromkeys(question.id for question in choices)))
        raise Refusal(f'--by "{by}": nothing here is called that; write one of {listed}.', 2)
    return found


def _namer(rows: Cut, segment: Sequence[AskedQuestion], words: Words) -> Callable[[str], str]:
    """How a key reads: a day as a date, an hour as a time, an option in the reader's language."""
    from datetime import time

    from store.words import phrases

    if rows.by == "day":
        return lambda key: words.date(date.fromisoformat(key), short=True)
    if rows.by == "hour":
        return lambda key: words.time(time(int(key)))
    if rows.by == "channel":
        return lambda key: phrases.channel(key, words)
    texts = {option: phrases.text(text, words) for question in segment for option, text in question.options}
    return lambda key: texts.get(key) or key
