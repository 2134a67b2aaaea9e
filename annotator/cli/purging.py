"""The command that removes a document for good."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.opened import open_corpus
from annotator.cli.output import guarded, json_option, language, tell, tell_json, watched
from annotator.model.errors import AnnotatorError
from annotator.model.language import text_in
from annotator.model.sentences import sentence_of
from annotator.operations.documents.purge import Footprint, footprint, purge_document

PATH = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("corpus", type=PATH)
@click.argument("document")
@click.option("--confirm", default="", metavar="TITLE", help="The title (or name) of DOCUMENT.")
@click.option("--with-entities", is_flag=True, help="Remove entities that only DOCUMENT names.")
@json_option
@guarded
def purge(corpus: Path, document: str, confirm: str, with_entities: bool, as_json: bool) -> None:
    """Remove DOCUMENT (id or name) from CORPUS for good: there is no undo.

    Without --confirm nothing is removed; what would go is counted, and the exit code is 1.
    """
    with open_corpus(corpus) as store, watched(quiet=as_json) as progress:
        key = store.read().document_id(document)
        if key is None:
            raise AnnotatorError("no_such_document", name=document)
        found = footprint(store, key)
        if not as_json:
            _tell_counts(found, with_entities=with_entities)
        elif not confirm:
            tell_json(_data(found, is_removed=False))
            raise SystemExit(1)
        purge_document(store, key, confirm=confirm, with_entities=with_entities, progress=progress)
    if as_json:
        tell_json(_data(found, is_removed=True))
        return
    tell(sentence_of("told.purged", {"name": found.title or found.name}, language()))
    if with_entities:
        _tell_entities("told.purge_entities_gone", found)
    if found.backups:
        tell(sentence_of("told.purge_backups", {}, language()))
        for path in found.backups:
            tell(f"  {path}")
    tell(sentence_of("told.purge_elsewhere", {}, language()))


def _tell_counts(found: Footprint, *, with_entities: bool) -> None:
    data = {"name": found.title or found.name, **found.counts}
    tell(sentence_of("told.purge_counts", data, language()))
    if not with_entities:
        _tell_entities("told.purge_entities", found)


def _tell_entities(code: str, found: Footprint) -> None:
    if found.entities:
        names = ", ".join(text_in(e.names, language(), e.id) for e in found.entities)
        tell(sentence_of(code, {"names": names}, language()))


def _data(found: Footprint, *, is_removed: bool) -> dict[str, object]:
    return {
        "document": found.document,
        "name": found.name,
        "title": found.title,
        "counts": dict(found.counts),
        "entities": [entity.id for entity in found.entities],
        "backups": [str(path) for path in found.backups],
        "removed": is_removed,
    }
