"""Reads the questions of a survey file, and their follow-ups."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from store.model.scale import SCALES, Metric, Scale, Standing
from store.model.survey import Ask, Kind, Option, Question, Style
from store.model.survey_file.part import Found, Part, listed
from store.model.survey_file.texts import (
    CONSENT_LINES,
    QUESTION_LINES,
    SCRIPT_LINES,
    by_language,
    good,
    read_text,
    same_languages,
)

MOST_OPTIONS = 6
QUESTION_KEYS = (
    "id", "metric", "scale", "style", "kind", "required", "text", "labels", "script", "ask", "options", "consent",
    "follow_up",
)  # fmt: skip
FOLLOW_UP_KEYS = ("id", "when", "scores", "choices", "kind", "required", "text", "script", "options", "consent")
_WITH_OPTIONS = (Kind.REASONS, Kind.CHOICE)
_TYPED = (Kind.COMMENT, Kind.CONTACT)
_TEXT = 'text = { en = "…", fr = "…" }'
_OPTION = 'Write { id = "wait", en = "Waiting time", … } for each.'


def read_question(part: Part, languages: Sequence[str]) -> Question:
    """A main question with its follow-ups. What is wrong is noted; the question is then as good as can be."""
    part.known(QUESTION_KEYS)
    id = _needed_id(part)
    metric_word = part.one_of("metric", [metric.value for metric in Metric])
    if "metric" not in part.data:
        part.wrong("metric", "What the question measures is missing.", f"Add metric = one of {listed(Metric)}.")
    metric = Metric(metric_word) if metric_word else None
    kind = _main_kind(part, metric)
    scale = _scale(part, metric) if metric is not None and kind is Kind.SCALE else None
    labels, count = _labels(part, languages, scale)
    question = Question(
        id=id,
        kind=kind,
        text=_asked(part, languages),
        scale=scale,
        style=_style(part, scale, count),
        required=part.flag("required", False),
        labels=labels,
        script=read_text(part, "script", languages, lines=SCRIPT_LINES),
        ask=_ask(part),
        options=_options(part, kind, languages),
        consent=_consent(part, kind, languages),
    )
    follow_ups = tuple(
        read_follow_up(follow_up, question, languages)
        for follow_up in part.parts("follow_up", "Begin each with a line [[question.follow_up]].")
    )
    return replace(question, follow_ups=follow_ups) if follow_ups else question


def read_follow_up(part: Part, parent: Question, languages: Sequence[str]) -> Question:
    """A follow-up of `parent`."""
    if "metric" in part.data or "scale" in part.data:
        key = "metric" if "metric" in part.data else "scale"
        part.wrong(key, "A follow-up has no score.", "Make it a [[question]] of its own.")
    if "follow_up" in part.data:
        part.wrong("follow_up", "A follow-up has no follow-ups.", "Put it under the question.")
    part.known((*FOLLOW_UP_KEYS, "metric", "scale", "follow_up"))
    word = part.one_of("kind", [kind.value for kind in Kind if kind is not Kind.SCALE])
    if "kind" not in part.data:
        part.wrong("kind", "What the follow-up asks for is missing.", 'Add kind = "reasons", or another.')
    kind = Kind(word) if word else Kind.COMMENT
    id = part.id("id") if "id" in part.data else f"{parent.id}-{kind}"
    when, when_choices = _when(part, parent)
    return Question(
        id=id or "",
        kind=kind,
        text=_asked(part, languages),
        required=part.flag("required", False),
        script=read_text(part, "script", languages, lines=SCRIPT_LINES),
        options=_options(part, kind, languages) if word else (),
        consent=_consent(part, kind, languages) if word else None,
        when=when,
        parent=parent.id,
        when_choices=when_choices,
    )


def _needed_id(part: Part) -> str:
    if "id" not in part.data:
        part.wrong("id", "The question has no id.", 'Add id = "…": its scores belong to it, so never change it.')
    return part.id("id") or ""


def _asked(part: Part, languages: Sequence[str]) -> Mapping[str, str]:
    if "text" not in part.data:
        part.wrong("text", "There are no words to ask it with.", f"Add {_TEXT}.")
    return read_text(part, "text", languages, lines=QUESTION_LINES) or {}


def _main_kind(part: Part, metric: Metric | None) -> Kind:
    word = part.one_of("kind", [kind.value for kind in Kind])
    if metric is not None and metric is not Metric.NONE:
        if word not in (None, Kind.SCALE):
            part.wrong("kind", f"A {metric} question is always a scale.", 'Take it out, or write metric = "none".')
        return Kind.SCALE
    if word:
        kind = Kind(word)
        if "scale" in part.data and kind is not Kind.SCALE:
            part.wrong("scale", f"A question of kind {kind} has no scale.", "Take one of the two out.")
        return kind
    if "scale" in part.data or metric is None:
        return Kind.SCALE
    if "options" not in part.data and "kind" not in part.data:
        part.wrong("options", "There is nothing to answer with.", "Add options = [ … ], or kind, or scale.")
    return Kind.CHOICE


def _scale(part: Part, metric: Metric) -> Scale | None:
    points = part.whole("scale")
    if metric is Metric.NPS:
        if points not in (None, 10):
            part.wrong("scale", "NPS has one scale, 0 to 10.", "Take the key out.")
        return Scale(metric, 10)
    allowed = tuple(range(2, 11)) if metric is Metric.NONE else SCALES[metric]
    if points in allowed:
        return Scale(metric, points)
    if "scale" not in part.data:
        part.wrong("scale", "The number of points is missing.", f"Add scale = {listed(allowed)}.")
    elif points is not None:
        name = "A question without a metric" if metric is Metric.NONE else metric.upper()
        part.wrong("scale", f"{name} has no scale of {points} points.", f"Write {listed(allowed)}.")
    return None


def _labels(
    part: Part, languages: Sequence[str], scale: Scale | None
) -> tuple[Mapping[str, tuple[str, ...]] | None, int]:
    """The labels, and how many a language has (0: none are given)."""
    if "labels" not in part.data:
        if scale is not None and scale.metric is Metric.NONE:
            part.wrong("labels", "A scale without a metric has no words of its own.", "Add labels for both ends.")
        return None, 0
    if scale is None:
        if "metric" in part.data and part.data["metric"] == Metric.NONE and "scale" not in part.data:
            part.wrong("labels", "Only a scale has labels.", "Take them out.")
        return None, 0
    labels: dict[str, tuple[str, ...]] = {}
    data = part.data["labels"]
    words = Part({languages[0]: data}, (*part.path, "labels"), part.found) if languages else None
    single = isinstance(data, list) and len(languages) == 1
    if not single:
        words = part.part("labels")
    if words is None:
        return None, 0
    if not single:
        same_languages(words, languages)
    for language in languages:
        array = words.array(language)
        where = part.path if single else words.path
        key = "labels" if single else language
        if array is not None and _right_labels(array, (*where, key), words.found, scale):
            labels[language] = tuple(str(label) for label in array)
    if len({len(own) for own in labels.values()}) > 1:
        part.wrong("labels", "The languages have not equally many labels.", "Label the same points in each.")
    return labels, max(map(len, labels.values()), default=0)


def _right_labels(array: list[object], path: tuple[str | int, ...], found: list[Found], scale: Scale) -> bool:
    points = len(scale.values)
    counts = "2 (both ends)" if points == 2 else f"2 (both ends) or {points} (every point)"
    if len(array) not in (2, points):
        found.append(Found(path, array, f"These are {len(array)} labels.", f"Write {counts}, lowest first."))
        return False
    fine = True
    for index, label in enumerate(array):
        if not isinstance(label, str):
            found.append(Found((*path, index), label, "This is not text in quotes.", "Write text in quotes."))
            fine = False
        else:
            fine = good(path, index, label, found) and fine
    if fine and scale.metric is not Metric.NONE:
        from store.model.survey_file.direction import high_to_low

        if high_to_low([str(label) for label in array]):
            mend = "Write the lowest first: what is bad for the shop on the left, what is good on the right."
            found.append(Found(path, array, "This scale runs from high to low.", mend))
            return False
    return fine


def _style(part: Part, scale: Scale | None, labels: int) -> Style:
    word = part.one_of("style", [style.value for style in Style])
    if scale is None:
        if word and part.data.get("metric") == Metric.NONE and "scale" not in part.data:
            part.wrong("style", "Only a scale has a style.", "Take it out.")
        return Style.NUMBERS
    points = len(scale.values)
    worded = labels == points or (labels == 0 and points in (5, 7))
    if word is None:
        if scale.metric is Metric.CSAT and points == 5:
            return Style.FACES
        return Style.WORDS if scale.metric is Metric.CES and worded else Style.NUMBERS
    if word == Style.FACES and points != 5:
        part.wrong("style", f"There are five faces, and the scale has {points} points.", 'Write "numbers".')
    if word == Style.WORDS and not worded:
        mend = 'Label every point, or write "numbers".' if points <= 7 else 'Write "numbers".'
        part.wrong("style", f"Not each of the {points} points has a word.", mend)
    return Style(word)


def _ask(part: Part) -> Ask:
    ask = part.part("ask")
    if ask is None:
        return Ask()
    ask.known(("every", "between", "turn"))
    every = ask.whole("every")
    if every is not None and every < 2:
        ask.wrong("every", "A question is asked of every 2nd visit or fewer.", "Write 2 or more, or take it out.")
        every = None
    return Ask(every=every, between=_between(ask), turn=ask.id("turn"))


def _between(ask: Part) -> tuple[int, int] | None:
    hours = ask.array("between")
    if hours is None:
        return None
    minutes = [_minute(hour) for hour in hours]
    start, *rest = minutes or [None]
    if len(rest) != 1 or start is None or rest[0] is None or start == 1440:
        ask.wrong("between", "These are not two times of day.", 'Write between = ["12:00", "14:00"].')
        return None
    if start == rest[0]:
        ask.wrong("between", "There is no time between the two.", "Write two different times of day.")
        return None
    return start, rest[0]


def _minute(hour: object) -> int | None:
    """Minutes after midnight of "HH:MM", 24:00 being the end of the day; None for anything else."""
    if not isinstance(hour, str) or len(hour) != 5 or hour[2] != ":" or not hour.isascii():
        return None
    hours, minutes = hour[:2], hour[3:]
    if not (hours.isdecimal() and minutes.isdecimal()) or int(minutes) > 59:
        return None
    total = int(hours) * 60 + int(minutes)
    return total if total <= 1440 else None


def _when(part: Part, parent: Question) -> tuple[frozenset[int] | None, frozenset[str] | None]:
    """The scores and the options of the parent after which a follow-up is asked; None for any."""
    given = [key for key in ("when", "scores", "choices") if key in part.data]
    if len(given) > 1:
        part.wrong(given[1], f"There is {given[0]!r} too.", "Keep one of the two.")
        return None, None
    if "choices" in part.data:
        return None, _after_choices(part, parent)
    word = part.one_of("when", ("any", *Standing))
    if word in (None, "any") and "scores" not in part.data:
        return None, None
    key = "scores" if "scores" in part.data else "when"
    if parent.scale is None:
        if parent.kind is not Kind.SCALE:
            part.wrong(key, "This can never show: the question above has no score.", 'Write when = "any".')
        return None, None
    if word is not None:
        when = frozenset(parent.scale.values_standing(Standing(word)))
        if not when:
            part.wrong(key, f"This can never show: no point of the scale is {word}.", "Write scores = [ … ].")
        return when, None
    scores = part.array("scores")
    if scores is None:
        return None, None
    low, high = parent.scale.values[0], parent.scale.values[-1]
    bad = [score for score in scores if type(score) is not int or score not in parent.scale.values]
    if bad or not scores:
        sentence = "It names a score that is not on the scale" if bad else "This can never show"
        part.wrong("scores", f"{sentence}.", f"Write some of the scores {low} to {high}.")
        return None, None
    return frozenset(score for score in scores if isinstance(score, int)), None


def _after_choices(part: Part, parent: Question) -> frozenset[str] | None:
    if parent.kind not in _WITH_OPTIONS:
        part.wrong("choices", "This can never show: the question above has no options.", "Take it out.")
        return None
    choices = part.array("choices")
    if choices is None:
        return None
    options = [option.id for option in parent.options]
    if not choices or any(choice not in options for choice in choices):
        mend = f"Write some of {listed(options)}." if options else "Write ids of its options."
        part.wrong("choices", "This can never show: the question above has no such option.", mend)
        return None
    return frozenset(str(choice) for choice in choices)


def _options(part: Part, kind: Kind, languages: Sequence[str]) -> tuple[Option, ...]:
    if kind not in _WITH_OPTIONS:
        if "options" in part.data:
            part.wrong("options", f"A question of kind {kind} has no options.", 'Take them out, or write "choice".')
        return ()
    tables = part.parts("options", _OPTION)
    if not tables and part.data.get("options", []) == []:
        if "options" in part.data or "kind" in part.data:
            part.wrong("options", "There are no options to choose from.", "Add options = [ … ].")
        return ()
    if len(tables) > MOST_OPTIONS:
        part.wrong(
            "options", f"{len(tables)} options are too many to read.", f"Keep the {MOST_OPTIONS} that matter."
        )
    if len(tables) == 1:
        part.wrong("options", "One option is no choice.", "Add another.")
    options: list[Option] = []
    seen: set[tuple[str, str]] = set()
    for table in tables:
        if "id" not in table.data:
            table.wrong("id", "The option has no id.", _OPTION)
        id = table.id("id")
        if id in [option.id for option in options]:
            table.wrong("id", "Another option has this id.", "Give each its own.")
        text = by_language(table, languages, but=("id",)) or {}
        for language, words in text.items():
            if (language, words) in seen:
                table.wrong(language, "Another option reads the same.", "Word them apart.")
            seen.add((language, words))
        options.append(Option(id or "", text))
    return tuple(options)


def _consent(part: Part, kind: Kind, languages: Sequence[str]) -> Mapping[str, str] | None:
    if kind not in _TYPED:
        if "consent" in part.data:
            part.wrong("consent", "Only a comment or a contact is agreed to.", "Take it out.")
        return None
    if kind is Kind.CONTACT and "consent" not in part.data:
        mend = 'Add consent = { en = "You may call me back about this.", … }.'
        part.wrong("consent", "A contact is asked for without a line to agree to.", mend)
    return read_text(part, "consent", languages, lines=CONSENT_LINES)
