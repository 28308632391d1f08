"""The line of every key of a TOML text is found, however it is written."""

import tomllib
from string import ascii_lowercase

from hypothesis import given, settings
from hypothesis import strategies as st

from store.model.survey_file.lines import line_of, lines_by_path
from store.model.survey_file.part import Path


def test_keys_of_every_kind() -> None:
    text = '''\
# a = "a comment, with [brackets]"
a = "a # in a text, and \\" a quote"  # b = 2

"b c" = 'single \\'
d.e = """three
lines with "quotes" and [brackets] = 3
end\\""" ""\"
[t]
f = [ 1, # one ]
  [2, "]"],
  { g = 3, h.i = [
      4] },
]
[[u]]
[[u]]
[u.v]
j = 2020-01-01
[[u.w]]
k = true
[[u.w]]
k = \'\'\'
\'quoted\' "\'\'\'
[u.v.x]
'''
    parsed = tomllib.loads(text)
    assert parsed["u"][1]["v"]["x"] == {}
    lines = lines_by_path(text)
    expected: dict[Path, int] = {
        (): 1,
        ("a",): 2,
        ("b c",): 4,
        ("d",): 5,
        ("d", "e"): 5,
        ("t",): 8,
        ("t", "f"): 9,
        ("t", "f", 0): 9,
        ("t", "f", 1): 10,
        ("t", "f", 1, 0): 10,
        ("t", "f", 1, 1): 10,
        ("t", "f", 2): 11,
        ("t", "f", 2, "g"): 11,
        ("t", "f", 2, "h"): 11,
        ("t", "f", 2, "h", "i"): 11,
        ("t", "f", 2, "h", "i", 0): 12,
        ("u",): 14,
        ("u", 0): 14,
        ("u", 1): 15,
        ("u", 1, "v"): 16,
        ("u", 1, "v", "j"): 17,
        ("u", 1, "w"): 18,
        ("u", 1, "w", 0): 18,
        ("u", 1, "w", 0, "k"): 19,
        ("u", 1, "w", 1): 20,
        ("u", 1, "w", 1, "k"): 21,
        ("u", 1, "v", "x"): 23,
    }
    assert lines == expected


def test_what_is_missing_stands_where_its_table_begins() -> None:
    lines = lines_by_path("a = 1\n[[q]]\nb = { c = 1 }\n")
    assert line_of(("q", 0, "b", "missing"), lines) == 3
    assert line_of(("q", 0, "missing", 4), lines) == 2
    assert line_of(("missing",), lines) == 1


def test_an_empty_text_has_one_line() -> None:
    assert lines_by_path("") == {(): 1}


KEYS = st.text(ascii_lowercase, min_size=1, max_size=4)
STRINGS = st.text(st.sampled_from("ab '\"#[]{}=,\\\n."), max_size=8)
VALUES = st.recursive(
    st.one_of(STRINGS, st.integers(), st.booleans()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
TABLES = st.dictionaries(KEYS, VALUES, max_size=4)


def written(value: object, gap: str) -> str:
    """`value` as TOML; lists with a line break before each element."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return (
            f'"{escaped}"'
            if "'" in value or "\\" in value or "\n" in value or len(value) % 2
            else f"'{value}'"
        )
    if isinstance(value, list):
        return "[" + ",".join(f"{gap}{written(item, gap)}" for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {written(item, gap)}" for key, item in value.items()) + "}"
    return str(value)


def pairs(table: dict[str, object]) -> str:
    """The keys of `table`, one a line at least."""
    return "".join(f"{key} = {written(value, chr(10))}\n" for key, value in table.items())


def paths(value: object, path: Path) -> list[Path]:
    """Every path of a parsed value."""
    found = [path]
    if isinstance(value, dict):
        for key, item in value.items():
            found += paths(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            found += paths(item, (*path, index))
    return found


@settings(max_examples=80, deadline=None)
@given(
    st.dictionaries(KEYS, VALUES, max_size=4), st.lists(st.dictionaries(KEYS, VALUES, max_size=3), max_size=3)
)
def test_every_key_of_any_file_has_a_line(top: dict[str, object], tables: list[dict[str, object]]) -> None:
    text = "".join(f"{key} = {written(value, chr(10))}\n" for key, value in top.items())
    for table in tables:
        text += "\n# a table\n[[zzzzz]]\n" + "".join(
            f"{k} = {written(v, chr(10))}\n" for k, v in table.items()
        )
    data = tomllib.loads(text)
    lines = lines_by_path(text)
    assert set(lines) == set(paths(data, ()))
    rows = text.split("\n")
    for path, line in lines.items():
        if path and isinstance(path[-1], str):
            assert path[-1] in rows[line - 1]
    for index in range(len(tables)):
        assert rows[lines[("zzzzz", index)] - 1] == "[[zzzzz]]"
