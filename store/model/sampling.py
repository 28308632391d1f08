"""Which questions a visit is asked: of every k-th visit, between two hours, one of several in turn."""

from collections.abc import Iterable

from store.model.survey import Ask, Question


def open_at(ask: Ask, minute_of_day: int) -> bool:
    """Whether a question with `ask` is asked at all at that time of day, in minutes after midnight."""
    if ask.between is None:
        return True
    start, end = ask.between
    if start < end:
        return start <= minute_of_day < end
    return minute_of_day >= start or minute_of_day < end


def due(questions: Iterable[Question], number: int, minute_of_day: int) -> tuple[Question, ...]:
    """The questions of one visit, in their order.

    `number` is the visit's number on its kiosk, from 1. Of the questions that share a `turn`, the one
    whose turn it is among those that this visit could be asked, so that a turn is never an empty visit.
    """
    asked: list[Question] = []
    groups: dict[str, list[Question]] = {}
    for question in questions:
        ask = question.ask
        if not open_at(ask, minute_of_day) or (ask.every and number % ask.every):
            continue
        asked.append(question)
        if ask.turn is not None:
            groups.setdefault(ask.turn, []).append(question)
    if not groups:
        return tuple(asked)
    chosen = {
        word: members[(number // (members[0].ask.every or 1) - 1) % len(members)].id
        for word, members in groups.items()
    }
    return tuple(q for q in asked if q.ask.turn is None or chosen[q.ask.turn] == q.id)
