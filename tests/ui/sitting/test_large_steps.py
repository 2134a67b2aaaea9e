"""A step that lists no changes is followed by what the history knows of it, not read anew."""

from __future__ import annotations

import random

import pytest

from annotator.model.query import Hit
from annotator.operations.search import bulk
from annotator.ui.sitting import awaiting, problems
from annotator.ui.sitting.gathered import Gathered
from annotator.ui.sitting.page import Page
from annotator.ui.sitting.showing import ROWS


@pytest.fixture
def window(make_window, corpus, monkeypatch, qtbot):
    """A window on samples that count as very large documents; each step counts as a large one."""
    monkeypatch.setattr(awaiting, "AT_ONCE", 0)
    monkeypatch.setattr(bulk, "_FEW", 0)
    monkeypatch.setattr(problems, "_LOOKED_AT_ONCE", 3)
    monkeypatch.setattr("annotator.store.writing.replayed.FEW", 0)
    made = make_window(corpus)
    qtbot.waitUntil(lambda: not made.sitting.is_reading)
    return made


def assert_as_read_anew(window) -> None:
    """What is known and shown is what would be if all were read and made anew."""
    session = window.sitting
    known, fresh = session.gathered, Gathered(session.store, session.document, session.annotator)
    assert known.facts.annotations == fresh.facts.annotations
    assert known.facts.relations == fresh.facts.relations
    assert known.comments == fresh.comments
    assert list(known.tallies) == list(fresh.tallies)
    assert known.tallies.layers == fresh.tallies.layers
    assert known.tallies.items() == fresh.tallies.items()
    assert known.tallies.relations == fresh.tallies.relations
    page = Page(fresh, session.showing, session.scheme, session.word)
    made = page.marks(session.maker.mark, session.maker.drawings)
    assert {m.key: m for m in window.surface.marks()} == {m.key: m for m in made}
    assert known.problems.all() == fresh.problems.all()


def _hits(session, annotations) -> list[Hit]:
    return [Hit(session.document, a.spans[0].begin, a.spans[-1].end, a.id) for a in annotations]


def _do(session, pick: random.Random) -> None:
    own = [a for a in session.shown() if len(a.spans) == 1]
    some = pick.sample(own, min(len(own), pick.randrange(1, 9)))
    what, who = pick.randrange(5), session.annotator
    if what == 0:
        session.do(bulk.remove_annotations, [a.id for a in some], annotator=who)
    elif what == 1:
        hits, said = _hits(session, some), "Sure?"
        session.do(bulk.comment_on_hits, hits, said, language="en", annotator=who)
    elif what == 2:
        words = window_words(session)
        hits = [Hit(session.document, *pick.choice(words)) for _ in range(5)]
        layer = pick.choice(session.scheme.layers).id
        session.do(bulk.tag_hits, hits, layer, annotator=who)
    elif what == 3:
        step = session.store.undo_step(who)
        if step is not None and step.kind.startswith("bulk."):
            session.undo()
    else:
        session.redo()


def window_words(session) -> list[tuple[int, int]]:
    text, at, found = session.facts.text, 0, []
    for word in text.split():
        begin = text.index(word, at)
        at = begin + len(word)
        if word.isalpha():
            found.append((begin, at))
    return found


@pytest.mark.parametrize("seed", range(3))
def test_after_any_steps_all_is_as_it_would_be_read(window, seed: int) -> None:
    pick, session = random.Random(seed), window.sitting
    before = session.gathered
    for _ in range(20):
        _do(session, pick)
        assert_as_read_anew(window)
    # Nothing was read anew, here or elsewhere.
    assert session.gathered is before
    assert not session.is_reading


def test_what_is_current_is_so_no_more_once_it_is_gone_and_others_stay(window) -> None:
    session = window.sitting
    first, second = (a.id for a in session.shown()[:2])
    session.set_current(first)
    session.do(bulk.remove_annotations, [second], annotator=session.annotator)
    assert session.current == first
    session.do(bulk.remove_annotations, [first], annotator=session.annotator)
    assert session.current is None


def test_a_step_in_another_document_changes_nothing_here(window, qtbot) -> None:
    session = window.sitting
    ids = [row.id for row in session.documents()]
    there = next(a for document in ids[1:] for a in session.store.read().annotations(document))
    before = session.gathered
    session.do(bulk.remove_annotations, [there.id], annotator=there.annotator)
    assert session.gathered is before
    assert not session.is_reading
    assert_as_read_anew(window)


def test_in_rows_it_is_followed_too(window) -> None:
    window.act.showing._show_several(ROWS)
    session = window.sitting
    gone = [a.id for a in session.shown()[:4]]
    before = session.gathered
    session.do(bulk.remove_annotations, gone, annotator=session.annotator)
    assert session.gathered is before
    assert_as_read_anew(window)
    session.undo()
    assert set(gone) <= {m.key for m in window.surface.marks()}
    assert_as_read_anew(window)
