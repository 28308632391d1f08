"""Where a store may lie: on a disk of this machine. SQLite's locks do not hold over a network."""

import os
import re
import sys
from pathlib import Path

from store.sqlite.error import StoreError

NETWORK = frozenset(
    (
        "9p",
        "afs",
        "afpfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "fuse.davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "gfs2",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "smb2",
        "smb3",
        "smbfs",
        "webdav",
    )
)
"""File systems that lie on another machine, by the names that Linux and macOS give them."""

_MOUNTS = Path("/proc/self/mountinfo")


def file_system(path: Path, mounts: str) -> str:
    """The kind of file system that holds `path`, from the text of /proc/self/mountinfo; '' if not found."""
    found, kind = "", ""
    real = os.path.realpath(path)
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split()
        if len(fields) < 5 or not right:
            continue
        # Spaces in names are written as octal escapes.
        point = re.sub(r"\\([0-7]{3})", lambda escape: chr(int(escape[1], 8)), fields[4])
        inside = real == point or real.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(found):  # the last mount of one point is the one that is seen
            found, kind = point, right.split()[0]
    return kind


def require_local(folder: Path) -> None:
    """StoreError where `folder` lies on a network file system; nothing where that cannot be told."""
    kind = ""
    if sys.platform == "linux" and _MOUNTS.exists():
        kind = file_system(folder, _MOUNTS.read_text(encoding="utf-8", errors="replace"))
    elif sys.platform == "darwin":
        kind = _mac_file_system(folder)
    if kind in NETWORK:
        raise StoreError(
            f"{folder} lies on a network drive ({kind}), where answers can be lost; "
            "name a home on a disk of this machine (--home)."
        )


def _mac_file_system(folder: Path) -> str:
    import subprocess  # only here, and 5 ms

    said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
    found, kind = "", ""
    real = os.path.realpath(folder)
    for line in said.splitlines():  # //user@host/share on /Volumes/share (smbfs, nodev, ...)
        left, _, options = line.rpartition(" (")
        _, _, point = left.partition(" on ")
        inside = point and (real == point or real.startswith(point.rstrip("/") + "/"))
        if inside and len(point) >= len(found):
            found, kind = point, options.rstrip(")").split(",")[0]
    return kind
