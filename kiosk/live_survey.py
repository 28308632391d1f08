"""A survey that may be edited while the kiosk asks it: what is right is taken, what is broken is told."""

from kiosk.home import Home
from kiosk.surveys import NoSurvey, load_survey, survey_file
from kiosk.watched import Watched
from store.model.saying import Saying
from store.model.survey import Survey
from store.model.survey_file import SurveyError


class LiveSurvey:
    """The file of the survey that is asked."""

    def __init__(self, home: Home, named: str, survey: Survey) -> None:
        """`survey` is what the file holds now."""
        self._home = home
        self._named = named
        self._survey = survey
        self._file = Watched(survey_file(home, named))
        self._waits = False
        self.folder = self._file.path.parent
        """Where the survey lies, and its codes beside it."""
        self.problem = ""
        """Why what the file holds now is not asked, in a sentence or two; '' when it is."""

    def look(self) -> Survey | None:
        """The survey to ask from now on; None: the one before.

        To be called about once a second: a file is read when nobody has written in it since the last call.
        """
        if self._file.has_changed():
            self._waits = True
            return None
        if not self._waits:
            return None
        self._waits = False
        try:
            survey = load_survey(self._home, self._named)
        except SurveyError as error:
            self.problem = Saying(
                "{file} has a mistake in line {line}; kiosk check explains it. The kiosk asks as before.",
                file=self._file.path.name,
                line=error.problems[0].line,
            )
            return None
        except NoSurvey:
            self.problem = Saying(
                "{file} is missing or cannot be read. The kiosk asks as before.",
                file=self._file.path.name,
            )
            return None
        self.problem = ""
        if survey.version == self._survey.version:
            return None
        self._survey = survey
        return survey

    def look_again(self, asked: Survey) -> None:
        """What `look` gave could not be taken: `asked` is still asked, and the next look gives it again."""
        self._survey = asked
        self._waits = True
