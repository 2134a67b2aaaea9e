"""What of the annotations is on the text: whose they are, and which are hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import orjson

from annotator.model.annotation import REFUSED, Annotation

ONE, ROWS, DIFFERENCES = "one", "rows", "differences"
MODES = (ONE, ROWS, DIFFERENCES)

Tag = tuple[str, str]
"""Id of a feature, and the value."""


@dataclass(frozen=True, slots=True)
class Showing:
    """One annotator's work, that of several in rows, or what differs; and what is hidden of it."""

    mode: str = ONE
    layers: frozenset[str] = frozenset()
    tags: frozenset[Tag] = frozenset()
    annotators: frozenset[str] = frozenset()

    @property
    def is_filtered(self) -> bool:
        """Say whether anything is hidden that would be shown otherwise."""
        return bool(self.layers or self.tags or (self.annotators and self.mode != ONE))

    def hides(self, annotation: Annotation) -> bool:
        """Say whether an annotation is hidden: by its layer or a value, or as a refused one."""
        if annotation.layer in self.layers or annotation.state == REFUSED:
            return True
        return bool(self.tags) and any(tag in self.tags for tag in tags_of(annotation))

    def readers(self, own: str, others: Iterable[str]) -> tuple[str, ...]:
        """Return whose work is shown, the own first; at least one of them."""
        if self.mode == ONE:
            return (own,)
        everyone = dict.fromkeys((own, *others))
        return tuple(x for x in everyone if x not in self.annotators) or (own,)

    def with_mode(self, mode: str) -> Showing:
        """Return the same with one annotator, several in rows, or the differences."""
        return replace(self, mode=mode)

    def toggled(self, kind: str, value: Any) -> Showing:
        """Hide a layer, tag or annotator (`kind` names the field), or show it again."""
        return replace(self, **{kind: getattr(self, kind) ^ {value}})

    def with_all(self) -> Showing:
        """Return the same with nothing hidden."""
        return Showing(self.mode)

    def to_text(self) -> str:
        """Return it as the settings keep it."""
        data = {
            "mode": self.mode,
            "layers": sorted(self.layers),
            "tags": sorted(self.tags),
            "annotators": sorted(self.annotators),
        }
        return orjson.dumps(data).decode()

    @classmethod
    def of_text(cls, text: str) -> Showing:
        """Read what `to_text` wrote; anything else counts as unset."""
        try:
            data = orjson.loads(text)
            return cls(
                data["mode"] if data["mode"] in MODES else ONE,
                frozenset(map(str, data["layers"])),
                frozenset((str(feature), str(value)) for feature, value in data["tags"]),
                frozenset(map(str, data["annotators"])),
            )
        except (ValueError, TypeError, KeyError):
            return cls()


def tags_of(annotation: Annotation) -> Iterable[Tag]:
    """Return every value of an annotation with its feature."""
    for feature, value in annotation.features.items():
        for item in value if isinstance(value, (list, tuple)) else (value,):
            yield feature, str(item)
