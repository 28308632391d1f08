"""The home: found, made whole, and refused with a sentence when it cannot be."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk import private_file
from kiosk.home import Home, HomeError, find_home, make_home
from kiosk.settings import Settings, load_settings
from store.templates import template


def test_an_option_goes_before_the_environment_and_that_before_the_users_data_folder() -> None:
    assert find_home("/a", {"KIOSK_HOME": "/b"}).path == Path("/a")
    assert find_home(None, {"KIOSK_HOME": "/b"}).path == Path("/b")
    assert find_home(None, {"KIOSK_HOME": ""}).path.name == "kiosk"


def test_a_relative_home_means_the_folder_that_one_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    assert find_home("shop").path == Path("/shop")


def test_a_home_is_made_for_its_owner_only(tmp_path: Path) -> None:
    home = Home(tmp_path / "deep" / "shop")
    make_home(home)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (home.path, *home.path.rglob("*"))}
    assert modes == {
        "shop": 0o700,
        "surveys": 0o700,
        "backups": 0o700,
        "counter.toml": 0o600,
        "kiosk.toml": 0o600,
    }
    assert home.is_set_up
    assert load_settings(home) == Settings()


def test_the_settings_name_the_template_and_the_language(tmp_path: Path) -> None:
    home = Home(tmp_path)
    make_home(home, template="support-call", languages=["fr"])
    assert load_settings(home) == Settings(survey="support-call", language="fr")


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.surveys.mkdir()
    (home.surveys / "counter.toml").write_text("mine")
    home.settings_file.write_text("mine too")
    make_home(home)
    assert (home.surveys / "counter.toml").read_text() == "mine"
    assert home.settings_file.read_text() == "mine too"


def test_a_link_to_nowhere_is_not_written_through(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    home = Home(tmp_path / "home")
    home.path.mkdir()
    home.settings_file.symlink_to(elsewhere)
    make_home(home)
    assert not elsewhere.exists()


@pytest.mark.parametrize("killed_at", range(1, 3))
def test_a_home_half_made_by_a_killed_process_is_completed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_at: int
) -> None:
    home, calls, create = Home(tmp_path / "shop"), 0, private_file.create

    def killed(path: Path, text: str) -> bool:
        nonlocal calls
        calls += 1
        if calls == killed_at:
            path.with_name(f".{path.name}.99999").write_text(text[:10])
            raise KeyboardInterrupt
        return create(path, text)

    monkeypatch.setattr(private_file, "create", killed)
    with pytest.raises(KeyboardInterrupt):
        make_home(home)
    assert not home.is_set_up
    monkeypatch.undo()
    make_home(home)
    assert load_settings(home) == Settings()


def test_an_unknown_template_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        make_home(Home(tmp_path / "shop"), template="nonesuch")
    assert not (tmp_path / "shop").exists()


@pytest.mark.parametrize("below", ["", "shop"])
def test_a_file_where_the_home_should_be_is_named(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("precious")
    with pytest.raises(HomeError, match=r"file.* is a file where a folder should be") as caught:
        make_home(Home(tmp_path / "file" / below))
    assert caught.value.code == 2
    assert (tmp_path / "file").read_text() == "precious"


@contextmanager
def somebody_else() -> Iterator[Path]:
    """A folder of root's, seen by somebody else: root itself may write everywhere."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Somebody else may not be allowed to read where this program lies: all that it needs is read before.
    make_home(Home(tmp_path / "shop"))
    text = template("counter")
    monkeypatch.setattr("store.templates.template", lambda *_: text)
    with (
        somebody_else() as folder,
        pytest.raises(HomeError, match=r"shop cannot be written \(Permission denied\)") as caught,
    ):
        make_home(Home(folder / "shop"))
    assert caught.value.code == 3


def test_a_file_is_replaced_whole_and_leaves_no_other_behind(tmp_path: Path) -> None:
    private_file.replace(tmp_path / "pin", "one")
    private_file.replace(tmp_path / "pin", "two")
    assert (tmp_path / "pin").read_text() == "two"
    assert os.listdir(tmp_path) == ["pin"]


def test_a_file_system_without_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_link)
    assert private_file.create(tmp_path / "a", "one")
    assert not private_file.create(tmp_path / "a", "two")
    assert (tmp_path / "a").read_text() == "one"
    assert os.listdir(tmp_path) == ["a"]
