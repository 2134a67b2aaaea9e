"""The door itself: help of every command, words that are wrong, what opens the window."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from annotator import __version__
from annotator.cli import main
from tests.cli.conftest import run_here, run_process

DOOR = click.Context(main)
ALL = {name: main.get_command(DOOR, name) for name in main.list_commands(DOOR)}
COMMANDS = sorted(name for name, command in ALL.items() if command and not command.hidden)


def test_the_commands_there_are() -> None:
    assert set(COMMANDS) >= {
        "demo",
        "new",
        "import",
        "export",
        "formats",
        "show",
        "stats",
        "check",
        "history",
        "undo",
        "redo",
        "open",
    }


def test_every_command_has_its_own_name() -> None:
    for name, command in ALL.items():
        assert command
        assert command.name == name
    assert main.get_command(DOOR, "fly") is None


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("word", ["--help", "-h"])
def test_every_command_explains_itself(name: str, word: str) -> None:
    ran = run_here(name, word)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: main {name}")
    command = ALL[name]
    assert command
    assert command.help


def test_help_names_every_command_and_the_version_is_told() -> None:
    out = run_here("--help").out
    assert all(name in out for name in COMMANDS)
    assert run_here("--version").out.strip().endswith(__version__)


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "open"])
def test_every_command_speaks_json(name: str) -> None:
    command = ALL[name]
    assert command
    assert "--json" in {o for p in command.params for o in p.opts}


@pytest.mark.parametrize(
    "words",
    [
        ("no-such-command",),
        ("import",),
        ("import", "a.corpus"),
        ("export", "a.corpus", "b.jsonl"),
        ("export", "a.corpus", "b.jsonl", "--format"),
        ("new",),
        ("stats", "a.corpus", "--no-such"),
        ("history", "a.corpus", "--limit", "many"),
        ("show", "a.corpus", "one", "two"),
    ],
)
def test_wrong_usage_ends_with_two(words: tuple[str, ...], tmp_path: Path) -> None:
    ran = run_here(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "Error: " in ran.err


def test_a_corpus_as_the_first_word_opens_the_window(
    root: Path, corpus: Path, tmp_path: Path
) -> None:
    without = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    for words in ((corpus,), ("open", corpus), ()):
        ran = run_process(root, *words, **without)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == "There is no display; no window was opened.\n"


def test_without_a_display_it_is_told_in_bulgarian(root: Path, corpus: Path) -> None:
    ran = run_process(
        root,
        corpus,
        DISPLAY="",
        WAYLAND_DISPLAY="",
        QT_QPA_PLATFORM="",
        LC_ALL="",
        LC_CTYPE="C.UTF-8",
        LC_MESSAGES="bg_BG.UTF-8",
    )
    assert ran.err == "Няма екран; прозорец не беше отворен.\n"
