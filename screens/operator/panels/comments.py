"""What people wrote, newest first."""

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from rich.cells import cell_len

from screens.operator.panels.text import Pen, Piece, Row, left
from screens.widgets.wrap import cut, harmless, wrap
from store.model.period import Period, Span
from store.model.reader import AskedQuestion, Comment
from store.model.scale import Standing
from store.words.figures import rated

_LOOKS = {Standing.LOW: "alarm", Standing.MIDDLE: "", Standing.HIGH: "well"}
_LONGEST_PLACE = 14
"""Cells that a touchpoint may have; a quarter of the width where that is more."""
_PLACES_FROM = 50
"""Cells from which the touchpoint stands beside a comment."""


class Columns(NamedTuple):
    """How wide what stands before the texts is, in cells."""

    when: int
    score: int
    place: int
    words: bool
    """Whether scores are written out."""


def comment_rows(
    comments: Iterable[Comment],
    questions: dict[int, AskedQuestion],
    period: Period,
    pen: Pen,
    width: int,
    *,
    whole: bool = False,
    columns: Columns | None = None,
) -> list[Row]:
    """'14:31  1 of 5  Returns  Waited 20 minutes': one line each, or the `whole` text wrapped under itself.

    `columns`: how wide what stands before the texts is; None: as wide as these need it.
    """
    rows: list[Row] = []
    comments = tuple(comments)
    if columns is None:
        columns = columns_of(comments, questions, period, pen, width)
    for comment in comments:
        head = _head(comment, questions, period, pen, columns)
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


def columns_of(
    comments: Iterable[Comment], questions: dict[int, AskedQuestion], period: Period, pen: Pen, width: int
) -> Columns:
    """How wide their moments, scores and touchpoints stand; the last 0 where there is no room for them."""
    comments, roomy = tuple(comments), width >= _PLACES_FROM
    scores = [_rated(comment, questions, pen, words=roomy) for comment in comments]
    longest = max((cell_len(harmless(comment.touchpoint)) for comment in comments), default=0)
    return Columns(
        max((cell_len(_when(comment, period, pen)) for comment in comments), default=0),
        max((cell_len(text) for text, _ in scores), default=0),
        min(longest, max(_LONGEST_PLACE, width // 4)) if roomy else 0,
        roomy,
    )


def _when(comment: Comment, period: Period, pen: Pen) -> str:
    """'14:31', with the date where the period is longer than a day."""
    moment = datetime.fromtimestamp(comment.at_ms / 1000, timezone(timedelta(minutes=comment.utc_offset_min)))
    time = pen.words.time(moment)
    if period.span is Span.DAY:
        return time
    years = period.first.year != period.last.year
    return f"{pen.words.date(moment.date(), short=True, year=years)} {time}"


def _rated(
    comment: Comment, questions: dict[int, AskedQuestion], pen: Pen, *, words: bool
) -> tuple[str, str]:
    """'1 of 5', or '1/5' without `words`, and its look; '' where no score goes with it."""
    question = questions.get(comment.score_question or 0)
    scale = question.scale if question else None
    if scale is None or comment.score is None or comment.score not in scale.values:
        return "", ""
    text = rated(comment.score, scale, pen.words) if words else f"{comment.score}/{scale.values[-1]}"
    return text, _LOOKS[scale.standing(comment.score)]


def _head(
    comment: Comment, questions: dict[int, AskedQuestion], period: Period, pen: Pen, columns: Columns
) -> list[Piece]:
    head = [Piece(left(_when(comment, period, pen), columns.when) + "  ", "quiet")]
    if columns.score:
        text, look = _rated(comment, questions, pen, words=columns.words)
        head.append(Piece(left(text, columns.score) + "  ", look))
    if columns.place:
        head.append(Piece(left(harmless(comment.touchpoint), columns.place) + "  ", "quiet"))
    return head
