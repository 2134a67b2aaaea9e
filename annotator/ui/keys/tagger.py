"""Tagging from the keyboard: what is pointed at, by a layer or by an entity."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from annotator.model.annotation import Annotation
from annotator.model.entity import Entity
from annotator.model.scheme import (
    DOCUMENT,
    OVERLAP_NONE,
    POINT,
    SEGMENT,
    SENTENCE,
    TOKEN,
    TOKENS,
    Layer,
)
from annotator.operations.tagging import annotate, meaning
from annotator.operations.tagging.anchors import anchor_at
from annotator.operations.tagging.earlier import meant_earlier
from annotator.operations.tagging.kinds_said import entity_feature, is_of_kind
from annotator.operations.tagging.naming import (
    entities_offered,
    is_known_name,
    likely_offered,
    name_at,
    name_round,
)
from annotator.operations.tagging.words_before import WordsBefore
from annotator.text.parting import snap_to_words
from annotator.text.tokens import snap_to_tokens, trim, word_near
from annotator.ui.action_table.action import twin
from annotator.ui.pace.later import Later
from annotator.ui.sitting.session import Session
from annotator.ui.sitting.tallies import place_of
from annotator.ui.spoken.annotations import tagged_said
from annotator.ui.text.view import TextView

if TYPE_CHECKING:
    from annotator.ui.keys.asking import Keyboard

_WIDER = (SENTENCE, SEGMENT, DOCUMENT, POINT)
"""Anchorings for which a caret says enough; it does not stand for the word under it."""
_EARLIER = 300
"""How many annotations are looked through for the same words."""


class Tagger:
    """Tags what the caret or the selection points at.

    It remembers the last tag to repeat it, and, until the caret moves, the fresh annotation,
    what is offered for it and what stood in its way. What is offered is looked up after the
    paint, or when it is asked for.
    """

    def __init__(self, keys: Keyboard, view: TextView, session: Session, later: Later) -> None:
        """Tag in a view for a sitting."""
        self._keys, self._view, self._session = keys, view, session
        self._later = later
        self._repeated: tuple[str, dict[str, Any]] | None = None
        self._last: dict[str, str] = {}
        self.fresh: str | None = None
        self._offered: tuple[str, ...] = ()
        self.in_the_way: str | None = None
        self._words: WordsBefore | None = None

    def make_ready(self) -> None:
        """Look up what a first tag would wait for."""
        self._words_before()

    def _words_before(self) -> WordsBefore:
        """Return what the annotator of now has tagged with which words."""
        session = self._session
        if self._words is None or self._words.annotator != session.annotator:
            self._words = WordsBefore(session.store, session.annotator)
        return self._words

    def forget(self) -> None:
        """Forget what is true only until the caret moves."""
        self._later.drop(self._offer)
        self.fresh = self.in_the_way = None
        self._offered = ()

    def stay_with(self, annotation_id: str) -> None:
        """Take an annotation whose borders moved for the fresh one still."""
        self.fresh = annotation_id
        self._later.want(self._offer)

    @property
    def offered(self) -> tuple[str, ...]:
        """Ids of the entities that the words of the fresh annotation may mean."""
        self._later.settle(self._offer)
        return self._offered

    def span_to_tag(self, layer: Layer, entity: Entity | None = None) -> tuple[int, int] | None:
        """Return what a tag would go on, None where there is nothing.

        It is the selection, else the known name that begins with the word under the caret or goes
        on over it, else the word, as the layer's anchoring wants it.
        """
        text = self._view.text()
        begin, end = self._view.selection()
        if layer.anchoring in _WIDER:
            return begin, end
        if begin == end:
            word = word_near(text, begin)
            if word is None:
                return None
            begin, end = word
            if layer.anchoring != TOKEN:
                known = self._session.store, layer, text, begin, entity
                begin, end = name_at(*known) or name_round(*known) or word
        name = trim(text, begin, end)
        if layer.anchoring == TOKENS and is_known_name(
            self._session.store, layer, text[slice(*name)]
        ):
            return name
        if layer.anchoring == TOKENS:
            language = self._session.store.read().language(self._session.document or "")
            return snap_to_words(text, begin, end, language)
        if layer.anchoring == TOKEN:
            return snap_to_tokens(text, begin, end)
        return begin, end

    def tag(
        self,
        layer_id: str,
        features: dict[str, Any] | None = None,
        *,
        entity: Entity | None = None,
        opens: bool = True,
    ) -> Annotation | None:
        """Tag what is pointed at; the caret goes to the end of it. `opens`: a hub's frame too."""
        session = self._session
        layer = session.scheme.layer(layer_id)
        span = self.span_to_tag(layer, entity) if layer is not None else None
        if span is None or layer is None or session.document is None:
            session.do(annotate.tag_spans, "", layer_id, (), annotator="")
            return None
        there = self._label_there(layer, span)
        if there is not None:
            # One of the same document or segment is opened by its key: two would say the same.
            self._keys.select(there.id)
            return there
        last = session.annotation(self._last.get(layer_id))
        words = self._words_before()
        made = session.work(
            annotate.tag_here,
            session.document,
            layer_id,
            *span,
            features=features,
            last=last,
            like=words.like(layer, self._view.text()[slice(*span)]),
        )
        if made is None:
            self.note_clash(layer_id, span)
            return None
        self._repeated = (layer_id, dict(made.features))
        self._last[layer_id] = made.id
        words.note(made)
        if made.spans:
            self._view.set_caret(made.spans[-1].end)
        self._keys.select(made.id)
        self.fresh = made.id
        self._later.want(self._offer)
        self._speak(made)
        if opens and layer_id in session.maker.hubs:
            self._keys.enter_frame()
        return made

    def _label_there(self, layer: Layer, span: tuple[int, int]) -> Annotation | None:
        """Return the label that keeps others out of the document or the segments at `span`."""
        session = self._session
        if layer.anchoring not in (DOCUMENT, SEGMENT) or layer.overlap != OVERLAP_NONE:
            return None
        labels = [a for a in session.labels() if a.layer == layer.id]
        anchor = anchor_at(session.store, session.document or "", layer, *span) if labels else None
        if anchor is None:
            return None
        here = set(anchor[1])
        return next((a for a in labels if here == set(a.segments) or here & set(a.segments)), None)

    def note_clash(self, layer_id: str, *spans: tuple[int, int], besides: str = "") -> None:
        """Let Enter open what stood in the way of spans on a layer; `besides` is what has them."""
        for mark in (mark for span in spans for mark in self._view.marks_in(*span)):
            other = self._session.annotation(mark.key)
            if other is not None and other.layer == layer_id and other.id != besides:
                self._view.flash(mark.key)
                self.in_the_way = other.id
                # Enter opens that now, so nothing else is offered.
                self._later.drop(self._offer)
                break

    def _offer(self) -> None:
        """Offer the entities that the words of the fresh one may mean; Enter takes them."""
        session = self._session
        made = session.annotation(self.fresh)
        layer = session.scheme.layer(made.layer) if made is not None else None
        feature = entity_feature(layer) if layer is not None else None
        if made is None or layer is None or feature is None or made.features.get(feature.id):
            return
        near = islice(session.tallies.before(place_of(made)), _EARLIER)
        earlier = meant_earlier(near, layer.id, feature, made.quote)
        named = [e.id for e in entities_offered(session.store, layer, made.quote)]
        found = list(earlier.same) or named or list(earlier.likely)
        found = found or [e.id for e in likely_offered(session.store, layer, made.quote)]
        self._offered = tuple(found[:1] if feature.type == "entity" else found)
        if found:
            names = ", ".join(map(session.entity_label, self._offered))
            session.said.emit(session.word("entities_offered", names=names))

    def _speak(self, made: Annotation) -> None:
        self._keys.speak(tagged_said(self._session, made))

    def take_offer(self) -> bool:
        """Give the fresh annotation the entities that are offered; say if any were."""
        if self.fresh is None or not self.offered:
            return False
        self._mean(self.fresh, self.offered)
        self._offered = ()
        return True

    def repeat(self) -> None:
        """Tag with the last layer and values again."""
        if self._repeated is None:
            self._session.said.emit(self._session.word("nothing_to_repeat"))
        else:
            self.tag(*self._repeated)

    def entity_of(self, typed: str) -> Entity | None:
        """Return the entity that has a letter, typed in any layout."""
        letter = twin(typed)
        entities = self._session.entities.values()
        return next((e for e in entities if e.letter and twin(e.letter) == letter), None)

    def tag_entity(self, entity: Entity) -> None:
        """Tag with an entity's own layer; right after a tag it is added to that one."""
        fresh = self._session.annotation(self.fresh)
        if fresh is not None and self._layer_for([fresh.layer], entity) is not None:
            self._mean(fresh.id, (entity.id,))
            return
        layer = self._layer_for([x.id for x in self._session.scheme.layers], entity)
        feature = entity_feature(layer) if layer is not None else None
        if layer is not None and feature is not None:
            value: Any = entity.id if feature.type == "entity" else [entity.id]
            self.tag(layer.id, {feature.id: value}, entity=entity)

    def _mean(self, annotation_id: str, entities: Sequence[str]) -> None:
        """Add entities to an annotation; it stays the fresh one."""
        session = self._session
        made = session.work(meaning.add_entities, annotation_id, entities)
        if made is not None:
            self._repeated = (made.layer, dict(made.features))
            self.fresh = annotation_id
            self._speak(made)

    def _layer_for(self, layer_ids: Sequence[str], entity: Entity) -> Layer | None:
        """Return the first of the layers whose entities have the kind of this one."""
        for layer_id in layer_ids:
            layer = self._session.scheme.layer(layer_id)
            feature = entity_feature(layer) if layer is not None else None
            if feature is not None and is_of_kind(entity, feature):
                return layer
        return None
