"""What tomllib says of a text that is no TOML, in words for a person."""

from store.model.survey_file.problem import Problem, shown

_SAID = (
    ("Cannot overwrite", "This key stands there twice.", "Take one of the two out."),
    ("Cannot declare", "This heading stands there twice.", "Begin each question with [[question]]."),
    ("Cannot mutate", "This key belongs to a table that is closed.", "Write it inside the brackets."),
    ("Expected '='", "After a key stands no =.", 'Write key = "value".'),
    ("Expected ']", "The brackets of this heading are not closed.", "Write it like [[question]]."),
    ("Unclosed array", "A list is not closed.", "Add the missing ], or a comma between two values."),
    ("Unclosed inline table", "A { is not closed.", "Add the missing }, or a comma between two pairs."),
    ("Duplicate inline table key", "A key stands in these brackets twice.", "Take one of the two out."),
    ("Unterminated string", "A text is not closed.", "Add the missing quotation mark."),
    ('Expected "\'"', "A text is not closed.", "Add the missing quotation mark."),
    ("Expected \"'''\"", "A text is not closed.", "Add the missing quotation marks."),
    ("Illegal character '\\n'", "A text is not closed on its line.", "Add the missing quotation mark."),
    ("Illegal character", "A character here is not allowed.", "Delete it and type it anew."),
    ("Unescaped '\\'", "A \\ begins a special character.", "Write \\\\, or use single quotes."),
    ("Found invalid character", "This is not how a key is written.", "Look for a bracket too many."),
    (
        "Expected newline",
        "After the value stands something more.",
        "One key a line; a comment begins with #.",
    ),
    ("Invalid initial character", "A key was expected here.", "Look for a comma or a bracket too many."),
    ("Invalid statement", "This is no key and no heading.", 'Write key = "value", or # before a comment.'),
    ("Invalid value", "A value was expected here.", 'Put texts in "quotes", and close what is open above.'),
)
"""How tomllib's message begins, what is wrong, the mend."""


def syntax_problem(text: str, file: str, message: str) -> Problem:
    """The problem that tomllib's `message` is about."""
    what, _, where = message.partition(" (at ")
    line = _line(text, where)
    written = text.split("\n")[line - 1].strip()
    said = [(sentence, mend) for begins, sentence, mend in _SAID if what.startswith(begins)]
    said.append((f"This is not TOML: {what}.", "Compare it with a survey that comes with the program."))
    return Problem(file, line, "", shown(written), *said[0])


def _line(text: str, where: str) -> int:
    """The line in tomllib's "line 3, column 5)" or "end of document)"."""
    word = where.removeprefix("line ").partition(",")[0]
    return int(word) if word.isdecimal() else text.rstrip().count("\n") + 1
