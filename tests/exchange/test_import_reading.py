"""What a foreign file says is what is kept: however it is written, and nothing that it does not say."""

import os
import sys
import time
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from exchange.kept_answers import NOW_MS
from exchange.old_cards import COLUMNS, CSAT, HEAD, NPS, SCORE, Take, mapping, scores, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.shop_clock import offset_min
from store.exchange.imports.mapping import MappingError, read_mapping
from store.exchange.imports.moments import Moments, WrongMoment
from store.exchange.imports.sheet import SheetError, open_sheet
from store.exchange.imports.taking import AmbiguousDates
from store.model.period import day_number
from store.model.response import Outcome, Status
from store.model.scale import Metric, Scale

SAMPLES = Path(os.environ.get("KIOSK_SAMPLES", Path(__file__).parents[3] / "shared" / "data"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_encodings_and_separators_are_found_out(tmp_path: Path, encoding: str, separator: str) -> None:
    inside = " " if separator == "\t" else separator  # no name holds a tab
    lines = (("when", "score", "Où"), ("2018-05-21", "4", f'"a{inside}é ""x"""'), ("2018-05-22", "5", "b"))
    take = Take(
        written(tmp_path, *map(separator.join, lines), encoding=encoding),
        mapping(columns='touchpoint = "Où"\n'),
    )
    assert [response.touchpoint for response in take.read()] == [f'a{inside}é "x"', "b"]
    assert take.sheet.separator == separator
    assert take.sheet.encoding == encoding.removesuffix("-sig")


def test_a_cell_may_have_several_lines_and_a_reject_names_the_line_of_its_row(tmp_path: Path) -> None:
    path = written(tmp_path, "when,score,x", '2018-05-21,4,"two\r\nlines"', "", "2018-05-21,9,y")
    take = Take(path, mapping())
    assert scores(take.read()) == [4]
    assert take.rejected == [(5, "9 is not on the scale 1 to 5 (score).")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04\0\0", "a spreadsheet or an archive"),
        (b"\0\1\2", "no text"),
        (b"", "is empty"),
        (b'when,score\n2018-05-21,"4\n' + b"x" * 140_000, "never closed"),
        (b"when,score\n" + b"x" * (17 << 20), "a line of more than 16 MB"),
        ("when,score\n2018-05-21,é\n".encode() + b"2018-05-21,\xe9\n", "UTF-8 in some lines .* line 3"),
        ("when,score\r2018-05-21,é\r".encode() + b"2018-05-21,\xe9\r", "UTF-8 in some lines .* line 3"),
    ],
    ids=["spreadsheet", "bytes", "empty", "quote", "endless", "mixed", "mixed-cr"],
)
def test_what_is_no_table_is_said_in_a_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "cards.csv"
    path.write_bytes(content)
    with pytest.raises(SheetError, match=said):
        Take(path, mapping()).read()


def test_what_can_be_read_only_once_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "cards.csv")
    with pytest.raises(SheetError, match="save it as one first"):
        Take(tmp_path / "cards.csv", mapping())


def test_lines_may_end_as_on_an_old_mac(tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    path.write_bytes(b"when;score\r2018-05-21;4\r2018-05-22;5\r")
    assert scores(Take(path, mapping()).read()) == [4, 5]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(st.sampled_from('when,score;\t|"\r\n 2018-05/21T:4\0é\x1c\u2028'), max_size=200).map(
            str.encode
        ),
        st.text(max_size=80).map(lambda text: text.encode("utf-16")),
    ),
    st.booleans(),
)
def test_any_bytes_are_a_table_or_are_said_to_be_none(tmp_path: Path, content: bytes, head: bool) -> None:
    path = tmp_path / "cards.csv"
    path.write_bytes(b"when,score\n" * head + content)
    with suppress(SheetError):
        take = Take(path, mapping())
        seen = take.importer.look()
        assert len(take.read()) == seen.responses


