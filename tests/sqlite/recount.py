"""The tallies counted anew from the rows of responses and answers, by plain SQL of its own."""

from collections import Counter

from sqlite.counter import Store

from store.model.reader import Dimension
from store.sqlite.questions import scales
from store.sqlite.tallies import DIMENSIONS

KEYS = {
    Dimension.HOUR: "CAST(r.hour AS TEXT)",
    Dimension.TOUCHPOINT: "r.touchpoint",
    Dimension.AGENT: "r.agent",
    Dimension.KIOSK: "k.label",
    Dimension.LANGUAGE: "r.language",
}
FROM = "FROM response r JOIN kiosk k ON k.id = r.kiosk"
OUTCOMES = (None, "skipped", "timed_out")
STATUSES = ("open", "complete", "partial", "skipped", "timed_out", "refused", "no_time", "dropped")
AT = ("day", "dimension", "key", "question", "channel", "counted")


def kept(store: Store) -> Counter[tuple]:
    """Every number in the tallies that is not zero."""
    found: Counter[tuple] = Counter()
    for table, key in (("tally", 6), ("choice_tally", 7)):
        rows = store.database.connection.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in rows.description]
        for row in rows.fetchall():
            at = tuple(zip(names[:key], row[:key], strict=True))
            for name, n in zip(names[key:], row[key:], strict=True):
                found[table, at, name] += n
    return Counter({at: n for at, n in found.items() if n})


def recounted(store: Store) -> Counter[tuple]:
    """The same, from the rows."""
    found: Counter[tuple] = Counter()
    known = scales(store.database.connection)
    for code, dimension in enumerate(DIMENSIONS):
        key = KEYS[dimension]
        for id, day, name, channel, status in store.rows(
            f"SELECT r.id, r.day, {key}, r.channel, r.status {FROM} WHERE {key} IS NOT NULL"
        ):
            counted = _counted(store, id)
            place = {"day": day, "dimension": code, "key": name, "channel": channel, "counted": counted}
            visit = tuple((n, (place | {"question": 0})[n]) for n in AT)
            found["tally", visit, "shown"] += 1
            found["tally", visit, f"c{STATUSES.index(status)}"] += 1
            for question, kind, outcome, score, parent in store.rows(
                "SELECT a.question, q.kind, a.outcome, a.score, p.score FROM answer a"
                " JOIN question q ON q.id = a.question"
                " LEFT JOIN question o ON o.survey = q.survey AND o.name = q.parent"
                " LEFT JOIN answer p ON p.response = a.response AND p.question = o.id"
                " WHERE a.response = ?",
                (id,),
            ):
                at = tuple((n, (place | {"question": question})[n]) for n in AT)
                found["tally", at, "shown"] += 1
                if OUTCOMES[outcome]:
                    found["tally", at, OUTCOMES[outcome]] += 1
                elif score is not None:
                    found["tally", at, f"c{score}"] += 1
                if kind in ("reasons", "choice"):
                    standing = "none" if parent is None else known[1].standing(parent).value
                    chosen = store.rows(
                        "SELECT DISTINCT option FROM answer_choice WHERE response = ? AND question = ?",
                        (id, question),
                    )
                    for (option,) in [("",), *(chosen if outcome == 0 else [])]:
                        found["choice_tally", (*at, ("option", option)), standing] += 1
    return found


def _counted(store: Store, key: int) -> int:
    standing = store.one("SELECT count(*) FROM exclusion WHERE response = ? AND lifted_ms IS NULL", (key,))
    return int(standing == 0)
