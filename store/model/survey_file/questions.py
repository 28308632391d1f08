"""Reads the questions of a survey file."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from store.model.saying import Saying
from store.model.scale import Metric
from store.model.survey import Kind, Question, Style
from store.model.survey_file import room
from store.model.survey_file.follow_ups import read_follow_up
from store.model.survey_file.keys import KINDS, METRICS, QUESTION
from store.model.survey_file.options import read_consent, read_options
from store.model.survey_file.part import Part, add, begin, listed
from store.model.survey_file.sampled import read_ask
from store.model.survey_file.scales import read_labels, read_scale, read_style
from store.model.survey_file.texts import read_text


class Placed(NamedTuple):
    """A question, and where it and its follow-ups stand in the file."""

    question: Question
    part: Part
    follow_ups: tuple[Part, ...]


def read_question(part: Part, languages: Sequence[str]) -> Placed:
    """A main question with its follow-ups. What is wrong is noted; the question is then as good as can be."""
    part.known(QUESTION)
    if "id" not in part.data:
        mend = Saying("Add {id}, and keep it: its scores belong to it.", id='id = "…"')
        part.wrong("id", Saying("The question has no id."), mend)
    if "text" not in part.data:
        part.wrong("text", Saying("There are no words to ask it with."), add('text = { en = "…", … }'))
    metric = _metric(part)
    kind = _kind(part, metric)
    scale = read_scale(part, metric) if metric is not None and kind is Kind.SCALE else None
    if kind is not Kind.SCALE:
        for key in ("scale", "labels", "style"):
            if key in part.data:
                sentence = Saying('Kind "{kind}" has no scale.', kind=kind)
                part.wrong(key, sentence, Saying("Take it out, or take {key} out.", key="kind"))
    labels = None if scale is None else read_labels(part, languages, scale)
    question = Question(
        id=part.id("id") or "",
        kind=kind,
        text=read_text(part, "text", languages, room.QUESTION) or {},
        scale=scale,
        style=Style.NUMBERS if scale is None else read_style(part, scale, labels),
        required=part.flag("required", False),
        labels=labels,
        script=read_text(part, "script", languages, room.SCRIPT),
        ask=read_ask(part),
        options=read_options(part, kind, languages),
        consent=read_consent(part, kind, languages),
    )
    parts = tuple(part.parts("follow_up", begin("[[question.follow_up]]")))
    if parts:
        question = replace(question, follow_ups=tuple(read_follow_up(p, question, languages) for p in parts))
    return Placed(question, part, parts)


def _metric(part: Part) -> Metric | None:
    if "metric" not in part.data:
        mend = Saying("Add {key} = {words}, in quotes.", key="metric", words=listed(METRICS))
        part.wrong("metric", Saying("What it measures is missing."), mend)
    word = part.one_of("metric", METRICS)
    return Metric(word) if word else None


def _kind(part: Part, metric: Metric | None) -> Kind:
    """The kind that is written, or else the one that follows from what is given."""
    word = part.one_of("kind", KINDS)
    if metric not in (None, Metric.NONE):
        if word not in (None, Kind.SCALE):
            sentence = Saying('Metric "{metric}" is always a scale.', metric=metric)
            mend = Saying("Take it out, or write {metric}.", metric='metric = "none"')
            part.wrong("kind", sentence, mend)
        return Kind.SCALE
    if word:
        return Kind(word)
    if "options" in part.data:
        return Kind.CHOICE
    return Kind.SCALE if "scale" in part.data or metric is None else Kind.CHOICE
