"""How help and usage errors look: nothing is cut, and all is in the language of the terminal."""

from __future__ import annotations

import inspect
import re
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import IO, Any

import click

from annotator.cli.output import language

_PLACE = re.compile(r"(?<![-\w])[A-Z]{3,}(?!\w)")
_UNKNOWN = re.compile(r"No such command '(.*)'")
_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)")


def said(text: str) -> str:
    """Return a sentence of help in the language of the terminal; itself where it has no other."""
    if language() != "bg":
        return text
    from annotator.cli.help_words import BULGARIAN

    return BULGARIAN.get(" ".join(text.split()), text)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a docstring as they are looked up."""
    return inspect.cleandoc(text).split("\n\n")


def _places(text: str) -> str:
    """Return a line of usage with the words that stand for something typed."""
    if language() != "bg":
        return text
    from annotator.cli.help_words import PLACES

    return _PLACE.sub(lambda found: PLACES.get(found[0], found[0]), text)


def _option(text: str) -> str:
    """Return the help of an option with its notes in brackets."""
    sentence, bracket, notes = text.partition("  [")
    if not bracket or language() != "bg":
        return said(text)
    from annotator.cli.help_words import NOTES

    for word, ours in NOTES.items():
        notes = notes.replace(word, ours)
    return f"{said(sentence)}{bracket}{notes}"


class HelpPage(click.HelpFormatter):
    """Writes a page of help."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage."""
        super().write_usage(prog, _places(args), prefix or f"{said('Usage:')} ")

    def write_heading(self, heading: str) -> None:
        """Write the name of a part."""
        super().write_heading(said(heading))

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        super().write_text("\n\n".join(said(part) for part in text.split("\n\n")))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write options or commands with what they do."""
        told = [(_places(first), _option(second)) for first, second in rows]
        super().write_dl(told, col_max, col_spacing)


class Page(click.Context):
    """Where a command is called; its help is a page of ours."""

    formatter_class = HelpPage


class _Wrong(click.UsageError):
    """A usage error as it is said in Bulgarian."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Write how it is used, where help is, and what is wrong."""
        if self.ctx is not None:
            click.echo(self.ctx.get_usage(), err=True)
            click.echo(f"„{self.ctx.command_path} --help“ обяснява повече.\n", err=True)
        click.echo(f"Грешка: {self.message}", err=True)


@contextmanager
def usage_said() -> Generator[None]:
    """Say usage errors of the block in the language of the terminal."""
    try:
        yield
    except _Wrong:
        raise
    except click.UsageError as error:
        if language() != "bg":
            raise
        raise _Wrong(_wrong(error), error.ctx) from error


def _wrong(error: click.UsageError) -> str:
    if isinstance(error, click.MissingParameter):
        return f"липсва {_hint(error)}."
    if isinstance(error, click.BadParameter):
        return f"неподходяща стойност за {_hint(error)}: {error.message}"
    if isinstance(error, click.NoSuchOption):
        return f"няма опция {error.option_name}."
    if isinstance(error, click.BadOptionUsage):
        return f"опцията {error.option_name} иска стойност или я има в повече."
    unknown, extra = _UNKNOWN.match(error.message), _EXTRA.match(error.message)
    if unknown:
        return f"няма команда {unknown[1]}."
    return f"излишно: {extra[1]}." if extra else error.message


def _hint(error: click.BadParameter) -> str:
    if error.param_hint is not None:
        hint = error.param_hint
        return hint if isinstance(hint, str) else ", ".join(hint)
    found = error.param.get_error_hint(error.ctx) if error.param and error.ctx else None
    return _places(str(found or ""))
