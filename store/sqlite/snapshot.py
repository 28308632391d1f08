"""One response as a line of text and back, and which of two of the same visit is the newer."""

import json
from dataclasses import asdict
from typing import Any
from zlib import crc32

from store.model.response import Answer, Outcome, Response, Status

_CRC = 8


def sealed(content: dict[str, Any]) -> bytes:
    """`content` as a line of ASCII without its end: a CRC of the rest, a space, JSON."""
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return b"%08x %s" % (crc32(text), text)


def unsealed(line: bytes) -> dict[str, Any] | None:
    """What `sealed` made a line of; None for any other line, such as half of one."""
    mark, space, text = line[:_CRC], line[_CRC : _CRC + 1], line[_CRC + 1 :]
    if space != b" " or mark != b"%08x" % crc32(text):
        return None
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def packed(response: Response) -> dict[str, Any]:
    """`response` as what JSON can hold; what is at its default is left out."""
    content = {name: value for name, value in asdict(response).items() if value is not None}
    content["answers"] = [
        {name: value for name, value in asdict(answer).items() if value not in (None, ())}
        for answer in response.answers.values()
    ]
    return content


def unpacked(content: dict[str, Any]) -> Response | None:
    """The response that `packed` gave; None for anything that is none."""
    try:
        answers = {answer.question: answer for answer in map(_answer, content["answers"])}
        response = Response(**{**content, "status": Status(content["status"]), "answers": answers})
    except (TypeError, ValueError, KeyError):
        return None
    texts = (response.uid, response.survey, response.version, response.touchpoint, response.kiosk)
    optional = (response.agent, response.reference, response.reward)
    numbers = (response.started_ms, response.utc_offset_min, response.day, response.hour)
    right = (
        all(isinstance(each, str) for each in (*texts, response.language, response.channel))
        and all(each is None or isinstance(each, str) for each in optional)
        and all(map(_is_whole, numbers))
        and (response.ended_ms is None or _is_whole(response.ended_ms))
        and isinstance(response.clock_suspect, bool)
    )
    return response if right else None


def _answer(content: object) -> Answer:
    """ValueError, TypeError or KeyError for what is none."""
    if not isinstance(content, dict):
        raise TypeError("no answer")
    choices = content.get("choices", ())
    answer = Answer(**{**content, "outcome": Outcome(content["outcome"]), "choices": tuple(choices)})
    right = (
        isinstance(answer.question, str)
        and _is_whole(answer.shown_ms)
        and _is_whole(answer.ended_ms)
        and (answer.score is None or _is_whole(answer.score))
        and isinstance(choices, list | tuple)
        and all(isinstance(each, str) for each in choices)
        and (answer.text is None or isinstance(answer.text, str))
        and (answer.consent is None or isinstance(answer.consent, bool))
    )
    if not right:
        raise ValueError("no answer")
    return answer


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -(1 << 63) <= value < 1 << 63


def is_newer(one: Response, other: Response) -> bool:
    """Whether `one` is a later state of the visit that `other` is a state of; not if they are as new.

    Told by the moments in them and not by the number of answers, which a step back can lessen.
    """
    return _age(one) > _age(other)


def _age(response: Response) -> tuple[int, bool, int, int]:
    return (
        max((answer.ended_ms for answer in response.answers.values()), default=-1),
        response.status is not Status.OPEN,
        -1 if response.ended_ms is None else response.ended_ms,
        len(response.answers),
    )
