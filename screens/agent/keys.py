"""The keys of the agent's desk: one table, for the desk, its bottom line and its documentation."""

from dataclasses import dataclass
from enum import Flag, auto


def N_(message: str) -> str:  # the name by which messages in tables are found
    """Marks a message for translation where it is shown."""
    return message


class When(Flag):
    """Where a key means something."""

    FIELD = auto()
    """In one of the fields above."""
    CALL = auto()
    """In the field of the reference, and while a question is asked."""
    QUESTION = auto()
    CHOICES = auto()
    """While a question is answered by digits."""
    SURE = auto()
    """While the desk asks whether it is meant so."""
    ALWAYS = auto()


@dataclass(frozen=True, slots=True)
class Key:
    """A key, or several that mean the same."""

    keys: tuple[str, ...]
    """Textual's names of them; a single character stands for itself."""
    shown: str
    """As they stand on the keyboard."""
    label: str
    """What it does, in a word or two; '' leaves it out of the bottom line."""
    meaning: str
    """What it does, in a line."""
    when: When
    weight: int = 0
    """Where the bottom line is short, the heavier ones stay."""


ANSWER = Key(
    tuple("0123456789"),
    "0–9",
    "",
    N_("The answer; on a question with several answers, switches one on or off"),
    When.CHOICES,
)
SEND = Key(
    ("enter",), "Enter", "", N_("Sends what is typed or switched on; from a field to the next"), When.ALWAYS
)
NEXT = Key(("tab", "down"), "Tab ↓", "", N_("The next field"), When.FIELD)
BEFORE = Key(("shift+tab", "up"), "↑", N_("agent, touchpoint"), N_("The field before"), When.FIELD, 4)
BACK = Key(
    ("backspace", "/"),
    "← /",
    N_("back"),
    N_("The question before; from the first, the reference"),
    When.CHOICES,
    2,
)
SKIP = Key(
    ("escape", "-"), "Esc -", N_("skip"), N_("Skips the question; in a field, empties it"), When.QUESTION, 3
)
SURE = Key(("f2",), "F2", N_("yes"), N_("Yes, I am sure; yes, the caller agrees"), When.SURE, 10)
AGREE = Key(("f2",), "F2", N_("agrees"), N_("The caller agrees to what the line says"), When.QUESTION, 10)
STOP = Key(("f4",), "F4", N_("leave as it was"), N_("Leaves the last call as it was"), When.QUESTION, 10)
NO = Key(("escape", "backspace"), "Esc", N_("no"), N_("No: back to what was typed"), When.SURE, 10)
CORRECT = Key(
    ("f4",),
    "F4",
    N_("correct the last"),
    N_("Corrects the last call, for ten minutes; again, and it stays as it was"),
    When.FIELD,
    6,
)
REFUSED = Key(("f5",), "F5", N_("refused"), N_("The caller does not want to answer"), When.CALL, 9)
NO_TIME = Key(("f6",), "F6", N_("no time"), N_("The caller has no time"), When.CALL, 8)
DROPPED = Key(("f7",), "F7", N_("line dropped"), N_("The line went dead"), When.CALL, 8)
HAND_OVER = Key(("f8",), "F8", N_("hand over"), N_("Turns the screen over to the customer"), When.CALL, 7)
LANGUAGE = Key(("f9", "*"), "F9 *", N_("language"), N_("The caller’s next language"), When.CALL, 5)
LEAVE = Key(("ctrl+q",), "Ctrl-Q", N_("leave"), N_("Leaves the desk"), When.ALWAYS, 1)

KEYS = (
    ANSWER,
    SEND,
    NEXT,
    BEFORE,
    BACK,
    SKIP,
    SURE,
    NO,
    CORRECT,
    REFUSED,
    NO_TIME,
    DROPPED,
    HAND_OVER,
    LANGUAGE,
    LEAVE,
)
"""All of them, as the documentation lists them."""

TYPED = frozenset("*/-") | frozenset("0123456789")
"""Those that are text wherever text is typed."""
