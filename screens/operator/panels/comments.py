"""What people wrote, newest first."""

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from rich.cells import cell_len

from screens.operator.panels.text import Pen, Piece, Row, left
from screens.widgets.wrap import cut, harmless, wrap
from store.model.period import Period, Span
from store.model.reader import AskedQuestion, Comment
from store.model.scale import Standing

_LOOKS = {Standing.LOW: "alarm", Standing.MIDDLE: "", Standing.HIGH: "well"}
_LONGEST_PLACE = 14
_PLACES_FROM = 50
"""Cells from which the touchpoint stands beside a comment."""


def comment_rows(
    comments: Iterable[Comment],
    questions: dict[int, AskedQuestion],
    period: Period,
    pen: Pen,
    width: int,
    *,
    whole: bool = False,
    places: int | None = None,
) -> list[Row]:
    """'14:31 1 Returns  Waited 20 minutes': one line each, or the `whole` text wrapped under itself.

    `places`: how wide the touchpoints stand; None: as wide as these need it.
    """
    rows: list[Row] = []
    comments = tuple(comments)
    if places is None:
        places = place_width(comments, width)
    for comment in comments:
        head = _head(comment, questions, period, pen, places)
        used = sum(cell_len(piece.text) for piece in head)
        text = harmless(comment.text)
        link = ("comment", comment.uid)
        if not whole:
            row = (*head, Piece(cut(text, max(8, width - used))))
            rows.append(tuple(piece._replace(link=link) for piece in row))
            continue
        if used > width // 2:
            used = 2
            rows.append(tuple(head))
            lines = [(Piece(" " * used), Piece(line)) for line in wrap(text, width - used)]
        else:
            first, *others = wrap(text, width - used)
            rows.append((*head, Piece(first)))
            lines = [(Piece(" " * used), Piece(line)) for line in others]
        rows += [*lines, ()]
    return rows


def place_width(comments: Iterable[Comment], width: int) -> int:
    """How wide their touchpoints stand; 0 where there is no room for them."""
    longest = max((cell_len(harmless(comment.touchpoint)) for comment in comments), default=0)
    return min(longest, _LONGEST_PLACE) if width >= _PLACES_FROM else 0


def _head(
    comment: Comment, questions: dict[int, AskedQuestion], period: Period, pen: Pen, places: int
) -> list[Piece]:
    moment = datetime.fromtimestamp(comment.at_ms / 1000, timezone(timedelta(minutes=comment.utc_offset_min)))
    when = pen.words.time(moment)
    if period.span is not Span.DAY:
        when = f"{pen.words.date(moment.date(), short=True)} {when}"
    head = [Piece(when + "  ", "quiet")]
    if comment.score is not None:
        question = questions.get(comment.score_question or 0)
        scale = question.scale if question else None
        look = _LOOKS[scale.standing(comment.score)] if scale and comment.score in scale.values else ""
        head.append(Piece(f"{comment.score:>2}  ", look))
    else:
        head.append(Piece("    "))
    if places:
        head.append(Piece(left(harmless(comment.touchpoint), places) + "  ", "quiet"))
    return head
