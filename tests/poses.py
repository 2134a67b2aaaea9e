"""What is done in a window before a picture of it is taken, or before its controls are looked at.

A pose is a function of a window; it returns a dialog if that is to be seen over the window.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def stand(window: Any) -> None:
    """Leave the window as it opens."""


def zoomed(window: Any) -> None:
    window.surface.set_zoom(200)
    actor(window)


def card(window: Any) -> Any:
    """The card at the caret, shown over the window as a person sees it."""
    window.surface.set_caret(window.surface.text().index("двете страни") + 2)
    window.act.helping.tell_here()
    return window.wiring.hovering.card


def leading(window: Any) -> None:
    from dataclasses import replace

    window.set_look(replace(window.look, leading=16, text_size=20))
    actor(window)


def focused(window: Any) -> None:
    """The ring of the focus on a button far from the text."""
    actor(window)
    for _ in range(3):
        window.act.viewing.next_pane()


_LONG = "Междуведомствена комисия за делимитация и демаркация на границата в долината " * 3


def long(window: Any) -> None:
    """A title and a name of an entity of 200 characters."""
    from dataclasses import replace

    from annotator.operations.tagging.entities import set_entity

    session = window.session
    shown = session.annotation(nth(window, "двете страни", 0))
    named = [x for value in shown.features.values() for x in items(value)]
    entity = next(session.entities[x] for x in named if x in session.entities)
    names = dict.fromkeys(("bg", "en"), _LONG[:200])
    session.do(set_entity, replace(entity, names=names), annotator=session.annotator)
    window.head.title.setText(_LONG[:200])
    window.keys.select(shown.id)


def items(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def nth(window: Any, quote: str, layer: int) -> str:
    wanted = window.session.scheme.layers[layer].id
    return next(a.id for a in window.session.shown() if a.layer == wanted and quote in a.quote)


def actor(window: Any) -> None:
    window.keys.select(nth(window, "двете страни", 0))


def frame(window: Any) -> None:
    window.keys.select(nth(window, "Русия е готова", 2))
    window.keys.enter_frame()


def review(window: Any) -> None:
    """The fourth difference, after three decisions."""
    from PySide6.QtTest import QTest

    only_the_first_finished(window)
    window.act.reviewing.start()
    for key in "121":
        QTest.keyClick(window.surface, key)
    window.act.deciding.keep_reason("R4")
    window.act.deciding.rest_on_guideline()


def only_the_first_finished(window: Any) -> None:
    """Who decides must not be in the middle of the document; nobody else keeps account."""
    from annotator.model.review import FINISHED, NEW
    from annotator.operations.documents.documents import set_assignment

    session = window.session
    for number, row in enumerate(session.documents()):
        state = NEW if number else FINISHED
        session.do(set_assignment, row.id, session.annotator, state)


def review_values(window: Any) -> None:
    """A difference of values, names hidden."""
    only_the_first_finished(window)
    window.settings.set_flag("review/blind", True)
    window.act.reviewing.start()
    window.act.reviewing.go(window.act.reviewing.review.case_of(window.session.document, 5))


def corrections(window: Any) -> None:
    """The fourth correction of one's own work, after an answer of each kind."""
    from PySide6.QtTest import QTest

    from annotator.model.review import Annotator
    from annotator.operations.adjudication.adjudicated import desk_of
    from annotator.operations.adjudication.deciding import take
    from annotator.operations.adjudication.putting import Why
    from annotator.operations.keeping.corpus import put_annotator

    only_the_first_finished(window)
    session = window.session
    document = session.document
    session.do(put_annotator, Annotator(id="mira", names={"en": "Mira L.", "bg": "Мира Л."}))
    for case in desk_of(session.store.read(), session.scheme, document).differences:
        why = Why(reason="R4: the participle phrase stays.", guideline=case.place.first.layer)
        session.do(take, document, case.id, "coder_b", annotator="mira", why=why)
    window.act.answering.start()
    QTest.keyClick(window.surface, "1")
    window.act.answering.keep_reason("The two sides are two.")
    window.act.answering.send_appeal()
    QTest.keyClick(window.surface, "1")


def threads(window: Any) -> None:
    """Comments on an annotation, its entity and a relation, with answers; one has the focus."""
    from annotator.operations.comments.comments import add_comment

    session = window.session
    key = next(a.id for a in session.shown() if session.relations_from(a.id))
    relation = session.relations_from(key)[0]
    about = {"document": session.document, "language": session.language}
    on = {"anchor": "annotation", "target": key, **about}
    asked = session.work(
        add_comment, text="Does the offer count as support?", kind="question", **on
    )
    answer = session.do(
        add_comment, text="It does: rule 7.", thread=asked.id, annotator="coder_b", **on
    )
    session.work(add_comment, text="Then rule 7 needs an example.", thread=answer.id, **on)
    session.do(
        add_comment,
        text="Is he speaking for himself?",
        anchor="relation",
        target=relation.id,
        annotator="coder_b",
        **about,
    )
    window.keys.select(key)
    window.act.talking.go_to_comments()
    window.columns.inspector.ensureWidgetVisible(window.columns.inspector.comments._cards[-1])


