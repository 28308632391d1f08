"""The library that stands between a program and its disk, compiled when it is first needed."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from enum import IntEnum
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

SOURCE = Path(__file__).with_name("disk.c")


class Fault(IntEnum):
    """How an operation fails; the numbers are those of `disk.c`."""

    NEVER = 0
    EIO = 1
    ENOSPC = 2
    SHORT = 3
    """A write gets half of its bytes to the disk; sticky, the disk is full from then on."""
    KILL = 4
    """The process is killed; in mid-write where it is one."""
    READ = 5
    """Reading reports an error; only reads are counted then."""
    SYNC = 6
    """A sync reports an error, and what it should have written may never get to the disk; only syncs are
    counted then."""
    READ_ONLY = 7
    """Sticky, nothing can be written from then on, as where the system mounts a failing disk anew."""


@cache
def library() -> Path | str:
    """The compiled library, or in words why there is none."""
    if sys.platform != "linux" or sys.maxsize < 2**32:
        return "only for 64-bit Linux"
    compiler = shutil.which(os.environ.get("CC", "cc")) or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        return "there is no C compiler"
    target = Path(mkdtemp(prefix="hostile-")) / "disk.so"
    options = ["-O2", "-shared", "-fPIC", "-Wall", "-Wextra", "-Werror", "-o", str(target), str(SOURCE)]
    libraries = ["-lpthread", "-ldl"]
    done = subprocess.run([compiler, *options, *libraries], capture_output=True, text=True, check=False)
    return target if done.returncode == 0 else f"the C compiler says: {done.stderr.strip()[-300:]}"


def preloaded(disk: Path, log: Path | None = None, *, full: Path | None = None) -> dict[str, str]:
    """The environment in which a program's work on `disk` is watched, and written down in `log`.

    While there is a file `full`, the disk has no room left.
    """
    found = library()
    assert isinstance(found, Path), found
    environment = {"LD_PRELOAD": str(found), "HOSTILE_DISK": os.path.realpath(disk)}
    if log is not None:
        log.touch()
        environment["HOSTILE_LOG"] = os.path.realpath(log)
    if full is not None:
        environment["HOSTILE_FULL"] = os.path.realpath(full)
    return environment


def arm(at: int, fault: Fault, *, sticky: bool) -> None:
    """In a preloaded process: makes the operation `at` from now (1 is the next; 0: none) fail."""
    ctypes.CDLL(None).hostile_arm(ctypes.c_long(at), int(fault), int(sticky))


def seen() -> int:
    """In a preloaded process: how many operations there were since it was armed."""
    count: Callable[[], int] = ctypes.CDLL(None).hostile_seen
    return count()
