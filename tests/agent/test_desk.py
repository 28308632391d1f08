"""What the keys mean at the desk, however fast they come."""

import pytest
from agent.counter_clerk import Clerk
from hypothesis import given, settings
from hypothesis import strategies as st

from screens.agent.answering import CHOOSE
from screens.agent.desk import GO
from screens.agent.fields import Step
from screens.agent.keys import KEYS
from store.model.survey import Survey
from store.model.survey_file import read_survey

LONG = read_survey(
    """
    name = "long"
    touchpoint = "support"
    languages = ["en", "fr", "de"]

    [[question]]
    id = "recommend"
    metric = "nps"
    text = { en = "Recommend us?", fr = "Nous recommander ?", de = "Empfehlen?" }

    [[question.follow_up]]
    id = "why"
    when = "low"
    kind = "reasons"
    text = { en = "Why?", fr = "Pourquoi ?", de = "Warum?" }
    options = [
        { id = "wait", en = "Waiting", fr = "Attente", de = "Warten" },
        { id = "staff", en = "Staff", fr = "Personnel", de = "Personal" },
    ]

    [[question.follow_up]]
    id = "more"
    when = "any"
    kind = "comment"
    text = { en = "More?", fr = "Plus ?", de = "Mehr?" }

    [[question]]
    id = "solved"
    metric = "none"
    kind = "choice"
    required = true
    text = { en = "Solved?", fr = "Résolu ?", de = "Gelöst?" }
    options = [
        { id = "yes", en = "Yes", fr = "Oui", de = "Ja" },
        { id = "no", en = "No", fr = "Non", de = "Nein" },
    ]

    [[question]]
    id = "ease"
    metric = "ces"
    scale = 10
    text = { en = "Easy?", fr = "Facile ?", de = "Leicht?" }
    """
)


def keyed(keys: str, *, survey: Survey = LONG, slow: bool = True) -> Clerk:
    """A desk after these keys: `|` is Enter, `<f5>` that key; `slow`: the app keeps up with each."""
    clerk = Clerk(survey)
    for at, part in enumerate(keys.replace("|", "<enter>").replace(">", "<").split("<")):
        for key in [part] if at % 2 else list(part):
            clerk.press(key)
            if slow:
                clerk.catch_up()
    clerk.catch_up()
    return clerk


def answers(clerk: Clerk, call: int = 0) -> dict[str, object]:
    _, given_answers, _ = clerk.done[call]  # type: ignore[misc]
    return {question: score or choices or text for question, _, score, choices, text in given_answers}


@pytest.mark.parametrize("slow", [True, False], ids=["one by one", "all at once"])
def test_a_call_is_keyed_by_digits_and_enter(slow):
    clerk = keyed("17|8123|312|late again|178124|10|20", slow=slow)
    assert [call[0] for call in clerk.done] == ["8123", "8124"]
    assert answers(clerk) == {
        "recommend": 3,
        "why": ("wait", "staff"),
        "more": "late again",
        "solved": ("yes",),
        "ease": 7,
    }
    assert answers(clerk, 1) == {"recommend": 10, "more": None, "solved": ("no",), "ease": 10}
    assert clerk.desk.step is Step.REFERENCE


@pytest.mark.parametrize(
    ("keys", "score"),
    [("10", 10), ("1|", 1), ("1<backspace>4", 4), ("0", 0), ("9", 9), ("<right><right>|", 1), ("<up>|", 10)],
)
def test_on_0_to_10_a_one_waits_for_the_next_key(keys, score):
    clerk = keyed(f"17|8123|{keys}")
    assert clerk.visit is not None
    assert clerk.visit.answers["recommend"].score == score


def test_a_one_that_is_no_ten_lets_the_next_key_answer_the_next_question():
    clerk = keyed("17|8123|12|")
    assert clerk.visit is not None
    assert clerk.visit.answers["recommend"].score == 1
    assert clerk.visit.answers["why"].choices == ("staff",)


@pytest.mark.parametrize(("key", "how"), [("f5", "refused"), ("f6", "no_time"), ("f7", "dropped")])
def test_one_key_ends_a_call_also_before_the_reference_is_sent(key, how):
    clerk = keyed(f"17|8123<{key}>8124|5<{key}>")
    assert [(reference, ending) for reference, _, ending in clerk.done] == [("8123", how), ("8124", how)]
    assert answers(clerk) == {}
    assert answers(clerk, 1) == {"recommend": 5}


