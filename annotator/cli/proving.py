"""The second process of the proof of an export; it is quick, for every export waits for it."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import orjson

from annotator.cli.output import guarded
from annotator.operations.exporting.reading_back import read_digests


@click.command(hidden=True)
@click.argument("format_name")
@click.argument("path", type=click.Path(path_type=Path, readable=False))
@guarded
def prove(format_name: str, path: Path) -> None:
    """Read a file and print the digest of each document."""
    out = sys.stdout.buffer
    for row in read_digests(format_name, path):
        out.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
    out.flush()
