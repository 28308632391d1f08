"""One whole response: what was answered, when and where, and why it does not count where it does not."""

from datetime import datetime, timedelta, timezone
from typing import ClassVar

from rich.cells import cell_len

from screens.operator.acts.response import ERASE, LIFT, VOID, ask_erase, ask_lift, ask_void
from screens.operator.closer.wishes import ResponseWanted, Whole
from screens.operator.keys import PAGE, Key, bindings
from screens.operator.page import PageScreen
from screens.operator.panels.bar import colours
from screens.operator.panels.text import Piece, Row, left, wrap_rows
from screens.operator.screen import OperatorScreen
from screens.operator.view import Reply
from screens.widgets.wrap import harmless, wrap
from store.model.given import Against
from store.model.reader import AskedQuestion
from store.model.response import Answer, Outcome, Response
from store.model.survey import Kind
from store.words import LANGUAGES, phrases
from store.words.endings import ended
from store.words.rules import rule_name

_KEYS = (VOID, LIFT, ERASE, *PAGE)


class ResponseScreen(PageScreen):
    """Asks for the response itself, and again with every new reading."""

    KEYS = _KEYS
    BINDINGS: ClassVar = bindings(_KEYS)

    def __init__(self, root: OperatorScreen, uid: str) -> None:
        super().__init__(root)
        self._uid = uid
        self._whole: Whole | None = None

    def wish(self) -> ResponseWanted:
        """This one; it may have been changed."""
        return ResponseWanted(self._uid)

    def tell(self, told: Reply) -> None:
        """Takes the response."""
        if isinstance(told, Whole) and told.uid == self._uid and told != self._whole:
            self._whole = told
            self.refresh_page()
            self.refresh_keys()

    def works(self, key: Key) -> bool:
        """What is left out can count again, and the other way round."""
        response = self._whole.response if self._whole else None
        if key in (VOID, LIFT):
            return super().works(key) and response is not None and (key is LIFT) == self._is_left_out
        if key is ERASE:
            return super().works(key) and response is not None
        return super().works(key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One key leaves it out and lets it count again."""
        if action in (VOID.action, LIFT.action):
            return self.works(VOID if action == VOID.action else LIFT)
        return super().check_action(action, parameters)

    @property
    def _is_left_out(self) -> bool:
        return self._whole is not None and any(each.lifted_by is None for each in self._whole.against)

    def action_void(self) -> None:
        """Leaves it out of the scores."""
        ask_void(self, self._uid)

    def action_lift(self) -> None:
        """Lets it count again."""
        ask_lift(self, self._uid)

    def action_erase(self) -> None:
        """Erases what the person wrote."""
        ask_erase(self, self._uid)

    def title_text(self) -> str:
        """What stands above."""
        response = self._whole.response if self._whole else None
        if response is None:
            return self.pen.words("One response")
        return self.pen.words("One response: {when}", when=self._moment(response, response.started_ms))

    def rows(self, width: int) -> list[Row]:
        """The answers first, then where they came from, then what stands against them."""
        if self._whole is None:
            return [()]
        response, words = self._whole.response, self.pen.words
        if response is None:
            return wrap_rows(words("This response is not there, or is not yours to see."), width, "quiet")
        questions = {question.id: question for question in self._whole.questions}
        rows: list[Row] = []
        for answer in response.answers.values():
            rows += [*self._answer(answer, questions.get(answer.question), width), ()]
        if not response.answers:
            rows += [(Piece(words("Nothing was answered."), "quiet"),), ()]
        rows += self._facts(response, width)
        rows += [(), *self._against(width)]
        return rows

    def _answer(self, answer: Answer, question: AskedQuestion | None, width: int) -> list[Row]:
        words = self.pen.words
        title = phrases.text(question.text, words) if question else answer.question
        rows = wrap_rows(harmless(title), width, "quiet")
        if answer.outcome is Outcome.SKIPPED:
            return [*rows, (Piece("  " + words("skipped"), "quiet"),)]
        if answer.outcome is Outcome.TIMED_OUT:
            return [*rows, (Piece("  " + words("no answer in time"), "quiet"),)]
        scale = question.scale if question else None
        if answer.score is not None and scale is not None and answer.score in scale.values:
            colour = colours(scale)[scale.index(answer.score)]
            reach = " " + words("of {low} to {high}", low=scale.values[0], high=scale.values[-1])
            rows.append((Piece("  "), Piece(f" {answer.score} ", f"point-{colour}"), Piece(reach, "quiet")))
        options = dict(question.options) if question else {}
        for choice in answer.choices:
            text = phrases.text(options[choice], words) if choice in options else choice
            rows += [(Piece("  · "), Piece(line)) for line in wrap(harmless(text), width - 4)]
        if answer.text is not None:
            rows += [(Piece("  "), Piece(line, "strong")) for line in wrap(harmless(answer.text), width - 2)]
        elif question is not None and question.kind in (Kind.COMMENT, Kind.CONTACT):
            rows.append((Piece("  " + words("erased, or not shown yet"), "quiet"),))
        if answer.consent is not None:
            agreed = words("agreed to it") if answer.consent else words("did not agree to it")
            rows.append((Piece("  " + agreed, "quiet"),))
        return rows

    def _facts(self, response: Response, width: int) -> list[Row]:
        words = self.pen.words
        facts = [
            (words("Touchpoint"), response.touchpoint),
            (words("Kiosk"), response.kiosk),
            (words("Agent"), response.agent or ""),
            (words("Reference"), response.reference or ""),
            (words("Channel"), phrases.channel(response.channel, words)),
            (words("Language"), LANGUAGES.get(response.language, response.language)),
            (words("Ended"), self._ended(response)),
            (words("Survey"), f"{response.survey} · {response.version[:8]}"),
            (words("Clock"), words("may have been wrong") if response.clock_suspect else ""),
        ]
        facts = [(name, harmless(value)) for name, value in facts if value]
        column = max(cell_len(name) for name, _ in facts) + 2
        rows: list[Row] = []
        for name, value in facts:
            first, *others = wrap(value, max(8, width - column))
            rows.append((Piece(left(name, column), "quiet"), Piece(first)))
            rows += [(Piece(" " * column), Piece(line)) for line in others]
        return rows

    def _ended(self, response: Response) -> str:
        words = self.pen.words
        how = ended(response.status, words)
        if response.ended_ms is None:
            return how
        seconds = max(0, round((response.ended_ms - response.started_ms) / 1000))
        return words("{how}, after {seconds} s", how=how, seconds=seconds)

    def _against(self, width: int) -> list[Row]:
        words, against = self.pen.words, self._whole.against if self._whole else ()
        if not against:
            return wrap_rows(words("It counts in the scores."), width)
        heading = words("It is left out of the scores:") if self._is_left_out else words("It counts again:")
        rows = wrap_rows(heading, width, "alarm" if self._is_left_out else "strong")
        for each in against:
            for text in self._reasons(each):
                rows += [(Piece("  "), Piece(line)) for line in wrap(harmless(text), width - 2)]
        return rows

    def _reasons(self, each: Against) -> list[str]:
        words = self.pen.words
        text = rule_name(each.rule, words)
        if each.by:
            text = words("{rule} by {who}", rule=text, who=each.by)
        if each.why:
            text = words("{rule}: {why}", rule=text, why=each.why)
        if each.lifted_by is None:
            return [text]
        lifted = words("lifted by {who}", who=each.lifted_by)
        return [text, words("{rule}: {why}", rule=lifted, why=each.lifted_why) if each.lifted_why else lifted]

    def _moment(self, response: Response, ms: int) -> str:
        zone = timezone(timedelta(minutes=response.utc_offset_min))
        moment = datetime.fromtimestamp(ms / 1000, zone)
        return f"{self.pen.words.date(moment.date())} {self.pen.words.time(moment)}"
