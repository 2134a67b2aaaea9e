"""The head of the inspector: which annotation it is, and in its lines what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLabel

from annotator.model.wording import problem_sentence
from annotator.operations.importing.schemes import set_scheme
from annotator.operations.tagging.annotate import set_feature
from annotator.ui.panels.annotation_head import AnnotationHead
from annotator.ui.panels.section import breakable


def _said(window) -> list[tuple[str, str]]:
    """Return the lines under the quote that are seen, each with what it is drawn as."""
    head = window.columns.inspector.findChild(AnnotationHead)
    lines = [x for x in head.findChildren(QLabel) if x.property("role") in ("bad", "warn")]
    return [(x.text(), x.property("role")) for x in lines if x.isVisibleTo(head)]


def test_a_feature_that_is_a_question_ends_the_sentence(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    session = window.session
    scheme = session.scheme
    (layer, *others) = scheme.layers
    asked = tuple(replace(f, names={"en": "Is it so?"}) for f in layer.features)
    changed = replace(scheme, version="2.0", layers=(replace(layer, features=asked), *others))
    set_scheme(session.store, changed, annotator=session.annotator)
    window.view.set_caret(re.search(r"\b[а-я]{6,}\b", window.view.text()).start())
    qtbot.keyClick(window.view, "1")
    window.later.settle_all()
    ((said, _),) = _said(window)
    assert said.startswith("Still empty: is it so?")
    assert said.endswith("is it so?")


def test_lines_say_what_is_wrong_now_and_are_not_made_anew(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    session = window.session
    whole = next(a for a in session.shown() if not session.problems_of(a.id))
    window.keys.select(whole.id)
    window.later.settle_all()
    assert _said(window) == []
    # Of a word that is no name nothing is known, so its values are missing.
    word = re.search(r"\b[а-я]{6,}\b", window.view.text())
    window.view.set_caret(word.start())
    qtbot.keyClick(window.view, "1")
    window.later.settle_all()
    made = session.current_annotation()
    problems = session.problems_of(made.id)
    assert len(problems) > 1
    assert {p.code for p in problems} == {"required"}
    layer = session.scheme.layer(made.layer)
    empty = [f.names["en"].lower() for f in layer.features if f.required]
    wanted = [(f"Still empty: {', '.join(empty)}.", "warn")]
    assert _said(window) == wanted
    head = window.columns.inspector.findChild(AnnotationHead)
    labels = set(map(id, head.findChildren(QLabel)))
    window.keys.select(whole.id)
    window.later.settle_all()
    assert _said(window) == []
    window.keys.select(made.id)
    window.later.settle_all()
    assert _said(window) == wanted
    assert set(map(id, head.findChildren(QLabel))) == labels
    (feature, *_) = (f for f in layer.features if f.required and f.type == "tag")
    tag = session.scheme.tags_of(feature)[0]
    session.work(set_feature, made.id, feature.id, tag.id)
    window.later.settle_all()
    ((left, role),) = _said(window)
    assert (feature.names["en"].lower() in left, role) == (False, "warn")


def test_what_a_rule_says_stands_beside_what_is_empty(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    session = window.session
    at = window.view.text().index("заседанието")
    window.view.set_caret(at)
    qtbot.keyClick(window.view, "3")
    window.later.settle_all()
    made = session.current_annotation()
    rules = [p for p in session.problems_of(made.id) if p.code == "rule"]
    assert rules
    told = [said for said, _ in _said(window)]
    assert told[0].startswith("Still empty: polarity, ")
    assert told[1:] == [problem_sentence(p, session.scheme, "en") for p in rules]


def test_whose_it_is_stands_there_where_it_is_somebody_elses(make_window, corpus) -> None:
    """A place that a search found may be another annotator's, whose work is not shown."""
    window = make_window(corpus)
    session = window.session
    every = session.store.read().annotations(session.document)
    (own, others) = (
        next(a for a in every if (a.annotator == session.annotator) == is_own)
        for is_own in (True, False)
    )
    for annotation in (own, others, own):
        window.keys.select(annotation.id)
        window.later.settle_all()
        assert session.current == annotation.id
        head = window.columns.inspector.findChild(AnnotationHead)
        told = [x.text() for x in head.findChildren(QLabel) if x.property("role") == "secondary"]
        name = session.annotator_name(annotation.annotator)
        is_told = session.word("work_of", names=name) in told
        assert is_told == (annotation is others)


def test_a_word_longer_than_the_column_goes_on_in_the_next_line(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    session = window.session
    window.keys.select(next(a for a in session.shown() if not session.problems_of(a.id)).id)
    window.later.settle_all()
    inspector = window.columns.inspector
    head = inspector.findChild(AnnotationHead)
    made = session.current_annotation()
    head.show_annotation(made._replace(quote="Непротивоконституционствувателствувайте" * 4))
    QApplication.processEvents()
    assert head.minimumSizeHint().width() <= inspector.viewport().width()
    assert head._quote.height() >= 3 * head._quote.fontMetrics().height()


@given(st.text())
def test_only_invisible_signs_come_into_a_long_word(text: str) -> None:
    assert breakable(text).replace("\u200b", "") == text.replace("\u200b", "")


def test_shorter_words_stay_whole_and_joined_signs_together() -> None:
    assert breakable("Електроразпределение с граница") == "Електроразпределение с граница"
    parted = "азербайджанско-\u200bарменската граница"
    assert breakable("азербайджанско-арменската граница") == parted
    family = "👨‍👩‍👧‍👦"
    parts = breakable(family * 40).split("\u200b")
    assert all(len(part) % len(family) == 0 for part in parts)
    assert len(parts) == 10
