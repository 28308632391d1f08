"""Any dates: from the first to the last, typed as people write them or clicked in a calendar."""

from calendar import Calendar
from datetime import date, timedelta
from typing import ClassVar

from rich.cells import cell_len
from textual import events

from screens.operator.keys import BACK, LOCK, Key, bindings
from screens.operator.page import PageScreen
from screens.operator.panel import Panel
from screens.operator.panels.text import Piece, Row, left, wrap_pieces, wrap_rows
from screens.operator.screen import OperatorScreen
from store.model.saying import N_

_KEYS = (
    Key("enter", "Enter", N_("show"), N_("Shows these dates"), "take", 9),
    Key("tab", "Tab", N_("from, to"), N_("From the first date to the last, and back"), "next_field", 7),
    Key("pageup", "PgUp", N_("month before"), N_("The calendar a month back"), "month(-1)", 3),
    Key("pagedown", "PgDn", N_("month after"), N_("The calendar a month on"), "month(1)", 3),
    BACK,
    LOCK,
)
_LONGEST = 24
_FIELD = 16
_MONTH = 18  # the longest one: "septiembre de 2026"
_OLDEST = 1970
_QUICK = (7, 28, 90, 365)


class DatesScreen(PageScreen):
    """Gives the first and the last day; None where the operator went back."""

    KEYS = _KEYS
    BINDINGS: ClassVar = bindings(_KEYS)

    def __init__(self, root: OperatorScreen, first: date, last: date, today: date) -> None:
        """`first` and `last`: what is shown now. `today`: the business day."""
        super().__init__(root)
        self._today = today
        self._typed = ["", ""]
        self._dates: list[date | None] = [first, last]
        self._field = 0
        self._month = last.replace(day=1)

    def title_text(self) -> str:
        """What stands above."""
        return self.pen.words("Any dates")

    def on_key(self, event: events.Key) -> None:
        """Letters and digits go into the field, in the order in which they are typed."""
        character = event.character or ""
        typed = self._typed[self._field]
        if event.key in ("backspace", "ctrl+h"):
            self._type(typed[:-1])
        elif event.key in ("tab", "up", "down"):  # here, so that quick letters stay in their field
            self.action_next_field()
        elif event.key == "enter":
            self.action_take()
        elif len(character) == 1 and (character.isalnum() or character in " ./-,") and len(typed) < _LONGEST:
            self._type(typed + character)
        else:
            return
        super().on_key(event)  # the default that is prevented
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """A date from elsewhere."""
        event.stop()
        self._type("".join(c for c in event.text[:_LONGEST] if c.isalnum() or c in " ./-,"))

    def _type(self, typed: str) -> None:
        self._typed[self._field] = typed
        found = self.pen.words.typed_date(typed, self._today) if typed else None
        if found is not None and found.year not in self._years:
            found = None
        self._dates[self._field] = found
        if found is not None:
            self._month = found.replace(day=1)
        self.refresh_page()

    def action_next_field(self) -> None:
        """The other date."""
        self._field = 1 - self._field
        self.refresh_page()

    def action_month(self, by: int) -> None:
        """Another month in the calendar."""
        month = self._month + timedelta(days=31 if by > 0 else -1)
        if month.year in self._years:
            self._month = month.replace(day=1)
            self.refresh_page()

    @property
    def _years(self) -> range:
        """Those in which there may be answers."""
        return range(_OLDEST, self._today.year + 2)

    def action_take(self) -> None:
        """From the first field to the second; then back with both."""
        first, last = self._dates
        if self._field == 0 and self._typed[0] and not self._typed[1] and first is not None:
            self.action_next_field()
        elif first is None or last is None or min(first, last) > self._today:
            return  # what is missing stands there
        elif self.app.screen is self:
            self.dismiss((min(first, last), min(max(first, last), self._today)))

    def on_panel_clicked(self, event: Panel.Clicked) -> None:
        """A field, a day, another month, or all of it."""
        match event.link:
            case ("field", field):
                self._field = int(field)
            case ("day", day):
                self._dates[self._field], self._typed[self._field] = date.fromisoformat(day), ""
                self._field = 1 - self._field
            case ("month", by):
                self.action_month(int(by))
            case ("quick", days):
                self._dates = [self._today - timedelta(days=int(days) - 1), self._today]
                self._typed = ["", ""]
                self._month = self._today.replace(day=1)
            case ("take",):
                self.action_take()
                return
            case _:
                return
        event.stop()
        self.refresh_page()

    def rows(self, width: int) -> list[Row]:
        """The two fields, what they come to, quick choices, a calendar."""
        words = self.pen.words
        names = (words("From"), words("To"))
        column = max(map(cell_len, names)) + 2
        rows: list[Row] = []
        for i, name in enumerate(names):
            rows.append(self._field_row(i, name, column, width))
        rows += [(), *self._outcome(width), ()]
        rows += [*self._calendar(), ()]
        quick: list[Piece] = []
        for days in _QUICK:
            text = words.plural("the last {n} day", "the last {n} days", days).replace(" ", "\u00a0")
            quick += [Piece(" · ", "quiet")] if quick else []
            quick.append(Piece(text, "strong", ("quick", str(days))))
        rows += [*wrap_pieces(quick, width), ()]
        hint = words("Type a date as you write it, or click the first day and then the last.")
        return rows + wrap_rows(hint, width, "quiet")

    def _field_row(self, i: int, name: str, column: int, width: int) -> Row:
        words, chosen, found = self.pen.words, i == self._field, self._dates[i]
        link = ("field", str(i))
        cursor = "▏" if chosen and not self.pen.plain else "_" if chosen else " "
        shown = self._typed[i]
        if not shown and found is not None:
            shown = words.date(found, short=True, year=True)
        read = ""
        if self._typed[i]:
            read = words.date(found, short=True, year=True) if found else words("no date yet")
        if column + _FIELD + 3 + cell_len(read) > width:
            read = ""
        return (
            Piece(left(name, column), "strong" if chosen else "quiet", link),
            Piece(left(" " + shown + cursor, _FIELD), "grey-2" if chosen else "grey-1", link),
            Piece("  " + read, "quiet" if found else "alarm"),
        )

    def _outcome(self, width: int) -> list[Row]:
        words = self.pen.words
        first, last = self._dates
        if first is None or last is None:
            return wrap_rows(words("A date is missing."), width, "alarm")
        first, last = min(first, last), min(max(first, last), self._today)
        if first > self._today:
            return wrap_rows(words("These days are still to come."), width, "alarm")
        n = (last - first).days + 1
        text = words.plural("Show {n} day", "Show {n} days", n)
        return [(Piece(f" {text} ", "grey-3", ("take",)),)]

    def _calendar(self) -> list[Row]:
        """The month with its days, Monday first; what is chosen stands out."""
        words = self.pen.words
        before, after = "<", ">"
        rows: list[Row] = [
            (
                Piece(f"{before} ", "key", ("month", "-1")),
                Piece(left(words.month(self._month).center(_MONTH), _MONTH), "strong"),
                Piece(f" {after}", "key", ("month", "1")),
            )
        ]
        week = Calendar().monthdatescalendar(self._month.year, self._month.month)[0]
        rows.append(tuple(Piece(left(words.weekday(day)[:2], 3), "quiet") for day in week))
        chosen = [each for each in self._dates if each is not None]
        low, high = (min(chosen), max(chosen)) if chosen else (None, None)
        for week in Calendar().monthdatescalendar(self._month.year, self._month.month):
            row = []
            for day in week:
                if day.month != self._month.month:
                    row.append(Piece("   "))
                    continue
                inside = low is not None and high is not None and low <= day <= high
                look = "grey-3" if inside else "quiet" if day > self._today else ""
                link = None if day > self._today else ("day", day.isoformat())
                row.append(Piece(f"{day.day:>2} ", look, link))
            rows.append(tuple(row))
        return rows
