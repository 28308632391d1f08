"""The file of rows that an import did not take."""

import csv
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.commands import Refusal
from store.exchange.cells import harmless
from store.exchange.export import BYTE_ORDER_MARK
from store.exchange.imports.sheet import Row
from store.model.saying import Saying, why_of
from store.words import Words

_HEAD = ("line", "reason")


@contextmanager
def rejects_file(target: Path, columns: Sequence[str], words: Words) -> Iterator[Callable[[Row, str], None]]:
    """Takes rows and the reasons against them, and writes them to `target`, for its owner only.

    It is written when there is a first one, and has its name when it is whole. One of an earlier import is
    replaced; a file of another kind is a Refusal before anything is taken.
    """
    if target.exists() and not _is_ours(target):
        raise Refusal(
            Saying("{path} is there already; name another file for the rejects (--rejects).", path=target), 2
        )
    part = target.with_name(f".{target.name}.part")
    out = None

    def reject(row: Row, why: str) -> None:
        nonlocal out
        with _said_of(target):
            if out is None:
                descriptor = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
                out = open(descriptor, "w", encoding="utf-8", newline="")  # noqa: SIM115  # closed below
                out.write(BYTE_ORDER_MARK)
                csv.writer(out).writerow([*_HEAD, *map(harmless, columns)])
            csv.writer(out).writerow([row.line, *map(harmless, (words.say(why), *row.cells))])

    try:
        yield reject
        with _said_of(target):
            if out is not None:
                out.close()
                os.replace(part, target)
            elif target.exists():
                target.unlink()  # what it listed has been mended
    except BaseException:
        if out is not None:
            with suppress(OSError):  # what is left in it has no room
                out.close()
            part.unlink(missing_ok=True)
        raise


@contextmanager
def _said_of(target: Path) -> Iterator[None]:
    """Errors of the disk as a Refusal about `target`."""
    try:
        yield
    except OSError as error:
        sentence = Saying("{path} cannot be written ({why}); see --rejects.", path=target, why=why_of(error))
        raise Refusal(sentence, 2) from None


def _is_ours(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return tuple(next(csv.reader(file), ())[:2]) == _HEAD
    except (OSError, UnicodeError, csv.Error):
        return False
