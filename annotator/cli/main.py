"""The command `annotator`: a corpus (or nothing) opens the window, a command does its work."""

from __future__ import annotations

from pathlib import Path

import click

from annotator import __version__
from annotator.cli.correcting import correct
from annotator.cli.exchanging import demo, export, formats, import_, new, prove
from annotator.cli.keeping import backup, restore
from annotator.cli.looking import check, history, redo, show, stats, undo
from annotator.cli.schemes import scheme
from annotator.cli.searching import search
from annotator.cli.window import open_window


class _Door(click.Group):
    """A group whose first word may also be a corpus to open."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take a word that is no command for a corpus file, if it looks like a path."""
        word = args[0]
        if self.get_command(ctx, word) is None and (Path(word).exists() or "." in word):
            return "open", self.get_command(ctx, "open"), args
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Door,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="annotator")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Annotate texts: who holds which position towards what, and who reports it.

    Without a command the window opens; `annotator CORPUS` opens it on a corpus.
    """
    if ctx.invoked_subcommand is None:
        raise SystemExit(open_window(None))


@main.command("open")
@click.argument("corpus", type=click.Path(path_type=Path))
def open_(corpus: Path) -> None:
    """Open the window on a corpus."""
    raise SystemExit(open_window(corpus))


for command in (
    demo,
    new,
    import_,
    export,
    formats,
    show,
    stats,
    search,
    check,
    correct,
    scheme,
    history,
    undo,
    redo,
    backup,
    restore,
    prove,
):
    main.add_command(command)
