"""The shop's settings: `kiosk.toml` in its home, each explained in the file that `kiosk init` writes."""

from dataclasses import dataclass, field
from datetime import time


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting and its default."""

    shop: str = ""
    """The name shown to customers; '' shows none."""
    label: str = "kiosk-1"
    """This device's name in the scores; one running kiosk a label."""
    survey: str = "counter"
    """The survey it asks: a file in `surveys/`, without `.toml`."""
    touchpoint: str | None = None
    """Where it stands; None takes the survey's."""
    language: str | None = None
    """The language it starts in; None follows the locale, else the survey's first."""
    timezone: str | None = None
    """The shop's time zone (IANA name); None takes the machine's."""
    day_starts: int = 4
    """The hour (0-23) at which a business day begins, so that a late evening is one day."""
    opening_hours: dict[str, tuple[time, time]] = field(default_factory=dict)
    """By weekday, 'mon' to 'sun'; answers outside are kept, but flagged. Empty: always open."""
    attract: str = "question"
    """'question' (the attract screen is the first question) or 'screen' (a welcome to touch first)."""
    idle_seconds: int = 15
    """Without a touch, "Still there?" appears; 5 s later the visit is saved as it is."""
    typing_idle_seconds: int = 30
    """The same while a comment is typed."""
    thanks_seconds: int = 4
    """How long the thanks stay."""
    repeat_seconds: int = 5
    """0 to 30: a visit begun so soon after the last answer before is kept but left out of the scores."""
    theme: str = "auto"
    """'auto', 'normal', 'contrast', 'light' or 'plain'."""
    operator_key: str = "f10"
    """Opens the PIN; Ctrl-O always does too."""
    operator_idle_seconds: int = 120
    """After which the scores inside a kiosk lock themselves."""
    lock: bool = True
    """False: Ctrl-C ends the kiosk, for trying things out."""
    operator_pin: bool = True
    """False: `kiosk operator`, in a terminal of its own, asks the owner of the files for no PIN."""
