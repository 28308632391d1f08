"""An agent holds calls, and what was keyed is kept."""

import pytest
from agent.at_desk import CALL, at_desk

from screens.agent.fields import Step
from screens.question.question import QuestionScreen
from store.model.response import Channel, Outcome, Status
from store.model.survey_file import read_survey
from store.sqlite.database import open_database

PHONE = read_survey(
    """
    name = "phone"
    touchpoint = "support"
    languages = ["en", "fr"]

    [[question]]
    id = "recommend"
    metric = "nps"
    text = { en = "Would you recommend us?", fr = "Nous recommanderiez-vous ?" }
    script = { en = "From 0 to 10: would you recommend us?", fr = "De 0 à 10 : nous recommanderiez-vous ?" }

    [[question.follow_up]]
    id = "number"
    when = "low"
    kind = "contact"
    text = { en = "On which number may we call you?", fr = "À quel numéro vous joindre ?" }
    consent = { en = "You may call me back", fr = "Vous pouvez me rappeler" }
    """
)


def scores(response):
    return {name: answer.score or answer.choices for name, answer in response.answers.items()}


def changes(home):
    with open_database(home.database, writing=False, now_ms=lambda: 0) as database:
        return database.connection.execute("SELECT by, what, subject, why FROM change").fetchall()


async def test_calls_keyed_in_one_go_are_kept_in_order_with_who_asked_and_about_what(tmp_path):
    async with at_desk(tmp_path) as desk:
        await desk.type("8123|7118124|213|528125|4<f7>")
        first, second, third = desk.kept()
        assert (first.reference, first.agent, first.touchpoint) == ("8123", "17", "support")
        assert (first.channel, first.status, first.kiosk) == (Channel.ASSISTED, Status.COMPLETE, "desk-1")
        assert scores(first) == {"ease": 7, "agent": 1, "solved": ("yes",)}
        assert scores(second) == {
            "ease": 2,
            "obstacles": ("wait", "repeat"),
            "agent": 5,
            "solved": ("partly",),
        }
        assert (third.status, third.answers["ease"].score) == (Status.DROPPED, 4)
        assert third.answers["agent"].outcome is Outcome.TIMED_OUT
        shown = desk.words()
        assert all(f"{reference}" in shown for reference in ("8123", "8124", "8125"))
        assert shown.count("kept") >= 4  # three in the list, and the sentence
        assert "line dropped" in shown


async def test_the_desk_says_kept_only_of_what_is_on_the_disk(tmp_path):
    async with at_desk(tmp_path) as desk:
        keeper = desk.app.keeper
        release = None

        async def slow(response, save=keeper.save):
            assert release is not None
            await release.wait()
            await save(response)

        import asyncio

        release = asyncio.Event()
        keeper.save = slow
        for key in "8123|711":
            await desk.press("enter" if key == "|" else key)
        await desk.at(Step.REFERENCE)
        await desk.press(*"8124", "enter", "5")  # it waits for nothing
        await desk.until(lambda: desk.asked == "agent")
        assert desk.kept() == []
        await desk.press("f6")
        await desk.until(lambda: "keeping…" in desk.words())
        assert " kept" not in desk.words()
        release.set()
        await desk.settled()
        assert desk.words().count(" kept") == 3
        assert [response.status for response in desk.kept()] == [Status.COMPLETE, Status.NO_TIME]


@pytest.mark.parametrize(
    ("key", "status", "word"),
    [
        ("f5", Status.REFUSED, "refusal"),
        ("f6", Status.NO_TIME, "no time"),
        ("f7", Status.DROPPED, "line dropped"),
    ],
)
async def test_who_does_not_answer_counts_in_the_funnel_and_was_shown_nothing(tmp_path, key, status, word):
    async with at_desk(tmp_path) as desk:
        await desk.type(f"8123<{key}>")
        (response,) = desk.kept()
        assert (response.status, response.answers) == (status, {})
        assert word in desk.words()


async def test_a_reference_is_checked_against_the_pattern_of_the_shop(tmp_path):
    settings = {"reference_pattern": r"\d{6}", "reference_hint": "the 6 digits on the ticket"}
    async with at_desk(tmp_path, **settings) as desk:
        await desk.type("8123|")
        assert "the 6 digits on the ticket" in desk.said
        assert desk.desk.step is Step.REFERENCE
        await desk.type("|")
        await desk.type("45|")
        assert desk.asked == "ease"


async def test_a_reference_asked_before_is_asked_again_only_on_purpose(tmp_path):
    async with at_desk(tmp_path) as desk:
        await desk.type("8123|711")
        await desk.type("8123|7")
        assert "8123 was asked already" in desk.said
        assert desk.asked == ""
        await desk.type("<escape>")
        assert desk.desk.fields.reference.text == "8123"
        await desk.type("|<f2>")
        assert desk.asked == "ease"
        await desk.type("211|21")
        assert len(desk.kept()) == 2


async def test_a_call_without_a_reference_needs_none_where_the_shop_sets_no_pattern(tmp_path):
    async with at_desk(tmp_path) as desk:
        await desk.type("|<f2>711|711")
        assert [response.reference for response in desk.kept()] == [None, None]


