"""Advice on wording that would bend the answers. It stops nothing: a person decides."""

from store.model.survey_file.part import Found
from store.model.survey import Survey


def advise_on(survey: Survey, found: list[Found]) -> None:
    """Notes warnings."""
