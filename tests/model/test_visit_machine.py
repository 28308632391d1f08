"""Whatever a person does, in whatever order, a visit stays whole."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from store.model.response import Answer, Outcome, Status
from store.model.survey import Kind, Question
from store.model.survey_file import read_survey
from store.model.visit import Visit, applies

SURVEY = read_survey(
    """
name = "everything"
languages = ["en", "fr"]

[[question]]
id = "overall"
metric = "csat"
scale = 5
text = { en = "Satisfied?", fr = "Satisfait ?" }
    [[question.follow_up]]
    id = "mattered"
    kind = "reasons"
    text = { en = "What mattered?", fr = "Quoi ?" }
    options = [{ id = "a", en = "A", fr = "À" }, { id = "b", en = "B", fr = "Bé" }]
    [[question.follow_up]]
    id = "sorry"
    when = "low"
    kind = "contact"
    text = { en = "May we call?", fr = "Un numéro ?" }
    consent = { en = "Yes", fr = "Oui" }
    [[question.follow_up]]
    id = "middling"
    scores = [3]
    kind = "comment"
    text = { en = "Why?", fr = "Pourquoi ?" }

[[question]]
id = "recommend"
metric = "nps"
text = { en = "How likely?", fr = "Probable ?" }
ask = { turn = "either" }

[[question]]
id = "found"
metric = "none"
required = true
ask = { turn = "either" }
text = { en = "Found it?", fr = "Trouvé ?" }
options = [{ id = "yes", en = "Yes", fr = "Oui" }, { id = "no", en = "No", fr = "Non" }]
    [[question.follow_up]]
    id = "missing"
    choices = ["no"]
    kind = "comment"
    text = { en = "What was missing?", fr = "Que manquait-il ?" }
