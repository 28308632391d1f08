"""The home: the one folder that holds everything of a shop. Nothing is written outside it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class HomeError(Exception):
    """A home that cannot be used. `str()` is one sentence for a person; `code` is the exit code."""

    def __init__(self, sentence: str, code: int = 2) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Home:
    """Where the files of one shop lie. Its folders are 0700 and its files 0600."""

    path: Path

    @property
    def settings_file(self) -> Path:
        """`kiosk.toml`: the settings. Where it is missing, the home is not set up."""
        return self.path / "kiosk.toml"

    @property
    def surveys(self) -> Path:
        """The folder of survey files."""
        return self.path / "surveys"

    @property
    def database(self) -> Path:
        """`kiosk.db`: every answer."""
        return self.path / "kiosk.db"

    @property
    def log(self) -> Path:
        """`kiosk.log`: what went wrong. Rotated."""
        return self.path / "kiosk.log"

    @property
    def backups(self) -> Path:
        """The folder of backups."""
        return self.path / "backups"

    @property
    def pin_file(self) -> Path:
        """The hash of the operator's PIN."""
        return self.path / "pin"

    @property
    def is_set_up(self) -> bool:
        """Whether `kiosk init`, or a first `kiosk run`, has finished here."""
        return self.settings_file.exists()


def find_home(option: str | None, environ: Mapping[str, str] = os.environ) -> Home:
    """The home named by `--home`, else by KIOSK_HOME, else the user's data folder. It need not exist."""
    named = option or environ.get("KIOSK_HOME")
    if named:
        return Home(Path(named).expanduser().absolute())
    import platformdirs  # 30 ms that a named home saves

    return Home(platformdirs.user_data_path("kiosk", appauthor=False))
