"""Sets features in the inspector by keys, whatever their type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from annotator.model.presentation import choices_of
from annotator.model.scheme import Feature
from tests.journeys.asked import plain
from tests.journeys.giving_up import GivenUpError, ensure, first, need
from tests.journeys.goal import Wanted
from tests.journeys.typist import SHIFT

if TYPE_CHECKING:
    from tests.journeys.journey import Journey

_DIGITS = 9
"""Values with a greater number have no digit."""
_MOST_VALUES = 200


class Filling:
    """Presses the keys that set the features of the current annotation."""

    def __init__(self, journey: Journey) -> None:
        """Press them in a journey."""
        self._journey = journey

    @property
    def _form(self) -> Any:
        return self._journey.window.columns.inspector.features

    def set_features(self, one: Wanted) -> None:
        """Set in the inspector what is not yet as it should be, and go back to the text."""
        journey, typist, form = self._journey, self._journey.typist, self._form
        for _ in range(_MOST_VALUES):
            wrong = journey.wrong(one)
            if not wrong:
                break
            if not form.has_focus():
                self._open(one, wrong)
            target = self._walk(wrong)
            before = journey.now(one).features
            self._fill(one, target)
            if journey.now(one).features == before:
                # The program has refused it, and said why.
                break
        ensure(not journey.wrong(one), f"{', '.join(journey.wrong(one))} cannot be set")
        if form.has_focus():
            typist.key(Qt.Key.Key_Escape)

    def _walk(self, wrong: list[str]) -> str:
        """Go to the nearest of the fields that are wrong, field by field; return its feature."""
        typist, form = self._journey.typist, self._form
        order = list(form._fields)
        known = [k for k in wrong if k in order]
        ensure(known, f"no field is shown for {', '.join(wrong)}")
        at = self._here()
        target = min(known, key=lambda k: abs(order.index(k) - order.index(at)))
        for _ in range(2 * len(order)):
            if at == target:
                return target
            is_on = order.index(target) > order.index(at)
            typist.key(Qt.Key.Key_Tab if is_on else Qt.Key.Key_Backtab)
            at = self._here()
        raise GivenUpError(f"no key goes to the field of {target}")

    def _here(self) -> str:
        """Return the feature whose field has the focus."""
        fields = self._form._fields.items()
        return first((k for k, f in fields if f.hasFocus()), "no key goes to its features")

    def _open(self, one: Wanted, wrong: list[str]) -> None:
        """Go to the features: from a frame by Enter, else to what is missing, or to the first."""
        journey = self._journey
        features = journey.session.scheme.layer(one.layer).features
        ensure(features, "its layer has no features")
        begin = features[0].id
        if journey.window.text_keys.mode == "frame":
            journey.typist.key(Qt.Key.Key_Return)
        elif wrong == [begin] and begin in journey.now(one).features:
            journey.typist.key(Qt.Key.Key_Backtab, SHIFT)
        else:
            journey.typist.key(Qt.Key.Key_Tab)

    def _fill(self, one: Wanted, key: str) -> None:
        scheme = self._journey.session.scheme
        feature = need(scheme.layer(one.layer).feature(key), f"its layer has no feature {key}")
        now = plain(self._journey.now(one).features.get(key))
        self.fill(self._form.field(key), feature, now, one.features.get(key))

    def fill(self, field: Any, feature: Feature, now: Any, value: Any) -> None:
        """Press what brings a field that has the focus nearer to a value."""
        if value is None:
            self._journey.typist.key(Qt.Key.Key_Backspace)
        elif feature.type in ("tag", "boolean"):
            self._choose(field, feature, value)
        elif feature.type == "tags":
            have = now or []
            if have != value[: len(have)]:
                self._journey.typist.key(Qt.Key.Key_Backspace)
            else:
                self._choose(field, feature, value[len(have)])
        elif feature.type in ("entity", "entities"):
            self._fill_entities(field, now or (), [value] if isinstance(value, str) else value)
        else:
            for sign in _written(value):
                self._journey.typist.sign(sign)
            self._journey.typist.key(Qt.Key.Key_Return)

    def _choose(self, field: Any, feature: Feature, value: Any) -> None:
        """Take a value by its digit, else type as much of its name as it takes."""
        choices = choices_of(self._journey.session.scheme, feature, "en")
        values = [v for v, _ in choices]
        ensure(value in values, f"{value} is no value that is offered for {feature.id}")
        number = values.index(value) + 1
        if number <= _DIGITS:
            self._journey.typist.sign(str(number))
        else:
            self._type(field, choices[number - 1][1], value)

    def _fill_entities(self, field: Any, now: Any, wanted: list[str]) -> None:
        """Take away from the end what is not wanted there, or add the next, by letter or name."""
        have = [now] if isinstance(now, str) else list(now)
        if have != wanted[: len(have)]:
            self._journey.typist.key(Qt.Key.Key_Backspace)
            return
        ensure(len(have) < len(wanted), "its entities are there already")
        key = wanted[len(have)]
        entity = need(self._journey.session.entities.get(key), f"there is no entity {key}")
        name = next(iter(entity.names.values()), entity.id)
        self._type(field, entity.letter or name, entity.id)

    def _type(self, field: Any, name: str, wanted: Any) -> None:
        """Type in a field as much of a name as it takes, and take the value wanted."""
        typist = self._journey.typist
        # A digit would choose at once: what begins with one is walked to, or a blank goes before.
        if name[:1].isdigit():
            typist.key(Qt.Key.Key_Down)
            name = "" if wanted in _offered(field) else f" {name}"
        for sign in name:
            typist.sign(sign)
            if _offered(field)[:1] == [wanted]:
                break
        if not _offered(field):
            typist.key(Qt.Key.Key_Down)
        ensure(wanted in _offered(field), f"{wanted} is not offered")
        # Two may be called the same, so they are told apart by what they are.
        steps = _offered(field).index(wanted) - field._list.currentRow()
        for _ in range(abs(steps)):
            typist.key(Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
        typist.key(Qt.Key.Key_Return)


def _written(value: Any) -> str:
    """Return a value as it is typed, a number in as few signs as say just it."""
    short = f"{value:g}" if isinstance(value, float) else str(value)
    return short if not isinstance(value, float) or float(short) == value else repr(value)


def _offered(field: Any) -> list[Any]:
    """Return the values that a field offers now; its list has each in a tuple of its own."""
    rows = range(field._list.count() if field._list.isVisible() else 0)
    held = [field._list.item(row).data(Qt.ItemDataRole.UserRole) for row in rows]
    return [value[0] for value in held if value]
