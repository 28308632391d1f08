"""What must hold for a survey as a whole, so that nobody is asked too much, or nothing at all."""

from collections.abc import Sequence

from store.model.sampling import open_at
from store.model.saying import Saying
from store.model.scale import Metric
from store.model.survey import Kind, Question
from store.model.survey_file.part import add
from store.model.survey_file.questions import Placed
from store.model.survey_file.sampled import DAY

MOST_SCORED = 3
MOST_SCREENS = 5


def check_whole(placed: Sequence[Placed]) -> None:
    """Notes what is wrong with the questions taken together."""
    _own_ids(placed)
    _few_scored(placed)
    _turns(placed)
    minutes = _minutes(placed)
    _few_screens(placed, minutes)
    _never_nothing(placed, minutes)


def _own_ids(placed: Sequence[Placed]) -> None:
    seen: set[str] = set()
    for question, part, parts in placed:
        for one, where in zip((question, *question.follow_ups), (part, *parts), strict=True):
            if one.id and one.id in seen:
                if "id" in where.data:
                    where.wrong("id", Saying("Another question has this id."), Saying("Give each its own."))
                else:
                    sentence = Saying(
                        'Without an id of its own it is called "{id}", as another question is.', id=one.id
                    )
                    where.wrong(None, sentence, add('id = "…"'))
            seen.add(one.id)


def _few_scored(placed: Sequence[Placed]) -> None:
    scored = [one for one in placed if one.question.scale and one.question.scale.metric is not Metric.NONE]
    for number, one in enumerate(scored[MOST_SCORED:], MOST_SCORED + 1):
        sentence = Saying(
            "This is scored question {number}; a survey has at most {most}.", number=number, most=MOST_SCORED
        )
        one.part.wrong("metric", sentence, Saying("Put it into a survey of its own."))


def _turns(placed: Sequence[Placed]) -> None:
    groups: dict[str, list[Placed]] = {}
    for one in placed:
        if one.question.ask.turn is not None:
            groups.setdefault(one.question.ask.turn, []).append(one)
    for first, *others in groups.values():
        if not others:
            _wrong_ask(
                first,
                "turn",
                Saying("No other question takes turns with this one."),
                Saying("Write the same word in another."),
            )
        for other in others:
            if other.question.ask.every != first.question.ask.every:
                sentence = Saying("Questions that take turns are asked of equally many visits.")
                _wrong_ask(other, "every", sentence, Saying("Write the same number in each, or in none."))


def _wrong_ask(one: Placed, key: str, sentence: Saying, mend: Saying) -> None:
    ask = one.part.part("ask")
    if ask is not None:
        ask.wrong(key, sentence, mend)


def _minutes(placed: Sequence[Placed]) -> list[int]:
    """A minute of each stretch of the day in which the same questions are open."""
    hours = [one.question.ask.between for one in placed]
    return sorted({0, *(minute % DAY for pair in hours if pair is not None for minute in pair)})


def _few_screens(placed: Sequence[Placed], minutes: Sequence[int]) -> None:
    """A visit with the answers that bring the most follow-ups still has few screens (thanks not counted)."""
    for last in range(1, len(placed) + 1):
        screens = max(_screens([one.question for one in placed[:last]], minute) for minute in minutes)
        if screens > MOST_SCREENS:
            sentence = Saying(
                "Up to here a visit may take {screens} screens; at most {most} are answered well.",
                screens=screens,
                most=MOST_SCREENS,
            )
            mend = Saying("Take a question or a follow-up out, or ask in turn.")
            placed[last - 1].part.wrong("id", sentence, mend)
            return


def _screens(questions: Sequence[Question], minute: int) -> int:
    """The most screens that a visit at that time can have."""
    alone = 0
    turns: dict[str, int] = {}
    for question in questions:
        if open_at(question.ask, minute):
            turn = question.ask.turn
            if turn is None:
                alone += longest(question)
            else:
                turns[turn] = max(turns.get(turn, 0), longest(question))
    return alone + sum(turns.values())


def longest(question: Question) -> int:
    """The most screens that `question` can take with its follow-ups."""
    follow_ups = question.follow_ups
    if question.scale is not None:
        points = question.scale.values
        return 1 + max(sum(f.when is None or point in f.when for f in follow_ups) for point in points)
    if question.kind is Kind.CHOICE and question.options:
        ids = [option.id for option in question.options]
        return 1 + max(sum(f.when_choices is None or id in f.when_choices for f in follow_ups) for id in ids)
    return 1 + len(follow_ups)


def _never_nothing(placed: Sequence[Placed], minutes: Sequence[int]) -> None:
    """Every visit is asked something, whatever its number and the time of day."""
    asks = [one.question.ask for one in placed]
    for minute in minutes:
        if asks and not any(ask.every is None and open_at(ask, minute) for ask in asks):
            clock = f"{minute // 60:02}:{minute % 60:02}"
            open_now = any(open_at(ask, minute) for ask in asks)
            sentence = (
                Saying("From {time} on some visits are asked nothing at all.", time=clock)
                if open_now
                else Saying("From {time} on a visit is asked nothing at all.", time=clock)
            )
            mend = Saying("Ask one question of every visit and at every hour.")
            placed[0].part.wrong("ask", sentence, mend)
            return
