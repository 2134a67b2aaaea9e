"""An annotated article as data: what is to be made by keys."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from annotator.model.entity import Entity
from annotator.model.review import (
    COMMENT,
    ON_ANNOTATION,
    ON_DOCUMENT,
    ON_ENTITY,
    ON_RELATION,
    ON_SPANS,
    OPEN,
)
from annotator.model.scheme import TOKEN, TOKENS
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus
from annotator.operations.tagging.entities import set_entity
from annotator.operations.tagging.filling import values_by_names
from annotator.operations.tagging.kinds_said import entity_feature
from annotator.store.store import Store
from annotator.text.graphemes import is_boundary
from annotator.text.quoting import name_form, quote_of
from annotator.text.tokens import trim
from annotator.ui.action_table.action import TWINS, twin
from tests.journeys.possible import possible, scheme_of

WHO = "me"
LETTERS = [letter for letter in TWINS if letter != "й"]
Spans = tuple[tuple[int, int], ...]
REMARKED = (ON_ANNOTATION, ON_RELATION, ON_ENTITY, ON_SPANS)
"""What a comment may be on besides the document; the first three have an id."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One annotation to make; without spans it is a label of segments, or of the document."""

    key: str
    layer: str
    spans: Spans
    features: Mapping[str, Any]
    is_unsure: bool
    quote: str
    segments: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, Spans, tuple[str, ...]]:
        """The layer and what it is about."""
        return self.layer, self.spans, self.segments


@dataclass(frozen=True, slots=True)
class Link:
    """One relation to make; `to` is the key of an annotation or the id of a built-in entity."""

    kind: str
    origin: str
    to: str
    to_entity: bool
    features: Mapping[str, Any]
    is_unsure: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment to make on what `anchor` says: a target by its key, spans, or the document."""

    key: str
    anchor: str
    target: str
    spans: Spans
    text: str
    kind: str
    thread: str
    is_resolved: bool


@dataclass(frozen=True, slots=True)
class Goal:
    """All that is to be made on one article."""

    path: Path
    annotations: dict[str, Wanted]
    links: tuple[Link, ...]
    remarks: tuple[Remark, ...] = ()
    segments: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])

    def links_from(self, key: str) -> list[Link]:
        """Return the relations that start in an annotation."""
        return [link for link in self.links if link.origin == key]


def read_goal(path: Path) -> Goal:
    """Read an `annotations/1` file; it may have labels and comments on anything besides."""
    data, _ = possible(read_data(path))
    text = _text(path, data)
    away = {*_beyond(text, data), *_within_characters(text, data), *_on_blanks(text, data)}
    annotations = {
        a["id"]: Wanted(
            a["id"],
            a["layer"],
            tuple(sorted((b, e) for b, e in a["spans"])),
            a["features"],
            a.get("confidence", "sure") != "sure",
            a.get("quote") or " … ".join(text[b:e] for b, e in sorted(a["spans"])),
            tuple(a.get("segments") or ()),
        )
        for a in data["annotations"]
        if a["id"] not in away
    }
    links = tuple(
        Link(
            r["type"],
            r["from"]["annotation"],
            r["to"].get("annotation") or r["to"]["entity"],
            "entity" in r["to"],
            r.get("features") or {},
            r.get("confidence", "sure") != "sure",
            r["id"],
        )
        for r in data["relations"]
        if not _is_of_label(r, annotations) and away.isdisjoint(_ends(r))
    )
    away |= {r["id"] for r in data["relations"]} - {x.key for x in links}
    said = [_remark(c) for c in data.get("comments") or ()]
    remarks = tuple(r for r in said if r.target not in away)
    segments = {s["id"]: (s["begin"], s["end"]) for s in data["segments"]}
    return Goal(path, annotations, links, remarks, segments)


def read_data(path: Path) -> dict[str, Any]:
    """Read an article, with or without a mark of the byte order; lists that it lacks are empty."""
    data = json.loads(path.read_text(encoding="utf-8-sig"))
    if isinstance(data, dict):
        for key in ("segments", "entities", "annotations", "relations", "comments"):
            data[key] = [] if data.get(key) is None else data[key]
    return data


def _beyond(text: str, data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ids of what has an end that is not in the text, or one before its begin."""
    for a in data["annotations"]:
        if not all(0 <= b <= e <= len(text) for b, e in a["spans"]):
            yield a["id"]


