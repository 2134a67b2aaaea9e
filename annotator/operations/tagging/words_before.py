"""Which of somebody's annotations had the same words, in whatever document: the newest."""

from __future__ import annotations

from annotator.model.annotation import Annotation
from annotator.model.scheme import Layer
from annotator.operations.tagging.filling import takes_after_words
from annotator.store.store import Store
from annotator.text.normal import fold
from annotator.text.quoting import name_form

_AMONG = 10_000
"""So many of the newest annotations of a corpus are looked through, once in a sitting."""


class WordsBefore:
    """Remembers by their words the annotations of those layers whose tags go by these."""

    def __init__(self, store: Store, annotator: str) -> None:
        """Look through what an annotator has done last."""
        self._store, self.annotator = store, annotator
        layers = [x.id for x in store.scheme.layers if takes_after_words(store.scheme, x)]
        rows = store.read().newest_quotes(layers, annotator, _AMONG) if layers else []
        self._newest = {(layer, _said(quote)): key for layer, quote, key in rows}

    def like(self, layer: Layer, quote: str) -> Annotation | None:
        """Return the newest annotation of a layer with these words, None if there is none."""
        key = self._newest.get((layer.id, _said(quote)))
        return self._store.read().annotation(key) if key is not None else None

    def note(self, annotation: Annotation) -> None:
        """Note a new annotation."""
        layer = self._store.scheme.layer(annotation.layer)
        if layer is not None and takes_after_words(self._store.scheme, layer):
            self._newest[annotation.layer, _said(annotation.quote)] = annotation.id


def _said(quote: str) -> str:
    return fold(name_form(quote))
