"""Reads a survey file, and says what is wrong with it so that a person without training can mend it."""

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from store.model.saying import Saying
from store.model.survey import Survey
from store.model.survey_file.error import SurveyError
from store.model.survey_file.heading import read_names, read_reward
from store.model.survey_file.keys import SURVEY
from store.model.survey_file.part import MISSING, Found, Part, add, begin
from store.model.survey_file.questions import Placed, read_question
from store.model.survey_file.rules import check_whole
from store.model.survey_file.version import version_of

if TYPE_CHECKING:  # see error.py
    from store.model.survey_file.problem import Problem

__all__ = ["Checked", "SurveyError", "check_survey", "read_survey"]

_LONGEST = 100_000
"""Characters: a hundred times a long survey; more is some other file, and would only take time."""


class Checked(NamedTuple):
    """What `check_survey` found."""

    survey: Survey | None
    """None where there are problems that are no warnings."""
    problems: "tuple[Problem, ...]"
    """In the order of the file, warnings among them."""


def read_survey(text: str, *, file: str = "") -> Survey:
    """The survey that the TOML `text` holds; `file` names it in problems.

    SurveyError, with every problem and no warning, if it cannot be asked."""
    survey, problems = _read(text, file)
    if survey is None:
        raise SurveyError(problems)
    return survey


def check_survey(text: str, *, file: str = "", interface: Collection[str] | None = None) -> Checked:
    """The survey that the TOML `text` holds, and everything to say about it, advice on wording too.

    `interface` are the languages in which the program has words of its own; None if that is not known.
    """
    return _read(text, file, advise=True, interface=interface)


def _read(text: str, file: str, *, advise: bool = False, interface: Collection[str] | None = None) -> Checked:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if len(text) > _LONGEST:
        return _refused(file, 1, Saying("This is no survey: it is too long."), Saying("Name another file."))
    try:
        data = tomllib.loads(text)
    except RecursionError:
        return _refused(
            file, 1, Saying("Its brackets are nested too deeply."), Saying("Look for a bracket too many.")
        )
    except ValueError as error:
        from store.model.survey_file.syntax import syntax_problem

        return Checked(None, (syntax_problem(text, file, str(error)),))
    whole = Part(data, (), [])
    survey, placed = _survey(whole, text)
    wrong = bool(whole.found)
    if advise:
        from store.model.survey_file.advice import (  # a dozen patterns to compile
            on_labels,
            on_sampling,
            on_wording,
        )

        on_sampling(placed)
        on_wording(placed)
        on_labels(placed, survey.languages, interface)
    return Checked(None if wrong else survey, _problems(whole.found, text, file))


def _refused(file: str, line: int, sentence: Saying, mend: Saying) -> Checked:
    from store.model.survey_file.problem import Problem

    return Checked(None, (Problem(file, line, "", None, sentence, mend),))


def _problems(found: Sequence[Found], text: str, file: str) -> "tuple[Problem, ...]":
    if not found:
        return ()
    from store.model.survey_file.lines import line_of, lines_by_path
    from store.model.survey_file.problem import Problem, shown

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
    whole.known(SURVEY)
    name, touchpoint, languages = read_names(whole)
    if whole.data.get("question", []) == []:
        whole.wrong("question", Saying("Nothing is asked."), add("[[question]]"))
    placed = [read_question(part, languages) for part in whole.parts("question", begin("[[question]]"))]
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
