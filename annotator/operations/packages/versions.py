"""What became of work that two people had: compared with what both began with; pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import orjson

from annotator.formats.jsonl import annotation_data, comment_data, relation_data
from annotator.model.annotation import Annotation, Relation
from annotator.model.identity import key_of
from annotator.model.package import Marks
from annotator.model.review import Comment

Noun = Annotation | Relation | Comment
CONFLICT = "conflict"
"""Key of `origin_detail` (of `extra` in comments): the id of what this is another version of."""

NEW, SAME, CHANGED_HERE, CHANGED_THERE, BOTH_CHANGED, DELETED, REFUSED = (
    "new",
    "same",
    "changed_here",
    "changed_there",
    "both_changed",
    "deleted",
    "refused",
)
FATES = (NEW, SAME, CHANGED_HERE, CHANGED_THERE, BOTH_CHANGED, DELETED, REFUSED)
"""What can become of a noun in a merge; see `compare`."""

_PLACE = ("spans", "quote", "segments", "anchor")


def marks_of(noun: Noun) -> Marks:
    """Return digests of a noun as it is: whole, and without its place. Dates do not count."""
    data = _data_of(noun)
    data.pop("changed", None)
    whole = _digest(data)
    for key in _PLACE:
        data.pop(key, None)
    return whole, _digest(data)


def _data_of(noun: Noun) -> dict[str, Any]:
    if isinstance(noun, Annotation):
        return annotation_data(noun)
    return relation_data(noun) if isinstance(noun, Relation) else comment_data(noun)


def _digest(data: object) -> str:
    packed = orjson.dumps(data, option=orjson.OPT_SORT_KEYS)
    return hashlib.blake2b(packed, digest_size=8).hexdigest()


def sign_of(key: str, marks: Marks) -> str:
    """Return a short sign of a noun as it is, to be kept for many of them."""
    return hashlib.blake2b(f"{key} {marks[0]}".encode(), digest_size=4).hexdigest()


class Fate(NamedTuple):
    """What becomes of one noun: `put` is what is written, None where nothing is.

    `reason` says why it is to be told to people, "" where it need not be.
    """

    fate: str
    id: str
    put: Noun | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What is known of both sides of one document.

    `base` are marks of what both began with. `owner` is whose work is brought; what others own
    stays as it is here, None lets all of it through. `brought` are signs of their work as they
    brought it last time, that of others too which came to them: where it is so still, what they
    have now takes its place. `elsewhere` are signs of work as others brought it. `is_carried`
    says that their text is another one, so that places say nothing. `theirs` are marks of their
    work as it came.
    """

    base: Mapping[str, Marks]
    theirs: Mapping[str, Marks]
    owner: str | None = None
    brought: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()
    is_carried: bool = False


def compare(ours: Mapping[str, Noun], theirs: Mapping[str, Noun], sides: Sides) -> list[Fate]:
    """Return what becomes of each noun of one kind, by id, theirs in their order first."""
    fates = [_fate(ours.get(key), noun, sides) for key, noun in theirs.items()]
    # A second version that they brought goes with what it was one of, unless it is put again.
    put = {fate.put.id for fate in fates if fate.put is not None}
    fates += [
        _gone(noun, sides)
        for key, noun in ours.items()
        if key not in put and _is_gone(noun, key, sides)
    ]
    return fates


def _fate(mine: Noun | None, noun: Noun, sides: Sides) -> Fate:
    key = noun.id
    base, now = sides.base.get(key), sides.theirs[key]
    is_same_there = base is not None and now[0] == base[0]
    if mine is None:
        if is_same_there or sign_of(key, now) in sides.brought:
            return Fate(CHANGED_HERE, key)
        return Fate(NEW, key, noun, "deleted_here" if base is not None else "")
    marks = marks_of(mine)
    came = marks_of(noun) if sides.is_carried else now
    if marks[0] == came[0]:
        return Fate(SAME, key)
    if is_same_there:
        return Fate(CHANGED_HERE, key)
    is_others = sides.owner is not None and noun.annotator != sides.owner
    if is_others and base is not None:
        return Fate(REFUSED, key, None, "not_theirs")
    if is_others and sign_of(key, marks) not in sides.brought:
        # It came to them later, with corrections; ours may have gone on since.
        return Fate(CHANGED_HERE, key)
    if type(mine) is not type(noun) or mine.annotator != noun.annotator:
        return Fate(REFUSED, key, None, "other_annotator")
    if _is_same_here(mine, marks, sides):
        return Fate(CHANGED_THERE, key, noun)
    return Fate(BOTH_CHANGED, key, beside(noun), "both_changed")


def _is_same_here(mine: Noun, marks: Marks, sides: Sides) -> bool:
    sign = sign_of(mine.id, marks)
    if sign in sides.brought or sign in sides.elsewhere:
        return True
    base = sides.base.get(mine.id)
    if base is None:
        return False
    return marks[1] == base[1] if sides.is_carried else marks[0] == base[0]


def beside(noun: Noun) -> Noun:
    """Return their version under an id of its own, which says what it is another version of."""
    key = key_of(CONFLICT, noun.id, noun.annotator)
    if isinstance(noun, Comment):
        extra = {**noun.extra, CONFLICT: noun.id}
        return replace(noun, id=key, source_id=None, extra=extra)
    detail = {**(noun.origin_detail or {}), CONFLICT: noun.id}
    return noun._replace(id=key, source_id=None, origin_detail=detail)


def _is_gone(noun: Noun, key: str, sides: Sides) -> bool:
    """Say whether they had a noun of ours and have it no more."""
    if key in sides.theirs:
        return False
    if key in sides.base:
        return True
    return bool(sides.brought) and sign_of(key, marks_of(noun)) in sides.brought


def _gone(noun: Noun, sides: Sides) -> Fate:
    is_others = sides.owner is not None and noun.annotator != sides.owner
    if is_others and noun.id in sides.base:
        return Fate(REFUSED, noun.id, None, "not_theirs")
    if not _is_same_here(noun, marks_of(noun), sides):
        return Fate(CHANGED_HERE, noun.id, None, "deleted_there")
    return Fate(DELETED, noun.id)


def marks_by_id(nouns: Iterable[Noun]) -> dict[str, Marks]:
    """Return the marks of nouns by id."""
    return {noun.id: marks_of(noun) for noun in nouns}
