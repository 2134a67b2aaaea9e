"""Help and usage errors: nothing is cut, and all of it is there in Bulgarian."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from annotator.cli.help_page import paragraphs
from annotator.cli.help_words import BULGARIAN, PLACES
from annotator.cli.main import main
from tests.cli.conftest import run_here


def _commands() -> Iterator[click.Command]:
    yield main
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        if command is not None and not command.hidden:
            yield command


def _sentences(command: click.Command) -> list[str]:
    options = [p.help or "" for p in command.params if isinstance(p, click.Option)]
    said = [part.partition("  [")[0] for part in options]
    return [" ".join(x.split()) for x in (*paragraphs(command.help or ""), *said) if x.strip()]


@pytest.mark.parametrize("command", tuple(_commands()), ids=lambda c: c.name)
def test_every_sentence_of_help_is_there_in_bulgarian(command) -> None:
    missing = [text for text in _sentences(command) if text not in BULGARIAN]
    assert missing == [], "translate these in annotator/cli/help_words*.py"


def test_no_translation_is_left_of_a_sentence_that_is_gone() -> None:
    used = {text for command in _commands() for text in _sentences(command)}
    own = {"Usage:", "Options", "Commands", "Show this message and exit."}
    assert set(BULGARIAN) - used - own == set()


@pytest.mark.parametrize("command", [c.name for c in _commands()])
def test_help_in_bulgarian_has_its_parts_and_no_english_place(command) -> None:
    out = run_here(*(() if command == main.name else (command,)), "--help", language="bg").out
    assert out.startswith("Употреба: ")
    assert "Опции:" in out
    assert "Показва този текст." in out
    assert not any(f"{place}]" in out or f" {place}\n" in out for place in PLACES)


def test_the_list_of_commands_is_cut_nowhere() -> None:
    out = " ".join(run_here("--help").out.split())
    for command in _commands():
        if command is not main:
            assert " ".join(paragraphs(command.help or "")[0].split()) in out


def test_the_list_of_formats_has_no_empty_line() -> None:
    assert all(line.strip() for line in run_here("formats").out.splitlines())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "x.corpus"), "Грешка: липсва 'ЦЕЛ'."),
        (("exportt",), "Грешка: няма команда exportt."),
        (("show", "--such"), "Грешка: няма опция --such."),
        (("check", "a", "b"), "Грешка: излишно: b."),
        (("import", "a", "b", "--format"), "Грешка: опцията --format"),
        (("history", "a", "--limit", "x"), "Грешка: неподходяща стойност за '--limit'"),
    ],
)
def test_a_wrong_call_is_told_in_bulgarian(words, said) -> None:
    done = run_here(*words, language="bg")
    assert done.code == 2
    assert said in done.err
    assert "Usage" not in done.err
    assert "Error" not in done.err
