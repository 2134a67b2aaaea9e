"""What is hidden of annotators' work is passed over: nothing is found anew for that."""

from __future__ import annotations

import random

import pytest

from annotator.model.annotation import SURE, UNSURE
from annotator.model.query import Hit
from annotator.operations.search import bulk
from annotator.operations.tagging import annotate
from annotator.ui.sitting.gathered import Gathered
from annotator.ui.sitting.page import Page
from annotator.ui.sitting.showing import ONE, ROWS, tags_of
from annotator.ui.text.marks import Flags, MarkIndex, reading_order


@pytest.fixture(params=[ONE, ROWS])
def window(make_window, corpus, monkeypatch, request):
    """A window on samples in which a step of two annotations counts as a large one."""
    monkeypatch.setattr(bulk, "_FEW", 1)
    window = make_window(corpus)
    window.sitting.show(window.sitting.showing.with_mode(request.param))
    assert len(window.sitting.page.letters) == (2 if request.param == ROWS else 0)
    return window


def assert_as_made_anew(window) -> None:
    """What is on the text is what would be if all that is not hidden were read and made anew."""
    session, surface = window.sitting, window.surface
    fresh = Gathered(session.store, session.document, session.annotator)
    page = Page(fresh, session.showing, session.scheme, session.word, people=session.annotators())
    made = page.marks(session.maker.mark, session.maker.drawings)
    placed = {m.key: m for m in made if m.spans}
    assert {m.key: m for m in surface.marks()} == placed
    found = surface.marks_in(0, len(surface.text()))
    assert found == sorted(placed.values(), key=reading_order)


def _edit(session, pick: random.Random) -> None:
    """Do something to any annotation of the annotator's, hidden or not."""
    own = [a for a in session.tallies if a.spans]
    one, who = pick.choice(own), session.annotator
    what = pick.randrange(7)
    if what == 0:
        session.do(annotate.remove_annotation, one.id, annotator=who)
    elif what == 1:
        confidence = UNSURE if one.confidence == SURE else SURE
        session.do(annotate.set_confidence, one.id, confidence, annotator=who)
    elif what == 2:
        layer = pick.choice(session.scheme.layers).id
        begin = pick.randrange(len(session.facts.text) - 40)
        session.do(annotate.tag_spans, session.document, layer, [(begin, begin + 9)], annotator=who)
    elif what == 3:
        features = pick.choice([a for a in own if a.layer == one.layer]).features
        for feature, value in features.items():
            session.do(annotate.set_feature, one.id, feature, value, annotator=who)
    elif what == 4:
        hits = [Hit(session.document, a.spans[0].begin, a.spans[-1].end, a.id) for a in own[:3]]
        session.do(bulk.comment_on_hits, hits, "Sure?", language="en", annotator=who)
    elif what == 5:
        step = session.store.undo_step(who)
        # Not what brought the document.
        if step is not None and step.kind.startswith(("annotate.", "bulk.")):
            session.undo()
    else:
        session.redo()


def _hide(session, pick: random.Random) -> None:
    """Hide a layer or a tag, or show it again."""
    tags = sorted({tag for a in session.tallies for tag in tags_of(a)})
    if pick.randrange(3):
        layer = pick.choice(sorted(session.tallies.layers))
        session.show(session.showing.toggled("layers", layer))
    elif pick.randrange(3) and tags:
        session.show(session.showing.toggled("tags", pick.choice(tags)))
    elif session.showing.mode == ROWS and pick.randrange(2):
        session.show(session.showing.toggled("annotators", pick.choice(session.annotators()).id))
    else:
        session.show(session.showing.with_all())


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_edited_hidden_or_not_the_text_shows_what_it_should(window, seed: int) -> None:
    pick, session = random.Random(seed), window.sitting
    # Some edits are refused, with a sentence: that too must leave all as it is.
    for _ in range(40):
        _edit(session, pick) if pick.randrange(2) else _hide(session, pick)
        assert_as_made_anew(window)


def test_no_place_is_found_anew_to_hide_a_layer_and_to_show_it(window, monkeypatch) -> None:
    session, index = window.sitting, window.surface._layout.index
    layer = next(a.layer for a in session.tallies if a.spans)
    for _ in range(2):
        with monkeypatch.context() as without:
            without.setattr(MarkIndex, "of_places", None)
            session.show(session.showing.toggled("layers", layer))
        assert window.surface._layout.index is index
        assert_as_made_anew(window)


def _echoes_without(session, marks):
    """Yield keys of marks that repeat an annotation, with a tag that only this one has."""
    for key in [m.key for m in marks if m.flags & Flags.ECHOES]:
        own = session.annotation(key)
        for a in session.facts.annotations.values():
            is_same = (a.layer, a.spans) == (own.layer, own.spans)
            if is_same and a.annotator != own.annotator:
                yield from ((key, tag) for tag in set(tags_of(a)) - set(tags_of(own)))


def test_what_repeats_work_that_a_tag_hides_repeats_nothing_any_more(make_window, corpus) -> None:
    """Of two readers who say the same, one has a lane alone: as long as the other is shown."""
    window = make_window(corpus)
    window.act.showing.show_rows()
    session = window.sitting
    echo, tag = next(_echoes_without(session, window.surface.marks()))
    for repeats in (False, True):
        session.show(session.showing.toggled("tags", tag))
        assert bool(window.surface.mark(echo).flags & Flags.ECHOES) == repeats
        assert_as_made_anew(window)


def test_borders_that_are_being_moved_are_as_they_were_once_it_is_hidden(window) -> None:
    session, surface = window.sitting, window.surface
    one = next(a for a in session.tallies if a.spans)
    before = surface.mark(one.id)
    surface.set_preview(one.id, [(before.begin, before.end + 5)])
    for _ in range(2):
        session.show(session.showing.toggled("layers", one.layer))
    assert surface.mark(one.id) == before
    assert_as_made_anew(window)
