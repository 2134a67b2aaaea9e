"""The hits of a search as rows: lines made when they are seen, ticks, what each can take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from annotator.model.annotation import Annotation
from annotator.model.errors import AnnotatorError
from annotator.model.query import Hit
from annotator.model.sentences import sentence_of
from annotator.operations.search.bulk_places import NOTHING, OTHERS, Fit, Places
from annotator.operations.search.searching import Line, Lines
from annotator.text.names import visible
from annotator.ui.search.ticks import Ticks
from annotator.ui.sitting.session import Session

Index = QModelIndex | QPersistentModelIndex
TAG, CHANGE, REMOVE, COMMENT = "tag", "change", "remove", "comment"
PURPOSES = (TAG, CHANGE, REMOVE, COMMENT)
"""What hits are ticked for; it decides which of them can be."""
_LINES_KEPT = 400
_CONTEXT = 160
_UNKNOWN = Fit("", ())
_FEW = 300
"""Hits that are asked one by one whether they can be ticked when all are to be."""
_BLANKS = re.compile(r"\s")


class HitsModel(QAbstractListModel):
    """All hits that are known so far, in one order; a hit that cannot be changed has no tick.

    `redrawn` tells a row that looks otherwise now, -1 for all of them.
    """

    ticks_changed = Signal()
    redrawn = Signal(int)

    def __init__(self, session: Session) -> None:
        """Begin without hits, to tag on the first layer that can be edited."""
        super().__init__()
        self._session = session
        self._hits: list[Hit] = []
        self._rows: dict[str, list[int]] = {}
        self._sorted_in = 0
        self._spans: dict[str, list[tuple[int, int]]] = {}
        self._ticks = Ticks()
        self._lines: dict[Hit, Line] = {}
        self._fits: dict[Hit, Fit] = {}
        self._maker = Lines(session.store.read(), context=_CONTEXT)
        self._places: Places | None = None
        self.purpose = TAG
        self.layer = next((x.id for x in session.scheme.layers if not x.read_only), "")
        self._take_layer()

    # Rows

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many hits there are."""
        return len(self._hits)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what a screen reader says of a hit."""
        if not 0 <= index.row() < len(self._hits):
            return None
        hit = self._hits[index.row()]
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return self._said(hit)
        return None

    def _said(self, hit: Hit) -> str:
        line, word = self.line(hit), self._session.word
        parts = [f"{line.left[-40:]}{line.text}{line.right[:40]}", line.name]
        if self.is_ticked(hit):
            parts.append(word("ticked"))
        elif not self.can_tick(hit):
            parts.append(word("cannot_tick"))
        parts += [self._session.layer_name(layer) for layer in self.fit(hit).layers]
        return on_a_line(" ".join("; ".join(parts).split()))

    def hit(self, row: int) -> Hit | None:
        """Return the hit of a row."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    @property
    def hits(self) -> Sequence[Hit]:
        """All hits in the order of the rows; who keeps them while others are set copies them."""
        return self._hits

    def row_of(self, hit: Hit) -> int:
        """Return the row of a hit, -1 if it is not there."""
        return next((r for r in self.rows_in(hit.document) if self._hits[r] == hit), -1)

    def set_hits(self, hits: Iterable[Hit]) -> None:
        """Show other hits, or the same in another order; ticks of those that stay are kept."""
        self.beginResetModel()
        before, self._hits = self._hits, list(hits)
        # To free so many takes as long as to paint a page of others.
        self._session.leaving.empty((before, self._rows), len(before))
        self._rows, self._sorted_in = {}, 0
        self._spans.clear()
        self._lines.clear()
        if self.tick_count:
            self._ticks.keep(set(self._hits).__contains__)
        self.endResetModel()
        self.ticks_changed.emit()

    def add_hits(self, hits: Sequence[Hit]) -> None:
        """Show more hits after those that are there."""
        if hits:
            first = len(self._hits)
            self.beginInsertRows(QModelIndex(), first, first + len(hits) - 1)
            self._hits.extend(hits)
            self.endInsertRows()

    def line(self, hit: Hit) -> Line:
        """Return the line of a hit, made when it is first asked for."""
        found = self._lines.get(hit)
        if found is None:
            if len(self._lines) >= _LINES_KEPT:
                self._lines.clear()
            found = self._lines[hit] = self._maker.line(hit, with_annotations=False)
        return found

    def document(self, document_id: str) -> tuple[str, str]:
        """Return name and text of a document."""
        return self._maker.document(document_id)

    def rows_in(self, document_id: str) -> Sequence[int]:
        """Return the rows of the hits of one document, in their order."""
        for row in range(self._sorted_in, len(self._hits)):
            self._rows.setdefault(self._hits[row].document, []).append(row)
        self._sorted_in = len(self._hits)
        return self._rows.get(document_id, ())

    def spans_in(self, document_id: str) -> list[tuple[int, int]]:
        """Return where the hits of one document stand, in the order of its text.

        The very same list as long as they are the same; an order of the rows is another one.
        """
        rows, found = self.rows_in(document_id), self._spans.get(document_id)
        if found is None or len(found) != len(rows):
            hits = (self._hits[row] for row in rows)
            found = self._spans[document_id] = sorted((hit.begin, hit.end) for hit in hits)
        return found

    # What hits can take

    def set_layer(self, layer: str) -> None:
        """Ask for another layer what can be tagged on it."""
        if layer != self.layer:
            self.layer = layer
            self._take_layer()
            self._judge_again()

    def set_purpose(self, purpose: str) -> None:
        """Tick for another purpose; ticks that do not suit it go."""
        if purpose != self.purpose:
            self.purpose = purpose
            self.take_layer_of_hits()
            self._judge_again()

    def _take_layer(self) -> None:
        self._fits.clear()
        self._places = None
        try:
            session = self._session
            self._places = Places(session.store, self.layer, annotator=session.annotator)
        except AnnotatorError:
            # A corpus without a layer that can be edited: nothing can be tagged.
            self._places = None

    def refresh(self) -> None:
        """Ask anew what hits can take: something was edited, or somebody else works."""
        self._maker = Lines(self._session.store.read(), context=_CONTEXT)
        self._lines.clear()
        self._take_layer()
        self._judge_again()

    def _judge_again(self) -> None:
        if not self._ticks.is_all:
            self._ticks.keep(self.can_tick)
        self.redrawn.emit(-1)
        self.ticks_changed.emit()

    def known_fit(self, hit: Hit) -> Fit | None:
        """Return how a hit stands to the layer if that is known already."""
        return _UNKNOWN if self._places is None else self._fits.get(hit)

    def fit(self, hit: Hit) -> Fit:
        """Return how a hit stands to the layer."""
        found = self._fits.get(hit)
        if found is None:
            found = _UNKNOWN if self._places is None else self._places.fit(hit)
            self._fits[hit] = found
        return found

    def targets(self, hit: Hit) -> list[Annotation]:
        """Return what of the annotator's own is changed or deleted if the hit is."""
        if self._places is None:
            return []
        return self._places.targets(hit)

    def can_tick(self, hit: Hit) -> bool:
        """Say whether a hit can be ticked for the purpose of now."""
        if self._places is None or self._session.store.is_read_only:
            return False
        if self.purpose == TAG:
            return not self.fit(hit).reason
        if self.purpose == COMMENT:
            return hit.annotation is not None or hit.begin < hit.end
        return bool(self.targets(hit))

    def reason(self, hit: Hit) -> str:
        """Return why a hit is left as it is for the purpose of now, "" if it is not."""
        if self.purpose == TAG:
            return self.fit(hit).reason
        if self.purpose == COMMENT or self.targets(hit):
            return ""
        is_there = hit.annotation and self._session.store.read().annotation(hit.annotation)
        return OTHERS if is_there else NOTHING

    def why_not(self, hit: Hit) -> str:
        """Return a sentence about why a hit cannot be ticked."""
        is_read_only = self._session.store.is_read_only
        code = "read_only" if is_read_only else f"why_not.{self.reason(hit) or 'rule'}"
        return sentence_of(code, {}, self._session.language)

    def take_layer_of_hits(self) -> None:
        """Change on the layer that what was found is of, if all of it is of one."""
        if self.purpose != CHANGE or not 0 < len(self._hits) <= _FEW:
            return
        reader = self._session.store.read()
        found = (reader.annotation(h.annotation) for h in self._hits if h.annotation is not None)
        layers = {annotation.layer for annotation in found if annotation is not None}
        layer = self._session.scheme.layer(next(iter(layers))) if len(layers) == 1 else None
        if layer is not None and not layer.read_only:
            self.set_layer(layer.id)

    # Ticks

    @property
    def ticked(self) -> list[Hit]:
        """The ticked hits in the order of the rows; of all, also such as can take nothing."""
        return self._ticks.among(self._hits)

    @property
    def tick_count(self) -> int:
        """How many hits are ticked."""
        return self._ticks.count(len(self._hits))

    @property
    def is_rule(self) -> bool:
        """Whether all hits are ticked but some, whether they can take it or not."""
        return self._ticks.is_all

    def is_ticked(self, hit: Hit) -> bool:
        """Say whether a hit is ticked; of all, those are not of which it is known they cannot."""
        if not self._ticks.has(hit):
            return False
        return not self.is_rule or hit not in self._fits or self.can_tick(hit)

    def toggle(self, row: int) -> bool:
        """Tick a row or clear it; say whether that could be done."""
        hit = self.hit(row)
        if hit is None or not (self.is_ticked(hit) or self.can_tick(hit)):
            return False
        self._ticks.turn(hit)
        self.redrawn.emit(row)
        self.ticks_changed.emit()
        return True

    def are_all_ticked(self) -> bool:
        """Say whether there are ticks on as many hits as can be ticked."""
        if self.is_rule or len(self._hits) > _FEW:
            return self.is_rule and self.tick_count == len(self._hits)
        return bool(self.tick_count) and all(
            self._ticks.has(h) or not self.can_tick(h) for h in self._hits
        )

    def tick_all(self) -> int:
        """Tick all that can be ticked, of many simply all; return how many are."""
        if len(self._hits) > _FEW:
            self._ticks.set_all()
        else:
            self._ticks.set_some(hit for hit in self._hits if self.can_tick(hit))
        self.redrawn.emit(-1)
        self.ticks_changed.emit()
        return self.tick_count

    def clear_ticks(self) -> None:
        """Clear all ticks."""
        self._ticks = Ticks()
        self.redrawn.emit(-1)
        self.ticks_changed.emit()


@lru_cache(maxsize=4000)
def on_a_line(text: str) -> str:
    """Return a text with blanks for line breaks and tabs, and signs for what cannot be seen."""
    return visible(_BLANKS.sub(" ", text))
