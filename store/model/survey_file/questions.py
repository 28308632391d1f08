"""Reads the questions of a survey file."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from store.model.scale import Metric
from store.model.survey import Kind, Question, Style
from store.model.survey_file import room
from store.model.survey_file.follow_ups import read_follow_up
from store.model.survey_file.keys import KINDS, METRICS, QUESTION
from store.model.survey_file.options import read_consent, read_options
from store.model.survey_file.part import Part, listed
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
        part.wrong("id", "The question has no id.", 'Add id = "…", and keep it: its scores belong to it.')
    if "text" not in part.data:
        part.wrong("text", "There are no words to ask it with.", 'Add text = { en = "…", … }.')
    metric = _metric(part)
    kind = _kind(part, metric)
    scale = read_scale(part, metric) if metric is not None and kind is Kind.SCALE else None
    if kind is not Kind.SCALE:
        for key in ("scale", "labels", "style"):
            if key in part.data:
                part.wrong(key, f'Kind "{kind}" has no scale.', "Take it out, or take kind out.")
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
    parts = tuple(part.parts("follow_up", "Begin each with a line [[question.follow_up]]."))
    if parts:
        question = replace(question, follow_ups=tuple(read_follow_up(p, question, languages) for p in parts))
    return Placed(question, part, parts)


def _metric(part: Part) -> Metric | None:
    if "metric" not in part.data:
        part.wrong("metric", "What it measures is missing.", f"Add metric = {listed(METRICS)}, in quotes.")
    word = part.one_of("metric", METRICS)
    return Metric(word) if word else None


def _kind(part: Part, metric: Metric | None) -> Kind:
    """The kind that is written, or else the one that follows from what is given."""
    word = part.one_of("kind", KINDS)
    if metric not in (None, Metric.NONE):
        if word not in (None, Kind.SCALE):
            part.wrong(
                "kind", f'Metric "{metric}" is always a scale.', 'Take it out, or write metric = "none".'
            )
        return Kind.SCALE
    if word:
        return Kind(word)
    if "options" in part.data:
        return Kind.CHOICE
    return Kind.SCALE if "scale" in part.data or metric is None else Kind.CHOICE