"""
)
QUESTIONS = {question.id: question for question in SURVEY.every_question()}


def answers_to(question: Question) -> st.SearchStrategy[Answer]:
    """Any answer that `question` can have."""
    if question.scale is not None:
        fields = st.fixed_dictionaries({"score": st.sampled_from(question.scale.values)})
    elif question.kind is Kind.CHOICE:
        fields = st.fixed_dictionaries({"choices": st.sampled_from([(o.id,) for o in question.options])})
    elif question.kind is Kind.REASONS:
        ids = st.lists(st.sampled_from([o.id for o in question.options]), min_size=1, unique=True)
        fields = st.fixed_dictionaries({"choices": ids.map(tuple)})
    else:
        fields = st.fixed_dictionaries({"text": st.just("words"), "consent": st.booleans()})
    return fields.map(lambda given: Answer(question.id, Outcome.ANSWERED, 1, 2, **given))


class APerson(RuleBasedStateMachine):
    """Answers, skips, goes back, changes the language, and may leave."""

    @initialize(number=st.integers(1, 4))
    def arrive(self, number: int) -> None:
        self.visit = Visit(SURVEY, language="en", number=number, minute_of_day=600)
        self.passed: list[str] = []  # the screens behind the current one
        self.given: dict[str, Answer] = {}  # what was last answered to each, kept by hand
        self.n = self.visit.progress[1]
        self.last = self.visit.progress[0]
        self.left = False
        self.steps = 0  # so that nobody leaves at once every time

    def _forward(self, answer: Answer) -> None:
        question = QUESTIONS[answer.question]
        self.given[question.id] = answer
        for follow_up in question.follow_ups:
            if not applies(follow_up, answer):
                self.given.pop(follow_up.id, None)
        self.passed.append(question.id)
        self.steps += 1
        assert self.visit.progress[0] >= self.last, "forward never looks like backward"
        self.last = self.visit.progress[0]

    @precondition(lambda self: not self.visit.finished)
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        current = self.visit.current
        assert current is not None
        answer = data.draw(answers_to(current))
        self.visit.answer(answer)
        self._forward(answer)

    @precondition(lambda self: not self.visit.finished and not self.visit.current.required)
    @rule()
    def skip(self) -> None:
        current = self.visit.current
        assert current is not None
        self.visit.skip(shown_ms=1, ended_ms=2)
        self._forward(Answer(current.id, Outcome.SKIPPED, 1, 2))

    @rule()
    def back(self) -> None:
        was, moves = self.visit.current, self.visit.can_go_back
        assert self.visit.back() == moves
        if moves:
            now = self.visit.current
            assert now is not None
            assert now.id == self.passed.pop()
            self.last = self.visit.progress[0]
            self.steps += 1
        else:
            assert self.visit.current is was

    @rule(language=st.sampled_from(SURVEY.languages))
    def switch_language(self, language: str) -> None:
        was = self.visit.current
        self.visit.language = language
        assert self.visit.current is was

    @precondition(lambda self: not self.visit.finished and self.steps >= 3)
    @rule()
    def leave(self) -> None:
        current = self.visit.current
        assert current is not None
        self.visit.time_out(shown_ms=1, ended_ms=2)
        self.given.setdefault(current.id, Answer(current.id, Outcome.TIMED_OUT, 1, 2))
        self.left = True
        assert self.visit.finished
        assert not self.visit.can_go_back

    @invariant()
    def what_is_kept_is_what_was_given(self) -> None:
        assert self.visit.answers == self.given

    @invariant()
    def what_is_shown_as_answered_is_what_was_given(self) -> None:
        current = self.visit.current
        assert self.visit.value == (None if current is None else self.given.get(current.id))

    @invariant()
    def every_answer_belongs_to_a_question_that_is_asked(self) -> None:
        for id in self.visit.answers:
            question = QUESTIONS[id]
            if question.parent is None:
                assert question.id in [main.id for main in self.visit.questions]
            else:
                assert applies(question, self.visit.answers.get(question.parent))

    @invariant()
    def answers_stand_in_the_order_of_the_survey(self) -> None:
        order = list(QUESTIONS)
        positions = [order.index(id) for id in self.visit.answers]
        assert positions == sorted(positions)

    @invariant()
    def the_current_question_is_not_behind(self) -> None:
        current = self.visit.current
        assert current is None or current.id not in self.passed
        assert len(self.passed) == len(set(self.passed))

    @invariant()
    def progress_is_within_what_was_promised(self) -> None:
        i, n = self.visit.progress
        assert 1 <= i <= n == self.n
        if self.visit.finished:
            assert i == n

    @invariant()
    def the_status_is_right(self) -> None:
        answered = any(answer.outcome is Outcome.ANSWERED for answer in self.given.values())
        staying, gone = self.visit.status(left=False), self.visit.status(left=True)
        if self.left:
            assert staying is gone is (Status.PARTIAL if answered else Status.TIMED_OUT)
        elif self.visit.finished:
            assert staying is gone is (Status.COMPLETE if answered else Status.SKIPPED)
        else:
            assert staying is Status.OPEN
            assert gone is (Status.PARTIAL if answered else Status.TIMED_OUT)

    def teardown(self) -> None:
        """From wherever the person is, the end is at most five answers away."""
        if not hasattr(self, "visit"):
            return
        for _ in range(6):
            current = self.visit.current
            if current is None:
                return
            self.visit.answer(self.visit.value or a_plain_answer(current))
        raise AssertionError("the end is never reached")


def a_plain_answer(question: Question) -> Answer:
    """Some answer to `question`."""
    if question.scale is not None:
        return Answer(question.id, Outcome.ANSWERED, 1, 2, score=question.scale.values[0])
    if question.options:
        return Answer(question.id, Outcome.ANSWERED, 1, 2, choices=(question.options[-1].id,))
    return Answer(question.id, Outcome.ANSWERED, 1, 2, text="words")


APerson.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestWhateverAPersonDoes = APerson.TestCase
