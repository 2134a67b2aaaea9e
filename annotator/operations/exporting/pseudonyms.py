"""Annotators leave an export under pseudonyms: no name or id of a person is in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle, Header
from annotator.model.corpus import Document
from annotator.model.data import strings_in
from annotator.model.review import PERSON, Annotator, Comment, Decision, Round
from annotator.store.reading.queries import Reader

N = TypeVar("N", Annotation, Relation)
_BLOCK = 10
_SIGNS = re.compile(r"[^\W\d_].*[\d_@.:-]|[\d_@.:-].*[^\W\d_]")
_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_KEPT = frozenset(("id", "quote", "spans", "features", "text", "layer", "type", "segments"))
"""What stays as it was in annotations that are kept as plain data."""
_SHORTEST = 3
"""Characters from which on a name is also looked for within other strings, such as file names."""


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Ids of persons and what stands for each.

    `names` are those they are called by, their addresses among them.
    """

    of: Mapping[str, str]
    names: Mapping[str, str]

    def id_of(self, annotator: str) -> str:
        """Return what stands for an annotator: machines and the adjudicated set stay."""
        return self.of.get(annotator, annotator)

    def masked(self, value: Any) -> Any:
        """Return plain data in whose values nobody is named, be it as a part of a string."""
        if isinstance(value, str):
            return _without({**self.names, **self.of}, value, re.IGNORECASE)
        if isinstance(value, Mapping):
            found = cast(Mapping[str, Any], value)
            return {self.id_of(key): self.masked(part) for key, part in found.items()}
        if isinstance(value, list | tuple):
            return [self.masked(part) for part in cast(list[Any], value)]
        return value

    def masked_text(self, text: str) -> str:
        """Return what somebody wrote without names of people.

        Of ids those are taken out that no word of a language can be: with a digit or a sign.
        """
        ids = {key: said for key, said in self.of.items() if _SIGNS.search(key)}
        told = {**self.names, **ids}
        return _without({**{name.upper(): said for name, said in told.items()}, **told}, text)

    def masked_texts(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return what people wrote, by language, without their names."""
        return {key: self.masked_text(text) for key, text in texts.items()}

    def masked_note(self, note: Mapping[str, str] | None) -> dict[str, str] | None:
        """Return a note without names of people, None if there is none."""
        return None if note is None else self.masked_texts(note)


def _without(words: Mapping[str, str], text: str, flags: int = 0) -> str:
    # The longer ones first, so that no part of a name is left.
    for word in sorted(words, key=len, reverse=True):
        if word == text:
            return words[word]
        if len(word) >= _SHORTEST and word.casefold() in text.casefold():
            text = re.sub(
                rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", words[word], text, flags=flags
            )
    return text


def pseudonyms_of(reader: Reader, salt: str) -> Pseudonyms:
    """Return the pseudonyms of all persons of a corpus: a01, a02, …

    They stay the same as long as the corpus does, whoever comes later, and do not tell who came
    first: each ten of annotators is shuffled by `salt`, which no export has.
    """
    people = reader.annotators()
    others = {a.id for a in people if a.kind != PERSON}
    numbers = {a.id: _shuffled(reader.number_of("annotator", a.id), salt) for a in people}
    letter = next(x for x in "aprs" if not any(re.fullmatch(rf"{x}\d+", k) for k in others))
    persons = [a for a in people if a.kind == PERSON]
    of = {a.id: f"{letter}{numbers[a.id]:02}" for a in persons}
    return Pseudonyms(of, {name: of[a.id] for a in persons for name in _names_of(a)})


def pseudonyms_for(reader: Reader, salt: str, insiders: Collection[str | None]) -> Pseudonyms:
    """Return the pseudonyms of all persons but some, who know each other."""
    names = pseudonyms_of(reader, salt)
    kept = {key: said for key, said in names.of.items() if key not in insiders}
    told = {name: said for name, said in names.names.items() if said in kept.values()}
    return Pseudonyms(kept, told)


def _names_of(person: Annotator) -> set[str]:
    """Return what a person is called, and their addresses."""
    told = " ".join(map(str, strings_in([person.id, dict(person.note or {}), person.extra])))
    return {name for name in person.names.values() if name} | set(_ADDRESS.findall(told))


def _shuffled(number: int, salt: str) -> int:
    block, place = divmod(number - 1, _BLOCK)
    order = sorted(
        range(_BLOCK), key=lambda n: hashlib.sha256(f"{salt}/{block}/{n}".encode()).digest()
    )
    return block * _BLOCK + order.index(place) + 1


def masked_people(reader: Reader, salt: str) -> frozenset[str]:
    """Return the pseudonyms under which a package may bring back people who are in a corpus."""
    return frozenset(pseudonyms_of(reader, salt).of.values()) - {a.id for a in reader.annotators()}


def header_without(header: Header, people: Collection[str]) -> Header:
    """Return a header that brings none of these people."""
    kept = tuple(a for a in header.annotators if a.id not in people)
    return replace(header, annotators=kept)


def bundle_without(bundle: Bundle, people: Collection[str]) -> Bundle:
    """Return a bundle that assigns its document to none of these people."""
    kept = tuple(a for a in bundle.assignments if a.annotator not in people)
    return replace(bundle, assignments=kept)


def masked_header(header: Header, names: Pseudonyms) -> Header:
    """Return a header in which no person is named."""
    return replace(
        header,
        annotators=tuple(
            Annotator(id=names.id_of(a.id), kind=a.kind) if a.id in names.of else a
            for a in header.annotators
        ),
        entities=tuple(
            replace(e, note=names.masked_note(e.note), extra=names.masked(e.extra))
            for e in header.entities
        ),
        sets=tuple(
            replace(s, names=names.masked_texts(s.names), extra=names.masked(s.extra))
            for s in header.sets
        ),
        document_relations=tuple(
            replace(r, note=names.masked_note(r.note), extra=names.masked(r.extra))
            for r in header.document_relations
        ),
        comments=tuple(_comment(c, names) for c in header.comments),
        rounds=tuple(_round(r, names) for r in header.rounds),
        history=tuple(names.masked(step) for step in header.history),
        extra=names.masked(header.extra),
    )


def masked_bundle(bundle: Bundle, names: Pseudonyms) -> Bundle:
    """Return a bundle in which no person is named; texts, quotes and features are as they were."""
    return replace(
        bundle,
        document=_document(bundle.document, names),
        annotations=tuple(_made(a, names) for a in bundle.annotations),
        relations=tuple(_made(r, names) for r in bundle.relations),
        comments=tuple(_comment(c, names) for c in bundle.comments),
        segments=tuple(replace(s, extra=names.masked(s.extra)) for s in bundle.segments),
        assignments=tuple(
            replace(
                a,
                annotator=names.id_of(a.annotator),
                reason=a.reason and names.masked_text(a.reason),
                extra=names.masked(a.extra),
            )
            for a in bundle.assignments
        ),
        revisions=tuple(
            replace(
                r,
                reason=r.reason and names.masked_text(r.reason),
                lost=_as_data(r.lost, names),
                extra=names.masked(r.extra),
            )
            for r in bundle.revisions
        ),
        decisions=tuple(_decision(d, names) for d in bundle.decisions),
    )


def _made(noun: N, names: Pseudonyms) -> N:
    return noun._replace(
        annotator=names.id_of(noun.annotator),
        source_id=noun.source_id and names.masked_text(noun.source_id),
        origin_detail=names.masked(noun.origin_detail),
        extra=names.masked(noun.extra),
    )


def _comment(comment: Comment, names: Pseudonyms) -> Comment:
    return replace(
        comment,
        annotator=names.id_of(comment.annotator),
        texts=names.masked_texts(comment.texts),
        extra=names.masked(comment.extra),
    )


def _round(handed: Round, names: Pseudonyms) -> Round:
    return replace(
        handed,
        names=names.masked_texts(handed.names),
        annotators=tuple(sorted(map(names.id_of, handed.annotators))),
        extra=names.masked(handed.extra),
    )


def _decision(decision: Decision, names: Pseudonyms) -> Decision:
    """Return a decision with pseudonyms, by whose order nobody is told from another."""
    versions = {
        names.id_of(who): tuple(_as_data(part, names) for part in version)
        for who, version in decision.versions.items()
    }
    replies = {names.id_of(who): reply for who, reply in decision.replies.items()}
    return replace(
        decision,
        annotator=names.id_of(decision.annotator),
        versions={who: versions[who] for who in sorted(versions)},
        taken=None if decision.taken is None else names.id_of(decision.taken),
        reason=names.masked_text(decision.reason),
        replies={
            who: replace(replies[who], text=names.masked_text(replies[who].text))
            for who in sorted(replies)
        },
        extra=names.masked(decision.extra),
    )


def _document(document: Document, names: Pseudonyms) -> Document:
    metadata = {
        key: replace(value, note=names.masked_note(value.note), extra=names.masked(value.extra))
        if value.note or value.extra
        else value
        for key, value in document.metadata.items()
    }
    return replace(
        document,
        name=names.masked_text(document.name),
        source_id=document.source_id and names.masked_text(document.source_id),
        file=names.masked(document.file),
        metadata=metadata,
        source=names.masked(document.source),
        extra=names.masked(document.extra),
    )


def _as_data(data: Any, names: Pseudonyms) -> Any:
    """Return nouns that are kept as plain data, with the work of each person under the pseudonym.

    What a correction lost is kept so, and what a decision was about.
    """
    if isinstance(data, Mapping):
        found = cast(Mapping[str, Any], data)
        return {key: _part(key, value, names) for key, value in found.items()}
    if isinstance(data, list | tuple):
        return [_as_data(item, names) for item in cast(list[Any], data)]
    return names.masked(data)


def _part(key: str, value: Any, names: Pseudonyms) -> Any:
    if key in _KEPT:
        return value
    if key == "annotator" and isinstance(value, str):
        return names.id_of(value)
    if key == "texts" and isinstance(value, Mapping):
        return names.masked_texts(cast(Mapping[str, str], value))
    return _as_data(value, names)
