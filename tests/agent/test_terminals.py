"""The desk and `kiosk ask` in real terminals: pipelines, examples, kills, and what is then on disk."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hostile.pseudo_terminal import Terminal

from kiosk.home import Home, make_home
from store.sqlite.engine import sqlite3

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals here")

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
SURVEY = """
name = "quick"
touchpoint = "support"
languages = ["en", "fr"]
[[question]]
id = "ease"
metric = "ces"
scale = 5
text = { en = "How easy was it?", fr = "Était-ce facile ?" }
[[question]]
id = "recommend"
metric = "nps"
text = { en = "Would you recommend us?", fr = "Nous recommanderiez-vous ?" }
"""
SHELL = "import subprocess, sys; sys.exit(subprocess.run(['sh', '-c', sys.argv[1]]).returncode)"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home that asks two questions."""
    home = Home(tmp_path / "home")
    make_home(home)
    (home.surveys / "counter.toml").write_text(SURVEY)
    return home


def in_shell(home: Home, line: str, **environment: str) -> Terminal:
    """A terminal in which a shell runs `line`, with `kiosk` on its path."""
    tools = home.path.parent / "bin"
    tools.mkdir(exist_ok=True)
    kiosk = tools / "kiosk"
    kiosk.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kiosk "$@"\n')
    kiosk.chmod(0o755)
    path = f"{tools}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    return Terminal(["-c", SHELL, line], PATH=path, KIOSK_HOME=str(home.path), **environment)


def responses(home: Home) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(home.database)
    try:
        return connection.execute(
            "SELECT reference, agent, channel, status, k.label FROM response r"
            " JOIN kiosk k ON k.id = r.kiosk ORDER BY started_ms"
        ).fetchall()
    finally:
        connection.close()


