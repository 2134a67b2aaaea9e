"""How commands speak: sentences for people, one JSON object for machines, exit codes."""

from __future__ import annotations

import json
import locale
import os
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from functools import wraps
from io import TextIOWrapper
from typing import Any

import click
import orjson

from annotator.model.bundle import Loss
from annotator.model.errors import AnnotatorError
from annotator.model.progress import Progress, no_progress
from annotator.model.sentences import sentence_of
from annotator.model.wording import sentence
from annotator.text.directions import plain_sentence, terminal_lines


def language() -> str:
    """Return bg where the environment speaks Bulgarian, else en."""
    named = os.environ.get("ANNOTATOR_LANGUAGE")
    if named:
        return "bg" if named.startswith("bg") else "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "bg" if os.environ[name].startswith("bg") else "en"
    return "bg" if (locale.getlocale()[0] or "").startswith("bg") else "en"


def admit_any_text() -> None:
    """Let the streams write what their encoding does not have as escapes, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def tell(text: str) -> None:
    """Write a line for people to standard output."""
    _write(terminal_lines(text))


def warn(text: str) -> None:
    """Write a line for people to standard error."""
    click.echo(terminal_lines(text), err=True)


def tell_json(data: Mapping[str, Any]) -> None:
    """Write one JSON object to standard output."""
    try:
        said = orjson.dumps(data, option=orjson.OPT_INDENT_2)
    except TypeError:
        # Names of files may hold bytes that are no text; JSON has escapes for them.
        said = json.dumps(data, indent=2).encode()
    _write(said)


def _write(said: str | bytes) -> None:
    try:
        click.echo(said)
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is left in the stream would fail once more when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        reason = error.strerror or str(error)
        raise AnnotatorError("output_failed", reason=reason) from error


def fail(error: AnnotatorError, *, as_json: bool = False, **data: Any) -> None:
    """Say in one line why the work failed and leave with exit code 1."""
    said = sentence(error, language())
    if as_json:
        tell_json({**data, "error": {"code": error.code, "sentence": plain_sentence(said)}})
    warn(said)
    raise SystemExit(1)


def losses_data(losses: tuple[Loss, ...]) -> list[dict[str, Any]]:
    """Return losses for `--json`: kind and count, and where, if that is one place."""
    found: list[dict[str, Any]] = []
    for loss in losses:
        row: dict[str, Any] = {"kind": loss.kind, "count": loss.count}
        if loss.document is not None:
            row["document"] = loss.document
        if loss.item is not None:
            row["item"] = loss.item
        found.append(row)
    return found


def tell_losses(counts: Mapping[str, int]) -> None:
    """Write how many things of each kind were lost."""
    for kind, count in counts.items():
        tell(f"  {count:>7}  {sentence_of(f'loss.{kind}', {}, language())}")


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Turn an AnnotatorError of a command into its sentence and exit code 1."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> None:
        try:
            command(*arguments, **options)
        except AnnotatorError as error:
            fail(error, as_json=bool(options.get("as_json")))
        except KeyboardInterrupt:
            click.echo(sentence_of("cancelled", {}, language()), err=True)
            raise SystemExit(1) from None

    return run


@contextmanager
def watched(*, quiet: bool) -> Generator[Progress]:
    """Yield a Progress that draws a bar where a terminal watches, and nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield no_progress
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("", total=None)

        def watch(what: str, done: int, total: int | None) -> None:
            data = {"done": done, "total": "…" if total is None else total}
            text = sentence_of(what, data, language())
            bars.update(task, completed=done, total=total, description=text)

        yield watch


json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object for machines.")
