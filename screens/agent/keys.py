"""The keys of the agent's desk: one table, for its bottom line, its list of keys and its documentation."""

from dataclasses import dataclass

from store.model.saying import N_

_NAMES = {
    "enter": N_("Enter"),
    "escape": "Esc",
    "backspace": N_("Backspace"),
    "tab": "Tab",
    "shift+tab": "Shift-Tab",
    "space": N_("Space"),
    "up": "↑",
    "down": "↓",
    "ctrl+q": "Ctrl-Q",
}


@dataclass(frozen=True, slots=True)
class Key:
    """A key, or several that mean the same."""

    keys: tuple[str, ...]
    """Textual's names of them; a single character stands for itself."""
    label: str
    """What it does, in a word or two; '' leaves it out of the bottom line."""
    meaning: str
    """What it does, in a line."""
    weight: int = 0
    """Where the bottom line is short, the heavier ones stay."""

    @property
    def names(self) -> tuple[str, ...]:
        """As they stand on the keyboard; to be translated where they are shown."""
        return ("0–9",) if len(self.keys) == 10 else tuple(map(_name, self.keys))


def _name(key: str) -> str:
    return _NAMES.get(key, key.upper())


ANSWER = Key(tuple("0123456789"), "", N_("The answer; of several, switches one on or off"))
SEND = Key(("enter",), "", N_("Sends what is typed or switched on; in a field, goes on"))
GO_ON = Key(("enter",), N_("go on"), "", 9)
SEND_IT = Key(("enter",), N_("send"), "", 10)
CHOOSE = Key(("up", "down", "space"), "", N_("To an answer, and Enter takes it or Space switches it on"))
NEXT = Key(("tab", "down"), "", N_("The next field"))
BEFORE = Key(("up", "shift+tab"), N_("agent, touchpoint"), N_("The field before: touchpoint, agent"), 3)
BACK = Key(("backspace", "/"), N_("back"), N_("The question before; from the first one, the reference"), 2)
SKIP = Key(("escape", "-"), N_("skip"), N_("Skips the question; empties a field"), 3)
SURE = Key(("f2",), N_("yes"), N_("Yes, it is meant so; yes, the caller agrees"), 10)
READ = Key(("f2",), N_("ask it"), "", 10)
AGREE = Key(("f2",), N_("the caller agrees"), "", 10)
NO = Key(("escape", "backspace"), N_("no"), N_("No: back to what was typed"), 10)
CORRECT = Key(("f4",), N_("correct the last"), N_("Corrects the last call; again, and it stays as it was"), 6)
STOP = Key(("f4",), N_("leave as it was"), "", 10)
REFUSED = Key(("f5",), N_("refusal"), N_("The caller does not want to answer"), 9)
NO_TIME = Key(("f6",), N_("no time"), N_("The caller has no time"), 8)
DROPPED = Key(("f7",), N_("line dropped"), N_("The line went dead"), 8)
HAND_OVER = Key(("f8",), N_("hand over"), N_("Turns the screen over to the customer"), 7)
LANGUAGE = Key(("f9", "*"), N_("language"), N_("The caller’s next language"), 5)
HELP = Key(("f1",), N_("keys"), N_("All keys, page by page"), 8)
LEAVE = Key(("ctrl+q",), N_("leave"), N_("Leaves the desk"), 4)

KEYS = (
    ANSWER,
    SEND,
    CHOOSE,
    BACK,
    SKIP,
    REFUSED,
    NO_TIME,
    DROPPED,
    HAND_OVER,
    LANGUAGE,
    CORRECT,
    SURE,
    NO,
    NEXT,
    BEFORE,
    HELP,
    LEAVE,
)
"""All of them, as they are listed."""

TYPED = frozenset("*/-") | frozenset("0123456789")
"""Those that are text wherever text is typed."""
