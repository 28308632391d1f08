"""The text of `kiosk.toml` as `kiosk init` writes it: every setting, explained, at its default."""

from collections.abc import Mapping

_HEAD = """\
# The settings of this kiosk. A line that begins with # is a comment.
# `kiosk check` says whether the file is right; a running kiosk reads it when it starts again (what
# it asks, in surveys/, it takes while it runs).
"""

_EXPLAINED: tuple[tuple[str, str, str], ...] = (
    ("shop", '""', 'The name shown to customers, such as "Corner Shop". Empty shows none.'),
    (
        "label",
        '"kiosk-1"',
        "This device's name in the scores. Give each device its own: only one of a name may run.",
    ),
    ("survey", '"counter"', "What it asks: a file in surveys/, written without .toml."),
    (
        "touchpoint",
        '# "checkout"',
        "Where it stands: checkout, returns, support... Left out: as the survey says.",
    ),
    ("language", '# "en"', "The language it starts in. Left out: the machine's, else the survey's first."),
    ("timezone", '# "Europe/Paris"', "The shop's time zone. Left out: the machine's."),
    (
        "day_starts",
        "4",
        "The hour, 0 to 23, at which a business day begins: at 4, a sale at one in the\n"
        "morning counts for the evening before.",
    ),
    (
        "opening_hours",
        '# { mon = "09:00-19:00", tue = "09:00-19:00", sat = "10:00-17:00" }',
        "When the shop is open, by weekday (mon tue wed thu fri sat sun). Answers at other hours are\n"
        'kept but left out of the scores. "18:00-02:00" goes past midnight. Left out: always open.',
    ),
    (
        "attract",
        '"question"',
        '"question": the first question waits on the screen, one tap and it is answered.\n'
        '"screen": a welcome to touch first.',
    ),
    (
        "closed",
        '"ask"',
        'At other hours than those above: "ask" all the same, or show the "hours" and ask nobody.',
    ),
    (
        "you_said",
        '# [{ en = "You said the queue was long. A second till is open at noon.", fr = "…" }]',
        "Lines below the first question, one at a time and another after each visit: what you did\n"
        "about what people said. Each at most 140 characters; a text alone is shown in every language.",
    ),
    (
        "idle_seconds",
        "15",
        'Without a touch for so long (5 to 300) "Still there?" appears; 5 seconds later the visit\n'
        "is kept as it is, and the next person may come.",
    ),
    ("typing_idle_seconds", "30", "The same while a comment is typed (5 to 600)."),
    ("thanks_seconds", "4", "How long the thanks stay (1 to 30)."),
    (
        "repeat_seconds",
        "5",
        "A visit begun so soon after the last one (0 to 30) is kept but left out of the scores:\n"
        "it is mostly the same person tapping again. 0 counts them all.",
    ),
    (
        "theme",
        '"auto"',
        '"auto", "normal", "contrast" (high contrast), "light", or "plain" (16 colours).',
    ),
    (
        "operator_key",
        '"f10"',
        'The key that asks for the operator\'s PIN: "f1" to "f12", or "ctrl+" and a letter.\n'
        "Ctrl-O always does too.",
    ),
    (
        "operator_idle_seconds",
        "120",
        "Scores opened inside a kiosk lock themselves after so long without a key (30 to 3600).",
    ),
    (
        "lock",
        "true",
        "true: only the operator's PIN ends the kiosk. false: Ctrl-C does too, for trying things out.",
    ),
    (
        "agents",
        '# { 17 = "Nadia", 23 = "Tom" }',
        "Who asks at an agent's desk: each agent's id and name. Left out: any id will do.",
    ),
    (
        "reference_pattern",
        r"# '\d{6}'",
        "What an agent's reference of a call must look like, as a regular expression in 'quotes'; the one\n"
        "here is six digits. Left out: anything, or nothing.",
    ),
    (
        "reference_hint",
        '# "the 6 digits on the ticket"',
        "The same in words, for an agent who typed another.",
    ),
    (
        "backup_hour",
        "3",
        "The hour (0 to 23) at which a running kiosk copies its answers to backups/, while nobody uses it.\n"
        "One that was off at that hour makes up for it when it starts.",
    ),
    ("backup_keep", "14", "Of so many days it keeps the newest backup (1 to 365). 0: it makes none."),
    (
        "retention_days",
        "0",
        "After so many days comments, contacts and references are erased, and the scores stay. 0: never.\n"
        "Backups are not touched: they are gone when backup_keep is over.",
    ),
    (
        "operator_pin",
        "true",
        "false: `kiosk operator`, in a terminal of its own, asks the owner of these files for no PIN.\n"
        "Nor does a kiosk with lock = false.",
    ),
    (
        "comment_delay_minutes",
        "60",
        "What somebody wrote about a call, or what a lead sees of their own counter, shows only after so\n"
        "many minutes (0 to 1440): before, they could tell who wrote it.",
    ),
    (
        "alert_low",
        "true",
        "Alert when an hour brings more unhappy answers than chance does in this shop: at least 4, and\n"
        "against the 28 days before less likely than one in a thousand.",
    ),
    (
        "alert_half",
        "false",
        "Alert when half of the answers of a quarter of an hour are unhappy, and at least 4. In a normal\n"
        "shop that is every other day.",
    ),
    (
        "alert_below",
        "# { satisfaction = 75 }",
        "Alert when the score of the day is clearly below a value, by the id of the question.",
    ),
    (
        "alert_silent_minutes",
        "15",
        "Alert when a kiosk has not been heard of for so many minutes in opening hours (0: never).",
    ),
    (
        "on_alert",
        '# ["/usr/local/bin/tell-us", "--now"]',
        "A program of yours, run for each alert with its arguments and without a shell. It finds what\n"
        "happened in KIOSK_ALERT_… variables and as JSON on its input, and has 20 seconds.",
    ),
)
"""Setting, what stands after its `=` by default (behind `# ` where it is left out), explanation."""


Written = str | Mapping[str, str]
"""A setting as it is written: a text, or a table of texts."""


def settings_text(values: Mapping[str, Written] | None = None) -> str:
    """A whole `kiosk.toml`. `values` are settings to write instead of their defaults, by name.

    Without `values`, reading the text gives the defaults. KeyError for a name that is no setting.
    """
    given = dict(values or {})
    parts = [_HEAD]
    for name, default, explanation in _EXPLAINED:
        lines = "".join(f"# {line}\n" for line in explanation.split("\n"))
        if name in given:
            setting = f"{name} = {_written(given.pop(name))}"
        elif default.startswith("# "):
            setting = f"# {name} = {default[2:]}"
        else:
            setting = f"{name} = {default}"
        parts.append(f"{lines}{setting}\n")
    if given:
        raise KeyError(*given)
    return "\n".join(parts)


def _written(value: Written) -> str:
    if isinstance(value, str):
        return _quoted(value)
    return f"{{ {', '.join(f'{key} = {_quoted(text)}' for key, text in value.items())} }}"


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are TOML's too."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
