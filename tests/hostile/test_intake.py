"""Bytes into keys and pastes: whatever has come, the next key counts."""

from dataclasses import dataclass

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.terminal.intake import (
    CALM,
    FLOOD,
    LONGEST_PASTE,
    LONGEST_SEQUENCE,
    QUIET,
    SPLIT,
    Intake,
    Pasted,
    Piece,
    Restart,
)

START, END = b"\x1b[200~", b"\x1b[201~"


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def intake(clock: Clock) -> Intake:
    return Intake(clock)


def _feed(intake: Intake, *reads: bytes) -> list[Piece]:
    return [piece for read in reads for piece in intake.feed(read)]


def test_keys_pass_as_they_are(intake: Intake) -> None:
    assert _feed(intake, b"1", "é€😀".encode(), b"\x1b[A") == ["1", "é€😀", "\x1b[A"]


def test_a_character_read_in_two_parts_is_one(intake: Intake) -> None:
    assert _feed(intake, b"\xe2\x82", b"\xac") == ["€"]


def test_bytes_that_are_no_utf8_end_nothing(intake: Intake) -> None:
    assert _feed(intake, b"\xff\xe9", b"2") == ["\ufffd", "\ufffd2"]


def test_a_paste_comes_whole_and_the_next_key_after_it(intake: Intake) -> None:
    assert _feed(intake, b"1" + START + b"good\x00 shop" + END + b"2") == ["1", Pasted("good shop"), "2"]


def test_a_paste_of_a_megabyte_is_cut_and_nothing_of_it_becomes_keys(intake: Intake) -> None:
    data = START + b"x" * 1_000_000 + END + b"2"
    reads = [data[i : i + 4096] for i in range(0, len(data), 4096)]
    assert _feed(intake, *reads) == [Pasted("x" * LONGEST_PASTE), "2"]


def test_a_paste_without_an_end_is_over_when_nothing_more_comes(intake: Intake, clock: Clock) -> None:
    assert _feed(intake, START + b"good") == []
    clock.now += QUIET / 2
    assert list(intake.tick()) == []
    clock.now += QUIET / 2
    assert list(intake.tick()) == [Pasted("good")]
    assert _feed(intake, b"3") == ["3"]


def test_the_first_key_after_such_a_paste_is_a_key(intake: Intake, clock: Clock) -> None:
    _feed(intake, START + b"good")
    clock.now += QUIET
    assert _feed(intake, b"3") == [Pasted("good"), "3"]


def test_an_end_without_a_beginning_is_left_to_the_parser(intake: Intake) -> None:
    assert _feed(intake, END + b"4") == ["\x1b[201~", "4"]


def test_an_escape_alone_is_a_key_after_a_moment(intake: Intake, clock: Clock) -> None:
    assert _feed(intake, b"\x1b") == []
    assert intake.patience == SPLIT
    clock.now += SPLIT
    assert list(intake.tick()) == ["\x1b"]
    assert intake.patience is None


def test_escape_sequences_inside_a_paste_are_text(intake: Intake) -> None:
    assert _feed(intake, START + b"\x1b[48;9999;9999;1;1t\x1b[A" + END) == [
        Pasted("\x1b[48;9999;9999;1;1t\x1b[A")
    ]


