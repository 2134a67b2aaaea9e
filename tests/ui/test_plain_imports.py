"""Modules are imported without being read twice, and Qt works as before."""

from __future__ import annotations

import subprocess
import sys

_ASKED = """
import builtins
from PySide6.QtCore import QObject, Qt
import shibokensupport.feature as feature
replaced = builtins.__import__ is getattr(builtins, "__feature_import__", None)
from annotator.ui import plain_imports
assert plain_imports.IS_RESTORED == replaced
assert not plain_imports.restore()
seen = []
feature._mod_uses_pyside = lambda module: seen.append(module.__name__)
import annotator.ui.app
from PySide6.QtWidgets import QLabel
assert not [name for name in seen if name.startswith("annotator.ui.")], seen
assert QObject().objectName() == "" and Qt.Key.Key_A.name == "Key_A" and QLabel.text
print("as before")
"""


def _said(asked: str) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=False
    )
    return done.stdout.strip(), done.stderr


def test_modules_are_not_read_again_after_their_import() -> None:
    assert _said(_ASKED) == ("as before", "")


def test_without_qt_there_is_nothing_to_put_back() -> None:
    asked = "from annotator.ui import plain_imports as p; print(p.IS_RESTORED)"
    assert _said(asked) == ("False", "")
