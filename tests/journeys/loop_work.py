"""What goes round the loop: the seed's article, two annotators' work, what is compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from annotator.model.annotation import Annotation, Relation
from annotator.model.review import ADJUDICATED, Annotator, Comment
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, open_corpus, put_annotator, scheme_named
from annotator.places import seeds
from annotator.store.store import Store

Noun = Annotation | Relation | Comment
LEAD, GOLD, OTHER = "lead", "gold", "coder_b"
FILES = {GOLD: "gold.json", OTHER: "coder_b.json"}


def seed_file(who: str) -> Path:
    """Return the file of an annotator's work; the article stands beside it."""
    return seeds() / "seed" / FILES[who]


def make_lead_corpus(folder: Path) -> Path:
    """Make the corpus of whoever hands out: the article, both people, and nothing annotated."""
    corpus = folder / "seed.corpus"
    with new_corpus(corpus, scheme=scheme_named(None)) as store:
        for who in FILES:
            report = import_files(store, [_bare(who, folder)])
            assert not report.refused, report.refused
        put_annotator(store, Annotator(id=LEAD, names={"en": "Lead", "bg": "Ръководител"}))
        counts = store.counts()
        assert (counts["document"], counts["annotation"], counts["relation"]) == (1, 0, 0)
        assert {a.id for a in store.read().annotators()} == {LEAD, *FILES}
    return corpus


def _bare(who: str, folder: Path) -> Path:
    data = json.loads(seed_file(who).read_text(encoding="utf-8"))
    data.update(annotations=[], relations=[], comments=[])
    bare = folder / f"bare-{who}.json"
    bare.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    name = Path(data["document"]["file"]).name
    (folder / name).write_bytes((seed_file(who).parent / name).read_bytes())
    return bare


def work_in(store: Store) -> dict[str, Noun]:
    """Return every annotation, relation and comment of a corpus by its id, but what was decided."""
    reader = store.read()
    decided = {a.id for a in reader.annotators() if a.kind == ADJUDICATED}
    found: dict[str, Noun] = {}
    for row in reader.documents():
        nouns: list[Noun] = [*reader.annotations(row.id), *reader.relations(row.id)]
        nouns += reader.comments(row.id)
        found.update((n.id, n) for n in nouns if n.annotator not in decided)
    return found


def lost(corpus: Path) -> list[str]:
    """Return what of the seed's files a corpus does not have, value for value; nothing at best."""
    found: list[str] = []
    with open_corpus(corpus) as store:
        document = next(iter(store.read().documents())).id
        for who in FILES:
            found += _lost_of(store, document, who)
    return found


def _lost_of(store: Store, document: str, who: str) -> list[str]:
    """Compare with the file itself, not with what an importer made of it."""
    data = json.loads(seed_file(who).read_text(encoding="utf-8"))
    reader = store.read()
    mine = {a.source_id: a for a in reader.annotations(document, annotator=who)}
    keys = {a.id: key for key, a in mine.items()}
    links = sorted(
        _line(r.type, keys.get(r.from_id), keys.get(r.to_id, r.to_id), dict(r.features))
        for r in reader.relations(document, annotator=who)
    )
    lines: list[str] = []
    for wanted in data["annotations"]:
        have = mine.get(wanted["id"])
        if have is None or _said(have) != _wanted(wanted):
            lines.append(f"{who}: annotation {wanted['id']}")
    for r in data["relations"]:
        to = r["to"].get("annotation") or r["to"]["entity"]
        line = _line(r["type"], r["from"]["annotation"], to, r["features"])
        if line not in links:
            lines.append(f"{who}: relation {line}")
    if (len(mine), len(links)) != (len(data["annotations"]), len(data["relations"])):
        lines.append(f"{who}: {len(mine)} annotations and {len(links)} relations")
    return lines


def _line(kind: str, origin: object, to: object, features: dict[str, Any]) -> str:
    plain = {key: _plain(value) for key, value in features.items()}
    return f"{origin} -{kind} {sorted(plain.items())}-> {to}"


def _said(a: Annotation) -> tuple[Any, ...]:
    spans = [[s.begin, s.end] for s in a.spans]
    features = {key: _plain(value) for key, value in a.features.items()}
    return a.layer, spans, a.quote, features, a.confidence


def _wanted(data: dict[str, Any]) -> tuple[Any, ...]:
    return data["layer"], data["spans"], data["quote"], data["features"], data["confidence"]


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
