"""Reads the scale of a question: its points, the words on them, and how they are drawn."""

from collections.abc import Mapping, Sequence

from store.model.saying import Saying
from store.model.scale import SCALES, Metric, Scale
from store.model.survey import Style
from store.model.survey_file.keys import STYLES, UNSCORED
from store.model.survey_file.part import Found, Part, Path, add, listed, write
from store.model.survey_file.room import TILE
from store.model.survey_file.texts import good, same_languages

Labels = Mapping[str, tuple[str, ...]]

WORDED = (5, 7)
"""The scales of satisfaction and ease for each point of which the program has a word."""


def read_scale(part: Part, metric: Metric) -> Scale | None:
    """The scale that `metric` has here; None where it is missing or (noted) one that it does not have."""
    points = part.whole("scale")
    if metric is Metric.NPS:
        if points not in (None, 10):
            part.wrong("scale", Saying("NPS has one scale, 0 to 10."), Saying("Take the key out."))
        return Scale(metric, 10)
    allowed = tuple(UNSCORED) if metric is Metric.NONE else SCALES[metric]
    if points in allowed:
        return Scale(metric, points)
    refuse_points(part, metric, allowed)
    return None


def refuse_points(part: Part, metric: Metric, allowed: Sequence[int]) -> None:
    """Notes that the scale is not one of those `allowed`, or missing."""
    points = part.whole("scale")
    if points is not None:
        sentence = (
            Saying("A question without a metric has no scale of {points} points.", points=points)
            if metric is Metric.NONE
            else Saying("{metric} has no scale of {points} points.", metric=metric.upper(), points=points)
        )
        part.wrong("scale", sentence, write(listed(allowed)))
    elif "scale" not in part.data:
        mend = add(Saying.row("scale = {numbers}", numbers=listed(allowed)))
        part.wrong("scale", Saying("The number of points is missing."), mend)


def read_labels(part: Part, languages: Sequence[str], scale: Scale) -> Labels | None:
    """The words of both ends, or of every point; None where they are missing or (noted) wrong."""
    if "labels" not in part.data:
        if scale.metric is Metric.NONE:
            part.wrong(
                "labels",
                Saying("A scale without a metric has no words of its own."),
                Saying("Add labels for both ends, or for every point."),
            )
        return None
    if len(languages) == 1 and isinstance(part.data["labels"], list):
        array = part.data["labels"]
        own = _row(array, (*part.path, "labels"), part.found, scale)
        return {languages[0]: own} if own else None
    part.typed("labels", dict)
    table = part.part("labels")
    if table is None:
        return None
    same_languages(table, languages)
    labels: dict[str, tuple[str, ...]] = {}
    for language in languages:
        table.typed(language, list)
        row = table.array(language)
        own = None if row is None else _row(row, (*table.path, language), part.found, scale)
        if own:
            labels[language] = own
    if len({len(own) for own in labels.values()}) > 1:
        mend = Saying("Label both ends, or every point, in each.")
        part.wrong("labels", Saying("The languages do not label the same points."), mend)
        return None
    return labels if len(labels) == len(languages) else None


def _row(row: list[object], path: Path, found: list[Found], scale: Scale) -> tuple[str, ...] | None:
    """One language's labels; None where something is wrong with them."""
    points = len(scale.values)
    if len(row) not in (2, points):
        sentence = Saying.plural(
            "A scale of {points} points cannot have {n} label.",
            "A scale of {points} points cannot have {n} labels.",
            len(row),
            points=points,
        )
        mend = (
            Saying("Write 2 (both ends), lowest first.")
            if points == 2
            else Saying("Write 2 (both ends) or {points} (every point), lowest first.", points=points)
        )
        found.append(Found(path, row, sentence, mend))
        return None
    labels: list[str] = []
    for index, label in enumerate(row):
        if not isinstance(label, str):
            sentence, mend = Saying("This is not text in quotes."), Saying("Write text in quotes.")
            found.append(Found((*path, index), label, sentence, mend))
        elif good((*path, index), label, found, TILE):
            labels.append(label)
    if len(labels) < len(row):
        return None
    if scale.metric is not Metric.NONE:
        from store.model.survey_file.direction import high_to_low  # only for a survey with its own words

        if high_to_low(labels):
            mend = Saying(
                "Write the lowest first: on the left what is bad for the shop, on the right what is good."
            )
            found.append(Found(path, row, Saying("This scale runs from high to low."), mend))
            return None
    return tuple(labels)


def read_style(part: Part, scale: Scale, labels: Labels | None) -> Style:
    """How the tiles are drawn: as the file says, else faces for CSAT on 5, words for CES where each
    point has one, numbers for all else."""
    word = part.one_of("style", STYLES)
    points = len(scale.values)
    if labels is None:
        worded = points in WORDED and scale.metric is not Metric.NONE
    else:
        worded = all(len(own) == points for own in labels.values())
    if word is None:
        if scale.metric is Metric.CSAT and points == 5:
            return Style.FACES
        return Style.WORDS if scale.metric is Metric.CES and worded else Style.NUMBERS
    if word == Style.FACES and points != 5:
        sentence = Saying("There are five faces, and this scale has {points} points.", points=points)
        part.wrong("style", sentence, write('"numbers"'))
    elif word == Style.WORDS and not worded and ("labels" not in part.data or labels is not None):
        mend = Saying("Write {style}, or labels for every point.", style='"numbers"')
        part.wrong("style", Saying("Not every point has a word."), mend)
    return Style(word)
