"""The command that searches a corpus: keyword in context, sorted, by pages, or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from annotator.cli.output import guarded, json_option, language, tell, tell_json, watched
from annotator.model.language import text_in
from annotator.model.presentation import label_values
from annotator.model.query import Hit, Manner
from annotator.model.wording import sentence_of
from annotator.operations.keeping.corpus import open_corpus
from annotator.operations.search.searching import CONTEXT, DOCUMENT, ORDERS, Line, Page
from annotator.operations.search.searching import search as search_corpus
from annotator.store.store import Store
from annotator.text.finding import FORMS, INSIDE, WHOLE
from annotator.text.names import visible

_NAME = 24


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path, readable=False))
@click.argument("query")
@click.option(
    "--sort",
    "order",
    type=click.Choice(ORDERS),
    default=DOCUMENT,
    show_default=True,
    help="By document, left or right neighbours, the hit itself, or the document's date.",
)
@click.option("--context", default=CONTEXT, show_default=True, help="Characters on each side.")
@click.option("--page", default=1, show_default=True, help="Which page, from 1.")
@click.option("--limit", default=50, show_default=True, help="Lines of a page.")
@click.option(
    "--words",
    "mode",
    type=click.Choice((FORMS, WHOLE, INSIDE)),
    default=FORMS,
    show_default=True,
    help="Plain words in all forms, as whole words, or anywhere.",
)
@click.option("--case", "is_exact", is_flag=True, help="Case and accents count.")
@click.option("--regex", "is_expression", is_flag=True, help="QUERY is a regular expression.")
@click.option("--annotator", help="Whose state of documents is meant by state:.")
@json_option
@guarded
def search(
    corpus: Path,
    query: str,
    order: str,
    context: int,
    page: int,
    limit: int,
    mode: str,
    is_exact: bool,
    is_expression: bool,
    annotator: str | None,
    as_json: bool,
) -> None:
    """Search CORPUS for QUERY and list the hits in their context.

    \b
    word prefi* "two words"    all documents that have all of these; hits of each
    a OR b, -not, ( )          one of them; without; groups
    [layer feature=value]      annotations, by id or name in any language
    a IN [..], a NEAR/5 b      within an annotation; at most 5 words away
    outlet:x date>2022 set:x   facts of documents; language: state: annotator:
    /regular expression/
    """
    manner = Manner(mode=mode, is_exact=is_exact, is_expression=is_expression)
    with open_corpus(corpus, read_only=True) as store, watched(quiet=as_json) as progress:
        found = search_corpus(
            store,
            query,
            manner=manner,
            order=order,
            context=max(0, context),
            page=max(1, page),
            limit=max(0, limit),
            annotator=annotator,
            progress=progress,
        )
        labels = [_label(store, line.hit) for line in found.lines]
    if as_json:
        tell_json(
            {
                "hits": [_data(line) for line in found.lines],
                "total": found.total,
                "documents": found.documents,
                "page": page,
            }
        )
    else:
        _tell(found, labels, context)
        if found.total:
            counts = {"total": found.total, "documents": found.documents}
            tell(sentence_of("told.search", counts, language()))
        else:
            tell(sentence_of(_advice(manner), {}, language()))


def _data(line: Line) -> dict[str, Any]:
    return {
        "document": line.hit.document,
        "name": line.name,
        "begin": line.hit.begin,
        "end": line.hit.end,
        "left": line.left,
        "hit": line.text,
        "right": line.right,
        "annotation": line.hit.annotation,
        "annotations": [
            {
                "id": a.id,
                "layer": a.layer,
                "annotator": a.annotator,
                "spans": [list(span) for span in a.spans],
            }
            for a in line.annotations
        ],
    }


def _advice(manner: Manner) -> str:
    """Return the code of what is said where nothing was found: what was not tried yet."""
    if manner.is_expression:
        return "told.no_place"
    return "told.no_form" if manner.mode == FORMS else "told.no_hits"


def _label(store: Store, hit: Hit) -> str:
    """Return the layer and the values of what has no text, as a label of a document, else ""."""
    if hit.annotation is None or hit.begin < hit.end:
        return ""
    annotation = store.read().annotation(hit.annotation)
    if annotation is None:
        return ""
    layer = store.scheme.layer(annotation.layer)
    name = text_in(layer.names if layer else None, language(), annotation.layer)
    values = ", ".join(label_values(store.scheme, annotation, language()))
    return f"{name}: {values}" if values else name


def _tell(found: Page, labels: Sequence[str], context: int) -> None:
    """Write the hits; of a document found by its facts alone there is only how it begins."""
    for line, label in zip(found.lines, labels, strict=True):
        name = _on_a_line(line.name)
        name = name if len(name) <= _NAME else name[: _NAME - 1] + "…"
        left = _on_a_line(line.left)[-context:] if context else ""
        shown = _on_a_line(line.text or label)
        place = f"[{shown}] " if shown else ""
        tell(f"{name:{_NAME}}  {left:>{context}} {place}{_on_a_line(line.right)}".rstrip())


def _on_a_line(text: str) -> str:
    return visible("".join(" " if char.isspace() else char for char in text))