def linking(window: Any) -> None:
    from annotator.operations.tagging.annotate import set_feature

    window.session.set_annotator("coder_b")
    window.keys.select(
        next(a.id for a in window.session.shown() if a.layer in window.session.maker.hubs)
    )
    window.keys.enter_frame()
    for relation in window.keys.frame.ends():
        window.keys.frame.switch(relation.to_id)
    hub = window.session.current_annotation()
    core = [f for f in window.session.scheme.layer(hub.layer).features if f.core]
    window.session.work(set_feature, hub.id, core[-1].id, None)
    window.keys.frame.switch(nth(window, "Русия", 0))


def jump(window: Any) -> None:
    window.act.going.jump()
    window.keys.jump._take_letter("п")


def several(window: Any) -> None:
    window.view.set_caret(window.view.text().index("двете страни") + 2)
    window.act.tagging.open_under_caret()


def features(window: Any) -> None:
    actor(window)
    window.act.tagging.open_features()


def borders(window: Any) -> None:
    actor(window)
    window.act.tagging.edit_borders()


def find(window: Any) -> None:
    window.act.finding.show_find()
    window.find_bar.field.setText("граница")


def found(window: Any, typed: str) -> Any:
    from PySide6.QtWidgets import QApplication

    window.act.finding.search_corpus()
    panel = window.search.panel
    panel.search(typed)
    panel.go_to_hits()
    while panel.searching.is_running():
        QApplication.processEvents()
    return panel


def search(window: Any) -> None:
    panel = found(window, "Азербайджан")
    panel.list.go_to(0)
    window.act.finding.tick_all()
    window.search.side.show_lists()
    panel.list.setFocus()


def search_whole(window: Any) -> None:
    panel = found(window, "и OR на")
    window.search.toggle_whole()
    panel.sort("right")
    search_settled(panel)
    panel.list.go_to(3)
    panel.list.setFocus()


def search_settled(panel: Any) -> None:
    from PySide6.QtWidgets import QApplication

    while panel.searching.is_running():
        QApplication.processEvents()


def search_none(window: Any) -> None:
    found(window, "няматакавадума")


def search_condition(window: Any) -> Any:
    found(window, "Азербайджан")
    window.act.finding.add_condition()
    dialog = dialog_of(window)
    dialog.layer.setCurrentIndex(1)
    dialog.feature.setCurrentIndex(1)
    dialog.value.setCurrentIndex(0)
    return dialog


def history(window: Any) -> None:
    window.act.steps.show_history()


def rows(window: Any) -> None:
    window.act.showing.show_rows()


def differences(window: Any) -> None:
    window.act.showing.show_differences()
    for _ in range(4):
        window.act.differing.next_difference()


def hidden(window: Any) -> None:
    actor(window)
    window.act.showing.hide_layer()


def document(name: str) -> Callable[[Any], None]:
    def pose(window: Any) -> None:
        window.session.set_annotator("author")
        found = window.session.store.read().document_id(f"invented-{name}")
        window.session.open_document(found)

    return pose


def dialog_of(window: Any) -> Any:
    """Return what is open over a window: another one, or a list that is part of it."""
    from PySide6.QtWidgets import QApplication

    from annotator.ui.widgets.laid_over import LaidOver

    lists = [over.parent() for over in window.findChildren(LaidOver)]
    over = [*QApplication.topLevelWidgets(), *lists]
    return next(w for w in over if w is not window and w.isVisible())


def keys(window: Any) -> Any:
    window.act.helping.show_keys()
    return dialog_of(window)


def guide(window: Any) -> Any:
    window.act.helping.show_guide()
    dialog = dialog_of(window)
    dialog.text.find("F1 показва")
    dialog.text.ensureCursorVisible()
    return dialog


def guideline(window: Any) -> None:
    actor(window)
    window.act.helping.show_guideline()


def failure(window: Any) -> None:
    from annotator.model.errors import StoreError

    window.session.failed.emit(StoreError("disk_full", path=str(window.session.store.path)))
    window.failure.more.setChecked(True)


def progress(window: Any) -> None:
    window.head.show_progress(0.3)
    window.status.show_progress("Внасяне 312 от 1 040, остават 20 сек., Esc отказва")


