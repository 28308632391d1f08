"""What was put aside: answers that wait for the store, files that were damaged, room for a full disk."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from kiosk.doctor.check import Check, failure, ok, warning
from kiosk.doctor.machine import size_words
from store.sqlite.ballast import SIZE, ballast_path
from store.sqlite.quarantine import Case, cases, quarantine_folder
from store.sqlite.spill import look, spills


def spill(database: Path) -> Check:
    """Whether answers wait to be brought into the store."""
    name, paths = "spill", spills(database)
    waiting: list[str] = []
    unreadable = 0
    for path in paths:
        try:
            found = look(path)
        except OSError as error:
            return failure(name, f"{path.name} cannot be read ({error.strerror}).", "Look at the disk.")
        unreadable += found.unreadable
        if visits := len({snapshot.uid for snapshot in found.snapshots}):
            waiting.append(f"{_count(visits, 'visit')} in {path.name}")
    if waiting:
        return warning(
            name,
            f"{' and '.join(waiting)} could not be written into the store yet.",
            "See to the store's failure; a running kiosk then brings them in, also at its next start.",
        )
    if unreadable:
        return warning(
            name,
            f"{_count(unreadable, 'line')} there cannot be read; nobody was thanked for an unfinished one.",
            "The next kiosk run clears them away.",
        )
    return ok(name, "No answer waits." if paths else "The first kiosk makes it.")


def ballast(database: Path) -> Check:
    """Whether room is kept for a disk that is full."""
    name = "reserve"
    if ballast_path(database).exists():
        return ok(name, f"{size_words(SIZE)} are kept for a full disk.")
    free = shutil.disk_usage(database.parent).free
    if free >= 4 * SIZE:
        return ok(name, "The next kiosk makes it.")
    return warning(
        name,
        f"No room is kept for a full disk, and only {size_words(free)} are free.",
        f"Free {size_words(4 * SIZE)}; a running kiosk then makes the reserve again.",
    )


def quarantine(database: Path) -> Iterable[Check]:
    """Which files were damaged, and what could be brought over from them."""
    name, found = "quarantine", cases(database)
    strange = sorted(quarantine_folder(database).glob("spilled-*.jsonl"))
    if strange:
        yield warning(
            name,
            f"{strange[-1]} holds answers to a survey that the store does not know.",
            "Ask that survey once more with the same file, or keep the answers as they are.",
        )
    if not found and not strange:
        yield ok(name, "No file was ever damaged, deleted or replaced.")
    for case in found:
        yield _case(name, case)


def _case(name: str, case: Case) -> Check:
    progress = case.progress
    when = f"A file that was damaged, deleted or replaced lies in {case.folder}"
    if not progress.done:
        return warning(
            name,
            f"{when}; brought over so far: {_count(progress.saved, 'response')}.",
            "A running kiosk goes on with it; start it if none runs.",
        )
    mend = "Look at the disk; when the scores are right, delete the folder: people's answers are in it."
    if progress.lost or not progress.saved:
        lost = _count(progress.lost, "response") if progress.lost else "everything in it"
        return warning(
            name,
            f"{when}; brought over: {_count(progress.saved, 'response')}; not to be read: {lost}.",
            f"A backup may hold the rest. {mend}",
        )
    return warning(name, f"{when}; all of it was brought over: {_count(progress.saved, 'response')}.", mend)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
