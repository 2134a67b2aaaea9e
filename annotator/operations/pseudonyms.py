"""Annotators leave an export under pseudonyms: no name or id of a person is in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle, Header
from annotator.model.corpus import Document
from annotator.model.review import PERSON, Annotator, Comment, Decision, Round
from annotator.store.queries import Reader

N = TypeVar("N", Annotation, Relation)
_BLOCK = 10
_SHORTEST = 3
"""Characters from which on a name is also looked for within other strings, such as file names."""


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Ids of persons and what stands for each; `names` are those they are called by."""

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
            return {key: self.masked(part) for key, part in found.items()}
        if isinstance(value, list | tuple):
            return [self.masked(part) for part in cast(list[Any], value)]
        return value

    def masked_text(self, text: str) -> str:
        """Return what somebody wrote without names of people."""
        return _without(self.names, text)

    def masked_texts(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return what people wrote without their names; an id may be a word like any other."""
        return {key: _without(self.names, text) for key, text in texts.items()}


def _without(words: Mapping[str, str], text: str, flags: int = 0) -> str:
    # The longer ones first, so that no part of a name is left.
    for word in sorted(words, key=len, reverse=True):
        if word == text:
            return words[word]
        if len(word) >= _SHORTEST:
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
    return Pseudonyms(of, {name: of[a.id] for a in persons for name in a.names.values() if name})


def _shuffled(number: int, salt: str) -> int:
    block, place = divmod(number - 1, _BLOCK)
    order = sorted(
        range(_BLOCK), key=lambda n: hashlib.sha256(f"{salt}/{block}/{n}".encode()).digest()
    )
    return block * _BLOCK + order.index(place) + 1


def masked_header(header: Header, names: Pseudonyms) -> Header:
    """Return a header in which no person is named."""
    return replace(
        header,
        annotators=tuple(
            Annotator(id=names.id_of(a.id), kind=a.kind) if a.kind == PERSON else a
            for a in header.annotators
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
        assignments=tuple(
            replace(a, annotator=names.id_of(a.annotator)) for a in bundle.assignments
        ),
        revisions=tuple(replace(r, lost=_lost(r.lost, names)) for r in bundle.revisions),
        decisions=tuple(_decision(d, names) for d in bundle.decisions),
    )


def _made(noun: N, names: Pseudonyms) -> N:
    return noun._replace(
        annotator=names.id_of(noun.annotator),
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
    versions = {names.id_of(who): _version(v, names) for who, v in decision.versions.items()}
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


def _version(
    version: tuple[Mapping[str, Any], ...], names: Pseudonyms
) -> tuple[Mapping[str, Any], ...]:
    return tuple(
        {
            **_lost(data, names),
            **{key: names.masked(data[key]) for key in ("origin_detail",) if key in data},
        }
        for data in version
    )


def _document(document: Document, names: Pseudonyms) -> Document:
    return replace(
        document,
        file=names.masked(document.file),
        source=names.masked(document.source),
        extra=names.masked(document.extra),
    )


def _lost(lost: Mapping[str, Any], names: Pseudonyms) -> dict[str, Any]:
    """Return what a correction lost, with the work of each person under the pseudonym."""

    def part(value: Any) -> Any:
        if isinstance(value, Mapping):
            found = cast(Mapping[str, Any], value)
            return {
                k: names.id_of(v) if k == "annotator" and isinstance(v, str) else part(v)
                for k, v in found.items()
            }
        if isinstance(value, list | tuple):
            return [part(item) for item in cast(list[Any], value)]
        return value

    return part(lost)
