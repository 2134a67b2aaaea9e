"""The command that changes what is said of a document: its name, metadata, roles, relations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from annotator.cli.opened import ids_of, open_corpus
from annotator.cli.output import guarded, json_option, language, tell, tell_json
from annotator.cli.people import People
from annotator.model.corpus import MetadataValue
from annotator.model.scheme import Scheme
from annotator.model.sentences import sentence_of
from annotator.operations.documents import describing
from annotator.store.store import Store

PATH = click.Path(path_type=Path, readable=False)
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
def describe(corpus: Path, document: str, by: str, as_json: bool, **asked: Any) -> None:
    """Change what is said of DOCUMENT (id or name), as one step.

    If any of it is refused, nothing is changed.
    """
    with open_corpus(corpus) as store:
        (key,) = ids_of(store, (document,))
        who = People(store.read()).id_of(by)
        said = describing.Description(
            name=asked["name"],
            metadata=_metadata(store.scheme, asked["values"], is_inferred=asked["inferred"]),
            roles=dict(asked["roles"]),
            related=_with_ids(store, asked["relate"]),
            unrelated=_with_ids(store, asked["unrelate"]),
        )
        count = describing.describe(store, key, said, annotator=who)
        data = {"name": store.read().document(key).name, "changes": count}
    if as_json:
        tell_json({"document": key, **data})
    else:
        tell(sentence_of("told.described", data, language()))


def _metadata(
    scheme: Scheme, values: Iterable[tuple[str, str]], *, is_inferred: bool
) -> dict[str, MetadataValue | None]:
    """Return values by key; None for a key that is to go."""
    return {
        key: MetadataValue(value=_value(scheme, key, text), inferred=is_inferred) if text else None
        for key, text in values
    }


def _with_ids(store: Store, asked: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return types of relation with the ids of the documents that are named."""
    ids = ids_of(store, [name for _, name in asked])
    return [(kind, key) for (kind, _), key in zip(asked, ids, strict=True)]


def _value(scheme: Scheme, key: str, text: str) -> object:
    """Return a value as the type of its key wants it; what cannot be read stays text."""
    declared = next((k.type for k in scheme.metadata_keys if k.id == key), "")
    with suppress(ValueError):
        if declared == "integer":
            return int(text)
        if declared == "number":
            return float(text)
    return _TRUTH.get(text, text) if declared == "boolean" else text
