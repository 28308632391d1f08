"""`kiosk calc`: what people and scripts get for their counts."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from kiosk.commands import cli

SCORE_KEYS = [
    "metric", "scale", "counts", "n", "score", "score_display", "low", "high",
    "favourable_pct", "favourable_low", "favourable_high", "status",
]  # fmt: skip
CHANGE_KEYS = ["change", "change_low", "change_high", "verdict"]


def calc(*arguments: str, stdin: str | bytes = "", language: str = "en_GB.UTF-8") -> Result:
    return CliRunner().invoke(cli, ["calc", *arguments], input=stdin, env={"LC_ALL": language})


def as_json(*arguments: str) -> dict[str, object]:
    done = calc(*arguments, "--json")
    assert done.exit_code == 0, done.output
    assert done.stdout.count("\n") == 1
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def batch(*lines: object) -> tuple[int, list[dict[str, object]]]:
    written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    done = calc("--batch", stdin="\n".join(written))
    return done.exit_code, [json.loads(line) for line in done.stdout.splitlines()]


class TestForAPerson:
    def test_the_worked_example(self) -> None:
        done = calc("ces", "5", "20,15,5,20,40")
        assert done.exit_code == 0
        assert done.stdout == (
            "3.45 of 5\n"
            "60 of 100 found it easy\n"
            "probably 3.13 to 3.74\n"
            "60% easy, 40% neutral or harder, 20% very hard\n"
            "1: 20%  2: 15%  3: 5%  4: 20%  5: 40%\n"
        )

    def test_a_few_answers_have_no_score(self) -> None:
        assert calc("csat", "5", "0,0,0,0,3").stdout.startswith("3 of 3 satisfied\ntoo few to be sure\n")

    def test_no_answers_are_a_dash(self) -> None:
        done = calc("nps", "10", "0,0,0,0,0,0,0,0,0,0,0")
        assert (done.exit_code, done.stdout) == (0, "–\n")

    def test_a_change_is_judged(self) -> None:
        done = calc("csat", "5", "10,0,0,0,90", "--against", "20,0,0,0,80")
        assert done.stdout.splitlines()[-1] == "+10.0, probably 0.0 to +19.9: better"

    def test_in_the_language_of_the_terminal(self) -> None:
        assert calc("ces", "5", "20,15,5,20,40", language="fr_FR.UTF-8").stdout.startswith("3,45 sur 5\n")


class TestForAScript:
    def test_the_keys_are_these_in_this_order(self) -> None:
        assert list(as_json("ces", "5", "20,15,5,20,40")) == SCORE_KEYS
        found = as_json("ces", "5", "20,15,5,20,40", "--against", "1,2,3,4,5")
        assert list(found) == SCORE_KEYS + CHANGE_KEYS

    def test_numbers_are_unrounded(self) -> None:
        found = as_json("csat", "5", "1,0,0,0,2")
        assert found["score"] == found["favourable_pct"] == 200 / 3
        assert found["score_display"] == "67"
        assert found["status"] == "too_few"
        assert as_json("ces", "7", "0,0,1,0,0,0,10")["score_display"] == "6.64"

    def test_a_net_score_has_an_ascii_sign_and_no_favourable_share(self) -> None:
        found = as_json("nps", "10", "8,0,0,0,0,0,0,0,0,0,1")
        assert found["score_display"] == "-78"
        assert found["favourable_pct"] is found["favourable_low"] is found["favourable_high"] is None

    def test_without_answers_all_is_null(self) -> None:
        found = as_json("csat", "10", "0,0,0,0,0,0,0,0,0,0", "--against", "0,0,0,0,0,0,0,0,0,9")
        assert (found["n"], found["status"], found["verdict"]) == (0, "no_data", "insufficient")
        numbers = {key for key, value in found.items() if value is None}
        assert numbers == {*SCORE_KEYS[4:11], *CHANGE_KEYS[:3]}

    def test_the_change_is_from_the_other_counts_to_these(self) -> None:
        found = as_json("csat", "5", "10,0,0,0,90", "--against", "20,0,0,0,80")
        assert (found["change"], found["verdict"]) == (10.0, "better")
        assert found["change_low"] == pytest.approx(0.014902511855754974)

    def test_the_older_effort_score_gets_better_as_it_falls(self) -> None:
        found = as_json("ces1", "5", "50,25,5,10,10", "--against", "40,20,5,15,20")
        assert (found["change"], found["verdict"], found["favourable_pct"]) == (-0.5, "better", 75.0)


class TestBadInput:
    @pytest.mark.parametrize(
        ("arguments", "sentence"),
        [
            ([], "Say METRIC, SCALE and COUNTS, as in: kiosk calc ces 5 20,15,5,20,40"),
            (["csat", "5"], "Say METRIC, SCALE and COUNTS"),
            (["smile", "5", "1,2"], '"smile" is no metric; write csat, nps or ces.'),
            (["csat", "7", "1,2,3,4,5,6,7"], '"7" is no scale of csat; write 5 or 10.'),
            (["nps", "5", "1,2,3,4,5"], '"5" is no scale of nps; write 10.'),
            (["nps", "10", "1,2,3,4,5,6,7,8,9,10"], "counts: 10 given, but the scale 0 to 10 has 11 points."),
            (["csat", "5", "1,2,3,4"], "counts: 4 given, but the scale 1 to 5 has 5 points."),
            (["csat", "5", "1,2,3,4,-5"], 'counts: "-5" is no count; write whole numbers from 0 up.'),
            (["csat", "5", "1,2,3,4,5.0"], 'counts: "5.0" is no count'),
            (["csat", "5", "1,2,3,4,\u0665"], "is no count"),
            (["csat", "5", "1,2,3,4,"], 'counts: "" is no count'),
            (["csat", "5", "1,2,3,4," + "9" * 5000], "is no count"),
            (["csat", "5", "1,2,3,4," + "9" * 50], "cannot be told apart"),
            (["csat", "5", "1,2,3,4,5", "--against", "1,2"], "against: 2 given"),
            (["csat", "5", "1,2,3,4,5", "--batch"], "--batch reads everything from standard input"),
        ],
    )
    def test_it_is_one_sentence_and_exit_code_2(self, arguments: list[str], sentence: str) -> None:
        done = calc(*arguments)
        assert done.exit_code == 2
        assert sentence in done.stderr
        assert done.stderr.count("\n") == 1
        assert done.stdout == ""


class TestBatch:
    GOOD = {"id": 7, "metric": "csat", "scale": 5, "counts": [0, 0, 0, 0, 12]}  # noqa: RUF012  # never changed

    def test_each_line_is_answered_under_its_id(self) -> None:
        code, found = batch(self.GOOD, {**self.GOOD, "id": "b", "against": [12, 0, 0, 0, 0]})
        assert code == 0
        assert list(found[0]) == ["id", *SCORE_KEYS]
        assert list(found[1]) == ["id", *SCORE_KEYS, *CHANGE_KEYS]
        assert [each["id"] for each in found] == [7, "b"]

    @pytest.mark.parametrize(
        ("line", "id", "error"),
        [
            ("nonsense", None, "The line is not JSON."),
            ("[1, 2]", None, "The line is not an object"),
            ("[" * 100_000, None, "The line is not JSON."),
            ('{"id": 1}', 1, '"metric" is missing.'),
            ({**GOOD, "metric": None}, 7, "is no metric"),
            ({**GOOD, "metric": "\ud83d", "counts": []}, 7, '"\ud83d" is no metric'),
            ({**GOOD, "id": "\ud83d", "scale": 3}, "\ud83d", "is no scale of csat"),
            ({**GOOD, "scale": True}, 7, "is no scale of csat"),
            ({**GOOD, "scale": 5.0}, 7, "is no scale of csat"),
            ({**GOOD, "counts": 5}, 7, "counts: "),
            ({**GOOD, "counts": {"5": 1}}, 7, "is no list of counts"),
            ({**GOOD, "counts": [0, 0, 0, 0, True]}, 7, "is no count"),
            ({**GOOD, "counts": [0, 0, 0, 0, 1.5]}, 7, "is no count"),
            ({**GOOD, "counts": [0, 0, 0, 0, -1]}, 7, "is no count"),
            ({**GOOD, "counts": [0, 0, 0, 0, None]}, 7, "is no count"),
            ({**GOOD, "counts": []}, 7, "counts: 0 given"),
            ('{"id": 7, "metric": "csat", "scale": 5, "counts": [0,0,0,0,NaN]}', 7, "is no count"),
            ({**GOOD, "against": "x"}, 7, "against: "),
        ],
    )
    def test_a_bad_line_says_why_and_the_rest_goes_on(self, line: object, id: object, error: str) -> None:
        code, found = batch(self.GOOD, line, "", {**self.GOOD, "id": 8})
        assert code == 2
        assert [each["id"] for each in found] == [7, id, 8]
        assert list(found[1]) == ["id", "error"]
        assert error in str(found[1]["error"])

    def test_bytes_that_are_no_text_are_a_bad_line(self) -> None:
        done = calc("--batch", stdin=b"\xff\xfe\n" + json.dumps(self.GOOD).encode() + b"\n")
        assert done.exit_code == 2
        assert len(done.stdout.splitlines()) == 2

    def test_nothing_in_is_nothing_out(self) -> None:
        assert batch() == (0, [])


def test_it_loads_neither_screens_nor_a_store() -> None:
    code = (
        "import sys; from kiosk.__main__ import main; main(['calc', 'ces', '5', '20,15,5,20,40']); "
        "print([m for m in ('textual', 'sqlite3', 'pysqlite3', 'sqlite_utils', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
