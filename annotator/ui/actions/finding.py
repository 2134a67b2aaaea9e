"""What is done to find things, and with what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator.model.query import Hit
from annotator.model.sentences import sentence_of
from annotator.operations.search import bulk
from annotator.operations.search.bulk import Outcome
from annotator.operations.search.searching import LEFT, RIGHT
from annotator.text.tokens import word_near
from annotator.ui.pace.tasks import Task
from annotator.ui.search.hits_model import CHANGE, COMMENT, REMOVE, TAG, HitsModel
from annotator.ui.search.place import SearchPlace

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_FEW = 300
"""Hits that are changed while one waits; of more the window tells how far it is."""


class FindingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    @property
    def place(self) -> SearchPlace:
        """Where the search is."""
        return self._window.search

    @property
    def _model(self) -> HitsModel:
        return self.place.panel.model

    # In the document

    def show_find(self) -> None:
        """Open the find bar."""
        self._window.stack.setCurrentWidget(self.place)
        self._window.find_bar.open()

    def next_hit(self) -> None:
        """Go to the next place found."""
        self._step(1)

    def previous_hit(self) -> None:
        """Go to the place found before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self._window.text_page.is_finding() or not self.place.has_hits():
            self._window.find_bar.step(by)
            return
        panel = self.place.panel
        count = panel.model.rowCount()
        row = (panel.list.row() + by) % count if panel.list.row() >= 0 else 0
        has_focus = panel.list.hasFocus()
        panel.list.go_to(row)
        self.place.open_row(row, not has_focus)

    # In the corpus

    def search_corpus(self) -> None:
        """Open the search; in it, give the hits the whole height or share it with the text."""
        if self.place.has_focus():
            self.place.toggle_whole()
            return
        selected = self._window.surface.selected_text()
        is_new = not self.place.is_open()
        self.place.open()
        panel = self.place.panel
        if is_new and selected and "\n" not in selected:
            panel.field.setText(_as_query(selected))
        panel.field.setFocus()
        panel.field.selectAll()

    def find_everywhere(self) -> None:
        """Search for the selection, the current annotation or the word here, and tick all of it."""
        window = self._window
        found = window.surface.selected_text().strip()
        annotation = window.sitting.current_annotation()
        if not found and annotation is not None and annotation.spans:
            found = annotation.quote
        if not found:
            span = word_near(window.surface.text(), window.surface.caret())
            found = window.surface.text()[slice(*span)] if span is not None else ""
        if not found:
            window.say(window.word("nothing_selected_to_find"))
            return
        self.place.open()
        panel, side = self.place.panel, self.place.side
        side.set_purpose(TAG)
        if annotation is not None:
            panel.model.set_layer(annotation.layer)
            side.fields.take_from(annotation)
        panel.search_then(_as_query(found), self._tick_everything)

    def _tick_everything(self) -> None:
        self._model.tick_all()
        self.place.panel.go_to_hits()

    def add_condition(self) -> None:
        """Show the form that writes conditions."""
        from annotator.ui.search.conditions import ConditionsDialog

        self.place.open()
        panel = self.place.panel

        def take(typed: str) -> None:
            panel.search(typed)
            panel.go_to_hits()

        ConditionsDialog(self._window, self._window.sitting, panel.field.text(), take).open()

    def open_hit(self) -> None:
        """Go to the place of the current hit."""
        self.place.open_row(self.place.panel.list.row(), True)

    def sort_left(self) -> None:
        """Sort the hits by their left neighbours; again: by document."""
        self.place.panel.sort(LEFT)

    def sort_right(self) -> None:
        """Sort the hits by their right neighbours; again: by document."""
        self.place.panel.sort(RIGHT)

    # Ticks

    def tick(self) -> None:
        """Tick the current hit, or clear it; say why it cannot be ticked."""
        row = self.place.panel.list.row()
        hit = self._model.hit(row)
        if hit is not None and not self._model.toggle(row):
            self._window.say(self._model.why_not(hit))

    def tick_all(self) -> None:
        """Tick all that can be ticked; again: none."""
        if self._model.are_all_ticked():
            self._model.clear_ticks()
            return
        count = self._model.tick_all()
        code = "all_ticked" if self._model.is_rule else "ticked_n"
        self._window.say(self._window.word(code, count=count))

    # What is done with them

    def tag_ticked(self, number: int) -> None:
        """Tag the ticked hits, or the current one, on the layer with that key."""
        session = self._window.sitting
        layer = session.layer_keys().get(str(number))
        hits = self._chosen()
        if layer is None or not hits:
            return
        features = {}
        if layer == self._model.layer and self._model.purpose == TAG:
            features = dict(self.place.side.fields.values)
        self._do(bulk.tag_hits, hits, layer, features=features)

    def _chosen(self) -> list[Hit]:
        """Return the ticked hits, else the current one."""
        current = self._model.hit(self.place.panel.list.row())
        return self._model.ticked or ([current] if current is not None else [])

    def do_ticked(self) -> None:
        """Do with the ticked hits what the panel beside the text says."""
        model, side = self._model, self.place.side
        hits = model.ticked
        if not hits:
            self._window.say(self._window.word("tick_first"))
        elif model.purpose == TAG:
            self._do(bulk.tag_hits, hits, model.layer, features=dict(side.fields.values))
        elif model.purpose == CHANGE:
            self._change(hits)
        elif model.purpose == REMOVE:
            self.remove_ticked()
        else:
            self._comment(hits, side.comment.toPlainText().strip())

    def _change(self, hits: list[Hit]) -> None:
        features, model = dict(self.place.side.fields.values), self._model
        targets = (a for hit in hits for a in model.targets(hit))
        if not features and all(a.layer == model.layer for a in targets):
            self._window.say(self._window.word("choose_change_first"))
            self.place.side.fields.field(0).setFocus()
            return
        self._do(bulk.change_hits, hits, self._model.layer, features=features)

    def remove_ticked(self) -> None:
        """Delete the annotations of the ticked hits, or of the current one."""
        hits = self._chosen()
        if len(hits) == 1 and not self._model.targets(hits[0]):
            hits = []
        if hits:
            self._do(bulk.remove_at_hits, hits, self._model.layer)
        else:
            self._window.say(self._window.word("no_current"))

    def comment_ticked(self) -> None:
        """Write a comment for the ticked hits."""
        side = self.place.side
        side.set_purpose(COMMENT)
        row = self.place.panel.list.row()
        if not self._model.tick_count and self._model.hit(row) is not None:
            self._model.toggle(row)
        self._window.columns.reveal("hits")
        side.comment.setFocus()

    def _comment(self, hits: list[Hit], text: str) -> None:
        if not text:
            self.place.side.comment.setFocus()
            return
        language = self._window.sitting.language
        if self._do(bulk.comment_on_hits, hits, text, language=language):
            self.place.side.comment.clear()

    def _do(self, operation: Any, *given: Any, **options: Any) -> bool:
        """Run an operation on hits as one step, beside the window if they are many."""
        session = self._window.sitting
        who = session.annotator
        if len(given[0]) <= _FEW:
            outcome = session.do(operation, *given, annotator=who, **options)
            if outcome is not None:
                self._tell(outcome)
            return outcome is not None
        task = Task(
            lambda progress: operation(
                session.store, *given, annotator=who, progress=progress, **options
            ),
            writes=session.store,
        )
        return self._window.telling.run(task, self._tell, session.tell)

    def _tell(self, outcome: Outcome) -> None:
        """Say what was done and what was left, with a way to take it back."""
        window, language = self._window, self._window.language
        self._model.clear_ticks()
        if self._model.purpose == REMOVE:
            # What was just done is done: the next ticks are not for deleting, unless said so.
            self.place.side.set_purpose(TAG)
        # So that undo is that of the corpus, not of the field that has the words.
        self.place.panel.list.setFocus()
        said = [window.word("bulk_done", done=outcome.done, documents=outcome.documents)]
        reasons = [
            sentence_of(f"why.{reason}", {"count": count}, language)
            for reason, count in outcome.left.items()
        ]
        if reasons:
            said.append(window.word("bulk_left", reasons="; ".join(reasons)))
        window.say(" ".join(said), [(window.word("undo"), window.sitting.undo)])


def _as_query(text: str) -> str:
    """Return text as it stands as a query: one word as it is, several as a phrase."""
    line = " ".join(text.split())
    return line if line.isalnum() else '"' + line.replace('"', " ") + '"'
