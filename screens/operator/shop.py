"""How the shop's machine is doing: facts that the app gathers and the operator sees."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShopFacts:
    """What is known beside the answers. None: it could not be found out."""

    file_bytes: int | None = None
    """The store and what belongs to it."""
    disk_free_bytes: int | None = None
    backup_ms: int | None = None
    """When the newest backup was made; None: there is none."""
    clock_behind: bool = False
    """The clock stands before answers that are already kept."""
    unsaved: int = 0
    """Visits that wait beside the store, which could not be written."""


LOW_DISK_BYTES = 200 * 1024 * 1024
"""Below so much free space the operator is warned."""

OLD_BACKUP_MS = 8 * 24 * 3600 * 1000
"""From this age on the newest backup is called old."""

SILENT_MS = 150 * 1000
"""A kiosk without a heartbeat for so long does not answer."""
