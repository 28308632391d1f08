"""Names the files of a home that still hold what was erased."""

from collections.abc import Sequence

from kiosk.home import Home


def still_held(home: Home, uids: Sequence[str]) -> tuple[str, ...]:
    """The backups, files in quarantine, exports and printed pages that hold any of the responses `uids`, as
    paths in the home."""
    from store.sqlite.backup import backups
    from store.sqlite.traces import traces

    written = sorted(each for each in home.exports.glob("*") if each.is_file())
    copies = [
        *backups(home.backups),
        *sorted(home.backups.glob("before-restore-*/*.db")),
        *sorted(home.path.glob(f"{home.database.stem}-before-*.db")),
    ]
    found = traces(home.database, copies, written, uids)
    return tuple(str(path.relative_to(home.path)) for path in found)
