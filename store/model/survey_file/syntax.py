"""What tomllib says of a text that is no TOML, in words for a person."""

from store.model.saying import Saying
from store.model.survey_file.part import write
from store.model.survey_file.problem import Problem, shown

_QUOTATION_MARK = Saying("Add the missing quotation mark.")
_SAID = (
    ("Cannot overwrite", Saying("This key stands there twice."), Saying("Take one of the two out.")),
    (
        "Cannot declare",
        Saying("This heading stands there twice."),
        Saying("Begin each question with {heading}.", heading="[[question]]"),
    ),
    (
        "Cannot mutate",
        Saying("This key belongs to a table that is closed."),
        Saying("Write it inside the brackets."),
    ),
    ("Expected '='", Saying("After a key stands no {sign}.", sign="="), write('key = "…"')),
    (
        "Expected ']",
        Saying("The brackets of this heading are not closed."),
        Saying("Write it like {example}.", example="[[question]]"),
    ),
    (
        "Unclosed array",
        Saying("A list is not closed."),
        Saying("Add the missing {sign}, or a comma between two values.", sign="]"),
    ),
    (
        "Unclosed inline table",
        Saying("A {sign} is not closed.", sign="{"),
        Saying("Add the missing {sign}, or a comma between two pairs.", sign="}"),
    ),
    (
        "Duplicate inline table key",
        Saying("A key stands in these brackets twice."),
        Saying("Take one of the two out."),
    ),
    ("Unterminated string", Saying("A text is not closed."), _QUOTATION_MARK),
    ('Expected "\'"', Saying("A text is not closed."), _QUOTATION_MARK),
    ("Expected \"'''\"", Saying("A text is not closed."), Saying("Add the missing quotation marks.")),
    ("Illegal character '\\n'", Saying("A text is not closed on its line."), _QUOTATION_MARK),
    ("Illegal character", Saying("A character here is not allowed."), Saying("Delete it and type it anew.")),
    (
        "Unescaped '\\'",
        Saying("A {sign} begins a special character.", sign="\\"),
        Saying("Write {signs}, or use single quotes.", signs="\\\\"),
    ),
    (
        "Found invalid character",
        Saying("This is not how a key is written."),
        Saying("Look for a bracket too many."),
    ),
    (
        "Expected newline",
        Saying("After the value stands something more."),
        Saying("One key a line; a comment begins with {sign}.", sign="#"),
    ),
    (
        "Invalid initial character",
        Saying("A key was expected here."),
        Saying("Look for a comma or a bracket too many."),
    ),
    (
        "Invalid statement",
        Saying("This is no key and no heading."),
        Saying("Write {pair}, or {sign} before a comment.", pair='key = "…"', sign="#"),
    ),
    (
        "Invalid value",
        Saying("A value was expected here."),
        Saying("Put texts in quotation marks, and close what is open above."),
    ),
)
"""How tomllib's message begins, what is wrong, the mend."""


def syntax_problem(text: str, file: str, message: str) -> Problem:
    """The problem that tomllib's `message` is about."""
    what, _, where = message.partition(" (at ")
    line = _line(text, where)
    written = text.split("\n")[line - 1].strip()
    said = [(sentence, mend) for begins, sentence, mend in _SAID if what.startswith(begins)]
    sentence = Saying("This is not TOML: {what}.", what=what)
    said.append((sentence, Saying("Compare it with a survey that comes with the program.")))
    return Problem(file, line, "", shown(written), *said[0])


def _line(text: str, where: str) -> int:
    """The line in tomllib's "line 3, column 5)" or "end of document)"."""
    word = where.removeprefix("line ").partition(",")[0]
    return int(word) if word.isdecimal() else text.rstrip().count("\n") + 1
