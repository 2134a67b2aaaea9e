"""Opens the window, or says why it cannot be opened."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.output import language
from annotator.model.sentences import sentence_of


def open_window(corpus: Path | None, *, is_safe: bool = False) -> int:
    """Open the window on a corpus and return its exit code; 1 if there can be no window."""
    from annotator.ui.safety.system_check import check_system

    found = check_system()
    if not found.has_display:
        click.echo(sentence_of("no_display", {}, language()), err=True)
        return 1
    if found.missing:
        data = {"names": ", ".join(found.missing), "line": found.install_line}
        click.echo(sentence_of("qt_missing", data, language()), err=True)
        return 1
    from annotator.ui.app import run

    return run(corpus, is_safe=is_safe)
