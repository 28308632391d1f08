"""The keyboard that is touched: for whoever came by touch, in every language, gone at the first letter."""

import pytest
from customer.at_work import AtWork, at_work
from customer.pictures import Frame, asking
from customer.surveys import WORDS_AFTER
from customer.test_words import CALL_BACK

from screens.widgets import letters
from screens.widgets.keyboard import SHIFT, Keyboard


async def type_by_touch(kiosk: AtWork, text: str) -> None:
    for character in text:
        await kiosk.touch({" ": "space"}.get(character, character.lower()), "#keyboard")


async def commenting_by_touch(kiosk: AtWork) -> None:
    await kiosk.touch("3")
    await kiosk.asked("why")
    assert kiosk.app.screen.keyboard.display


async def test_a_comment_is_written_by_touch_alone(tmp_path):
    async with at_work(tmp_path, WORDS_AFTER) as kiosk:
        await commenting_by_touch(kiosk)
        await type_by_touch(kiosk, "L")
        await type_by_touch(kiosk, "ong s")  # after the first letter no capitals
        await kiosk.touch("erase", "#keyboard")
        await kiosk.touch("signs", "#keyboard")
        await type_by_touch(kiosk, "7")
        await kiosk.touch("accents", "#keyboard")
        await type_by_touch(kiosk, "ñ ")
        await type_by_touch(kiosk, "é. ")  # a blank led back to the letters
        await type_by_touch(kiosk, "Ok")
        assert kiosk.app.screen.field.text == "Long 7ñ é. Ok"
        assert "13 / 280" in kiosk.words()
        await kiosk.touch("done", "#below")
        await kiosk.shown("ThanksScreen")
        assert kiosk.kept()[0].answers["why"].text == "Long 7ñ é. Ok"


async def test_it_goes_when_a_letter_is_typed_and_comes_when_the_field_is_touched(tmp_path):
    async with at_work(tmp_path, WORDS_AFTER) as kiosk:
        await commenting_by_touch(kiosk)
        await kiosk.press("a")
        assert not kiosk.app.screen.keyboard.display
        await kiosk.pilot.click("#answers", offset=(5, 1))
        assert kiosk.app.screen.keyboard.display
        await type_by_touch(kiosk, "b")
        assert kiosk.app.screen.field.text == "ab"


async def test_whoever_came_by_digits_gets_none(tmp_path):
    async with at_work(tmp_path, WORDS_AFTER) as kiosk:
        await kiosk.press("3")
        await kiosk.asked("why")
        assert not kiosk.app.screen.keyboard.display


async def test_arrows_alone_can_write(tmp_path):
    async with at_work(tmp_path, WORDS_AFTER) as kiosk:
        await kiosk.press("right", "enter")
        await kiosk.asked("why")
        await kiosk.press("down", "down", "enter")  # on the keyboard, a row down
        assert len(kiosk.app.screen.field.text) == 1
        await kiosk.press("down", "down", "down", "down")
        assert kiosk.app.screen.standing()[0].id == "below"
        await kiosk.press("right", "right", "enter")
        await kiosk.shown("ThanksScreen")
        assert len(kiosk.kept()[0].answers["why"].text) == 1


async def test_a_telephone_number_is_written_by_touch_and_the_name_is_no_secret(tmp_path):
    async with at_work(tmp_path, CALL_BACK) as kiosk:
        await kiosk.touch("2")
        await kiosk.asked("phone")
        assert "No name" not in kiosk.words()
        await type_by_touch(kiosk, "+33 1")
        await kiosk.touch("agree", "#consent")
        await kiosk.touch("done", "#below")
        await kiosk.shown("ThanksScreen")
        answer = kiosk.kept()[0].answers["phone"]
        assert (answer.text, answer.consent) == ("+33 1", True)


async def test_no_more_than_280_characters_can_be_touched(tmp_path):
    async with at_work(tmp_path, WORDS_AFTER) as kiosk:
        await commenting_by_touch(kiosk)
        kiosk.app.screen.field.fill("x" * 279)
        await type_by_touch(kiosk, "Abc")
        assert len(kiosk.app.screen.field.text) == 280
        assert "280 / 280" in kiosk.words()


@pytest.mark.parametrize("size", [(40, 15), (60, 22), (80, 24), (130, 40), (200, 60)])
@pytest.mark.parametrize("kind", ["comment", "contact"])
@pytest.mark.parametrize("language", ["en", "fr"])
async def test_every_key_can_be_touched_and_read(kind, language, size):
    app = Frame(asking(kind, language, keyboard=True, back=True)())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        keyboard = app.sheet.query_one(Keyboard)
        keyboard.ready()
        shown = app.words().splitlines()
        for spot in keyboard.spots:
            x, y = keyboard.region.x + spot.box.x, keyboard.region.y + spot.box.y
            assert 0 <= x <= x + spot.box.width <= size[0]
            assert y + spot.box.height <= size[1]
            assert spot.box.width >= 2
            if len(spot.id) == 1:
                key = shown[y + (1 if spot.box.height == 3 else 0)][x : x + spot.box.width]
                assert spot.id in key.lower()
        assert {*"az"} <= {spot.id.lower() for spot in keyboard.spots}
        assert app.sheet.below.region.bottom <= size[1]
        assert app.sheet.field.size.height >= 3


@pytest.mark.parametrize("language", [*letters.LANGUAGES, "xx"])
def test_every_language_has_its_letters_in_rows_that_fit_40_columns(language):
    assert len(letters.accents(language)) <= 13
    assert all(len(row) <= 12 for row in letters.rows(language))
    every = "".join(letters.rows(language))
    assert len({*every}) == len(every)


@pytest.mark.parametrize("language", [code for code in letters.LANGUAGES if letters.first_letters(code)])
def test_an_alphabet_without_capitals_has_latin_letters_in_their_place(language):
    own = letters.rows(language)[0][0]
    keyboard = Keyboard(language)
    keyboard.repaint = lambda: None
    keyboard.shift(True)  # a sentence begins
    assert keyboard.press(own) == own
    assert {"abc"} == {key.words for key in keyboard._last() if key.id == SHIFT}
    keyboard.press(SHIFT)
    assert "q" in [key.words for line in keyboard._lines() for key in line]
    assert keyboard.press("q") == "q"
    assert letters.first_letters(language) in [key.words for key in keyboard._last()]
    keyboard.press(SHIFT)
    assert own in [key.words for line in keyboard._lines() for key in line]


def test_a_language_has_capitals_or_is_known_to_have_none():
    for language in letters.LANGUAGES:
        letter = letters.rows(language)[1][0]
        assert (letters.capital(letter) == letter) == bool(letters.first_letters(language)), language
