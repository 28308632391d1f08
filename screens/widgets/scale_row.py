"""The tiles of a scale: faces, numbers or words, lowest left, nothing chosen beforehand."""

from dataclasses import dataclass, replace

from rich.cells import cell_len

from screens.widgets import digits
from screens.widgets.canvas import Box, Canvas, style
from screens.widgets.face import face_rows, paint_face
from screens.widgets.painted import Spot, Touchable
from screens.widgets.tile import paint_tile
from screens.widgets.wrap import balance, cut, widest_word, wrap


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a scale."""

    value: int
    words: str = ""
    """Its words, or '' where only the ends have some."""
    other: str = ""
    """The same in the survey's other language, where both are shown."""


_WIDEST = {"faces": 22, "numbers": 12, "words": 18}
_TALLEST = {"faces": 16, "numbers": 11, "words": 9}


class ScaleRow(Touchable):
    """One row of equal tiles. Where the words do not fit on the tiles, those of both ends stand below, and
    those of the tile that the keys stand on."""

    def __init__(self, points: tuple[Point, ...], kind: str, *, id: str | None = None) -> None:
        """`kind` is 'faces' (of exactly five points), 'numbers' or 'words'."""
        super().__init__(id=id)
        self.points = points
        self.kind = kind
        self.note = ""
        """A line below instead of the words of the ends: what the keys are waiting for."""

    def speak(self, points: tuple[Point, ...]) -> None:
        """The same points in another language."""
        self.points = points
        self.repaint()

    def least(self, width: int) -> int:
        """The rows below which it cannot be read."""
        return (5 if self.kind == "faces" else 3) + self._below(width)

    def most(self, width: int) -> int:
        """The rows beyond which it does not grow."""
        across = self._across(width)[0]
        tallest = _TALLEST[self.kind]
        if self.kind == "faces":
            labels = self._label_rows(across, other=True) or 0
            tallest = min(tallest + 3, face_rows(across - 4, self.ink) + labels + 6)
        return tallest + self._below(width)

    def _across(self, width: int) -> tuple[int, int]:
        """The width of a tile and of the gap between two."""
        count = len(self.points)
        for gap, margin in ((2, 4), (1, 2), (1, 0)):
            across = (width - 2 * margin - gap * (count - 1)) // count
            if across >= (14 if gap == 2 else 6 if self.kind == "numbers" else 7):
                break
        return max(1, min(_WIDEST[self.kind], across)), gap

    def _label_rows(self, across: int, *, other: bool = False) -> int | None:
        """The rows that the words need on a tile; None where they do not fit."""
        inner = across - 2
        words = [p.words for p in self.points] + ([p.other for p in self.points] if other else [])
        if self.kind == "numbers" or not all(p.words for p in self.points):
            return None
        if any(widest_word(text) > inner for text in words):
            return None
        rows = max(
            len(wrap(p.words, inner)) + (len(wrap(p.other, inner)) if other else 0) for p in self.points
        )
        return rows if rows <= (6 if other else 3) else None

    def _below(self, width: int) -> int:
        """The rows of words under the tiles."""
        if self._label_rows(self._across(width)[0]) is not None:
            return 0
        if not any(p.words for p in self.points):
            return 0
        return 1 + len(self._ends(min(width - 2, self._span(width))))

    def _span(self, width: int) -> int:
        across, gap = self._across(width)
        return max(len(self.points) * (across + gap) - gap, min(width - 2, 38))

    def _ends(self, width: int) -> list[tuple[str, str]]:
        """The words of both ends, side by side, in as few rows as they need."""
        first, last = self._named(self.points[0]), self._named(self.points[-1])
        if cell_len(first) + cell_len(last) + 2 <= width:
            return [(first, last)]
        left, right = wrap(first, (width - 2) // 2), wrap(last, (width - 2) // 2)
        rows = max(len(left), len(right))
        return list(zip(left + [""] * (rows - len(left)), right + [""] * (rows - len(right)), strict=True))

    @staticmethod
    def _named(point: Point) -> str:
        return f"{point.value} {point.words}" if point.words else ""

    def paint(self, canvas: Canvas) -> None:
        """The tiles, and the words that had no room on them."""
        across, gap = self._across(canvas.width)
        below = self._below(canvas.width)
        height = canvas.height - below
        span = len(self.points) * (across + gap) - gap
        x = (canvas.width - span) // 2
        labels = self._label_rows(across)
        self.spots = []
        for at, point in enumerate(self.points):
            box = Box(x + at * (across + gap), 0, across, height)
            spot = str(point.value)
            self.spots.append(
                Spot(spot, replace(box, width=across + (gap if at + 1 < len(self.points) else 0)))
            )
            if self.kind == "faces":
                self._paint_face(canvas, box, at)
            else:
                self._paint_number(canvas, box, point, labels)
            if self.ink.framed and across < 5 and at:  # too narrow for frames: a line between two
                line = style(self.ink.line, self.ink.ground)
                canvas.fill(Box(box.x - gap, 0, 1, height), line, "│")
        if below:
            self._paint_below(canvas, height + 1)

    def _paint_face(self, canvas: Canvas, box: Box, mood: int) -> None:
        point = self.points[mood]
        here = self.cursor == str(point.value)
        airy = box.height >= 7
        body = paint_tile(
            canvas, box, self.ink, cursor=here, pressed=self.pressed == str(point.value), frame=airy
        )
        inner = box.inner(1, 1) if airy else box
        labels, other = self._lines(box, inner.height)
        number = 1 if inner.height - labels - other >= 4 else 0
        across = box.width - (4 if box.width >= 18 else 2 if airy else 0)
        tall = min(inner.height - labels - other - number, face_rows(across, self.ink))
        if labels and tall > 5 and tall == inner.height - labels - other - number:
            tall -= 1  # a row of air between the face and its words
        spare = inner.height - tall - labels - other - number
        top = inner.y + (spare // 3 if labels else spare // 2)
        paint_face(
            canvas,
            Box(box.x + (box.width - across) // 2, top, across, tall),
            mood,
            body.ground,
            self.ink,
            pressed=body.pressed,
        )
        y = top + tall + min(1, spare - spare // 3) - box.y
        if labels:
            own = balance(point.words, box.width - 2)
            for line, text in enumerate(own):
                canvas.centre(box, y + line, text, style(body.text, body.ground))
            if other:
                for line, text in enumerate(balance(point.other, box.width - 2), len(own)):
                    canvas.centre(box, y + line, text, style(body.quiet, body.ground))
        if number:
            flat = here and not airy
            paint = style(self.ink.focus if flat and not body.pressed else body.quiet, body.ground, bold=flat)
            text = f"[{point.value}]" if flat else str(point.value)
            canvas.centre(box, y + labels + other, text, paint)

    def _lines(self, box: Box, room: int) -> tuple[int, int]:
        """The rows of words on a tile with a face, and how many more their translation takes."""
        labels = self._label_rows(box.width) or 0
        both = self._label_rows(box.width, other=True) if any(p.other for p in self.points) else None
        if not labels or both is None or room - both < 9:
            return labels, 0
        return labels, both - labels

    def _paint_number(self, canvas: Canvas, box: Box, point: Point, labels: int | None) -> None:
        number = str(point.value)
        body = paint_tile(
            canvas,
            box,
            self.ink,
            cursor=self.cursor == number,
            pressed=self.pressed == number,
            frame=box.width >= 5,
        )
        words = labels or 0
        large = (
            self.ink.blocks
            and box.height - words >= (5 if words == 0 else 6)
            and digits.width("10" if len(self.points) > 9 else number) + 2 <= box.width
            and self.kind == "numbers"
        )
        content = (digits.ROWS if large else 1) + (words + 1 if words else 0)
        y = max(0, (box.height - content + 1) // 2)
        if large:
            digits.paint_number(canvas, box, y, number, body.text, body.ground)
        else:
            paint = style(body.quiet if words else body.text, body.ground, bold=not words)
            if box.width < 5 and self.cursor == number and not body.pressed:
                paint = style(self.ink.on_press, self.ink.press, bold=True)
                canvas.fill(Box(box.x, box.y + y, box.width, 1), paint)
            canvas.centre(box, y, number, paint)
        if labels is not None:
            y += content - words
            for line, text in enumerate(balance(point.words, box.width - 2)):
                canvas.centre(box, y + line, text, style(body.text, body.ground))

    def _paint_below(self, canvas: Canvas, y: int) -> None:
        span = min(canvas.width - 2, self._span(canvas.width))
        box = Box((canvas.width - span) // 2, y, span, 1)
        quiet = style(self.ink.quiet, self.ink.ground)
        here = next((p for p in self.points if str(p.value) == self.cursor), None)
        if self.note:
            canvas.centre(box, 0, cut(self.note, span), style(self.ink.text, self.ink.ground))
        elif here is not None and here.words:
            for line, text in enumerate(balance(self._named(here), span)):
                canvas.centre(box, line, text, style(self.ink.text, self.ink.ground))
        else:
            for line, (left, right) in enumerate(self._ends(span)):
                canvas.put(box.x, y + line, left, quiet)
                canvas.put(box.x + span - cell_len(right), y + line, right, quiet)
