"""`kiosk scores`: the operator's numbers in a terminal, a pipe or a script."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from model.small_shop import SURVEY, visit

from kiosk.__main__ import main
from kiosk.commands import cli
from kiosk.home import Home, make_home
from kiosk.shop_clock import now_ms
from store.model.period import business_day
from store.model.response import Answer, Outcome, Response, Status
from store.sqlite.database import open_database
from store.sqlite.responses import Responses
from store.sqlite.spill import Spill, spill_path

DAY_STARTS = 4


def today() -> date:
    """The business day that the command will take for today; the tests of a run span no 4 in the morning."""
    return business_day(datetime.now().astimezone(), DAY_STARTS)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    found = Home(tmp_path / "home")
    make_home(found)
    return found


def fill(home: Home, *responses: Response) -> None:
    with open_database(home.database, writing=True, now_ms=now_ms) as database:
        store = Responses(database)
        store.register(SURVEY)
        for response in responses:
            store.save(response)


def scores(home: Home, *arguments: str, language: str = "en_GB.UTF-8") -> Result:
    return CliRunner().invoke(cli, ["--home", str(home.path), "scores", *arguments], env={"LC_ALL": language})


def document(home: Home, *arguments: str) -> dict:
    done = scores(home, *arguments, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def apart(responses: list[Response]) -> list[Response]:
    """At a pace that no rule takes for a child's: a visit every two minutes of the morning."""
    first = min(response.started_ms for response in responses)
    return [
        replace(response, started_ms=first + 120_000 * index, ended_ms=first + 120_000 * index + 60_000)
        for index, response in enumerate(responses)
    ]


def test_a_stranger_who_taps_three_answers_sees_three_of_three(home: Home) -> None:
    fill(home, *apart([visit(day=today(), score=score) for score in (5, 4, 5)]))
    done = scores(home)
    assert done.exit_code == 0
    assert "3 of 3 satisfied so far; too few to say more." in done.stdout
    assert "self-service" in done.stdout


def test_a_shop_without_an_answer_is_no_error(home: Home) -> None:
    done = scores(home)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "No answers yet."
    found = document(home)
    assert (found["tone"], found["scores"], found["funnel"]["started"]) == ("empty", [], 0)
    assert scores(home, "--by", "touchpoint").stdout.splitlines()[-1] == "No answers yet."
    assert document(home, "--by", "hour")["rows"] == []


def test_a_registered_survey_without_an_answer_has_its_scores_with_n_0(home: Home) -> None:
    fill(home)
    found = document(home)
    assert [(each["question"], each["n"], each["score"]) for each in found["scores"]] == [
        ("satisfaction", 0, None), ("recommend", 0, None), ("ease", 0, None),
    ]  # fmt: skip


def test_the_keys_of_the_document_are_documented_and_stable(home: Home) -> None:
    fill(home, visit(day=today(), score=5))
    found = document(home)
    assert list(found) == [
        "period", "filters", "channel", "demo", "other_channels", "assisted_higher", "tone",
        "weak_touchpoint", "scores", "excluded", "funnel", "commented",
    ]  # fmt: skip
    assert found["period"] == {
        "span": "day", "first": today().isoformat(), "last": today().isoformat(), "open": True,
    }  # fmt: skip
    (score,) = found["scores"]
    assert list(score) == [
        "survey", "question", "metric", "scale", "counts", "n", "score", "score_display", "low", "high",
        "favourable_pct", "favourable_low", "favourable_high", "status", "shown", "skipped", "timed_out",
        "excluded", "usual", "before", "change", "change_low", "change_high", "verdict", "recent", "target",
    ]  # fmt: skip
    explained = cli.get_command(None, "scores").help  # type: ignore[arg-type,union-attr]  # it needs no context
    assert all(key in explained for key in (*found, *score["usual"], "shown", "skipped", "recent", "before"))


def test_a_closed_period_is_compared_and_an_open_one_is_not(home: Home) -> None:
    day = today() - timedelta(days=1)
    fill(
        home,
        *apart([visit(day=day, score=1) for _ in range(12)]),
        *apart([visit(day=day - timedelta(days=1), score=5) for _ in range(12)]),
    )
    found = document(home, "--from", day.isoformat(), "--to", day.isoformat())
    (score,) = found["scores"]
    assert (score["change"], score["verdict"], score["usual"]) == (-100.0, "worse", None)
    assert score["before"]["n"] == 12
    assert "the day before: 100%, worse" in scores(home, "--from", str(day), "--to", str(day)).stdout


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        ("touchpoint", ["checkout", "returns"]),
        ("hour", ["9", "12"]),
        ("agent", ["17"]),
        ("kiosk", ["kiosk-1"]),
        ("language", ["en"]),
        ("channel", ["self"]),
    ],
)
def test_a_period_can_be_cut(home: Home, by: str, keys: list[str]) -> None:
    fill(
        home,
        visit(day=today(), score=5, hour=12),
        visit(day=today(), score=1, hour=9, touchpoint="returns", agent="17"),
    )
    found = document(home, "--by", by)
    assert found["by"] == by
    assert [row["key"] for row in found["rows"]] == keys
    assert {score["metric"] for row in found["rows"] for score in row["scores"]} == {"csat"}
    assert scores(home, "--by", by).exit_code == 0


