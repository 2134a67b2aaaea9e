"""What in a window answers to what: sitting, text, panels and bars of one corpus."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.ui.card.hovering import Hovering
from annotator.ui.keys.modes import FRAME, LIST
from annotator.ui.look import motion
from annotator.ui.sitting.visited import Place
from annotator.ui.spoken.narrator import Narrator
from annotator.ui.text.accessibility import announce
from annotator.ui.widgets.attention import Attention
from annotator.ui.widgets.fading import Fading
from annotator.ui.widgets.focus_ring import FocusRing

if TYPE_CHECKING:
    from annotator.ui.bars.find_bar import FindBar
    from annotator.ui.bars.frame_bar import FrameBar
    from annotator.ui.desk import Desk
    from annotator.ui.keys.keyboard import TextKeys
    from annotator.ui.review.bar import ReviewBar
    from annotator.ui.review.correction_bar import CorrectionBar
    from annotator.ui.sitting.session import Session
    from annotator.ui.text.view import TextView


class Wiring:
    """Connects the parts of one window, and answers where a part has nobody of its own."""

    hovering: Hovering

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window
        FocusRing(window.status_line, lambda: window.look, has_caret=False)
        Fading(window.failure, self._may_move)

    def _may_move(self) -> bool:
        return self._window.look.has_motion and motion.is_seen()

    def connect(self, session: Session, view: TextView, keys: TextKeys) -> None:
        """Connect what was built for a corpus."""
        self._connect_session(session)
        self._connect_view(view, keys)
        self._connect_panels(view, keys)
        window = self._window
        FocusRing(view, lambda: window.look, has_caret=True)
        for panel in (window.columns.inspector, window.columns.entities.list):
            FocusRing(panel, lambda: window.look, has_caret=False)
        self.hovering = Hovering(view, session, lambda: self._window.look)
        narrator = Narrator(view, session)
        session.document_opened.connect(narrator.tell_document)

    def _connect_session(self, session: Session) -> None:
        window, status = self._window, self._window.status_line
        session.changed.connect(lambda _changes: status.give_way(to_edit=True))
        for newer in (session.current_changed, session.document_opened):
            newer.connect(lambda _key: status.give_way())
        window.follower.listen(session)
        session.refused.connect(window.say)
        session.failed.connect(window.telling.fail)
        session.said.connect(self._say_later)

    def _say_later(self, text: str) -> None:
        """Say what was done, to eyes once it is seen: the status bar is not what the hand is on."""
        window = self._window
        announce(window.view or window, text)
        window.status_line.keep(text)
        window.later.want(window.status_line.say_kept)

    def _connect_view(self, view: TextView, keys: TextKeys) -> None:
        window = self._window
        does = window.act.handler
        view.mark_clicked.connect(self._on_clicked)
        view.mark_dragged_to.connect(does("relating.link_dragged"))
        view.stub_clicked.connect(lambda key: keys.frame.walk_to(key))
        view.handle_moved.connect(does("tagging.show_borders"))
        view.handle_dragged.connect(does("tagging.set_borders"))
        view.fragment_clicked.connect(does("tagging.add_fragment_of"))
        view.caret_moved.connect(self.show_caret)
        view.selection_changed.connect(lambda _begin, _end: window.menus.enable())
        view.zoom_changed.connect(self.keep_zoom)
        view.files_dropped.connect(does("corpus.take_dropped"))
        view.context_requested.connect(window.menus.show_context)
        view.set_link_filter(does("relating.may_link"))
        view.set_layer_names(lambda: _by_letter(window.sitting))
        view.set_movement_keys(window.keymap.movement_of)
        keys.mode_changed.connect(self._on_mode)
        keys.question_changed.connect(self._on_question)
        keys.features_wanted.connect(does("tagging.open_features"))
        keys.spoken.connect(lambda said: announce(view, said))
        Attention(view, lambda: self._on_focus(keys))
        view.set_zoom(window.settings.number("zoom", 100, least=60, most=300))

    def _on_focus(self, keys: TextKeys) -> None:
        """Say which keys work now; a list at the caret is left with the text."""
        if self._window.keys is not keys:
            # The corpus is being closed: its view lives for a moment longer.
            return
        if keys.mode == LIST and not self._window.surface.hasFocus():
            keys.close_modes()
        self._window.standing.show()

    def connect_find_bar(self, bar: FindBar) -> None:
        """Connect the bar that finds; Tab goes there from the text."""
        window, view = self._window, self._window.surface
        QWidget.setTabOrder(view, bar.field)
        bar.left.connect(view.setFocus)
        bar.left.connect(window.standing.show)
        # The bar gets the focus after it has told that it opens.
        queued = Qt.ConnectionType.QueuedConnection
        bar.opened.connect(window.standing.show, queued)
        Fading(bar, self._may_move)

    def connect_frame_bar(self, bar: FrameBar) -> None:
        """Connect the bar of an open frame."""
        keys = self._window.text_keys
        bar.answered.connect(keys.answer)
        bar.linked.connect(keys.frame.switch)
        bar.went_to.connect(keys.frame.walk_to)
        bar.left.connect(self._window.surface.setFocus)
        bar.more_wanted.connect(self._window.act.handler("framing.open_features"))
        Fading(bar, self._may_move)

    def connect_review_bar(self, bar: ReviewBar) -> None:
        """Connect the bar in which differences are decided."""
        window = self._window
        bar.chosen.connect(window.menus.run)
        bar.reason_written.connect(window.act.handler("deciding.keep_reason"))
        bar.left.connect(window.act.handler("deciding.store_reason"))
        Fading(bar, self._may_move)

    def connect_correction_bar(self, bar: CorrectionBar) -> None:
        """Connect the bar in which corrections are answered."""
        window = self._window
        bar.chosen.connect(window.menus.run)
        bar.reason_written.connect(window.act.handler("answering.keep_reason"))
        bar.sent.connect(window.act.handler("answering.send_appeal"))
        bar.left.connect(window.act.handler("answering.back_to_text"))
        Fading(bar, self._may_move)

    def _connect_panels(self, view: TextView, keys: TextKeys) -> None:
        window, columns = self._window, self._window.columns
        does = window.act.handler
        window.head.hint_clicked.connect(does("showing.show_as_usual"))
        window.head.labels_clicked.connect(does("going.choose_label"))
        columns.listed.opened.connect(window.open_document)
        columns.listed.menu_wanted.connect(does("documents.show_menu"))
        columns.listed.deleted.connect(does("documents.remove"))
        columns.scheme.chosen.connect(keys.tag)
        columns.scheme.menu_wanted.connect(does("listed_menus.show_layer"))
        for name in ("documents", "scheme", "entities", "history"):
            getattr(columns, name).left.connect(partial(columns.go_back, name))
        columns.rail.tagged.connect(keys.tag)
        columns.entities.chosen.connect(does("relating.tag_entity_id"))
        columns.entities.menu_wanted.connect(does("listed_menus.show_entity"))
        columns.inspector.left.connect(window.back_to_text)
        columns.inspector.left.connect(lambda: columns.leave("inspector"))
        columns.inspector.done.connect(window.back_from_features)
        columns.inspector.focus_changed.connect(window.standing.show)
        columns.inspector.comments.reply_wanted.connect(does("talking.reply_to"))
        columns.inspector.comments.edit_wanted.connect(does("talking.edit"))
        columns.inspector.went_to.connect(does("going.go_to_annotation"))
        columns.history.chosen.connect(does("steps.undo_to"))

    def _on_clicked(self, key: str) -> None:
        keys = self._window.text_keys
        if key != self._window.sitting.current:
            keys.close_modes()
        keys.select(key)
        keys.opener.point(key)

    def show_caret(self, offset: int) -> None:
        """Say where the caret is, and remember the place."""
        self._window.standing.show_place()
        self._window.standing.show()
        document = self._window.sitting.document
        if document is not None:
            self._window.visited.move(Place(document, offset))

    def keep_zoom(self, percent: int) -> None:
        """Say how large the text is, and remember it."""
        self._window.settings.set_number("zoom", percent)
        self._window.status_line.zoom.setText(f"{percent} %")
        self._window.standing.show()

    def _on_mode(self, mode: str) -> None:
        self._window.status_line.give_way()
        if mode != FRAME:
            self._window.text_page.hide_frame_bar()
        self._window.standing.show()

    def _on_question(self) -> None:
        window = self._window
        session, keys = window.session, window.keys
        hub = session.current_annotation() if session is not None else None
        if session is not None and keys is not None and hub is not None and keys.mode == FRAME:
            window.frame_bar.show_frame(session, hub, keys.question(), keys.frame.shown_built_in)
        else:
            window.text_page.hide_frame_bar()


def _by_letter(session: Session) -> dict[str, str]:
    """Return the names of layers by the letters that stand for them."""
    return {letter: session.layer_name(layer) for layer, letter in session.maker.letters.items()}
