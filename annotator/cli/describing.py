"""The command that changes what is said of a document: its name, metadata, roles, relations."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from annotator.cli.opened import ids_of, open_corpus
from annotator.cli.output import guarded, json_option, language, tell, tell_json
from annotator.cli.people import People
from annotator.model.corpus import MetadataValue
from annotator.model.errors import AnnotatorError
from annotator.model.scheme import Scheme
from annotator.model.sentences import sentence_of
from annotator.operations.documents.documents import set_metadata, set_name
from annotator.operations.documents.relations import relate_documents, unrelate_documents
from annotator.operations.documents.segments import set_segment_role
from annotator.store.store import Store

PATH = click.Path(path_type=Path)
_PAIR = (str, str)
_TRUTH = {"yes": True, "no": False, "true": True, "false": False}


@click.command()
@click.argument("corpus", type=PATH)
@click.argument("document")
@click.option("--name", help="Call it NAME.")
@click.option("--set", "values", type=_PAIR, multiple=True, metavar="KEY VALUE",
              help="Give a key of the metadata a value; an empty one removes it.")  # fmt: skip
@click.option("--inferred", is_flag=True, help="Mark the values as concluded, not read.")
@click.option("--role", "roles", type=_PAIR, multiple=True, metavar="SEGMENT ROLE",
              help="Give a segment (id) another role.")  # fmt: skip
@click.option("--relate", type=_PAIR, multiple=True, metavar="TYPE OTHER",
              help="Relate it to another document: reprint_of, reply_to and the like.")  # fmt: skip
@click.option("--unrelate", type=_PAIR, multiple=True, metavar="TYPE OTHER",
              help="Take such a relation back.")  # fmt: skip
@click.option("--by", required=True, help="Who says so; the history names them.")
@json_option
@guarded
def describe(
    corpus: Path, document: str, by: str, name: str | None, as_json: bool, **asked: Any
) -> None:
    """Change what is said of DOCUMENT (id or name); each change is a step.

    What is refused ends the command; the steps before it stay.
    """
    with open_corpus(corpus) as store:
        (key,) = ids_of(store, (document,))
        who = People(store.read()).id_of(by)
        before = store.commits()
        if name is not None:
            set_name(store, key, name, annotator=who)
        for fact, text in asked["values"]:
            value = _value(store.scheme, fact, text)
            told = MetadataValue(value=value, inferred=asked["inferred"]) if text else None
            set_metadata(store, key, fact, told, annotator=who)
        for segment, role in asked["roles"]:
            set_segment_role(store, key, segment, role, annotator=who)
        for kind, other in asked["relate"]:
            relate_documents(store, key, kind, *ids_of(store, (other,)), annotator=who)
        for kind, other in asked["unrelate"]:
            (far,) = ids_of(store, (other,))
            _unrelate(store, kind, key, far, who)
        data = {"name": store.read().document(key).name, "steps": store.commits() - before}
    if as_json:
        tell_json({"document": key, **data})
    else:
        tell(sentence_of("told.described", data, language()))


def _value(scheme: Scheme, key: str, text: str) -> object:
    """Return a value as the type of its key wants it; what cannot be read stays text."""
    declared = next((k.type for k in scheme.metadata_keys if k.id == key), "")
    with suppress(ValueError):
        if declared == "integer":
            return int(text)
        if declared == "number":
            return float(text)
    return _TRUTH.get(text, text) if declared == "boolean" else text


def _unrelate(store: Store, kind: str, key: str, other: str, who: str) -> None:
    for one in store.read().document_relations():
        if (one.type, one.from_document, one.to_document) == (kind, key, other):
            return unrelate_documents(store, one.id, annotator=who)
    raise AnnotatorError("no_such_noun", id=kind)
