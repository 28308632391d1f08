"""A reader over a list of responses, by recounting them all at each call: slow, short, and plainly right."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from store.model.folding import folded
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
from store.model.response import Answer, Outcome, Response
from store.model.scale import Standing
from store.model.survey import Kind, Survey


@dataclass(repr=False)  # it would be a book
class MemoryReader:
    """Implements `Reader`. `excluded` says by uid which rules leave a response out, as (rule, by, why)."""

    surveys: Sequence[Survey] = ()
    responses: list[Response] = field(default_factory=list)
    left_out: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    set_targets: dict[int, float] = field(default_factory=dict)
    states: Sequence[KioskState] = ()
    demo: bool = False
    written_notes: Sequence[Note] = ()
    met: Sequence[SurveyVersion] = ()
    calls: list[str] = field(default_factory=list)
    """The names of the methods called so far."""
    _seen: int = -1

    def __post_init__(self) -> None:
        self._asked = [
            AskedQuestion(
                number=number,
                survey=survey.name,
                id=question.id,
                kind=question.kind,
                scale=question.scale,
                text=question.text,
                options=tuple((option.id, option.text) for option in question.options),
                parent=question.parent,
            )
            for number, (survey, question) in enumerate(
                ((survey, question) for survey in self.surveys for question in survey.every_question()),
                start=1,
            )
        ]
        self._by_id = {(q.survey, q.id): q for q in self._asked}

    def changed(self) -> bool:
        seen, self._seen = self._seen, len(self.responses)
        return seen != self._seen

    def together(self) -> AbstractContextManager[None]:
        return nullcontext()

    def questions(self) -> Sequence[AskedQuestion]:
        self.calls.append("questions")
        return self._asked

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
        self.calls.append("tallies")
        groups: dict[tuple, list[tuple[AskedQuestion, Answer]]] = defaultdict(list)
        for response, key in self._keyed(first, last, by, filters):
            for id, answer in response.answers.items():
                question = self._by_id[response.survey, id]
                if not _asked_for(question, filters):
                    continue
                place = (response.day if daily else None, key, question.number, response.channel)
                groups[*place, self._counts(response)].append((question, answer))
        return [
            Tally(
                *place,
                counts=_histogram(answers),
                shown=len(answers),
                skipped=sum(a.outcome is Outcome.SKIPPED for _, a in answers),
                timed_out=sum(a.outcome is Outcome.TIMED_OUT for _, a in answers),
            )
            for place, answers in groups.items()
            if only is None or (place[2] in only.questions and place[3:] == (only.channel, True))
        ]

    def choices(
        self, first: int, last: int, by: Dimension, filters: Filters, *, daily: bool = False
    ) -> Sequence[ChoiceTally]:
        self.calls.append("choices")
        groups: dict[tuple, Counter[Standing | None]] = defaultdict(Counter)
        for response, key in self._keyed(first, last, by, filters):
            for id, answer in response.answers.items():
                question = self._by_id[response.survey, id]
                if question.kind not in (Kind.REASONS, Kind.CHOICE) or not _asked_for(question, filters):
                    continue
                standing = self._standing(response, question.parent)
                for option in ("", *answer.choices):
                    place = (response.day if daily else None, key, question.number, option, response.channel)
                    groups[*place, self._counts(response)][standing] += 1
        return [ChoiceTally(*place, by_standing=dict(standings)) for place, standings in groups.items()]

    def tallies_by_choice(self, first: int, last: int, question: str, filters: Filters) -> Sequence[Tally]:
        self.calls.append("tallies_by_choice")
        found = []
        for response, _ in self._keyed(first, last, Dimension.TOTAL, filters):
            chosen = response.answers.get(question)
            for option in chosen.choices if chosen else ():
                for id, answer in response.answers.items():
                    asked = self._by_id[response.survey, id]
                    if _asked_for(asked, filters):
                        found.append(
                            Tally(
                                None,
                                option,
                                asked.number,
                                response.channel,
                                self._counts(response),
                                _histogram([(asked, answer)]),
                                1,
                                int(answer.outcome is Outcome.SKIPPED),
                                int(answer.outcome is Outcome.TIMED_OUT),
                            )
                        )
        return found

    def funnel(
        self, first: int, last: int, filters: Filters, *, by: Dimension = Dimension.TOTAL
    ) -> Sequence[Funnel]:
        self.calls.append("funnel")
        groups: dict[tuple[str, str, bool], Counter[str]] = defaultdict(Counter)
        for response, key in self._keyed(first, last, by, filters):
            place = (key, response.channel, self._counts(response))
            groups[place].update(["started", response.status.value])
        return [
            Funnel(channel, counted, **counts, key=key) for (key, channel, counted), counts in groups.items()
        ]

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
        self.calls.append("comments")
        found = []
        for response, _ in self._keyed(first, last, Dimension.TOTAL, filters):
            if not self._counts(response) or channel not in (None, response.channel):
                continue
            for id, answer in response.answers.items():
                question = self._by_id[response.survey, id]
                if published and answer.consent is not True:
                    continue
                if (
                    question.kind is Kind.COMMENT
                    and answer.text
                    and folded(holding) in folded(answer.text)
                    and _asked_for(question, filters)
                ):
                    scored = [each for each in response.answers.values() if each.score is not None]
                    scored.sort(key=lambda each: (each.question != question.parent, each.shown_ms))
                    explained = scored[0].question if scored else None
                    if low and self._standing(response, explained) is not Standing.LOW:
                        continue
                    found.append(
                        Comment(
                            uid=response.uid,
                            question=question.number,
                            text=answer.text,
                            at_ms=response.started_ms + answer.ended_ms,
                            utc_offset_min=response.utc_offset_min,
                            touchpoint=response.touchpoint,
                            agent=response.agent,
                            score_question=self._by_id[response.survey, explained].number
                            if explained
                            else None,
                            score=scored[0].score if scored else None,
                            consent=answer.consent,
                            language=response.language,
                        )
                    )
        return sorted(found, key=lambda comment: -comment.at_ms)[:limit]

    def excluded(
        self, first: int, last: int, filters: Filters, *, channel: str | None = None
    ) -> Sequence[Excluded]:
        self.calls.append("excluded")
        rules = Counter(
            rule
            for response, _ in self._keyed(first, last, Dimension.TOTAL, filters)
            if channel in (None, response.channel)
            for rule in self.left_out.get(response.uid, [])
        )
        return [Excluded(*rule, responses=n) for rule, n in rules.items()]

    def left_out_answers(self, first: int, last: int, filters: Filters) -> Sequence[LeftOut]:
        self.calls.append("left_out")
        groups: dict[tuple, list[tuple[AskedQuestion, Answer]]] = defaultdict(list)
        for response, _ in self._keyed(first, last, Dimension.TOTAL, filters):
            rules = frozenset(rule for rule, _, _ in self.left_out.get(response.uid, []))
            for id, answer in response.answers.items() if rules else ():
                question = self._by_id[response.survey, id]
                if answer.score is not None and _asked_for(question, filters):
                    groups[rules, question.number, response.channel].append((question, answer))
        return [LeftOut(*place, counts=_histogram(answers)) for place, answers in groups.items()]

    def recent(self, since_ms: int) -> Sequence[Recent]:
        self.calls.append("recent")
        found = [
            Recent(
                response.started_ms + answer.ended_ms,
                self._by_id[response.survey, id].number,
                answer.score,
                response.channel,
                response.touchpoint,
                response.kiosk,
                response.agent,
            )
            for response in self.responses
            if self._counts(response)
            for id, answer in response.answers.items()
            if answer.score is not None and response.started_ms + answer.ended_ms >= since_ms
        ]
        return sorted(found, key=lambda each: each.at_ms)

    def notes(self, first: int, last: int) -> Sequence[Note]:
        self.calls.append("notes")
        return [note for note in self.written_notes if first <= note.day <= last]

    def versions(self) -> Sequence[SurveyVersion]:
        self.calls.append("versions")
        return self.met

    def response(self, uid: str) -> Response | None:
        self.calls.append("response")
        return next((response for response in self.responses if response.uid == uid), None)

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
        raise NotImplementedError  # no summary asks for it

    def against(self, uid: str) -> Sequence[Against]:
        raise NotImplementedError  # no summary asks for it

    def targets(self) -> Mapping[int, float]:
        self.calls.append("targets")
        return self.set_targets

    def kiosks(self) -> Sequence[KioskState]:
        self.calls.append("kiosks")
        return self.states

    def is_demo(self) -> bool:
        self.calls.append("is_demo")
        return self.demo

    def _counts(self, response: Response) -> bool:
        return not self.left_out.get(response.uid)

    def _keyed(
        self, first: int, last: int, by: Dimension, filters: Filters
    ) -> Iterable[tuple[Response, str]]:
        for response in self.responses:
            if not first <= response.day <= last:
                continue
            keys = {
                Dimension.TOTAL: "",
                Dimension.HOUR: str(response.hour),
                Dimension.TOUCHPOINT: response.touchpoint,
                Dimension.AGENT: response.agent,
                Dimension.KIOSK: response.kiosk,
                Dimension.LANGUAGE: response.language,
            }
            passes = all(keys[dimension] in names for dimension, names in filters.names().items())
            for segment in filters.segments:
                chosen = response.answers.get(segment.question)
                passes = passes and chosen is not None and segment.option in chosen.choices
            key = keys[by]
            if passes and key is not None:
                yield response, key

    def _standing(self, response: Response, id: str | None) -> Standing | None:
        if id is None or id not in response.answers or response.answers[id].score is None:
            return None
        scale = self._by_id[response.survey, id].scale
        return scale.standing(response.answers[id].score) if scale else None


def _histogram(answers: Sequence[tuple[AskedQuestion, Answer]]) -> tuple[int, ...]:
    scale = answers[0][0].scale
    return scale.count(a.score for _, a in answers if a.score is not None) if scale else ()


def _asked_for(question: AskedQuestion, filters: Filters) -> bool:
    return filters.question in (None, question.id, question.parent)
