"""The operator's PIN in its own file, as a hash: it outlives a store that has to be set aside."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kiosk import private_file

SHORTEST, LONGEST = 6, 12
"""How many digits a PIN has."""

_COST, _BLOCK, _LANES = 2**14, 8, 1
"""scrypt's n, r and p: 16 MB and a third of a second on a Raspberry Pi. Kept with each hash."""


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


def write_pin(file: Path, pin: str) -> None:
    """Keeps the hash of `pin` in `file`, at one stroke. PinError for a PIN that will not do; OSError."""
    if not (pin.isascii() and pin.isdecimal() and SHORTEST <= len(pin) <= LONGEST):
        raise PinError(f"A PIN is {SHORTEST} to {LONGEST} digits.")
    if _trivial(pin):
        raise PinError("One digit repeated or digits in a row are guessed first; choose another PIN.")
    import json

    salt = secrets.token_bytes(16)
    kept = {
        "scrypt": {"n": _COST, "r": _BLOCK, "p": _LANES},
        "salt": salt.hex(),
        "hash": _hash(pin, salt, _COST, _BLOCK, _LANES).hex(),
    }
    private_file.replace(file, json.dumps(kept) + "\n")


def is_pin(file: Path, typed: str) -> bool:
    """Whether `typed` is the PIN kept in `file`. PinError when there is none."""
    import hmac

    kept = _read(file)
    return hmac.compare_digest(_hash(typed, kept.salt, kept.n, kept.r, kept.p), kept.hash)


@dataclass(frozen=True, slots=True)
class _Kept:
    n: int
    r: int
    p: int
    salt: bytes
    hash: bytes


def _read(file: Path) -> _Kept:
    import json

    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        cost = kept["scrypt"]
        read = _Kept(
            int(cost["n"]),
            int(cost["r"]),
            int(cost["p"]),
            bytes.fromhex(kept["salt"]),
            bytes.fromhex(kept["hash"]),
        )
        if not (2 <= read.n <= 2**17 and 1 <= read.r <= 16 and 1 <= read.p <= 4 and len(read.hash) == 32):
            raise ValueError("costs out of range")
        return read
    except FileNotFoundError:
        raise PinError("No PIN is set; `kiosk pin --reset` sets one.") from None
    except OSError as error:
        raise PinError(f"{file} cannot be read ({error.strerror}); mend that first.") from None
    except (ValueError, KeyError, TypeError):
        raise PinError(f"{file} is damaged; `kiosk pin --reset` sets a new PIN.") from None


def _hash(pin: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    import hashlib

    return hashlib.scrypt(
        pin.encode("utf-8", "surrogatepass"), salt=salt, n=n, r=r, p=p, maxmem=256 * 2**20, dklen=32
    )
