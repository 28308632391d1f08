"""Pages of a store are destroyed at random, inner ones and roots too; what cannot be brought over from it?

    python tests/hostile pages

What stood on a destroyed page is lost. Everything else must be there, once, as it was.
"""

import random
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from hostile.power.check import read
from hostile.power.steps import steps
from sqlite.counter import SURVEY, Clock

from store.model.response import Answer, Response
from store.model.rules import Rules
from store.sqlite.database import PAGE_BYTES, open_database
from store.sqlite.engine import VERSION, sqlite3, wal_is_safe
from store.sqlite.kept import Kept, by_uid
from store.sqlite.quarantine import changing_files, put_away
from store.sqlite.receiving import Receiving
from store.sqlite.rescue import Rescue

VISITS = 220
"""Enough for trees of three floors."""
_INNER = (2, 5)
_LIKELY = 4
"""How much likelier a root or an inner page is destroyed than another: there are few of them."""
_MOST = 12
"""Pages destroyed of one store."""
_STRAY = 12
"""Letters that may stand behind a text that is cut short: what came to lie there may begin like words."""
_WITH_ITS_INDEX = ("survey", "question")
"""Where the rows of these and their index are both destroyed, nobody knows what the answers answer."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What a page is for."""

    tree: str
    """The table or index; '' where it is of none: free, or the rest of a long row."""
    is_inner: bool
    is_root: bool
    rows: int
    """That stand on it."""


def walked(path: Path) -> Iterator[tuple[int, Stand]]:
    """Every page that is in use in a store without a log, by way of its trees, each in its order."""
    with closing(sqlite3.connect(path)) as connection:
        roots = connection.execute("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0").fetchall()
    data = path.read_bytes()

    def walk(number: int, tree: str, *, is_root: bool) -> Iterator[tuple[int, Stand]]:
        page = data[(number - 1) * PAGE_BYTES : number * PAGE_BYTES]
        inner, cells = page[0] in _INNER, int.from_bytes(page[3:5], "big")
        yield number, Stand(tree, inner, is_root, 0 if page[0] == 5 else cells)
        if inner:
            for cell in range(cells):
                at = int.from_bytes(page[12 + 2 * cell : 14 + 2 * cell], "big")
                yield from walk(int.from_bytes(page[at : at + 4], "big"), tree, is_root=False)
            yield from walk(int.from_bytes(page[8:12], "big"), tree, is_root=False)

    for name, root in roots:
        yield from walk(root, name, is_root=True)


