"""Sentences about what is wrong with the store, in the language of whoever reads them on a screen.

A sentence is made where something fails, and travels as English text: through the log, and through the store
itself, where a kiosk writes what ails it for those who watch from elsewhere. So it is known again here by its
wording, part by part; one that is not known stays as it is.
"""

import re
from functools import cache

from store.model.saying import N_, Saying
from store.words import Words

TROUBLES = (
    N_("There is no store at {path} yet; start the kiosk first (kiosk run)."),
    N_("{path} is a folder, where a file should be; move it away, or name another home."),
    N_("{path} is not a database; move it away, or name another home."),
    N_("{path} is damaged; a kiosk that starts puts it aside and saves what can be read of it."),
    N_("{path} is in use by another program for too long; close that program, then try again."),
    N_("{path} cannot be written; give yourself the right to write it and its folder."),
    N_("{path} cannot be opened; look at the rights of the file and of its folder."),
    N_("{path} cannot be opened ({why}); look at the rights of the file and of its folder."),
    N_("The disk of {path} is full; free some space."),
    N_("The disk of {path} reported an error; look at the cable or card, and keep a backup."),
    N_("{path} cannot be used: SQLite says {why}."),
    N_("SQLite {version} is too old (needs {least}); install the pysqlite3 package or a newer Python."),
    N_("The folder {path} does not exist; run kiosk init, or name another home (--home)."),
    N_("The folder {path} cannot be written; give yourself the right to write it."),
    N_("The folder {path} cannot be opened ({why})."),
    N_(
        "{path} lies on a network drive ({kind}), where answers can be lost; name a home on a disk of this"
        " machine (--home)."
    ),
    N_("Another kiosk or operator screen is using {path}; close it, then try again."),
    N_("{path} is being updated or restored by another process; try again in a moment."),
    N_(
        "{path} is in use by a program with a newer SQLite, and this one's cannot share it safely; close the"
        " other kiosk or screen first, or install the pysqlite3 package here too."
    ),
    N_("{path} was made by an older kiosk; start this one once (kiosk run) to bring it up to date."),
    N_("{path} was made by a newer kiosk; update this one (pipx upgrade survey-kiosk)."),
    N_("{path} is another program's database; move it away, or name another home."),
    N_("{path} is no kiosk's file; kiosk import takes over answers from a CSV file."),
    N_("{path} is no kiosk's file; name a kiosk's backup, or its kiosk.db."),
    N_("{path} is damaged, or only a part of it is there; copy it anew, or take an older copy."),
    N_(
        "{path} cannot be read where nothing may be written beside it; copy it to a disk of this machine, and"
        " name that copy."
    ),
    N_("{path} holds real answers; a demonstration needs a home of its own."),
    N_("{path} is not open."),
    N_("{path} is in use by another process."),
    N_("{path} cannot be made ({why})."),
    N_("{path} cannot be made ({why}); free some space there."),
    N_("{path} cannot be emptied ({why}); look at the disk."),
    N_("{path} is damaged and cannot be put away ({why}); run kiosk doctor."),
    N_("{path} changes under the kiosk; look at what else writes in its folder."),
    N_("{path} was taken away, and {other} stands in the way of a new one ({why}); run kiosk doctor."),
    N_("Answers are kept in {file} meanwhile."),
    N_("The disk of {path} is full but for a small reserve; free some space."),
    N_(
        "{file} was damaged and lies in {folder}; a new one has taken its place, and what can be read is"
        " being brought over."
    ),
    N_(
        "{file} was deleted or replaced while the kiosk ran; its answers are being brought over. Leave the"
        " file alone while a kiosk runs."
    ),
    N_("What is left of {file} cannot be read ({why}); run kiosk doctor."),
    N_("Nothing in {path} can be read; the newest backup has what came before."),
    N_("{file} had to be replaced; {n} responses were brought over from {folder}; run kiosk doctor."),
    N_(
        "{file} had to be replaced; {n} responses were brought over from {folder}, {lost} could not be read;"
        " run kiosk doctor."
    ),
    N_("{file} had to be replaced; {n} responses were brought over; run kiosk doctor."),
    N_(
        "{file} had to be replaced; {n} responses were brought over, {lost} could not be read;"
        " run kiosk doctor."
    ),
    N_("There is no response {uid} in {path}."),
    N_("There is no note {number} in {path}."),
    N_("There is no alert {number} in {path}."),
    N_("There is no scored question {number} in {path}."),
    N_("There is no import {number} in {path}."),
    N_("{name} is being taken back; first finish that: kiosk import --undo {number}"),
    N_("{name} was taken back meanwhile; no more of it is taken."),
    N_("{name} is being imported by another program too; let that one end."),
    N_("{path} is a demonstration: made-up answers are never merged with real ones."),
    N_("{path} is this kiosk's own store; name another's."),
    N_("{path} is damaged ({why}); nothing was merged."),
    N_("{path} is the store itself; name a backup."),
    N_("{path} is missing."),
    N_("{path} is empty; name a backup."),
    N_("The store could not be copied to {path} ({why}); run kiosk doctor."),
    N_("The disk that holds {path} is full, so no copy was made; make room on it."),
    N_("The copy is not whole ({why}); run kiosk doctor: the store or the disk is damaged."),
    N_("{file} has a mistake in line {line}; kiosk check explains it. The kiosk asks as before."),
    N_("{file} is missing or cannot be read. The kiosk asks as before."),
    N_("All codes by the pattern {pattern} have been given."),
    N_("There is no reward code left in {path}; add more, one a line."),
    N_("Reward codes left in {path}: {n}. Add more."),
)
"""Every sentence that reaches a person as bare text."""


SYSTEM = (
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("No such file or directory"),
    N_("File exists"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("File too large"),
    N_("Read-only file system"),
    N_("Input/output error"),
    N_("Device or resource busy"),
    N_("Text file busy"),
    N_("File name too long"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
    N_("Cannot allocate memory"),
    N_("No such device or address"),
    N_("Illegal seek"),
    N_("Invalid argument"),
)
"""What the system says of a file, as it stands in brackets within a sentence."""


def trouble(sentence: str, words: Words) -> str:
    """The English `sentence`, or several in a row, as this reader is told them."""
    return words.say(saying(sentence))


def saying(sentence: str) -> str:
    """The English `sentence`, or several in a row, to say in other languages; itself if unknown."""
    if isinstance(sentence, Saying):
        return sentence
    rest, told = sentence, list[Saying]()
    while rest:
        # The longest that fits: one may be the beginning of another.
        found = [(match.end(), message, match) for message, known in _known() if (match := known.match(rest))]
        if not found:
            return sentence
        end, message, match = max(found, key=lambda each: (each[0], len(each[1])))
        values = {
            name: Saying(value) if value in SYSTEM else value for name, value in match.groupdict().items()
        }
        told.append(Saying(message, **values))
        rest = rest[end:].strip()
    parts = {f"part_{number}": said for number, said in enumerate(told)}
    return Saying.row(" ".join(f"{{{name}}}" for name in parts), **parts) if told else sentence


@cache
def _known() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((message, re.compile(_pattern(message))) for message in TROUBLES)


def _pattern(message: str) -> str:
    """`message` with anything for its values, up to the end or to the next sentence."""
    parts = re.split(r"\{(\w+)\}", message)
    made = "".join(rf"(?P<{part}>.+?)" if i % 2 else re.escape(part) for i, part in enumerate(parts))
    return rf"{made}(?=$| [A-Z/])"
