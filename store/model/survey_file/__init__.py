"""Reads a survey file, and says what is wrong with it so that a person without training can mend it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from store.model.survey import Survey
from store.model.survey_file.heading import read_names, read_reward
from store.model.survey_file.part import MISSING, Found, Part
from store.model.survey_file.problem import Problem, SurveyError, shown
from store.model.survey_file.questions import Placed, read_question
from store.model.survey_file.rules import check_whole
from store.model.survey_file.version import version_of

__all__ = ["Checked", "Problem", "SurveyError", "check_survey", "read_survey"]

_LONGEST = 100_000
"""Characters: a hundred times a long survey; more is some other file, and would only take time."""

SURVEY_KEYS = ("name", "touchpoint", "languages", "back", "question", "reward")


class Checked(NamedTuple):
    """What `check_survey` found."""

    survey: Survey | None
    """None where there are problems that are no warnings."""
    problems: tuple[Problem, ...]
    """In the order of the file, warnings among them."""


def read_survey(text: str, *, file: str = "") -> Survey:
    """The survey that the TOML `text` holds; `file` names it in problems.

    SurveyError, with every problem and no warning, if it cannot be asked."""
    survey, problems = _read(text, file, advise=False)
    if survey is None:
        raise SurveyError(problems)
    return survey


def check_survey(text: str, *, file: str = "") -> Checked:
    """The survey that the TOML `text` holds, and everything to say about it."""
    return _read(text, file, advise=True)


def _read(text: str, file: str, *, advise: bool) -> Checked:
    import tomllib

    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if len(text) > _LONGEST:
        return _refused(file, 1, "This is no survey: it is too long.", "Name another file.")
    try:
        data = tomllib.loads(text)
    except RecursionError:
        return _refused(file, 1, "Its brackets are nested too deeply.", "Look for a bracket too many.")
    except ValueError as error:
        from store.model.survey_file.syntax import syntax_problem

        return Checked(None, (syntax_problem(text, file, str(error)),))
    whole = Part(data, (), [])
    survey, placed = _survey(whole, text)
    wrong = bool(whole.found)
    if advise:
        from store.model.survey_file.advice import advise as advise_on  # a dozen patterns to compile

        advise_on(placed, whole.found)
    return Checked(None if wrong else survey, _problems(whole.found, text, file))


def _refused(file: str, line: int, sentence: str, mend: str) -> Checked:
    return Checked(None, (Problem(file, line, "", None, sentence, mend),))


def _problems(found: Iterable[Found], text: str, file: str) -> tuple[Problem, ...]:
    found = list(found)
    if not found:
        return ()
    from store.model.survey_file.lines import line_of, lines_by_path

    lines = lines_by_path(text)
    problems = [
        Problem(
            file,
            line_of(one.path, lines),
            ".".join(str(step) for step in one.path if isinstance(step, str)),
            None if one.value is MISSING else shown(one.value),
            one.sentence,
            one.mend,
            one.warning,
        )
        for one in found
    ]
    return tuple(sorted(problems, key=lambda problem: problem.line))


def _survey(whole: Part, text: str) -> tuple[Survey, list[Placed]]:
    """The survey, as good as can be where something is wrong and noted; and where its questions stand."""
    whole.known(SURVEY_KEYS)
    name, touchpoint, languages = read_names(whole)
    questions = whole.data.get("question", [])
    if questions == []:
        whole.wrong("question", "Nothing is asked.", "Add a [[question]].")
    placed = [
        read_question(part, languages)
        for part in whole.parts("question", "Begin each with a line [[question]], in two pairs of brackets.")
    ]
    check_whole(placed)
    survey = Survey(
        name=name,
        version="",
        touchpoint=touchpoint,
        languages=languages,
        questions=tuple(one.question for one in placed),
        back=whole.flag("back", True),
        reward=read_reward(whole),
        source=text,
    )
    return (survey if whole.found else replace(survey, version=version_of(whole.data))), placed
