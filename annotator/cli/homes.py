"""Where each command is at home; only what is asked for is imported."""

from __future__ import annotations

import click

NAMES = (
    "adjudicate",
    "agreement",
    "assign",
    "backup",
    "check",
    "checkin",
    "checkout",
    "correct",
    "corrections",
    "demo",
    "describe",
    "export",
    "finish",
    "formats",
    "history",
    "import",
    "merge",
    "new",
    "open-package",
    "package",
    "prove",
    "purge",
    "redo",
    "reopen",
    "report",
    "rescue",
    "restore",
    "scheme",
    "search",
    "show",
    "stats",
    "undo",
    "workload",
)


def command_named(name: str) -> click.Command | None:
    """Return a command, None if there is none of that name.

    Importing all of them takes a quarter of a second, for which the window, and the proof of every
    export, would wait.
    """
    match name:
        case "demo" | "export" | "formats" | "import" | "new":
            from annotator.cli import exchanging as home
        case "check" | "history" | "redo" | "show" | "stats" | "undo":
            from annotator.cli import looking as home
        case "backup" | "restore":
            from annotator.cli import keeping as home
        case "checkin" | "checkout":
            from annotator.cli import copying as home
        case "purge":
            from annotator.cli import purging as home
        case "rescue":
            from annotator.cli import rescuing as home
        case "correct":
            from annotator.cli import correcting as home
        case "describe":
            from annotator.cli import describing as home
        case "scheme":
            from annotator.cli import schemes as home
        case "search":
            from annotator.cli import searching as home
        case "agreement":
            from annotator.cli import agreeing as home
        case "corrections":
            from annotator.cli import answering as home
        case "merge" | "open-package" | "package":
            from annotator.cli import sending as home
        case "adjudicate":
            from annotator.cli import adjudicating as home
        case "assign" | "finish" | "reopen" | "workload":
            from annotator.cli import handing as home
        case "report":
            from annotator.cli import reporting as home
        case "prove":
            from annotator.cli import proving as home
        case _:
            return None
    command: click.Command = getattr(
        home, "import_" if name == "import" else name.replace("-", "_")
    )
    return command
