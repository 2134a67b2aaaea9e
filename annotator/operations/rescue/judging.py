"""Judges each row of a damaged corpus: does it prove, and is there what it speaks of."""

from __future__ import annotations

from collections import Counter
from typing import Any

from annotator.model.scheme import Scheme
from annotator.operations.rescue.doubts import Doubts
from annotator.store.mending.check import is_right
from annotator.store.mending.rescued import (
    annotation_of_row,
    document_number,
    named_values,
    parents_of,
)
from annotator.text.quoting import quote_of


class Judge:
    """Knows what was saved so far."""

    def __init__(self, scheme: Scheme, doubts: Doubts) -> None:
        """Take the scheme that the new corpus has, and where doubtful rows go."""
        self._layers = {layer.id for layer in scheme.layers}
        self._doubts = doubts
        self._there: set[tuple[str, Any]] = set()
        self._texts: dict[int, str] = {}
        self._keys: dict[int, str] = {}
        self._stands_on: dict[int, int] = {}
        self.saved: Counter[str] = Counter()
        self.of_document: Counter[int] = Counter()

    def key_of(self, document: int) -> str | None:
        """Return the id of a document that was saved."""
        return self._keys.get(document)

    def admits(self, kind: str, raw: tuple[Any, ...], *, is_known: bool = True) -> bool:
        """Say whether a row may go into the new corpus; one that may not is kept apart.

        So is one that proves and that the indexes do not know: it was removed, and a damaged page
        shows it again.
        """
        why = self._doubt(kind, raw) or (None if is_known else "index")
        if why is not None:
            self._doubts.keep(kind, raw, why)
            return False
        self.saved[kind] += 1
        self._there.update(_names(kind, raw))
        number = document_number(kind, raw)
        if number:
            self.of_document[number] += 1
        if kind == "document":
            values = named_values(kind, raw)
            self._keys[raw[0]], self._texts[raw[0]] = values["key"], values["text"]
        elif kind == "annotation":
            self._stands_on[raw[0]] = number
        return True

    def unknown_annotators(self, kind: str, raw: tuple[Any, ...]) -> list[str]:
        """Return whom a row that proves names and nobody else did; they are known from now on."""
        if not is_right(kind, raw):
            return []
        names = [p for p in parents_of(kind, raw) if p[0] == "annotator.key"]
        unknown = [name for name in names if name not in self._there]
        self._there.update(unknown)
        return [str(key) for _, key in unknown]

    def _doubt(self, kind: str, raw: tuple[Any, ...]) -> str | None:
        if not is_right(kind, raw):
            return "checksum"
        if any(name in self._there for name in _names(kind, raw)):
            return "twice"
        parents = parents_of(kind, raw)
        if any(parent not in self._there for parent in parents):
            return "reference"
        ends = [number for table, number in parents if table == "annotation"]
        if any(self._stands_on[end] != document_number(kind, raw) for end in ends):
            # It would hang on what is none of its ends.
            return "reference"
        if kind == "annotation":
            return self._doubt_of_annotation(raw)
        return None

    def _doubt_of_annotation(self, raw: tuple[Any, ...]) -> str | None:
        annotation = annotation_of_row(raw)
        if annotation.layer not in self._layers:
            return "layer"
        text = self._texts[document_number("annotation", raw)]
        if annotation.spans and (
            annotation.spans[-1][1] > len(text)
            or quote_of(text, annotation.spans) != annotation.quote
        ):
            return "quote"
        return None


def _names(kind: str, raw: tuple[Any, ...]) -> list[tuple[str, Any]]:
    """Return by what others point to a row, and what no other row may have."""
    values = named_values(kind, raw)
    names: list[tuple[str, Any]] = [(kind, raw[0])]
    if "key" in values and kind != "segment":
        names.append((f"{kind}.key", values["key"]))
    if kind in ("assignment", "revision"):
        second = values["annotator" if kind == "assignment" else "number"]
        names.append((f"{kind}.pair", (values["document"], second)))
    if kind == "token":
        names.append(("token.document", values["document"]))
    if kind == "annotation" and values["source_id"] is not None:
        whose = (values["document"], values["annotator"], values["source_id"])
        names.append(("annotation.source", whose))
    return names
