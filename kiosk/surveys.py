"""The survey that a kiosk asks, from a file of its home or any other."""

from pathlib import Path

from kiosk.home import Home
from kiosk.written_file import read_written
from store.model.saying import Saying, why_of
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
        text = read_written(file).decode("utf-8-sig")
    except FileNotFoundError:
        raise NoSurvey(_missing(home, file, named)) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        sentence = Saying.row(
            "{where}: {sentence} {mend}",
            where=f"{file}:{line}",
            sentence=Saying("This is not UTF-8."),
            mend=Saying("Save the file as UTF-8."),
        )
        raise NoSurvey(sentence) from None
    except OSError as error:
        raise NoSurvey(Saying("{path} cannot be read ({why}).", path=file, why=why_of(error))) from None
    return read_survey(text, file=str(file))


def languages_for(locale: str) -> tuple[str, ...]:
    """The languages of a first survey where the locale is `locale` ('de_CH'): its own and English; () for the
    usual ones.
    """
    from store.templates import LANGUAGES

    language = locale.partition("_")[0]
    return (language, "en") if language in LANGUAGES[2:] else ()


def start_language(survey: Survey, chosen: str | None, locale: str) -> str:
    """The language a kiosk starts in: `chosen`, else the locale's ('fr_CA'), else the survey's first.

    ValueError, a sentence, when the survey does not have the one that was chosen.
    """
    if chosen:
        if chosen not in survey.languages:
            raise ValueError(
                Saying(
                    'The survey "{name}" has no language "{language}"; it has {known}.',
                    name=survey.name,
                    language=chosen,
                    known=", ".join(survey.languages),
                )
            )
        return chosen
    wanted = locale.partition("_")[0]
    return wanted if wanted in survey.languages else survey.languages[0]


def _missing(home: Home, file: Path, named: str) -> Saying:
    from store.templates import TEMPLATES

    names = sorted(other.stem for other in home.surveys.glob("*.toml"))
    missing = (
        Saying("{path} is missing; the surveys here are {names}.", path=file, names=", ".join(names))
        if names
        else Saying("{path} is missing.", path=file)
    )
    if named not in TEMPLATES:
        return missing
    command = f"`kiosk init --template {named}`"
    return Saying("{problem} {command} adds it.", problem=missing, command=command)
