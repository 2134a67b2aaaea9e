"""Sets in the inspector, by keys, what features relations have besides their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.model.ladder import ladder_of
from tests.journeys.asked import plain
from tests.journeys.giving_up import GivenUpError, first, need
from tests.journeys.goal import Link, Wanted

if TYPE_CHECKING:
    from tests.journeys.journey import Journey

_MOST_PANES, _MOST_VALUES = 12, 40


class Detailing:
    """Presses the keys that set the features of relations."""

    def __init__(self, journey: Journey) -> None:
        """Press them in a journey."""
        self._journey = journey

    def set_features(self, one: Wanted) -> None:
        """Set what the relations from an annotation, which is current, do not say as they should.

        What is not linked yet, and where it stands on the ladder, is not looked at.
        """
        wrong = {x.key: keys for x in self._links(one) if (keys := self._wrong(one, x))}
        if not wrong:
            return
        for link in self._links(one):
            for key in wrong.get(link.key, ()):
                what = f"{key} of {one.key} -{link.kind}-> {link.to}"
                self._journey.attempt(what, lambda x=link, k=key: self._set(one, x, k))
        self._journey.back_to_text()

    def _links(self, one: Wanted) -> list[Link]:
        made = self._journey.session.relations_from(self._journey.ids[one.key])
        have, ids = {(r.type, r.to_id) for r in made}, self._journey.ids
        links, given_up = self._journey.goal.links_from(one.key), self._journey.framing.given_up
        links = [x for x in links if x.key not in given_up]
        return [x for x in links if (x.kind, ids.get(x.to, x.to)) in have]

    def _wrong(self, one: Wanted, link: Link) -> list[str]:
        """Return the features of a relation that are not as they should be, in their order."""
        scheme, relation = self._journey.session.scheme, self._journey.framing.relation(one, link)
        kind, ladder = scheme.relation_type(link.kind), ladder_of(scheme, one.layer)
        placed = (ladder.level, ladder.chain) if ladder and ladder.is_on(kind) else ()
        asked = [f.id for f in kind.features if f.id not in placed]
        now = relation.features
        return [k for k in asked if plain(now.get(k)) != link.features.get(k)]

    def _set(self, one: Wanted, link: Link, key: str) -> None:
        journey = self._journey
        if journey.session.current != journey.ids[one.key]:
            journey.relating.make_current(one)
        journey.window.columns.inspector.settle()
        feature = journey.session.scheme.relation_type(link.kind).feature(key)
        for _ in range(_MOST_VALUES):
            before = journey.framing.relation(one, link)
            now = plain(before.features.get(key))
            if now == link.features.get(key):
                return
            journey.filling.fill(self._field(before.id, key), feature, now, link.features.get(key))
            if journey.framing.relation(one, link).features == before.features:
                break
        raise GivenUpError(f"{key} cannot be set")

    def _field(self, relation: str, key: str) -> Any:
        """Walk to the field of a feature: on from another one, else from the row of its end."""
        ends = self._journey.window.columns.inspector.parts._ends
        fields = list(ends._features._fields.values())
        field = need(ends._features._fields.get((relation, key)), f"no field is shown for {key}")
        here = next((n for n, f in enumerate(fields) if f.hasFocus()), len(fields))
        if here > fields.index(field):
            rows = (row for row in ends._rows if field in row.fields)
            self._walk_to_row(first(rows, f"{key} is in no row of the ends"))
            self._journey.typist.key(Qt.Key.Key_Tab)
        for _ in fields:
            if field.hasFocus():
                return field
            self._journey.typist.key(Qt.Key.Key_Tab)
        raise GivenUpError(f"no key goes to the field of {key}")

    def _walk_to_row(self, row: QWidget) -> None:
        """Go by panes to the inspector, on to the first row of an end, and down."""
        journey, inspector = self._journey, self._journey.window.columns.inspector
        journey.back_to_text()
        for _ in range(_MOST_PANES):
            if inspector.hasFocus():
                break
            journey.typist.key(Qt.Key.Key_F6)
        journey.typist.key(Qt.Key.Key_Tab)
        for _ in inspector.parts._ends._rows:
            if row.hasFocus():
                return
            journey.typist.key(Qt.Key.Key_Down)
