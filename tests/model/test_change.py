"""What an edit says of the documents that it touches."""

from __future__ import annotations

from annotator.model.change import MOST_NAMED, Touched


def test_an_edit_names_each_document_once() -> None:
    touched = Touched()
    for key in ("b", "a", "b"):
        touched.add(key)
    assert touched.told() == {"a", "b"}


def test_a_bulk_edit_of_many_documents_says_any() -> None:
    touched, usual = Touched(is_bulk=True), Touched()
    for number in range(MOST_NAMED):
        touched.add(str(number))
    before = touched.copy()
    touched.add("more")
    assert touched.told() == frozenset()
    assert len(before.told()) == MOST_NAMED
    for number in range(MOST_NAMED + 1):
        usual.add(str(number))
    assert len(usual.told()) == MOST_NAMED + 1
