"""A shop's own list of reward codes: a file beside the survey, one code a line."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.written_file import read_written
from store.model.reward import LONGEST, is_code
from store.model.saying import Saying, why_of

if TYPE_CHECKING:  # only what is wrong needs it
    from store.model.survey_file.problem import Problem


def read_codes(file: Path) -> list[str]:
    """The codes that can be given, in the order of the file, each once; [] where there is no such file.

    Blank lines, and lines that begin with #, are none. `check_codes` says what else is wrong with the file.
    """
    try:
        text = read_written(file).decode("utf-8-sig", errors="replace")
    except OSError:
        return []
    return [*dict.fromkeys(code for _, code in _lines(text) if is_code(code) and "\ufffd" not in code)]


def check_codes(file: Path) -> "Iterator[Problem]":
    """What is wrong with a file of codes, by line."""
    from store.model.survey_file.problem import Problem, shown

    def problem(line: int, value: str | None, sentence: Saying, mend: Saying) -> Problem:
        return Problem(str(file), line, "", None if value is None else shown(value), sentence, mend)

    try:
        text = read_written(file).decode("utf-8-sig")
    except FileNotFoundError:
        yield problem(1, None, Saying("There is none."), Saying("Put the codes there, one a line."))
        return
    except OSError as error:
        yield problem(1, None, Saying("It cannot be read ({why}).", why=why_of(error)), Saying("Mend that."))
        return
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        yield problem(line, None, Saying("This is not UTF-8."), Saying("Save the file as UTF-8."))
        return
    seen: dict[str, int] = {}
    for line, code in _lines(text):
        if not is_code(code):
            sentence = Saying("This is no code of at most {most} characters that can be shown.", most=LONGEST)
            yield problem(line, code, sentence, Saying("Write one code a line."))
        elif code in seen:
            sentence = Saying("It stands in line {line} too, and is given once.", line=seen[code])
            yield problem(line, code, sentence, Saying("Take one out."))
        else:
            seen[code] = line
    if not seen:
        yield problem(1, None, Saying("There is no code in it."), Saying("Write one code a line."))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        code = line.strip()
        if code and not code.startswith("#"):
            yield number, code