def test_a_wrong_encoding_names_where_it_fails(tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    path.write_bytes(b"when,score\n" + b"2018-05-21,4\n" * 9000 + b"caf\xe9,4\n")
    with pytest.raises(SheetError, match="is not UTF-8 after line"):
        Take(path, mapping(head='encoding = "utf-8"\n')).read()


@pytest.mark.parametrize(
    ("cell", "form", "moment"),
    [
        ("2018-05-21 14:03:22", "day-first", "2018-05-21 13:03:22"),
        ("2018-05-21T14:03:22.5+02:00", "day-first", "2018-05-21 12:03:22"),
        ("2018-05-21T14:03Z", "month-first", "2018-05-21 14:03:00"),
        ("20180521", "year-first", "2018-05-21 11:00:00"),
        ("21/05/2018", "day-first", "2018-05-21 11:00:00"),
        ("5/21/18 2:03 PM", "month-first", "2018-05-21 13:03:00"),
        ("5/21/18, 12:03 a.m.", "month-first", "2018-05-20 23:03:00"),
        ("21.5.2018 14h03", "day-first", "2018-05-21 13:03:00"),
        ("18/05/21", "year-first", "2018-05-21 11:00:00"),
        ("May 21, 2018 14:03", "day-first", "2018-05-21 13:03:00"),
        ("Monday, 21st August 2018", "day-first", "2018-08-21 11:00:00"),
        ("21 août 2018 14:03", "day-first", "2018-08-21 13:03:00"),
        ("3 juillet 2018", "day-first", "2018-07-03 11:00:00"),
        ("43241", "excel", "2018-05-21 11:00:00"),
        ("43241,5840278", "excel", "2018-05-21 13:01:00"),
        ("1526904202", "epoch", "2018-05-21 12:03:22"),
        ("1526904202500", "epoch", "2018-05-21 12:03:22"),
    ],
)
def test_dates_and_times_in_many_forms(tmp_path: Path, cell: str, form: str, moment: str) -> None:
    path = written(tmp_path, "when;score", f"{cell};4")
    take = Take(path, mapping(head=f'dates = "{form}"\nseparator = ";"\n'))
    (response,) = take.read()
    assert f"{datetime.fromtimestamp(response.started_ms // 1000, UTC):%Y-%m-%d %H:%M:%S}" == moment


@pytest.mark.parametrize(
    ("zone", "instant", "hour", "offset"),
    [
        ("America/New_York", "2024-11-03T05:30:00Z", 1, -240),  # the clocks go back half an hour later
        ("America/New_York", "2024-11-03T06:30:00+00:00", 1, -300),
        ("America/New_York", "2024-03-10T02:30:00-05:00", 3, -240),
        ("Europe/Paris", "2024-10-27T01:30:00Z", 2, 60),
        ("Europe/Paris", "2024-06-01T23:30:00Z", 1, 120),  # there it is the day after
    ],
)
def test_a_moment_with_its_zone_is_kept_and_gets_the_hour_of_the_shops_wall(
    zone: str, instant: str, hour: int, offset: int
) -> None:
    at = datetime.fromisoformat(instant)
    wall = at.astimezone(ZoneInfo(zone))
    found = []
    for form, cell in (("year-first", instant), ("epoch", f"{at.timestamp():.0f}")):
        moments = Moments(form, offset_min=offset_min(zone), day_starts=2, now_ms=NOW_MS + 10**12)
        found.append(moments.read(cell)[1:])
    day = day_number(wall.date()) - (hour < 2)
    assert found == [(round(at.timestamp() * 1000), offset, day, hour)] * 2


def test_the_last_day_that_there_is_is_in_the_future_in_every_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    moments = Moments("year-first", offset_min=offset_min(None), day_starts=2, now_ms=NOW_MS)
    for cell in ("9999-12-31 23:59", "9999-12-31T23:59-05:00"):
        with pytest.raises(WrongMoment, match="in the future"):
            moments.read(cell)
    monkeypatch.undo()
    time.tzset()


def test_a_time_may_stand_in_its_own_column_and_a_late_one_belongs_to_the_day_before(tmp_path: Path) -> None:
    path = written(tmp_path, "when;at;score", "21/05/2018;01:30;4", "21/05/2018;;4")
    late, noon = Take(path, mapping(columns='time = "at"\n')).read()
    assert (noon.day - late.day, late.hour, noon.hour) == (1, 1, 12)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("", "It has no date."),
        ("31/02/2018", '"31/02/2018" is no date'),
        ("tomorrow", '"tomorrow" is no date.'),
        ("21/05/2018 25:00", '"25:00" is no time of day.'),
        ("21/05/1066", "is before 1980"),
        ("21/05/2090", "It is in the future."),
    ],
)
def test_what_is_no_moment_is_rejected(tmp_path: Path, cell: str, why: str) -> None:
    path = written(tmp_path, "when;score", "21/05/2018;4", f"{cell};4")
    take = Take(path, mapping())
    assert len(take.read()) == 1
    ((line, said),) = take.rejected
    assert line == 3
    assert why in said


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03/04/2018", "21/05/2018"], "day-first"),
        (["03/04/2018", "05/21/2018"], "month-first"),
        (["2018-03-04"], "year-first"),
        (["03/04/2018", "04/04/2018"], None),
        (["21/05/2018", "05/21/2018"], None),
    ],
)
def test_the_order_of_dates_is_found_where_the_file_tells_it(
    tmp_path: Path, cells: list[str], order: str | None
) -> None:
    path = written(tmp_path, "when;score", *(f"{cell};4" for cell in cells))
    if order is None:
        with pytest.raises(AmbiguousDates, match="--dates day-first or --dates month-first"):
            Take(path, mapping())
    else:
        assert Take(path, mapping()).importer.mapping.dates == order


