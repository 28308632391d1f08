"""`kiosk pin`: the people who may open the operator's screens, each with a PIN of their own."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from kiosk.commands import Refusal
from kiosk.home import Home, not_set_up
from kiosk.options.explained import paragraphs
from kiosk.pins.file import PinError, add_person, people, remove_person, write_pin
from kiosk.reader_language import reader_words
from kiosk.system_user import system_user
from store.model.people import Person, Role
from store.model.saying import N_, Saying, why_of
from store.words import Words

_Result = TypeVar("_Result")

_ENTRY = "kiosk pin"
"""The name under which tries at this command are kept: they do not close a kiosk's own entry."""

_LONGEST_NAME = 40

_ROLES = {Role.VIEWER: Saying("viewer"), Role.LEAD: Saying("lead"), Role.MANAGER: Saying("manager")}


@click.command(
    help=paragraphs(
        N_("Change your PIN: asks for the old one, then twice for the new one."),
        N_(
            "A PIN is 6 to 12 digits, and says who you are: it stands in the audit log with what you"
            " do. The first PIN is the manager's. A viewer sees scores; a lead also sees to answers,"
            " alerts and calls of the touchpoints or agents that are named; a manager does everything."
        ),
        N_("Running kiosks take a new PIN at once. In a pipe, PINs are read line by line."),
    )
)
@click.option("--add", metavar="NAME", help=N_("Add a person; a manager's PIN is asked first."))
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    help=N_(
        "With --add: a viewer sees the scores, a lead also sees to a part of the shop, a manager"
        " does everything."
    ),
)
@click.option(
    "--touchpoint",
    "touchpoints",
    metavar="NAME",
    multiple=True,
    help=N_("With --add: sees only this touchpoint; may be said several times."),
)
@click.option(
    "--agent",
    "agents",
    metavar="ID",
    multiple=True,
    help=N_("With --add: sees only this agent; may be said several times."),
)
@click.option("--remove", metavar="NAME", help=N_("Remove a person; a manager's PIN is asked first."))
@click.option("--list", "listing", is_flag=True, help=N_("List the people, without their PINs."))
@click.option(
    "--reset", is_flag=True, help=N_("Forget the manager's old PIN; for the owner of the files only.")
)
@click.pass_obj
def command(
    home: Home,
    /,
    add: str | None,
    role: str | None,
    touchpoints: tuple[str, ...],
    agents: tuple[str, ...],
    remove: str | None,
    listing: bool,
    reset: bool,
) -> None:
    if not home.is_set_up:
        raise Refusal(not_set_up(home), 2)
    if sum(map(bool, (add, remove, listing, reset))) > 1:
        raise Refusal(Saying("Say one of --add, --remove, --list and --reset."), 2)
    if not add and (role or touchpoints or agents):
        raise Refusal(Saying("--role, --touchpoint and --agent go with --add."), 2)
    words = reader_words(home)
    if (listing or add or remove) and not home.pin_file.exists():
        raise Refusal(Saying("No PIN is set; `kiosk pin --reset` sets one."), 1 if listing else 2)
    if listing:
        for person in people(home.pin_file):
            click.echo(words.say(_described(person)))
    elif remove:
        by = _manager(home, words)
        gone = _changed(home, lambda file: remove_person(file, remove))
        _log(home, by, "person_removed", gone.name, gone.role.value, words)
        click.echo(words("{name} is removed.", name=gone.name))
    elif add:
        person = _described_by(add, role, touchpoints, agents)
        by = _manager(home, words)
        pin = _ask_twice(words)
        _changed(home, lambda file: add_person(file, person, pin))
        _log(home, by, "person_added", person.name, _described(person).partition(": ")[2], words)
        click.echo(words("Added: {person}", person=words.say(_described(person))))
    else:
        anew = reset or not home.pin_file.exists()  # of a home in which no kiosk has run yet
        if anew:
            _refuse_strangers(home)
        own = None if anew else _whoever(home, words("Old PIN: "), words).name
        pin = _ask_twice(words)
        who = _changed(home, lambda file: write_pin(file, pin, own))
        by, what = (system_user(), "pin_reset") if anew else (who.name, "pin_changed")
        _log(home, by, what, who.name, "", words)
        click.echo(words("The PIN is changed."))


