"""Writing comments: on what stands here, as an answer, anew; going to those that there are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from annotator.model.annotation import items_of
from annotator.model.language import text_in
from annotator.model.presentation import end_role
from annotator.model.review import (
    ON_ANNOTATION,
    ON_DOCUMENT,
    ON_ENTITY,
    ON_RELATION,
    ON_SPANS,
    Comment,
)
from annotator.operations.comments import comments
from annotator.ui.panels.section import shortened

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_LONGEST = 70


class TalkingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def add_comment(self) -> None:
        """Comment on the annotation, the selection or the document; again: choose on what."""
        field = self._window.columns.inspector.comments.field
        if field is not None and field.hasFocus():
            self.choose_target()
        else:
            self._write(self._here())

    def _here(self) -> dict[str, Any]:
        """Return where a comment belongs that nobody has placed."""
        session, (begin, end) = self._window.sitting, self._window.surface.selection()
        where: dict[str, Any] = {"document": session.document, "anchor": ON_DOCUMENT}
        if session.current_annotation() is not None:
            where.update(anchor=ON_ANNOTATION, target=session.current)
        elif begin < end:
            where.update(anchor=ON_SPANS, spans=[(begin, end)], what=self._quoted(begin, end))
        return where

    def _quoted(self, begin: int, end: int) -> str:
        text = shortened(self._window.surface.text()[begin:end], _LONGEST)
        return self._window.word("quoted", text=text)

    def choose_target(self) -> None:
        """List what can be commented on here; Enter opens the field."""
        from annotator.ui.panels.picker import Picker

        window = self._window
        rows = [(dict(where), name) for where, name in self._targets()]
        title, hint = window.word("comment.on"), window.word("pick_filter")
        Picker(window, title, hint, rows, self._write).open()

    def _targets(self) -> Iterator[tuple[dict[str, Any], str]]:
        """Yield what there is here, with what it is called."""
        session, word = self._window.sitting, self._window.word
        here, current = {"document": session.document}, session.current_annotation()
        begin, end = self._window.surface.selection()
        if current is not None:
            name = f"{session.layer_name(current.layer)}: {shortened(current.quote, _LONGEST)}"
            name = name if current.spans else session.label_said(current)
            yield {**here, "anchor": ON_ANNOTATION, "target": current.id}, name
            for relation in session.relations_from(current.id):
                role = end_role(session.scheme, relation, session.language)
                name = f"{role}: {shortened(session.end_said(relation.to_id), _LONGEST)}"
                yield {**here, "anchor": ON_RELATION, "target": relation.id, "what": name}, name
            values = current.features.values()
            named = dict.fromkeys(str(x) for value in values for x in items_of(value))
            for key in (k for k in named if k in session.entities):
                name = word("comment.entity", name=session.entity_label(key))
                where = {"document": None, "anchor": ON_ENTITY, "target": key, "what": name}
                yield where, name
        if begin < end:
            name = self._quoted(begin, end)
            yield {**here, "anchor": ON_SPANS, "spans": [(begin, end)], "what": name}, name
        name = word("comment.document")
        yield {**here, "anchor": ON_DOCUMENT, "what": name}, name

    def _write(self, where: dict[str, Any]) -> None:
        window = self._window
        what = where.pop("what", "")
        # Words and the document have no id, but a field of their own: what stands in the field of
        # the annotation would be sent to that, and what was begun on the document said of words.
        about = where.get("target") or where.get("spans") or where["anchor"] if what else ""
        if where["anchor"] == ON_DOCUMENT and window.sitting.current_annotation() is None:
            about = ""
        about = str(about)
        if what:
            what = window.word("comment.about", what=what)
        window.dock("inspector").show()
        send = partial(self._send, where)
        window.columns.inspector.write_comment(send, about=about, what=what)

    def reply_to(self, comment: Comment) -> None:
        """Open a field for an answer to a comment."""
        window, session = self._window, self._window.sitting
        said = shortened(text_in(comment.texts, session.language), _LONGEST)
        where = {
            "document": comment.document,
            "anchor": comment.anchor,
            "target": comment.target,
            "spans": comment.spans,
            "thread": comment.id,
        }
        what = window.word("comment.answer_to", what=said)
        send = partial(self._send, where)
        window.columns.inspector.write_comment(send, about=comment.id, what=what)

    def edit(self, comment: Comment) -> None:
        """Open a field with the words of a comment of one's own."""
        window, session = self._window, self._window.sitting
        if comment.annotator != session.annotator:
            name = session.annotator_name(comment.annotator)
            window.say(window.word("comment.not_yours", name=name))
            return
        texts, language = comment.texts, session.language
        language = language if language in texts else next(iter(texts), language)
        said = texts.get(language, "")
        what = window.word("comment.changing", what=shortened(said, _LONGEST))

        def send(text: str) -> bool:
            changed = comments.set_comment_text
            return session.work(changed, comment.id, text, language=language) is not None

        window.columns.inspector.write_comment(send, about=comment.id, what=what, said=said)

    def _send(self, where: dict[str, Any], text: str) -> bool:
        session = self._window.sitting
        language = session.language
        made = session.work(comments.add_comment, text=text, language=language, **where)
        return made is not None

    def go_to_comments(self) -> None:
        """Give the focus to the comments on the annotation; again: to those on the document."""
        window, session = self._window, self._window.sitting
        inspector = window.columns.inspector
        window.dock("inspector").show()
        inspector.settle()
        if session.current_annotation() is not None and (
            inspector.comments.has_focus() or not inspector.comments.focus_first()
        ):
            window.text_keys.close_modes()
            window.text_keys.select(None)
            inspector.settle()
        if not inspector.comments.focus_first():
            window.say(window.word("no_comments"))
