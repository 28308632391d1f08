"""`kiosk scores`: the scores of a period, as a table or as JSON."""

import json
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date

import click

from kiosk.answers import answers
from kiosk.commands import Refusal
from kiosk.home import Home
from kiosk.options.chosen import Chosen, choosing, unknown
from kiosk.options.explained import lines, paragraphs
from kiosk.reader_language import reader_words
from kiosk.settings import Settings, load_settings
from kiosk.shop_clock import shop_clock
from store.model.cut import BY, Cut, cut
from store.model.period import business_day
from store.model.reader import AskedQuestion
from store.model.saying import N_
from store.model.summary import summarise
from store.model.survey import Kind
from store.words import Words


@click.command(
    name="scores",
    help=paragraphs(
        N_("Show today's scores, or another period's, as the operator's screen has them."),
        N_(
            "Filters hold together. Channels are never added together. An agent's scores are shown from"
            " 10 answers on."
        ),
        N_("Numbers in JSON are unrounded, and null where there is none. The keys are:"),
        lines(
            "period {span first last open} filters channel demo",
            "other_channels assisted_higher tone weak_touchpoint",
            "scores excluded funnel commented",
        ),
        N_("Each of the scores has those of kiosk calc, and:"),
        lines(
            "survey question metric scale shown skipped timed_out excluded",
            "usual {low high centre seen needed learnt_from signal}",
            "before {…} change change_low change_high verdict",
            "recent {…} target {value state built_in}",
        ),
        N_(
            "In a period that is over, usual is null; in one that goes on, before is null, and so are change"
            " and verdict."
        ),
        N_("With --by the keys are:"),
        lines("period filters channel by rows [{key scores funnel}]"),
        N_(
            "There a verdict compares its row with all the others, and verdict_before with the equal period"
            " before; both are null where there is none."
        ),
    ),
)
@choosing
@click.option(
    "--by",
    metavar="|".join((*BY, "ID")),
    help=N_("What to cut the scores by; ID is that of a question with options."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
@click.pass_obj
def command(home: Home, chosen: Chosen, by: str | None, as_json: bool) -> None:
    settings = load_settings(home) if home.is_set_up else Settings()
    now = shop_clock(settings.timezone)()
    today = business_day(now, settings.day_starts)
    period = chosen.period(today)
    is_open = period.first <= today <= period.last
    words = reader_words(home)
    with ExitStack() as stack:
        reader = answers(home, stack, words)
        if by is None:
            summary = summarise(
                reader,
                period,
                chosen.filters,
                now,
                day_starts=settings.day_starts,
                channel=chosen.channel,
                comments=0,
            )
            if not (summary.funnel.started and summary.cards):
                chosen.refuse_unknown(reader)
            if as_json:
                from kiosk.printed.scores_json import summary_document

                click.echo(json.dumps(summary_document(summary), ensure_ascii=False))
            else:
                from kiosk.printed.scores_text import summary_lines

                click.echo("\n".join(summary_lines(summary, words, reader.questions())))
            return
        asked = reader.questions()
        segment = () if by in BY else _segment(asked, by)
        rows = cut(
            reader,
            period,
            by,
            day_starts=settings.day_starts,
            filters=chosen.filters,
            channel=chosen.channel,
            today=today,
        )
        if not any(score.n for row in rows.rows for score in row.scores.values()):
            chosen.refuse_unknown(reader)
    if as_json:
        from kiosk.printed.scores_json import cut_document

        document = cut_document(rows, period, chosen.filters, is_open=is_open)
        click.echo(json.dumps(document, ensure_ascii=False))
    else:
        from kiosk.printed.scores_text import cut_lines
        from store.words.filters import filtered

        name = _namer(rows, segment, words)
        where = filtered(chosen.filters, words, asked)
        lines = cut_lines(rows, period, words, is_open=is_open, where=where, name=name)
        click.echo("\n".join(lines))


def _segment(questions: Sequence[AskedQuestion], by: str) -> tuple[AskedQuestion, ...]:
    """The question with options of that id, in every survey that has it."""
    choices = [question for question in questions if question.kind in (Kind.CHOICE, Kind.REASONS)]
    found = tuple(question for question in choices if question.id == by)
    if not found:
        raise Refusal(unknown("--by", by, (*BY, *(question.id for question in choices))), 2)
    return found


def _namer(rows: Cut, segment: Sequence[AskedQuestion], words: Words) -> Callable[[str], str]:
    """How a key reads: a day as a date, a week as its Monday's, an option in the reader's language..."""
    from datetime import time

    from store.words import phrases

    if rows.by in ("day", "week"):
        return lambda key: words.date(date.fromisoformat(key), short=True)
    if rows.by == "month":
        return lambda key: words.month(date.fromisoformat(key))
    if rows.by == "hour":
        return lambda key: words.time(time(int(key)))
    if rows.by == "channel":
        return lambda key: phrases.channel(key, words)
    texts = {option: phrases.text(text, words) for question in segment for option, text in question.options}
    return lambda key: texts.get(key) or key
