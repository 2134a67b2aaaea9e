"""An annotation whose spans are being changed: shown with others until it is decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.ui.text.marks import Mark, MarkIndex

if TYPE_CHECKING:
    from annotator.ui.text.surface import Surface


class Preview:
    """At most one annotation of one surface; `original` is the mark as it was."""

    def __init__(self, surface: Surface) -> None:
        """Show nothing otherwise yet."""
        self._surface = surface
        self.original: Mark | None = None

    def put_back(self, index: MarkIndex) -> None:
        """Have the annotation in `index` as it was: all marks are shown anew, these very ones."""
        if self.original is not None and index.peek(self.original.key) is not None:
            index.add(self.original)

    def forget(self) -> None:
        """Forget the annotation: all marks are shown anew."""
        self.original = None

    def show(self, key: str, spans: Iterable[tuple[int, int]] | None) -> None:
        """Show an annotation with other spans; None: as it was."""
        mark = self._surface.mark(key)
        if mark is None:
            return
        if self.original is not None and self.original.key != key:
            self._restore()
        original = self.original or mark
        if spans is None:
            self.original = original
            self._restore()
            return
        self.original = original
        placed = tuple(sorted(spans)) or original.spans
        self._surface.patch_marks([], [replace(original, spans=placed)])

    def _restore(self) -> None:
        original, self.original = self.original, None
        if original is not None:
            self._surface.patch_marks([], [original])
