"""Problems that are looked for one by one, or all in between of edits, are those of a check."""

from __future__ import annotations

import json
import random
import sqlite3
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.model.annotation import Annotation
from annotator.model.facts import Facts, facts_of
from annotator.model.problem import Problem
from annotator.model.rules import RuleBook
from annotator.model.span import Span
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from annotator.ui.pace.sweeping import MANY
from annotator.ui.sitting.problems import Problems

TEXT = "едно две три четири пет шест седем осем девет десет " * 40
SCHEME = scheme_named(None)
BOOK = RuleBook(SCHEME)


def _annotation(key: str, pick: random.Random) -> Annotation:
    begin = pick.randrange(len(TEXT) - 30)
    parts = [Span(begin, begin + pick.randrange(1, 20))]
    if pick.random() < 0.2:
        parts.append(Span(parts[0].end + 2, parts[0].end + 6))
    quote = " … ".join(TEXT[b:e] for b, e in parts)
    layer = pick.choice(SCHEME.layers[:3]).id
    who = pick.choice(("me", "you"))
    return Annotation(key, "d", layer, who, tuple(parts), quote if pick.random() < 0.9 else "x")


def _facts(count: int, seed: int) -> Facts:
    pick = random.Random(seed)
    made = [_annotation(f"a{n}", pick) for n in range(count)]
    made.sort(key=lambda a: (a.spans[0][0], a.id))
    return facts_of("d", TEXT, annotations=made)


def _by_place(problems: Iterable[Problem]) -> Counter[str]:
    """Return problems as they can be counted; overlaps by what overlaps, not by which one."""
    return Counter(f"{p.code} {p.annotation} {p.data}" for p in problems)


def _all_of(found: Problems) -> Counter[str]:
    return _by_place(p for each in found.all().values() for p in each)


@pytest.mark.parametrize("seed", range(5))
def test_all_are_those_of_a_check(seed: int) -> None:
    facts = _facts(300, seed)
    found = Problems(facts, lambda: BOOK)
    first = next(iter(facts.annotations.values()))
    assert list(found.of(first.id)) == BOOK.problems_of(facts, first)
    assert found.incomplete_of("me") is None
    expected = list(BOOK.problems(facts))
    assert _all_of(found) == _by_place(expected)
    mine = [p for p in expected if facts.annotations[p.annotation or ""].annotator == "me"]
    assert found.incomplete_of("me") == sum(p.severity == "incomplete" for p in mine)
    assert found.tally()["me"] == (
        sum(p.severity == "incomplete" for p in mine),
        sum(p.severity == "error" for p in mine),
    )


@pytest.mark.parametrize("steps", [0, 3, 15, 20, 23])
def test_an_edit_while_they_are_looked_for_is_followed(steps: int) -> None:
    facts, pick = _facts(300, 9), random.Random(1)
    found = Problems(facts, lambda: BOOK)
    work = found.looking()
    for _ in range(steps):
        next(work)
    assert not found.is_whole
    gone, changed = pick.sample(sorted(facts.annotations), 2)
    facts.drop_annotation(gone)
    facts.put_annotation(_annotation(changed, pick))
    facts.put_annotation(_annotation("new", pick))
    touched = {gone, changed, "new"}
    found.look_again(touched)
    for _ in work:
        pass
    assert found.is_whole
    assert _all_of(found) == _by_place(BOOK.problems(facts))


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A corpus with one document that is large enough to be looked through while nobody waits."""
    count = MANY + 200
    text = "".join(f"Иван{n} каза. \n" for n in range(count))
    rows, at = [], 0
    for number in range(count):
        end = at + len(f"Иван{number}")
        rows.append({"id": number, "layer": "actor", "start": at, "end": end, "name": ""})
        at = end + len(" каза. \n")
    source, path = tmp_path / "large.json", tmp_path / "large.corpus"
    data = {"id": 1, "title": "large", "text": text, "annotations": rows}
    source.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    with new_corpus(path, scheme=SCHEME) as store:
        assert not import_files(store, [source]).refused
    return path


def test_a_large_document_is_shown_at_once_and_counted_after_that(
    large, make_window, settings, qtbot
) -> None:
    settings.set_text("annotator", "import")
    window = make_window(large)
    session, view = window.session, window.view
    assert session.gathered.incomplete is None
    row = next(iter(session.documents(limit=1)))
    assert session.row_now(row).incomplete is None
    shown = view.marks_in(*view.visible_span())
    assert len(shown) > 5
    assert all(mark.flags for mark in shown)
    view.set_caret(view.text().index("каза"))
    qtbot.keyClick(view, Qt.Key.Key_1)
    made = session.current
    qtbot.waitUntil(lambda: not window.slices.is_busy(), timeout=30_000)
    expected = sum(p.severity == "incomplete" for p in BOOK.problems(session.facts))
    assert session.gathered.incomplete == expected > MANY
    kept = {r.id: r for r in window.columns.documents.model.all_rows()}
    assert kept[session.document].incomplete == expected
    view.finish_measuring()
    assert {m.key: m for m in view.marks()} == {m.key: m for m in session.marks()}
    assert view.mark(made) is not None


def test_the_list_counts_what_is_open_where_the_store_has_not_counted_since(
    make_window, corpus, qtbot
) -> None:
    """A window that was killed leaves no count behind: the next one shows it at once."""
    first = make_window(corpus)
    session = first.sitting
    first.view.set_caret(first.view.text().index("заседанието"))
    qtbot.keyClick(first.view, "1")
    assert session.gathered.incomplete
    copy = corpus.with_name("after.corpus")
    with sqlite3.connect(copy) as target, sqlite3.connect(corpus) as source:
        source.backup(target)
    target.close()
    source.close()
    window = make_window(copy)
    wanted = window.sitting.gathered.incomplete
    rows = {r.id: r for r in window.columns.documents.model.all_rows()}
    assert rows[window.sitting.document].incomplete == wanted == session.gathered.incomplete
    window.refresh_documents()
    rows = {r.id: r for r in window.columns.documents.model.all_rows()}
    assert rows[window.sitting.document].incomplete == wanted
