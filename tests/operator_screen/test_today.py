"""The today screen under keys and mouse, fed by hand."""

import re
import time
from dataclasses import replace

import pytest
from operator_screen.samples import CSAT, NOW, card, empty_day, live, ms, rich_day, small_day, week
from operator_screen.shown import Shown, areas
from textual.binding import Binding
from textual.geometry import Region
from textual.widgets import OptionList

from screens.operator.board import Board
from screens.operator.choose import ChooseScreen
from screens.operator.closer.table import TableScreen
from screens.operator.closer.week import WeekScreen
from screens.operator.closer.wishes import Comments, CommentsWanted, Heat, Named, Names, NamesWanted
from screens.operator.excluded import ExcludedScreen
from screens.operator.key_list import KeyListScreen
from screens.operator.keys import LEAVE
from screens.operator.page import PageScreen
from screens.operator.panels.text import Pen
from screens.operator.remarks import RemarksScreen
from screens.operator.screen import OperatorScreen
from screens.operator.today import TodayScreen
from screens.operator.view import View
from screens.operator.why import WhyScreen
from store.model.comment_words import Word
from store.model.period import Span
from store.model.reader import Comment, Dimension, Filters
from store.model.score import score
from store.words import LANGUAGES, words_for

MARKUP = "[@click=app.quit()]free coffee[/] [/b] \x1b]52;c;aGk=\x07"


@pytest.mark.parametrize("screen", [TodayScreen, PageScreen, RemarksScreen, ChooseScreen])
def test_every_key_that_is_listed_is_bound_and_does_something(screen: type[OperatorScreen]) -> None:
    bound = {b.key: b.action for b in screen.BINDINGS if isinstance(b, Binding)}
    assert bound == {key.key: key.action for key in screen.KEYS}
    for key in screen.KEYS:
        assert hasattr(screen, f"action_{key.action.partition('(')[0]}"), key
    assert not OperatorScreen._inherit_bindings  # Textual's own keys are not on our screens


async def test_three_people_who_tapped_five_are_three_of_three() -> None:
    app = Shown(small_day())
    async with app.run_test(size=(80, 24)):
        assert "3 of 3 satisfied" in app.text("sentence")
        assert "too few to be sure" in app.text("card-0")
        assert "100%" not in app.text("card-0")


async def test_an_empty_store_says_what_will_happen() -> None:
    app = Shown(empty_day())
    async with app.run_test(size=(80, 24)):
        assert app.text("sentence") == "No answers yet.\nThe next tap appears here by itself."
        assert "why" not in app.text("keys")


async def test_trouble_is_a_red_line_above_what_was_known() -> None:
    app = Shown(rich_day(), trouble="The store is locked by another program.")
    async with app.run_test(size=(80, 24)):
        assert app.text("sentence").startswith("The store is locked by another program.\nA usual Saturday")
        assert "not live" in app.text("header")


async def test_the_header_says_day_channel_kiosks_and_that_all_is_saved() -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(130, 40)):
        words = app.text("header").split("   ")
        assert words[0] == "Today  Saturday, 21 November"
        assert {"self-service", "every touchpoint", "2 kiosks answering", "saved"} <= {
            w.strip() for w in words
        }
        assert "live 14:32" in app.text("header")


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        (["w"], View(Span.WEEK)),
        (["m", "left"], View(Span.MONTH, 1)),
        (["left", "left", "right"], View(Span.DAY, 1)),
        (["q"], View(Span.QUARTER)),
        (["y"], View(Span.YEAR)),
        (["left", "escape"], View()),
    ],
)
async def test_letters_and_arrows_choose_the_period(keys: list[str], wanted: View) -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert app.wanted[-1] == wanted


async def test_later_than_now_is_not_offered() -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("right")
        assert app.wanted == []
        assert "later" not in app.text("keys")


async def test_a_touchpoint_is_chosen_from_a_list_of_those_there_are() -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("t")
        await pilot.pause()
        assert app.asked == [NamesWanted(Dimension.TOUCHPOINT)]
        assert isinstance(app.screen, ChooseScreen)
        app.screen.tell(Names(Dimension.TOUCHPOINT, (Named("Checkout", 71), Named(MARKUP, 3))))
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert app.wanted == [View(filters=Filters(touchpoint=MARKUP))]
        assert app.screen is app.today