async def test_a_stranger_among_the_agents_and_a_new_touchpoint_are_confirmed(tmp_path):
    async with at_desk(tmp_path, agent="", agents={"17": "Nadia Benali"}) as desk:
        assert "Type your id" in desk.words()
        await desk.type("|")
        assert "Type your id" in desk.said
        await desk.type("71|")
        assert "71 is not in the list of agents" in desk.said
        await desk.type("<escape><escape>17<tab>")
        assert "Nadia Benali" in desk.words()
        await desk.type("<escape>supprt|")
        assert "supprt is a new touchpoint" in desk.said
        await desk.type("<escape><escape>billing|<f2>8123|711")
        assert desk.kept()[0].touchpoint == "billing"


async def test_the_script_is_read_in_the_callers_language_and_the_desk_speaks_the_agents(tmp_path):
    async with at_desk(tmp_path, PHONE) as desk:
        await desk.type("8123|")
        assert "From 0 to 10: would you recommend us?" in desk.words()
        await desk.type("*")
        shown = desk.words()
        assert "De 0 à 10 : nous recommanderiez-vous ?" in shown
        assert "Pas du tout probable" in shown
        assert "F5 refusal" in shown
        await desk.type("10")
        assert desk.kept()[0].language == "fr"
        assert desk.desk.language == "en"


async def test_a_number_is_only_kept_where_the_caller_agrees(tmp_path):
    async with at_desk(tmp_path, PHONE) as desk:
        await desk.type("8123|")
        assert "Question 1 of 1" not in desk.words()  # something may follow
        await desk.type("30612345678|")
        assert "Only where the caller agrees" in desk.said
        await desk.type("<f2>|")
        (response,) = desk.kept()
        assert (response.answers["number"].text, response.answers["number"].consent) == ("0612345678", True)


async def test_the_last_call_is_corrected_and_the_audit_log_says_what_changed(tmp_path):
    async with at_desk(tmp_path) as desk:
        await desk.type("8123|711")
        desk.clock.move(540)
        await desk.type("<f4>|4|")
        (response,) = desk.kept()
        assert scores(response) == {"ease": 7, "agent": 4, "solved": ("yes",)}
        assert changes(desk.home) == [("17", "correct", response.uid, "agent 1 → 4")]
        assert desk.said == "8123 is corrected."
        assert desk.words().count("corrected") == 2  # in the list too
        await desk.type("<f4>|||")
        assert desk.said == "Nothing was changed."
        await desk.type("<f4>2<f4>")
        assert desk.kept() == [response]
        await desk.type("<f4><f5>")
        (refused,) = desk.kept()
        assert (refused.status, refused.answers) == (Status.REFUSED, {})
        assert changes(desk.home)[-1][3] == "ease 7 → –, agent 4 → –, solved yes → –, complete → refused"
        desk.clock.move(61)
        await desk.type("<f4>")
        assert "for ten minutes" in desk.said
        assert desk.asked == ""


async def test_another_agent_does_not_correct_it(tmp_path):
    async with at_desk(tmp_path) as desk:
        await desk.type("8123|711<up><up><escape>23|<f4>")
        assert "can be corrected" in desk.said
        assert "8123" not in desk.words()


async def test_after_15_minutes_nobody_sits_there_and_the_call_is_kept_as_it_was(tmp_path):
    async with at_desk(tmp_path) as desk:
        await desk.type("8123|7")
        desk.clock.move(899)
        desk.app.tick()
        assert desk.asked == "agent"
        desk.clock.move(2)
        desk.app.tick()
        await desk.settled()
        assert desk.desk.step is Step.AGENT
        assert "17" not in desk.lines()[2]
        (response,) = desk.kept()
        assert response.status is Status.PARTIAL


async def test_the_list_shows_the_agents_calls_of_today_from_any_desk(tmp_path):
    async with at_desk(tmp_path) as desk:
        await desk.type("".join(f"{number}<f5>" for number in range(8100, 8112)))
        assert [call.reference for call in desk.app.desk.calls] == [str(n) for n in range(8111, 8101, -1)]
        clock = desk.clock
    async with at_desk(tmp_path, label="desk-2", clock=clock) as other:
        await other.until(lambda: len(other.app.desk.calls) == 10)
        assert "8111" in other.words()


async def test_the_customer_answers_on_the_agents_screen_locked_and_it_comes_back(tmp_path):
    async with at_desk(tmp_path) as desk:
        await desk.type("8123|<f8>")
        await desk.asked_customer("ease")
        assert desk.app.locked
        await desk.press("ctrl+q", "ctrl+c", "f5", "f8")
        await desk.press("6")
        await desk.asked_customer("agent")
        await desk.press("5")
        await desk.asked_customer("solved")
        await desk.press("1")
        await desk.shown("ThanksScreen")
        await desk.after(5)
        await desk.at(Step.REFERENCE)
        await desk.settled()
        assert not desk.app.locked
        (response,) = desk.kept()
        assert (response.channel, response.agent, response.reference) == (Channel.ASSISTED, "17", "8123")
        assert scores(response) == {"ease": 6, "agent": 5, "solved": ("yes",)}
        assert "answered" in desk.words()
        assert desk.said == "8123 is kept."
        await desk.type("<f4>")  # what a customer keyed is not the agent's to correct
        assert "can be corrected" in desk.said
        await desk.type("8124|711")
        assert len(desk.kept()) == 2


