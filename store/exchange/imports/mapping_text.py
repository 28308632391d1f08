"""The text of a mapping file, from what somebody answered about a file."""

import json
from collections.abc import Mapping, Sequence

Value = str | int | bool | Sequence[str] | Mapping[str, str | int]


def mapping_text(
    head: Mapping[str, Value], columns: Mapping[str, str], questions: Sequence[Mapping[str, Value]]
) -> str:
    """A whole mapping in TOML: its first keys, `[columns]`, and a `[[question]]` each."""
    parts = [_table(head), f"[columns]\n{_table(columns)}"]
    parts += [f"[[question]]\n{_table(question)}" for question in questions]
    return "\n".join(parts)


def _table(values: Mapping[str, Value]) -> str:
    return "".join(f"{key} = {_written(value)}\n" for key, value in values.items())


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_quoted(key)} = {_written(one)}' for key, one in value.items())} }}"
    return f"[{', '.join(map(_written, value))}]"


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are TOML's too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
