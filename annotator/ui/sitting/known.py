"""What a sitting knows of the whole corpus: scheme, people, entities, and their names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.model.change import ChangeSet
from annotator.model.entity import Entity
from annotator.model.ladder import ladder_of
from annotator.model.language import text_in
from annotator.model.presentation import OF_ENTITIES, kept_value_name, layer_letters
from annotator.model.review import Annotator
from annotator.model.scheme import Feature, Scheme
from annotator.store.store import Store
from annotator.ui.action_table.action import TEXT, WINDOW
from annotator.ui.sitting.view_data import MarkMaker
from annotator.ui.words.fixed import word
from annotator.ui.words.told_keys import TABLE_KEYS, Keys

if TYPE_CHECKING:
    from annotator.ui.sitting.by_rule import ByRule

_DIGITS = frozenset("123456789")
"""Keys of layers that are actions of their own, and can be given other keys."""


class Known(QObject):
    """Reads what belongs to no single document once, and is kept in step with the store."""

    def __init__(self, store: Store, language: str) -> None:
        """Know an open store; names are given in a language."""
        super().__init__()
        self.store, self.language = store, language
        self.keys: Keys = TABLE_KEYS
        self._entities: dict[str, Entity] | None = None
        self._people: list[Annotator] | None = None
        self._maker: MarkMaker | None = None

    @property
    def scheme(self) -> Scheme:
        """The scheme of the corpus."""
        return self.store.scheme

    @cached_property
    def by_rule(self) -> ByRule:
        """What filled itself in and nobody has looked at yet."""
        from annotator.ui.sitting.by_rule import ByRule

        return ByRule(lambda: self.scheme)

    @property
    def maker(self) -> MarkMaker:
        """Makes marks in the scheme and language of now."""
        known = self._maker
        if known is None or known.scheme is not self.scheme or known.language != self.language:
            self._maker = known = MarkMaker(
                self.scheme, self.language, lambda key: self.entity_label(key)
            )
        return known

    def word(self, code: str, **data: object) -> str:
        """Return a fixed text in the language of the sitting."""
        return word(code, self.language, keys=self.keys, **data)

    @property
    def entities(self) -> Mapping[str, Entity]:
        """All entities of the corpus by id; read once, then kept in step."""
        if self._entities is None:
            self._entities = {e.id: e for e in self.store.read().entities()}
        return self._entities

    def entity_label(self, entity_id: str) -> str:
        """Return what an entity, built-in or of the corpus, is called."""
        for built_in in self.scheme.built_in_entities:
            if built_in.id == entity_id:
                return text_in(built_in.names, self.language, entity_id)
        entity = self.entities.get(entity_id)
        return text_in(entity.names if entity else None, self.language, entity_id)

    def kept_value_said(self, feature: Feature, kept: str) -> str:
        """Return what one value is called that is known as text; entities have names."""
        if feature.type in OF_ENTITIES:
            return self.entity_label(kept)
        return kept_value_name(self.scheme, feature, kept, self.language, in_line=True)

    def annotators(self) -> list[Annotator]:
        """Return the people of the corpus."""
        if self._people is None:
            self._people = self.store.read().annotators()
        return self._people

    def annotator_name(self, annotator_id: str) -> str:
        """Return what an annotator is called."""
        person = next((a for a in self.annotators() if a.id == annotator_id), None)
        return text_in(person.names if person else None, self.language, annotator_id)

    def layer_name(self, layer_id: str) -> str:
        """Return what a layer is called."""
        layer = self.scheme.layer(layer_id)
        return text_in(layer.names if layer else None, self.language, layer_id)

    def no_ends_said(self, layer_id: str) -> str:
        """Return what letters link to a frame that has no ends yet, as the scheme calls them."""
        if ladder_of(self.scheme, layer_id) is not None:
            return self.word("no_ends")
        kinds = self.scheme.relation_types_from(layer_id)
        roles = [
            text_in(kind.role, self.language) or text_in(kind.names, self.language, kind.id)
            for kind in kinds
        ]
        return self.word("no_ends_of", roles=", ".join(dict.fromkeys(roles)))

    def letters(self) -> dict[str, str]:
        """Return the letter of each layer."""
        return layer_letters(self.scheme, self.language)

    def layer_keys(self) -> dict[str, str]:
        """Return layer ids by the key that tags with them."""
        keys = {x.key: x.id for x in self.scheme.layers if x.key and not self._is_taken(x.key)}
        for number, layer in enumerate(self.scheme.layers[:9], start=1):
            if layer.id not in keys.values():
                keys.setdefault(str(number), layer.id)
        return keys

    def _is_taken(self, key: str) -> bool:
        """Say whether a key that a scheme names means something else in the text."""
        return key not in _DIGITS and bool(self.keys.action_of(key, TEXT + WINDOW))

    def layer_caps(self) -> dict[str, str]:
        """Return by layer the key that tags with it now, as people read it."""
        return {
            layer: self.keys.first(f"annotate.layer_{key}") if key in _DIGITS else key
            for key, layer in self.layer_keys().items()
        }

    def forget_known(self) -> None:
        """Read entities and people again when they are next asked for."""
        self._entities = self._people = None

    def keep_known(self, changes: ChangeSet) -> None:
        """Keep what is known of the whole corpus in step."""
        if changes.is_bulk:
            self.forget_known()
            return
        for change in changes.changes:
            if change.table == "annotator":
                self._people = None
            elif change.table == "entity" and self._entities is not None:
                if change.after is not None:
                    self._entities[change.id] = change.after
                else:
                    self._entities.pop(change.id, None)
