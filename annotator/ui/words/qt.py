"""What Qt itself says (menus of fields, dialogs of files) in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

_NAME = "words of Qt"


def let_qt_speak(language: str) -> None:
    """Let Qt speak a language: its own English, or what it was translated into, if it was."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    for old in application.findChildren(QTranslator, _NAME):
        application.removeTranslator(old)
        old.deleteLater()
    if language == "en":
        return
    words = QTranslator(application)
    words.setObjectName(_NAME)
    if words.load(
        f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        application.installTranslator(words)
