"""What docs/hardware.md has people install: the launcher, the units."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hostile.pseudo_terminal import Terminal

from kiosk.home import Home, make_home
from kiosk.pins.file import write_pin

HARDWARE = Path(__file__).parents[2] / "hardware"
LAUNCHER = HARDWARE / "kiosk-start"


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A PATH on which `kiosk` is this project's."""
    command = tmp_path / "kiosk"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kiosk "$@"\n')
    command.chmod(0o755)
    return f"{tmp_path}:{os.environ['PATH']}"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals here")
def test_keys_that_stop_programs_do_nothing_from_the_first_moment_on(tmp_path: Path, path: str) -> None:
    home = Home(tmp_path / "home")
    make_home(home)
    write_pin(home.pin_file, "748291")
    with Terminal([str(LAUNCHER), "--home", str(home.path)], program="/bin/sh", PATH=path) as terminal:
        terminal.until(lambda: terminal.is_quiet)  # some milliseconds, of which a shell needs most
        for _ in range(60):
            terminal.type("\x03\x1c\x1a")
            terminal.idle(0.005)
        terminal.until("Touch a face")
        assert b"^C" not in terminal.output[-2000:]
        terminal.type("\x1b[21~")
        terminal.until("PIN")
        terminal.idle(0.5)
        terminal.type("748291\r")
        terminal.until("Close")
        terminal.idle(0.5)
        close = re.search(r"(\d) Close", terminal.text)
        assert close is not None
        terminal.type(close[1])
        assert terminal.ends() == 0


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
@pytest.mark.parametrize("name", ["kiosk-console", "kiosk-touch"])
def test_the_units_are_what_systemd_takes(name: str, tmp_path: Path) -> None:
    unit = tmp_path / f"{name}.service"
    lines = (HARDWARE / unit.name).read_text().splitlines()
    unit.write_text(
        "\n".join("ExecStart=/bin/true" if line.startswith("ExecStart=") else line for line in lines)
    )
    done = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
