"""`kiosk demo` shows a live shop, ends when it is told to, and leaves nothing behind."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from kiosk.__main__ import main


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """Where the demo may make its folder."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


@pytest.fixture
def demo(tmp_path: Path, scratch: Path) -> Iterator[pexpect.spawn]:
    yield from _demo(tmp_path, scratch)


@pytest.fixture
def asking(tmp_path: Path, scratch: Path) -> Iterator[pexpect.spawn]:
    yield from _demo(tmp_path, scratch, "--run")


def _demo(tmp_path: Path, scratch: Path, *options: str) -> Iterator[pexpect.spawn]:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "kiosk", "demo", "--days", "3", "--seed", "7", "--language", "en", *options],
        dimensions=(40, 130),
        env={
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PATH": "/usr/bin:/bin",
            "TMPDIR": str(scratch),
            "KIOSK_HOME": str(tmp_path / "mine"),
            "HOME": str(tmp_path),
        },
        timeout=30,
        encoding="utf-8",
    )
    child.delaybeforesend = None
    yield child
    child.close(force=True)


def _ended(demo: pexpect.spawn) -> int:
    demo.expect(pexpect.EOF)
    demo.wait()
    return demo.exitstatus if demo.exitstatus is not None else -1


def test_ctrl_c_ends_it_and_nothing_is_left(demo: pexpect.spawn, scratch: Path, tmp_path: Path) -> None:
    demo.expect_exact("Recommendation")
    assert len(os.listdir(scratch)) == 1
    demo.sendintr()
    assert _ended(demo) == 130
    assert os.listdir(scratch) == []
    assert not (tmp_path / "mine").exists(), "the real home was never touched"


def test_a_signal_ends_it_and_nothing_is_left(demo: pexpect.spawn, scratch: Path) -> None:
    demo.expect_exact("Recommendation")
    demo.kill(signal.SIGTERM)
    assert _ended(demo) == 128 + signal.SIGTERM
    assert os.listdir(scratch) == []


def test_a_signal_before_the_screen_leaves_nothing_either(demo: pexpect.spawn, scratch: Path) -> None:
    demo.expect_exact("Making up 3 days")
    demo.kill(signal.SIGHUP)
    assert _ended(demo) == 128 + signal.SIGHUP
    assert os.listdir(scratch) == []


def test_the_customers_screen_can_be_tried(asking: pexpect.spawn, scratch: Path) -> None:
    asking.expect_exact("How satisfied")  # nobody has to read a PIN first
    asking.send("\x0f")  # Ctrl-O
    asking.expect_exact("Close the kiosk")
    asking.sendintr()
    assert _ended(asking) == 130
    assert os.listdir(scratch) == []


def test_it_needs_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], scratch: Path
) -> None:
    monkeypatch.setenv("TMPDIR", str(scratch))
    with open(os.devnull) as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        assert main(["demo"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert os.listdir(scratch) == []
