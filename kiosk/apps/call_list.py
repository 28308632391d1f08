"""The last calls of whoever sits at the desk, and whether each of them lies on the disk."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.references import wall
from screens.agent.calls import COUNT, Call, Disk
from store.model.response import Response
from store.words import Words

if TYPE_CHECKING:
    from store.sqlite.references import Mention


class CallList:
    """Newest first, and no more than `COUNT`."""

    def __init__(self, words: Words, show: Callable[[tuple[Call, ...]], None]) -> None:
        """`show` is called with all of them whenever one has changed."""
        self._words = words
        self._show = show
        self._calls: list[tuple[str, Call]] = []  # each with the visit it is; '' for one from the store

    def recall(self, mentions: "Sequence[Mention]") -> None:
        """Those that the store knows, newest first, unless calls have been held meanwhile."""
        if not self._calls:
            self._calls = [
                ("", Call(self._words.time(wall(each)), each.reference or "", each.status))
                for each in mentions
            ]
            self._changed()

    def put(self, response: Response, disk: Disk) -> None:
        """This call stands first."""
        started = datetime.fromtimestamp(response.started_ms / 1000, UTC)
        at = self._words.time(started + timedelta(minutes=response.utc_offset_min))
        call = Call(at, response.reference or "", response.status, disk)
        others = [(uid, other) for uid, other in self._calls if uid != response.uid]
        self._calls = [(response.uid, call), *others][:COUNT]
        self._changed()

    def tell(self, response: Response, disk: Disk) -> str:
        """A call was written, or could not be; its name if it is the newest, else ''."""
        name = ""
        for at, (uid, call) in enumerate(self._calls):
            if uid == response.uid:
                self._calls[at] = uid, Call(call.at, call.reference, call.status, disk)
                name = name if at else self.newest
        self._changed()
        return name

    @property
    def newest(self) -> str:
        """The name of the last call; there must be one."""
        _, call = self._calls[0]
        return call.reference or self._words("The call of {time}", time=call.at)

    def forget(self) -> None:
        """Somebody else sits there."""
        self._calls = []
        self._changed()

    def _changed(self) -> None:
        self._show(tuple(call for _, call in self._calls))
