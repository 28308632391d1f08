"""What the agent's desk says to the app, beside what every question says (`screens.question.messages`)."""

from dataclasses import dataclass

from textual.message import Message

from store.model.response import Status


@dataclass
class SignedIn(Message):
    """An agent is at the desk."""

    agent: str
    sure: bool = False
    """It was confirmed though the desk had doubts."""


@dataclass
class Placed(Message):
    """The touchpoint of the calls from now on."""

    touchpoint: str
    sure: bool = False


@dataclass
class Referenced(Message):
    """A call begins."""

    reference: str
    sure: bool = False


@dataclass
class Kept(Message):
    """The answer to this question is to stay as it was."""

    question: str


@dataclass
class CallEnded(Message):
    """The call ended before its time."""

    status: Status


class HandOver(Message):
    """The customer is to answer on this screen."""


class Correct(Message):
    """The last call is to be corrected; while one is, it is to stay as it was."""


class DeskLeft(Message):
    """The agent wants to leave the desk."""


class Ignored(Message):
    """A key that means nothing here."""
