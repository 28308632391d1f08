"""A code for finishing: each once, whatever the score, and the operator knows when there are no more."""

from pathlib import Path

from customer.at_work import AtWork, at_work
from customer.surveys import QUICK

from kiosk.rewards.codes import check_codes, read_codes
from store.model.survey import Survey
from store.model.survey_file import read_survey


def rewarding(reward: str) -> Survey:
    return read_survey(f"{QUICK}\n[reward]\n{reward}")


def write(folder: Path, *codes: str) -> None:
    (folder / "surveys").mkdir(exist_ok=True)
    (folder / "surveys" / "codes.txt").write_text("\n".join(codes))


async def a_visit(kiosk: AtWork, key: str = "4") -> str:
    """Somebody answers; what the thanks say."""
    await kiosk.asked("satisfaction")
    await kiosk.press(key)
    await kiosk.shown("ThanksScreen")
    words = kiosk.words()
    kiosk.clock.move(3)
    await kiosk.press("enter")
    await kiosk.until(lambda: kiosk.question == "satisfaction")
    return words


async def test_everybody_who_finishes_gets_the_next_code_until_there_is_none(tmp_path):
    write(tmp_path, "# for the till", "LEFORT-1", "", "LEFORT-2")
    async with at_work(tmp_path, rewarding('codes = "codes.txt"'), edited=True) as kiosk:
        await kiosk.until(lambda: "codes.txt: 2. Add more." in kiosk.app.keeper.problem)
        assert "LEFORT-1" in await a_visit(kiosk, "1")
        assert "LEFORT-2" in await a_visit(kiosk, "5")
        words = await a_visit(kiosk)
        assert "Thank you" in words
        assert "code" not in words
        assert [r.reward for r in kiosk.kept()] == ["LEFORT-1", "LEFORT-2", None]
        assert "There is no reward code left" in kiosk.app.keeper.problem
        write(tmp_path, *(f"LEFORT-{n}" for n in range(1, 40)))
        await kiosk.after(1)
        await kiosk.until(lambda: kiosk.app.keeper.problem == "")
        assert "LEFORT-3" in await a_visit(kiosk)
    async with at_work(tmp_path, rewarding('codes = "codes.txt"'), edited=True, clock=kiosk.clock) as kiosk:
        assert "LEFORT-4" in await a_visit(kiosk)


async def test_codes_are_made_up_by_the_pattern(tmp_path):
    async with at_work(tmp_path, rewarding('generate = "??-####"'), edited=True) as kiosk:
        for _ in range(3):
            await a_visit(kiosk)
        codes = [r.reward for r in kiosk.kept()]
        assert len({*codes}) == 3
        assert all(code[:2].isalpha() and code[2] == "-" and code[3:].isdigit() for code in codes)


async def test_whoever_leaves_in_the_middle_or_skips_everything_gets_none(tmp_path):
    survey = read_survey(f'{QUICK}\n[[question.follow_up]]\nkind = "comment"\ntext = "Why?"\n[reward]')
    async with at_work(tmp_path, survey, edited=True, attract="screen") as kiosk:
        await kiosk.press("enter")
        await kiosk.asked("satisfaction")
        await kiosk.press("escape")
        await kiosk.shown("ThanksScreen")
        kiosk.clock.move(1)
        await kiosk.press("enter")
        await kiosk.shown("WelcomeScreen")
        kiosk.clock.move(1)
        await kiosk.press("enter")
        await kiosk.asked("satisfaction")
        await kiosk.press("3")
        await kiosk.asked("satisfaction-comment")
        await kiosk.after(36)
        await kiosk.shown("WelcomeScreen")
        assert [r.reward for r in kiosk.kept()] == [None, None]


async def test_a_code_stays_long_enough_to_be_noted_and_a_late_second_tap_does_not_take_it(tmp_path):
    async with at_work(tmp_path, rewarding(""), edited=True) as kiosk:
        await kiosk.press("4")
        await kiosk.shown("ThanksScreen")
        kiosk.clock.move(0.5)
        await kiosk.pilot.click("#notice")
        await kiosk.after(10)
        assert "good once" in kiosk.words()
        await kiosk.after(21)
        await kiosk.until(lambda: kiosk.question == "satisfaction")


async def test_while_the_store_cannot_be_written_nobody_is_promised_a_code(tmp_path):
    from customer.test_keeping import hold_the_file, impatient

    async with at_work(tmp_path, rewarding(""), edited=True) as kiosk:
        await impatient(kiosk)
        other = hold_the_file(kiosk)
        assert "code" not in await a_visit(kiosk)
        other.execute("ROLLBACK")
        other.close()
        await kiosk.until(lambda: kiosk.app.keeper.problem == "")
        assert "good once" in await a_visit(kiosk)


def test_a_list_of_codes_is_read_and_checked_by_line(tmp_path):
    file = tmp_path / "codes.txt"
    assert read_codes(file) == []
    assert "There is none" in str(*check_codes(file))
    file.write_text("\ufeffA\n# note\n\n B \nA\n" + "x" * 25 + "\nC\x07\n")
    assert read_codes(file) == ["A", "B"]
    assert [(problem.line, problem.sentence.partition(".")[0]) for problem in check_codes(file)] == [
        (5, "It stands in line 1 too, and is given once"),
        (6, "This is no code of at most 24 characters that can be shown"),
        (7, "This is no code of at most 24 characters that can be shown"),
    ]
