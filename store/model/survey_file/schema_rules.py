"""What one key of a question asks of the others, as a JSON Schema says it."""

from collections.abc import Iterable, Mapping, Sequence

from store.model.scale import SCALES, Metric, Scale, Standing
from store.model.survey import Kind, Style
from store.model.survey_file.keys import UNSCORED
from store.model.survey_file.options import CHOSEN, TYPED
from store.model.survey_file.scales import WORDED

Schema = Mapping[str, object]


def survey_rules(by_language: Sequence[str]) -> list[Schema]:
    """What holds for all questions of a survey: with several languages, what stands at the keys
    `by_language` is a table of them."""
    tables: dict[str, Schema] = {key: {"type": "object"} for key in by_language}
    questions = _has(**tables, follow_up=_each(_has(**tables)))
    return [_if(_has(languages={"minItems": 2}), _has(question=_each(questions)))]


def question_rules() -> list[Schema]:
    """What holds between the keys of a question."""
    scored = _is("metric", *SCALES)
    unscored = _is("metric", Metric.NONE)
    implied: Schema = {"allOf": [_lacks("kind", "options"), {"required": ["scale"]}]}
    scale: Schema = {"anyOf": [scored, {"allOf": [unscored, {"anyOf": [_is("kind", Kind.SCALE), implied]}]}]}
    no_scale: Schema = {"allOf": [unscored, {"not": scale}]}
    choice: Schema = {"allOf": [no_scale, {"anyOf": [_is("kind", *CHOSEN), _lacks("kind")]}]}
    typed: Schema = {"allOf": [no_scale, _is("kind", *TYPED)]}
    return [
        _if(scored, _has(kind={"const": Kind.SCALE})),
        *(_if(_is("metric", metric), _points(metric)) for metric in SCALES),
        _if(scale, _has(options=False, consent=False, follow_up=_each(_has(choices=False)))),
        _if({"allOf": [unscored, scale]}, {"required": ["scale", "labels"]}),
        _if(no_scale, _has(scale=False, labels=False, style=False)),
        _if(no_scale, _has(follow_up=_each(_has(when={"const": "any"}, scores=False)))),
        *_chosen_or_typed(choice, typed),
        _if(typed, _has(follow_up=_each(_has(choices=False)))),
        *_drawn(),
    ]


def follow_up_rules() -> list[Schema]:
    """What holds between the keys of a follow-up."""
    pairs = (["when", "scores"], ["when", "choices"], ["scores", "choices"])
    return [
        *(_not(*pair) for pair in pairs),
        *_chosen_or_typed(_is("kind", *CHOSEN), _is("kind", *TYPED)),
    ]


def _chosen_or_typed(chosen: Schema, typed: Schema) -> Iterable[Schema]:
    yield _if(chosen, {"required": ["options"], **_has(consent=False)})
    yield _if(typed, _has(options=False))
    yield _if(_is("kind", Kind.CONTACT), {"required": ["consent"]})


def _points(metric: Metric) -> Schema:
    """How many points a metric has; NPS need not say so."""
    scale = _has(scale={"enum": [*SCALES[metric]]})
    return scale if metric is Metric.NPS else {"required": ["scale"], **scale}


def _drawn() -> Iterable[Schema]:
    """What each scale may have: styles, labels, and follow-ups after some of its scores."""
    worded = {"allOf": [_is("metric", Metric.CSAT, Metric.CES), _is("scale", *WORDED)]}
    words = _is("style", Style.WORDS)
    yield _if({"allOf": [words, {"not": worded}]}, {"required": ["labels"]})
    for points in UNSCORED:
        # Where the scores of a scale begin and stand follows from its points alone, but for NPS.
        yield from _of_scale(
            Scale(Metric.NONE, points),
            {"allOf": [_is("scale", points), {"not": _is("metric", Metric.NPS)}]},
        )
    yield from _of_scale(Scale(Metric.NPS, SCALES[Metric.NPS][0]), _is("metric", Metric.NPS))


def _of_scale(scale: Scale, condition: Schema) -> Iterable[Schema]:
    values = scale.values
    styles = [style for style in Style if style is not Style.FACES or len(values) == 5]
    whens = ["any", *(standing for standing in Standing if scale.values_standing(standing))]
    scores = {"items": {"minimum": values[0], "maximum": values[-1]}}
    yield _if(
        condition,
        _has(
            style={"enum": styles},
            labels=_rows(2, len(values)),
            follow_up=_each(_has(when={"enum": whens}, scores=scores)),
        ),
    )
    words = {"allOf": [condition, _is("style", Style.WORDS)]}
    yield _if(words, _has(labels=_rows(len(values))))


def _rows(*lengths: int) -> Schema:
    """Labels, or those of every language, of one of these lengths."""
    rows: list[Schema] = [{"minItems": length, "maxItems": length} for length in sorted({*lengths})]
    return {"anyOf": [{**row, "additionalProperties": row} for row in rows]}


def _if(condition: Schema, then: Schema) -> Schema:
    return {"if": condition, "then": then}


def _is(key: str, *words: object) -> Schema:
    """The key stands there, with one of `words`."""
    return {"properties": {key: {"enum": [*words]}}, "required": [key]}


def _not(*keys: str) -> Schema:
    """These keys do not stand there together."""
    return {"not": {"required": [*keys]}}


def _lacks(*keys: str) -> Schema:
    """None of these keys stands there."""
    return {"allOf": [_not(key) for key in keys]}


def _has(**keys: Schema | bool) -> Schema:
    """What stands at each of these keys, where they are there; False: they are not."""
    return {"properties": keys}


def _each(table: Schema) -> Schema:
    return {"items": table}
