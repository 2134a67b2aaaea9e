"""Packages that came: what is said of them, the corpus that is made, and what cannot be taken."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.model.review import Annotator
from annotator.operations.packages.packages import Parcel, open_package, pack_work, package_of
from annotator.operations.rounds.rounds import hand_to
from annotator.store.store import Store
from annotator.ui.dialogs.merging import MergeDialog
from annotator.ui.dialogs.receiving import ReceiveDialog
from tests.ui.dialogs.sharing import WHO, brought, sent

KEY = Qt.Key


@pytest.fixture
def package(corpus, tmp_path) -> Path:
    with Store.open(corpus) as store:
        return sent(store, tmp_path, due="2026-12-01")


def receive(window, qtbot, path: Path) -> ReceiveDialog:
    window.act.corpus.open_path(path)
    qtbot.waitUntil(lambda: window.findChildren(ReceiveDialog) != [])
    (dialog,) = window.findChildren(ReceiveDialog)
    return dialog


def test_a_package_becomes_a_corpus_with_enter_alone(make_window, qtbot, package, tmp_path) -> None:
    window = make_window()
    dialog = receive(window, qtbot, package)
    facts = dialog.facts.rows()
    assert f"from, {'Gold'}" in facts
    assert "documents, 3" in facts
    assert any("1 Dec 2026" in row for row in facts)
    assert dialog.guidelines.toPlainText().strip()
    target = dialog.path()
    assert target == tmp_path / f"{WHO}.corpus"
    assert dialog.focusWidget() is dialog.go
    qtbot.keyClick(dialog.go, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.session is not None)
    assert window.session.corpus == target
    assert window.session.annotator == WHO
    assert window.session.store.counts()["document"] == 3
    assert package_of(window.session.store.read()) is not None
    assert "Due 1 Dec 2026" in window.status.said.text()


def test_it_is_opened_beside_another_corpus_too(make_window, qtbot, corpus, package) -> None:
    window = make_window(corpus)
    window.act.corpus.take_dropped([str(package)])
    qtbot.waitUntil(lambda: window.findChildren(ReceiveDialog) != [])
    (dialog,) = window.findChildren(ReceiveDialog)
    qtbot.keyClick(dialog.go, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.session.annotator == WHO)
    assert window.session.corpus != corpus


def test_a_corpus_that_is_there_is_opened_and_not_written_over(
    make_window, qtbot, package, tmp_path
) -> None:
    open_package(package, tmp_path / f"{WHO}.corpus")[0].close()
    before = (tmp_path / f"{WHO}.corpus").read_bytes()
    window = make_window()
    dialog = receive(window, qtbot, package)
    assert not dialog.go.isEnabled()
    assert "is there already" in dialog.said.text()
    qtbot.keyClick(dialog.place, KEY.Key_Home)
    assert (tmp_path / f"{WHO}.corpus").read_bytes() == before
    qtbot.keyClick(dialog.existing, KEY.Key_Return)
    assert window.session.corpus == tmp_path / f"{WHO}.corpus"
    session = window.session
    dialog = receive(window, qtbot, package)
    qtbot.keyClick(dialog.existing, KEY.Key_Return)
    assert window.session is session
    assert not session.store.is_read_only


def test_whoever_has_no_name_yet_says_it(make_window, qtbot, corpus, tmp_path) -> None:
    with Store.open(corpus) as store:
        key = next(iter(store.read().documents())).id
        hand_to(store, Annotator(id="x17"), [key], by="gold")
        path = tmp_path / "x.annotator-package"
        pack_work(store, path, Parcel(annotator="x17", by="gold"))
    window = make_window()
    dialog = receive(window, qtbot, path)
    qtbot.keyClicks(dialog.you, "Mira")
    qtbot.keyClick(dialog.you, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.session is not None)
    assert window.session.annotator_name("x17") == "Mira"


def test_making_the_corpus_can_be_cancelled(make_window, qtbot, package, held_back) -> None:
    window = make_window()
    dialog = receive(window, qtbot, package)
    with held_back():
        qtbot.keyClick(dialog.go, KEY.Key_Return)
        qtbot.keyClick(dialog, KEY.Key_Escape)
    qtbot.waitUntil(lambda: dialog.task is None)
    assert "Nothing was changed" in dialog.said.text()
    assert not dialog.path().exists()
    assert dialog.go.isEnabled()
    assert window.session is None
    qtbot.keyClick(dialog, KEY.Key_Escape)
    assert not dialog.isVisible()


def changed(path: Path, target: Path, **members: bytes | None) -> Path:
    """Write a package again with other members."""
    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    found |= {name.replace("_", "."): data for name, data in members.items() if data is not None}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in found.items():
            archive.writestr(name, data)
    return target


@pytest.mark.parametrize("kind", ["cut", "newer", "bomb", "text", "gone", "other"])
def test_a_bad_package_is_told_in_a_sentence_and_nothing_opens(
    make_window, qtbot, package, tmp_path, kind: str
) -> None:
    bad = tmp_path / "bad.annotator-package"
    if kind == "cut":
        bad.write_bytes(package.read_bytes()[:-200])
    elif kind == "newer":
        with zipfile.ZipFile(package) as archive:
            manifest = json.loads(archive.read("manifest.json"))
        manifest["format"] = "annotator-package/9"
        changed(package, bad, manifest_json=json.dumps(manifest).encode())
    elif kind == "bomb":
        changed(package, bad, guidelines_md=b" " * 7_000_000)
    elif kind == "text":
        bad.write_text("no zip at all", encoding="utf-8")
    elif kind == "other":
        changed(package, bad, corpus_jsonl=b"{}\n")
    window = make_window()
    window.act.corpus.open_path(bad)
    qtbot.waitUntil(lambda: window.failure.isVisible())
    said = window.failure.text.text()
    assert "bad.annotator-package" in said
    expected = {"newer": "newer version", "gone": "cannot be read"}.get(kind, "no whole package")
    assert expected in said
    assert window.findChildren(ReceiveDialog) == []
    assert window.session is None
    assert list(tmp_path.glob("*.corpus")) == [tmp_path / "samples.corpus"]


def test_what_comes_back_is_merged_into_the_open_corpus(
    make_window, qtbot, corpus, tmp_path
) -> None:
    window = make_window(corpus)
    back = brought(window.session.store, tmp_path)
    window.act.corpus.open_path(back)
    (dialog,) = window.findChildren(MergeDialog)
    qtbot.waitUntil(lambda: dialog.task is None)
    assert dialog.go.isEnabled()


def test_what_comes_back_without_a_corpus_says_what_to_open(
    make_window, qtbot, corpus, tmp_path
) -> None:
    with Store.open(corpus) as store:
        back = brought(store, tmp_path)
    window = make_window()
    dialog = receive(window, qtbot, back)
    assert "Open a corpus" in dialog.go.text().replace("&", "")
    assert not hasattr(dialog, "existing")


def test_corrections_are_taken_in_by_whom_they_are_for(
    make_window, qtbot, corpus, tmp_path
) -> None:
    from annotator.model.review import Decision
    from annotator.operations.corrections.packages import pack_corrections

    with Store.open(corpus) as store:
        path = sent(store, tmp_path)
        key = next(iter(store.read().documents())).id
        version = {"id": "v", "layer": "x"}
        decision = Decision(
            id="d1",
            document=key,
            annotator="gold",
            kind="missing",
            answer="none",
            versions={WHO: (version,)},
            reason="No.",
        )
        with store.edit("test", annotator="gold") as edit:
            edit.put(decision)
        corrections = tmp_path / "corrections.annotator-package"
        pack_corrections(store, corrections, WHO, by="gold")
    open_package(path, tmp_path / "theirs.corpus")[0].close()
    window = make_window(corpus)
    assert window.act.corpus.open_path(tmp_path / "theirs.corpus")
    dialog = receive(window, qtbot, corrections)
    assert dialog.go.text().replace("&", "") == "Take the corrections in"
    qtbot.keyClick(dialog.go, KEY.Key_Return)
    qtbot.waitUntil(lambda: "1 correction is new" in window.status.said.text())
    assert len(list(window.session.store.read().decisions(key))) == 1
    window.run_action("edit.undo")
    assert list(window.session.store.read().decisions(key)) == []
