"""Going from one place with comments to the next, and saying what is said there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.model.language import text_in
from annotator.model.review import ON_ENTITY, ON_RELATION, ON_SPANS, Comment
from annotator.operations.search.commented import Stop, comment_stops, next_commented
from annotator.ui.bars.document_head import title_of
from annotator.ui.panels.section import shortened
from annotator.ui.sitting.tallies import place_of

if TYPE_CHECKING:
    from annotator.ui.desk import Desk
    from annotator.ui.sitting.session import Session

_QUOTED, _SAID, _TITLED = 40, 120, 60


def step_comment(window: Desk, by: int) -> None:
    """Go to the next place with comments (1) or the one before (-1), here or in another document.

    Places are those of bare words and of whoever's work is shown. Where only this one has any, it
    is said that there is no other. Which there are is known once the annotations are read.
    """
    session = window.sitting
    if session.document is None or session.say_if_reading():
        return
    stops, here = _stops(window), _here(window, by)
    ahead = [s for s in stops if (s.place > here if by > 0 else s.place < here)]
    if ahead:
        _go(window, ahead[0 if by > 0 else -1], stops)
        return
    found = next_commented(
        session.store,
        session.document,
        session.annotator,
        by=by,
        readers=_readers(session),
        hides=session.showing.hides,
    )
    if found is None:
        window.say(window.word("none_commented"))
        return
    document, place = found
    is_here = document == session.document
    if not is_here:
        session.open_document(document)
    session.when_read(
        partial(_arrive, window, place, is_here=is_here, is_same=is_here and place == here)
    )


def _readers(session: Session) -> tuple[str, ...]:
    """Return whose work is shown in any document; in a review that of whom it is about here."""
    if session.review is not None and session.document is not None:
        return session.review.readers(session.document)
    return session.showing.readers(session.annotator, (a.id for a in session.annotators()))


def _arrive(window: Desk, place: tuple[int, int, str], *, is_here: bool, is_same: bool) -> None:
    """Go to a place that was found, in this document or another; `is_same` if one was there."""
    stops = _stops(window)
    stop = next((s for s in stops if s.place == place), None)
    if stop is None:
        # What it is about is hidden here.
        window.say(window.word("none_left"))
    elif is_same:
        window.say(window.word("no_other"))
    else:
        _go(window, stop, stops, is_elsewhere=not is_here)


def _stops(window: Desk) -> list[Stop]:
    session = window.sitting
    comments = [*session.comments.values(), *session.store.read().comments(None)]
    readers = frozenset(session.page.readers if session.page is not None else ())
    return comment_stops(
        session.facts,
        comments,
        lambda a: a.annotator in readers and not session.showing.hides(a),
    )


def _here(window: Desk, by: int) -> tuple[int, int, str]:
    """Return where one is: at the current annotation, the selected words or the caret.

    What begins at the caret is the next one, as with annotations.
    """
    current = window.sitting.current_annotation()
    if current is not None:
        return place_of(current)
    begin, end = window.surface.selection()
    if begin < end:
        return begin, -end, ""
    return begin, -len(window.surface.text()) - 1 if by > 0 else 0, ""


def _go(window: Desk, stop: Stop, stops: list[Stop], *, is_elsewhere: bool = False) -> None:
    """Select the annotation of a place, else its words, and say what was said of them.

    Of a place elsewhere the document is named.
    """
    if stop.annotation:
        window.act.going.go_to_annotation(stop.annotation)
    else:
        begin, end = stop.begin, -stop.minus_end
        window.text_keys.close_modes()
        window.text_keys.select(None)
        window.surface.set_caret(end, anchor=begin, scroll=False)
        window.surface.scroll_to_span(begin, end)
        window.surface.setFocus()
    said = " ".join(_said(window, comment) for comment in stop.comments)
    number = stops.index(stop) + 1
    code, name, document = "comment.at", "", window.sitting.document
    if is_elsewhere and document is not None:
        code = "comment.at_elsewhere"
        name = shortened(title_of(window.sitting.store.read().document(document)), _TITLED)
    window.say(window.word(code, number=number, count=len(stops), name=name, said=said))


def _said(window: Desk, comment: Comment) -> str:
    """Return what a comment says, by whom, and about what where that is not the annotation."""
    session, word = window.sitting, window.word
    text = shortened(" ".join(text_in(comment.texts, session.language).split()), _SAID)
    if not session.hides_names:
        name = session.annotator_name(comment.annotator)
        text = word("comment.said_by", name=name, text=text)
    about = ""
    if comment.anchor == ON_RELATION:
        about = word("comment.on_relation")
    elif comment.anchor == ON_ENTITY:
        named = word("comment.entity", name=session.entity_label(comment.target or ""))
        about = word("comment.about", what=named)
    elif comment.anchor == ON_SPANS:
        about = word("quoted", text=shortened(comment.quote, _QUOTED))
    return f"{about}. {text}" if about else text
