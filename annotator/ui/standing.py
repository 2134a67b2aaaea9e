"""What the status bar says of where the work stands: annotation, mode, place and keys of now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.annotation import SUGGESTED
from annotator.model.presentation import label_values, role_name
from annotator.model.review import FINISHED
from annotator.text.directions import set_in
from annotator.text.names import visible
from annotator.ui.keys.modes import BORDERS, CORRECTIONS, FRAME, JUMP, LIST, REVIEW, TEXT
from annotator.ui.panels.section import shortened
from annotator.ui.settings.keymap import cap_of
from annotator.ui.sitting.view_data import role_at

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_QUOTE, _ROLE = 60, 24
_PALETTE, _VALUES, _STICKY, _WALKING = "palette", "values", "sticky", "walking"
_FIND, _COMMENTS, _WRITING = "find", "comments", "writing"
_PANELS = ("documents", "scheme", "entities", "history")
"""Parts of the window with a list of their own, by the names of their docks and modes."""
_AGREEMENT, _PLACES, _PEOPLE = "agreement", "places", "people"
_SEARCH, _ASKING, _BESIDE = "search", "asking", "beside"
_CAPS = "{}…{}"
_LETTERS = "letters"
_KEYS: dict[str, tuple[tuple[str, str], ...]] = {
    TEXT: (
        ("features.open", "key.tab"),
        ("borders.edit", "key.f2"),
        ("open.next_under_caret", "key.shift_enter"),
    ),
    BORDERS: (
        ("← →", "key.arrows"),
        ("borders.switch", "key.tab_end"),
        ("borders.keep", "key.enter"),
        ("Esc", "key.cancel"),
    ),
    FRAME: (
        (_LETTERS, "key.letters"),
        ("frame.as_target", "key.off"),
        ("frame.same_level", "key.beside"),
        ("Esc", "key.esc"),
    ),
    _WALKING: (
        ("frame.next", "key.walk"),
        ("frame.unlink", "key.unlink"),
        ("frame.read", "key.read"),
        ("Esc", "key.esc"),
    ),
    REVIEW: (
        ("next.difference", "key.next_open"),
        ("previous.difference", "key.previous_open"),
        ("edit.undo", "key.take_back"),
        ("Esc", "key.leave_review"),
    ),
    CORRECTIONS: (
        ("corrections.accept", "key.accept"),
        ("corrections.appeal", "key.appeal"),
        ("next.difference", "key.next_open"),
        ("Esc", "key.leave_review"),
    ),
    JUMP: ((_LETTERS, "key.letter"), ("Esc", "key.cancel")),
    LIST: (("Shift ↵", "key.next_here"), ("Enter", "key.open"), ("Esc", "key.cancel")),
    _STICKY: (("Esc", "key.sticky_off"),),
    _VALUES: (
        ("1…9", "key.set_value"),
        (_LETTERS, "key.filter"),
        ("features.set", "key.set_next"),
        ("Esc", "key.esc"),
    ),
    _COMMENTS: (
        ("comment.reply", "key.answer"),
        ("comment.resolve", "key.resolve"),
        ("comment.kind", "key.kind"),
        ("Esc", "key.esc"),
    ),
    _WRITING: (
        ("comment.send", "key.send"),
        ("annotate.comment", "key.other_target"),
        ("Esc", "key.esc"),
    ),
    "documents": (("Enter", "key.open"), (_LETTERS, "key.filter"), ("Esc", "key.esc")),
    "scheme": (("Enter", "key.tag"), ("Esc", "key.esc")),
    "entities": (("Enter", "key.tag"), ("Esc", "key.esc")),
    "history": (("Enter", "key.undo_to"), ("Esc", "key.esc")),
    _FIND: (("Enter", "key.next_hit"), ("previous.hit", "key.previous_hit"), ("Esc", "key.esc")),
    _SEARCH: (
        ("next.hit", "key.next"),
        ("search.tick", "key.tick"),
        ("search.tag_1", "key.tag_ticked"),
        ("Esc", "key.esc"),
    ),
    _ASKING: (
        ("Enter", "key.search"),
        ("↓", "key.to_hits"),
        ("search.corpus", "key.whole_height"),
        ("Esc", "key.leave"),
    ),
    _BESIDE: (("search.do", "key.do"), ("Esc", "key.back_to_hits")),
    _AGREEMENT: (
        ("Enter", "key.open_places"),
        ("Ctrl C", "key.copy_table"),
        ("go.back", "key.esc"),
    ),
    _PEOPLE: (
        ("people.round_here", "key.new_round"),
        ("people.reopen_here", "key.reopen"),
        ("Ctrl C", "key.copy_table"),
        ("go.back", "key.esc"),
    ),
    _PLACES: (("Enter", "key.open_place"), ("next.difference", "key.next"), ("Esc", "key.leave")),
    _PALETTE: (("Enter", "key.do"), ("Ctrl ↵", "key.where"), ("Esc", "key.leave")),
}
"""Ids of actions, or key caps, with the codes of what they do, by mode; at most four are seen."""

_OF_TYPES = {"key.off": "key.off_types"}
"""What is said of a key instead where the scheme has several relations off the ladder."""
_FINISHED_KEYS = (("document.finish", "key.reopen"), ("next.open_document", "key.next_unfinished"))
_SUGGESTED_KEYS = (
    ("open.under_caret", "key.accept"),
    ("annotate.delete", "key.refuse"),
    ("features.open", "key.tab"),
    ("borders.edit", "key.f2"),
)


class Standing:
    """Keeps the status bar of one window true."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def show_place(self) -> None:
        """Say which role, paragraph and offset the caret is in, after the paint."""
        self._window.later.want(self._show_place)

    def _show_place(self) -> None:
        window = self._window
        if window.view is None or window.session is None or window.session.document is None:
            return
        session, offset = window.session, window.view.caret()
        role = role_at(session.facts.segments, offset)
        name = role_name(session.scheme, role, window.language) if role else ""
        place = window.word("place", paragraph=window.view.paragraph_at(offset), offset=offset)
        window.status_line.show_place(visible(shortened(name, _ROLE)), place)

    def mode(self) -> str:
        """Return what typed keys are for now."""
        window = self._window
        if window.act.is_made("palette") and window.act.palette.is_open():
            return _PALETTE
        if window.session is not None and window.search.is_in_hits():
            return _SEARCH
        if window.session is not None and window.search.has_focus():
            return _ASKING
        if window.session is not None and window.search.is_beside():
            return _BESIDE
        keys = window.keys
        if keys is None:
            return ""
        if window.act.is_made("measuring") and window.act.measuring.mode():
            return window.act.measuring.mode()
        if window.act.is_made("handing") and window.act.handing.mode():
            return _PEOPLE
        if window.text_page.has_find_focus(window.focusWidget()):
            return _FIND
        if window.columns.inspector.has_fields_focus():
            return _VALUES
        if window.columns.inspector.comments.has_focus():
            return _COMMENTS
        if window.columns.inspector.comments.is_writing():
            return _WRITING
        panel = self._panel()
        if panel:
            return panel
        if keys.mode == FRAME:
            asked = keys.question()
            return FRAME if asked is not None and asked.is_needed else _WALKING
        return _STICKY if keys.mode == TEXT and keys.sticky.layer else keys.mode

    def _panel(self) -> str:
        """Return the name of the panel whose list or field has the focus, nothing elsewhere."""
        window, focused = self._window, self._window.focusWidget()
        if focused is None or focused is window.surface:
            return ""
        return next((x for x in _PANELS if window.dock(x).isAncestorOf(focused)), "")

    def show(self) -> None:
        """Say what is current, and which keys work on it, after the paint."""
        self._window.later.want(self._show)

    def _show(self) -> None:
        window, mode = self._window, self.mode()
        status = window.status_line
        status.end_outdated()
        session, view = window.session, window.view
        status.mode.setText(self._named(mode))
        if session is None or view is None:
            status.show_keys(self._keys(mode) if mode else ())
            return
        annotation = session.current_annotation()
        status.zoom.setText(f"{view.zoom()} %")
        is_read_only = session.store.is_read_only
        saved = "read_only" if is_read_only else window.guarding.standing()
        status.saved.setText(window.word(saved))
        if mode in (_SEARCH, _ASKING, _BESIDE):
            status.stand(window.search.said())
            status.show_keys(self._keys(mode))
            return
        if session.document is None:
            # Keys of the text do nothing without one.
            status.stand(window.word("no_documents"))
            status.show_keys(())
            return
        if mode in (_AGREEMENT, _PLACES):
            status.stand(window.act.measuring.said())
            status.show_keys(self._keys(mode))
            return
        if mode == REVIEW:
            status.stand(window.act.reviewing.title())
            status.show_keys(self._keys(mode))
            return
        if mode == CORRECTIONS:
            status.stand(window.act.answering.title())
            status.show_keys(self._keys(mode))
            return
        if mode == _PEOPLE:
            status.stand(window.act.handing.said())
            status.show_keys(self._keys(mode))
            return
        if annotation is None:
            said = "is_finished" if self._is_finished() else "nothing_tagged"
            is_known = session.tallies or session.is_reading
            status.stand("" if is_known else window.word(said))
            status.show_keys(self._tagging() if mode == TEXT else self._keys(mode))
            return
        values = label_values(session.scheme, annotation, window.language, in_line=True)
        is_suggested = annotation.state == SUGGESTED
        parts = [session.layer_name(annotation.layer)]
        parts += [window.word("card.suggested")] if is_suggested else []
        if annotation.layer in session.maker.hubs:
            ends = len(session.relations_from(annotation.id))
            parts += [*values, window.word("ends_one" if ends == 1 else "ends_n", count=ends)]
        else:
            parts += [shortened(annotation.quote, _QUOTE), *values]
        status.stand(", ".join(set_in(part) for part in parts if part))
        if mode == TEXT and self._is_finished():
            status.show_keys(self._caps(_FINISHED_KEYS))
        elif mode == TEXT and is_suggested:
            status.show_keys(self._caps(_SUGGESTED_KEYS))
        else:
            status.show_keys(self._keys(mode))

    def _tagging(self) -> list[tuple[str, str]]:
        """Return the keys that tag; where the work is finished, those that lead on."""
        window = self._window
        if window.sitting.store.is_read_only or window.sitting.is_reading:
            return []
        if self._is_finished():
            return self._caps(_FINISHED_KEYS)
        first, last = (window.keymap.first(f"annotate.layer_{n}") for n in (1, 9))
        return [(_CAPS.format(first, last), window.word("key.digits"))]

    def _is_finished(self) -> bool:
        """Say whether nothing can be tagged until the document is reopened."""
        session = self._window.sitting
        reader = session.store.read()
        return reader.assignment_state(session.document or "", session.annotator) == FINISHED

    def _named(self, mode: str) -> str:
        """Return what a mode is called; a layer that sticks is named."""
        window = self._window
        if mode == _STICKY and window.keys is not None and window.session is not None:
            layer = window.session.layer_name(window.keys.sticky.layer or "")
            return window.word("mode.sticky", layer=layer)
        called = {_WALKING: FRAME, _ASKING: _SEARCH, _BESIDE: _SEARCH}.get(mode, mode)
        return window.word(f"mode.{called}") if called else ""

    def _keys(self, mode: str) -> list[tuple[str, str]]:
        """Return key caps with what they do in a mode; Esc goes back to a frame if one is open."""
        keys, rows = self._window.keys, _KEYS.get(mode, ())
        if keys is not None and keys.mode == FRAME and mode in (_VALUES, _COMMENTS, _WRITING):
            rows = (*rows[:-1], ("Esc", "key.back_to_frame"))
        if mode == FRAME and self._has_types():
            rows = tuple((named, _OF_TYPES.get(code, code)) for named, code in rows)
        return self._caps(rows)

    def _has_types(self) -> bool:
        """Say whether the key of what stands off the ladder goes through several relations."""
        # Imported here because no window begins in a frame.
        from annotator.operations.tagging.frames import types_off

        session = self._window.sitting
        hub = session.current_annotation()
        return hub is not None and len(types_off(session.scheme, hub.layer)) > 1

    def _caps(self, keys: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
        """Return key caps with what they do; actions without a key are left out."""
        keymap, word = self._window.keymap, self._window.word
        found: list[tuple[str, str]] = []
        for named, code in keys:
            cap = cap_of(keymap.keys(named)) if "." in named else named
            cap = word("key_cap.letters") if named == _LETTERS else cap
            if cap:
                found.append((cap, word(code)))
        return found
