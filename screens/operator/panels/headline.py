"""The first line of the screen, and the sentence below it."""

from screens.operator.keys import LEFT_OUT
from screens.operator.panels.chips import chip_rows, names
from screens.operator.panels.devices import answering, heard_of
from screens.operator.panels.text import Pen, Piece, Row, cells, spread, wrap_pieces, wrap_rows
from screens.operator.view import Live
from screens.widgets.wrap import cut, harmless, wrap
from store.model.period import Span
from store.model.reader import KioskState
from store.model.summary import Summary, Tone
from store.words import phrases
from store.words.troubles import trouble

_NARROW = 60

_ROWS = 2
"""Rows that the problems of the kiosks may take above the scores; all of it stands beside the kiosks."""


def header(live: Live, pen: Pen, width: int, *, counting: bool = False) -> list[Row]:
    """'Today Saturday 21 November  self-service  every touchpoint      ● live 14:32  2 kiosks  saved'.

    `counting`: something else was asked for, and takes its time.
    """
    end = (Piece("● "), Piece(pen.words("counting…"))) if counting else _state(live, pen, width)
    if live.summary is None:
        return [spread((Piece(pen.words("Scores"), "strong"),), end, width)]
    start = _period(live.summary, pen, width) + _filters(live, live.summary, pen)
    while cells(start) + cells(end) + 2 > width and len(end) > 2:
        end = end[:-2]
    return [spread(start, end, width)]


def _period(summary: Summary, pen: Pen, width: int) -> Row:
    period = summary.period
    if period.span is Span.DAY and summary.open:
        day = pen.words.date(period.first, short=width < _NARROW)
        return (Piece(pen.words("Today"), "strong"), Piece(f"  {day}"))
    return (Piece(phrases.period(period, False, pen.words), "strong"),)


def _filters(live: Live, summary: Summary, pen: Pen) -> Row:
    """The channel; that nothing is left away, where it is so (else the filters stand below)."""
    words = pen.words
    parts = [Piece("   "), Piece(phrases.channel(summary.channel, words), "quiet", ("choose", "channel"))]
    if not names(live.view.filters):
        parts += [Piece("   "), Piece(_seen(summary, pen), "quiet", ("choose", "touchpoint"))]
    return tuple(parts)


def _seen(summary: Summary, pen: Pen) -> str:
    """All that the person there may see."""
    words, allowed = pen.words, summary.filters.allowed
    parts = [harmless(", ".join(allowed.touchpoints))] if allowed.touchpoints else []
    if allowed.agents:
        names = harmless(", ".join(allowed.agents))
        parts.append(words.plural("agent {names}", "agents {names}", len(allowed.agents), names=names))
    return " · ".join(parts) or words("every touchpoint")


def _state(live: Live, pen: Pen, width: int) -> Row:
    words = pen.words
    time = words.time(live.now)
    if live.trouble:
        return (Piece("● ", "alarm"), Piece(words("not live {time}", time=time), "alarm"))
    row = [Piece("● ", "well"), Piece(words("live {time}", time=time))]
    if live.summary is None or width < _NARROW:
        return tuple(row)
    now_ms = round(live.now.timestamp() * 1000)
    alive = sum(answering(kiosk, now_ms) for kiosk in live.summary.kiosks)
    text = words.plural("{n} kiosk answering", "{n} kiosks answering", alive)
    row += [Piece("   "), Piece(text, "quiet" if alive else "alarm")]
    problems = len(ailing(live)) + (live.facts.unsaved > 0)
    if problems:
        row += [Piece("   "), Piece(words.plural("{n} problem", "{n} problems", problems), "alarm")]
    else:
        row += [Piece("   "), Piece(words("saved"), "quiet")]
    return tuple(row)


def ailing(live: Live) -> tuple[KioskState, ...]:
    """The kiosks heard of lately that have something to tell."""
    now_ms = round(live.now.timestamp() * 1000)
    kiosks = live.summary.kiosks if live.summary else ()
    return tuple(kiosk for kiosk in kiosks if kiosk.problem and heard_of(kiosk, now_ms))


def _problems(live: Live, pen: Pen, width: int) -> list[Row]:
    """What ails the kiosks, briefly."""
    kiosks = ailing(live)
    words = pen.words
    told = [
        words("{kiosk}: {problem}", kiosk=harmless(each.label), problem=trouble(each.problem or "", words))
        for each in kiosks
    ]
    if more := max(0, len(told) - _ROWS):
        told[_ROWS - 1 :] = [
            words.plural("{n} more kiosk has a problem.", "{n} more kiosks have a problem.", more + 1)
        ]
    if len(told) == 1 and (rest := wrap(told[0], width)[1:]):
        told = [wrap(told[0], width)[0], " ".join(rest)]
    return [(Piece(cut(text, width), "alarm"),) for text in told]


def sentence_rows(live: Live, pen: Pen, width: int) -> list[Row]:
    """What is wrong, if anything is; what to know first; what should be known of the answers."""
    rows = wrap_rows(harmless(trouble(live.trouble, pen.words)), width, "alarm") if live.trouble else []
    if live.facts.unsaved:
        rows += wrap_rows(phrases.waiting(live.facts.unsaved, pen.words), width, "alarm")
    rows += _problems(live, pen, width)
    rows += chip_rows(live.view.filters, live.questions, pen, width)
    summary = live.summary
    if summary is None:
        return rows
    rows += wrap_pieces(_sentence(summary, pen), width)
    if summary.sentence.tone is Tone.EMPTY and summary.open:
        rows += wrap_rows(pen.words("The next tap appears here by itself."), width, "quiet")
    return rows + [row for note in _notes(summary, pen) for row in wrap_rows(note, width, "quiet")]


def _sentence(summary: Summary, pen: Pen) -> list[Piece]:
    """The verdict strong, the weak spot in colour."""
    opening, stop, rest = harmless(phrases.sentence(summary, pen.words, key=LEFT_OUT.shown)).partition(". ")
    pieces = [Piece(opening + stop.rstrip(), "strong")]
    if rest:
        weak = harmless(summary.sentence.weak_touchpoint or "")
        before, name, after = rest.partition(weak) if weak else (rest, "", "")
        link = ("touchpoint", summary.sentence.weak_touchpoint or "")
        pieces += [Piece(" " + before), *([Piece(name, "alarm", link), Piece(after)] if name else [])]
    return pieces


def _notes(summary: Summary, pen: Pen) -> list[str]:
    words, notes = pen.words, [phrases.assisted_note(summary, pen.words)]
    if summary.demo:
        notes.append(words("A demonstration: these answers are made up."))
    return [note for note in notes if note]
