"""`kiosk operator` from outside."""

import subprocess
import sys
from pathlib import Path


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kiosk", *arguments]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)


def test_without_a_terminal_it_says_so_in_one_sentence(tmp_path: Path) -> None:
    ended = run("--home", str(tmp_path), "operator")
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "kiosk scores" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_its_help_names_the_way_out_and_the_pin() -> None:
    ended = run("operator", "--help")
    assert ended.returncode == 0
    assert "PIN" in ended.stdout
    assert "Ctrl-C" in ended.stdout
