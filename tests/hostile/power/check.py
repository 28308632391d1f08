"""Opens what a cut has left as the kiosk would, and looks whether all of it is as promised."""

import contextlib
import itertools
import random
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from hostile.power.promise import Fact, Promise
from sqlite.recount import kept, recounted

from store.sqlite.database import Database, open_database
from store.sqlite.engine import Version, sqlite3
from store.sqlite.error import StoreError

Problem = tuple[str, str]
"""'lost', 'doubled' or 'broken', and a sentence."""
Naming = Callable[[Sequence[str]], Sequence[str]]
"""Names visits, whose uids stand in the order in which they began."""

BASE = "kiosk.db"
_REMEMBERED = 500
"""Contents that are not looked through again: states that follow each other are often alike."""
SECRET = "secret-words"
"""Begins every text that is erased later; a '-', the visit's name and a '.' follow."""
OLD = "visit-"
"""Begins the uid of each visit that nobody made at a kiosk."""


def in_order(uids: Sequence[str]) -> Sequence[str]:
    """Names visits by their order, where the one who answered cannot know their uid."""
    numbers = itertools.count(1)
    return [uid if uid.startswith(OLD) else str(next(numbers)) for uid in uids]


def by_uid(uids: Sequence[str]) -> Sequence[str]:
    """Names visits by their uid."""
    return uids


def reopened(path: Path, engine: Version) -> None:
    """Opens and closes the store at `path`."""
    open_database(path, writing=True, now_ms=lambda: 0, engine=engine).close()


@dataclass(frozen=True, slots=True)
class Content:
    """What a whole store was found to hold."""

    problems: tuple[Problem, ...]
    visits: Mapping[str, Fact]
    doubled: tuple[str, ...]