async def test_a_customer_who_walks_away_gives_the_screen_back(tmp_path):
    async with at_desk(tmp_path) as desk:
        await desk.type("8123|6<f8>")
        await desk.asked_customer("agent")
        await desk.after(22)
        await desk.at(Step.REFERENCE)
        await desk.settled()
        (response,) = desk.kept()
        assert (response.status, response.answers["ease"].score) == (Status.PARTIAL, 6)
        assert "answered in part" in desk.words()


async def test_leaving_keeps_the_call_and_ends_the_program(tmp_path):
    async with at_desk(tmp_path) as desk:
        await desk.type("8123|7")
        await desk.press("ctrl+q")
        await desk.until(lambda: desk.app.return_code == 0)
    with open_database(tmp_path / "kiosk.db", writing=False, now_ms=lambda: 0) as database:
        assert database.connection.execute("SELECT status FROM response").fetchall() == [("partial",)]


async def test_nothing_on_the_desk_shows_a_score(tmp_path):
    async with at_desk(tmp_path, CALL) as desk:
        await desk.type("8123|75<f7>")
        rows = [line for line in desk.lines() if "8123" in line]
        assert rows
        assert not any(
            digit in row.replace("8123", "").replace("14:30", "") for row in rows for digit in "75"
        )
        await desk.type("8124|7<backspace>")
        assert desk.asked == "ease"
        assert desk.app.desk.reading.at is None


async def test_in_a_correction_the_keys_stand_on_what_was_answered(tmp_path):
    async with at_desk(tmp_path) as desk:
        await desk.type("8123|7<escape>2")
        (response,) = desk.kept()
        await desk.type("<f4>")
        assert (desk.asked, desk.app.desk.reading.at) == ("ease", "7")
        assert "Enter leaves it as it was" in desk.words()
        await desk.type("|")
        assert (desk.asked, desk.app.desk.reading.at) == ("agent", None)
        assert "skipped before; Enter leaves it so" in desk.words()
        await desk.type("|")
        assert (desk.asked, desk.app.desk.reading.at) == ("solved", "partly")
        await desk.type("|")
        assert desk.said == "Nothing was changed."
        await desk.type("<f4><up>|<backspace>")
        assert (desk.asked, desk.app.desk.reading.at) == ("ease", "6")  # as it is corrected so far
        await desk.type("|||")
        assert changes(desk.home) == [("17", "correct", response.uid, "ease 7 → 6")]


async def test_the_mouse_can_do_it_too(tmp_path):
    async with at_desk(tmp_path) as desk:
        await desk.type("8123|")
        await desk.touch("choose:7", "#reading")
        await desk.until(lambda: desk.asked == "agent")
        await desk.touch("fr", "#top")
        await desk.until(lambda: desk.desk.language == "fr")
        await desk.touch("f7", "#foot")
        await desk.settled()
        (response,) = desk.kept()
        assert (response.status, response.language) == (Status.DROPPED, "fr")


async def test_questions_of_the_customers_screens_are_not_the_desks(tmp_path):
    async with at_desk(tmp_path) as desk:
        await desk.type("8123|")
        assert not isinstance(desk.app.screen, QuestionScreen)
        assert desk.app.passage is None


NOW_AND_THEN = read_survey(
    """
    name = "now-and-then"
    touchpoint = "support"
    languages = ["en"]

    [[question]]
    id = "ease"
    metric = "ces"
    scale = 5
    text = { en = "How easy was it?" }

    [[question]]
    id = "recommend"
    metric = "nps"
    ask = { every = 2 }
    text = { en = "Would you recommend us?" }
    """
)


async def test_a_question_that_is_asked_now_and_then_takes_no_key_that_was_meant_for_the_next_call(tmp_path):
    async with at_desk(tmp_path, survey=NOW_AND_THEN) as desk:
        await desk.type("8123|48124|38125|")
        assert [scores(response) for response in desk.kept()] == [{"ease": 4}, {"ease": 3}]
        assert "One more question this time" in desk.words()
        assert "F2 ask it" in desk.words()
        await desk.type("9")
        assert desk.asked == "recommend"
        await desk.touch("f2", "#foot")
        await desk.type("9")
        await desk.at(Step.REFERENCE)
        assert scores(desk.kept()[1]) == {"ease": 3, "recommend": 9}


async def test_a_call_without_a_reference_is_meant_so_once(tmp_path):
    async with at_desk(tmp_path) as desk:
        await desk.type("|711")
        assert desk.kept() == []
        assert "without a reference?" in desk.words()
        await desk.type("<f2>711|711")
        assert [response.reference for response in desk.kept()] == [None, None]
