"""What people did, as a line of the audit log says it."""

from store.model.change import Change
from store.words import Words


def act_name(what: str, words: Words) -> str:
    """What was done; an act of a newer program is called by its own name."""
    return {
        "void": words("left a response out"),
        "lift": words("let a response count again"),
        "erase": words("erased what a person wrote"),
        "target": words("set a target"),
        "note": words("wrote a note"),
        "note_removed": words("took a note away"),
        "acknowledge": words("has seen an alert"),
        "call_back": words("called somebody back"),
        "call_back_open": words("marked a call as open again"),
        "correct": words("corrected a response"),
        "export": words("exported answers"),
        "report": words("wrote a report"),
        "person_added": words("added a person"),
        "person_removed": words("removed a person"),
        "pin_changed": words("changed a PIN"),
        "pin_reset": words("reset a PIN"),
        "retention": words("erased what was kept long enough"),
        "import": words("imported answers"),
        "import_undone": words("took an import back"),
        "merge": words("merged another store"),
        "restore": words("restored a copy"),
        "clock": words("marked responses that a wrong clock had dated in the future"),
    }.get(what, what)


def is_about_response(change: Change) -> bool:
    """Whether its subject is a response's uid."""
    return change.what in ("void", "lift", "erase", "call_back", "call_back_open", "correct")
