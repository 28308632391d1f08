"""The spill keeps what the store cannot take, whatever happens to its bytes."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite.acknowledged import SURVEY
from sqlite.counter import answered, visit

from store.model.response import Answer, Outcome, Response, Status
from store.sqlite.error import StoreError
from store.sqlite.snapshot import is_newer, packed, sealed, unpacked, unsealed
from store.sqlite.spill import Spill, SpillFull, look, parsed, spill_path, spills

SIZE = 1 << 14

texts = st.text(st.characters(codec=None), max_size=40)  # anything that can stand in a string, halves too
whole = st.integers(-(1 << 63), (1 << 63) - 1)
answers = st.builds(
    Answer,
    question=texts,
    outcome=st.sampled_from(Outcome),
    shown_ms=whole,
    ended_ms=whole,
    score=st.none() | whole,
    choices=st.lists(texts, max_size=3).map(tuple),
    text=st.none() | texts,
    consent=st.none() | st.booleans(),
)
responses = st.builds(
    Response,
    uid=texts,
    survey=texts,
    version=texts,
    touchpoint=texts,
    kiosk=texts,
    language=texts,
    channel=texts,
    status=st.sampled_from(Status),
    started_ms=whole,
    utc_offset_min=whole,
    day=whole,
    hour=whole,
    ended_ms=st.none() | whole,
    agent=st.none() | texts,
    reference=st.none() | texts,
    clock_suspect=st.booleans(),
    reward=st.none() | texts,
    answers=st.lists(answers, max_size=4).map(lambda found: {answer.question: answer for answer in found}),
)


def some(count: int) -> list[Response]:
    return [visit(f"u{n}", answered("satisfaction", 1 + n % 5), version=SURVEY.version) for n in range(count)]


@pytest.fixture
def spill(tmp_path: Path) -> Spill:
    made = Spill(tmp_path / "kiosk.db-spill-a", size=SIZE)
    made.open()
    return made


def again(spill: Spill) -> Spill:
    """As after a restart."""
    spill.close()
    fresh = Spill(spill.path, size=SIZE)
    fresh.open()
    return fresh


def test_it_is_made_of_real_bytes_for_its_owner_only(spill: Spill) -> None:
    found = spill.path.stat()
    assert found.st_size == SIZE
    assert found.st_blocks * 512 >= SIZE
    assert found.st_mode & 0o777 == 0o600
    assert spill.is_empty


def test_what_it_was_given_is_there_after_a_restart_in_the_same_order(spill: Spill) -> None:
    given = some(5)
    for response in (*given, replace(given[2], status=Status.PARTIAL)):
        spill.keep(response, SURVEY)
    spill = again(spill)
    found = spill.read()
    assert found.snapshots == (*given, replace(given[2], status=Status.PARTIAL))
    assert found.surveys == (SURVEY.source,)
    assert found.unreadable == 0
    assert spill.path.stat().st_size == SIZE


def test_what_was_cleared_leaves_no_byte_behind(spill: Spill) -> None:
    for response in some(5):
        spill.keep(response, SURVEY)
    spill.clear()
    assert spill.is_empty
    assert spill.path.read_bytes() == bytes(SIZE)
    spill.keep(some(1)[0], SURVEY)
    assert again(spill).read().surveys == (SURVEY.source,), "each filling says what it answers"


def test_when_it_is_full_it_says_so_and_holds_what_it_held(spill: Spill) -> None:
    kept: list[Response] = []

    def fill() -> None:
        for response in some(1000):
            spill.keep(response, SURVEY)
            kept.append(response)

    with pytest.raises(SpillFull):
        fill()
    assert len(kept) > 20
    assert again(spill).read().snapshots == tuple(kept)


def test_one_that_is_deleted_is_made_again_with_what_it_held(spill: Spill) -> None:
    first, second = some(2)
    spill.keep(first, SURVEY)
    spill.path.unlink()
    spill.keep(second, SURVEY)
    assert again(spill).read().snapshots == (first, second)


def test_a_file_that_fails_also_when_it_is_closed_is_never_taken_for_another(
    spill: Spill, monkeypatch: pytest.MonkeyPatch
) -> None:
    close = os.close

    def unsynced(descriptor: int) -> None:
        raise OSError(errno.EIO, "no disk")

    def closed_all_the_same(descriptor: int) -> None:
        close(descriptor)  # as Linux does: the next file may get its number
        raise OSError(errno.EIO, "no disk")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", unsynced)
        disk.setattr(os, "close", closed_all_the_same)
        with pytest.raises(OSError, match="no disk"):
            spill.keep(visit("u1"), SURVEY)
    with (spill.path.parent / "another").open("wb+") as another:
        spill.keep(visit("u2"), SURVEY)
        another.write(b"its owner's")
        another.flush()
        assert spill.read().snapshots[-1].uid == "u2"


def test_a_spill_has_one_owner_at_a_time(spill: Spill) -> None:
    other = Spill(spill.path, size=SIZE)
    with pytest.raises(StoreError, match="another kiosk"):
        other.open()
    spill.close()
    other.open()
    other.close()


def test_each_label_has_its_own(tmp_path: Path) -> None:
    database = tmp_path / "kiosk.db"
    labels = ("till 1", "till-1", "till/1", "Kasse ä", "")
    paths = {spill_path(database, label) for label in labels}
    assert len(paths) == len(labels)
    assert all(path.parent == tmp_path for path in paths)
    for path in paths:
        path.touch()
    assert set(spills(database)) == paths


def test_cut_off_anywhere_it_gives_every_line_that_was_whole(spill: Spill) -> None:
    given, ends = some(4), []
    for response in given:
        spill.keep(response, SURVEY)
        ends.append(spill.end)
    data = spill.path.read_bytes()
    for cut in range(spill.end + 1):
        for rest in (b"", bytes(SIZE - cut)):
            found = parsed(data[:cut] + rest).snapshots
            # The last byte is a line's end, without which it is whole too.
            assert found == tuple(r for r, end in zip(given, ends, strict=True) if cut >= end - 1)


def test_after_a_torn_line_the_next_ones_are_whole(spill: Spill) -> None:
    first, torn, after = some(3)
    spill.keep(first, SURVEY)
    start = spill.end
    spill.keep(torn, SURVEY)
    data = spill.path.read_bytes()
    for cut in range(start, spill.end - 1):
        spill.close()
        spill.path.write_bytes(data[:cut] + bytes(SIZE - cut))
        spill = again(spill)
        spill.keep(after, SURVEY)
        spill = again(spill)
        assert spill.read().snapshots == (first, after)


def test_a_sector_that_never_reached_the_disk_takes_only_its_own_lines(spill: Spill) -> None:
    given, ends = some(12), []
    for response in given:
        spill.keep(response, SURVEY)
        ends.append(spill.end)
    starts = [0, *ends[:-1]]
    data = spill.path.read_bytes()
    for lost in range(0, spill.end, 512):
        holed = data[:lost] + bytes(512) + data[lost + 512 :]
        found = parsed(holed).snapshots
        touched = [end > lost and start < lost + 512 for start, end in zip(starts, ends, strict=True)]
        whole = tuple(r for r, hit in zip(given, touched, strict=True) if not hit)
        assert all(response in found for response in whole)
        assert all(response in given for response in found)


def test_it_can_be_looked_at_while_a_kiosk_has_it(spill: Spill) -> None:
    spill.keep(some(1)[0], SURVEY)
    assert len(look(spill.path).snapshots) == 1


@given(responses)
def test_a_response_comes_back_as_it_was(response: Response) -> None:
    line = sealed(packed(response))
    assert b"\n" not in line
    assert b"\0" not in line
    content = unsealed(line)
    assert content is not None
    assert unpacked(content) == response
    assert list(unpacked(content).answers) == list(response.answers)  # type: ignore[union-attr]  # just seen


@given(responses, st.data())
def test_a_line_with_any_byte_changed_is_none(response: Response, data: st.DataObject) -> None:
    line = bytearray(sealed(packed(response)))
    at = data.draw(st.integers(0, len(line) - 1))
    line[at] ^= data.draw(st.integers(1, 255))
    assert unsealed(bytes(line)) is None


@given(st.binary(max_size=400))
def test_bytes_of_any_kind_hold_nothing_and_hurt_nothing(data: bytes) -> None:
    assert parsed(data).snapshots == ()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(responses, st.data())
@settings(max_examples=300)
def test_a_sound_line_that_says_something_else_is_none_of_ours(
    response: Response, data: st.DataObject
) -> None:
    content = packed(response)
    key = data.draw(st.sampled_from(sorted(content)))
    content[key] = data.draw(json_values)
    found = parsed(sealed(content)).snapshots
    assert all(isinstance(each, Response) and packed(each) for each in found)


def test_which_of_two_states_of_a_visit_is_newer() -> None:
    begun = visit("u", answered("satisfaction", 4), status=Status.OPEN)
    went_on = replace(begun, answers={**begun.answers, "ease": answered("ease", 2, after=3000)})
    back = replace(begun, answers={"satisfaction": answered("satisfaction", 1, after=7000)})
    left = replace(back, status=Status.PARTIAL, ended_ms=begun.started_ms + 10_000)
    states = [begun, went_on, back, left]
    for i, one in enumerate(states):
        for j, other in enumerate(states):
            assert is_newer(one, other) is (i > j)
