"""A shop's own list of reward codes: a file beside the survey, one code a line."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from store.model.reward import LONGEST, is_code

if TYPE_CHECKING:  # only what is wrong needs it
    from store.model.survey_file.problem import Problem


def read_codes(file: Path) -> list[str]:
    """The codes that can be given, in the order of the file, each once; [] where there is no such file.

    Blank lines, and lines that begin with #, are none. `check_codes` says what else is wrong with the file.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError:
        return []
    return [*dict.fromkeys(code for _, code in _lines(text) if is_code(code) and "\ufffd" not in code)]


def check_codes(file: Path) -> "Iterator[Problem]":
    """What is wrong with a file of codes, by line."""
    from store.model.survey_file.problem import Problem, shown

    def problem(line: int, value: str | None, sentence: str, mend: str) -> Problem:
        return Problem(str(file), line, "", None if value is None else shown(value), sentence, mend)

    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        yield problem(1, None, "There is none.", "Put the codes there, one a line.")
        return
    except OSError as error:
        yield problem(1, None, f"It cannot be read ({error.strerror}).", "Mend that.")
        return
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        yield problem(line, None, "This is not UTF-8.", "Save the file as UTF-8.")
        return
    seen: dict[str, int] = {}
    for line, code in _lines(text):
        if not is_code(code):
            sentence = f"This is no code of at most {LONGEST} characters that can be shown."
            yield problem(line, code, sentence, "Write one code a line.")
        elif code in seen:
            sentence = f"It stands in line {seen[code]} too, and is given once."
            yield problem(line, code, sentence, "Take one out.")
        else:
            seen[code] = line
    if not seen:
        yield problem(1, None, "There is no code in it.", "Write one code a line.")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        code = line.strip()
        if code and not code.startswith("#"):
            yield number, code
