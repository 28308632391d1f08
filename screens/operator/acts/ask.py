"""Asks once before something is done: what it does, and why."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from screens.operator.acts.touching import Touching
from screens.operator.keys import Key, bindings, bottom_line
from screens.operator.page import Sheet
from screens.operator.panel import Panel
from screens.operator.panels.text import WIDEST, Piece, Row, title_row, wrap_rows
from screens.operator.screen import HERE, OperatorScreen
from screens.widgets.field import Field
from screens.widgets.painted import Touchable
from store.model.saying import N_

_KEYS = (
    Key("enter", "Enter", N_("do it"), N_("Does it"), "confirm", 9),
    Key("escape", "Esc", N_("leave it"), N_("Leaves everything as it is"), "back", 10),
)
_FIELD_ROWS, _LEAST_FIELD_ROWS = 5, 3
_ROOMY = 20
"""Rows of the terminal from which there is air between the lines."""


class AskScreen(OperatorScreen):
    """Gives what was typed or chosen ('' where nothing was asked for), or None where it was left.

    With `choices` a digit or a click on one says it; with `invitation` something can be typed instead, on a
    keyboard of the screen's own where somebody came by touch.
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
        number: bool = False,
        wrong: Callable[[str], str] = lambda said: "",
    ) -> None:
        """`invitation`: stands in the empty field; None: there is none. `typed`: what stands there at first;
        typing anew replaces it, a decimal sign or a moved caret goes on with it.

        `must`: nothing typed is not enough. `longest`: characters. `number`: what is typed is one. `wrong`:
        says in a sentence why something typed is not taken, '' where it is.
        """
        super().__init__(root.pen, root)
        self.title_words = title
        self.paragraphs = paragraphs
        self.choices = choices
        self.must = must
        self.untouched = bool(typed)
        self.problem = ""
        """Why what was typed is not taken."""
        self._wrong = wrong
        self.field: Field | None = None
        if invitation is not None:
            self.field = Field(lines=2, longest=longest, id="why")
            self.field.fill(typed)
            self.field.invitation = invitation
        self.touching = Touching(self.pen.words, writes=self.field is not None, number=number)

    def compose(self) -> ComposeResult:
        """A line above, what it is about, the field, what there is to touch, the keys below."""
        yield Panel("header", classes="line")
        yield Sheet()
        if self.field is not None:
            yield self.field
        yield from self.touching.widgets
        yield Panel("keys", classes="line")

    def on_mount(self) -> None:
        """Asks."""
        self.built = True
        title, pen, keys = self.title_words, self.pen, self.working_keys
        self.query_one("#header", Panel).show(lambda width, _h: [title_row(title, width)])
        self.query_one("#keys", Panel).show(lambda width, _h: bottom_line(keys, pen, width))
        if self.lowest.by_touch:
            self.touching.begin(writes=not self.choices)
        self._shift()
        self._place(*self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        """The field stands right below the words, or above the keys where there is no more room."""
        self._place(event.size.width, event.size.height)

    def _place(self, width: int, height: int) -> None:
        sheet, touching = self.query_one(Sheet), self.touching.arrange(height)
        room = height - 2 - touching
        if self.field is not None:
            rows = _FIELD_ROWS if height >= _ROOMY and not self.touching.writes else _LEAST_FIELD_ROWS
            self.field.styles.height = rows
            room -= rows
        sheet.area.show(lambda width, _h: self.rows(min(width, WIDEST)))
        rows = max(1, min(sheet.area.wants(width), room))
        sheet.styles.height = rows
        self.touching.spread(room - rows)
        sheet.fit(("sheet",))
        self.query_one("#keys", Panel).styles.dock = "bottom"
        if self.problem:
            self.call_after_refresh(sheet.scroll_end, animate=False)

    def rows(self, width: int) -> list[Row]:
        """What it is about, then what can be chosen, and why what was typed is not taken."""
        rows: list[Row] = []
        roomy = self.app.size.height >= _ROOMY and not self.touching.writes
        air: list[Row] = [()] if roomy else []
        for paragraph in self.paragraphs:
            rows += [*wrap_rows(paragraph, width), *air]
        for number, choice in enumerate(self.choices, 1):
            link = ("pick", str(number))
            first, *others = wrap_rows(choice, width - 4)
            rows.append((Piece(f"{number}   ", "key", link), *(piece._replace(link=link) for piece in first)))
            rows += [(Piece("    "), *(piece._replace(link=link) for piece in other)) for other in others]
            rows += air if self.touching.shown else []
        return rows + (wrap_rows(self.problem, width, "alarm") if self.problem else [])

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
                if self.touching.leave():  # whoever types has a keyboard
                    self._place(*self.app.size)
                self._type(character)
            elif self.field.press(event.key):
                event.stop()
                self._typed()

    def on_paste(self, event: events.Paste) -> None:
        """Into the field."""
        event.stop()
        if self.field is not None:
            self._type(event.text)

    def _type(self, text: str) -> None:
        if self.field is not None:
            if self.untouched and text not in ",.":
                self.field.fill("")
            self.field.type(text)
            self._typed()

    def _typed(self) -> None:
        self.untouched = False
        self._shift()
        if self.problem:
            self.problem = ""
            self._place(*self.app.size)

    def _shift(self) -> None:
        if self.field is not None:
            self.touching.shift(self.field.text[: self.field.caret])

    def on_field_pointed(self, event: Field.Pointed) -> None:
        """The field was touched: so letters are touched too."""
        event.stop()
        self.was_touched()
        self.untouched = False
        self.touching.begin()
        self._place(*self.app.size)

    def on_touchable_touched(self, event: Touchable.Touched) -> None:
        """A key of the keyboard on the screen, or one of the buttons."""
        event.stop()
        self.was_touched()
        match self.touching.touched(event.widget, event.spot):
            case ("type", text):
                self._type(text)
            case ("erase", _) if self.field is not None:
                self.field.press("backspace")
                self._typed()
            case ("confirm", _):
                self.action_confirm()
            case ("back", _):
                self.action_back()

    def on_panel_clicked(self, event: Panel.Clicked) -> None:
        """A click on a choice is its digit."""
        if event.link and event.link[0] == "pick":
            self._give(self.choices[int(event.link[1]) - 1])

    def action_confirm(self) -> None:
        """What was typed, unless something is wrong with it: that is said, and it can be mended."""
        said = "" if self.field is None else self.field.text.strip()
        words = self.pen.words
        if self.field is None and self.choices:
            return
        self.problem = self._wrong(said)
        if self.must and not said:
            self.problem = words("Nothing is typed yet.")
            if self.choices:
                self.problem = words("Choose a reason, or type one.")
        if self.problem:
            self._place(*self.app.size)
        else:
            self._give(said)

    def _give(self, said: str) -> None:
        if self.app.screen is self:
            self.dismiss(said)
