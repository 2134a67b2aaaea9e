"""Opening a corpus for a command: what its people should know of it is said first."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.output import language
from annotator.model.wording import sentence
from annotator.operations import corpus as corpora
from annotator.store.store import Store


def open_corpus(path: Path, *, read_only: bool = False) -> Store:
    """Open a corpus, and write its warnings to standard error; StoreError if it cannot be."""
    store = corpora.open_corpus(path, read_only=read_only)
    for warning in store.warnings:
        click.echo(sentence(warning, language()), err=True)
    return store
