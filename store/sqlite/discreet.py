"""A reader that keeps back what was just written, where whoever reads could tell who wrote it."""

from collections.abc import Sequence
from dataclasses import replace

from store.model.reader import Comment, Filters
from store.model.response import Channel, Response
from store.model.survey import Kind
from store.sqlite.database import Database
from store.sqlite.reader import SqliteReader

_AT_LEAST = 64


class DiscreetReader(SqliteReader):
    """As `SqliteReader`; comments to an agent show only after a delay, those of others too where `always`.

    Who has just stood at the counter, or was on the line, is known to whoever served them.
    """

    def __init__(self, database: Database, *, delay_minutes: int, always: bool) -> None:
        """`always`: whoever reads works where the answers are given."""
        super().__init__(database)
        self._now_ms = database.now_ms
        self._delay_ms = delay_minutes * 60_000
        self._always = always

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
        """Newest first, without those that are not to be shown yet."""
        assisted = channel == Channel.ASSISTED
        asked = limit if not self._delay_ms else limit + _AT_LEAST
        while True:
            found = super().comments(
                first,
                last,
                filters,
                limit=asked,
                low=low,
                holding=holding,
                channel=channel,
                published=published,
            )
            shown = [
                each for each in found if not self._is_held(each.at_ms, assisted or each.agent is not None)
            ]
            if len(shown) >= limit or len(found) < asked:
                return shown[:limit]
            asked *= 4

    def response(self, uid: str) -> Response | None:
        """One whole response, without a comment that is not to be shown yet."""
        found = super().response(uid)
        if found is None or not self._delay_ms:
            return found
        kinds = {q.id: q.kind for q in self.questions() if q.survey == found.survey}
        if any(each.consent and kinds.get(name) is Kind.CONTACT for name, each in found.answers.items()):
            return found  # who asks to be called says who they are
        helped = found.channel == Channel.ASSISTED or found.agent is not None
        answers = {
            name: replace(answer, text=None)
            if kinds.get(name) is Kind.COMMENT and self._is_held(found.started_ms + answer.ended_ms, helped)
            else answer
            for name, answer in found.answers.items()
        }
        return replace(found, answers=answers)

    def _is_held(self, at_ms: int, helped: bool) -> bool:
        return (self._always or helped) and at_ms > self._now_ms() - self._delay_ms
