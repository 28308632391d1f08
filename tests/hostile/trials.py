"""Everything that is tried, by name: power, disks and kills, a stranger, many visits, two of everything."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hostile.fuzz import Fuzz
from hostile.power import trials as power
from hostile.soak import LIMIT, figures, soak
from hostile.spoilt import spoil_many
from hostile.table import Row, row
from hostile.together import Together


@dataclass(frozen=True, slots=True)
class Size:
    """How much is tried."""

    power: power.Size
    events: int
    """Of a stranger."""
    visits: int
    """In one process."""
    growth: float
    """How much memory may grow; few visits grow by what is loaded late."""
    seconds: float
    """With two of everything, on each engine."""
    stores: int
    """Whose pages are destroyed."""


SHORT = Size(power.SHORT, 20_000, 300, 1.15, 10.0, 12)
FULL = Size(power.FULL, 1_000_000, 100_000, LIMIT, 600.0, 400)

Trial = Callable[[Size, int], Iterator[Row]]


def fuzz(size: Size, seed: int) -> Iterator[Row]:
    """A stranger at a real kiosk sends everything that a terminal can send."""
    with tempfile.TemporaryDirectory() as folder:
        fuzzed = Fuzz(Path(folder), seed).run(size.events)
    what = (
        f"a stranger at `kiosk run`, seed {seed}; an answer afterwards took {fuzzed.slowest:.2f} s at most"
        f" ({fuzzed.answers} times)"
    )
    wrong = {"escaped": len(fuzzed.problems)}
    yield row(what, fuzzed.events, "events", wrong, fuzzed.problems)


def one_process(size: Size, seed: int) -> Iterator[Row]:
    """Visit after visit in one process: nothing grows, nothing is left."""
    with tempfile.TemporaryDirectory() as folder:
        soaked = soak(Path(folder), size.visits, seed)
    examples = [*soaked.problems, *(f"{n} more {what}" for what, n in soaked.left.items())]
    if soaked.growth > size.growth:
        examples.append(f"memory has grown: {soaked.growth:.3f}")
    what = f"visits in one process: {'; '.join(figures(soaked))}"
    yield row(what, soaked.visits, "visits", {"escaped": len(examples)}, examples)


def together(size: Size, seed: int) -> Iterator[Row]:
    """Two of everything on one file."""
    for wal in power.journals():
        with tempfile.TemporaryDirectory() as folder:
            worked = Together(Path(folder), seed, wal=wal).work(size.seconds)
        what = (
            "two kiosks, an agent, two operators, two other writers and backups on one file for"
            f" {size.seconds:.0f} s, {'WAL' if wal else 'TRUNCATE'}: {worked.answers:,} answers"
            f" ({worked.unseen} thanks that nobody saw), {worked.calls:,} calls"
            f" ({worked.corrected} corrected), {worked.looks:,} looks, {worked.backups} backups"
        )
        changes = worked.answers + worked.calls + worked.corrected + worked.changes
        yield row(what, changes, "changes", worked.problems, worked.examples)


def pages(size: Size, seed: int) -> Iterator[Row]:
    """Pages of many stores are destroyed at random."""
    with power.folder_in_memory() as folder:
        spoilt = spoil_many(folder, size.stores, seed)
    pages = ", ".join(f"{count:,} {what}" for what, count in spoilt.pages.most_common())
    gone = ", ".join(f"{count:,} {what}" for what, count in spoilt.gone.most_common())
    what = f"destroyed pages: {pages}, in {spoilt.stores} stores; with them went {gone or 'nothing'}"
    yield row(what, spoilt.pages.total(), "pages", spoilt.problems, spoilt.examples)


def _of_power(trial: power.Trial) -> Trial:
    return lambda size, seed: trial(size.power, seed)


TRIALS: dict[str, Trial] = {name: _of_power(trial) for name, trial in power.TRIALS.items()} | {
    "pages": pages,
    "stranger": fuzz,
    "together": together,
    "visits": one_process,
}
"""By name."""