def page_map(path: Path) -> dict[int, Stand]:
    """What every page is for."""
    of_none = dict.fromkeys(range(1, path.stat().st_size // PAGE_BYTES + 1), Stand("", False, False, 0))
    return of_none | {1: Stand("sqlite_schema", False, True, 0)} | dict(walked(path))


@dataclass(frozen=True, slots=True)
class Original:
    """A store before anything happened to it."""

    files: Mapping[str, bytes]
    """Its file and log, by what their names end in."""
    pages: Mapping[int, Stand]
    logged: frozenset[int]
    """The pages that stand in the log: what happens to them in the file is no loss."""
    responses: Mapping[str, Kept]


def original(folder: Path, seed: int, visits: int, *, wal: bool) -> Original:
    """A busy day: answers, texts longer than a page, voids, erasures, pages that are free again."""
    folder.mkdir()
    path = folder / "kiosk.db"
    database = open_database(path, writing=True, now_ms=Clock(), engine=VERSION if wal else (3, 40, 1))
    responses = Receiving(database, Rules())
    responses.register(SURVEY)
    connection = database.connection
    connection.execute("PRAGMA synchronous = OFF")  # only made here, not tried
    done = list(steps(visits, seed))
    for number, step in enumerate(done):
        if number == len(done) // 2:
            connection.execute("CREATE TABLE scrap (it)")
            connection.execute("INSERT INTO scrap VALUES (zeroblob(20000))")
            connection.execute("DROP TABLE scrap")
        if number == len(done) - 40 and wal:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        step.do(responses)
    uids = [uid for (uid,) in connection.execute("SELECT uid FROM response")]
    found = {uid: kept for uid in uids if (kept := by_uid(connection, uid)) is not None}
    files = {end: Path(f"{path}{end}").read_bytes() for end in ("", "-wal") if Path(f"{path}{end}").exists()}
    logged = {
        int.from_bytes(files["-wal"][at : at + 4], "big")
        for at in range(32, len(files.get("-wal", b"")), 24 + PAGE_BYTES)
    }
    database.close()
    return Original(files, page_map(path), frozenset(logged), found)


@dataclass(slots=True)
class Spoilt:
    """What came of it."""

    stores: int = 0
    pages: Counter[str] = field(default_factory=Counter)
    """Destroyed, by what they were."""
    gone: Counter[str] = field(default_factory=Counter)
    """What stood on destroyed pages: responses, answers, texts."""
    problems: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def note(self, kind: str, what: str) -> None:
        """Something is not as it should be."""
        self.problems[kind] += 1
        self.examples.append(f"{kind}: {what}")


def spoil_many(folder: Path, stores: int, seed: int, visits: int = VISITS) -> Spoilt:
    """So many stores, one after the other, half of them with a log where the engine has one."""
    spoilt = Spoilt()
    journals = (True, False) if wal_is_safe(VERSION) else (False,)
    made = [original(folder / f"made-{wal}", seed, visits, wal=wal) for wal in journals]
    for number in range(stores):
        here = folder / f"store-{number}"
        here.mkdir()
        spoil(made[number % len(made)], here, random.Random(f"{seed}/{number}"), spoilt)
        shutil.rmtree(here)
    return spoilt


def spoil(made: Original, folder: Path, dice: random.Random, spoilt: Spoilt) -> None:
    """Destroys pages of one store, and brings over what is left."""
    pages = drawn(made, dice)
    path = folder / "kiosk.db"
    trees = [page for page, stand in made.pages.items() if stand.tree and page not in made.logged]
    for end, content in made.files.items():
        Path(f"{path}{end}").write_bytes(content if end else destroyed(content, pages, trees, dice))
    told = brought_over(path)
    hit = [made.pages[page] for page in pages if page not in made.logged]
    spoilt.stores += 1
    for page in pages:
        spoilt.pages[_what(made.pages[page])] += 1
    with open_database(path, writing=False, now_ms=Clock()) as database:
        for kind, what in read(database).problems:
            spoilt.note(kind, what)
        uids = [uid for (uid,) in database.connection.execute("SELECT uid FROM response")]
        found = {uid: kept for uid in uids if (kept := by_uid(database.connection, uid)) is not None}
    lost = Counter(_lost(made, found, spoilt, knows_devices=all(s.tree != "kiosk" for s in hit)))
    rows = Counter[str]()
    for stand in hit:
        rows[stand.tree] += stand.rows
    allowed = {
        "responses": rows["response"],
        "answers": rows["answer"],
        "choices": rows["answer_choice"],
        # A long text runs over to pages of their own.
        "texts": rows["written"] + sum(not stand.tree for stand in hit),
    }
    for what, count in lost.items():
        spoilt.gone[what] += count
        if count > allowed[what]:
            spoilt.note("lost", f"{count} {what}, and {allowed[what]} stood on the pages {pages}")
    if "tally" not in rows and told != lost["responses"]:
        spoilt.note("broken", f"{told} responses are said to be lost, and {lost['responses']} are")


def drawn(made: Original, dice: random.Random) -> list[int]:
    """Which pages to destroy."""
    weights = [_LIKELY if s.is_inner or s.is_root else 1 for s in made.pages.values()]
    while True:
        pages = sorted(set(dice.choices([*made.pages], weights, k=dice.randint(1, _MOST))))
        trees = {made.pages[page].tree for page in pages}
        if not any(table in trees and f"sqlite_autoindex_{table}_1" in trees for table in _WITH_ITS_INDEX):
            return pages


def destroyed(content: bytes, pages: list[int], trees: list[int], dice: random.Random) -> bytes:
    """The file with noise, zeros or the content of another page (one of `trees`) where these pages were."""
    data = bytearray(content)
    for page in pages:
        other = (dice.choice(trees) - 1) * PAGE_BYTES
        data[(page - 1) * PAGE_BYTES : page * PAGE_BYTES] = dice.choice(
            (dice.randbytes(PAGE_BYTES), bytes(PAGE_BYTES), content[other : other + PAGE_BYTES])
        )
    return bytes(data)


def brought_over(path: Path) -> int:
    """Puts the file away and brings over what is left, as a kiosk does; returns how many responses it says
    are lost."""
    clock = Clock()
    with changing_files(path):
        case = put_away(path, clock.ms)
    with open_database(path, writing=True, now_ms=clock) as database:
        database.connection.execute("PRAGMA synchronous = OFF")  # a power cut is tried elsewhere
        responses = Receiving(database, Rules())
        responses.register(SURVEY)
        rescue = Rescue(path, clock)
        rescue.look()
        while rescue.has_more:
            if (found := rescue.read()) is not None:
                rescue.keep(found, responses)
        rescue.close()
    assert case.progress.done, rescue.problem
    return case.progress.lost


def _lost(made: Original, found: Mapping[str, Kept], spoilt: Spoilt, *, knows_devices: bool) -> Iterator[str]:
    for uid in found.keys() - made.responses.keys():
        spoilt.note("doubled", f"nobody is {uid}")
    for uid, was in made.responses.items():
        now = found.get(uid)
        if now is None:
            yield "responses"
            continue
        if (now.counted, now.erased) != (was.counted, was.erased):
            spoilt.note("broken", f"{uid} counts or is erased as it was not")
        if _bare(now.response, knows_devices) != _bare(was.response, knows_devices):
            spoilt.note("doubled", f"{now.response} was {was.response}")
        for name, answer in was.response.answers.items():
            if name not in now.response.answers:
                yield "answers"
            else:
                yield from _lost_of(answer, now.response.answers[name], spoilt)


def _bare(response: Response, knows_devices: bool) -> Response:
    return replace(response, answers={}, kiosk=response.kiosk if knows_devices else "")


def _lost_of(was: Answer, now: Answer, spoilt: Spoilt) -> Iterator[str]:
    """What of an answer is missing; only a text may be cut short."""
    yield from ["choices"] * (len(was.choices) - len(now.choices))
    if now.text != was.text or now.consent is not was.consent:
        yield "texts"
    same = replace(was, choices=now.choices, text=now.text, consent=now.consent)
    sure = (now.text or "")[:-_STRAY]
    part = (was.text or "").startswith(sure) and set(now.choices) <= set(was.choices)
    if same != now or not part:
        spoilt.note("doubled", f"{now} was {was}")


def _what(stand: Stand) -> str:
    if not stand.tree:
        return "free or of long texts"
    if stand.is_inner:
        return "inner"
    if stand.is_root:
        return "roots"
    return "of indexes" if stand.tree.startswith(("sqlite_auto", "response_")) else "leaves"
