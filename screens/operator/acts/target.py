"""Asks for the target of a score."""

from screens.operator.acts.ask import AskScreen
from screens.operator.acts.deeds import SetTarget
from screens.operator.screen import OperatorScreen
from store.model.people import Act
from store.model.scale import Metric, Scale
from store.model.summary import Card
from store.words import Words, figures


def ask_target(screen: OperatorScreen, card: Card) -> None:
    """Sets the target of a card's score, or takes it away where nothing is typed."""
    if not screen.may(Act.TARGET):
        return
    words, scale, number = screen.pen.words, card.score.scale, card.question.number
    low, high = reach(scale)
    now = card.target.value if card.target is not None and not card.target.built_in else None
    title = figures.title(card.question, words)
    paragraphs = [
        words(
            "A target is a score to hold this one against: from {low} to {high}.",
            low=figures.value(scale, low, words),
            high=figures.value(scale, high, words),
        ),
        words("Nothing typed means no target."),
    ]

    def wrong(typed: str) -> str:
        if not typed or read(typed, scale) is not None:
            return ""
        return words("That is no score of this scale: {typed}", typed=typed)

    def take(typed: str | None) -> None:
        if typed is not None and (value := read(typed, scale)) != now:
            screen.do(SetTarget(number, value))

    screen.app.push_screen(
        AskScreen(
            screen,
            words("Target for {title}", title=title),
            *paragraphs,
            invitation=_example(scale, words),
            typed="" if now is None else figures.aim(scale, now, words),
            longest=8,
            number=True,
            wrong=wrong,
        ),
        take,
    )


def reach(scale: Scale) -> tuple[float, float]:
    """The lowest and the highest score that there can be."""
    match scale.metric:
        case Metric.CSAT:
            return 0, 100
        case Metric.NPS:
            return -100, 100
    return scale.values.start, scale.points


def read(typed: str, scale: Scale) -> float | None:
    """The score that was typed, with a decimal comma or point, a sign or per cent; None where it is none."""
    plain = typed.strip().removesuffix("%").strip().replace(",", ".").replace("\u2212", "-")
    try:
        value = float(plain)
    except ValueError:
        return None
    low, high = reach(scale)
    return value if low <= value <= high else None


def _example(scale: Scale, words: Words) -> str:
    match scale.metric:
        case Metric.CSAT:
            return words("per cent satisfied, such as 85")
        case Metric.NPS:
            return words("such as +40")
    return words("the mean, such as {value}", value=figures.value(scale, scale.points - 1, words))
