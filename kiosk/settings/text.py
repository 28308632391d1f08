"""The text of `kiosk.toml` as `kiosk init` writes it: every setting, explained, at its default."""

import json
import textwrap
from collections.abc import Mapping

from store.model.saying import N_
from store.words import Words, words_for

_WIDTH = 100
"""So many characters has the longest line of a comment."""

_HEAD = (
    N_("The settings of this kiosk. A line that begins with # is a comment."),
    N_(
        "`kiosk check` says whether the file is right. A kiosk reads it when it starts; what"
        " it asks, in surveys/, it takes while it runs."
    ),
)

_EXPLAINED: tuple[tuple[str, str, str], ...] = (
    ("shop", '""', N_("The name shown to customers, such as Corner Shop. Empty: none is shown.")),
    (
        "label",
        '"kiosk-1"',
        N_("The name of this device in the scores. Give each device its own: only one of a name may run."),
    ),
    ("survey", '"counter"', N_("What it asks: a file in surveys/, written without .toml.")),
    (
        "touchpoint",
        '# "checkout"',
        N_("Where it stands: checkout, returns, support… Left out: as the survey says."),
    ),
    (
        "language",
        '# "en"',
        N_("The language it starts in. Left out: the machine's, else the survey's first."),
    ),
    ("timezone", '# "Europe/Paris"', N_("The shop's time zone. Left out: the machine's.")),
    (
        "day_starts",
        "4",
        N_(
            "The hour, 0 to 23, at which a business day begins: with 4, a sale at one in the"
            " morning counts for the day before."
        ),
    ),
    (
        "opening_hours",
        '# { mon = "09:00-19:00", tue = "09:00-19:00", sat = "10:00-17:00" }',
        N_(
            "When the shop is open, by weekday: mon tue wed thu fri sat sun. Answers at other"
            " hours are kept but left out of the scores. 18:00-02:00 goes past midnight, 00:00-24:00 has"
            " no closing. Left out: always open."
        ),
    ),
    (
        "attract",
        '"question"',
        N_(
            "What waits on the screen. `question`: the first question, so that one tap is an"
            " answer; `screen`: a welcome to touch first."
        ),
    ),
    (
        "closed",
        '"ask"',
        N_("Outside the opening hours `ask` asks all the same, and `hours` shows them and asks nobody."),
    ),
    (
        "you_said",
        "# [{ {language} = {example} }]",
        N_(
            "Lines below the first question, one at a time: what you did about what people said."
            " Each has at most 140 characters, in as many languages as you like; a text without a"
            " language is shown in all of them."
        ),
    ),
    (
        "idle_seconds",
        "15",
        N_(
            "After so many seconds without a touch (5 to 300) the kiosk asks whether somebody is"
            " still there; 5 seconds later the visit is kept as it is, and the next person may"
            " come."
        ),
    ),
    ("typing_idle_seconds", "30", N_("The same while a comment is typed (5 to 600).")),
    ("thanks_seconds", "4", N_("For so many seconds the thanks stay (1 to 30).")),
    (
        "repeat_seconds",
        "5",
        N_(
            "A visit that begins within so many seconds of the last one (0 to 30) is kept but"
            " left out of the scores: mostly it is the same person tapping again. 0: all of them"
            " count."
        ),
    ),
    (
        "theme",
        '"auto"',
        N_("How it looks: auto, normal, contrast (high contrast), light, or plain (16 colours)."),
    ),
    (
        "operator_key",
        '"f10"',
        N_(
            "The key that asks for the operator's PIN: f1 to f12, or ctrl+ and a letter. Ctrl-O"
            " always does too."
        ),
    ),
    (
        "operator_idle_seconds",
        "120",
        N_(
            "Scores that are opened inside a kiosk lock themselves after so many seconds without"
            " a key (30 to 3600)."
        ),
    ),
    (
        "lock",
        "true",
        N_("true: only the operator's PIN ends the kiosk. false: Ctrl-C does too, for trying things out."),
    ),
    (
        "agents",
        '# { 17 = "Nadia", 23 = "Tom" }',
        N_("Who asks at an agent's desk: the id and the name of each agent. Left out: any id will do."),
    ),
    (
        "reference_pattern",
        r"# '\d{6}'",
        N_(
            "What the reference of a call must look like, as a regular expression; the one here"
            " means six digits. Left out: anything, or nothing."
        ),
    ),
    ("reference_hint", "# {example}", N_("The same in words, for an agent who typed something else.")),
    (
        "backup_hour",
        "3",
        N_(
            "The hour, 0 to 23, at which a running kiosk copies its answers to backups/. One that"
            " was off at that hour makes up for it when it starts."
        ),
    ),
    ("backup_keep", "14", N_("Of so many days the newest backup is kept (1 to 365). 0: none is made.")),
    (
        "retention_days",
        "0",
        N_(
            "After so many days comments, contacts and references are erased; the scores stay. 0:"
            " never. Backups are not touched: they go when backup_keep is over."
        ),
    ),
    (
        "operator_pin",
        "true",
        N_(
            "false: `kiosk operator`, in a terminal of its own, asks the owner of these files for"
            " no PIN; nor does a kiosk with lock = false."
        ),
    ),
    (
        "comment_delay_minutes",
        "60",
        N_(
            "What people wrote is shown only after so many minutes (0 to 1440) where an agent or"
            " a lead could tell who wrote it."
        ),
    ),
    (
        "alert_low",
        "true",
        N_(
            "Alert when an hour brings more unhappy answers than chance does in this shop: at"
            " least 4, and more than chance brings once in a thousand hours, going by the 28 days"
            " before."
        ),
    ),
    (
        "alert_half",
        "false",
        N_(
            "Alert when half of the answers of a quarter of an hour are unhappy, and at least 4."
            " In a normal shop that is every other day."
        ),
    ),
    (
        "alert_below",
        "# { satisfaction = 75 }",
        N_("Alert when the score of the day is clearly below a value, by the id of the question."),
    ),
    (
        "alert_silent_minutes",
        "15",
        N_("Alert when a kiosk has not been heard of for so many minutes in the opening hours. 0: never."),
    ),
    (
        "on_alert",
        '# ["/usr/local/bin/tell-us", "--now"]',
        N_(
            "A program of yours, run for each alert with its arguments and without a shell. What"
            " happened stands in KIOSK_ALERT_… variables, and as JSON on its input; it has 20"
            " seconds."
        ),
    ),
)
"""Setting, what stands after its `=` by default (behind `# ` where it is left out), explanation."""

