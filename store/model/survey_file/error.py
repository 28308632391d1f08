"""A survey that cannot be asked."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from store.model.saying import Saying

if TYPE_CHECKING:  # a dataclass costs 1.5 ms to make, and a kiosk that starts seldom meets a problem
    from store.model.survey_file.problem import Problem


class SurveyError(Exception):
    """A survey that cannot be asked. `str()` of it is the first problem, and how many more there are."""

    def __init__(self, problems: "Iterable[Problem]") -> None:
        self.problems = tuple(problems)
        """All that must be mended, in the order of the file; never empty, no warnings among them."""
        super().__init__(first_of(self.problems))


def first_of(problems: "Sequence[Problem]") -> str:
    """The first of them, and how many more there are."""
    first, more = str(problems[0]), len(problems) - 1
    return Saying("{problem} (and {n} more)", problem=first, n=more) if more else first