def _described_by(
    name: str, role: str | None, touchpoints: tuple[str, ...], agents: tuple[str, ...]
) -> Person:
    name = name.strip()
    if not name or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise Refusal(Saying("A name is 1 to {most} letters.", most=_LONGEST_NAME), 2)
    if role is None:
        raise Refusal(
            Saying("Say what {name} is: --role viewer, --role lead or --role manager.", name=name), 2
        )
    person = Person(name, Role(role), touchpoints, agents)
    part = touchpoints or agents
    if person.role is Role.LEAD and not part:
        sentence = Saying(
            "Say what {name} leads: --touchpoint NAME or --agent ID, as often as needed.", name=name
        )
        raise Refusal(sentence, 2)
    if person.role is Role.MANAGER and part:
        raise Refusal(Saying("A manager sees everything; leave --touchpoint and --agent out."), 2)
    return person


def _described(person: Person) -> Saying:
    """'Marie: lead (touchpoints: returns; agents: 17, 18)'."""
    who = {"name": person.name, "role": _ROLES[person.role]}
    at, of = ", ".join(person.touchpoints), ", ".join(person.agents)
    if at and of:
        return Saying("{name}: {role} (touchpoints: {at}; agents: {of})", **who, at=at, of=of)
    if at:
        return Saying("{name}: {role} (touchpoints: {at})", **who, at=at)
    if of:
        return Saying("{name}: {role} (agents: {of})", **who, of=of)
    return Saying("{name}: {role}", **who)


def _changed(home: Home, change: Callable[[Path], _Result]) -> _Result:
    try:
        return change(home.pin_file)
    except PinError as error:
        raise Refusal(Saying("{problem} Nothing is changed.", problem=str(error)), 2) from None
    except OSError as error:
        sentence = Saying("{path} cannot be written ({why}).", path=home.pin_file, why=why_of(error))
        raise Refusal(sentence, 3) from None


def _refuse_strangers(home: Home) -> None:
    owner = home.path.stat().st_uid
    if hasattr(os, "geteuid") and os.geteuid() not in (0, owner):
        raise Refusal(Saying("Only the owner of {path} may reset the PIN.", path=home.path), 1)


def _manager(home: Home, words: Words) -> str:
    """Asks for a manager's PIN and returns whose it is."""
    person = _whoever(home, words("A manager's PIN: "), words)
    if person.role is not Role.MANAGER:
        sentence = Saying("{name} is no manager, and only one may add or remove people.", name=person.name)
        raise Refusal(sentence, 1)
    return person.name


def _whoever(home: Home, prompt: str, words: Words) -> Person:
    from kiosk.pins.gate import Allowed, Gate, Wait, Wrong
    from kiosk.shop_clock import now_ms
    from store.sqlite.attempts import Attempts
    from store.sqlite.database import open_database

    with open_database(home.database, writing=True, now_ms=now_ms) as database:
        gate = Gate(home, _ENTRY, Attempts(database))
        if seconds := gate.waiting():
            raise Refusal(
                Saying.plural(
                    "Too many wrong PINs: try again in {n} second.",
                    "Too many wrong PINs: try again in {n} seconds.",
                    seconds,
                ),
                1,
            )
        match gate.check(_ask(prompt)):
            case Allowed(person):
                return person
            case Wrong(left):
                raise Refusal(Saying("That is not the PIN. Tries left before a wait: {n}.", n=left), 1)
            case Wait(seconds):
                raise Refusal(
                    Saying.plural(
                        "That is not the PIN: try again in {n} second.",
                        "That is not the PIN: try again in {n} seconds.",
                        seconds,
                    ),
                    1,
                )


def _log(home: Home, by: str, what: str, subject: str, why: str, words: Words) -> None:
    """Into the audit log, where there is a store to hold one; the PINs are changed in any case."""
    from kiosk.shop_clock import now_ms
    from store.sqlite import audit
    from store.sqlite.database import open_database
    from store.sqlite.error import StoreError

    if not home.database.exists():
        return
    try:
        with (
            open_database(home.database, writing=True, now_ms=now_ms) as database,
            database.transaction(),
        ):
            audit.write(database.connection, now_ms(), by, what, subject, why)
    except StoreError as error:
        from store.words.troubles import trouble

        problem = trouble(str(error), words)
        told = words("This could not be written into the audit log. {problem}", problem=problem)
        click.echo(f"kiosk: {told}", err=True)


def _ask_twice(words: Words) -> str:
    new = _ask(words("New PIN: "))
    if _ask(words("New PIN again: ")) != new:
        raise Refusal(Saying("The two are not the same; nothing is changed."), 2)
    return new


def _ask(prompt: str) -> str:
    """What is typed, unseen on a terminal."""
    if sys.stdin.isatty():
        from getpass import getpass

        return getpass(prompt).strip()
    line = sys.stdin.readline()
    if not line:
        raise Refusal(Saying("The input ended before every PIN was given."), 2)
    return line.strip()
