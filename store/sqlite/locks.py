"""Who may use a home at the same time: shared for everyone who works in it, alone for who rebuilds it.

`flock` on the folder itself: it leaves no file behind, and ends with the process however that ends. Where
there is no flock (Windows), nothing is locked.
"""

import contextlib
import os
import re
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from zlib import crc32  # hashlib loads OpenSSL, which a kiosk's first picture would wait for

from store.sqlite.error import StoreError, Trouble

try:
    import fcntl
except ImportError:  # not a POSIX system
    fcntl = None  # type: ignore[assignment]  # the module is there or it is not

_POLL = 0.05
_BACK_SECONDS = 5.0
"""A shared lock that could not be made an exclusive one is gone, and is taken again for so long."""


@dataclass(slots=True)
class _Held:
    """What this process holds of one home: flock belongs to the open file, so it is opened once."""

    fd: int
    users: int = 0
    alone: int = 0
    """How many of these have it alone."""


_homes: dict[str, _Held] = {}
_guard = threading.Lock()


class Lock:
    """Something held until `close()`, or the end of a `with`."""

    def __init__(self, path: Path, fd: int, *, shared_home: bool, alone: bool = False) -> None:
        self.path = path
        """The folder or file that is locked."""
        self._fd = fd
        self._shared_home = shared_home
        self._alone = alone
        self._open = True

    def close(self) -> None:
        """Lets go; a second call does nothing."""
        if not self._open:
            return
        self._open = False
        if self._shared_home:
            _leave(str(self.path), alone=self._alone)
        elif self._fd >= 0:
            os.close(self._fd)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def lock_home(folder: Path, *, alone: bool = False, wait_seconds: float = 5.0) -> Lock:
    """Joins those who use `folder`; with `alone`, only when no other process does.

    Several locks of one process count as one, so a process that uses a home may also take it alone; its
    own threads are its own care. Waits up to `wait_seconds` for others, then raises StoreError.
    """
    real = Path(os.path.realpath(folder))
    if fcntl is None:
        return Lock(real, -1, shared_home=False)
    with _guard:
        held = _homes.get(str(real))
        if held is None:
            try:
                held = _Held(os.open(real, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0)))
            except OSError as error:
                raise StoreError(f"The folder {folder} cannot be opened ({error.strerror}).") from error
            _homes[str(real)] = held
        try:
            _wait(held.fd, fcntl.LOCK_EX if alone else fcntl.LOCK_SH, wait_seconds, held.users == 0 or alone)
        except BlockingIOError as error:
            if held.users:
                with contextlib.suppress(BlockingIOError):
                    _wait(held.fd, fcntl.LOCK_SH, _BACK_SECONDS, True)
            else:
                os.close(held.fd)
                del _homes[str(real)]
            raise StoreError(
                f"Another kiosk or operator screen is using {folder}; close it, then try again."
                if alone
                else f"{folder} is being updated or restored by another process; try again in a moment."
            ) from error
        held.users += 1
        held.alone += alone
    return Lock(real, held.fd, shared_home=True, alone=alone)


def lock_label(folder: Path, label: str) -> Lock:
    """Makes this process the one running kiosk called `label` in `folder`; StoreError if there is one."""
    return lock_file(
        folder / f".running-{label_name(label)}.lock",
        f'A kiosk called "{label}" is already running here; close it, or give this one another --label.',
    )


def label_name(label: str) -> str:
    """A device's label as a part of a file's name: no two labels share one."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", label).strip("-")[:40]
    return f"{plain}-{crc32(label.encode()):08x}"


def lock_file(path: Path, taken: str) -> Lock:
    """Takes the file at `path`, made where there is none, for its owner only.

    StoreError: `taken` (`Trouble.LOCKED`), or the file cannot be made.
    """
    if fcntl is None:
        return Lock(path, -1, shared_home=False)
    try:
        fd = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError as error:
        sentence = f"The folder {path.parent} cannot be written ({error.strerror})."
        raise StoreError(sentence, Trouble.UNWRITABLE) from error
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(fd)
        raise StoreError(taken, Trouble.LOCKED) from error
    return Lock(path, fd, shared_home=False)


def _wait(fd: int, how: int, seconds: float, needed: bool) -> None:
    if not needed:
        return
    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(fd, how | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise
        time.sleep(_POLL)


def _leave(real: str, *, alone: bool) -> None:
    with _guard:
        held = _homes[real]
        held.users -= 1
        held.alone -= alone
        if held.users == 0:
            os.close(held.fd)
            del _homes[real]
        elif alone and not held.alone:
            fcntl.flock(held.fd, fcntl.LOCK_SH)