@pytest.mark.parametrize(
    ("question", "cells", "kept", "rejected"),
    [
        (CSAT, ["1", " 5 ", "4.0", "3,0", "05"], [1, 5, 4, 3, 5], 0),
        (CSAT, ["0", "6", "4.5", "-1", "five", "٣"], [], 6),
        (NPS, ["0", "10", "11", "-1"], [0, 10], 2),
        (f'{CSAT}labels = {{ "Very satisfied" = 5, "ok" = 3 }}', ["very  SATISFIED", "Ok", "bad"], [5, 3], 1),
        (
            f'{CSAT}not_applicable = [0, "N/A"]',
            ["0", "n/a", "4", "0.0"],
            ["skipped", "skipped", 4, "skipped"],
            0,
        ),
        (f"{CSAT}reversed = true", ["1", "5", "6"], [5, 1], 1),
        (f'{SCORE}metric = "ces"\nscale = 5\nlow_is_good = true', ["1"], [1], 0),
        (f"{SCORE}scale = 10", ["1", "10", "0"], [1, 10], 1),
    ],
)
def test_a_code_is_a_point_of_its_scale_or_is_rejected(
    tmp_path: Path, question: str, cells: list[str], kept: list[object], rejected: int
) -> None:
    take = Take(written(tmp_path, "when;score", *(f"2018-05-21;{cell}" for cell in cells)), mapping(question))
    assert scores(take.read()) == kept
    assert len(take.rejected) == rejected


def test_rows_that_are_turned_away_leave_nothing_in_memory(tmp_path: Path) -> None:
    def left_by(rows: int, score: str) -> int:
        lines = (f"2018-05-21;{score};shop {n}" for n in range(rows))
        take = Take(written(tmp_path, "when;score;where", *lines), mapping())
        take.importer.look()
        before = sys.getallocatedblocks()
        take.importer.look()
        return sys.getallocatedblocks() - before

    left_by(10, "9")
    assert left_by(4_000, "9") < 1_000, "the error of a cell that was met before keeps its row"


def test_of_very_many_reasons_the_first_are_told_and_every_row_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.exchange.imports.taking._MOST_REASONS", 2)
    seen = Take(
        written(tmp_path, "when;score", *(f"never {n % 5};4" for n in range(20))), mapping()
    ).importer.look()
    assert seen.turned_away == 20
    assert [*seen.rejected.values()] == [4, 4]


def test_choices_reasons_and_texts(tmp_path: Path) -> None:
    questions = CSAT + (
        '[[question]]\nid = "why"\ncolumn = "why"\nkind = "reasons"\nsplit = "+"\nfollows = "score"\n'
        'options = { "Waiting time" = "wait", "Staff" = "staff" }\n'
        '[[question]]\nid = "first"\ncolumn = "first"\noptions = { "Yes" = "yes", "No" = "no" }\n'
        '[[question]]\nid = "say"\ncolumn = "say"\nkind = "comment"\nconsent = "may"\n'
    )
    path = written(
        tmp_path,
        "when;score;why;first;say;may",
        '2018-05-21;2;staff + Waiting time;yes;"Slow\x07\r\nvery";Oui',
        "2018-05-21;;;maybe;;",
        "2018-05-21;;;;Fine;perhaps",
        "2018-05-21;;;;;",
    )
    take = Take(path, mapping(questions))
    (response,) = take.read()
    assert response.answers["why"].choices == ("staff", "wait")
    assert response.answers["first"].choices == ("yes",)
    assert (response.answers["say"].text, response.answers["say"].consent) == ("Slow  very", True)
    assert [why for _, why in take.rejected] == [
        '"maybe" is none of the options (first).',
        '"perhaps" is neither yes nor no (say).',
        "It holds no answer.",
    ]
    assert take.importer.mapping.survey.questions[0].follow_ups[0].id == "why"


def test_a_row_may_stand_for_many_answers(tmp_path: Path) -> None:
    path = written(tmp_path, "when;score;n", "2018-05-21;4;3", "2018-05-21;5;0", "2018-05-21;5;many")
    take = Take(path, mapping(columns='count = "n"\n'))
    responses = take.read()
    assert scores(responses) == [4, 4, 4]
    assert len({response.uid for response in responses}) == 3
    assert len(take.rejected) == 2


