"""Every command explains itself in the language of whoever asks, and no new one can forget to."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kiosk import commands
from kiosk.__main__ import main
from kiosk.commands import COMMANDS
from kiosk.options.explained import explained
from store.words import LANGUAGES, words_for

TRANSLATED = [language for language in LANGUAGES if language != "en"]
SAID = {
    "en": ("Usage:", "Options:", "Commands:", "Show this message"),
    "fr": ("Usage\u00a0:", "Options\u00a0:", "Commandes\u00a0:", "Afficher ce message"),
    "es": ("Uso:", "Opciones:", "Comandos:", "Mostrar este mensaje"),
    "de": ("Aufruf:", "Optionen:", "Befehle:", "Diesen Text zeigen"),
    "it": ("Uso:", "Opzioni:", "Comandi:", "Mostrare questo messaggio"),
    "pt": ("Uso:", "Opções:", "Comandos:", "Mostrar esta mensagem"),
    "nl": ("Gebruik:", "Opties:", "Commando’s:", "Deze tekst tonen"),
}


def _command(name: str) -> click.Command:
    found = commands.cli.get_command(click.Context(commands.cli), name)
    assert found is not None
    return found


def _texts(command: click.Command) -> Iterator[str]:
    """The paragraphs of a command's help and those of its options, as far as they are for people."""
    yield from (text for text in (command.help or "").split("\n\n") if not text.startswith("\b"))
    for param in command.params:
        if isinstance(param, click.Option):
            yield param.help or ""


def _speak(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("LC_ALL", f"{language}_XX.UTF-8")
    monkeypatch.setenv("LANGUAGE", "")
    # click keeps what it once made, in the language of an earlier test that asked `cli` itself.
    monkeypatch.setattr(commands.cli, "_help_option", None)


@pytest.mark.parametrize("language", TRANSLATED)
def test_all_that_a_command_says_of_itself_is_in_every_language(language: str) -> None:
    words = words_for(language)
    for command in (commands.cli, *map(_command, COMMANDS)):
        said = [*_texts(explained(command, words))]
        for english, text in zip(_texts(command), said, strict=True):
            assert text.strip(), f"{command.name}: something has no help"
            assert text != english, f"{command.name}: {english!r} is in English"
    for line in COMMANDS.values():
        assert words(line) != line


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_has_its_line_of_help_beside_its_name(
    language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _speak(monkeypatch, language)
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert [part for part in SAID[language] if part not in shown] == []
    lines = shown.splitlines()
    assert max(map(len, lines)) <= 80
    for name, line in COMMANDS.items():
        assert f"  {name:9}  {words_for(language)(line)}" in lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_fits_the_usual_terminal(
    language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _speak(monkeypatch, language)
    for name in COMMANDS:
        assert main([name, "--help"]) == 0
        for line in capsys.readouterr().out.splitlines():
            assert len(line) <= 80, f"{name}: {line}"


@pytest.mark.parametrize("arguments", [["--home", "{}", "pin", "--help"], ["pin", "--home={}", "--help"]])
def test_help_is_in_the_language_of_the_shop_that_is_named(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("LANGUAGE", "")
    (tmp_path / "kiosk.toml").write_text('language = "nl"\n', encoding="utf-8")
    assert main([part.format(tmp_path) for part in arguments]) == 0
    assert "Uw pincode wijzigen" in capsys.readouterr().out
    assert main(["pin", "--help"]) == 0
    assert "Change your PIN" in capsys.readouterr().out


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_shell_explains_what_it_completes(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _speak(monkeypatch, language)
    cli = commands.command_line([])
    found = cli.shell_complete(click.Context(cli), "o")
    assert [(item.value, item.help) for item in found] == [
        ("operator", words_for(language)(COMMANDS["operator"]))
    ]
