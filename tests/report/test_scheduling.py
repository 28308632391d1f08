"""What the page on reports tells people to put into cron and systemd works."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from kiosk.commands.report import command

PAGE = (Path(__file__).parents[2] / "docs" / "reports.md").read_text(encoding="utf-8")
LINES = re.findall(r"kiosk report((?: [^\n|>`&']+)?)", PAGE)


def test_every_report_that_is_shown_has_options_that_exist() -> None:
    known = {name for param in command.params for name in param.opts}
    assert len(LINES) >= 12
    for line in LINES:
        assert {word for word in shlex.split(line) if word.startswith("-") and word != "-"} <= known, line


def test_every_line_for_cron_is_one() -> None:
    (table,) = re.findall(r"```text\n(# At closing.*?)```", PAGE, re.DOTALL)
    setting, *lines = [line for line in table.splitlines() if not line.startswith("#")]
    assert re.fullmatch(r"LANG=\S+", setting)
    assert len(lines) == 3
    for line in lines:
        assert re.fullmatch(r"(\d+ \d+ \* \* (\*|\d(-\d)?)) +kiosk report .+", line), line


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd-analyze")
def test_systemd_takes_the_timer_and_its_service(tmp_path: Path) -> None:
    units = re.findall(r"```ini\n# (\S+)\n(.*?)```", PAGE, re.DOTALL)
    assert [name for name, _ in units] == ["kiosk-report.service", "kiosk-report.timer"]
    for name, text in units:
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / name) for name, _ in units)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert [line for line in done.stderr.splitlines() if "kiosk-report" in line] == []
    when = re.findall(r"OnCalendar=(.+)", PAGE)
    calendar = ["systemd-analyze", "calendar", *when]
    assert subprocess.run(calendar, capture_output=True, timeout=60, check=False).returncode == 0