def test_days_are_in_their_order(home: Home) -> None:
    first = today() - timedelta(days=3)
    fill(home, *[visit(day=first + timedelta(days=i), score=5) for i in range(3)])
    found = document(home, "--by", "day", "--from", first.isoformat())
    assert [row["key"] for row in found["rows"]] == [
        (first + timedelta(days=i)).isoformat() for i in range(3)
    ]


def test_a_long_period_is_cut_into_weeks_by_their_mondays_and_into_months(home: Home) -> None:
    monday = date(2026, 6, 29)
    fill(home, *[visit(day=monday + timedelta(days=days), score=5) for days in (0, 6, 7, 8, 40)])
    span = "--from", "2026-06-01", "--to", "2026-08-31"
    weeks = document(home, *span, "--by", "week")["rows"]
    assert [(row["key"], row["scores"][0]["n"]) for row in weeks] == [
        ("2026-06-29", 2), ("2026-07-06", 2), ("2026-08-03", 1),
    ]  # fmt: skip
    months = document(home, *span, "--by", "month")["rows"]
    assert [(row["key"], row["scores"][0]["n"]) for row in months] == [
        ("2026-06-01", 1), ("2026-07-01", 3), ("2026-08-01", 1),
    ]  # fmt: skip
    assert "29 Jun" in scores(home, *span, "--by", "week").stdout
    assert "August 2026" in scores(home, *span, "--by", "month").stdout


def segmented(option: str | None, score: int) -> Response:
    response = visit(day=today(), score=score)
    outcome = Outcome.SKIPPED if option is None else Outcome.ANSWERED
    answer = Answer("first_time", outcome, 5000, 9000, choices=(option,) if option else ())
    return replace(response, answers={**response.answers, "first_time": answer})


def test_a_period_can_be_cut_by_a_question(home: Home) -> None:
    fill(home, *apart([segmented("yes", 5), segmented("yes", 1), segmented("no", 5), segmented(None, 1)]))
    found = document(home, "--by", "first_time")
    assert [(row["key"], row["scores"][0]["counts"]) for row in found["rows"]] == [
        ("no", [0, 0, 0, 0, 1]),
        ("yes", [1, 0, 0, 0, 1]),
    ]
    assert "Yes " in scores(home, "--by", "first_time").stdout


def test_an_agents_score_is_shown_from_ten_answers_on(home: Home) -> None:
    def calls(agent: str, n: int) -> list[Response]:
        return [visit(day=today(), score=5, channel="assisted", agent=agent) for _ in range(n)]

    fill(home, *calls("a", 9), *calls("b", 10))
    a, b = document(home, "--by", "agent")["rows"]
    assert (a["scores"][0]["n"], a["scores"][0]["score"], a["scores"][0]["counts"]) == (9, None, None)
    assert (b["scores"][0]["n"], b["scores"][0]["score"]) == (10, 100.0)
    shown = scores(home, "--by", "agent").stdout
    assert "from 10 answers on" in shown
    assert "9 of 9" not in shown


def test_what_is_left_out_is_said(home: Home) -> None:
    responses = apart([visit(day=today(), score=score) for score in (5, 5, 1)])
    fill(home, *responses)
    with open_database(home.database, writing=True, now_ms=now_ms) as database:
        Responses(database).void(responses[2].uid, by="Ana", why="a child")
    found = document(home)
    assert found["scores"][0]["excluded"] == 1
    assert found["excluded"] == [{"rule": "void", "by": "Ana", "why": "a child", "responses": 1}]
    assert "1 visit left out: voided by Ana: a child" in scores(home).stdout


def test_only_what_is_left_out_of_the_channel_shown_is_counted(home: Home) -> None:
    responses = apart([visit(day=today(), score=5) for _ in range(4)])
    responses[2:] = [replace(each, channel="web") for each in responses[2:]]
    fill(home, *responses)
    with open_database(home.database, writing=True, now_ms=now_ms) as database:
        store = Responses(database)
        store.void(responses[0].uid, by="Ana", why="a child")
        store.void(responses[2].uid, by="Ben", why="a test")
    for channel, by in (("self", "Ana"), ("web", "Ben")):
        found = document(home, "--channel", channel)["excluded"]
        assert [(each["by"], each["responses"]) for each in found] == [(by, 1)]
    assert document(home, "--channel", "assisted")["excluded"] == []


def test_the_reader_of_french_gets_french(home: Home) -> None:
    fill(home, *apart([visit(day=today(), score=score) for score in (5, 4, 5)]))
    shown = scores(home, language="fr_FR.UTF-8").stdout
    assert "3 satisfaits sur 3" in shown
    assert shown.startswith("Aujourd’hui, ")


