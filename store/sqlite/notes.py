"""What people wrote about days: written and taken back; read by `Reader.notes`."""

from store.sqlite import audit
from store.sqlite.database import Database
from store.sqlite.error import StoreError


def write_note(database: Database, day: int, text: str, by: str) -> int:
    """Keeps a note about a business day (days since 1970-01-01); returns its number."""
    with database.transaction():
        connection, now = database.connection, database.now_ms()
        number = connection.execute(
            "INSERT INTO note (day, text, by, at_ms) VALUES (?, ?, ?, ?)", (day, text, by, now)
        ).lastrowid
        audit.write(connection, now, by, "note", str(day), text)
    assert number is not None, "a row was inserted"
    return number


def remove_note(database: Database, number: int, by: str) -> None:
    """Takes a note away; the audit log goes on holding it. StoreError if there is no such note."""
    with database.transaction():
        connection = database.connection
        row = connection.execute(
            "SELECT day, text FROM note WHERE id = ? AND NOT removed", (number,)
        ).fetchone()
        if row is None:
            raise StoreError(f"There is no note {number} in {database.path}.")
        connection.execute("UPDATE note SET removed = 1, text = '' WHERE id = ?", (number,))
        audit.write(connection, database.now_ms(), by, "note_removed", str(row[0]), row[1])
