"""`kiosk report`: a period on one page, as text or as one HTML file."""

import sys
from contextlib import ExitStack
from pathlib import Path

import click

from kiosk import private_file
from kiosk.answers import answers
from kiosk.commands import Refusal
from kiosk.home import Home
from kiosk.options.chosen import Chosen, choosing
from kiosk.options.explained import lines, paragraphs
from kiosk.reader_language import reader_language
from kiosk.report.report import Report, gather
from kiosk.report.text import NARROWEST, WIDTH, report_lines
from kiosk.settings import Settings, load_settings
from kiosk.shop_clock import shop_clock
from store.model.period import business_day
from store.model.saying import N_, Saying, why_of
from store.words import LANGUAGES, Words, words_for


@click.command(
    help=paragraphs(
        N_("Put today, or another period, on one page: as text, or as one HTML file with its charts."),
        N_(
            "Both say what the operator's screen says. Of what people wrote, only what they agreed"
            " that others may read. Channels are never added together."
        ),
        N_(
            "An HTML file that is there already is replaced, once the new one is whole. A period"
            " without answers is no error."
        ),
        N_("For a receipt printer:"),
        lines("kiosk report --width 32"),
        N_("Last week, to paste into a chat:"),
        lines("kiosk report --period week --previous"),
        N_("Both, the page into a file and the text on the screen:"),
        lines("kiosk report --html today.html --text"),
    )
)
@click.option("--text", "as_text", is_flag=True, help=N_("Print it as text, as it is also without --html."))
@click.option(
    "--width",
    metavar="N",
    type=click.IntRange(NARROWEST, 200),
    default=WIDTH,
    show_default=True,
    help=N_("How many characters wide the text is."),
)
@click.option(
    "--ascii", "ascii_only", is_flag=True, help=N_("Write the text in plain ASCII, for any printer.")
)
@click.option(
    "--html",
    "page",
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help=N_("Write one page for a browser; - writes it to a pipe."),
)
@click.option(
    "--in-language",
    metavar="|".join(LANGUAGES),
    help=N_("The language of the report. Left out: your terminal's, else the shop's."),
)
@choosing
@click.pass_obj
def command(
    home: Home,
    /,
    chosen: Chosen,
    as_text: bool,
    width: int,
    ascii_only: bool,
    page: Path | None,
    in_language: str | None,
) -> None:
    settings = load_settings(home) if home.is_set_up else Settings()
    now = shop_clock(settings.timezone)()
    period = chosen.period(business_day(now, settings.day_starts))
    words = words_for(_language(in_language, home))
    if page is not None and str(page) == "-" and as_text:
        raise Refusal(Saying("--html - and --text would mix in one pipe; name a file for one of them."), 2)
    if page is not None and page.is_dir():
        sentence = Saying(
            "{path} is a folder; name a file in it, such as {example}.",
            path=page,
            example=page / "report.html",
        )
        raise Refusal(sentence, 2)
    with ExitStack() as stack:
        # A report is read by those who work there.
        reader = answers(home, stack, words, delay_minutes=settings.comment_delay_minutes)
        report = gather(
            reader,
            period,
            chosen.filters,
            now,
            day_starts=settings.day_starts,
            channel=chosen.channel,
            shop=settings.shop,
        )
        if not (report.summary.funnel.started and report.summary.cards):
            chosen.refuse_unknown(reader)
    if page is not None:
        _write_page(page, report, words)
    if as_text or page is None:
        ascii_only = ascii_only or not _bears_blocks(sys.stdout.encoding)
        click.echo("\n".join(report_lines(report, words, width=width, ascii=ascii_only)))


def _language(asked: str | None, home: Home) -> str:
    """As asked, else the reader's."""
    if asked is not None and asked.replace("-", "_").partition("_")[0] not in LANGUAGES:
        sentence = Saying(
            '--in-language "{language}": write one of {known}.', language=asked, known=", ".join(LANGUAGES)
        )
        raise Refusal(sentence, 2)
    return reader_language(asked, home)


def _bears_blocks(encoding: str | None) -> bool:
    """Whether what reads the output can take the signs of the text."""
    try:
        "▁─·é".encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _write_page(page: Path, report: Report, words: Words) -> None:
    """The page gets its name only when it is whole, so that nobody ever opens half of one."""
    from kiosk.report.page import report_page

    text = report_page(report, words)
    if str(page) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
        return
    try:
        private_file.replace(page, text)
    except OSError as error:
        sentence = Saying("{path} cannot be written ({why}).", path=page, why=why_of(error))
        raise Refusal(sentence, 2) from error
