"""Brings what was spilled into the store, some at a time, and nothing twice."""

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from store.model.response import Response
from store.model.survey import Survey
from store.model.survey_file import SurveyError, read_survey
from store.sqlite.quarantine import quarantine_folder
from store.sqlite.receiving import Receiving
from store.sqlite.snapshot import packed
from store.sqlite.spill import Spill

_AT_ONCE = 25
"""Snapshots in one transaction: some milliseconds."""


class Draining:
    """Goes through one spill; begins anew when something was added to it meanwhile."""

    def __init__(self, database: Path, survey: Survey, now_ms: Callable[[], int]) -> None:
        self._database = database
        self._survey = survey
        self._now_ms = now_ms
        self._waiting: list[Response] = []
        self._texts: tuple[str, ...] = ()
        self._strange: list[Response] = []
        self._end = 0

    def ask(self, survey: Survey) -> None:
        """`survey` is the one that is asked now."""
        self._survey = survey

    def next(self, spill: Spill) -> Sequence[Response] | None:
        """The next snapshots of `spill`, oldest first; None when all are through. OSError: unreadable."""
        if self._end != spill.end:
            spilled = spill.read()
            self._waiting, self._texts = list(spilled.snapshots), spilled.surveys
            self._strange, self._end = [], spill.end
        return self._waiting[:_AT_ONCE] or None

    def keep(self, snapshots: Sequence[Response], responses: Receiving) -> None:
        """Puts what `next` gave into the store. StoreError: it may be done again."""
        strange = responses.drain(snapshots)
        if strange and self._texts:
            self._register(responses)
            strange = responses.drain(strange)
        self._strange += strange
        del self._waiting[: len(snapshots)]

    def finish(self, spill: Spill) -> None:
        """Empties the spill, all of which is in the store. OSError: it is not empty.

        What no store here can keep is written to a file in the quarantine first.
        """
        if self._strange:
            self._put_away(self._strange)
        spill.clear()
        self._end, self._waiting, self._strange = 0, [], []

    def _register(self, responses: Receiving) -> None:
        """Makes the surveys known that were asked when the answers were spilled."""
        for text in self._texts:
            try:
                responses.register(read_survey(text))
            except SurveyError:
                continue
        self._texts = ()
        responses.register(self._survey)  # its wordings are the newest

    def _put_away(self, strange: Sequence[Response]) -> None:
        folder = quarantine_folder(self._database)
        folder.mkdir(mode=0o700, exist_ok=True)
        path = folder / f"spilled-{self._now_ms()}.jsonl"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="ascii") as file:
            for response in strange:
                file.write(f"{json.dumps(packed(response))}\n")
            file.flush()
            os.fsync(file.fileno())
