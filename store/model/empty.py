"""A store that holds nothing yet."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext

from store.model.given import Against, Given
from store.model.reader import (
    AskedQuestion,
    ChoiceTally,
    Comment,
    Dimension,
    Excluded,
    Filters,
    Funnel,
    KioskState,
    LeftOut,
    Note,
    Only,
    Recent,
    SurveyVersion,
    Tally,
)
from store.model.response import Response


class EmptyReader:
    """`Reader` of a shop that is set up and has not been answered: no answers is an answer too."""

    def changed(self) -> bool:
        """Never."""
        return False

    def together(self) -> AbstractContextManager[None]:
        """Nothing happens here."""
        return nullcontext()

    def questions(self) -> Sequence[AskedQuestion]:
        """None."""
        return ()

    def tallies(
        self,
        first: int,
        last: int,
        by: Dimension,
        filters: Filters,
        *,
        daily: bool = False,
        only: Only | None = None,
    ) -> Sequence[Tally]:
        """None."""
        return ()

    def choices(
        self, first: int, last: int, by: Dimension, filters: Filters, *, daily: bool = False
    ) -> Sequence[ChoiceTally]:
        """None."""
        return ()

    def tallies_by_choice(self, first: int, last: int, question: str, filters: Filters) -> Sequence[Tally]:
        """None."""
        return ()

    def funnel(
        self, first: int, last: int, filters: Filters, *, by: Dimension = Dimension.TOTAL
    ) -> Sequence[Funnel]:
        """None."""
        return ()

    def comments(
        self,
        first: int,
        last: int,
        filters: Filters,
        *,
        limit: int,
        low: bool = False,
        holding: str = "",
        channel: str | None = None,
        published: bool = False,
    ) -> Sequence[Comment]:
        """None."""
        return ()

    def excluded(
        self, first: int, last: int, filters: Filters, *, channel: str | None = None
    ) -> Sequence[Excluded]:
        """None."""
        return ()

    def left_out_answers(self, first: int, last: int, filters: Filters) -> Sequence[LeftOut]:
        """None."""
        return ()

    def recent(self, since_ms: int) -> Sequence[Recent]:
        """None."""
        return ()

    def notes(self, first: int, last: int) -> Sequence[Note]:
        """None."""
        return ()

    def versions(self) -> Sequence[SurveyVersion]:
        """None."""
        return ()

    def response(self, uid: str) -> Response | None:
        """None."""
        return None

    def given(
        self,
        first: int,
        last: int,
        filters: Filters,
        question: int,
        *,
        channel: str,
        limit: int,
        scores: Collection[int],
        before: int | None = None,
        left_out: bool = False,
        field: tuple[int, int] | None = None,
    ) -> Sequence[Given]:
        """None."""
        return ()

    def against(self, uid: str) -> Sequence[Against]:
        """Nothing."""
        return ()

    def targets(self) -> Mapping[int, float]:
        """None."""
        return {}

    def kiosks(self) -> Sequence[KioskState]:
        """None."""
        return ()

    def is_demo(self) -> bool:
        """No."""
        return False
