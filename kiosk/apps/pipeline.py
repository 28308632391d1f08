"""Keeps what an agent keys, in order and behind the desk: the next key never waits for a disk."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.apps.due import RETRY_SECONDS
from kiosk.apps.keeper import Keeper
from screens.agent.calls import Disk
from store.model.response import Response


@dataclass(frozen=True, slots=True)
class _Job:
    response: Response
    by: str = ""
    """Who corrects it; '' where it is no correction."""
    why: str = ""


class Pipeline:
    """One write after the other. Of two states of one visit that wait, only the newer is written."""

    def __init__(
        self,
        keeper: Keeper,
        opened: asyncio.Event,
        *,
        seconds: Callable[[], float],
        tell: Callable[[Response, Disk], None],
        note: Callable[[BaseException], None],
    ) -> None:
        """`opened`: the keeper can be asked. `tell` is told what lies on the disk, and what does not."""
        self._keeper = keeper
        self._opened = opened
        self._seconds = seconds
        self._tell = tell
        self._note = note
        self._jobs: deque[_Job] = deque()
        self._working: asyncio.Task[None] | None = None
        self._waiting: dict[str, Response] = {}
        self._again_at = 0.0
        self.problem = ""
        """Why something could not be written, in one sentence; '' when nothing waits."""

    def keep(self, response: Response) -> None:
        """Writes `response` in its turn."""
        self._waiting.pop(response.uid, None)
        self._put(_Job(response))

    def correct(self, response: Response, by: str, why: str) -> None:
        """Replaces what is kept of `response` in its turn, with a line in the audit log."""
        self._put(_Job(response, by, why))

    def forget(self, uid: str) -> None:
        """A newer state of the visit `uid` is written by somebody else."""
        self._waiting.pop(uid, None)

    def tick(self) -> None:
        """Once a second: tries again what could not be written."""
        if self._waiting and self._seconds() >= self._again_at:
            for response in [*self._waiting.values()]:
                self.keep(response)

    async def drained(self) -> bool:
        """Waits until every write was tried; whether all of it is on the disk."""
        while self._working is not None and not self._working.done():
            await asyncio.shield(self._working)
        return not self._waiting

    def _put(self, job: _Job) -> None:
        self._jobs.append(job)
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work())

    async def _work(self) -> None:
        from store.sqlite.error import StoreError

        await self._opened.wait()
        while self._jobs:
            job = self._jobs.popleft()
            uid = job.response.uid
            if not job.by and any(later.response.uid == uid and not later.by for later in self._jobs):
                continue
            try:
                if job.by:
                    await self._keep_first(uid)
                    await self._keeper.correct(job.response, job.by, job.why)
                else:
                    await self._keeper.save(job.response)
            except StoreError as error:
                self._note(error)
                self.problem = str(error)
                self._again_at = self._seconds() + RETRY_SECONDS
                # A correction that was not made leaves the visit as it was kept. Nothing that is older than
                # what is still to be written waits for another try.
                newer = any(later.response.uid == uid and not later.by for later in self._jobs)
                if not job.by and not newer:
                    self._waiting[uid] = job.response
                self._tell(job.response, Disk.WAITING)
            else:
                self.problem = self.problem if self._waiting else ""
                if not any(later.response.uid == uid for later in self._jobs):
                    self._tell(job.response, Disk.CORRECTED if job.by else Disk.KEPT)

    async def _keep_first(self, uid: str) -> None:
        """What is corrected has to be kept: tried again later, it would take the correction back."""
        if uid in self._waiting:
            await self._keeper.save(self._waiting[uid])
            del self._waiting[uid]
