"""Reads when a question is asked: of every k-th visit, between two hours, in turn with others."""

from store.model.saying import Saying
from store.model.survey import Ask
from store.model.survey_file.keys import ASK, LEAST_EVERY
from store.model.survey_file.part import Part

DAY = 1440


def read_ask(part: Part) -> Ask:
    """The rules at `ask`; those that are missing or (noted) wrong always hold."""
    ask = part.part("ask")
    if ask is None:
        return Ask()
    ask.known(ASK)
    every = ask.whole("every")
    if every is not None and every < LEAST_EVERY:
        mend = Saying("Write 2 or more, or take it out.")
        ask.wrong("every", Saying("This is not a number of visits."), mend)
        every = None
    if every == LEAST_EVERY:  # of every visit, as without it
        every = None
    return Ask(every=every, between=_between(ask), turn=ask.id("turn"))


def _between(ask: Part) -> tuple[int, int] | None:
    hours = ask.array("between")
    if hours is None:
        return None
    minutes = [minute for hour in hours if (minute := _minute(hour)) is not None]
    if len(hours) != 2 or len(minutes) != 2 or minutes[0] == DAY:
        mend = Saying("Write them like {example}.", example='["12:00", "14:00"]')
        ask.wrong("between", Saying("These are not two times of day."), mend)
        return None
    start, end = minutes
    if start == end:
        mend = Saying("Write two different times of day.")
        ask.wrong("between", Saying("There is no time between the two."), mend)
        return None
    return start, end


def _minute(hour: object) -> int | None:
    """Minutes after midnight of "HH:MM", "24:00" being the end of the day; None for anything else."""
    if not isinstance(hour, str) or len(hour) != 5 or hour[2] != ":" or not hour.isascii():
        return None
    hours, minutes = hour[:2], hour[3:]
    if not (hours.isdecimal() and minutes.isdecimal()) or int(minutes) > 59:
        return None
    total = int(hours) * 60 + int(minutes)
    return total if total <= DAY else None
