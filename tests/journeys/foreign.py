"""Any file with annotations as an article to make anew: `annotations/1` beside its text."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from annotator.model.annotation import STANDS, Annotation, Relation, items_of
from annotator.model.data import data_of
from annotator.model.entity import Entity
from annotator.model.review import ON_SPANS, Comment
from annotator.model.scheme import Scheme
from annotator.operations.importing.importing import import_files
from annotator.operations.importing.schemes import merged
from annotator.operations.keeping.corpus import (
    builtin_schemes,
    new_corpus,
    open_corpus,
    scheme_named,
)
from annotator.store.store import Store
from tests.journeys.goal import read_data

_SQLITE = b"SQLite format 3\0"
_FEW = 12
"""So many documents are named where the one that was asked for is not there."""


def taken(path: Path) -> str:
    """Say in a sentence which document of a file is made, and whose annotations."""
    data = read_data(path)
    told, document = data.get("taken") or {}, data["document"]
    which = told.get("document") or _called(_title(data), document["id"])
    annotator = told.get("annotator") or (data.get("annotator") or {}).get("id", "somebody")
    fit, count = told.get("fit", 1), len(data["annotations"])
    of = f", of {fit} that may be meant the one with most annotations" if fit > 1 else ""
    return f"Taken: the document {which}{of}; {count} annotations of {annotator}."


def _title(data: Mapping[str, Any]) -> str:
    said = (data["document"].get("metadata") or {}).get("title") or {}
    return said.get("value") or data["document"]["id"]


def check_document(path: Path, document: str) -> None:
    """LookupError if the one document of an `annotations/1` file is not the one asked for."""
    data = read_data(path)
    known = (str(data["document"]["id"]), data["document"]["file"], _title(data))
    if not any(document in x for x in known):
        it = _called(known[2], known[0])
        raise LookupError(f"{path} has no annotated document like {document!r}; it has {it}")


def is_goal(path: Path) -> bool:
    """Say whether a file is `annotations/1` already."""
    try:
        data = read_data(path)
    except ValueError:
        return False
    return isinstance(data, dict) and data.get("format") == "annotations/1"


def as_goal(path: Path, folder: Path, document: str = "", scheme: str = "") -> Path:
    """Write one document of a corpus, or of a file that the program reads; return that file.

    It is `annotations/1`, with labels and all comments besides. `document` is a name or id, also
    that which its file gave it, or a part of the title or id; else it is the one with most
    annotations. Of several annotators, the one counts who made most of them. `scheme`, a name or
    a file, is that of a file that carries none. AnnotatorError if the file cannot be read or
    there is no such scheme, LookupError if it has no such document.
    """
    store, unread = _opened(path, folder, scheme)
    with store:
        count = Counter(
            (d, a.annotator)
            for d in _meant(store, document)
            for a in store.read().annotations(d)
            if a.state == STANDS
        )
        if not count:
            raise LookupError(_lacking(store, path, document))
        chosen = count.most_common(1)[0][0]
        name = _called(store.read().document(chosen[0]).name, _given_id(store, chosen[0]))
        told = {"document": name, "annotator": chosen[1], "fit": len({d for d, _ in count})}
        away = {"unread": unread, "taken": told} | _others(store, *chosen)
        return _written(store, *chosen, folder, away)


def _meant(store: Store, document: str) -> list[str]:
    """Return the ids of the documents that a name, an id or a part of one may mean."""
    known = list(store.read().documents())
    if not document:
        return [d.id for d in known]
    given = {d.id: _given_id(store, d.id) for d in known}
    named = [d.id for d in known if document in (d.id, d.name, given[d.id])]
    parts = {d.id: (d.id, d.name, given[d.id], d.title or d.opening) for d in known}
    return named or [key for key, said in parts.items() if any(document in x for x in said)]


def _given_id(store: Store, document: str) -> str:
    return store.read().document(document).source_id or ""


def _others(store: Store, document: str, annotator: str) -> dict[str, list[str]]:
    """Return which other documents have annotations, and who else made some of this one."""
    reader = store.read()
    others = [d.id for d in reader.documents() if d.annotations and d.id != document]
    made = [a for a in reader.annotations(document) if a.state == STANDS]
    theirs = [a.id for a in made if a.annotator != annotator]
    return {"other_documents": others, "of_others": theirs}


def _opened(path: Path, folder: Path, scheme: str) -> tuple[Store, list[str]]:
    """Return a corpus of what a file has, and why what else there was is not read."""
    if _is_database(path):
        return open_corpus(Path(shutil.copyfile(path, folder / "given.corpus"))), []
    # The layers are those of the file, not ours beside them.
    bare = scheme_named(scheme) if scheme else Scheme(id="foreign", version="1")
    store = new_corpus(folder / "foreign.corpus", scheme=bare)
    report = import_files(store, [path])
    if report.refused and not report.documents:
        store.close()
        raise LookupError(report.refused[0].reason)
    return store, [x.reason for x in report.refused]


def _is_database(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(_SQLITE)) == _SQLITE


def _lacking(store: Store, path: Path, document: str) -> str:
    known = (d for d in store.read().documents() if d.annotations)
    names = [_called(d.name or d.id, _given_id(store, d.id)) for d in known]
    what = f"no annotated document like {document!r}" if document else "no annotated document"
    known = f"; it has {', '.join(names[:_FEW])}{' …' if len(names) > _FEW else ''}"
    return f"{path} has {what}{known if names else ''}"


def _called(name: str, given: str) -> str:
    return f"{name} ({given})" if given not in ("", name) else name


def _written(
    store: Store, document: str, annotator: str, folder: Path, away: Mapping[str, Any]
) -> Path:
    text, reader = store.read().text(document), store.read()
    found = reader.document(document)
    assert found is not None
    own = [a for a in reader.annotations(document) if a.annotator == annotator]
    made = [a for a in own if a.state == STANDS]
    keys = {a.id for a in made}
    relations = [
        r
        for r in reader.relations(document)
        if r.annotator == annotator and r.from_id in keys and (r.to_entity or r.to_id in keys)
    ]
    built_in = {e.id for e in store.scheme.built_in_entities}
    meant = {str(x) for a in made for value in a.features.values() for x in items_of(value)}
    targets = keys | {r.id for r in relations} | meant
    comments = [
        c
        for c in (*reader.comments(document), *reader.comments(None))
        if c.target is None or c.target in targets
    ]
    data = {
        "format": "annotations/1",
        "scheme": {
            "id": store.scheme.id,
            "version": store.scheme.version,
            "whole": data_of(_whole(store.scheme)),
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
        "comments": [_comment(c) for c in comments],
        "suggestions": [a.id for a in own if a.state != STANDS],
        **away,
    }
    (folder / "foreign.txt").write_bytes(text.encode())
    path = folder / "foreign.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def _whole(scheme: Scheme) -> Scheme:
    """Return a scheme with the rules and keys that its file lacks, where it is one of ours.

    TEI has none of them; whoever opens such a file here works with those of our scheme.
    """
    same = (x for x in builtin_schemes()[0] if (x.id, x.version) == (scheme.id, scheme.version))
    ours = None if scheme.rules else next(same, None)
    return scheme if ours is None else merged(ours, scheme)


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
        "segments": list(annotation.segments),
        "features": features,
        "confidence": annotation.confidence,
    }


def _relation(relation: Relation) -> dict[str, Any]:
    end = {"entity": relation.to_id} if relation.to_entity else {"annotation": relation.to_id}
    made = {"id": relation.id, "type": relation.type, "from": {"annotation": relation.from_id}}
    return made | {
        "to": end,
        "features": dict(relation.features),
        "confidence": relation.confidence,
    }


def _comment(comment: Comment) -> dict[str, Any]:
    anchor: dict[str, Any] = {comment.anchor: comment.target}
    if comment.anchor == ON_SPANS:
        anchor = {ON_SPANS: [list(span) for span in comment.spans], "quote": comment.quote}
    made = {"id": comment.id, "kind": comment.kind, "anchor": anchor, "texts": dict(comment.texts)}
    return made | {"thread": comment.thread, "state": comment.state}
