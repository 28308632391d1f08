"""Answers what the operator's screens ask that look closer: tables, hours, answers, one response."""

from dataclasses import dataclass, field
from datetime import date

from screens.operator.closer.wishes import (
    Answers,
    AnswersWanted,
    Comments,
    CommentsWanted,
    Heat,
    HeatWanted,
    Named,
    Names,
    NamesWanted,
    Rescoring,
    ResponseWanted,
    ScoringWanted,
    Segments,
    SegmentsWanted,
    Table,
    TableWanted,
    Whole,
)
from screens.operator.view import Reply, Wish
from store.model.comment_words import comment_words
from store.model.cut import Cut, cut
from store.model.heat import HeatMap, days_of_map, heat_maps
from store.model.memo import Memo
from store.model.natural import natural
from store.model.people import Person
from store.model.period import Period, day_number
from store.model.reader import AskedQuestion, Dimension, Filters, Reader
from store.model.rescore import rescored
from store.model.scale import Standing
from store.model.survey import Kind

_PAGE = 200
"""Answers that are read at a time."""
_MOST_COMMENTS = 500
"""That are listed, the newest; a person reads no more, and every new answer reads them again."""


@dataclass(frozen=True, slots=True)
class Closer:
    """Reads for one person and what they look at."""

    reader: Reader
    person: Person
    period: Period
    filters: Filters
    channel: str
    today: date
    """The business day."""
    day_starts: int
    memo: Memo = field(default_factory=Memo)
    """Keeps what was read of the days before today, for as long as they are known."""

    def answer(self, asked: Wish) -> Reply:
        """Answers once, with nothing that the person may not see."""
        match asked:
            case HeatWanted(number):
                return Heat(number, self._heat(number))
            case TableWanted(by):
                return Table(by, self._table(by))
            case AnswersWanted():
                return self._answers(asked)
            case ResponseWanted(uid):
                return self._whole(uid)
            case ScoringWanted(scoring):
                rows = rescored(self.reader, self.period, self.filters, scoring, channel=self.channel)
                return Rescoring(scoring, rows)
            case NamesWanted(dimension):
                return Names(dimension, self._names(dimension))
            case CommentsWanted():
                return self._comments(asked)
            case SegmentsWanted():
                asked_of = (q for q in self.reader.questions() if q.kind is Kind.CHOICE and q.options)
                return Segments(tuple(question for question in asked_of if question.parent is None))
        raise TypeError(f"nobody answers {asked!r}")

    def _heat(self, number: int) -> HeatMap | None:
        question = self._question(number)
        if question is None:
            return None
        return heat_maps(
            self.reader,
            days_of_map(self.period),
            self.filters,
            (question,),
            channel=self.channel,
            day_starts=self.day_starts,
            today=self.today,
            memo=self.memo,
        )[0]

    def _table(self, by: str) -> Cut:
        return cut(
            self.reader,
            self.period,
            by,
            day_starts=self.day_starts,
            filters=self.filters,
            channel=None if by == "channel" else self.channel,
            today=self.today,
        )

    def _answers(self, asked: AnswersWanted) -> Answers:
        question = self._question(asked.question)
        if question is None or question.scale is None:
            return Answers(asked, (), more=False)
        filters = self.filters if asked.only is None else self.filters.having(*asked.only)
        period = self.period if asked.field is None else days_of_map(self.period)
        scale = question.scale
        rows = self.reader.given(
            day_number(period.first),
            day_number(period.last),
            filters,
            question.number,
            channel=self.channel,
            limit=_PAGE + 1,
            scores=scale.values_standing(Standing.LOW) if asked.low else scale.values,
            before=asked.before,
            left_out=asked.left_out,
            field=asked.field,
        )
        return Answers(asked, tuple(rows[:_PAGE]), more=len(rows) > _PAGE)

    def _names(self, by: Dimension) -> tuple[Named, ...]:
        """Every name with the answers to the question that has the most, under the filters but its own."""
        first, last = day_number(self.period.first), day_number(self.period.last)
        counts: dict[str, dict[int, int]] = {}
        for tally in self.reader.tallies(first, last, by, self.filters.having(by, None)):
            if tally.counted and tally.channel == self.channel:
                questions = counts.setdefault(tally.key, {})
                questions[tally.question] = questions.get(tally.question, 0) + sum(tally.counts)
        named = [Named(name, max(questions.values())) for name, questions in counts.items() if name]
        return tuple(sorted(named, key=lambda each: (-each.answers, natural(each.name))))

    def _comments(self, asked: CommentsWanted) -> Comments:
        rows = self.reader.comments(
            0 if asked.ever else day_number(self.period.first),
            day_number(self.today if asked.ever else self.period.last),
            self.filters,
            limit=_MOST_COMMENTS + 1,
            low=asked.low,
            holding=asked.holding,
            channel=self.channel,
        )
        shown = tuple(rows[:_MOST_COMMENTS])
        return Comments(asked, shown, comment_words(shown), more=len(rows) > _MOST_COMMENTS)

    def _whole(self, uid: str) -> Whole:
        response = self.reader.response(uid)
        if response is None or not self.person.sees(response.agent, response.touchpoint):
            return Whole(uid, None, (), ())
        questions = tuple(q for q in self.reader.questions() if q.survey == response.survey)
        return Whole(uid, response, tuple(self.reader.against(uid)), questions)

    def _question(self, number: int) -> AskedQuestion | None:
        return next((q for q in self.reader.questions() if q.number == number), None)
