"""Opens stores after a power cut, as a kiosk does when it starts; run with its disk watched.

python recover.py LOG HOME...
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from hostile.power.check import BASE
from hostile.power.log import Marks
from sqlite.counter import SURVEY, Clock

from store.sqlite.database import open_database
from store.sqlite.responses import Responses


def main(log: str, *homes: str) -> None:
    """One home after the other, each marked before."""
    marks = Marks(Path(log))
    for home in homes:
        marks.put(["home", Path(home).name])
        with open_database(Path(home) / BASE, writing=True, now_ms=Clock()) as database:
            responses = Responses(database)
            responses.register(SURVEY)
            responses.close_stale("kiosk-1")
            responses.beat("kiosk-1", "asking")


if __name__ == "__main__":
    main(*sys.argv[1:])
