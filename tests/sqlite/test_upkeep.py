"""Notes, alerts, call-backs and the audit log as they are kept."""

from dataclasses import replace

import pytest
from sqlite.counter import NOON, TODAY, Store, answered, visit

from store.model.alert import Alert, AlertRule
from store.model.reader import EVERYTHING, Allowed
from store.sqlite import alerts, audit, call_backs, notes
from store.sqlite.error import StoreError


def asked_to_be_called(uid: str, contact: str, *, yes: bool = True, **more: object):
    low = answered("satisfaction", 1)
    remark = answered("remark", text=f"About {uid}", after=4000)
    call = answered("call", text=contact, consent=yes, after=8000)
    return visit(uid, low, remark, call, **more)


def test_who_agreed_to_be_called_waits_until_somebody_has(store: Store) -> None:
    store.save(
        asked_to_be_called("old", "a@example.org", at=NOON - 86_400_000),
        asked_to_be_called("new", "555-0100"),
        asked_to_be_called("no", "555-0199", yes=False),
        visit("plain", answered("satisfaction", 5)),
    )
    connection = store.database.connection
    found = call_backs.call_backs(connection, EVERYTHING, first=TODAY - 90)
    assert [(each.uid, each.contact, each.score, each.remark) for each in found] == [
        ("new", "555-0100", 1, "About new"),
        ("old", "a@example.org", 1, "About old"),
    ]
    call_backs.mark_called(store.database, "new", "Marie", "gave a refund")
    assert call_backs.waiting(connection, EVERYTHING, first=TODAY - 90) == 1
    found = call_backs.call_backs(connection, EVERYTHING, first=TODAY - 90)
    assert [(each.uid, each.done_by, each.outcome) for each in found] == [
        ("old", "", ""),
        ("new", "Marie", "gave a refund"),
    ]
    call_backs.mark_waiting(store.database, "new", "Marie")
    assert call_backs.waiting(connection, EVERYTHING, first=TODAY - 90) == 2
    log = audit.changes(connection, before=None, limit=20)
    assert [each.what for each in log if each.subject == "new"] == ["call_back_open", "call_back"]


def test_a_lead_has_only_the_calls_of_their_part(store: Store) -> None:
    store.save(
        asked_to_be_called("a", "1", touchpoint="returns", agent="17"),
        asked_to_be_called("b", "2", touchpoint="returns"),
        asked_to_be_called("c", "3"),
    )
    connection = store.database.connection

    def waiting(allowed: Allowed) -> set[str]:
        return {each.uid for each in call_backs.call_backs(connection, allowed, first=0)}

    assert waiting(Allowed(touchpoints=("returns",))) == {"a", "b"}
    assert waiting(Allowed(touchpoints=("returns", "exit"), agents=("17",))) == {"a"}
    assert waiting(Allowed(agents=("18",))) == set()


def test_a_voided_or_erased_one_is_called_no_more_but_a_flagged_one_is(store: Store) -> None:
    store.save(*(asked_to_be_called(uid, uid) for uid in ("void", "erased")))
    store.save(asked_to_be_called("repeat", "repeat", at=NOON + 12_000))
    store.responses.void("void", "Marie", "a child")
    store.responses.erase("erased", "Marie", "asked")
    found = call_backs.call_backs(store.database.connection, EVERYTHING, first=0)
    assert [each.uid for each in found] == ["repeat"]
    assert store.one("SELECT counted FROM response WHERE uid = 'repeat'") == 0


def test_a_note_is_kept_with_its_day_and_taken_back_and_both_are_logged(store: Store) -> None:
    number = notes.write_note(store.database, TODAY, "Second till opened", "Marie")
    notes.write_note(store.database, TODAY + 40, "Later", "Marie")
    (note,) = store.reader.notes(TODAY - 28, TODAY)
    assert (note.number, note.day, note.text, note.by) == (number, TODAY, "Second till opened", "Marie")
    notes.remove_note(store.database, number, "Paul")
    assert not store.reader.notes(TODAY - 28, TODAY)
    with pytest.raises(StoreError, match="no note"):
        notes.remove_note(store.database, number, "Paul")
    found = audit.changes(store.database.connection, before=None, limit=2)
    assert [(each.by, each.what, each.why) for each in found] == [
        ("Paul", "note_removed", "Second till opened"),
        ("Marie", "note", "Later"),
    ]


def test_two_processes_raise_an_alert_once_and_the_first_name_stands(store: Store) -> None:
    low = Alert(AlertRule.LOW, "1", TODAY, NOON, "self", NOON - 900_000, low=5, n=6, usual=0.1)
    first = alerts.raise_alert(store.database, low)
    assert first is not None
    assert alerts.raise_alert(store.database, low) is None
    # Another process has seen one low answer more.
    assert alerts.raise_alert(store.database, replace(low, at_ms=NOON + 9_000, low=6, n=7)) is None
    assert alerts.raise_alert(store.database, replace(low, rule=AlertRule.HALF)) is not None
    alerts.acknowledge(store.database, 2, "Marie")
    alerts.note_told(store.database, first, "ok")
    (alert,) = alerts.standing(store.database.connection)
    assert (alert.facts["low"], alert.told, alert.acknowledged_by) == (5, "ok", None)
    alerts.acknowledge(store.database, first, "Marie")
    alerts.acknowledge(store.database, first, "Paul")
    assert not alerts.standing(store.database.connection)
    assert [each.acknowledged_by for each in alerts.latest(store.database.connection, limit=5)] == [
        "Marie"
    ] * 2
    logged, _ = audit.changes(store.database.connection, before=None, limit=5)
    assert (logged.by, logged.what, logged.why) == ("Marie", "acknowledge", "low 1")


def test_the_audit_log_is_read_newest_first_a_page_at_a_time(store: Store) -> None:
    store.save(visit("u", answered("satisfaction", 1)))
    for i in range(5):
        store.responses.void("u", "Marie", f"try {i}")
    connection = store.database.connection
    page = audit.changes(connection, before=None, limit=2)
    rest = audit.changes(connection, before=page[-1].number, limit=9)
    assert [each.why for each in (*page, *rest)] == [f"try {i}" for i in (4, 3, 2, 1, 0)]