def test_a_name_that_steers_terminals_is_shown_as_text(home: Home) -> None:
    fill(home, visit(day=today(), score=5, touchpoint="\x1b[31mtill\x07"))
    assert "\x1b" not in scores(home, "--by", "touchpoint").stdout
    assert document(home, "--by", "touchpoint")["rows"][0]["key"] == "\x1b[31mtill\x07"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--by", "mood"], '--by "mood": nothing here is called that; write one of hour, day,'),
        (
            ["--channel", "nope"],
            '--channel "nope": nothing here is called that; write one of self, assisted, demo.',
        ),
        (
            ["--channel", "nope", "--by", "day"],
            '--channel "nope": nothing here is called that; write one of self,',
        ),
        (["--segment", "first_time"], '--segment "first_time": write a question and one of its options,'),
        (["--segment", "mood=good"], '--segment "mood": nothing here is called that; write one of mattered,'),
        (["--segment", "mattered=x"], '--segment "mattered=x": nothing here is called that; write one of'),
        (["--to", "2026-01-01"], "--to 2026-01-01 needs --from."),
        (["--from", "2026-02-01", "--to", "2026-01-01"], "--to 2026-01-01 is before --from 2026-02-01."),
        (["--period", "week", "--from", "2026-02-01"], "Say either --period or --from and --to, not both."),
    ],
)
def test_wrong_use_is_one_sentence(home: Home, arguments: list[str], sentence: str) -> None:
    fill(home)
    done = scores(home, *arguments)
    assert done.exit_code == 2
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_a_store_it_says_so_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--home", str(tmp_path / "none"), "scores"]) == 3
    assert capsys.readouterr().err.count("\n") == 1


def test_a_file_that_is_no_store_is_left_alone(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    home.database.write_text("not a store, not at all, but a letter of some length to my bank")
    assert main(["--home", str(home.path), "scores"]) == 3
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert home.database.read_text().startswith("not a store")


def test_it_loads_no_screens(home: Home) -> None:
    fill(home, visit(day=today(), score=5))
    code = (
        f"import sys; from kiosk.__main__ import main; main(['--home', {str(home.path)!r}, 'scores']); "
        "print('textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


def test_filters_hold_together(home: Home) -> None:
    fill(
        home,
        *apart(
            [
                visit(day=today(), score=5, touchpoint="returns", language="fr", first_time="yes"),
                visit(day=today(), score=1, touchpoint="returns", language="fr"),
                visit(day=today(), score=1, touchpoint="returns", language="en", first_time="yes"),
                visit(day=today(), score=1, touchpoint="checkout", language="fr", first_time="yes"),
            ]
        ),
    )
    wanted = ["--touchpoint", "returns", "--language", "fr", "--segment", "first_time=yes"]
    found = document(home, *wanted, "--question", "satisfaction")
    assert found["filters"] == {
        "touchpoint": "returns", "language": "fr", "question": "satisfaction",
        "segments": ["first_time=yes"],
    }  # fmt: skip
    assert [(each["question"], each["counts"]) for each in found["scores"]] == [
        ("satisfaction", [0, 0, 0, 0, 1])
    ]
    assert [row["key"] for row in document(home, *wanted, "--by", "kiosk")["rows"]] == ["kiosk-1"]
    heading = scores(home, *wanted).stdout.splitlines()[0]
    assert heading.endswith("· touchpoint returns · Français · First visit? Yes")


def test_an_agent_s_refusals_stand_beside_the_score(home: Home) -> None:
    call = {"day": today(), "channel": "assisted", "agent": "17"}
    fill(
        home,
        *[visit(score=5, **call) for _ in range(3)],
        visit(status=Status.REFUSED, **call),
    )
    (row,) = document(home, "--by", "agent")["rows"]
    assert (row["funnel"]["started"], row["funnel"]["refused"]) == (4, 1)
    assert "25%" in scores(home, "--by", "agent").stdout


def test_a_closed_week_is_compared_row_by_row_with_the_one_before(home: Home) -> None:
    monday = today() - timedelta(days=today().weekday())
    before = [visit(day=monday - timedelta(days=10), score=5, channel="assisted") for _ in range(20)]
    after = [visit(day=monday - timedelta(days=3), score=1, channel="assisted") for _ in range(20)]
    fill(home, *before, *after)
    (row,) = document(home, "--by", "touchpoint", "--period", "week", "--previous")["rows"]
    assert row["scores"][0]["verdict_before"] == "worse"
    shown = scores(home, "--by", "touchpoint", "--period", "week", "--previous").stdout
    assert "0%* ▼" in shown
    assert "▲ and ▼: against the week before" in shown
    (row,) = document(home, "--by", "touchpoint", "--period", "year")["rows"]
    assert row["scores"][0]["verdict_before"] is None


def test_what_the_store_could_not_take_yet_is_told_beside_the_scores(home: Home) -> None:
    fill(home, visit(day=today(), score=5))
    spill = Spill(spill_path(home.database, "kiosk-1"), size=1 << 14)
    spill.open()
    spill.keep(visit(day=today(), score=1), SURVEY)
    for command in (["scores"], ["scores", "--json"], ["report"]):
        done = CliRunner().invoke(cli, ["--home", str(home.path), *command])
        assert done.exit_code == 0
        assert "1 visit could not be written into the store yet, or not all of it" in done.stderr
        assert "could not be" not in done.stdout
    spill.clear()
    assert scores(home).stderr == ""
    spill.close()
