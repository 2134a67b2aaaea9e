"""The check of a corpus in the window: what is found is listed and opens its place."""

from __future__ import annotations

import sqlite3

from PySide6.QtCore import Qt

from annotator.operations.checking.check import check
from annotator.operations.tagging import annotate
from annotator.store.store import Store
from annotator.ui.dialogs.checking import CheckDialog
from annotator.ui.panels.documents_model import shown_name

K = Qt.Key


def _shown(window, qtbot) -> CheckDialog:
    window.menus.run("help.check")
    dialog = window.findChild(CheckDialog)
    qtbot.waitUntil(lambda: dialog.task is None)
    return dialog


def test_a_finding_opens_its_annotation(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    session = window.session
    layer = next(
        layer
        for layer in session.scheme.layers
        if any(f.required for f in layer.features) and layer.id not in session.maker.hubs
    )
    taken = {n for a in session.facts.annotations.values() for s in a.spans for n in range(*s)}
    free = next(n for n in range(len(session.facts.text)) if n not in taken)
    made = annotate.tag_spans(
        session.store, session.document, layer.id, [(free, free + 1)], annotator="gold", features={}
    )
    expected = check(session.store)
    other = next(r.id for r in session.documents() if r.id != session.document)
    session.open_document(other)
    dialog = _shown(window, qtbot)
    rows = [dialog.list.item(i) for i in range(dialog.list.count())]
    assert len(rows) == sum(map(len, (expected.errors, expected.incomplete, expected.hints)))
    at = next(i for i, row in enumerate(rows) if row.data(Qt.ItemDataRole.UserRole)[1] == made.id)
    document = next(r for r in session.documents() if r.id == made.document)
    assert shown_name(document) in rows[at].data(Qt.ItemDataRole.AccessibleTextRole)
    assert shown_name(document) != document.name
    dialog.list.setCurrentRow(at)
    qtbot.keyClick(dialog.list, K.Key_Return)
    assert session.document == made.document
    assert session.current == made.id


def test_damage_is_first_and_says_what_to_do(make_window, corpus, qtbot) -> None:
    with sqlite3.connect(corpus) as raw:
        raw.execute(
            "UPDATE annotation SET features = '{}' WHERE id = (SELECT max(id) FROM annotation)"
        )
    raw.close()
    window = make_window(corpus)
    dialog = _shown(window, qtbot)
    assert "damaged" in dialog.said.text()
    assert "File > Backups" in dialog.said.text()
    assert dialog.list.count()


def test_what_proves_is_repaired_as_a_step_and_the_rest_is_listed(
    make_window, corpus, qtbot
) -> None:
    with Store.open(corpus) as store:
        store.backup("asked")
    with sqlite3.connect(corpus) as raw:
        raw.execute(
            "UPDATE annotation SET features = '{}' WHERE id = (SELECT max(id) FROM annotation)"
        )
    raw.close()
    window = make_window(corpus)
    dialog = _shown(window, qtbot)
    assert dialog.mend.isEnabled()
    listed = dialog.list.count()
    qtbot.keyClick(dialog.mend, K.Key_Space)
    qtbot.waitUntil(lambda: dialog.task is None)
    assert "damaged" not in dialog.said.text()
    assert not dialog.mend.isEnabled()
    assert dialog.list.count() < listed
    assert window.session.store.history(limit=1)[0].kind.startswith("repair.")
    assert list(window.session.store.damage()) == []
