"""Nothing of the last person remains: not on the screen, in no object of the program, not in the terminal."""

import asyncio
import gc
import os
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from customer.at_work import WORDS_AFTER, at_work

TYPED = (("Z", "orbla", "x 77"), ("ח", "תולמ", "ע 77"))
"""In pieces, so that nothing but a visit puts them together; the second is turned around on its way."""


def held(word: str) -> Iterator[str]:
    """Where the running program still holds `word` in a text, or in bytes."""
    gc.collect()
    ours = {id(word)}
    seen: set[int] = set()
    waiting: list[object] = [each for each in gc.get_objects() if not isinstance(each, FrameType)]
    while waiting:
        each = waiting.pop()
        if id(each) in seen or each is waiting or each is seen:
            continue
        seen.add(id(each))
        for inner in gc.get_referents(each):
            if isinstance(inner, str):
                if id(inner) not in ours and word in inner:
                    yield f"{type(each)}: {inner.replace(word, '…')!r}"
            elif isinstance(inner, bytes | bytearray):
                if word.encode() in inner:
                    yield f"{type(each)}: in {len(inner)} bytes"
            elif id(inner) not in seen and not isinstance(inner, FrameType):
                waiting.append(inner)


@pytest.mark.parametrize(("pieces", "sends"), [(TYPED[0], True), (TYPED[1], False)], ids=["sent", "left"])
async def test_no_object_of_the_program_holds_what_was_typed(tmp_path, pieces, sends):
    async with at_work(tmp_path, WORDS_AFTER) as kiosk:
        await kiosk.press("2")
        await kiosk.asked("why")
        for piece in pieces:
            for character in piece:
                await kiosk.press({" ": "space"}.get(character, character))
        assert len(kiosk.app.screen.field.text) == sum(map(len, pieces))
        if sends:
            await kiosk.press("enter")
            await kiosk.shown("ThanksScreen")
            await kiosk.after(6)
        else:
            await kiosk.after(40)
        await kiosk.until(lambda: kiosk.question == "satisfaction")
        await asyncio.sleep(0)
        await kiosk.after(2)
        assert [*held("".join(pieces))] == []
        assert [*held("".join(reversed("".join(pieces[:2]))))] == []


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals here")
def test_nothing_that_was_typed_is_in_the_terminal_or_behind_its_screen(tmp_path: Path):
    import signal

    from hostile.pseudo_terminal import Terminal

    from kiosk.home import Home, make_home
    from kiosk.pins.file import write_pin

    home = Home(tmp_path / "home")
    make_home(home)
    write_pin(home.pin_file, "748291")
    (home.surveys / "counter.toml").write_text(WORDS_AFTER.source, encoding="utf-8")
    word = "".join(TYPED[0])
    with Terminal(["-m", "kiosk", "--home", str(home.path), "run", "--language", "en"]) as terminal:
        terminal.until("Touch a face")
        terminal.idle(0.5)
        terminal.type("2")
        terminal.until("add something")
        terminal.idle(0.5)
        terminal.type(word)
        terminal.until(word)
        terminal.type("\r")
        terminal.until("Thank you")
        terminal.idle(0.5)
        terminal.type("\r")
        terminal.until("Touch a face")
        assert word not in terminal.text
        terminal.signal(signal.SIGTERM)
        assert terminal.ends() == 143
        assert word not in terminal.left_behind
    alternate = terminal.output.split(b"\x1b[?1049h", 1)
    assert word.encode() not in alternate[0]  # only ever drawn on the screen that has no scrollback
