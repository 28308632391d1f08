"""Files of a home that are no files: said at once, never waited for."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.commands import cli
from kiosk.home import Home, make_home
from kiosk.surveys import NoSurvey, load_survey
from kiosk.written_file import read_written


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    make_home(home)
    return home


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such pipes here")
@pytest.mark.parametrize("made", [os.mkfifo, lambda path: path.symlink_to("/dev/zero"), Path.mkdir])
@pytest.mark.parametrize("name", ["kiosk.toml", "surveys/counter.toml", "pin"])
def test_a_pipe_a_device_or_a_folder_is_refused_in_a_sentence(home: Home, name: str, made) -> None:
    path = home.path / name
    path.unlink(missing_ok=True)
    made(path)
    if name == "pin":
        done = CliRunner().invoke(cli, ["--home", str(home.path), "pin", "--list"])
        assert (done.exit_code, str(path) in str(done.exception)) == (1, True)
    else:
        done = CliRunner().invoke(cli, ["--home", str(home.path), "check"], standalone_mode=True)
        assert done.exit_code == 2
        assert str(path) in done.output
    if name == "surveys/counter.toml":
        with pytest.raises(NoSurvey, match="cannot be read"):
            load_survey(home, "counter")


def test_a_file_without_end_is_not_read_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(OSError, match="too large"):
        read_written(path)


def test_a_folder_of_surveys_that_is_a_file_is_not_right(home: Home) -> None:
    for survey in home.surveys.iterdir():
        survey.unlink()
    home.surveys.rmdir()
    home.surveys.write_text("not a folder")
    done = CliRunner().invoke(cli, ["--home", str(home.path), "check"])
    assert done.exit_code == 1
    assert "There is no" in done.output
