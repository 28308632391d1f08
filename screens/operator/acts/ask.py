"""Asks once before something is done: what it does, and why."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from screens.operator.keys import N_, Key, bindings, bottom_line
from screens.operator.page import Sheet
from screens.operator.panel import Panel
from screens.operator.panels.text import Piece, Row, cut_row, wrap_rows
from screens.operator.screen import HERE, OperatorScreen
from screens.widgets.field import Field

_KEYS = (
    Key("enter", "Enter", N_("do it"), N_("Does it"), "confirm", 9),
    Key("escape", "Esc", N_("leave it"), N_("Leaves everything as it is"), "back", 10),
)
_WIDEST = 90
_FIELD_ROWS, _LEAST_FIELD_ROWS = 5, 3
_ROOMY = 20
"""Rows of the terminal from which there is air between the lines."""


class AskScreen(OperatorScreen):
    """Gives what was typed or chosen ('' where nothing was asked for), or None where it was left.

    With `choices` a digit or a click on one says it; with `invitation` something can be typed instead.
    """

    KEYS = _KEYS
    BINDINGS: ClassVar[list[BindingType]] = bindings(_KEYS)
    CSS_PATH: ClassVar = [HERE / "operator.tcss", HERE / "page.tcss", HERE / "acts" / "ask.tcss"]

    def __init__(
        self,
        root: OperatorScreen,
        title: str,
        *paragraphs: str,
        choices: tuple[str, ...] = (),
        invitation: str | None = None,
        typed: str = "",
        must: bool = False,
        longest: int = 200,
    ) -> None:
        """`invitation`: stands in the empty field; None: there is none. `typed`: what stands there at first;
        typing anew replaces it, a decimal sign or a moved caret goes on with it.

        `must`: nothing typed is not enough. `longest`: characters.
        """
        super().__init__(root.pen, root)
        self.title_words = title
        self.paragraphs = paragraphs
        self.choices = choices
        self.must = must
        self.untouched = bool(typed)
        self.field: Field | None = None
        if invitation is not None:
            self.field = Field(lines=2, longest=longest, id="why")
            self.field.fill(typed)
            self.field.invitation = invitation

    def compose(self) -> ComposeResult:
        """A line above, what it is about, the field, the keys below."""
        yield Panel("header", classes="line")
        yield Sheet()
        if self.field is not None:
            yield self.field
        yield Panel("keys", classes="line")

    def on_mount(self) -> None:
        """Asks."""
        self.built = True
        title, pen, keys = self.title_words, self.pen, self.working_keys
        self.query_one("#header", Panel).show(lambda w, _h: [cut_row((Piece(title, "strong"),), w)])
        self.query_one("#keys", Panel).show(lambda width, _h: bottom_line(keys, pen, width))
        sheet = self.query_one(Sheet)
        sheet.area.show(lambda width, _h: self.rows(min(width, _WIDEST)))
        sheet.fit(("sheet",))
        self._place(*self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        """The field stands right below the words, or above the keys where there is no more room."""
        self._place(event.size.width, event.size.height)

    def _place(self, width: int, height: int) -> None:
        sheet, room = self.query_one(Sheet), height - 2
        if self.field is not None:
            rows = _FIELD_ROWS if height >= _ROOMY else _LEAST_FIELD_ROWS
            self.field.styles.height = rows
            room -= rows
        sheet.styles.height = max(1, min(sheet.area.wants(width), room))
        self.query_one("#keys", Panel).styles.dock = "bottom"

    def rows(self, width: int) -> list[Row]:
        """What it is about, then what can be chosen."""
        rows: list[Row] = []
        air: list[Row] = [()] if self.app.size.height >= _ROOMY else []
        for paragraph in self.paragraphs:
            rows += [*wrap_rows(paragraph, width), *air]
        for number, choice in enumerate(self.choices, 1):
            link = ("pick", str(number))
            first, *others = wrap_rows(choice, width - 4)
            rows.append((Piece(f"{number}   ", "key", link), *(piece._replace(link=link) for piece in first)))
            rows += [(Piece("    "), *(piece._replace(link=link) for piece in other)) for other in others]
        return rows

    def works(self, key: Key) -> bool:
        """Where something has to be chosen, Enter alone does nothing."""
        if key.action == "confirm" and self.field is None and self.choices:
            return False
        return super().works(key)

    def on_key(self, event: events.Key) -> None:
        """What is typed goes into the field; a digit before it chooses."""
        character = event.character or ""
        empty = self.field is None or not self.field.text
        if (
            empty
            and character.isascii()
            and character.isdecimal()
            and 0 < int(character) <= len(self.choices)
        ):
            event.stop()
            self._give(self.choices[int(character) - 1])
        elif self.field is not None and event.key != "enter":
            if event.is_printable and character:
                event.stop()
                if self.untouched and character not in ",.":
                    self.field.fill("")
                self.untouched = False
                self.field.type(character)
            elif self.field.press(event.key):
                event.stop()
                self.untouched = False

    def on_paste(self, event: events.Paste) -> None:
        """Into the field."""
        event.stop()
        if self.field is not None:
            self.field.type(event.text)

    def on_panel_clicked(self, event: Panel.Clicked) -> None:
        """A click on a choice is its digit."""
        if event.link and event.link[0] == "pick":
            self._give(self.choices[int(event.link[1]) - 1])

    def action_confirm(self) -> None:
        """What was typed."""
        said = "" if self.field is None else self.field.text.strip()
        if said or not (self.must or (self.field is None and self.choices)):
            self._give(said)

    def _give(self, said: str) -> None:
        if self.app.screen is self:
            self.dismiss(said)