def test_a_file_poured_in_is_dropped_until_it_stops(intake: Intake, clock: Clock) -> None:
    for _ in range(FLOOD // 4096):
        assert _feed(intake, b"5" * 4096) == ["5" * 4096]
    assert _feed(intake, b"5" * 4096) == [Restart()]
    clock.now += CALM / 2
    assert _feed(intake, b"5") == [Restart()]
    clock.now += CALM
    assert _feed(intake, b"5") == ["5"]


def test_keys_at_any_human_rate_are_no_flood(intake: Intake, clock: Clock) -> None:
    for _ in range(10_000):
        clock.now += 0.001
        assert _feed(intake, b"1") == ["1"]


_PARTS = st.lists(
    st.sampled_from(
        [
            *(b"1", b"\x1b", b"\x1b[A", b"\x1b[<0;3;4M", START, END, b"ab", "é".encode(), b"\xff"),
            *(
                b"\x1b[?1;2c",
                b"\x1b]11;1",
                b"\x1bP1$r",
                b"\x1b\\",
                b"\x07",
                b"\x9b",
                "\x9d".encode(),
                b"\x1b[M",
            ),
        ]
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(_PARTS, st.lists(st.integers(1, 40), max_size=8))
def test_how_the_bytes_were_cut_into_reads_makes_no_difference(parts: list[bytes], cuts: list[int]) -> None:
    data, reads = b"".join(parts), []
    for cut in cuts:
        reads.append(data[:cut])
        data = data[cut:]
    reads.append(data)
    assert _meaning([read for read in reads if read]) == _meaning([b"".join(reads)])


def _meaning(reads: list[bytes]) -> list[Piece]:
    """What was read, with neighbouring keys joined, and time for everything to come to rest."""
    clock = Clock()
    intake = Intake(clock)
    pieces = _feed(intake, *(read for read in reads if read))
    clock.now += QUIET
    pieces += intake.tick()
    joined: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


@settings(max_examples=60)
@example([b"\xe1\x9b"])
@given(st.lists(st.binary(min_size=1, max_size=30), max_size=8))
def test_after_whatever_bytes_and_a_pause_the_next_key_counts(reads: list[bytes]) -> None:
    clock = Clock()
    intake = Intake(clock)
    _feed(intake, *reads)
    clock.now += QUIET
    list(intake.tick())
    clock.now += QUIET
    last = _feed(intake, b"7")[-1]
    assert isinstance(last, str)
    assert last.endswith("7")


REPORTS = [
    b"\x1b[?1;2c",
    b"\x1b[?62;22c\x1b[>0;276;0c",
    b"\x1bP1$r0m\x1b\\",
    b"\x1bP>|XTerm(390)\x1b\\",
    b"\x1b]11;rgb:1212/1212/1212\x1b\\",
    b"\x1b]52;c;MTIz\x07",
    b"\x1b_Gi=1;OK\x1b\\",
    b"\x1b^1\x1b\\",
    b"\x1bX1\x1b\\",
    b"\x1b[24;80R",
    b"\x1b[?24;80;1R",
    b"\x1b[8;24;80t",
    b"\x1b[48;24;80;480;800t",
    b"\x1b[?25u",
    b"\x1b[5;5;49R",
    b"\x1b[M 12",
    b"\x1b[32;1;2M",
    b"\x1b[" + b"1;" * 40 + b"2c",
    "\x9b?1;2c".encode(),
    "\x9d11;1\x9c".encode(),
    b"\x9b?1;2c",
    b"\x901$r\x9c",
]


@pytest.mark.parametrize("report", REPORTS)
def test_what_a_terminal_reports_is_no_key_however_it_is_cut(report: bytes) -> None:
    for cut in range(len(report) + 1):
        assert _meaning([b"4" + report[:cut], report[cut:] + b"5"]) == ["45"]
    assert _meaning([bytes([byte]) for byte in b"4" + report + b"5"]) == ["45"]


@pytest.mark.parametrize(
    "key", [b"\x1b[A", b"\x1bOq", b"\x1b[21~", b"\x1b[[E", b"\x1b[49;1;49u", b"\x1b[<0;3;4M"]
)
def test_sequences_that_are_keys_or_the_mouse_come_whole(key: bytes, intake: Intake) -> None:
    assert _feed(intake, *(bytes([byte]) for byte in key)) == [key.decode()]


def test_the_report_that_was_asked_for_arrives(intake: Intake) -> None:
    assert _feed(intake, b"\x1b[?2026;2$y") == ["\x1b[?2026;2$y"]


def test_a_digit_with_alt_is_no_digit(intake: Intake) -> None:
    assert _feed(intake, b"\x1b1") == ["\x1b1"]
    assert _feed(intake, b"\x1b[49;3;49u", b"\x1b[27;3;49~", b"\x1b[49;3:1;49u") == []


@pytest.mark.parametrize(
    "begun", [b"\x1b[?1;2", b"\x1b]11;rgb:12", b"\x1bP1$r", b"\x1bO", "\x9b1".encode(), b"\x9d"]
)
def test_a_sequence_that_never_ends_is_over_when_nothing_more_comes(
    begun: bytes, intake: Intake, clock: Clock
) -> None:
    assert _feed(intake, begun) == []
    assert intake.patience == QUIET
    clock.now += QUIET
    assert list(intake.tick()) == []
    assert intake.patience is None
    assert _feed(intake, b"3") == ["3"]


@pytest.mark.parametrize("begun", [b"\x1b[", b"\x1b]11;"])
def test_a_sequence_that_goes_on_and_on_is_over_after_a_moment_of_calm(
    begun: bytes, intake: Intake, clock: Clock
) -> None:
    _feed(intake, begun)
    for _ in range(100):
        clock.now += LONGEST_SEQUENCE / 50
        assert [piece for piece in _feed(intake, b"1") if piece != Restart()] == []
    clock.now += CALM
    assert _feed(intake, b"3") == ["3"]


def test_sequences_that_are_all_cut_in_the_middle_may_go_on_for_ever(intake: Intake, clock: Clock) -> None:
    assert _feed(intake, b"\x1b[") == []
    for _ in range(100):
        clock.now += LONGEST_SEQUENCE / 50
        assert _feed(intake, b"A\x1b[") == ["\x1b[A"]


def test_a_report_that_stalls_right_after_its_escape_is_still_none(intake: Intake, clock: Clock) -> None:
    _feed(intake, b"\x1b")
    clock.now += SPLIT
    assert list(intake.tick()) == ["\x1b"]
    clock.now += SPLIT
    assert _feed(intake, b"[?1;2c", b"3") == ["3"]


@pytest.mark.parametrize("chosen", [b"\x1b(0", b"\x1b)5", b"\x1b%G", b"\x1b#8", b"\x1b 4"])
def test_what_chooses_a_set_of_letters_leaves_no_digit_behind(chosen: bytes, intake: Intake) -> None:
    assert _feed(intake, b"4" + chosen + b"5") == ["4", "5"]


def test_a_digit_some_time_after_a_sign_with_alt_is_a_key(intake: Intake, clock: Clock) -> None:
    assert _feed(intake, b"\x1b(") == ["\x1b("]
    clock.now += SPLIT
    assert _feed(intake, b"3") == ["3"]


def test_a_digit_right_after_the_escape_key_is_a_key(intake: Intake, clock: Clock) -> None:
    _feed(intake, b"\x1b")
    clock.now += SPLIT
    assert _feed(intake, b"3") == ["\x1b", "3"]


_TEXT = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=60)
_CONTROL = st.one_of(
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["\x1b[", "\x9b"]),
        st.from_regex(r"[<=>?][0-?]{0,50}", fullmatch=True),
        st.text("".join(map(chr, range(0x20, 0x30))), max_size=2),
        st.sampled_from([chr(n) for n in range(0x40, 0x7F) if chr(n) not in "Mmy"]),
    ),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(
            ["\x1bP", "\x1b]", "\x1bX", "\x1b^", "\x1b_", "\x90", "\x98", "\x9d", "\x9e", "\x9f"]
        ),
        _TEXT,
        st.sampled_from(["\x1b\\", "\x9c"]),
    ),
    st.builds("\x1b]{}\a".format, _TEXT),
)


@settings(max_examples=100)
@given(_CONTROL, st.lists(st.integers(1, 40), max_size=4))
def test_any_control_string_between_two_keys_leaves_just_the_two_keys(control: str, cuts: list[int]) -> None:
    data, reads = f"4{control}5".encode(), []
    for cut in cuts:
        reads.append(data[:cut])
        data = data[cut:]
    assert _meaning([*reads, data]) == ["45"]
