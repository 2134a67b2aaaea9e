"""Whatever characters a text has: what is tagged by keys is copied, stored and exported."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.model.review import Annotator
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from annotator.store.store import Store
from annotator.ui.settings.settings import Settings
from tests.journeys.test_main_journey import CTRL, SHIFT, open_window, press

TEXT = (
    "Семейство 👨\u200d👩\u200d👧\u200d👦 каза, че й\u0301 и и\u0306 са различни.\r\n"
    "Цена\u00a0на\u00a0хля\u00adба: 12,5\tлв. 👍🏽 и 🇧🇬🇷🇺 заедно\r\n\r\n"
    "قال الوزير: لن نوافق 123 على الخطة، said Ms O’Neil.\n"
    "Old\x0bMac\x0cfeed, a\x01b\x7fc\x1f d\x85e, 𐌰𐌱𐌲 и \u202eобърнат\u202c текст\u2028нов ред"
    "\rкрай ❤\ufe0f."
)
"""Emoji, marks, Arabic, every kind of line break, spaces and hyphens, controls."""


@pytest.mark.parametrize("has_annotations", [False, True], ids=["plain", "with annotations"])
def test_what_is_tagged_is_what_is_copied_stored_and_exported(
    qtbot, tmp_path: Path, has_annotations: bool
) -> None:
    path = tmp_path / "odd.corpus"
    with new_corpus(path, scheme=scheme_named(None), annotator=Annotator(id="me")) as store:
        source = tmp_path / ("odd.jsonl" if has_annotations else "odd.txt")
        record = {"text": TEXT.replace("\x01", "").replace("\x1f", ""), "spans": []}
        # Where annotations came with it, line breaks stay as they are.
        source.write_bytes(orjson.dumps(record) if has_annotations else TEXT.encode())
        report = import_files(store, [source])
        assert (report.documents, report.refused) == (1, ())
    settings = Settings(tmp_path / "settings.ini")
    settings.set_text("annotator", "me")
    window = open_window(qtbot, path, settings)
    text = window.view.text()
    copied = tagged_by_keys(qtbot, window, Random(7))
    assert len(copied) > 15
    found = exported(window.session.store, tmp_path / "out.jsonl")
    assert found["text"] == text
    for annotation in found["annotations"]:
        ((begin, end),) = annotation["spans"]
        assert text[begin:end] == annotation["quote"] == copied.pop(annotation["id"])
    assert not copied
    export(window.session.store, tmp_path / "out.xml", "tei")
    with new_corpus(tmp_path / "again.corpus", scheme=scheme_named(None)) as other:
        assert import_files(other, [tmp_path / "out.xml"]).refused == ()
        again = exported(other, tmp_path / "again.jsonl")
    assert (again["text"], again["annotations"]) == (text, found["annotations"])


def tagged_by_keys(qtbot, window, random: Random) -> dict[str, str]:
    """Select stretches of a few letters or words all over the text; return what was copied."""
    copied: dict[str, str] = {}
    press(qtbot, Qt.Key.Key_Home, CTRL)
    for number in range(45):
        for _ in range(random.randrange(3)):
            press(qtbot, onward(window), CTRL if number % 3 else Qt.KeyboardModifier.NoModifier)
        for _ in range(random.randrange(1, 4)):
            press(qtbot, onward(window), CTRL | SHIFT if number % 2 else SHIFT)
        QApplication.clipboard().clear()
        press(qtbot, Qt.Key.Key_C, CTRL)
        # Where it stands follows in a line of its own.
        said = QApplication.clipboard().text().rpartition("\n(")[0].strip()
        known = window.session.store.counts()["annotation"]
        press(qtbot, Qt.Key.Key_1)
        if window.session.store.counts()["annotation"] == known:
            # Only blanks, or what has this tag already.
            continue
        made = window.session.current_annotation()
        # A part of a word is widened to it, blanks and marks at the ends are left out.
        assert said in made.quote or made.quote in said
        copied[made.id] = made.quote
        press(qtbot, Qt.Key.Key_Escape)
    return copied


def onward(window) -> Qt.Key:
    """Return the arrow that goes on in the text, whichever way it is read there."""
    is_rtl = window.view.is_rtl(window.view.caret())
    return Qt.Key.Key_Left if is_rtl else Qt.Key.Key_Right


def exported(store: Store, target: Path) -> dict[str, list[dict[str, Any]]]:
    export(store, target, "jsonl")
    return orjson.loads(target.read_bytes().splitlines()[1])
