"""Reads the scale of a question: its points, the words on them, and how they are drawn."""

from collections.abc import Mapping, Sequence

from store.model.scale import SCALES, Metric, Scale
from store.model.survey import Style
from store.model.survey_file.keys import STYLES, UNSCORED
from store.model.survey_file.part import Found, Part, Path, listed
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
            part.wrong("scale", "NPS has one scale, 0 to 10.", "Take the key out.")
        return Scale(metric, 10)
    allowed = tuple(UNSCORED) if metric is Metric.NONE else SCALES[metric]
    if points in allowed:
        return Scale(metric, points)
    if points is not None:
        name = "A question without a metric" if metric is Metric.NONE else metric.upper()
        part.wrong("scale", f"{name} has no scale of {points} points.", f"Write {listed(allowed)}.")
    elif "scale" not in part.data:
        part.wrong("scale", "The number of points is missing.", f"Add scale = {listed(allowed)}.")
    return None


def read_labels(part: Part, languages: Sequence[str], scale: Scale) -> Labels | None:
    """The words of both ends, or of every point; None where they are missing or (noted) wrong."""
    if "labels" not in part.data:
        if scale.metric is Metric.NONE:
            part.wrong(
                "labels",
                "A scale without a metric has no words of its own.",
                "Add labels for both ends, or for every point.",
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
        part.wrong(
            "labels", "The languages label not the same points.", "Label both ends, or every point, in each."
        )
        return None
    return labels if len(labels) == len(languages) else None


def _row(row: list[object], path: Path, found: list[Found], scale: Scale) -> tuple[str, ...] | None:
    """One language's labels; None where something is wrong with them."""
    points = len(scale.values)
    if len(row) not in (2, points):
        every = "" if points == 2 else f" or {points} (every point)"
        counted = "1 label" if len(row) == 1 else f"{len(row)} labels"
        sentence = f"A scale of {points} points cannot have {counted}."
        found.append(Found(path, row, sentence, f"Write 2 (both ends){every}, lowest first."))
        return None
    labels: list[str] = []
    for index, label in enumerate(row):
        if not isinstance(label, str):
            found.append(Found((*path, index), label, "This is not text in quotes.", "Write text in quotes."))
        elif good((*path, index), label, found, TILE):
            labels.append(label)
    if len(labels) < len(row):
        return None
    if scale.metric is not Metric.NONE:
        from store.model.survey_file.direction import high_to_low  # only for a survey with its own words

        if high_to_low(labels):
            mend = "Write the lowest first: on the left what is bad for the shop, on the right what is good."
            found.append(Found(path, row, "This scale runs from high to low.", mend))
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
        part.wrong("style", f"There are five faces, and this scale has {points} points.", 'Write "numbers".')
    elif word == Style.WORDS and not worded and ("labels" not in part.data or labels is not None):
        part.wrong("style", "Not every point has a word.", 'Write "numbers", or labels for every point.')
    return Style(word)