class Checker:
    """Looks at one state after the other, in one folder (best in memory)."""

    def __init__(
        self,
        folder: Path,
        engine: Version,
        name: Naming = by_uid,
        reopen: Callable[[Path, Version], None] = reopened,
        *,
        damaged: bool = False,
    ) -> None:
        """`name` names the visits, `reopen` does what the next start does. `damaged`: the file was, so that
        it may be put away."""
        self._damaged = damaged
        self._reopen = reopen
        self._folder = folder
        self._engine = engine
        self._name = name
        self._dice = random.Random(1)
        self._known: dict[bytes, Content] = {}
        self.found: Mapping[str, Fact] = {}
        """The visits of the state that was looked at last."""
        self._copies: dict[bytes, tuple[Problem, ...]] = {}

    def check(self, image: Mapping[str, bytes], promise: Promise) -> list[Problem]:
        """What is wrong with a store in the state `image`, opened and closed as the kiosk does."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        for name, content in image.items():
            if name.startswith((f"home/{BASE}", "home/quarantine/")):
                target = self._folder / name.removeprefix("home/")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        if self._dice.random() < 0.5:  # the index of the log is not synced: anything may stand in it
            (self._folder / f"{BASE}-shm").write_bytes(self._dice.randbytes(32768))
        problems: list[Problem] = []
        for name, content in image.items():
            # A backup gets its name when it is whole; what a migration copies, when it is done.
            if name in promise.copies or (name.endswith(".db") and name.startswith("home/backups/")):
                problems += self._copy(name, content)
        problems += [("lost", f"the copy {name}") for name in promise.copies if not _has_copy(image, name)]
        path = self._folder / BASE
        try:
            self._reopen(path, self._engine)
        except (StoreError, sqlite3.Error, OSError) as error:
            return [*problems, ("broken", f"it cannot be opened: {error}")]
        cases = {name.split("/")[2] for name in image if name.startswith("home/quarantine/")}
        if (
            not self._damaged
            and promise.kept
            and {p.name for p in self._folder.glob("quarantine/*") if p.is_dir()} - cases
        ):
            problems.append(("broken", "a store that can be mended was put into quarantine"))
        found = self.content(path)
        self.found = found.visits
        problems += self._left_beside(path)
        return [*problems, *found.problems, *promise.broken(found.visits, found.doubled)]

    def _left_beside(self, path: Path) -> Iterator[Problem]:
        """Erased words in the files beside the store: the spill, for one."""
        erased = [visit for visit, there in self.found.items() if there["erased"]]
        for other in path.parent.glob(f"{path.name}-*"):
            data = other.read_bytes()
            if SECRET.encode() in data:
                for visit in erased:
                    if _words(visit) in data:
                        yield "broken", f"what {visit} wrote was erased and stands in {other.name}"

    def content(self, path: Path) -> Content:
        """What the closed store at `path` holds; each content is looked through once."""
        if _is_left(Path(f"{path}-wal")) or _is_left(Path(f"{path}-journal")):
            return Content((("broken", "something is left beside the closed store"),), {}, ())
        data = path.read_bytes()
        key = _digest(data)
        if key not in self._known:
            if len(self._known) >= _REMEMBERED:
                del self._known[next(iter(self._known))]
            self._known[key] = self._read(path, data)
        return self._known[key]

    def _read(self, path: Path, data: bytes) -> Content:
        with open_database(path, writing=False, now_ms=lambda: 0, engine=self._engine) as database:
            try:
                return read(database, self._name, data)
            except sqlite3.Error as error:
                return Content((("broken", f"it cannot be read: {error}"),), {}, ())

    def _copy(self, name: str, content: bytes) -> tuple[Problem, ...]:
        """A backup, or the copy that a migration makes, is whole or not there."""
        key = _digest(content)
        if key not in self._copies:
            path = self._folder / "copy.db"
            path.write_bytes(content)
            said = _integrity(path)
            wrong = ("broken", f"the copy {name} is not whole: {said}")
            self._copies[key] = () if said == "ok" else (wrong,)
        return self._copies[key]


def read(database: Database, name: Naming = by_uid, data: bytes | None = None) -> Content:
    """What an open store holds, and whether it is whole. `data` are the bytes of its file."""
    rows = Rows(database)
    problems: list[Problem] = []
    said = rows.rows("PRAGMA integrity_check")
    if said != [("ok",)]:
        problems.append(("broken", f"integrity_check says {said[:3]}"))
    if rows.rows("PRAGMA foreign_key_check"):
        problems.append(("broken", "foreign keys lead nowhere"))
    if kept(rows) != recounted(rows):  # type: ignore[arg-type]  # it needs no more of a Store than this
        problems.append(("broken", "the tallies are not the answers counted anew"))
    visits: dict[str, Fact] = {}
    doubled = []
    found = rows.rows("SELECT id, uid, status, erased FROM response ORDER BY started_ms, id")
    for visit, (key, _, status, erased) in zip(name([uid for _, uid, *_ in found]), found, strict=True):
        if visit in visits:
            doubled.append(visit)
        visits[visit] = {
            "answers": _answers(rows, key),
            "void": bool(
                rows.one(
                    "SELECT count(*) FROM exclusion"
                    " WHERE response = ? AND rule = 'void' AND lifted_ms IS NULL",
                    (key,),
                )
            ),
            "erased": bool(erased),
            "status": status,
        }
        if erased and data is not None and _words(visit) in data:
            problems.append(("broken", f"what {visit} wrote was erased and stands in the file"))
    return Content(tuple(problems), visits, tuple(doubled))


def _answers(rows: "Rows", key: int) -> dict[str, list[object]]:
    answers: dict[str, list[object]] = {}
    for question, name, score, text in rows.rows(
        "SELECT a.question, q.name, a.score, w.text FROM answer a JOIN question q ON q.id = a.question"
        " LEFT JOIN written w ON w.response = a.response AND w.question = a.question"
        " WHERE a.response = ? AND a.outcome = 0",
        (key,),
    ):
        chosen = rows.rows(
            "SELECT option FROM answer_choice WHERE response = ? AND question = ? ORDER BY place",
            (key, question),
        )
        if name in answers:
            answers[f"{name} again"] = [score, [], text]
        answers[name] = [score, [option for (option,) in chosen], text]
    return answers


class Rows:
    """As much of the tests' Store as a recount needs."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def rows(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple]:  # type: ignore[type-arg]  # any row
        return self.database.connection.execute(sql, values).fetchall()

    def one(self, sql: str, values: tuple[object, ...] = ()) -> object:
        ((value,),) = self.rows(sql, values)
        return value


def _words(visit: str) -> bytes:
    """How what was written in a visit begins."""
    return f"{SECRET}-{visit}.".encode()


def _has_copy(image: Mapping[str, bytes], name: str) -> bool:
    """Whether a copy is there; of a backup, it or a newer one, whose names sort by their dates."""
    folder = "home/backups/kiosk-"
    newer = (other for other in image if other.startswith(folder) and other.endswith(".db") and other > name)
    return name in image or (name.startswith(folder) and any(newer))


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _is_left(path: Path) -> bool:
    """Whether a log or journal still says something: one that begins with a zero does not."""
    return path.exists() and path.read_bytes()[:1] not in (b"", b"\0")


def _integrity(path: Path) -> str:
    try:
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
            tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
            return str(connection.execute("PRAGMA integrity_check").fetchone()[0]) if tables else "empty"
    except sqlite3.Error as error:
        return str(error)
