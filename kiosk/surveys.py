"""The survey that a kiosk asks, from a file of its home or any other."""

from pathlib import Path

from kiosk.home import Home
from store.model.survey import Survey
from store.model.survey_file import read_survey


class NoSurvey(Exception):
    """There is no such file, or it cannot be read. `str()` is one sentence."""


def survey_file(home: Home, named: str) -> Path:
    """Where the survey `named` lies: `surveys/NAME.toml` of a home, or the path that ends in .toml."""
    return Path(named).expanduser() if named.endswith(".toml") else home.surveys / f"{named}.toml"


def load_survey(home: Home, named: str) -> Survey:
    """The survey `named`: a name for `surveys/NAME.toml`, or the path of a file that ends in .toml.

    NoSurvey without such a file; SurveyError, with everything to mend, for one that cannot be asked.
    """
    file = survey_file(home, named)
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise NoSurvey(f"{file} is missing{_others(home)}{_template(named)}.") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise NoSurvey(f"{file}:{line}: This is not UTF-8: save the file as UTF-8.") from None
    except OSError as error:
        raise NoSurvey(f"{file} cannot be read ({error.strerror}).") from None
    return read_survey(text, file=str(file))


def languages_for(locale: str) -> tuple[str, ...]:
    """The languages of a first survey where the locale is `locale` ('de_CH'); () for the usual ones."""
    from store.templates import LANGUAGES

    language = locale.partition("_")[0]
    return (language,) if language in LANGUAGES[2:] else ()


def start_language(survey: Survey, chosen: str | None, locale: str) -> str:
    """The language a kiosk starts in: `chosen`, else the locale's ('fr_CA'), else the survey's first.

    ValueError, a sentence, when the survey does not have the one that was chosen.
    """
    if chosen:
        if chosen not in survey.languages:
            known = ", ".join(survey.languages)
            raise ValueError(f'The survey "{survey.name}" has no language "{chosen}"; it has {known}.')
        return chosen
    wanted = locale.partition("_")[0]
    return wanted if wanted in survey.languages else survey.languages[0]


def _others(home: Home) -> str:
    names = sorted(file.stem for file in home.surveys.glob("*.toml"))
    return f"; the surveys here are {', '.join(names)}" if names else ""


def _template(named: str) -> str:
    from store.templates import TEMPLATES

    return f"; `kiosk init --template {named}` adds it" if named in TEMPLATES else ""
