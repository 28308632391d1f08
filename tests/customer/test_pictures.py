"""The customer's screens as pictures, and at the smallest size as words that must all be there."""

import re

import pytest
from customer.pictures import QUESTIONS, SHOP, Frame, asking, read, sheets
from customer.surveys import FROM_THE_RIGHT

from screens.question.question import Asking
from screens.question.show import question_screen
from screens.widgets.ink import INKS, contrast
from store.words import LANGUAGES, words_for
from store.words.scales import labels

NAMES = [name for name, _ in sheets("en")]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("language", "size"), [("en", (80, 24)), ("fr", (130, 40))])
def test_picture(snap_compare, name, language, size):
    assert snap_compare(Frame(dict(sheets(language))[name]()), terminal_size=size)


@pytest.mark.parametrize("theme", ["kiosk-256", "kiosk-contrast", "kiosk-light", "kiosk-plain"])
@pytest.mark.parametrize("name", ["attract", "nps"])
def test_picture_in_another_theme(snap_compare, name, theme):
    assert snap_compare(Frame(dict(sheets("en"))[name](), theme), press=["right"], terminal_size=(80, 24))


def test_picture_of_the_smallest_size(snap_compare):
    assert snap_compare(Frame(dict(sheets("fr"))["mattered"]()), press=["2"], terminal_size=(40, 15))


@pytest.mark.parametrize(("language", "size"), [("ar", (80, 24)), ("he", (40, 15))])
@pytest.mark.parametrize("question", [0, 1])
def test_picture_of_a_page_that_is_read_from_the_right(snap_compare, question, language, size):
    """What is asked first, and what mattered."""
    asked = FROM_THE_RIGHT.every_question()[question]
    asking = Asking(asked, FROM_THE_RIGHT.languages, language, shop=SHOP, progress=(1 + question, 3))
    assert snap_compare(Frame(question_screen(asking)), press=["right", "left"], terminal_size=size)


def flat(text: str) -> str:
    """Without the layout: every run of blanks, lines and marks is one blank."""
    return re.sub(r"[\s│●○·▀▄█]+", " ", text)


async def words_at(names, language, theme, size=(40, 15)):
    made = dict(sheets(language))
    return await read([(name, made[name]()) for name in names], theme, size=size)


# Plain tiles have frames, and so less room than the others.
@pytest.mark.parametrize(
    ("theme", "language"), [("kiosk-normal", "fr"), *(("kiosk-plain", each) for each in LANGUAGES)]
)
async def test_no_word_of_a_question_is_cut_off_at_40_by_15(language, theme):
    asked = NAMES[: NAMES.index("welcome")]
    names = {"attract": "satisfaction", "faces": "satisfaction", "nps": "recommend"}
    words = words_for(language)
    for name, shown in (await words_at(asked, language, theme)).items():
        plain = name.removesuffix("-by-touch").removesuffix("-with-a-line")
        question = QUESTIONS[names.get(plain, plain)]
        wanted = [*question.text[language].split(" "), *words("Answers stay in this shop.").split(" ")[-2:]]
        ends = labels(question, words)
        wanted += [word for end in (ends[0], ends[-1]) for word in end.split(" ")] if ends else []
        wanted += [word for option in question.options for word in option.text[language].split(" ")]
        wanted += question.consent[language].split(" ") if question.consent else []
        missing = [word for word in wanted if flat(word).strip("., ") not in flat(shown)]
        assert not missing, name
        assert "…" not in shown, name
        if question.scale is not None:
            assert all(re.search(rf"\b{value}\b", shown) for value in question.scale.values), name


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_word_of_a_notice_is_cut_off_at_40_by_15(language):
    notices = NAMES[NAMES.index("welcome") :]
    small = await words_at(notices, language, "kiosk-plain")
    large = await words_at(notices, language, "kiosk-normal", size=(130, 40))
    for name in notices:
        ours = [word for word in flat(large[name]).split(" ") if any(map(str.isalpha, word))]
        assert not [word for word in ours if word not in flat(small[name])], name


async def test_a_linux_console_has_every_glyph():
    allowed = set("╭╮╰╯─│├┤╔═╗║╚╝●·…←×’") | {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180))}
    for name, shown in (await words_at(NAMES, "fr", "kiosk-plain")).items():
        assert set(shown) <= allowed | {"\n", "\u202f", "œ"}, name


@pytest.mark.parametrize("ink", INKS.values(), ids=INKS)
def test_words_stand_out_from_what_they_stand_on(ink):
    least = 7.0 if ink.name == "kiosk-contrast" else 4.5
    for ground in (ink.ground, ink.tile, ink.raised):
        for colour in (ink.text, ink.quiet):
            assert contrast(colour, ground) >= least
    assert contrast(ink.on_press, ink.press) >= least
    for colour in (ink.good, ink.bad):
        assert contrast(colour, ink.ground) >= least
        assert contrast(colour, ink.tile) >= least
    for mood in ink.moods:
        assert contrast(mood, ink.features) >= 4.5


def colours(app: Frame) -> set[tuple[int, int, int]]:
    """Every colour on the screen."""
    segments = [s for strip in app.screen._compositor.render_strips() for s in strip if s.style is not None]
    found = {colour for s in segments for colour in (s.style.color, s.style.bgcolor) if colour is not None}
    return {tuple(colour.triplet) for colour in found if colour.triplet is not None}


async def test_no_number_scale_is_coloured():
    app = Frame(asking("recommend", "en", progress=(2, 2))())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right")
        assert len(colours(app)) >= 4
        assert all(max(colour) - min(colour) < 40 for colour in colours(app))


async def test_no_color_leaves_only_greys(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = Frame(asking("satisfaction", "en", attract=True)())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert len(colours(app)) >= 4
        assert all(len(set(colour)) == 1 for colour in colours(app))