_EXAMPLES = {
    "you_said": N_("You said the queue was long. A second till is open at noon."),
    "reference_hint": N_("the 6 digits on the ticket"),
}
"""What stands for `{example}`."""


Written = str | Mapping[str, str]
"""A setting as it is written: a text, or a table of texts."""


def settings_text(values: Mapping[str, Written] | None = None, language: str = "en") -> str:
    """A whole `kiosk.toml`. `values` are settings to write instead of their defaults, by name.

    It is explained in `language`. Without `values`, reading the text gives the defaults. KeyError for a name
    that is no setting.
    """
    words = words_for(language)
    given = dict(values or {})
    parts = ["".join(_comment(words(paragraph)) for paragraph in _HEAD)]
    for name, default, explanation in _EXPLAINED:
        if name in given:
            setting = f"{name} = {_written(given.pop(name))}"
        elif default.startswith("# "):
            setting = f"# {name} = {_shown(name, default[2:], words)}"
        else:
            setting = f"{name} = {default}"
        parts.append(f"{_comment(words(explanation))}{setting}\n")
    if given:
        raise KeyError(*given)
    return "\n".join(parts)


def _comment(text: str) -> str:
    lines = textwrap.wrap(text, _WIDTH - 2, break_long_words=False, break_on_hyphens=False)
    return "".join(f"# {line}\n" for line in lines)


def _shown(name: str, default: str, words: Words) -> str:
    """What is left out, as it may be written."""
    if name not in _EXAMPLES:
        return default
    example = _quoted(words(_EXAMPLES[name]))
    return default.replace("{language}", words.language).replace("{example}", example)


def _written(value: Written) -> str:
    if isinstance(value, str):
        return _quoted(value)
    return f"{{ {', '.join(f'{key} = {_quoted(text)}' for key, text in value.items())} }}"


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are TOML's too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