def test_an_id_stands_once(tmp_path: Path) -> None:
    path = written(tmp_path, "when;score;no", "2018-05-21;4;7", "2018-05-21;5;7", "2018-05-21;5;")
    take = Take(path, mapping(columns='id = "no"\n'))
    assert scores(take.read()) == [4]
    assert take.rejected == [(3, "The id 7 stands on a line before too."), (4, "It has no id.")]


def test_a_file_without_a_heading_has_numbered_columns(tmp_path: Path) -> None:
    question = CSAT.replace('column = "score"', 'column = "2"')
    text = f'{HEAD}header = false\n[columns]\ndate = "1"\n{question}'
    take = Take(written(tmp_path, "2018-05-21;4", "2018-05-22;5"), read_mapping(text))
    assert scores(take.read()) == [4, 5]


def test_a_row_with_only_codes_for_no_answer_was_skipped(tmp_path: Path) -> None:
    (response,) = Take(
        written(tmp_path, "when;score", "2018-05-21;0"), mapping(f"{CSAT}not_applicable = [0]")
    ).read()
    assert response.status is Status.SKIPPED
    assert response.answers["score"].outcome is Outcome.SKIPPED


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}{COLUMNS}{NPS}lowest = 1\n", 'metric = "none" and scale = 10'),
        (f'survey = "x"\nchannel = "self"\n{COLUMNS}{CSAT}', "kiosk's own"),
        (f"{HEAD}[columns]\n{CSAT}", '"date" is missing'),
        (f"{HEAD}{COLUMNS}", '"question" is missing'),
        (f'{HEAD}{COLUMNS}{SCORE}metric = "csat"\nscale = 7\n', "CSAT has no scale of 7 points"),
        (f"{HEAD}{COLUMNS}{CSAT}colum = 3\n", 'Did you mean "column"'),
        (f"{HEAD}{COLUMNS}{CSAT}{CSAT}", "Another question has this id"),
        (f'{HEAD}{COLUMNS}{CSAT}labels = {{ "a" = 9 }}\n', "no point of the scale"),
        (f'{HEAD}{COLUMNS}{CSAT}follows = "other"\n', "no main question"),
        (f"{HEAD}{COLUMNS}{CSAT}low_is_good = true\n", "CES 1.0"),
        (f"{HEAD}{COLUMNS}{CSAT}lowest = 0\n", "runs from 1 to 5"),
        ("survey = \n", ""),
    ],
)
def test_a_wrong_mapping_names_its_line_and_the_mend(text: str, said: str) -> None:
    with pytest.raises(MappingError) as raised:
        read_mapping(text, file="cards.toml")
    assert all(str(problem).startswith("cards.toml:") for problem in raised.value.problems)
    assert said in "".join(map(str, raised.value.problems))


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match=r'no column "score"\. Did you mean "scores"'):
        Take(written(tmp_path, "when;scores", "2018-05-21;4"), mapping())


def test_effort_of_the_old_kind_keeps_its_direction() -> None:
    found = mapping(f'{SCORE}metric = "ces"\nscale = 5\nlow_is_good = true\n')
    assert found.asked[0].question.scale == Scale(Metric.CES, 5, low_is_good=True)


def test_a_recommendation_without_a_single_zero_is_doubted(tmp_path: Path) -> None:
    path = written(tmp_path, "when;score", *(f"2018-05-21;{1 + n % 10}" for n in range(120)))
    take = Take(path, mapping(NPS))
    (doubt,) = take.importer.doubts(take.importer.look())
    assert "asked from 1 to 10" in doubt


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample of old answers is not here")
def test_a_real_file_of_old_answers() -> None:
    text = (
        f'{HEAD}[columns]\nid = "N°"\ndate = "Date de réponse"\ntouchpoint = "Zone d\'embarquement"\n'
        + "".join(
            f'[[question]]\nid = "{id}"\ncolumn = "{column}"\nmetric = "{metric}"\n{more}\n'
            for id, column, metric, more in (
                ("satisfaction", "Satisfaction générale", "csat", 'scale = 5\nnot_applicable = ["BLANK"]'),
                ("recommend", "Recommandation (0 à 10)", "nps", ""),
                ("ease", "Facilité – sécurité", "ces", "scale = 5\nnot_applicable = [0]"),
            )
        )
    )
    take = Take(next(SAMPLES.glob("old_survey_*.csv")), read_mapping(text))
    seen = take.importer.look()
    assert (take.sheet.encoding, take.sheet.separator) == ("cp1252", ";")
    assert take.importer.mapping.dates == "day-first"
    assert seen.rejected == Counter(
        {"6 is not on the scale 1 to 5 (ease).": 213, "11 is not on the scale 0 to 10 (recommend).": 159}
    )
    assert seen.rows == 2809
    assert seen.responses == 2809 - 213 - 159
    assert open_sheet(take.sheet.path).columns[0] == "N°"
