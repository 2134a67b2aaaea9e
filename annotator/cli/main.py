"""The command `annotator`: a corpus (or nothing) opens the window, a command does its work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator import __version__
from annotator.cli.help_page import Page, paragraphs, usage_said
from annotator.cli.homes import NAMES, command_named
from annotator.cli.output import admit_any_text


class _Door(click.Group):
    """A group whose first word may also be a corpus to open; its help cuts nothing."""

    context_class = Page

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        """Read the words before the command."""
        with usage_said():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: click.Context) -> Any:
        """Do the command."""
        with usage_said():
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, each with its whole first sentence."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        seen = [(name, command) for name, command in found if command and not command.hidden]
        with formatter.section("Commands"):
            formatter.write_dl([(name, paragraphs(c.help or "")[0]) for name, c in seen])

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted((*super().list_commands(ctx), *NAMES))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, None if there is none of that name."""
        command = super().get_command(ctx, cmd_name) or command_named(cmd_name)
        if command is not None:
            command.context_class = Page
        return command

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
@click.option("--safe-mode", is_flag=True, help="Open the window without settings.")
@click.pass_context
def main(ctx: click.Context, safe_mode: bool) -> None:
    """Annotate texts: who holds which position towards what, and who reports it.

    Without a command the window opens; `annotator CORPUS` opens it on a corpus.
    """
    admit_any_text()
    if ctx.invoked_subcommand is None:
        from annotator.cli.window import open_window

        raise SystemExit(open_window(None, is_safe=safe_mode))


@main.command("open")
@click.argument("corpus", type=click.Path(path_type=Path, readable=False))
@click.pass_context
def open_(ctx: click.Context, corpus: Path) -> None:
    """Open the window on a corpus."""
    from annotator.cli.window import open_window

    raise SystemExit(open_window(corpus, is_safe=bool(ctx.find_root().params.get("safe_mode"))))
