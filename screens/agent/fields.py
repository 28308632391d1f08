"""What is typed above the questions at the agent's desk: who asks, where, and about which call."""

from enum import Enum, auto

from screens.widgets.writing import Writing

_AGENT, _TOUCHPOINT, _REFERENCE = 20, 60, 60
"""Characters."""


class Step(Enum):
    """Where the keys go."""

    AGENT = auto()
    TOUCHPOINT = auto()
    REFERENCE = auto()
    QUESTION = auto()
    AWAY = auto()
    """The customer has the screen."""


class Fields:
    """The three fields, and what was last taken of the first two."""

    def __init__(self, touchpoint: str) -> None:
        self.agent = Writing(_AGENT)
        self.touchpoint = Writing(_TOUCHPOINT)
        self.reference = Writing(_REFERENCE)
        self._taken: dict[Step, str] = {}
        self.take(Step.AGENT, "")
        self.take(Step.TOUCHPOINT, touchpoint)

    def of(self, step: Step) -> Writing:
        """The field of a step above the questions."""
        return {Step.AGENT: self.agent, Step.TOUCHPOINT: self.touchpoint, Step.REFERENCE: self.reference}[
            step
        ]

    @property
    def is_manned(self) -> bool:
        """Whether an agent has signed in."""
        return bool(self._taken[Step.AGENT])

    def take(self, step: Step, text: str) -> None:
        """The agent or the touchpoint of all calls from now on."""
        self._taken[step] = text
        self.of(step).fill(text)

    def put_back(self, *steps: Step) -> None:
        """What was typed in the agent's or the touchpoint's field is not meant."""
        for step in steps:
            self.of(step).fill(self._taken[step])
