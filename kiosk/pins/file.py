"""The people and their PINs in a file of their own, as hashes: it outlives a store that has to be set aside.

One salt and one cost serve the whole file: a PIN alone says who it is, so that a salt each would cost a hash
a person at every try, on a machine where one takes a third of a second. Whoever reads the file can try every
PIN of six digits in any case; it is for its owner only.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from kiosk import private_file
from kiosk.written_file import read_written
from store.model.people import Person, Role
from store.model.saying import Saying, why_of

SHORTEST, LONGEST = 6, 12
"""How many digits a PIN has."""

MOST = 100
"""So many people at most."""

FIRST = "manager"
"""Whose PIN the first one is."""

_COST, _BLOCK, _LANES = 2**14, 8, 1
"""scrypt's n, r and p: 16 MB and a third of a second on a Raspberry Pi. Kept with the hashes."""


class PinError(Exception):
    """A PIN that will not do, or a PIN file that is missing or broken. `str()` is one sentence."""


def make_pin(below: Callable[[int], int] = secrets.randbelow) -> str:
    """Six digits that are neither one digit repeated nor a run. `below(n)` draws from 0 to n - 1."""
    while True:
        pin = f"{below(10**SHORTEST):0{SHORTEST}}"
        if not _trivial(pin):
            return pin


def _trivial(pin: str) -> bool:
    steps = {int(b) - int(a) for a, b in pairwise(pin)}
    return len(steps) == 1 and steps <= {-1, 0, 1}


def write_pin(file: Path, pin: str, name: str | None = None) -> Person:
    """Gives somebody who is in `file` a new PIN, at one stroke, and returns who; None: the first manager.

    Where there is no file yet, or a damaged one, it makes one with that manager alone. PinError for a PIN
    that will not do or a name that is not there; OSError.
    """
    try:
        kept = _read(file)
    except PinError:
        kept = _new()
    who = _of_name(kept, name) if name is not None else _first(kept)
    _put(file, kept, replace(who, hash=b""), pin)
    return who.person


def add_person(file: Path, person: Person, pin: str) -> None:
    """Adds somebody. PinError: the name is there already, or the PIN will not do; OSError."""
    kept = _read(file)
    if any(one.person.name.casefold() == person.name.casefold() for one in kept.people):
        raise PinError(
            Saying("{name} is there already; --remove them first, or take another name.", name=person.name)
        )
    if len(kept.people) >= MOST:
        raise PinError(Saying("There are {n} people already.", n=MOST))
    _put(file, kept, _One(person, b""), pin)


def remove_person(file: Path, name: str) -> Person:
    """Takes somebody out and returns who it was. PinError: not there, or the last manager; OSError."""
    kept = _read(file)
    who = _of_name(kept, name)
    others = tuple(one for one in kept.people if one is not who)
    if not any(one.person.role is Role.MANAGER for one in others):
        raise PinError(Saying("{name} is the only manager; add another one first.", name=who.person.name))
    _write(file, replace(kept, people=others))
    return who.person


def people(file: Path) -> Sequence[Person]:
    """Everybody, in the order they were added. PinError when there is no such file, or a damaged one."""
    return tuple(one.person for one in _read(file).people)


def whose(file: Path, typed: str) -> Person | None:
    """Whose PIN `typed` is; None: nobody's. PinError when there is no file to look in.

    Takes as long whoever it is, and however many there are.
    """
    kept = _read(file)
    found = _match(kept, _hash(typed, kept))
    return None if found is None else found.person


def is_pin(file: Path, typed: str) -> bool:
    """Whether `typed` is the PIN of anybody in `file`. PinError when there is none."""
    return whose(file, typed) is not None


@dataclass(frozen=True, slots=True)
class _One:
    person: Person
    hash: bytes


@dataclass(frozen=True, slots=True)
class _Kept:
    n: int
    r: int
    p: int
    salt: bytes
    people: tuple[_One, ...]


def _new() -> _Kept:
    return _Kept(_COST, _BLOCK, _LANES, b"", (_One(Person(FIRST), b""),))


