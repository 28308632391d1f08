"""An alert in a manager's words."""

from datetime import datetime, tzinfo

from store.model.alert import AlertRule
from store.model.raised import RaisedAlert
from store.model.reader import AskedQuestion
from store.model.rounding import percentage
from store.words import Words, figures

_MOST_PLACES = 5
"""The places with the most answers are named."""


def alert_sentence(
    alert: RaisedAlert, question: AskedQuestion | None, zone: tzinfo | None, words: Words
) -> str:
    """What happened. `question` is what it is about, where it is one; times are of `zone`."""
    facts, title = alert.facts, figures.title(question, words) if question else alert.subject
    match alert.rule:
        case AlertRule.LOW | AlertRule.HALF:
            n = _whole(facts.get("n"))
            said = words.plural(
                "{title}: {low} of {n} answer unhappy, {since} to {until}.",
                "{title}: {low} of {n} answers unhappy, {since} to {until}.",
                n,
                title=title,
                low=words.count(_whole(facts.get("low"))),
                since=_time(_whole(facts.get("since_ms")), zone, words),
                until=_time(alert.at_ms, zone, words),
            )
            usual = facts.get("usual")
            if isinstance(usual, float) and usual > 0:
                share = words.percent(percentage(round(usual * 1000), 1000))
                usually = words("Usual is {share}.", share=share)
                said = f"{said} {usually}"
            return said
        case AlertRule.BELOW if question is not None and question.scale is not None:
            return words(
                "{title}: today {value}, clearly below {limit}.",
                title=title,
                value=figures.value(question.scale, _real(facts.get("value")), words),
                limit=figures.value(question.scale, _real(facts.get("limit")), words),
            )
        case AlertRule.SILENT:
            return words("{title}: silent since {time}.", title=title, time=_time(alert.at_ms, zone, words))
    return f"{title}: {alert.rule}"


def alert_places(alert: RaisedAlert, words: Words) -> str:
    """Where answers were unhappy: "Where: Returns (5) · Checkout (1)"; where a kiosk that is silent asks.

    '' where it is about the whole shop.
    """
    where = alert.facts.get("where")
    places = []
    for touchpoint, agent, count in where[:_MOST_PLACES] if isinstance(where, list) else ():
        place = touchpoint if agent is None else f"{touchpoint}, " + words("agent {name}", name=agent)
        places.append(place if alert.rule == AlertRule.SILENT else f"{place} ({words.count(count)})")
    return words("Where: {places}", places=" · ".join(places)) if places else ""


def alert_name(rule: str, words: Words) -> str:
    """What a rule looks for, in a few words."""
    return {
        AlertRule.LOW.value: words("more unhappy answers than usual"),
        AlertRule.HALF.value: words("half of the answers unhappy"),
        AlertRule.BELOW.value: words("a score below its limit"),
        AlertRule.SILENT.value: words("a silent kiosk"),
    }.get(rule, rule)


def _time(ms: int, zone: tzinfo | None, words: Words) -> str:
    return words.time(datetime.fromtimestamp(ms / 1000, zone))


def _whole(fact: object) -> int:
    return fact if isinstance(fact, int) else 0


def _real(fact: object) -> float:
    return float(fact) if isinstance(fact, int | float) else 0.0
