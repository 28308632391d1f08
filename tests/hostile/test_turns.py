"""Drawing and keeping share one interpreter: neither makes the other wait."""

import sys
from pathlib import Path

from customer.at_work import at_work


async def test_an_answer_on_its_way_to_the_disk_waits_for_no_paint(tmp_path: Path) -> None:
    sys.setswitchinterval(0.005)  # as Python has it; a commit takes a dozen turns
    async with at_work(tmp_path):
        assert sys.getswitchinterval() <= 0.001
