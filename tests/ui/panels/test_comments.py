"""Comments in the inspector say who wrote them, by name."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from annotator.operations.comments import add_comment


def test_a_comment_bears_the_name_of_its_annotator(make_window, corpus) -> None:
    window = make_window(corpus)
    session = window.session
    document = session.store.read().document_id("seed-000")
    session.open_document(document)
    add_comment(session.store, document=document, anchor="document", text="Read again",
                language="en", annotator="coder_b")  # fmt: skip
    shown = {x.text() for x in window.columns.inspector.comments.findChildren(QLabel)}
    assert {"Read again", "Coder B", "Gold"} <= shown
    assert not {"coder_b", "gold"} & shown