def test_a_doubted_reference_begins_only_by_the_key_that_says_so():
    clerk = keyed("17|9000|5|<f5>")
    assert clerk.desk.doubts
    assert clerk.visit is None
    assert keyed("17|9000|<f2>").visit is not None
    assert keyed("17|9000<f5>").done == []
    assert [how for _, _, how in keyed("17|9000<f5><f2>").done] == ["refused"]
    back = keyed("17|9000<f5><escape>")
    assert (back.desk.fields.reference.text, back.done) == ("9000", [])
    assert keyed("17|9000<f5><escape><backspace>|<f2>").done == []


def test_the_languages_go_round_and_each_call_begins_in_the_first():
    clerk = keyed("17|8123|*")
    assert clerk.desk.language == "fr"
    assert keyed("17|8123|<f9><f9>").desk.language == "de"
    assert keyed("17|8123|<f9><f5>").desk.language == "en"


def test_backspace_goes_back_and_from_the_first_question_to_the_reference():
    clerk = keyed("17|8123|9ok|<backspace>")
    assert clerk.desk.asked is not None
    assert clerk.desk.asked.question.id == "more"
    assert clerk.desk.answering is not None
    assert clerk.desk.answering.written.text == "ok"
    first = keyed("17|8123|<backspace>")
    assert (first.desk.step, first.desk.fields.reference.text) == (Step.REFERENCE, "8123")


def test_what_is_required_is_not_skipped():
    clerk = keyed("17|8123|9|<escape>")
    assert clerk.desk.asked is not None
    assert clerk.desk.asked.question.id == "solved"
    assert clerk.desk.said is not None


def test_the_fields_are_left_upwards_and_sent_downwards():
    clerk = keyed("17|<up><up><backspace>8<tab>")
    assert (clerk.desk.fields.agent.text, clerk.desk.step) == ("18", Step.TOUCHPOINT)
    left = keyed("17|<up>x<up>")
    assert (left.desk.fields.touchpoint.text, left.desk.step) == ("support", Step.AGENT)
    assert keyed(f"17|<{GO}AGENT>").desk.step is Step.AGENT
    assert keyed(f"<{GO}REFERENCE>").desk.step is Step.AGENT


def test_a_touch_on_an_answer_is_the_answer():
    clerk = keyed(f"17|8123|<{CHOOSE}10>")
    assert clerk.visit is not None
    assert clerk.visit.answers["recommend"].score == 10
    assert keyed(f"17|8123|<{CHOOSE}11>").visit.answers == {}


def test_whoever_has_the_screen_in_hand_keys_nothing_at_the_desk():
    clerk = keyed("17|8123|")
    clerk.desk.go_away()
    clerk.press("5")
    clerk.desk.next_call()
    clerk.catch_up()
    assert clerk.desk.fields.reference.text == ""


NAMES = sorted({key for entry in KEYS for key in entry.keys if len(key) > 1} - {"ctrl+q"})
ANY_KEY = st.one_of(
    st.sampled_from("0123456789"), st.just("enter"), st.sampled_from("1259ab*/-"), st.sampled_from(NAMES)
)


@given(st.lists(st.tuples(ANY_KEY, st.booleans()), max_size=60), st.booleans())
@settings(max_examples=60)
def test_what_is_answered_depends_on_the_keys_and_not_on_their_speed(bursts, signed_in):
    """The app may be slow at any moment: after each key it has caught up, or not."""
    one_by_one, in_bursts = Clerk(LONG), Clerk(LONG)
    for key in ["1", "7", "enter", "8", "enter"] if signed_in else []:
        one_by_one.press(key)
        one_by_one.catch_up()
        in_bursts.press(key)
    for key, caught_up in bursts:
        one_by_one.press(key)
        one_by_one.catch_up()
        in_bursts.press(key)
        if caught_up:
            in_bursts.catch_up()
    in_bursts.catch_up()
    assert in_bursts.outcome() == one_by_one.outcome()
