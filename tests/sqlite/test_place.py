"""A store lies on a disk of this machine."""

from pathlib import Path

import pytest
from sqlite.counter import Clock

from store.sqlite import place
from store.sqlite.database import StoreError, open_database

MOUNTS = """\
21 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 21 0:26 / /mnt/share rw,relatime shared:9 - nfs4 server:/export rw
31 21 0:27 / /mnt/share\\040two rw,relatime - cifs //server/two rw
32 30 0:28 / /mnt/share/local rw,relatime - ext4 /dev/vdb rw
33 21 0:29 / /mnt/données rw,relatime - cifs //server/three rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/shop", "ext4"),
        ("/mnt/share", "nfs4"),
        ("/mnt/share/shop/home", "nfs4"),
        ("/mnt/shared", "ext4"),
        ("/mnt/share two/home", "cifs"),
        ("/mnt/share/local/home", "ext4"),
        ("/mnt/données/home", "cifs"),
    ],
)
def test_the_innermost_mount_tells_the_file_system(path: str, kind: str) -> None:
    assert place.file_system(Path(path), MOUNTS) == kind


def test_a_network_drive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"30 21 0:26 / {tmp_path} rw - nfs4 server:/export rw\n")
    monkeypatch.setattr(place, "_MOUNTS", mounts)
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(StoreError, match=r"network drive \(nfs4\)"):
        open_database(tmp_path / "kiosk.db", writing=True, now_ms=Clock())
    assert list(tmp_path.iterdir()) == [mounts]
