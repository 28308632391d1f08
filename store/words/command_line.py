"""What the command line's reader, click, says of options and arguments, in the language of a person.

click asks gettext's default catalogue for its sentences; they stand in ours, beside the interface's own.
"""

import gettext
import os

from store.model.saying import N_
from store.words import LOCALE


def plural(one: str, many: str) -> tuple[str, str]:  # as N_
    """Marks a message of a table that has a plural."""
    return one, many


SENTENCES = (
    N_("No such option {name!r}."),
    N_("No such option: {name}"),
    N_("No such command {name!r}."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing command."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Argument {name!r} takes {nargs} values."),
    N_("Option {name!r} does not take a value."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("Error: {message}"),
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("default: {default}"),
    N_("required"),
    plural("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    plural("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    plural("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    plural("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
)
"""What somebody at a command line may read of click's; what only a programmer meets stays English."""


def speak(language: str) -> None:
    """click says what it says from now on in `language`; English where the interface lacks it."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("kiosk", LOCALE)
    gettext.textdomain("kiosk")
