"""What waits for somebody: alerts that nobody has seen, people to call back."""

from screens.operator.panels.text import Pen, Piece, Row, wrap_rows
from screens.operator.view import Live
from screens.widgets.wrap import harmless
from store.words.alerts import alert_sentence

_MOST = 3
"""Alerts with a line of their own; the others are counted."""


def due_rows(live: Live, pen: Pen, width: int) -> list[Row]:
    """A red line an alert, the newest first; then how many wait to be called. A click opens the list."""
    words = pen.words
    about = {str(question.number): question for question in live.questions}
    rows: list[Row] = []
    for alert in live.alerts[:_MOST]:
        sentence = harmless(alert_sentence(alert, about.get(alert.subject), pen.zone, words))
        for i, row in enumerate(wrap_rows(sentence, width - 2, "alarm")):
            mark = Piece("! " if i == 0 else "  ", "alarm")
            rows.append(tuple(piece._replace(link=("do", "alerts")) for piece in (mark, *row)))
    more = len(live.alerts) - _MOST
    if more > 0:
        text = words.plural("{n} more alert", "{n} more alerts", more)
        rows.append((Piece("! ", "alarm"), Piece(text, "alarm", ("do", "alerts"))))
    if live.waiting:
        text = words.plural("{n} person to call back", "{n} people to call back", live.waiting)
        rows.append((Piece("b ", "key", ("do", "call_backs")), Piece(text, "", ("do", "call_backs"))))
    return rows
