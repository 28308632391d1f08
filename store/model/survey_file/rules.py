"""What must hold for a survey as a whole, so that nobody is asked too much or nothing at all."""

from collections.abc import Sequence

from store.model.sampling import open_at
from store.model.scale import Metric
from store.model.survey import Kind, Question
from store.model.survey_file.part import Found, Part, Path

MOST_SCORED = 3
MOST_SCREENS = 5

Placed = tuple[Part, Question]
"""A question, and where it was read."""


def check_whole(placed: Sequence[Placed], whole: Part) -> None:
    """Notes what is wrong with the questions taken together."""
    _own_ids(placed, whole.found)
    _few_scored(placed)
    turns_agree = _turns(placed)
    minutes = _minutes([question for _, question in placed])
    _not_too_many_screens(placed, minutes, whole)
    if turns_agree:
        _always_something(placed, minutes)


def _own_ids(placed: Sequence[Placed], found: list[Found]) -> None:
    seen: set[str] = set()
    for part, question in placed:
        own: list[tuple[Path, str, bool]] = [(part.path, question.id, True)]
        own += [
            ((*part.path, "follow_up", index), follow_up.id, "id" in data)
            for index, (follow_up, data) in enumerate(zip(question.follow_ups, _tables(part), strict=True))
        ]
        for path, id, written in own:
            if id and id in seen:
                mend = "Give each its own." if written else 'Add id = "…": it was made of the question\'s id and the kind.'
                found.append(Found((*path, "id"), id, "Another question has this id.", mend))
            seen.add(id)


def _tables(part: Part) -> list[dict[str, object]]:
    tables = part.data.get("follow_up", [])
    return [table for table in tables if isinstance(table, dict)] if isinstance(tables, list) else []


def _few_scored(placed: Sequence[Placed]) -> None:
    scored = [(part, q) for part, q in placed if q.scale is not None and q.scale.metric is not Metric.NONE]
    if len(scored) > MOST_SCORED:
        scored[MOST_SCORED][0].wrong(
            "metric",
            f"This is scored question {MOST_SCORED + 1} of {len(scored)}; a survey has at most {MOST_SCORED}.",
            "Move it to a survey of its own.",
        )


def _turns(placed: Sequence[Placed]) -> bool:
    """Whether the questions that take turns fit together."""
    groups: dict[str, list[Placed]] = {}
    for part, question in placed:
        if question.ask.turn is not None:
            groups.setdefault(question.ask.turn, []).append((part, question))
    fine = True
    for members in groups.values():
        part, first = members[0]
        ask = part.part("ask")
        if len(members) == 1 and ask is not None:
            ask.wrong("turn", "No other question takes turns with this one.", "Give another the same word, or take it out.")
            fine = False
        for part, question in members[1:]:
            ask = part.part("ask")
            if question.ask.every != first.ask.every and ask is not None:
                ask.wrong("every", "Questions that take turns are asked of equally many visits.", "Write the same number in each.")
                fine = False
    return fine


def _minutes(questions: Sequence[Question]) -> list[int]:
    """A minute of each stretch of the day in which the same questions are open."""
    hours = [question.ask.between for question in questions if question.ask.between is not None]
    return sorted({0, *(minute % 1440 for pair in hours for minute in pair)})


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _not_too_many_screens(placed: Sequence[Placed], minutes: Sequence[int], whole: Part) -> None:
    most = max((_screens(placed, minute) for minute in minutes), default=0)
    if most > MOST_SCREENS:
        whole.found.append(
            Found(
                placed[-1][0].path,
                placed[-1][1].id,
                f"With this question a visit can take {most} screens; nobody stays for more than {MOST_SCREENS}.",
                "Take something out, or ask it in turn.",
            )
        )


def _screens(placed: Sequence[Placed], minute: int) -> int:
    """The most screens that a visit at that time can take."""
    total = 0
    turns: dict[str, int] = {}
    for _, question in placed:
        if not open_at(question.ask, minute):
            continue
        if question.ask.turn is None:
            total += longest(question)
        else:
            turns[question.ask.turn] = max(turns.get(question.ask.turn, 0), longest(question))
    return total + sum(turns.values())


def longest(question: Question) -> int:
    """The most screens that `question` can take with its follow-ups."""
    if question.scale is not None:
        return 1 + max(
            sum(f.when is None or score in f.when for f in question.follow_ups) for score in question.scale.values
        )
    if question.kind is Kind.CHOICE and question.options:
        return 1 + max(
            sum(f.when_choices is None or option.id in f.when_choices for f in question.follow_ups)
            for option in question.options
        )
    return 1 + len(question.follow_ups)


def _always_something(placed: Sequence[Placed], minutes: Sequence[int]) -> None:
    if not placed or any(q.ask.every is None and q.ask.between is None for _, q in placed):
        return
    for minute in minutes:
        if not any(q.ask.every is None and open_at(q.ask, minute) for _, q in placed):
            sampled = "only every so many visits" if any(open_at(q.ask, minute) for _, q in placed) else "at no time"
            placed[0][0].wrong(
                "ask",
                f"At {_clock(minute)} some visits would be asked nothing: every question is asked {sampled}.",
                "Leave at least one question without every and between.",
            )
            return
