"""The command that corrects the text of a document."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from annotator.cli.opened import open_corpus
from annotator.cli.output import guarded, json_option, language, tell, tell_json
from annotator.model.language import text_in
from annotator.model.scheme import Scheme
from annotator.model.sentences import sentence_of
from annotator.operations.documents.revisions import (
    Correction,
    correct_text,
    corrected_text,
    preview_correction,
)
from annotator.operations.editing.context import shortened
from annotator.operations.exporting.selecting import document_named

PATH = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("corpus", type=PATH)
@click.argument("document")
@click.argument("file", type=PATH)
@click.option("--reason", help="Why the text is corrected; kept with the old text.")
@click.option("--annotator", help="Who corrects it.")
@click.option("--decoding", help="Encoding of FILE, where it is known.")
@click.option("--dry-run", is_flag=True, help="Only say what would be touched and lost.")
@json_option
@guarded
def correct(
    corpus: Path,
    document: str,
    file: Path,
    reason: str | None,
    annotator: str | None,
    decoding: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Give DOCUMENT (id or name) the text of FILE: its next revision, as one step.

    All annotations are carried over. What is touched is listed; what has no place in the new
    text is listed too, and kept with the old one.
    """
    text = corrected_text(file, decoding=decoding)
    with open_corpus(corpus, read_only=dry_run) as store:
        key = document_named(store.read(), document)
        if dry_run:
            done = preview_correction(store, key, text)
        else:
            done = correct_text(store, key, text, reason=reason, annotator=annotator)
        scheme = store.scheme
    if as_json:
        tell_json(correction_data(done))
    else:
        _tell(done, scheme)


def correction_data(done: Correction) -> dict[str, Any]:
    """Return what a correction did, for `--json`."""
    return {
        "document": done.document.id,
        "name": done.document.name,
        "revision": done.document.revision,
        "corrected": done.is_new,
        "kept": done.kept,
        "moved": done.moved,
        "touched": [asdict(one) for one in done.touched],
        "lost": [asdict(one) for one in done.lost],
    }


def _tell(done: Correction, scheme: Scheme) -> None:
    data = {
        "name": done.document.name,
        "revision": done.document.revision,
        "kept": done.kept,
        "moved": done.moved,
        "touched": len(done.touched),
        "lost": len(done.lost),
    }
    code = "told.corrected" if done.is_new else "told.not_corrected"
    tell(sentence_of(code, data, language()))
    for one in done.touched:
        name = _name(one.kind, one.layer, scheme)
        what = {"name": name, "before": shortened(one.before), "after": shortened(one.after)}
        tell(sentence_of("told.touched", what, language()))
    for one in done.lost:
        name = _name(one.kind, one.layer, scheme)
        what = {"name": name, "quote": shortened(one.quote)}
        tell(sentence_of("told.lost", what, language()))


def _name(kind: str, part: str | None, scheme: Scheme) -> str:
    """Return what somebody reads of a kind of noun and its layer, type or role."""
    noun = sentence_of(f"noun.{kind}", {}, language())
    if part is None:
        return noun
    owner = scheme.layer(part) or scheme.relation_type(part) or scheme.role(part)
    return f"{noun} {text_in(owner.names if owner else None, language(), part)}"
