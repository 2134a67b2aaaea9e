"""Entities: who or what is meant, across documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.model.language import Texts

KNOWN, NIL, NOT_LOOKED_UP = "known", "nil", "not_looked_up"
ID_STATES = (KNOWN, NIL, NOT_LOOKED_UP)
SEARCHED_ALIASES = frozenset({"name", "short", "inflected"})
"""Kinds of alias that are looked for in texts; others only say how one text put it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """How texts name an entity: `kind` is name, short, inflected or description."""

    text: str
    language: str | None = None
    kind: str = "name"
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalId:
    """The id of an entity at an authority; `state` is known, nil or not_looked_up."""

    authority: str
    state: str
    value: str | None = None
    note: Texts | None = None
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Who or what is meant.

    `represents` is the id of the entity it speaks or acts for, `parent` of the one it is a
    part of; `letter` is the key that tags with it.
    """

    id: str
    names: Texts = field(default_factory=dict[str, str])
    kinds: tuple[str, ...] = ()
    aliases: tuple[Alias, ...] = ()
    ids: tuple[ExternalId, ...] = ()
    represents: str | None = None
    parent: str | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict[str, Any])
    note: Texts | None = None
    letter: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])
