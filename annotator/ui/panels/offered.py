"""The values that a feature offers for what is typed, and what a value is called."""

from __future__ import annotations

from typing import Any

from annotator.model.entity import Entity
from annotator.model.language import TRUTH
from annotator.model.presentation import OF_ENTITIES, choices_of, value_name
from annotator.model.scheme import Feature
from annotator.model.values import value_of
from annotator.operations.tagging import entities
from annotator.ui.palette.matching import fits, key_of, named_first
from annotator.ui.panels.choice import Option
from annotator.ui.panels.section import shortened
from annotator.ui.sitting.session import Session

NEW = "_new"
"""What stands before the name in the offer to make an entity of it."""
CHOSEN = ("tag", "tags", "boolean")
"""Types of features whose values are chosen by number."""
_SEVERAL = ("tags", "entities")
_NUMBERS = ("integer", "number")
_MOST_ENTITIES = 50


def value_after(feature: Feature, held: Any, chosen: Any) -> Any:
    """Return what a feature holds after something was chosen or typed; None empties it.

    Of several values the chosen one comes or goes; None takes the last. ValueError if what was
    typed is no number where one is wanted.
    """
    if feature.type in _SEVERAL:
        items: list[Any] = list(held) if isinstance(held, (list, tuple)) else []
        if chosen is None:
            return items[:-1] or None
        items.remove(chosen) if chosen in items else items.append(chosen)
        return items or None
    if isinstance(chosen, str) and feature.type in _NUMBERS:
        return value_of(feature, chosen) if chosen.strip() else None
    return chosen


class Offered:
    """Reads scheme and entities of a sitting as they are when it is asked."""

    def __init__(self, session: Session) -> None:
        """Serve a sitting."""
        self._session = session

    def label(self, feature: Feature, value: Any) -> str:
        """Return what a value is called, "" for none."""
        if value is None:
            return ""
        if feature.type in OF_ENTITIES:
            items = value if isinstance(value, (list, tuple)) else (value,)
            return ", ".join(self._session.entity_label(str(item)) for item in items)
        return value_name(self._session.scheme, feature, value, self._session.language)

    def options(self, feature: Feature, typed: str, *, quote: str = "") -> list[Option]:
        """Return values with their names for what is typed, those named so first.

        The last one of entities makes a new one of it, or of `quote` where nothing is typed.
        """
        session = self._session
        if feature.type in OF_ENTITIES:
            return self._entities(feature, typed.strip(), quote)
        found: list[Option] = []
        for value, label in choices_of(session.scheme, feature, session.language):
            tag = next((t for t in session.scheme.tags_of(feature) if t.id == value), None)
            said = TRUTH[value].values() if tag is None else (tag.id, *tag.names.values())
            names = (label, *said)
            if fits(typed, *names):
                found.append((value, label))
        return named_first(found, typed)

    def _entities(self, feature: Feature, wanted: str, quote: str) -> list[Option]:
        """Return entities for what is typed: with that letter or name first, then by kind."""
        session = self._session
        everyone = session.entities.values()
        ranked = entities.offered(everyone, feature, "", limit=len(session.entities))
        is_letter, whole = len(wanted) == 1, key_of(wanted)
        named: list[Entity] = []
        first = [e for e in ranked if is_letter and e.letter and fits(e.letter, wanted)]
        others: list[Entity] = []
        for entity in ranked:
            own, aliases = entity.names.values(), [a.text for a in entity.aliases]
            if entity in first or not fits(wanted, *own, *aliases):
                continue
            if whole and any(key_of(name) == whole for name in own):
                first.append(entity)
            elif whole and any(key_of(name) == whole for name in aliases):
                named.append(entity)
            else:
                others.append(entity)
            if not whole and len(others) >= _MOST_ENTITIES:
                break
        found = [*first, *named, *others][:_MOST_ENTITIES]
        rows: list[Option] = [(e.id, session.entity_label(e.id)) for e in found]
        name = wanted or quote
        rows.append(((NEW, name), session.word("new_entity", name=shortened(name, 40))))
        return rows
