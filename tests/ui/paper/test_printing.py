"""The article on paper: all of its text, numbers after annotations, and the list of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication

from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import open_corpus
from annotator.ui.paper.printing import paper, print_session


def test_the_paper_has_all_of_the_text_and_every_annotation(make_window, corpus) -> None:
    window = make_window(corpus)
    session = window.session
    made = paper(session, window.look)
    said = made.toPlainText()
    text = window.view.text()
    for line in text.splitlines():
        if len(line) > 40 and not window.view.marks_in(
            text.find(line), text.find(line) + len(line)
        ):
            assert line in said
    shown = session.shown()
    table = next(f for f in made.rootFrame().childFrames() if hasattr(f, "rows"))
    assert table.rows() == len(shown)
    for row, annotation in enumerate(shown):
        cell = table.cellAt(row, 2)
        quote = cell.firstCursorPosition().block().text()
        assert quote == " ".join(annotation.quote.split())[:200]


def test_numbers_stand_after_what_they_count(make_window, corpus) -> None:
    window = make_window(corpus)
    session = window.session
    first = min((a for a in session.shown() if a.spans), key=lambda a: a.spans[-1].end)
    said = paper(session, window.look).toPlainText()
    number = session.shown().index(first) + 1
    assert f"{window.view.text()[: first.spans[-1].end].splitlines()[-1]}{number}" in said


def test_an_article_without_annotations_is_its_text_alone(make_window, corpus) -> None:
    window = make_window(corpus)
    window.session.set_annotator("nobody")
    made = paper(window.session, window.look)
    assert all(not hasattr(f, "rows") for f in made.rootFrame().childFrames())
    assert made.toPlainText().partition("\n")[2].strip() == window.view.text().strip()


def test_tabs_and_soft_hyphens_are_printed_as_what_they_are(make_window, corpus, tmp_path) -> None:
    """The paper had their numbers and signs in the midst of words."""
    path = tmp_path / "web.txt"
    path.write_text("Дър\u00adжа\u00adва\tГлас\n\nРу\u00adси\u00adя\tза\n", encoding="utf-8")
    with open_corpus(corpus) as store:
        assert import_files(store, [path]).documents == 1
        document = [row.id for row in store.read().documents()][-1]
    window = make_window(corpus)
    window.session.open_document(document)
    assert window.head.title.text() == "Държава Глас"
    said = paper(window.session, window.look).toPlainText()
    assert said.split("\n", 1)[1].split() == ["Държава", "Глас", "Русия", "за"]
    assert "⟨" not in said
    assert "\u2409" not in said


def test_it_is_printed_into_a_file(make_window, corpus, tmp_path) -> None:
    window = make_window(corpus)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target = tmp_path / "article.pdf"
    printer.setOutputFileName(str(target))
    print_session(window.session, window.look, printer)
    assert target.read_bytes().startswith(b"%PDF")
    assert target.stat().st_size > 5_000


def test_the_key_asks_for_a_printer(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    qtbot.keyClick(window.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QPrintDialog))
    assert dialog.windowTitle() == window.word("print_title")
    dialog.reject()
