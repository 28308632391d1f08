"""When in the week it is good or bad, hour by weekday; each field explains itself."""

from typing import ClassVar

from screens.operator.closer.answers import AnswersScreen
from screens.operator.closer.wishes import AnswersWanted, Heat, HeatWanted
from screens.operator.keys import PAGE, Key, bindings
from screens.operator.page import PageScreen
from screens.operator.panel import Panel
from screens.operator.panels.heat import heat_note, heat_rows, weekday_date
from screens.operator.panels.text import Row, wrap_rows
from screens.operator.screen import AT_ONCE, OperatorScreen
from screens.operator.view import Reply
from screens.operator.why import WhyOneScreen
from store.model.heat import HeatMap
from store.model.reader import AskedQuestion
from store.model.saying import N_
from store.model.summary import Card
from store.words import phrases

_KEYS = (
    Key("enter", "Enter", N_("answers"), N_("The answers of that field"), "answers", 9),
    Key("question_mark", "?", N_("why"), N_("Why this number"), "why", 8),
    Key("tab", "Tab", N_("next score"), N_("The week of the next question"), "next_question", 7),
    Key("up", "↑", "", N_("The field above"), "go(0, -1)"),
    Key("down", "↓", "", N_("The field below"), "go(0, 1)"),
    Key("left", "←", "", N_("The field on the left"), "go(-1, 0)"),
    Key("right", "→", "", N_("The field on the right"), "go(1, 0)"),
    *(key for key in PAGE if key.key not in ("up", "down")),
)


class WeekScreen(PageScreen):
    """Asks for the map itself, and again with every new reading."""

    KEYS = _KEYS
    BINDINGS: ClassVar = bindings(_KEYS)

    def __init__(self, root: OperatorScreen, question: AskedQuestion) -> None:
        """`question`: the one to begin with."""
        super().__init__(root)
        self._question = question
        self._heat: HeatMap | None = None
        self._at: tuple[int, int] | None = None
        self._across = True
        self._slow = False

    def ask(self) -> None:
        """Asks for the map; says that it is counted where it does not come at once."""
        super().ask()
        if self._heat is None:
            self.set_timer(AT_ONCE, self._look_whether_it_came)

    def _look_whether_it_came(self) -> None:
        if self._heat is None and not self._slow:
            self._slow = True
            self.refresh_page()

    def wish(self) -> HeatWanted:
        """The map of this question."""
        return HeatWanted(self._question.number)

    def tell(self, told: Reply) -> None:
        """Takes the map."""
        if isinstance(told, Heat) and told.question == self._question.number and told.map != self._heat:
            self._heat = told.map
            self.refresh_page()
            self.refresh_keys()

    @property
    def _cards(self) -> tuple[Card, ...]:
        return self.live.summary.cards if self.live and self.live.summary else ()

    def works(self, key: Key) -> bool:
        """Whether a key does anything now."""
        match key.action:
            case "next_question":
                return len(self._cards) > 1
            case "why":
                return self._at is not None
            case "answers":
                return self._at is not None and self._heat is not None and self._heat.cells[self._at].n > 0
        return super().works(key)

    def action_next_question(self) -> None:
        """The week of the next question."""
        questions = [card.question for card in self._cards]
        numbers = [question.number for question in questions]
        if len(questions) > 1 and self._question.number in numbers:
            self._question = questions[(numbers.index(self._question.number) + 1) % len(questions)]
            self._heat, self._slow = None, False
            self.ask()
            self.refresh_page()

    def action_go(self, across: int, down: int) -> None:
        """Moves to another field; the hours go across where they fit, else down."""
        heat = self._heat
        if heat is None or not heat.hours:
            return
        days, hours = list(heat.weekdays), list(heat.hours)
        if self._at is None:
            day, hour = 0, 0
        else:
            day, hour = days.index(self._at[0]), hours.index(self._at[1])
            by_hour, by_day = (across, down) if self._across else (down, across)
            day, hour = (day + by_day) % len(days), (hour + by_hour) % len(hours)
        self._at = (days[day], hours[hour])
        self.refresh_page()
        self.refresh_keys()

    def action_answers(self) -> None:
        """Opens the answers of the field that is stood on."""
        heat = self._heat
        if heat is not None and self._at is not None and self._at in heat.cells:
            wanted = AnswersWanted(heat.question.number, field=self._at)
            self.open(AnswersScreen(self, heat.question, self._called(self._at), wanted))

    def _called(self, at: tuple[int, int]) -> str:
        words = self.pen.words
        return words("{weekday}, {hour} o’clock", weekday=words.weekday(weekday_date(at[0])), hour=at[1])

    def action_why(self) -> None:
        """Explains the field that is stood on."""
        heat = self._heat
        if heat is None or self._at is None or self._at not in heat.cells:
            return
        self.open(WhyOneScreen(self, heat.question, self._called(self._at), heat.cells[self._at]))

    def on_panel_clicked(self, event: Panel.Clicked) -> None:
        """A field is stood on; a second click opens its answers."""
        if event.link and event.link[0] == "heat":
            event.stop()
            place = (int(event.link[1]), int(event.link[2]))
            if place == self._at:
                self.action_answers()
            else:
                self._at = place
                self.refresh_page()
                self.refresh_keys()

    def title_text(self) -> str:
        """What stands above."""
        words = self.pen.words
        return words("When in the week: {title}", title=phrases.title(self._question, words))

    def rows(self, width: int) -> list[Row]:
        """The map, what its colours say, and the field that is stood on."""
        heat = self._heat
        if heat is None:
            return wrap_rows(self.pen.words("counting…"), width, "quiet") if self._slow else [()]
        rows = heat_rows(heat, self.pen, width, self._at)
        self._across = len(rows) == len(heat.weekdays) + 1 and len(heat.hours) != len(heat.weekdays)
        if self._at is not None and self._at in heat.cells:
            rows += [(), *self._field(heat, self._at, width)]
        return [*rows, (), *heat_note(heat, self.pen, width)]

    def _field(self, heat: HeatMap, at: tuple[int, int], width: int) -> list[Row]:
        words, score = self.pen.words, heat.cells[at]
        said = ", ".join(
            part
            for part in (
                phrases.figure(score, words),
                phrases.counted(score, words),
                phrases.probably(score, words),
                phrases.unsure(score, words),
            )
            if part
        )
        return wrap_rows(f"{self._called(at)}: {said}", width, "strong")
