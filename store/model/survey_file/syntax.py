"""What tomllib says of a text that is no TOML, in words for a person."""

from store.model.survey_file.problem import Problem, shown

_SAID = (
    ("Cannot overwrite a value", "This key stands there twice.", "Take one of the two out."),
    ("Cannot declare", "This table stands there twice.", "Take one of the two out, or write [[question]] in two pairs of brackets."),
    ("Expected '=' after a key", "After a key stands no =.", 'Write key = "value".'),
    ("Expected ']'", "The brackets of this heading are not closed.", "Write it like [[question]]."),
    ("Unclosed array", "A list is not closed.", "Add the missing ]."),
    ("Unclosed inline table", "A { is not closed.", "Add the missing }, or a comma between two pairs."),
    ("Unterminated string", "A text is not closed.", "Add the missing quotation mark."),
    ("Illegal character '\\n'", "A text is not closed on its line.", "Add the missing quotation mark."),
    ("Illegal character", "A character here is not allowed.", "Delete it and type it anew."),
    ("Unescaped '\\' in a string", "A \\ in a text begins a special character.", "Write \\\\, or put the text in single quotes."),
    ("Found invalid character", "This is not how a heading or key is written.", "Look for a bracket or quotation mark too many."),
    ("Expected newline or end of document", "After the value stands something more.", "One key a line; a comment begins with #."),
    ("Invalid initial character for a key", "A key was expected here.", "Look for a comma or bracket too many."),
    ("Invalid statement", "This is no key and no heading.", 'Write key = "value", or begin a comment with #.'),
    ("Invalid value", "This is not a value.", 'Put texts in quotes: "…"; yes and no are true and false.'),
    ("Invalid date or datetime", "This is not a date.", "Put it in quotes."),
)  # fmt: skip


def syntax_problem(text: str, file: str, message: str) -> Problem:
    """The problem that tomllib's `message` is about."""
    what, _, where = message.partition(" (at ")
    line = _line(text, where)
    written = text.split("\n")[line - 1].strip()
    for begins, sentence, mend in _SAID:
        if what.startswith(begins):
            break
    else:
        sentence, mend = f"This is not TOML: {what}.", "Compare it with a survey that comes with the program."
    return Problem(file, line, "", shown(written), sentence, mend)


def _line(text: str, where: str) -> int:
    """The line in tomllib's "line 3, column 5)" or "end of document)"."""
    word = where.removeprefix("line ").partition(",")[0]
    if word.isdecimal():
        return int(word)
    return max(text.rstrip().count("\n") + 1, 1)
