"""Tagging from the keyboard: what is pointed at, by a layer or by an entity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator.model.annotation import Annotation
from annotator.model.entity import Entity
from annotator.model.scheme import DOCUMENT, POINT, SEGMENT, SENTENCE, TOKEN, TOKENS, Feature
from annotator.operations import annotate
from annotator.text.tokens import snap_to_tokens, word_at
from annotator.ui.actions.action import twin
from annotator.ui.session import Session
from annotator.ui.text.view import TextView

if TYPE_CHECKING:
    from annotator.ui.keys.keyboard import TextKeys

_WIDER = (SENTENCE, SEGMENT, DOCUMENT, POINT)
"""Anchorings for which a caret says enough; it does not stand for the word under it."""


class Tagger:
    """Tags what the caret or the selection points at, and remembers the last tag."""

    def __init__(self, keys: TextKeys, view: TextView, session: Session) -> None:
        """Tag in a view for a sitting."""
        self._keys, self._view, self._session = keys, view, session
        self._last: tuple[str, dict[str, Any]] | None = None
        self.fresh: str | None = None

    def span_to_tag(self, layer_id: str) -> tuple[int, int] | None:
        """Return the selection, or the word under the caret, as the layer's anchoring wants it."""
        text = self._view.text()
        begin, end = self._view.selection()
        layer = self._session.scheme.layer(layer_id)
        if layer is not None and layer.anchoring in _WIDER:
            return begin, end
        if begin == end:
            word = word_at(text, begin) or (word_at(text, begin - 1) if begin else None)
            if word is None:
                return None
            begin, end = word
        if layer is not None and layer.anchoring in (TOKEN, TOKENS):
            return snap_to_tokens(text, begin, end)
        return begin, end

    def tag(self, layer_id: str, features: dict[str, Any] | None = None) -> Annotation | None:
        """Tag the selection or the word under the caret; the caret goes to the end of it."""
        span = self.span_to_tag(layer_id)
        if span is None or self._session.document is None:
            self._session.do(annotate.tag_spans, "", layer_id, (), annotator="")
            return None
        made = self._session.work(
            annotate.tag_here, self._session.document, layer_id, *span, features=features
        )
        if made is None:
            self._flash_clash(layer_id, span)
            return None
        self._last = (layer_id, dict(made.features))
        if made.spans:
            self._view.set_caret(made.spans[-1].end)
        self._keys.select(made.id)
        self.fresh = made.id
        if layer_id in self._session.maker.hubs:
            self._keys.enter_frame()
        return made

    def _flash_clash(self, layer_id: str, span: tuple[int, int]) -> None:
        for mark in self._view.marks_in(*span):
            other = self._session.annotation(mark.key)
            if other is not None and other.layer == layer_id:
                self._view.flash(mark.key)
                break

    def repeat(self) -> None:
        """Tag with the last layer and values again."""
        if self._last is None:
            self._session.said.emit(self._session.word("nothing_to_repeat"))
        else:
            self.tag(*self._last)

    def entity_of(self, letter: str) -> Entity | None:
        """Return the entity that has a letter, typed in any layout."""
        entities = self._session.entities.values()
        return next((e for e in entities if e.letter and twin(e.letter) == letter), None)

    def tag_entity(self, entity: Entity) -> None:
        """Tag with an entity's own layer; right after a tag it is added to that one."""
        fresh = self._session.annotation(self.fresh)
        if fresh is not None:
            feature = self._feature_for(fresh.layer, entity)
            if feature is not None:
                old = fresh.features.get(feature.id)
                items = list(old) if isinstance(old, (list, tuple)) else []
                value = entity.id if feature.type == "entity" else [*items, entity.id]
                key = fresh.id
                self._session.work(annotate.set_feature, key, feature.id, value)
                self.fresh = key
                return
        for layer in self._session.scheme.layers:
            feature = self._feature_for(layer.id, entity)
            if feature is not None:
                value = entity.id if feature.type == "entity" else [entity.id]
                self.tag(layer.id, {feature.id: value})
                return

    def _feature_for(self, layer_id: str, entity: Entity) -> Feature | None:
        layer = self._session.scheme.layer(layer_id)
        for feature in layer.features if layer else ():
            if feature.type in ("entity", "entities"):
                wanted = feature.kinds or ()
                heads = [k[:-1] if k.endswith("*") else k for k in wanted]
                if not heads or any(k.startswith(h) for k in entity.kinds for h in heads):
                    return feature
        return None
