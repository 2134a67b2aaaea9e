"""What was refused is kept, and counted nowhere: not in the head, the lists and the panels."""

from __future__ import annotations

import pytest

from annotator.model.annotation import REFUSED, SUGGESTED
from annotator.operations.tagging.relate import unlink
from annotator.operations.tagging.suggestions import refuse_suggestion
from annotator.ui.main_window import MainWindow
from annotator.ui.sitting.gathered import Gathered


@pytest.fixture
def window(make_window, corpus) -> MainWindow:
    return make_window(corpus)


def suggest(window: MainWindow, noun) -> None:
    with window.sitting.store.edit("annotate.feature", annotator="gold", data={}) as edit:
        edit.put(noun._replace(state=SUGGESTED))


def counted(window: MainWindow) -> list[tuple[int, int]]:
    """Return annotations and relations: of now, counted anew, listed, and as the head says."""
    session, key = window.sitting, window.sitting.document
    anew = Gathered(session.store, key, session.annotator).tallies
    (listed,) = [row for row in session.store.read().documents(session.annotator) if row.id == key]
    window.later.settle_all()
    words = window.head.counts.text().split()
    return [
        (len(session.tallies), session.tallies.relations),
        (len(anew), anew.relations),
        (listed.annotations, listed.relations),
        (int(words[0]), int(words[2])),
    ]


def test_a_refused_relation_is_counted_nowhere(window) -> None:
    session = window.sitting
    hub = next(a for a in session.tallies if session.relations_from(a.id))
    relation = session.relations_from(hub.id)[0]
    annotations, relations = counted(window)[0]
    suggest(window, relation)
    assert counted(window) == [(annotations, relations)] * 4
    unlink(session.store, relation.id, annotator="gold")
    assert session.store.read().relation(relation.id).state == REFUSED
    assert counted(window) == [(annotations, relations - 1)] * 4
    session.undo()
    assert counted(window) == [(annotations, relations)] * 4


def test_a_refused_annotation_is_counted_nowhere(window) -> None:
    session = window.sitting
    one = next(
        a for a in session.tallies if not session.relations_from(a.id) + session.relations_to(a.id)
    )
    annotations, relations = counted(window)[0]
    layer = session.tallies.layers[one.layer]
    own = session.store.read().counts_by_annotator()["gold"]
    suggest(window, one)
    refuse_suggestion(session.store, one.id, annotator="gold")
    assert counted(window) == [(annotations - 1, relations)] * 4
    assert session.tallies.layers[one.layer] == layer - 1
    assert session.store.read().counts_by_annotator()["gold"] == own - 1
    assert session.store.read().refused() == {"annotation": 1, "relation": 0}
