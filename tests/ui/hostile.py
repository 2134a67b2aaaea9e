"""A corpus whose every name, text and value tries to be a page, a picture, a key or a direction."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotator.model.corpus import TITLE, MetadataValue
from annotator.model.data import data_of, noun_of
from annotator.model.review import ON_ANNOTATION, ON_DOCUMENT, QUESTION, Annotator
from annotator.model.scheme import Scheme
from annotator.operations.comments import comments
from annotator.operations.documents import sets
from annotator.operations.documents.describing import Description, describe
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import (
    builtin_schemes,
    new_corpus,
    open_corpus,
    put_annotator,
)
from annotator.operations.tagging import annotate, entities, relate

PICTURE = "<img src='/etc/passwd'>"
SMALL = f"<b>&File{PICTURE}[*]\u202eevil"
LARGE = SMALL + "<table><tr><td>" * 3000
_SPOKEN = ("names", "definitions", "texts", "verb", "role", "letter", "labels")
WHO = "<b>&maker"
HEBREW = "\u05de\u05d2\u05d9\u05d4 12"


def make_hostile(folder: Path) -> Path:
    """Make the corpus, in a file that has such a name itself, and return its path."""
    path = folder / "a&b[*]<b>c.corpus"
    text = folder / "<table>&[*].txt"
    text.write_text(f"{LARGE}\nДруг абзац {SMALL} и край.\n", encoding="utf-8")
    with new_corpus(path, scheme=_scheme(), annotator=Annotator(id=WHO, names={"en": LARGE})) as s:
        assert not import_files(s, [text]).refused
        document = s.read().first_document()
        describe(
            s, document, Description(metadata={TITLE: MetadataValue(value=LARGE)}), annotator=WHO
        )
        sets.new_set(s, SMALL, [document], annotator=WHO)
        person = entities.new_entity(s, names={"en": LARGE, "bg": LARGE}, annotator=WHO)
        made = [
            annotate.tag_spans(s, document, layer.id, [(2 + n * 4, 30 + n * 4)], annotator=WHO).id
            for n, layer in enumerate(s.scheme.layers[:4])
        ]
        for layer, key in zip(s.scheme.layers, made, strict=False):
            for feature in layer.features:
                if feature.type in ("entity", "entities"):
                    value: Any = person.id if feature.type == "entity" else [person.id]
                    annotate.set_feature(s, key, feature.id, value, annotator=WHO)
        hub = next(n for n, layer in enumerate(s.scheme.layers[:4]) if layer.hub)
        kind = next(k for k in s.scheme.relation_types if any(e.layer for e in k.to_ends))
        wanted = next(e.layer for e in kind.to_ends if e.layer)
        end = next(n for n, layer in enumerate(s.scheme.layers[:4]) if layer.id == wanted)
        relate.link(s, made[hub], kind.id, made[end], annotator=WHO)
        for where in ({"anchor": ON_DOCUMENT}, {"anchor": ON_ANNOTATION, "target": made[0]}):
            comments.add_comment(
                s, document=document, text=LARGE, language="en", annotator=WHO, **where
            )
    return path


def add_second(path: Path) -> None:
    """Let a second annotator of such a name differ from the first in every place."""
    other = f"{HEBREW}\u202e<i>&two"
    with open_corpus(path) as store:
        put_annotator(store, Annotator(id=other, names={"en": f"{HEBREW} {LARGE}"}))
        document = store.read().first_document()
        for n, layer in enumerate(store.scheme.layers[:4]):
            for begin in (3 + n * 4, 200 + n * 40):
                made = annotate.tag_spans(
                    store, document, layer.id, [(begin, begin + 28)], annotator=other
                )
            comments.add_comment(
                store, document=document, anchor=ON_ANNOTATION, target=made.id, text=LARGE,
                language="en", kind=QUESTION, annotator=other,
            )  # fmt: skip


def _scheme() -> Scheme:
    data = data_of(builtin_schemes()[0][0])
    return noun_of(Scheme, _spoilt(data))


def _spoilt(data: Any, *, is_spoken: bool = False) -> Any:
    """Return data with everything that people read of a scheme spoilt."""
    if isinstance(data, dict):
        return {k: _spoilt(v, is_spoken=is_spoken or k in _SPOKEN) for k, v in data.items()}
    if isinstance(data, list | tuple):
        return [_spoilt(item, is_spoken=is_spoken) for item in data]
    return f"{SMALL} {data}" if is_spoken and isinstance(data, str) else data
