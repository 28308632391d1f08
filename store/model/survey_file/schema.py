"""The format of a survey file as a JSON Schema, by which editors complete and explain it.

It is made of `keys.py`, and of the rules between keys as far as a schema can say them. What it cannot say
(each text in every language of the survey, how wide a text is, what a whole visit comes to) only
`kiosk check` knows: the schema refuses nothing that the reader accepts, and the reader refuses more.

After a change of the format:

    python -m store.model.survey_file.schema > store/model/survey_file/survey.schema.json
"""

import json
from collections.abc import Mapping

from store.model.survey_file.keys import LANGUAGE, OPTION, QUESTION, SURVEY, Key, Keys
from store.model.survey_file.room import TILE, Room
from store.model.survey_file.schema_rules import Schema, follow_up_rules, question_rules, survey_rules

_DRAFT = "http://json-schema.org/draft-07/schema#"  # the newest that every editor's validator knows
_NOT_SHOWN = r"\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff"
_SHOWN = rf"^[^{_NOT_SHOWN}]*[^\s{_NOT_SHOWN}][^{_NOT_SHOWN}]*$"
_ONE_COLUMN_EACH = r"^[\u0020-\u02ff]*$"
_AND_SINGLE_SPACES = r"^[\u0021-\u02ff]+( [\u0021-\u02ff]+)* ?$"
_LINE = 110
_TYPES = {str: "string", int: "integer", bool: "boolean"}


def schema() -> Schema:
    """The JSON Schema (draft 7) of a survey file."""
    by_language = [name for name, key in QUESTION.items() if key.type is None]
    whole = {**_table(SURVEY), **_ruled(survey_rules(by_language))}
    return {"$schema": _DRAFT, "title": "A survey of the kiosk", **whole}


def schema_text() -> str:
    """The schema as it is shipped: JSON, with line ends where a person would set them."""
    return _written(schema(), 0) + "\n"


def _written(value: object, indent: int) -> str:
    short = json.dumps(value)
    if indent + len(short) <= _LINE or not isinstance(value, Mapping | list):
        return short
    inner = " " * (indent + 2)
    if isinstance(value, list):
        parts = [_written(one, indent + 2) for one in value]
    else:
        parts = [f"{json.dumps(key)}: {_written(one, indent + 2)}" for key, one in value.items()]
    opening, closing = "[]" if isinstance(value, list) else "{}"
    return f"{opening}\n{inner}" + f",\n{inner}".join(parts) + f"\n{' ' * indent}{closing}"


def _table(keys: Keys) -> Schema:
    table: dict[str, object] = {
        "type": "object",
        "properties": {name: _key(key) for name, key in keys.items()},
        "required": [name for name, key in keys.items() if key.needed],
        "additionalProperties": False,
    }
    if keys is OPTION:  # beside its id, every key is a language
        table["additionalProperties"] = _shown(TILE)
        table["propertyNames"] = {"pattern": LANGUAGE}
        table["minProperties"] = 2
    elif "kind" in keys:
        table |= _ruled(question_rules() if keys is QUESTION else follow_up_rules())
    return table


def _ruled(rules: list[Schema]) -> Schema:
    """`rules` that always hold. With `allOf` beside the keys themselves, Taplo would complete none."""
    return {"if": {}, "then": {"allOf": rules}}


def _key(key: Key) -> Schema:
    if key.words is not None:
        return _words(key, key.words)
    if key.type is dict and key.keys is not None:
        what = _table(key.keys)
    elif key.type is list:
        what = _list(key)
    elif key.type is None and key.room is not None:
        what = _by_language(key.room)
    else:
        what = _single(key)
    return {"description": key.says, **what}


def _words(key: Key, words: Mapping[str, str]) -> Schema:
    meanings = "\n".join(f"- `{word}`: {meaning}" for word, meaning in words.items())
    return {
        "description": f"{key.says}\n\n{meanings}",
        "type": "string",
        "enum": [*words],
        "x-taplo": {"docs": {"main": key.says, "enumValues": [*words.values()]}},
    }


def _single(key: Key) -> Schema:
    assert key.type is not None
    shown = _shown(key.room) if key.room is not None else {}
    limits = _given(pattern=key.form, minimum=key.least, maximum=key.most)
    return {"type": _TYPES[key.type], **shown, **limits}


def _list(key: Key) -> Schema:
    items: Schema | list[Schema]
    if key.keys is not None:
        items = _table(key.keys)
    elif isinstance(key.form, tuple):
        items = [{"type": "string", "pattern": form} for form in key.form]
    elif key.form is not None:
        items = {"type": "string", "pattern": key.form}
    else:
        items = {"type": "integer"}
    limits = _given(minItems=key.least, maxItems=key.most, uniqueItems=key.unlike or None)
    return {"type": "array", "items": items, **limits}


def _by_language(room: Room) -> Schema:
    """A table of texts, or of labels; of a survey in one language also the text, or the labels, alone."""
    shown = _shown(room)
    one: Schema = {"type": "array", "items": shown} if room is TILE else shown
    return {
        **one,
        "type": [one["type"], "object"],
        "propertyNames": {"pattern": LANGUAGE},
        "minProperties": 1,
        "additionalProperties": one,
    }


def _shown(room: Room) -> Schema:
    """A text that people see, measured where each of its characters is sure to take one column."""
    plain = _ONE_COLUMN_EACH if room.lines == 1 else _AND_SINGLE_SPACES
    most = room.columns * room.lines + room.lines - 1  # the end of a line stands for a space
    return {"type": "string", "pattern": _SHOWN, "if": {"pattern": plain}, "then": {"maxLength": most}}


def _given(**limits: object) -> Schema:
    return {name: limit for name, limit in limits.items() if limit is not None}


if __name__ == "__main__":
    print(schema_text(), end="")
