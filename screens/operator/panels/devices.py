"""The kiosks and the machine that keeps their answers."""

from collections.abc import Sequence
from datetime import UTC, datetime

from rich.cells import cell_len

from screens.operator.panels.ages import ago, size
from screens.operator.panels.text import Pen, Piece, Row, cells, cut_row, spread, wrap_rows
from screens.operator.shop import LOW_DISK_BYTES, OLD_BACKUP_MS, SILENT_MS, ShopFacts
from screens.widgets.wrap import harmless
from store.model.reader import KioskState
from store.words.troubles import trouble


def answering(kiosk: KioskState, now_ms: int) -> bool:
    """Whether a kiosk is asking and was heard of lately."""
    return kiosk.state == "asking" and heard_of(kiosk, now_ms)


def heard_of(kiosk: KioskState, now_ms: int) -> bool:
    """Whether a kiosk has told lately how it is."""
    return now_ms - kiosk.beat_ms < SILENT_MS


def device_rows(
    kiosks: Sequence[KioskState], facts: ShopFacts, now_ms: int, pen: Pen, width: int
) -> list[Row]:
    """A line a kiosk, its problem below it; then disk, file, backup and clock."""
    lines = [_kiosk(kiosk, now_ms, pen) for kiosk in kiosks]
    whole = all(cells(start) + cells(whole) + 2 <= width for start, whole, _ in lines)
    rows: list[Row] = []
    for kiosk, (start, long, short) in zip(kiosks, lines, strict=True):
        rows.append(spread(start, long if whole else short, width))
        rows += (
            wrap_rows(harmless(trouble(kiosk.problem, pen.words)), width, "alarm") if kiosk.problem else []
        )
    if not kiosks:
        rows += wrap_rows(pen.words("No kiosk has asked yet."), width, "quiet")
    return rows + _machine(facts, now_ms, pen, width)


def _kiosk(kiosk: KioskState, now_ms: int, pen: Pen) -> tuple[Row, Row, Row]:
    """Its name and state; its last answer in words, and as a time alone."""
    words = pen.words
    if answering(kiosk, now_ms):
        state, look = words("answering"), "well"
    elif kiosk.state == "closed":
        state, look = words("closed"), "quiet"
    elif kiosk.state == "paused" and heard_of(kiosk, now_ms):
        state, look = words("paused"), ""
    else:
        state, look = words("silent since {time}", time=_time(kiosk.beat_ms, now_ms, pen)), "alarm"
    start = (Piece("● ", look), Piece(harmless(kiosk.label) + "  ", "strong"), Piece(state, look))
    if kiosk.last_answer_ms is None:
        return start, (), ()
    time = _time(kiosk.last_answer_ms, now_ms, pen)
    return start, (Piece(words("last answer {time}", time=time), "quiet"),), (Piece(time, "quiet"),)


def _time(ms: int, now_ms: int, pen: Pen) -> str:
    """The time of day; the date too where it was another day."""
    moment, now = (datetime.fromtimestamp(at / 1000, UTC).astimezone(pen.zone) for at in (ms, now_ms))
    shown = pen.words.time(moment)
    return shown if moment.date() == now.date() else f"{pen.words.date(moment.date(), short=True)} {shown}"


def _machine(facts: ShopFacts, now_ms: int, pen: Pen, width: int) -> list[Row]:
    words = pen.words
    parts: list[tuple[str, str]] = []
    if facts.disk_free_bytes is not None:
        look = "alarm" if facts.disk_free_bytes < LOW_DISK_BYTES else "quiet"
        parts.append((words("disk {size} free", size=size(facts.disk_free_bytes, words)), look))
    if facts.file_bytes is not None:
        parts.append((words("answers {size}", size=size(facts.file_bytes, words)), "quiet"))
    if facts.backup_ms is None:
        parts.append((words("no backup yet"), "alarm"))
    else:
        age = now_ms - facts.backup_ms
        parts.append(
            (words("backup {ago}", ago=ago(age, words)), "alarm" if age > OLD_BACKUP_MS else "quiet")
        )
    if facts.clock_behind:
        parts.append((words("the clock is wrong"), "alarm"))
    else:
        parts.append((words("clock right"), "quiet"))
    rows: list[list[Piece]] = [[]]
    for text, look in parts:
        if rows[-1] and cells(rows[-1]) + 3 + cell_len(text) > width:
            rows.append([])
        rows[-1] += [*([Piece(" · ", "quiet")] if rows[-1] else []), Piece(text, look)]
    return [cut_row(tuple(row), width) for row in rows]
