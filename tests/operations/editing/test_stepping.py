"""How the work was after a step comes back, whichever way that is."""

from __future__ import annotations

import pytest

from annotator.model.errors import Cancelled, StoreError
from annotator.model.review import Annotator
from annotator.operations.editing.stepping import go_to_step, rows_to_step
from annotator.operations.keeping.corpus import put_annotator
from annotator.operations.tagging.annotate import set_feature, tag_spans
from annotator.store.store import Store
from tests.operations.field_notes import WHO, only_document, span_of
from tests.samples import dump

_WORDS = ("Morning", "A heron", "twice")


def _tagged(store: Store) -> list[dict[str, list[tuple[object, ...]]]]:
    """Make a step for each word, and return all rows after each."""
    seen = [dump(store)]
    for word in _WORDS:
        tag_spans(store, only_document(store), "sighting", [span_of(word)], annotator=WHO)
        seen.append(dump(store))
    return seen


def test_the_work_goes_back_and_forth_to_any_step(notes: Store) -> None:
    begun = notes.history(limit=1)[0].number
    seen = _tagged(notes)
    numbers = [begun, *sorted(s.number for s in notes.history() if s.number > begun)]
    for wanted in (1, 3, 0, 2):
        here = [dump(notes) == rows for rows in seen].index(True)
        rows = rows_to_step(notes, numbers[wanted], annotator=WHO)
        assert rows == abs(wanted - here)
        last = go_to_step(notes, numbers[wanted], annotator=WHO)
        assert last is not None
        assert dump(notes) == seen[wanted]
        assert rows_to_step(notes, numbers[wanted], annotator=WHO) == 0
    assert go_to_step(notes, numbers[2], annotator=WHO) is None


def test_what_others_built_on_stops_it_where_it_is(notes: Store) -> None:
    begun = notes.history(limit=1)[0].number
    put_annotator(notes, Annotator(id="otto"))
    seen = _tagged(notes)
    first = next(a for a in notes.read().annotations(only_document(notes)) if a.quote == "A heron")
    set_feature(notes, first.id, "tally", 5, annotator="otto")
    with pytest.raises(StoreError, match="otto"):
        go_to_step(notes, begun, annotator=WHO)
    quotes = {a.quote for a in notes.read().annotations(only_document(notes))}
    assert "twice" not in quotes
    assert "A heron" in quotes
    assert dump(notes) != seen[2]


def test_it_can_be_stopped(notes: Store) -> None:
    seen = _tagged(notes)

    def stop(what: str, done: int, total: int | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        go_to_step(notes, 0, annotator=WHO, progress=stop)
    assert dump(notes) == seen[-1]
