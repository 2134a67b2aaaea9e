"""Any file with annotations as an article to make anew: `annotations/1` beside its text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from annotator.model.annotation import Annotation, Relation
from annotator.model.data import data_of
from annotator.model.entity import Entity
from annotator.model.scheme import Scheme
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus
from annotator.store.store import Store


def is_goal(path: Path) -> bool:
    """Say whether a file is `annotations/1` already."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return isinstance(data, dict) and data.get("format") == "annotations/1"


def as_goal(path: Path, folder: Path, document: str = "") -> Path:
    """Write one document of a file that the program reads as `annotations/1`; return that file.

    `document` is a part of its title or id; else it is the one with most annotations. Of several
    annotators, the one counts who made most of them.
    """
    # The layers are those of the file, not ours beside them.
    bare = Scheme(id="foreign", version="1")
    with new_corpus(folder / "foreign.corpus", scheme=bare) as store:
        report = import_files(store, [path])
        assert not report.refused, report.refused
        count = Counter(
            (d.id, a.annotator)
            for d in store.read().documents()
            if any(document in x for x in (d.id, d.name, d.title or d.opening))
            for a in store.read().annotations(d.id)
        )
        assert count, f"{path} has no annotated document like {document!r}"
        return _written(store, *count.most_common(1)[0][0], folder)


def _written(store: Store, document: str, annotator: str, folder: Path) -> Path:
    text, reader = store.read().text(document), store.read()
    found = reader.document(document)
    assert found is not None
    made = [a for a in reader.annotations(document) if a.annotator == annotator]
    keys = {a.id for a in made}
    relations = [
        r
        for r in reader.relations(document)
        if r.annotator == annotator and r.from_id in keys and (r.to_entity or r.to_id in keys)
    ]
    built_in = {e.id for e in store.scheme.built_in_entities}
    data = {
        "format": "annotations/1",
        "scheme": {
            "id": store.scheme.id,
            "version": store.scheme.version,
            "whole": data_of(store.scheme),
        },
        "annotator": {"id": "author", "kind": "person", "names": {"en": "Author"}, "note": None},
        "made": "2026-11-26",
        "document": _document(text, dict(found.metadata)),
        "segments": [
            {"id": s.id, "begin": s.begin, "end": s.end, "role": s.role}
            | {"annotate": s.annotate, "duplicate_of": None}
            for s in reader.segments(document)
        ],
        "entities": [_entity(e) for e in reader.entities() if e.id not in built_in],
        "annotations": [_annotation(a) for a in made],
        "relations": [_relation(r) for r in relations],
        "comments": [{"id": c.id} for c in reader.comments(document)],
    }
    (folder / "foreign.txt").write_bytes(text.encode())
    path = folder / "foreign.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def _document(text: str, metadata: Mapping[str, Any]) -> dict[str, Any]:
    kept = {k: v.value for k, v in metadata.items() if k in ("title", "language")}
    return {
        "id": "foreign",
        "file": "foreign.txt",
        "sha256": sha256(text.encode()).hexdigest(),
        "length": len(text),
        "bytes": len(text.encode()),
        "offset_unit": "code points, half-open",
        "unicode_form": "NFC",
        "metadata": {k: {"value": v, "inferred": False, "note": None} for k, v in kept.items()},
    }


def _entity(entity: Entity) -> dict[str, Any]:
    aliases = [{"text": a.text, "language": a.language, "kind": a.kind} for a in entity.aliases]
    made = {"id": entity.id, "names": dict(entity.names), "kinds": list(entity.kinds)}
    return made | {"aliases": aliases, "ids": [], "represents": None, "note": None}


def _annotation(annotation: Annotation) -> dict[str, Any]:
    features = {k: list(v) if isinstance(v, tuple) else v for k, v in annotation.features.items()}
    return {
        "id": annotation.id,
        "layer": annotation.layer,
        "spans": [list(span) for span in annotation.spans],
        "quote": annotation.quote,
        "features": features,
        "confidence": annotation.confidence,
    }


def _relation(relation: Relation) -> dict[str, Any]:
    end = {"entity": relation.to_id} if relation.to_entity else {"annotation": relation.to_id}
    made = {"id": relation.id, "type": relation.type, "from": {"annotation": relation.from_id}}
    return made | {"to": end, "features": dict(relation.features), "confidence": "sure"}