async def test_questions_are_listed_by_the_titles_of_their_cards() -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f")
        options = app.screen.query_one(OptionList).options
        assert [str(option.prompt).split("  ")[0] for option in options] == [
            "every question", "Satisfaction", "Recommendation", "Ease",
        ]  # fmt: skip
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.wanted == [View(filters=Filters(question=CSAT.id))]


async def test_the_way_out_is_named_where_nothing_lies_behind_the_scores() -> None:
    alone, kiosk = TodayScreen(Pen(words_for("en"))), TodayScreen(Pen(words_for("en")), leaves=True)
    assert alone.works(LEAVE)
    assert not kiosk.works(LEAVE)


async def test_escape_leaves_a_list_without_choosing() -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v", "escape")
        assert app.screen is app.today
        assert app.wanted == []


async def test_the_other_channel_is_one_key_away() -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v", "down", "down", "enter")
        await pilot.pause()
        assert app.wanted == [View(channel="assisted")]


async def test_a_click_on_a_touchpoint_filters_by_it() -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(130, 40)) as pilot:
        await app.click(pilot, "touchpoints", (3, 4))
        assert app.wanted == [View(filters=Filters(touchpoint="Returns"))]


async def test_a_click_chooses_a_card_and_a_second_one_explains_it() -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(130, 40)) as pilot:
        assert "Satisfied, by hour" in app.all_text()
        await app.click(pilot, "card-1")
        assert "Would recommend, by hour" in app.all_text()
        await app.click(pilot, "card-1")
        await pilot.pause()
        assert isinstance(app.screen, WhyScreen)
        assert "promoters − detractors" in app.text("sheet")


async def test_every_key_in_the_bottom_line_can_be_clicked() -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(80, 24)) as pilot:
        at = app.text("keys").index("week")
        await pilot.click("#keys", offset=(1 + at, 0))
        assert app.wanted == [View(Span.WEEK)]


async def test_the_list_of_keys_does_what_is_clicked() -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        assert isinstance(app.screen, KeyListScreen)
        line = (
            app.text("sheet")
            .splitlines()
            .index(next(t for t in app.text("sheet").splitlines() if "A month" in t))
        )
        await pilot.click("#sheet", offset=(14, line + 1))
        await pilot.pause()
        assert app.screen is app.today
        assert app.wanted == [View(Span.MONTH)]


async def test_why_gives_formula_counts_interval_and_what_is_left_out() -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(130, 40)) as pilot:
        await pilot.press("question_mark")
        shown = app.text("sheet")
        for part in (
            "107 ÷ 123 = 87%",
            "Wilson",
            "80 to 92",
            "7 answers are left out",
            "voided by Marie",
            "66  54%",
        ):
            assert part in shown
        await pilot.press("escape")
        assert app.screen is app.today


async def test_left_out_stands_side_by_side() -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x")
        satisfaction = next(t for t in app.text("sheet").splitlines() if t.startswith("Satisfaction"))
        assert satisfaction.split() == ["Satisfaction", "87%", "123", "answers", "82%", "130", "answers"]
        assert "for several of these reasons" in app.text("sheet"), "the reasons need not add up"


async def test_comments_with_markup_and_escapes_are_shown_and_do_nothing() -> None:
    comment = Comment("u", 5, MARKUP, ms(14, 30), 60, MARKUP, None, 1, 1, None)
    app = Shown(replace(rich_day(), comments=(comment,)))
    async with app.run_test(size=(130, 40)) as pilot:
        assert "[@click=app.quit()]free co…" in app.text("comments")
        await pilot.press("c")
        await pilot.pause()
        assert app.asked[-1] == CommentsWanted()
        app.screen.tell(Comments(CommentsWanted(), (comment,)))
        await pilot.pause()
        assert "[@click=app.quit()]free coffee[/] [/b]" in app.text("sheet")
        assert "\x1b" not in app.text("sheet")
        await pilot.click("#sheet", offset=(40, 1))
        assert app.is_running