def menu(window: Any, place: str = "edit.history") -> Any:
    actor(window)
    window.menus.show_place(place)
    window.act.palette.popup = None
    from PySide6.QtWidgets import QApplication

    return QApplication.activePopupWidget()


def menu_of_views(window: Any) -> Any:
    window.action("relation.show_all").trigger()
    return menu(window, "view.margin")


def palette(window: Any) -> None:
    window.act.palette.open_with("с" if window.language == "bg" else "a")


def link(window: Any) -> Any:
    window.keys.select(nth(window, "Русия е готова", 2))
    window.act.relating.link_from_list()
    return dialog_of(window)


def importing(window: Any) -> Any:
    """Texts in several encodings, annotated files, and one that is none."""
    import tempfile

    from annotator.operations.exporting.demo import sample_files

    folder = Path(tempfile.mkdtemp(prefix="pictures-"))
    text = sample_files()[0].parent / "000_76c35f2a0a6f2b8c.txt"
    old = folder / "2022-08-30_новини_Русия е готова.txt"
    old.write_bytes(text.read_text(encoding="utf-8").encode("cp1251", errors="ignore"))
    files = [old, *sample_files()[:3], Path(__file__)]
    window.act.corpus.import_paths([str(p) for p in files])
    dialog = dialog_of(window)
    until(lambda: not dialog.looking.is_running)
    dialog.names.field.setText("{published}_{outlet}_{title}")
    return dialog


def until(is_done: Callable[[], bool]) -> None:
    from PySide6.QtWidgets import QApplication

    while not is_done():
        QApplication.processEvents()


def export(window: Any) -> Any:
    """The flat format: it loses most."""
    window.act.corpus.export_corpus()
    dialog = dialog_of(window)
    dialog.formats.setCurrentIndex(dialog.formats.findData("flat"))
    until(lambda: not dialog.counting.is_running)
    return dialog


def new(window: Any) -> Any:
    window.act.corpus.new_corpus()
    return dialog_of(window)


def preferences_keys(window: Any) -> Any:
    window.act.corpus.show_preferences()
    dialog = dialog_of(window)
    dialog.show_keys()
    dialog.keys.search.setText("ан")
    return dialog


def preferences_text(window: Any) -> Any:
    window.act.corpus.show_preferences()
    dialog = dialog_of(window)
    dialog.list.setCurrentRow(1)
    return dialog


def preferences(window: Any) -> Any:
    window.act.corpus.show_preferences()
    return dialog_of(window)


def agreement(window: Any) -> None:
    """The page of agreement with the places of a figure at the right."""
    from annotator.model.review import FINISHED, IN_PROGRESS
    from annotator.operations.documents.documents import set_assignment

    session = window.session
    for row in session.documents():
        state = FINISHED if row.id == session.document else IN_PROGRESS
        for who in ("gold", "coder_b"):
            session.do(set_assignment, row.id, who, state)
    page = measured(window)
    table = page.figures.tables[0]
    table.setFocus()
    table.go_to(2, 2)
    enter(table)


def agreement_place(window: Any) -> None:
    """The first of those places in the text."""
    agreement(window)
    enter(window.act.measuring.side.list)


def agreement_of_nothing(window: Any) -> None:
    """What the page says where no document is shared."""
    from annotator.operations.documents.documents import set_assignment

    for row in window.session.documents():
        window.session.do(set_assignment, row.id, "gold", "new")
    measured(window)


def enter(widget: Any) -> None:
    """Press Enter in a widget."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.keyClick(widget, Qt.Key.Key_Return)


def measured(window: Any) -> Any:
    """Show the page of agreement and wait for its figures."""
    from PySide6.QtCore import QEventLoop

    window.act.measuring.show_agreement()
    page, loop = window.act.measuring.page, QEventLoop()
    if page.measuring.is_running():
        page.measuring.done.connect(lambda _report: loop.quit())
        page.measuring.failed.connect(lambda _error: loop.quit())
        loop.exec()
    return page


def report(window: Any) -> Any:
    window.act.measuring.write_report()
    return dialog_of(window)


def people(window: Any) -> None:
    """Who has what, after a round of four documents for three annotators."""
    from annotator.model.assigning import Plan
    from annotator.operations.rounds.rounds import Choice, make_round

    session = window.session
    rows = session.documents()[:4]
    choice = Choice(
        annotators=("author", "coder_b", "gold"),
        documents=tuple(row.id for row in rows),
        plan=Plan(several=2, overlap=0.5, seed=7),
        due="2026-05-01",
    )
    session.do(make_round, {"en": "Pilot", "bg": "Пилотен"}, choice, by="gold")
    window.act.handing.show_people()
