"""Erasing a person's words takes the bytes off the disk, and leaves the counts."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlite.counter import NOON, TODAY, Store, answered, visit
from sqlite.recount import kept, recounted

from store.model.reader import Filters
from store.sqlite.database import StoreError, open_database
from store.sqlite.retention import _DUE

WORDS = "Unmistakable-words-of-one-person"
PHONE = "+41-79-555-01-02"
TICKET = "Ticket-4711-of-hers"


def written(uid: str = "u1") -> object:
    return visit(
        uid,
        answered("satisfaction", 2),
        answered("remark", after=4000, text=WORDS, consent=True),
        answered("call", after=9000, text=PHONE, consent=True),
        reference=TICKET,
    )


def on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))


def test_no_byte_of_the_words_remains(store: Store) -> None:
    store.save(*(visit(f"a{i}", at=NOON - 60_000 * (i + 1)) for i in range(40)), written())
    assert WORDS.encode() in on_disk(store.path)
    store.responses.erase("u1", "Ann", "she asked")
    for secret in (WORDS, PHONE, TICKET):
        assert secret.encode() not in on_disk(store.path)
    store.close()
    for secret in (WORDS, PHONE, TICKET):
        assert secret.encode() not in on_disk(store.path)


def test_nobody_waits_for_a_reader_that_keeps_what_was_erased_in_the_log(store: Store) -> None:
    if store.database.journal != "wal":
        pytest.skip("without WAL there is no log, and readers keep writers waiting by themselves")
    store.save(written())
    other = open_database(store.path, writing=True, now_ms=store.clock, engine=store.engine)
    reader = open_database(store.path, writing=False, now_ms=store.clock, engine=store.engine)
    reader.connection.execute("BEGIN")
    reader.connection.execute("SELECT count(*) FROM response").fetchone()
    with ThreadPoolExecutor(1) as thread:
        store.responses.beat("kiosk-1", "asking")  # there is something that the reader does not see
        emptied = thread.submit(_emptied, store.path)
        waited, writes = 0.0, 0
        while not emptied.done():
            began = time.monotonic()
            with other.transaction():
                other.connection.execute("UPDATE kiosk SET shop = ?", (str(writes),))
            waited, writes = max(waited, time.monotonic() - began), writes + 1
        assert not emptied.result()
        assert writes > 3
        assert waited < 0.5
        reader.connection.execute("ROLLBACK")
        assert thread.submit(_emptied, store.path).result()
    assert store.path.with_name(f"{store.path.name}-wal").stat().st_size == 0
    reader.close()
    other.close()


def _emptied(path: Path) -> bool:
    with open_database(path, writing=False, now_ms=lambda: NOON) as database:
        return database.truncate_log(0.6)


def test_the_counts_stay(store: Store) -> None:
    store.save(written())
    before = kept(store)
    store.responses.erase("u1", "Ann", "she asked")
    assert kept(store) == before == recounted(store)
    left = store.reader.response("u1")
    assert left.answers["satisfaction"].score == 2
    assert [a.text for a in left.answers.values()] == [None, None, None]
    assert left.reference is None
    assert store.reader.comments(TODAY, TODAY, Filters(), limit=9) == []


def test_the_log_says_who_asked_but_not_what_was_written(store: Store) -> None:
    store.save(written())
    store.responses.erase("u1", "Ann", "she asked")
    assert store.rows("SELECT by, what, subject, why FROM change") == [("Ann", "erase", "u1", "she asked")]


def test_a_late_save_brings_nothing_back(store: Store) -> None:
    store.save(written())
    store.responses.erase("u1", "Ann", "she asked")
    store.save(written())
    assert WORDS.encode() not in on_disk(store.path)
    assert store.one("SELECT erased FROM response") == 1
    assert store.reader.response("u1").reference is None


def test_erasing_what_is_not_there_says_so(store: Store) -> None:
    with pytest.raises(StoreError, match="There is no response u9"):
        store.responses.erase("u9", "Ann", "?")


def test_what_is_due_is_found_without_a_look_at_every_old_response(store: Store) -> None:
    connection = store.database.connection
    plan = connection.execute(f"EXPLAIN QUERY PLAN {_DUE}", {"day": TODAY, "key": TODAY << 24}).fetchall()
    assert "response USING INDEX response_reference" in " ".join(how for *_, how in plan)
    assert "rowid<" not in " ".join(how for *_, how in plan)