async def test_only_low_comments_are_asked_for_and_late_answers_are_dropped() -> None:
    low = Comment("u", 5, "Bad", ms(14, 30), 60, "Checkout", None, 1, 1, None)
    app = Shown(rich_day())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "o")
        await pilot.pause()
        assert app.asked == [CommentsWanted(), CommentsWanted(low=True)]
        app.screen.tell(Comments(CommentsWanted(), (low, low)))
        assert "Bad" not in app.text("sheet")
        app.screen.tell(Comments(CommentsWanted(low=True), (low,)))
        await pilot.pause()
        assert "Bad" in app.text("sheet")
        assert "Comments after low scores · 1 comment · Saturday" in app.text("header")


async def test_of_more_comments_than_are_listed_that_is_said() -> None:
    one = Comment("u", 5, "Bad", ms(14, 30), 60, "Checkout", None, 1, 1, None)
    many = tuple(one._replace(uid=str(number)) for number in range(3))
    app = Shown(rich_day())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        app.screen.tell(Comments(CommentsWanted(), many, words=(Word("bad", 3),), more=True))
        await pilot.pause()
        assert "Of the newest 3 comments: bad 3" in app.text("sheet").replace("\u00a0", " ")
        assert (
            app.text("sheet")
            .rstrip()
            .endswith("These are the newest 3. Choose a shorter period to see older ones.")
        )
        await pilot.press("o")
        app.screen.tell(Comments(CommentsWanted(low=True), many, more=True))
        await pilot.pause()
        assert "Comments after low scores · more than 3 comments · Saturday" in app.text("header")


async def test_what_takes_its_time_is_said_to_be_counted() -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("y")
        assert "live" in app.text("header"), "not at once: most are there before anybody could read it"
        end = time.monotonic() + 10
        while "counting…" not in app.text("header"):
            assert time.monotonic() < end
            await pilot.pause(0.02)
        app.today.show(replace(app.first, view=app.today.view))
        assert "live" in app.text("header")
        await pilot.press("H")  # a week that nobody has answered yet
        while "counting…" not in app.text("sheet"):
            assert time.monotonic() < end
            await pilot.pause(0.02)
        assert isinstance(app.screen, WeekScreen)
        app.screen.tell(Heat(CSAT.number, week()))
        assert "counting…" not in app.text("sheet")


async def test_a_new_reading_repaints_only_what_has_changed() -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(130, 40)) as pilot:
        painted: list[str] = []
        for name, area in areas(app.screen).items():
            area._changed = lambda _area, _lines, name=name: painted.append(name)  # type: ignore[misc]
        app.today.show(live(rich_day()))
        await pilot.pause()
        assert painted == []
        first = replace(rich_day().cards[1], score=score(rich_day().cards[1].score.scale, (0,) * 10 + (99,)))
        app.today.show(live(replace(rich_day(), cards=(rich_day().cards[0], first, rich_day().cards[2]))))
        assert set(painted) == {"card-1"}


async def test_what_nobody_sees_is_drawn_only_when_somebody_scrolls_there() -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lists = areas(app.screen)["touchpoints"]
        drawn: list[int] = []
        lists.show = lambda draw, *titles, height=0, of=None: (  # type: ignore[method-assign]
            type(lists).show(lists, lambda w, h: drawn.append(w) or draw(w, h), *titles, height=height, of=of)
        )
        fewer = rich_day().touchpoints[:1]
        app.today.show(live(replace(rich_day(), touchpoints=fewer)))
        await pilot.pause()
        assert drawn == []
        await pilot.press("end", "home", "pagedown")
        await pilot.pause()
        assert drawn
        assert "Returns" not in app.text("touchpoints")
        assert "Checkout" in app.text("touchpoints")


async def test_what_changes_while_nobody_sees_it_is_seen_anew_afterwards() -> None:
    app = Shown(rich_day())

    def seen() -> str:
        board = app.screen.query_one(Board)
        lines = board.render_lines(Region(0, 0, *board.size))
        return "\n".join(line.text for line in lines)

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        assert "Waited 20 minutes" in seen()
        await pilot.press("home")
        newest, *others = rich_day().comments
        comments = newest._replace(text="Friendly people"), *others
        app.today.show(live(replace(rich_day(), comments=comments)))
        await pilot.press("end")
        assert "Friendly people" in seen()
        assert "Waited 20 minutes" not in seen()


