"""The steps by which the store's tables came to be. Tables are made here and nowhere else.

Each step is a file of plain SQL in `schema/`, applied by `sqlite_utils.Migrations` and noted in its table.
A step that has been released is never edited: a change is a new step.
"""

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from store.sqlite.engine import sqlite3
from store.sqlite.error import denied, explained

STEPS: tuple[str, ...] = ("0001_tables", "0002_views")
"""Every step, oldest first."""

SCHEMA = Path(__file__).parent / "schema"
"""Where the steps' SQL lies."""

_SET = "store"
_NOTED = "_sqlite_migrations"


def applied(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The steps that the file has behind it; () for an empty file."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (_NOTED,)).fetchone():
        return ()
    rows = connection.execute(f"SELECT name FROM {_NOTED} WHERE migration_set = ? ORDER BY id", (_SET,))
    return tuple(name for (name,) in rows)


def pending(connection: sqlite3.Connection, steps: Sequence[str] = STEPS) -> tuple[str, ...]:
    """The steps that the file still lacks."""
    done = set(applied(connection))
    return tuple(step for step in steps if step not in done)


def unknown(connection: sqlite3.Connection, steps: Sequence[str] = STEPS) -> tuple[str, ...]:
    """The steps of a newer program that this one does not know."""
    return tuple(step for step in applied(connection) if step not in steps)


def migrate(connection: sqlite3.Connection, steps: Sequence[str] = STEPS, folder: Path = SCHEMA) -> None:
    """Applies every pending step of `steps`, whose SQL lies in `folder`, inside the open transaction.

    sqlite_utils is imported only here, so that a kiosk whose store is up to date never pays for it.
    """
    from sqlite_utils import Database as Tables
    from sqlite_utils import Migrations

    migrations = Migrations(_SET)
    for step in steps:

        def apply(tables: Tables, step: str = step) -> None:
            for statement in _statements((folder / f"{step}.sql").read_text(encoding="utf-8")):
                tables.execute(statement)

        migrations(name=step)(apply)
    migrations.apply(Tables(connection, execute_plugins=False, recursive_triggers=False))


def copy_before(connection: sqlite3.Connection, path: Path, step: str) -> Path:
    """A whole copy of the store beside it, made before `step` changes it; returns where it lies.

    StoreError when it cannot be made; then nothing is left of it.
    """
    target = path.with_name(f"{path.stem}-before-{step}{path.suffix}")
    try:
        target.unlink(missing_ok=True)
        # VACUUM INTO takes an empty file, and would make one that everybody may read.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        connection.execute("VACUUM INTO ?", (str(target),))
    except (OSError, sqlite3.Error) as error:
        with contextlib.suppress(OSError):
            target.unlink(missing_ok=True)
        raise denied(error, path) if isinstance(error, OSError) else explained(error, path) from error
    return target


def _statements(script: str) -> Iterator[str]:
    # executescript() would commit the transaction that makes a migration all or nothing.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
