"""The frame of a hub: letters link its ends, digits answer, Tab walks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.model.annotation import SUGGESTED, SURE, UNSURE, Annotation, Relation
from annotator.model.presentation import end_role
from annotator.model.scheme import RelationType
from annotator.operations.tagging import annotate, frames, relate
from annotator.ui.keys.asked import Asked
from annotator.ui.keys.candidates import Candidates
from annotator.ui.keys.heard import end_heard, hints_heard, question_heard
from annotator.ui.keys.letters import hint_letter, shown_hint
from annotator.ui.keys.modes import FRAME, TEXT, typed_of
from annotator.ui.keys.next_end import NextEnd, Said
from annotator.ui.keys.questions import Question
from annotator.ui.sitting.session import Session
from annotator.ui.text.view import TextView

if TYPE_CHECKING:
    from annotator.ui.keys.asking import Keyboard


T = TypeVar("T")


class FrameMode:
    """The keys that work while a frame is open.

    Of an annotation that is no hub one end is linked, then the frame closes.
    """

    def __init__(self, keys: Keyboard, view: TextView, session: Session) -> None:
        """Answer for a view."""
        self._keys, self._view, self._session = keys, view, session
        self._ends = Candidates(view, session)
        self._next = NextEnd(session)
        self._typed = ""
        self._hub = ""
        self._walked: str | None = None
        self._asked = Asked(session)
        self._is_editing = False

    @property
    def hints(self) -> dict[str, str]:
        """The letters of the ends by id of the annotation or built-in entity."""
        return self._ends.hints

    @property
    def shown_hints(self) -> dict[str, str]:
        """The same letters as they are read in the language of the window."""
        language = self._session.language
        return {key: shown_hint(x, language) for key, x in self._ends.hints.items()}

    @property
    def shown_built_in(self) -> dict[str, str]:
        """The letters of the built-in entities as they are read in that language."""
        language = self._session.language
        return {key: shown_hint(x, language) for key, x in self._ends.built_in.items()}

    @property
    def built_in(self) -> dict[str, str]:
        """The letters of the built-in entities that may be an end, by id."""
        return self._ends.built_in

    def enter(self) -> None:
        """Show the ends of the current annotation, and letters at those that can be linked."""
        hub = self._session.current_annotation()
        if hub is None or not hub.spans:
            self._session.said.emit(self._session.word("no_current"))
            return
        if not self._ends.gather(hub):
            self._session.refused.emit(self._session.word("link_none"))
            return
        self._hub, self._typed = hub.id, ""
        self._next.reset()
        self._asked.begin()
        self._walked = None
        self._keys.set_mode(FRAME)
        self._view.scroll_to_span(hub.spans[0].begin, hub.spans[-1].end)
        self.show()
        letters = hints_heard(self._session, self.shown_hints)
        self._speak_question(self._session.layer_name(hub.layer), letters)

    def show(self) -> None:
        """Draw the frame as it is now."""
        if self._keys.mode != FRAME or self._is_editing:
            return
        if self._session.annotation(self._hub) is None:
            self._keys.set_mode(TEXT)
            return
        ends = self.ends()
        walked = next((r.to_id for r in ends if r.id == self._walked), "")
        frame = self._session.maker.frame(self._hub, ends, hints=self.shown_hints, current=walked)
        self._view.set_frame(frame)
        self._keys.tell_question()

    def leave(self) -> None:
        """Take the frame off the screen; what it asked in vain is asked later from now on."""
        self._asked.leave(self._hub)
        self._view.set_frame(None)
        self._typed = ""
        self._next.reset()

    def wants(self, event: QKeyEvent) -> bool:
        """Take Esc before the window does."""
        return event.key() == Qt.Key.Key_Escape

    def ends(self) -> list[Relation]:
        """Return the relations of the frame, the ends in the order of the text."""
        found = self._session.relations_from(self._hub)

        def place(relation: Relation) -> tuple[int, str]:
            end = self._session.annotation(relation.to_id)
            return (end.spans[0].begin if end and end.spans else -1), relation.id

        return sorted(found, key=place)

    def key(self, event: QKeyEvent) -> bool:
        """Take letters, digits and Esc; what is no key of the frame is left to the text."""
        typed = typed_of(event)
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
            return True
        if typed.isdigit():
            self.answer(int(typed))
            return True
        if typed.isalpha():
            self._take_letter(hint_letter(typed))
            return True
        return False

    def _escape(self) -> None:
        if self._typed or self._next.is_said:
            self._typed = ""
            self._next.reset()
            return
        hub = self._session.annotation(self._hub)
        self._keys.set_mode(TEXT)
        if hub is not None and hub.spans:
            self._view.set_caret(hub.spans[-1].end)

    def _work(self, operation: Callable[..., T], *arguments: Any, **options: Any) -> T | None:
        """Run an operation; the frame is drawn once, by whoever asked for it."""
        self._is_editing = True
        try:
            return self._session.work(operation, *arguments, **options)
        finally:
            self._is_editing = False

    # Linking

    def types(self) -> list[RelationType]:
        """Return the types of relation off the ladder, which a letter alone need not mean."""
        return self._next.types(self._hub)

    def last_type(self) -> str:
        """Return the type that was last chosen for such a hub, "" if none was."""
        return self._next.last_type(self._hub)

    def next_type(self) -> None:
        """Let the next letter link by the next of the types of relation off the ladder."""
        self._next.go_on(self._hub)

    def take_type(self, kind_id: str) -> None:
        """Let the next letter link by a type off the ladder."""
        self._next.is_of(self._hub, kind_id)

    def next_goes(self, where: str) -> None:
        """Say where the end of the next letter goes: beside, off the ladder, another chain."""
        self._next.goes(where)

    def next_is_unsure(self) -> None:
        """Let the next letter link an end that is not certain, or switch that of one linked."""
        self._next.is_unsure()

    def _take_letter(self, letter: str) -> None:
        self._typed += letter
        end = self._ends.of(self._typed)
        if end is not None:
            self._typed = ""
            self.switch(end)
        elif not self._ends.begins(self._typed):
            self._typed = ""
            self._session.said.emit(self._session.word("no_such_hint", letter=letter))

    def switch(self, end: str) -> None:
        """Link an end, or unlink it if it is linked and nothing says where else it goes.

        An end that is suggested is linked: the letter says that it is one.
        """
        said = self._next.take()
        linked = [r for r in self._session.relations_from(self._hub) if r.to_id == end]
        if said.kind:
            linked = [r for r in linked if r.type == said.kind]
        if linked and said.confidence == UNSURE:
            self._switch_unsure(linked[0])
        elif linked and said.where == frames.NEXT and linked[0].state == SUGGESTED:
            self._link(end, said._replace(kind=linked[0].type))
        elif linked and said.where == frames.NEXT:
            self._unlink(linked[0])
        else:
            self._link(end, said)
        if self._keys.mode == FRAME:
            hub = self._session.annotation(self._hub)
            if hub is not None and hub.layer not in self._session.maker.hubs:
                self._keys.set_mode(TEXT)
            else:
                self.show()

    def _link(self, end: str, said: Said) -> None:
        is_entity = end in self._ends.built_in
        made = self._work(frames.link_end, self._hub, end, to_entity=is_entity, **said._asdict())
        if made is None:
            return
        self._walked = made.id
        self._speak_end(made)

    def _switch_unsure(self, relation: Relation) -> None:
        wanted = SURE if relation.confidence == UNSURE else UNSURE
        made = self._work(relate.set_relation_confidence, relation.id, wanted)
        if made is not None:
            self._walked = made.id
            self._speak_end(made)

    def _unlink(self, relation: Relation) -> None:
        role = end_role(self._session.scheme, relation, self._session.language)
        if self._work(frames.unlink_end, relation.id) is not None:
            self._session.said.emit(self._session.word("unlinked", role=role))

    # Walking

    def walk(self, step: int) -> None:
        """Go to the next end or the one before, scrolling to it."""
        ends = self.ends()
        if not ends:
            hub = self._session.annotation(self._hub)
            self._session.said.emit(self._session.no_ends_said(hub.layer if hub else ""))
            return
        keys = [r.id for r in ends]
        if self._walked in keys:
            at = (keys.index(self._walked) + step) % len(keys)
        else:
            at = 0 if step > 0 else len(keys) - 1
        self._go(ends[at])

    def walk_to(self, end: str) -> None:
        """Go to an end by the id of the annotation."""
        found = next((r for r in self.ends() if r.to_id == end), None)
        if found is not None:
            self._go(found)

    def _go(self, relation: Relation) -> None:
        self._walked = relation.id
        end = self._session.annotation(relation.to_id)
        self.show()
        if end is not None and end.spans:
            self._view.scroll_to(end.spans[0].begin)
        self._speak_end(relation)

    def _walked_end(self) -> Relation | None:
        found = next((r for r in self.ends() if r.id == self._walked), None)
        if found is None:
            self._session.said.emit(self._session.word("no_end_walked"))
        return found

    def unlink_walked(self) -> None:
        """Take away the relation to the end that is walked."""
        relation = self._walked_end()
        if relation is not None:
            self._unlink(relation)
            self.show()

    def move_walked(self, step: int) -> None:
        """Move the end that is walked up or down the ladder."""
        relation = self._walked_end()
        if relation is not None:
            moved = self._work(frames.move_end, relation.id, step)
            if moved is not None:
                self._speak_end(moved)
            self.show()

    # Questions

    def question(self) -> Question | None:
        """Return the question that digits answer now."""
        return self._asked.now(self._hub) if self._keys.mode == FRAME else None

    def ask_how_quoted(self) -> None:
        """Ask first what quotation marks answer by themselves; again: what was asked before."""
        if not self._asked.switch_quoted(self._hub):
            self._session.said.emit(self._session.word("no_quotation_asked"))
            return
        self.show()
        self._speak_question()

    def answer(self, number: int) -> None:
        """Give the question the value with that number, from 1; 0 leaves it for the next."""
        asked = self.question()
        if asked is None or number > len(asked.answers):
            return
        self._asked.go_on()
        if number:
            self._set_answer(asked, asked.answers[number - 1][0])
        else:
            self._asked.set_aside(asked)
        self.show()
        self._speak_question()

    def _set_answer(self, asked: Question, value: object) -> None:
        session = self._session
        before: Annotation | None = session.annotation(self._hub)
        made = self._work(
            annotate.set_feature,
            self._hub,
            asked.feature.id,
            value,
            yielding=tuple(session.by_rule.of(before)),
        )
        if made is not None:
            self._asked.take(asked)

    # What a screen reader hears

    def _speak_end(self, relation: Relation) -> None:
        self._keys.speak(end_heard(self._session, relation))

    def _speak_question(self, opening: str = "", closing: str = "") -> None:
        asked = self.question()
        self._keys.speak(question_heard(self._session, asked, opening=opening, closing=closing))