async def test_nothing_is_said_on_a_page_that_only_just_opens() -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(80, 24)) as pilot:
        page = KeyListScreen(app.today, app.today.working_keys)
        app.push_screen(page)
        page.say("Locks in 3 seconds.")
        await pilot.pause()
        assert "Locks" not in app.text("keys")


async def test_without_colours_everything_is_still_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Shown(rich_day())
    async with app.run_test(size=(80, 24)):
        svg = app.export_screenshot()
        assert "107&#160;of&#160;123" in svg
        colours = set(re.findall(r"fill: (#[0-9a-f]{6})", svg))
        assert all(c[1:3] == c[3:5] == c[5:7] for c in colours - {"#c5c8c6"})  # the title of the picture


async def test_a_click_on_an_area_leads_to_what_it_is_about() -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(130, 40)) as pilot:
        for area, screen in (
            ("hours", WeekScreen),
            ("touchpoints", TableScreen),
            ("left-out", ExcludedScreen),
        ):
            await app.click(pilot, area)
            await pilot.pause()
            assert isinstance(app.screen, screen)
            await pilot.press("escape")


async def test_a_new_reading_reaches_the_page_that_is_open() -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        app.screen.show(live(replace(rich_day(), cards=(card(CSAT, (0, 0, 0, 0, 12), (0,) * 5),))))
        await pilot.pause()
        assert "12 ÷ 12 = 100%" in app.text("sheet")


@pytest.mark.parametrize(
    ("size", "cards"),
    [
        ((40, 15), 3),
        ((20, 8), 1),
        ((60, 20), 2),
        ((80, 24), 1),
        ((109, 30), 2),
        ((110, 30), 2),
        ((200, 60), 1),
    ],
)
async def test_at_any_size_with_any_number_of_questions_it_stands(size: tuple[int, int], cards: int) -> None:
    app = Shown(replace(rich_day(), cards=rich_day().cards[:cards]))
    async with app.run_test(size=size) as pilot:
        await pilot.press("down", "end", "pageup", "home")
        assert "87" in app.text("header") + app.all_text() or app.text("card-0")
        await pilot.resize_terminal(size[1] * 4, size[1])
        await pilot.pause()
        assert app.screen.query_one(Board).areas["card-0"].width > 0


async def test_locking_and_leaving_are_said_once() -> None:
    app = Shown(rich_day(), leaves=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark", "L")
        await pilot.pause()
        assert app.left == [True]
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert app.left == [True, False]


def test_the_sample_is_of_a_fixed_day() -> None:
    assert NOW.weekday() == 5


@pytest.mark.parametrize("language", LANGUAGES)
async def test_many_answers_left_out_are_said_and_the_newest_comment_is_seen(language: str) -> None:
    day = rich_day()
    cards = (replace(day.cards[0], excluded=123), *day.cards[1:])
    mashed = replace(day, cards=cards, assisted_higher=True)
    app = Shown(mashed, language=language)
    async with app.run_test(size=(80, 24)):
        assert "(x " in app.text("sentence")  # the key that shows why
        board = app.screen.query_one(Board)
        newest = board.areas["newest"]
        assert board.region.y + newest.y + newest.height <= 23


@pytest.mark.parametrize("keys", [[], ["c"], ["t"], ["question_mark"]])
async def test_the_way_back_is_shown_where_there_is_little_room(keys: list[str]) -> None:
    for language in LANGUAGES:
        back = f"Esc {words_for(language)('back')}"
        app = Shown(rich_day(), language=language, leaves=True)
        async with app.run_test(size=(40, 15)) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            assert back in app.text("keys")


async def test_agents_are_offered_only_where_there_are_any() -> None:
    app = Shown(rich_day())
    async with app.run_test(size=(200, 40)) as pilot:
        assert "a agent" not in app.text("keys")
        app.today.show(replace(live(rich_day()), agents=True))
        await pilot.pause()
        assert "a agent" in app.text("keys")
