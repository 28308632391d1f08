"""What was put aside: answers that wait for the store, files that were damaged, room for a full disk."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from kiosk.doctor.check import Check, failure, ok, warning
from kiosk.doctor.machine import size_words
from store.model.saying import Saying, why_of
from store.sqlite.ballast import SIZE, ballast_path
from store.sqlite.quarantine import Case, cases, quarantine_folder
from store.sqlite.spill import look, spills


def spill(database: Path) -> Check:
    """Whether answers wait to be brought into the store."""
    name, paths = Saying("spill"), spills(database)
    waiting: list[str] = []
    visits = unreadable = 0
    for path in paths:
        try:
            found = look(path)
        except OSError as error:
            sentence = Saying("{path} cannot be read ({why}).", path=path.name, why=why_of(error))
            return failure(name, sentence, Saying("Look at the disk."))
        unreadable += found.unreadable
        if uids := {snapshot.uid for snapshot in found.snapshots}:
            visits += len(uids)
            waiting.append(path.name)
    if waiting:
        return warning(
            name,
            Saying.plural(
                "{n} visit in {files} could not be written into the store yet.",
                "{n} visits in {files} could not be written into the store yet.",
                visits,
                files=", ".join(waiting),
            ),
            Saying(
                "See to the store's failure; a running kiosk then brings them in, also at its next start."
            ),
        )
    if unreadable:
        return warning(
            name,
            Saying.plural(
                "{n} line there cannot be read; nobody was thanked for an unfinished one.",
                "{n} lines there cannot be read; nobody was thanked for an unfinished one.",
                unreadable,
            ),
            Saying("The next kiosk run clears them away."),
        )
    return ok(name, Saying("No answer waits.") if paths else Saying("The first kiosk makes it."))


def ballast(database: Path) -> Check:
    """Whether room is kept for a disk that is full."""
    name = Saying("reserve")
    if ballast_path(database).exists():
        return ok(name, Saying("{size} are kept for a full disk.", size=size_words(SIZE)))
    free = shutil.disk_usage(database.parent).free
    if free >= 4 * SIZE:
        return ok(name, Saying("The next kiosk makes it."))
    return warning(
        name,
        Saying("No room is kept for a full disk, and only {free} are free.", free=size_words(free)),
        Saying("Free {size}; a running kiosk then makes the reserve again.", size=size_words(4 * SIZE)),
    )


def quarantine(database: Path) -> Iterable[Check]:
    """Which files were damaged, and what could be brought over from them."""
    name, found = Saying("quarantine"), cases(database)
    strange = sorted(quarantine_folder(database).glob("spilled-*.jsonl"))
    if strange:
        yield warning(
            name,
            Saying("{path} holds answers to a survey that the store does not know.", path=strange[-1]),
            Saying("Ask that survey once more with the same file, or keep the answers as they are."),
        )
    if not found and not strange:
        yield ok(name, Saying("No file was ever damaged, deleted or replaced."))
    for case in found:
        yield _case(name, case)


def _case(name: str, case: Case) -> Check:
    progress = case.progress
    when = Saying("A file that was damaged, deleted or replaced lies in {folder}", folder=case.folder)
    saved = Saying.plural("{n} response", "{n} responses", progress.saved)
    if not progress.done:
        return warning(
            name,
            Saying("{what}; brought over so far: {saved}.", what=when, saved=saved),
            Saying("A running kiosk goes on with it; start it if none runs."),
        )
    mend = Saying(
        "Look at the disk; when the scores are right, delete the folder: people's answers are in it."
    )
    if progress.lost or not progress.saved:
        lost = (
            Saying.plural("{n} response", "{n} responses", progress.lost)
            if progress.lost
            else Saying("everything in it")
        )
        return warning(
            name,
            Saying(
                "{what}; brought over: {saved}; not to be read: {lost}.", what=when, saved=saved, lost=lost
            ),
            Saying("A backup may hold the rest. {mend}", mend=mend),
        )
    return warning(name, Saying("{what}; all of it was brought over: {saved}.", what=when, saved=saved), mend)
