"""The agent's desk as pictures, and at the smallest size as words that must all be there."""

import re

import pytest
from agent.pictures import CALLS, QUESTIONS, states
from customer.pictures import Frame, read

from screens.agent.keys import KEYS
from store.words import LANGUAGES, words_for
from store.words.scales import labels

NAMES = [name for name, _ in states("en")]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("language", "size"), [("en", (80, 24)), ("fr", (130, 40))])
def test_picture(snap_compare, name, language, size):
    assert snap_compare(Frame(dict(states(language))[name]()), terminal_size=size)


async def shown_at(names, language):
    made = dict(states(language))
    screens = [(name, made[name]()) for name in names]
    shown = await read(screens, "kiosk-plain", keys={"nps": ["backspace"]})
    return {name: re.sub(r"\s+", " ", text) for name, text in shown.items()}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_word_of_a_question_is_cut_off_at_40_by_15(language):
    asked = ["ease", "obstacles", "correcting", "correcting-what-was-skipped", "nps", "comment", "contact"]
    words = words_for(language)
    for name, shown in (await shown_at(asked, language)).items():
        others = {"correcting": "agent", "correcting-what-was-skipped": "solved", "nps": "recommend"}
        question = QUESTIONS[others.get(name, name)]
        wanted = (question.script or question.text)[language].split()
        wanted += [word for label in labels(question, words) for word in label.split()]
        wanted += [word for option in question.options for word in option.text[language].split()]
        wanted += question.consent[language].split() if question.consent else []
        wanted += [*words("refusal").split(), *words("line dropped").split(), *words("no time").split()]
        wanted += map(str, question.scale.values) if question.scale is not None else []
        assert [word for word in wanted if word not in shown] == [], name
        assert "…" not in shown.replace("1 …", ""), name


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_last_calls_and_what_is_said_are_whole_at_40_by_15(language):
    speaking = ["between", "repeated", "unexpected", "not-agreed", "left-alone"]
    shown = await shown_at(speaking, language)
    made = dict(states(language))
    for name in speaking:
        said = made[name]().desk.said
        assert said is not None
        assert re.sub(r"\s+", " ", said.text) in shown[name]
    assert all(call.reference in shown["between"] for call in CALLS[:6])
    assert words_for(language)("line dropped") in shown["repeated"]
    assert "?" in shown["repeated"]
    assert "F2" in shown["repeated"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_list_of_keys_has_them_all_page_by_page_at_40_by_15(language):
    app = Frame(dict(states(language))["keys"]())
    pages = []
    async with app.run_test(size=(40, 15)) as pilot:
        while app.screen.desk.help:
            pages.append(re.sub(r"\s+", " ", app.words()))
            await pilot.press("f1")
    words = words_for(language)
    for key in KEYS:
        first = " ".join(words(key.meaning).split()[:2])
        assert any(first in page for page in pages), key
    assert len(pages) > 2


async def test_a_linux_console_has_every_glyph():
    allowed = set("─│●·…←↑↓–’") | {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180))}
    for name, shown in (await shown_at(NAMES, "fr")).items():
        assert set(shown) <= allowed, name
