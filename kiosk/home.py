"""The home: the one folder that holds everything of a shop. Nothing is written outside it."""

import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.settings.text import Written
    from store.model.saying import Saying


class HomeError(Exception):
    """A home that cannot be used. `str()` is one sentence for a person; `code` is the exit code."""

    def __init__(self, sentence: "Saying", code: int = 2) -> None:
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
    def exports(self) -> Path:
        """The folder of what was exported and printed from the operator's screen."""
        return self.path / "exports"

    @property
    def pin_file(self) -> Path:
        """Who may open the operator's screens, and the hashes of their PINs."""
        return self.path / "pin"

    @property
    def is_set_up(self) -> bool:
        """Whether `kiosk init`, or a first `kiosk run`, has finished here."""
        return self.settings_file.exists()

    def refuse_file(self) -> None:
        """HomeError where the home, or a folder that leads to it, is a file."""
        for path in (self.path, *self.path.parents):
            try:
                mode = path.stat().st_mode
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError:  # whoever needs the folder says what else is the matter with it
                return
            if not stat.S_ISDIR(mode):
                raise HomeError(_a_file(path))
            return


def find_home(option: str | None, environ: Mapping[str, str] = os.environ) -> Home:
    """The home named by `--home`, else by KIOSK_HOME, else the user's data folder. It need not exist.

    HomeError for `~somebody` whom this system does not know, and for a folder named from one that is gone.
    """
    named = option or environ.get("KIOSK_HOME")
    if named:
        try:
            return Home(Path(named).expanduser().absolute())
        except (RuntimeError, FileNotFoundError) as error:
            raise HomeError(_nowhere(named, error)) from None
    import platformdirs  # 30 ms that a named home saves

    return Home(platformdirs.user_data_path("kiosk", appauthor=False))


def _nowhere(named: str, error: Exception) -> "Saying":
    from store.model.saying import Saying

    if isinstance(error, FileNotFoundError):
        return Saying("The folder you are in is gone; go to another one, or name the home from / on.")
    return Saying("{path}: nobody on this system is called that; name another folder.", path=named)


def not_set_up(home: Home) -> "Saying":
    """What is said where a command needs a home that there is not."""
    from store.model.saying import Saying

    return Saying("Nothing is set up in {path}: `kiosk init` does it.", path=home.path)


def make_home(
    home: Home,
    *,
    template: str = "counter",
    languages: Sequence[str] = (),
    settings: "Mapping[str, Written] | None" = None,
    reader: str = "en",
) -> None:
    """Sets up a home with the survey of `template`, which its settings then name.

    `languages` are those of the survey, and it starts in the first. Without any it is in English and French,
    and starts as the terminal's locale says.
    `settings` are more of them to write instead of their defaults, by name, as `kiosk.toml` has them.
    The files are explained in the language of the `reader` ('fr_CA'). What is already there stays as it is.
    The settings are written last: a process killed before that left a home that is not set up, and the next
    one completes it. HomeError says what stands in the way, KeyError
    that there is no such template or language.
    """
    from kiosk import private_file
    from kiosk.settings.text import settings_text
    from store.templates import template as survey_text

    survey = survey_text(template, languages or ("en", "fr"), reader)
    values = {"survey": template, **({"language": languages[0]} if languages else {}), **(settings or {})}
    try:
        for folder in (home.path, home.surveys, home.backups):
            _make_folder(folder)
        private_file.create(home.surveys / f"{template}.toml", survey)
        private_file.create(home.settings_file, settings_text(values, reader))
    except (FileExistsError, NotADirectoryError) as error:
        raise HomeError(_a_file(error.filename or home.path)) from None
    except OSError as error:
        from store.model.saying import Saying, why_of

        sentence = Saying(
            "{path} cannot be written ({why}); mend that, or name another folder with --home or KIOSK_HOME.",
            path=error.filename or home.path,
            why=why_of(error),
        )
        raise HomeError(sentence, code=3) from None


def _a_file(path: Path | str) -> "Saying":
    from store.model.saying import Saying  # the command line is read without it

    return Saying(
        "{path} is a file where a folder should be; name another folder with --home or KIOSK_HOME.", path=path
    )


def _make_folder(folder: Path) -> None:
    """A folder for its owner only. One that is there already stays as it is: it may hold other things."""
    from store.sqlite.synced import sync_folder

    new = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        if not folder.is_dir():
            raise
    for path in new:  # or the first power cut takes the whole shop away
        sync_folder(path.parent)
