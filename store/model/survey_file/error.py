"""A survey that cannot be asked."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a dataclass costs 1.5 ms to make, and a kiosk that starts seldom meets a problem
    from store.model.survey_file.problem import Problem


class SurveyError(Exception):
    """A survey that cannot be asked. `str()` of it is the first problem, and how many more there are."""

    def __init__(self, problems: "Iterable[Problem]") -> None:
        self.problems = tuple(problems)
        """All that must be mended, in the order of the file; never empty, no warnings among them."""
        more = len(self.problems) - 1
        super().__init__(f"{self.problems[0]}{f' (and {more} more)' if more else ''}")
