"""The words on a scale: a survey's own, or else those that come with the program."""

from store.model.scale import Metric, Scale
from store.model.survey import Question
from store.words import Words


def default_labels(scale: Scale, words: Words) -> tuple[str, ...]:
    """The words for `scale` in the interface's language, lowest first: one for each point of a
    satisfaction scale of 5 and of an ease scale of 5 or 7, else the two ends. None for a scale without
    a metric, whose survey has labels of its own, and for CES 1.0, which is never asked."""
    if scale.low_is_good:
        return ()
    match scale.metric, scale.points:
        case Metric.CSAT, 5:
            return (
                words("Not at all satisfied"),
                words("Rather unsatisfied"),
                words("Neutral"),
                words("Rather satisfied"),
                words("Very satisfied"),
            )
        case Metric.CSAT, _:
            return words("Not at all satisfied"), words("Very satisfied")
        case Metric.NPS, _:
            return words("Not at all likely"), words("Extremely likely")
        case Metric.CES, 5:
            return (
                words("Very difficult"),
                words("Difficult"),
                words("Neutral"),
                words("Easy"),
                words("Very easy"),
            )
        case Metric.CES, 7:
            return (
                words("Very difficult"),
                words("Difficult"),
                words("Rather difficult"),
                words("Neutral"),
                words("Rather easy"),
                words("Easy"),
                words("Very easy"),
            )
        case Metric.CES, _:
            return words("Very difficult"), words("Very easy")
    return ()


def labels(question: Question, words: Words) -> tuple[str, ...]:
    """The words on the scale of `question` in the language of `words`: as many as it has points, or the
    two ends; () where it has no scale. A language that the survey lacks gets the program's words."""
    if question.scale is None:
        return ()
    own = question.labels.get(words.language) if question.labels is not None else None
    return own or default_labels(question.scale, words)