def _of_name(kept: _Kept, name: str) -> _One:
    for one in kept.people:
        if one.person.name.casefold() == name.casefold():
            return one
    names = ", ".join(one.person.name for one in kept.people)
    raise PinError(Saying("There is nobody called {name} here; there are: {names}.", name=name, names=names))


def _first(kept: _Kept) -> _One:
    return next(one for one in kept.people if one.person.role is Role.MANAGER)


def _put(file: Path, kept: _Kept, who: _One, pin: str) -> None:
    """Keeps `who` with `pin`, in the place they have or as the last."""
    if not (pin.isascii() and pin.isdecimal() and SHORTEST <= len(pin) <= LONGEST):
        raise PinError(Saying("A PIN is {least} to {most} digits.", least=SHORTEST, most=LONGEST))
    names = [one.person.name for one in kept.people]
    others = [one for one in kept.people if one.person.name != who.person.name]
    if not others:
        kept = replace(kept, n=_COST, r=_BLOCK, p=_LANES, salt=secrets.token_bytes(16))
    hashed = _hash(pin, kept)
    # The same sentence for both: that a PIN is somebody's is nobody's to know.
    if _trivial(pin) or _match(replace(kept, people=tuple(others)), hashed):
        raise PinError(Saying("This PIN is one of those that are guessed first; choose another PIN."))
    at = names.index(who.person.name) if who.person.name in names else len(others)
    others.insert(at, _One(who.person, hashed))
    _write(file, replace(kept, people=tuple(others)))


def _match(kept: _Kept, hashed: bytes) -> _One | None:
    import hmac

    found = None
    for one in kept.people:
        if hmac.compare_digest(hashed, one.hash):
            found = one
    return found


def _write(file: Path, kept: _Kept) -> None:
    import json

    table = {
        "scrypt": {"n": kept.n, "r": kept.r, "p": kept.p},
        "salt": kept.salt.hex(),
        "people": [
            {
                "name": one.person.name,
                "role": one.person.role.value,
                "agents": [*one.person.agents],
                "touchpoints": [*one.person.touchpoints],
                "hash": one.hash.hex(),
            }
            for one in kept.people
        ],
    }
    private_file.replace(file, json.dumps(table, ensure_ascii=False) + "\n")


def _read(file: Path) -> _Kept:
    import json

    try:
        kept = json.loads(read_written(file).decode("utf-8"))
        cost = kept["scrypt"]
        # A file with one hash and no people was written for a manager alone.
        listed = kept["people"] if "people" in kept else [{"name": FIRST, "hash": kept["hash"]}]
        read = _Kept(
            int(cost["n"]),
            int(cost["r"]),
            int(cost["p"]),
            bytes.fromhex(kept["salt"]),
            tuple(_one(each) for each in listed),
        )
        if not (2 <= read.n <= 2**17 and 1 <= read.r <= 16 and 1 <= read.p <= 4):
            raise ValueError("costs out of range")
        if not any(one.person.role is Role.MANAGER for one in read.people):
            raise ValueError("no manager")
        return read
    except FileNotFoundError:
        raise PinError(Saying("No PIN is set; `kiosk pin --reset` sets one.")) from None
    except OSError as error:
        sentence = Saying("{path} cannot be read ({why}); mend that first.", path=file, why=why_of(error))
        raise PinError(sentence) from None
    except (ValueError, KeyError, TypeError):
        raise PinError(Saying("{path} is damaged; `kiosk pin --reset` sets a new PIN.", path=file)) from None


def _one(table: dict[str, Any]) -> _One:
    hashed = bytes.fromhex(table["hash"])
    if len(hashed) != 32:
        raise ValueError("no hash of ours")
    person = Person(
        str(table["name"]),
        Role(table.get("role", Role.MANAGER)),
        tuple(map(str, table.get("touchpoints", ()))),
        tuple(map(str, table.get("agents", ()))),
    )
    return _One(person, hashed)


def _hash(pin: str, kept: _Kept) -> bytes:
    import hashlib

    return hashlib.scrypt(
        pin.encode("utf-8", "surrogatepass"),
        salt=kept.salt,
        n=kept.n,
        r=kept.r,
        p=kept.p,
        maxmem=256 * 2**20,
        dklen=32,
    )
