"""What strikes the store while people answer: the kiosk goes on asking, and its operator is told."""

from customer.at_work import PIN, AtWork, at_work

from store.sqlite.quarantine import cases


async def a_visit(kiosk: AtWork, key: str) -> None:
    """Somebody answers the face, leaves out what mattered, and goes."""
    await kiosk.asked("satisfaction")
    await kiosk.press(key)
    await kiosk.asked("mattered")
    await kiosk.after(25)
    await kiosk.asked("satisfaction")


async def in_the_menu(kiosk: AtWork) -> None:
    await kiosk.press("f10")
    await kiosk.shown("PinScreen")
    kiosk.clock.move(1)
    await kiosk.press(*PIN, "enter")
    await kiosk.shown("MenuScreen")


def scores(kiosk: AtWork) -> list[int | None]:
    return [response.answers["satisfaction"].score for response in kiosk.kept()]


async def test_a_deleted_file_is_noticed_before_the_thanks(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await a_visit(kiosk, "2")
        kiosk.home.database.unlink()
        await a_visit(kiosk, "3")
        assert scores(kiosk)[-1] == 3
        await kiosk.until(lambda: scores(kiosk) == [2, 3])
        assert "brought over" in kiosk.app.keeper.problem


async def test_a_file_overwritten_while_the_kiosk_was_off_is_put_away_and_read(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await a_visit(kiosk, "2")
    with kiosk.home.database.open("r+b") as file:
        file.write(b"overwritten" * 300)
    async with at_work(tmp_path, clock=kiosk.clock) as kiosk:
        assert len(cases(kiosk.home.database)) == 1
        await a_visit(kiosk, "5")
        await kiosk.until(lambda: scores(kiosk) == [2, 5])


async def test_the_operator_reads_the_problem_and_the_mend_in_the_menu(tmp_path):
    async with at_work(tmp_path) as kiosk:
        kiosk.home.database.unlink()
        await a_visit(kiosk, "3")
        await kiosk.after(1)
        await in_the_menu(kiosk)
        words = " ".join(kiosk.words().split())
        assert "was deleted or replaced" in words or "had to be replaced" in words


async def test_whoever_watches_the_scores_elsewhere_reads_it_too(tmp_path):
    from store.sqlite.database import open_database
    from store.sqlite.reader import SqliteReader

    def told() -> str:
        with open_database(kiosk.home.database, writing=False, now_ms=lambda: 0) as database:
            return "".join(state.problem or "" for state in SqliteReader(database).kiosks())

    async with at_work(tmp_path) as kiosk:
        assert told() == ""
        kiosk.home.database.unlink()
        await a_visit(kiosk, "3")
        await kiosk.until(lambda: "run kiosk doctor" in told())


async def test_the_operator_gets_in_while_the_store_cannot_be_opened(tmp_path):
    async with at_work(tmp_path) as kiosk:
        await a_visit(kiosk, "1")
        kiosk.home.database.unlink()
        kiosk.home.database.mkdir()
        await a_visit(kiosk, "3")
        await in_the_menu(kiosk)
        kiosk.home.database.rmdir()
        await kiosk.until(lambda: kiosk.home.database.is_file())
        await kiosk.until(lambda: scores(kiosk) == [1, 3])


async def test_what_comes_while_the_kiosk_ends_finds_no_screen_and_is_no_fault(tmp_path):
    from screens.question.messages import LanguageChosen

    async with at_work(tmp_path) as kiosk:
        await kiosk.press("4")
        await kiosk.asked("mattered")
    assert kiosk.app.base is None
    kiosk.app.tick()
    kiosk.app.on_language_chosen(LanguageChosen("fr"))
    assert kiosk.app.fault is None