def _within_characters(text: str, data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ids of what begins or ends where no caret can stand: within a character."""
    beyond = set(_beyond(text, data))
    for a in data["annotations"]:
        is_there = a["id"] not in beyond
        if is_there and not all(is_boundary(text, at) for span in a["spans"] for at in span):
            yield a["id"]


def _on_blanks(text: str, data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ids of what is empty, or has white space at an end, on a layer about tokens."""
    about = {x.id for x in scheme_of(data).layers if x.anchoring in (TOKEN, TOKENS)}
    beyond = set(_beyond(text, data))
    for a in data["annotations"]:
        if a["layer"] not in about or a["id"] in beyond:
            continue
        if any(b == e or trim(text, b, e) != (b, e) for b, e in a["spans"]):
            yield a["id"]


def _otherwise_quoted(text: str, data: Mapping[str, Any], away: set[str]) -> Iterator[str]:
    """Yield the ids of what is made, but quotes other words than those that stand there."""
    for a in data["annotations"]:
        words = quote_of(text, sorted((b, e) for b, e in a["spans"]))
        is_told = bool(a["spans"] and a.get("quote")) and a["id"] not in away
        if is_told and name_form(a["quote"]) != name_form(words):
            yield a["id"]


def _text(path: Path, data: Mapping[str, Any]) -> str:
    return (path.parent / Path(data["document"]["file"]).name).read_bytes().decode()


def _remark(told: Mapping[str, Any]) -> Remark:
    anchor, texts = told["anchor"], told["texts"]
    kind = next((k for k in REMARKED if k in anchor), ON_DOCUMENT)
    return Remark(
        told["id"],
        kind,
        anchor.get(kind, "") if kind in REMARKED[:3] else "",
        tuple((b, e) for b, e in anchor.get(ON_SPANS, ())),
        texts.get("en") or next(iter(texts.values()), ""),
        told.get("kind", COMMENT),
        told.get("thread") or "",
        told.get("state", OPEN) != OPEN,
    )


def left_out(path: Path) -> list[str]:
    """Return in words what an `annotations/1` file has besides that a journey does not make.

    Segments, metadata and entities are there before it begins.
    """
    data, unknown = possible(read_data(path))
    goal, text = read_goal(path), _text(path, data)
    beyond, away = list(_beyond(text, data)), list(_within_characters(text, data))
    blank = list(_on_blanks(text, data))
    quoted = list(_otherwise_quoted(text, data, {*beyond, *away, *blank}))
    labelled = [r for r in data["relations"] if _is_of_label(r, goal.annotations)]
    linked = {x.key for x in goal.links} | {r["id"] for r in labelled}
    comments = data.get("comments") or ()
    made = {r.key for r in goal.remarks}
    found = (
        ("annotations that end outside of the text, or before they begin", beyond),
        ("annotations that begin or end within a character, where no caret stands", away),
        ("annotations of nothing, or with white space at an end, which is in no token", blank),
        ("quotes that are not the words at the offsets beside them", quoted),
        ("relations of these", [r for r in data["relations"] if r["id"] not in linked]),
        ("relations of labels, which have no place in the text to link them at", labelled),
        ("comments on what is not made", [c for c in comments if c["id"] not in made]),
        ("comments in a second language", [c for c in comments if len(c["texts"]) > 1]),
        ("relations of the document", data["document"].get("relations_of_document") or ()),
        ("records of the file that the program does not read", data.get("unread") or ()),
        ("other documents of the file", data.get("other_documents") or ()),
        ("annotations of other annotators", data.get("of_others") or ()),
        *((x, data.get(x) or ()) for x in ("suggestions", "tokens", "sentences", "decisions")),
    )
    told = [(what, len(rows)) for what, rows in found]
    return [f"{count} {what}" for what, count in (*unknown.items(), *told) if count]


def _ends(relation: Mapping[str, Any]) -> list[str]:
    ends = relation["from"]["annotation"], relation["to"].get("annotation")
    return [end for end in ends if end is not None]


def _is_of_label(relation: Mapping[str, Any], annotations: Mapping[str, Wanted]) -> bool:
    return any(end in annotations and not annotations[end].spans for end in _ends(relation))


def make_corpus(goal: Goal, folder: Path) -> Path:
    """Make a corpus with the article, its segments and known entities, and nothing tagged.

    Entities whose names do not say enough have letters first. LookupError if the program does
    not read the article.
    """
    data = read_data(goal.path)
    data.update(annotations=[], relations=[], comments=[])
    data["document"].pop("relations_of_document", None)
    bare = folder / goal.path.name
    bare.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    name = Path(data["document"]["file"]).name
    (folder / name).write_bytes((goal.path.parent / name).read_bytes())
    corpus = folder / "goal.corpus"
    with new_corpus(corpus, scheme=scheme_of(data)) as store:
        report = import_files(store, [bare])
        if report.refused:
            raise LookupError(report.refused[0].reason)
        _give_letters(store, goal)
    return corpus


def _give_letters(store: Store, goal: Goal) -> None:
    needed: dict[str, int] = {}
    for wanted in goal.annotations.values():
        layer = store.scheme.layer(wanted.layer)
        feature = entity_feature(layer) if layer is not None else None
        if layer is None or feature is None:
            continue
        value = wanted.features.get(feature.id) or []
        ids = [value] if isinstance(value, str) else list(value)
        says = values_by_names(store, layer, wanted.quote, {}).get(feature.id)
        weight = 1 if says == value else 100
        for key in ids:
            needed[key] = needed.get(key, 0) + weight
    free = list(LETTERS)
    for key in sorted(needed, key=lambda k: (-needed[k], k))[: len(LETTERS)]:
        entity = store.read().entity(key)
        if entity is not None:
            letter = _letter_for(entity, free)
            free.remove(letter)
            set_entity(store, replace(entity, letter=letter), annotator="author")


def _letter_for(entity: Entity, free: list[str]) -> str:
    for name in entity.names.values():
        for character in name.casefold():
            for letter in free:
                if twin(letter) == twin(character):
                    return letter
    return free[0]
