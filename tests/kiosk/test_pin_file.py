"""The PIN in its file: only a hash, only for its owner."""

import json
import stat
from itertools import chain, repeat
from pathlib import Path

import pytest

from kiosk.pins import file as pin_file
from kiosk.pins.file import PinError, is_pin, make_pin, write_pin


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write_pin(tmp_path / "pin", "748291")
    return tmp_path / "pin"


def test_the_right_pin_is_known_and_no_other(file: Path) -> None:
    assert is_pin(file, "748291")
    for wrong in ("748292", "74829", "7482910", "", "\uff17\uff14\uff18\uff12\uff19\uff11", "\ud800"):
        assert not is_pin(file, wrong)


def test_the_pin_itself_is_nowhere_in_its_file_and_only_the_owner_reads_it(file: Path) -> None:
    assert "748291" not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_same_pin_is_kept_differently_each_time(file: Path) -> None:
    before = file.read_text()
    write_pin(file, "748291")
    assert file.read_text() != before
    assert is_pin(file, "748291")


@pytest.mark.parametrize("pin", ["12345", "1234567890123", "12a456", "", "٧٤٨٢٩١", "748 291", "-748291"])
def test_a_pin_is_six_to_twelve_digits(file: Path, pin: str) -> None:
    with pytest.raises(PinError, match="6 to 12 digits"):
        write_pin(file, pin)
    assert is_pin(file, "748291")


@pytest.mark.parametrize("pin", ["000000", "777777777777", "123456", "3456789", "987654", "012345"])
def test_the_pins_that_are_guessed_first_are_refused(file: Path, pin: str) -> None:
    with pytest.raises(PinError, match="guessed first"):
        write_pin(file, pin)


def test_a_generated_pin_has_six_digits_and_is_none_of_those() -> None:
    drawn = iter([0, 123456, 987654, 42])
    assert make_pin(lambda n: next(drawn)) == "000042"
    assert all(len(make_pin()) == 6 for _ in range(20))


def test_every_number_is_drawn_from_a_million() -> None:
    asked: list[int] = []
    make_pin(lambda n: asked.append(n) or 748291)
    assert asked == [1_000_000]


def test_without_a_file_the_sentence_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(PinError, match=r"No PIN is set; `kiosk pin --reset` sets one"):
        is_pin(tmp_path / "pin", "748291")


@pytest.mark.parametrize(
    "change",
    [
        {"salt": "zz"},
        {"people": []},
        {"people": [{"name": "Ann", "role": "boss", "hash": "00" * 32}]},
        {"people": [{"name": "Ann", "role": "viewer", "hash": "00" * 32}]},
        {"people": [{"name": "Ann", "role": "manager", "hash": ""}]},
        {"people": [{"name": "Ann", "role": "manager", "hash": None}]},
        {"people": [None]},
        {"scrypt": {"n": 2**40, "r": 8, "p": 1}},
        {"scrypt": {"n": 2**14, "r": 8}},
        {"scrypt": []},
    ],
)
def test_a_damaged_file_lets_nobody_in_and_says_so(file: Path, change: dict[str, object]) -> None:
    file.write_text(json.dumps(json.loads(file.read_text()) | change))
    with pytest.raises(PinError, match=r"is damaged; `kiosk pin --reset`"):
        is_pin(file, "748291")


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b"null", b"{}"])
def test_a_file_of_something_else_lets_nobody_in(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(PinError, match="is damaged"):
        is_pin(file, "")


def test_drawing_goes_on_until_a_good_one() -> None:
    drawn = chain(repeat(111111, 50), [550184])
    assert make_pin(lambda n: next(drawn)) == "550184"


def test_each_guess_takes_sixteen_megabytes(cost_of_a_pin: int) -> None:
    assert 128 * cost_of_a_pin * pin_file._BLOCK == 16 * 2**20
