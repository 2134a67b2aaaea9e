"""What is done to annotations from the text: tagging, opening, borders, fragments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator.model.annotation import SUGGESTED, SURE, UNSURE, Annotation
from annotator.model.language import text_in
from annotator.operations.tagging import annotate, suggestions
from annotator.text.tokens import word_near
from annotator.ui.keys.modes import FRAME
from annotator.ui.panels.picker import Picker

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_LIVE = 90
"""So many characters of an annotation are shown while its borders are dragged."""


class TaggingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def tag_layer(self, number: int) -> None:
        """Tag on the layer with a number, as the scheme counts or names its keys."""
        layer = self._window.sitting.layer_keys().get(str(number))
        if layer is None:
            self._window.say(self._window.word("no_such_layer", number=number))
        else:
            self._window.text_keys.tag(layer)

    def stick(self, number: int) -> None:
        """Let the layer with a number stick: every selection is tagged at once."""
        layer = self._window.sitting.layer_keys().get(str(number))
        if layer is None:
            self._window.say(self._window.word("no_such_layer", number=number))
        else:
            self._window.text_keys.sticky.begin(layer)

    def choose_layer(self) -> None:
        """Pick a layer from a list and tag with it."""
        session = self._window.sitting
        rows = [(x.id, text_in(x.names, session.language, x.id)) for x in session.scheme.layers]
        word = self._window.word
        Picker(
            self._window, word("scheme"), word("pick_filter"), rows, self._window.text_keys.tag
        ).open()

    def repeat_last(self) -> None:
        """Tag with the last layer and values."""
        self._window.text_keys.repeat()

    def toggle_unsure(self) -> None:
        """Switch unsure."""
        annotation = self._window.current_or_say()
        if annotation is not None:
            wanted = SURE if annotation.confidence == UNSURE else UNSURE
            self._window.sitting.work(annotate.set_confidence, annotation.id, wanted)

    def delete_current(self) -> None:
        """Delete the current annotation; a suggestion is refused instead, and that is kept."""
        annotation, session = self._window.current_or_say(), self._window.sitting
        if annotation is None:
            return
        is_suggested = annotation.state == SUGGESTED
        if is_suggested:
            done = session.work(suggestions.refuse_suggestion, annotation.id)
            if done is not None:
                # It is kept, but nowhere on the screen.
                session.set_current(None)
        else:
            done = session.work(annotate.remove_annotation, annotation.id)
        if done is not None:
            what = f"{session.layer_name(annotation.layer)}: {annotation.quote[:40]}"
            code = "refused_kept" if is_suggested else "deleted"
            self._window.say(self._window.word(code, what=what))

    def add_fragment(self) -> None:
        """Join the selection to the current annotation, else the word under the caret."""
        view = self._window.surface
        begin, end = view.selection()
        if begin == end:
            begin, end = word_near(view.text(), begin) or (begin, end)
        self.add_fragment_of(begin, end)

    def add_fragment_of(self, begin: int, end: int) -> None:
        """Join a stretch to the current annotation; say so where it is in it, or nothing is."""
        annotation = self._window.current_or_say()
        if annotation is None:
            return
        if begin == end:
            self._window.say(self._window.word("no_words_here"))
            return
        made = self._window.sitting.work(annotate.add_fragment, annotation.id, (begin, end))
        if made is not None and made.spans == annotation.spans:
            self._window.say(self._window.word("fragment_there"))
        elif made is not None and self._asks_more(made):
            self._window.text_keys.enter_frame()

    def _asks_more(self, annotation: Annotation) -> bool:
        """Say whether an annotation is a hub with questions that are still open."""
        session = self._window.sitting
        layer = session.scheme.layer(annotation.layer)
        if layer is None or layer.id not in session.maker.hubs:
            return False
        return any(f.required and f.id not in annotation.features for f in layer.features)

    def remove_fragment(self) -> None:
        """Take the fragment at the caret out of the current annotation."""
        annotation = self._window.current_or_say()
        if annotation is not None:
            caret = self._window.surface.caret()
            for span in annotation.spans:
                if span.begin <= caret <= span.end:
                    self._window.sitting.work(annotate.remove_fragment, annotation.id, span)
                    return
            self._window.say(self._window.word("no_fragment_here"))

    def show_borders(self, _key: str, spans: Any) -> None:
        """Show the text between the borders while a handle is dragged."""
        text = self._window.surface.text()
        quote = " … ".join(" ".join(text[begin:end].split()) for begin, end in spans)
        if len(quote) > _LIVE:
            quote = f"{quote[: _LIVE // 2].rstrip()} … {quote[-_LIVE // 2 :].lstrip()}"
        count = sum(end - begin for begin, end in spans)
        self._window.status_line.say(self._window.word("border_live", quote=quote, count=count))

    def set_borders(self, key: str, spans: Any) -> None:
        """Move the borders as a drag of a handle says."""
        window = self._window
        window.surface.set_preview(key, None)
        before = window.sitting.annotation(key)
        if window.sitting.work(annotate.set_spans, key, spans) is None and before is not None:
            window.text_keys.tagger.note_clash(before.layer, *spans, besides=key)

    def edit_borders(self) -> None:
        """Let the arrows move the ends."""
        if self._window.text_keys.mode == FRAME or self._is_meant():
            self._window.text_keys.enter_borders()

    def _is_meant(self) -> bool:
        """Say whether an annotation is current; else the smallest at the caret becomes it."""
        window = self._window
        if window.sitting.current_annotation() is None:
            begin, end = window.surface.selection()
            found = window.text_keys.opener.here()
            if found and (begin == end or (begin, end) in found[0].spans):
                window.text_keys.select(found[0].key)
        return window.current_or_say() is not None

    def open_under_caret(self) -> None:
        """Take what is offered, or select the smallest annotation here; again: open it."""
        self._window.text_keys.opener.open()

    def open_larger(self) -> None:
        """Select the next larger annotation under the caret."""
        self._window.text_keys.opener.larger()

    def open_features(self, at: str = "") -> None:
        """Go to the first required empty feature, or to the one of that id."""
        if self._is_meant():
            self._window.dock("inspector").show()
            self._window.columns.inspector.open_features(at=at)

    def open_first_feature(self) -> None:
        """Go to the first feature."""
        if self._is_meant():
            self._window.dock("inspector").show()
            self._window.columns.inspector.open_features(at_first=True)
