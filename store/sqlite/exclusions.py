"""Why responses are left out: written by rules and by people, lifted by people, never deleted."""

from collections.abc import Iterable

from store.model.rules import Brief, Rule, Rules, burst
from store.sqlite.engine import sqlite3

_WALK = 200
"""How many responses, over all kiosks of the store, are looked back at for a burst."""


def put(connection: sqlite3.Connection, key: int, rules: Iterable[Rule], at_ms: int) -> bool:
    """Writes down that the response at `key` breaks `rules`; returns whether any is new.

    What a person has lifted stays lifted.
    """
    rows = [(key, rule.value, at_ms) for rule in rules]
    return (
        connection.executemany(
            "INSERT INTO exclusion (response, rule, by, at_ms, why) VALUES (?, ?, '', ?, '')"
            " ON CONFLICT (response, rule) DO NOTHING",
            rows,
        ).rowcount
        > 0
    )


def void(connection: sqlite3.Connection, key: int, at_ms: int, by: str, why: str) -> None:
    """Writes down that a person takes the response at `key` out, now or again."""
    connection.execute(
        "INSERT INTO exclusion (response, rule, by, at_ms, why) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (response, rule) DO UPDATE SET by = excluded.by, at_ms = excluded.at_ms,"
        " why = excluded.why, lifted_by = NULL, lifted_ms = NULL, lifted_why = NULL",
        (key, Rule.VOID.value, by, at_ms, why),
    )


def lift(connection: sqlite3.Connection, key: int, at_ms: int, by: str, why: str) -> None:
    """Lifts all that stands against the response at `key`."""
    connection.execute(
        "UPDATE exclusion SET lifted_by = ?, lifted_ms = ?, lifted_why = ?"
        " WHERE response = ? AND lifted_ms IS NULL",
        (by, at_ms, why, key),
    )


def burst_keys(
    connection: sqlite3.Connection, key: int, kiosk: int, channel: str, started_ms: int, rules: Rules
) -> list[int]:
    """The keys of the responses that the new one at `key` turns into a burst, itself among them."""
    visits = [(started_ms, key)]
    since = started_ms - rules.burst_ms
    rows = connection.execute(
        # The limit is no parameter: SQLite would prepare the statement anew at every call.
        f"SELECT id, kiosk, channel, started_ms FROM response WHERE id < ? ORDER BY id DESC LIMIT {_WALK}",
        (key,),
    )
    for other, at, how, started in rows:
        if started <= since:
            break
        if at == kiosk and how == channel and started <= started_ms:
            visits.append((started, other))
    if len(visits) < rules.burst_visits:
        return []
    visits.sort()
    briefs = [(brief, other) for _, other in visits if (brief := _brief(connection, other)) is not None]
    return [briefs[i][1] for i in burst([brief for brief, _ in briefs], rules)]


def _brief(connection: sqlite3.Connection, key: int) -> Brief | None:
    """The response at `key` as the rule sees it; None where nothing was answered."""
    first, last, longest = connection.execute(
        "SELECT r.started_ms + min(CASE WHEN a.outcome = 0 THEN a.ended_ms END),"
        " r.started_ms + max(CASE WHEN a.outcome = 0 THEN a.ended_ms END),"
        " max(CASE WHEN a.ended_ms > 0 THEN a.ended_ms - a.shown_ms ELSE 0 END)"
        " FROM answer a JOIN response r ON r.id = a.response WHERE a.response = ?",
        (key,),
    ).fetchone()
    return None if first is None else Brief(first, last, longest)
