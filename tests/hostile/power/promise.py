"""What people were thanked for, and what is on the disk of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from store.model.response import Outcome, Response

Fact = dict[str, Any]
"""What a store holds of one visit: 'answers' (by question: score, choices, text), 'void', 'erased', and
'status' where it is known."""


def fact(response: Response, *, void: bool = False, erased: bool = False) -> Fact:
    """What is promised when `response` has been kept."""
    answers = {
        a.question: [a.score, list(a.choices), None if erased else a.text]
        for a in response.answers.values()
        if a.outcome is Outcome.ANSWERED
    }
    return {"answers": answers, "void": void, "erased": erased, "status": str(response.status)}


@dataclass(slots=True)
class Promise:
    """What must be kept, and what may be."""

    kept: dict[str, Fact] = field(default_factory=dict)
    """What somebody was thanked for, by visit."""
    begun: dict[str, list[Fact]] = field(default_factory=dict)
    """What nobody was thanked for: it may be there, whole, or not at all."""
    marks: int = 0
    """How often it has changed."""
    copies: list[str] = field(default_factory=list)
    """Copies of the store, by name, that must be there and whole; a backup may give way to a newer one."""

    def begin(self, visit: str, fact: Fact) -> None:
        """Something is about to be kept."""
        self.begun.setdefault(visit, []).append(fact)

    def done(self, visit: str, fact: Fact) -> None:
        """Somebody was thanked for it."""
        self.kept[visit] = fact
        self.begun.pop(visit, None)

    def mark(self, mark: Any) -> None:
        """Takes in a mark of a log: ["begin" or "done", visit, fact], or ["copied", name]."""
        self.marks += 1
        if mark[0] == "begin":
            self.begin(mark[1], mark[2])
        elif mark[0] == "done":
            self.done(mark[1], mark[2])
        elif mark[0] == "copied":
            self.copies.append(mark[1])

    def broken(self, found: Mapping[str, Fact], doubled: Iterable[str] = ()) -> "list[tuple[str, str]]":
        """How it was broken: ("lost" or "doubled", a sentence)."""
        problems = [("doubled", f"{visit} is there twice") for visit in doubled]
        for visit, fact in self.kept.items():
            there = found.get(visit)
            if there is None:
                problems.append(("lost", f"{visit} is not there"))
            elif not any(_same(there, may) for may in (fact, *self.begun.get(visit, ()))):
                problems.append(("lost", f"{visit} is {there}, and should be {fact}"))
        for visit, there in found.items():
            if visit not in self.kept and not any(_same(there, may) for may in self.begun.get(visit, ())):
                problems.append(("doubled", f"{visit} is {there}, which nobody has given"))
        return problems


def _same(there: Fact, promised: Fact) -> bool:
    return all(there[key] == value for key, value in promised.items())
