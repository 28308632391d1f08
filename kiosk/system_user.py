"""Who is logged in to the machine: whose name stands in the audit log where no PIN says another."""


def system_user() -> str:
    """The user's name on this system; where it has none, its number."""
    import getpass
    import os

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "owner"
