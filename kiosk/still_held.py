"""Which copies still hold what was just erased from the store."""

from collections.abc import Iterator
from datetime import datetime

from kiosk.home import Home
from store.sqlite.backup import backups


def still_held(home: Home) -> Iterator[str]:
    """The lines to tell: the copies in the home, all of them older than the erasure, and what to do."""
    dated = backups(home.backups)
    aside = sorted(path for path in home.backups.glob("before-restore-*") if path.is_dir())
    damaged = sorted((home.path / "quarantine").glob("*"))
    if not (dated or aside or damaged):
        yield "No backup in this home holds it; look to those you keep elsewhere."
        return
    yield "These copies were made before and still hold it:"
    if dated:
        days = [datetime.fromtimestamp(path.stat().st_mtime) for path in (dated[0], dated[-1])]
        span = f"{days[0]:%Y-%m-%d}" if len(dated) == 1 else f"{days[0]:%Y-%m-%d} to {days[1]:%Y-%m-%d}"
        count = "1 backup" if len(dated) == 1 else f"{len(dated)} backups"
        yield f"  {count} in {home.backups}, of {span}"
    for path in (*aside, *damaged):
        yield f"  {path}"
    yield "Make a new one (kiosk backup), delete those, and look to the copies that you keep elsewhere."