def test_ask_in_a_pipeline_asks_on_the_terminal_and_prints_one_line(home: Home, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    line = f'echo nothing | kiosk ask --ref 8123 --agent 17 --touchpoint calls | cat >"{out}"; echo DONE'
    with in_shell(home, line) as terminal:
        terminal.until("How easy was it?")
        terminal.type("4")
        terminal.type("10")
        terminal.until("DONE")
        assert terminal.ends() == 0
    told = json.loads(out.read_text())
    assert out.read_text().count("\n") == 1
    assert (told["reference"], told["agent"], told["touchpoint"]) == ("8123", "17", "calls")
    assert (told["channel"], told["status"], told["kiosk"]) == ("assisted", "complete", "desk-1")
    assert [(a["question"], a["score"]) for a in told["answers"]] == [("ease", 4), ("recommend", 10)]
    assert responses(home) == [("8123", "17", "assisted", "complete", "desk-1")]
    asked = {"KIOSK_HOME": str(home.path), "LANG": "C.UTF-8", "PATH": ""}
    again = subprocess.run(
        [sys.executable, "-m", "kiosk", "ask", "--ref", "8123"], env=asked, capture_output=True, text=True
    )
    assert (again.returncode, again.stdout) == (2, "")
    assert "asked already" in again.stderr


def test_a_refusal_is_printed_and_the_exit_code_is_one(home: Home, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    with in_shell(home, f'kiosk ask --ref 8123 --agent 17 >"{out}"') as terminal:
        terminal.until("How easy was it?")
        terminal.type("\x1b[15~")  # F5
        assert terminal.ends() == 1
        assert terminal.is_restored
    assert json.loads(out.read_text())["status"] == "refused"


def test_nobody_answers_in_time(home: Home, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    with in_shell(home, f'kiosk ask --timeout 1 >"{out}"') as terminal:
        assert terminal.ends() == 1
    told = json.loads(out.read_text())
    assert (told["status"], told["channel"], told["agent"]) == ("timed_out", "self", None)


def test_the_till_example_asks_one_customer_after_the_other_and_reads_the_answers(home: Home) -> None:
    till = EXAMPLES / "till.sh"
    with in_shell(home, f'"{till}" S-77 && "{till}" S-78', TILL="3") as terminal:
        for first, called in (("2", "ring the manager"), ("5", "S-78 complete")):
            terminal.until("How easy was it?")
            terminal.idle(0.5)  # what comes sooner was meant for the screen before
            terminal.type(first)
            terminal.until("Would you recommend us?")
            terminal.idle(0.8)
            terminal.type("9")
            terminal.until("Thank you")
            terminal.idle(0.5)
            terminal.type(" ")
            terminal.until(called)
        assert terminal.ends() == 0
    assert responses(home) == [
        ("S-77", None, "self", "complete", "till-3"),
        ("S-78", None, "self", "complete", "till-3"),
    ]
    assert not home.log.exists() or home.log.read_text() == ""


def test_the_phone_example_keeps_a_line_a_call(home: Home, tmp_path: Path) -> None:
    lines = tmp_path / "answers.jsonl"
    calls = f'"{EXAMPLES / "phone.sh"}" C-1 17 fr && "{EXAMPLES / "phone.sh"}" C-2 17; echo CODE $?'
    with in_shell(home, calls, ANSWERS=str(lines)) as terminal:
        terminal.until("Était-ce facile")
        terminal.type("57")
        terminal.until("How easy was it?")
        terminal.type("\x1b[17~")  # F6
        terminal.until("CODE 0")
        terminal.ends()
    told = [json.loads(line) for line in lines.read_text().splitlines()]
    assert [(t["reference"], t["status"], t["language"]) for t in told] == [
        ("C-1", "complete", "fr"),
        ("C-2", "no_time", "en"),
    ]


def test_keys_typed_ahead_of_the_first_picture_count_and_a_kill_loses_no_kept_answer(home: Home) -> None:
    desk = ["-m", "kiosk", "--home", str(home.path), "agent", "--agent", "17"]
    with Terminal(desk) as terminal:
        terminal.until("Reference")
        terminal.type("812\x1b8123\r498124\r5108125\r3")  # an Esc, and an 8 right after it
        terminal.until("Would you recommend us?")
        terminal.until(lambda: len(responses(home)) == 3)
        terminal.signal(signal.SIGKILL)
        terminal.ends()
    statuses = [row[3] for row in responses(home)]
    assert statuses == ["complete", "complete", "open"]
    with Terminal(desk) as terminal:
        terminal.until("8125")  # the list of the agent's calls
        terminal.until(lambda: responses(home)[2][3] == "partial")
        terminal.type("\x11")
        assert terminal.ends() == 0
        assert terminal.is_restored


def test_every_desk_without_a_name_takes_the_first_free_seat(home: Home) -> None:
    desk = ["-m", "kiosk", "--home", str(home.path), "agent", "--agent"]
    with Terminal([*desk, "1"]) as first, Terminal([*desk, "2"]) as second:
        first.until("Reference")
        second.until("Reference")
        for terminal, reference in ((first, "A"), (second, "B")):
            terminal.type(f"{reference}\r\x1b[15~")
            terminal.until(f"{reference} is kept.")
        first.type("\x03")
        assert first.ends() == 130
        with Terminal([*desk, "3"]) as third:
            third.until("Reference")
            third.type("C\r\x1b[15~")
            third.until("C is kept.")
    assert sorted((row[1], row[4]) for row in responses(home)) in (
        [("1", "desk-1"), ("2", "desk-2"), ("3", "desk-1")],
        [("1", "desk-2"), ("2", "desk-1"), ("3", "desk-2")],
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--ref", "12"], "the 6 digits"),
        (["--agent", ""], "--agent takes"),
        (["--language", "de"], 'no language "de"'),
        (["--survey", "nothing"], "nothing.toml is missing"),
        (["--timeout", "0"], "timeout"),
        ([], "none"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_two(home: Home, arguments: list[str], said: str) -> None:
    home.settings_file.write_text("reference_pattern = '\\d{6}'\nreference_hint = \"the 6 digits\"")
    for command in ("ask", "agent"):
        if command == "agent" and arguments[:1] == ["--timeout"]:
            continue
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", "--home", str(home.path), command, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            start_new_session=True,
        )
        if command == "agent" and arguments:  # it looks for its terminal first
            assert done.returncode == 2
        else:
            assert (done.returncode, done.stdout) == (2, "")
            assert said in done.stderr
        assert done.stderr.count("\n") == 1


@pytest.mark.long
def test_twenty_desks_on_one_home_keep_every_answer_once(home: Home) -> None:
    desks, calls = 20, 12
    command = ["-m", "kiosk", "--home", str(home.path), "agent", "--agent"]
    terminals = [Terminal([*command, str(number)]) for number in range(desks)]
    try:
        for terminal in terminals:
            terminal.until("Reference")
        for call in range(calls):
            for number, terminal in enumerate(terminals):
                likely = (number + call) % 9 + 1
                waits = "\r" if likely == 1 else ""  # it could still become a 10
                terminal.type(f"{number}-{call}\r{number % 5 + 1}{likely}{waits}")
        for number, terminal in enumerate(terminals):
            terminal.until(f"{number}-{calls - 1} is kept.")
            assert "not kept" not in terminal.text
            assert "kiosk doctor" not in terminal.text
            terminal.type("\x11")
        assert [terminal.ends() for terminal in terminals] == [0] * desks
    finally:
        for terminal in terminals:
            terminal.__exit__()
    connection = sqlite3.connect(home.database)
    found = connection.execute(
        "SELECT r.reference, r.agent, a.score, b.score FROM response r"
        " JOIN answer a ON a.response = r.id JOIN question q ON q.id = a.question AND q.name = 'ease'"
        " JOIN answer b ON b.response = r.id JOIN question p ON p.id = b.question AND p.name = 'recommend'"
        " WHERE r.status = 'complete' AND r.channel = 'assisted'"
    ).fetchall()
    whole = connection.execute(
        "SELECT count(*), (SELECT count(DISTINCT label) FROM kiosk) FROM response"
    ).fetchone()
    connection.close()
    assert whole == (desks * calls, desks)
    assert sorted(found) == sorted(
        (f"{number}-{call}", str(number), number % 5 + 1, (number + call) % 9 + 1)
        for number in range(desks)
        for call in range(calls)
    )
    assert not home.log.exists()
