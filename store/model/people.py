"""Who works at the operator's screens, and what each of them may see and do."""

from dataclasses import dataclass
from enum import StrEnum

from store.model.filters import Allowed


class Role(StrEnum):
    """What kind of person it is."""

    VIEWER = "viewer"
    """Sees the scores and what people wrote."""
    LEAD = "lead"
    """Leads named agents or touchpoints: sees those only, and sees to what happens there."""
    MANAGER = "manager"
    """Sees and does everything."""


class Act(StrEnum):
    """What somebody does there; also its name in the audit log, where it is one that changes something."""

    VOID = "void"
    LIFT = "lift"
    ERASE = "erase"
    TARGET = "target"
    NOTE = "note"
    ACKNOWLEDGE = "acknowledge"
    CALL_BACK = "call_back"
    EXPORT = "export"
    REPORT = "report"
    AUDIT = "audit"
    PAUSE = "pause"
    CLOSE = "close"


_LEADS = frozenset({Act.VOID, Act.LIFT, Act.ACKNOWLEDGE, Act.CALL_BACK, Act.REPORT, Act.PAUSE})
_MAY = {Role.VIEWER: frozenset({Act.REPORT}), Role.LEAD: _LEADS, Role.MANAGER: frozenset(Act)}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a name, a role and perhaps a part of the shop to look after."""

    name: str
    """As it stands in the audit log."""
    role: Role = Role.MANAGER
    touchpoints: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    """They see and act on answers at these touchpoints, taken by these agents, only; () for all."""

    @property
    def allowed(self) -> Allowed:
        """What they may see, as a filter has it."""
        return Allowed(self.touchpoints, self.agents)

    def may(self, act: Act) -> bool:
        """Whether their role includes it, somewhere in the shop."""
        return act in _MAY[self.role]

    def sees(self, agent: str | None, touchpoint: str) -> bool:
        """Whether a response taken by `agent` (None: by no agent) at `touchpoint` is theirs to see."""
        return (not self.agents or agent in self.agents) and (
            not self.touchpoints or touchpoint in self.touchpoints
        )
