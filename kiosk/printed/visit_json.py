"""One visit as one line of JSON, for a script that asked for it. The keys are documented and stay."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from store.model.response import Answer, Outcome, Response


def visit_json(response: Response) -> str:
    """The line, without its end."""
    return json.dumps(visit_dict(response), ensure_ascii=False)


def visit_dict(response: Response) -> dict[str, Any]:
    """What the line holds. Times are ISO 8601 on the shop's wall clock."""
    ended = response.ended_ms
    return {
        "uid": response.uid,
        "survey": response.survey,
        "version": response.version,
        "touchpoint": response.touchpoint,
        "kiosk": response.kiosk,
        "agent": response.agent,
        "reference": response.reference,
        "language": response.language,
        "channel": response.channel,
        "status": response.status.value,
        "started": _time(response.started_ms, response.utc_offset_min),
        "ended": None if ended is None else _time(ended, response.utc_offset_min),
        "answers": [_answer(answer) for answer in response.answers.values()],
    }


def was_answered(response: Response) -> bool:
    """Whether anything was answered."""
    return any(answer.outcome is Outcome.ANSWERED for answer in response.answers.values())


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.question,
        "outcome": answer.outcome.value,
        "score": answer.score,
        "choices": list(answer.choices),
        "text": answer.text,
        "consent": answer.consent,
    }


def _time(at_ms: int, offset_min: int) -> str:
    moment = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(timezone(timedelta(minutes=offset_min)))
    return moment.isoformat(timespec="milliseconds")
