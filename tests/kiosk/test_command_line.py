"""The command line: quick, lazy, and every error a sentence and a code."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kiosk import __main__ as front_door
from kiosk import commands, version
from kiosk.commands import COMMANDS, Refusal, cli
from kiosk.home import HomeError
from kiosk.settings import SettingsError, read_settings
from store.sqlite.error import StoreError


def _run(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",  # the installed package, not the source tree
        env={**os.environ, **environment},
    )


def test_help_names_every_command_in_a_line() -> None:
    shown = _run("--help").stdout
    for name, line in COMMANDS.items():
        assert f"  {name} " in shown
        assert line in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_help_imports_no_command_and_nothing_heavy() -> None:
    code = (
        "import sys\nfrom kiosk.__main__ import main\nmain(['--help'])\n"
        "heavy = ('kiosk.commands.', 'textual', 'rich', 'sqlite', 'babel', 'asyncio',"
        " 'store.sqlite', 'store.words.formats')\n"
        "print([m for m in sys.modules if m.startswith(heavy)])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.endswith("[]\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself(name: str) -> None:
    result = CliRunner().invoke(cli, [name, "-h"])
    assert result.exit_code == 0, result.output
    assert f"Usage: cli {name}" in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_each_line_of_help_is_short_and_a_sentence(name: str) -> None:
    assert COMMANDS[name].endswith(".")
    assert len(COMMANDS[name]) <= 60


def test_the_version_is_that_of_the_installed_program() -> None:
    assert _run("--version").stdout == f"kiosk {version()}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonesuch"], "kiosk: No such command 'nonesuch'. `kiosk --help` explains.\n"),
        (["run", "--nonesuch"], "kiosk: No such option '--nonesuch'. `kiosk run --help` explains.\n"),
        (["run", "--theme", "dark"], "kiosk: Invalid value for '--theme': "),
        (["--home"], "kiosk: Option '--home' requires an argument. `kiosk --help` explains.\n"),
    ],
)
def test_wrong_usage_is_one_sentence_and_2(arguments: list[str], said: str) -> None:
    result = _run(*arguments)
    assert result.returncode == 2
    assert result.stderr.startswith(said)
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def _fail_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    @click.command()
    def failing() -> None:
        raise error

    monkeypatch.setattr(commands._Lazy, "get_command", lambda *_: failing)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (Refusal("Nothing found.", 1), 1, "Nothing found."),
        (HomeError("No home.", 3), 3, "No home."),
        (StoreError("The store is broken."), 3, "The store is broken."),
        (FileNotFoundError(2, "No such file or directory", "a.csv"), 2, "a.csv: No such file or directory."),
    ],
)
def test_an_error_that_a_person_can_mend_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    code: int,
    said: str,
) -> None:
    _fail_with(monkeypatch, error)
    assert front_door.main(["scores"]) == code
    assert capsys.readouterr() == ("", f"kiosk: {said}\n")


def test_all_that_is_wrong_in_a_file_is_said_a_line_each(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings("lock = 1\nshop = 2", file=Path("kiosk.toml"))
    _fail_with(monkeypatch, caught.value)
    assert front_door.main(["scores"]) == 2
    assert [line[:20] for line in capsys.readouterr().err.splitlines()] == [
        "kiosk: kiosk.toml:1:",
        "kiosk: kiosk.toml:2:",
    ]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interruption_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException
) -> None:
    _fail_with(monkeypatch, error)
    assert front_door.main(["scores"]) == 130
    assert capsys.readouterr().err.strip() == ""


def test_a_fault_in_the_program_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _fail_with(monkeypatch, ZeroDivisionError("division by zero"))
    monkeypatch.delenv("KIOSK_DEBUG", raising=False)
    assert front_door.main(["--home", str(tmp_path), "scores"]) == front_door.FAULT
    said = capsys.readouterr().err
    assert said.startswith("kiosk: A fault in the program (ZeroDivisionError: division by zero)")
    assert said.count("\n") == 1
    assert os.listdir(tmp_path) == []


def test_with_kiosk_debug_the_traceback_goes_to_the_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _fail_with(monkeypatch, ZeroDivisionError("division by zero"))
    monkeypatch.setenv("KIOSK_DEBUG", "1")
    assert front_door.main(["--home", str(tmp_path), "scores"]) == front_door.FAULT
    assert f"{tmp_path / 'kiosk.log'} tells more" in capsys.readouterr().err
    assert "Traceback" in (tmp_path / "kiosk.log").read_text()


def test_a_reader_that_leaves_early_is_no_error() -> None:
    process = subprocess.run(
        ["sh", "-c", f"{{ {sys.executable} -m kiosk calc --batch; echo $? >&2; }} | true"],
        input='{"id":1,"metric":"csat","scale":5,"counts":[1,2,3,4,5]}\n' * 5000,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.stderr == "141\n"


def test_the_shell_completes_commands_and_options() -> None:
    def completed(words: str, place: str) -> list[str]:
        shown = _run(_KIOSK_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=place).stdout
        return [line.partition(",")[2] for line in shown.splitlines()]

    assert completed("kiosk o", "1") == ["operator"]
    assert completed("kiosk run --to", "2") == ["--touchpoint"]
    assert completed("kiosk run --theme ", "3") == ["auto", "normal", "contrast", "light", "plain"]
    assert "_kiosk_completion" in _run(_KIOSK_COMPLETE="bash_source").stdout


def test_the_home_may_stand_before_the_command_or_after_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = ["--home", str(tmp_path / "shop")]
    for arguments in ([*home, "scores"], ["scores", *home]):
        assert front_door.main(arguments) == 3
        assert str(tmp_path / "shop") in capsys.readouterr().err


@pytest.mark.parametrize("command", ["scores", "backup", "check", "pin", "init"])
@pytest.mark.parametrize("below", ["", "shop"])
def test_a_home_that_is_a_file_is_said_to_be_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, below: str
) -> None:
    file = tmp_path / "letter"
    file.write_text("no folder", encoding="utf-8")
    for arguments in ([command, "--home", str(file / below)], ["--home", str(file / below), command]):
        assert front_door.main(arguments) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith(f"kiosk: {file} is a file where a folder should be; ")
    assert file.read_text(encoding="utf-8") == "no folder"


def test_a_home_that_leads_nowhere_is_said_and_help_is_shown_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    for home, said in (("~nobody-here/shop", "~nobody-here/shop: nobody on"), ("shop", "you are in is gone")):
        monkeypatch.setenv("KIOSK_HOME", home)
        for arguments in (["scores"], ["--home", home, "run"], []):
            assert front_door.main(arguments) == 2
            assert said in capsys.readouterr().err
        assert front_door.main(["--help"]) == front_door.main(["--version"]) == 0
        capsys.readouterr()


def test_the_scores_of_a_home_that_is_not_set_up_are_refused_in_the_usual_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kiosk.commands.operator.has_terminal", lambda: True)
    assert front_door.main(["operator", "--home", str(tmp_path / "none")]) == 2
    assert (
        capsys.readouterr().err == f"kiosk: Nothing is set up in {tmp_path / 'none'}: `kiosk init` does it.\n"
    )


def test_a_misspelt_command_is_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    assert front_door.main(["scroes"]) == 2
    assert "Did you mean scores?" in capsys.readouterr().err
    assert front_door.main(["xyzzy"]) == 2
    assert "Did you mean" not in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["scores", "--from"], ["export", "answers.csv", "--from"]])
def test_a_wrong_date_is_told_by_an_example(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    for wrong in ("2026-13-01", "yesterday", ""):
        assert front_door.main(["--home", str(tmp_path), *arguments, wrong]) == 2
        err = capsys.readouterr().err
        assert "write a date as 2026-11-21" in err
        assert "%" not in err


def test_nothing_is_imported_before_ctrl_c_is_caught() -> None:
    code = "import os, sys; sys.path.insert(0, sys.argv[1]); old = {*sys.modules}; import kiosk.__main__; "
    code += "print(*sorted({*sys.modules} - old))"
    where = str(Path(front_door.__file__).parents[1])
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code, where], capture_output=True, text=True)
    assert done.stdout.split() == ["errno", "kiosk", "kiosk.__main__"], done.stderr
