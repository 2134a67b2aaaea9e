"""The palette and the style sheet of the chrome, made from the colours of a look."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from annotator.places import resources
from annotator.ui.look.look import CONTRAST, LIGHT, Look

_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)
_OF_PLATFORM = "effects of the platform"
_Role, _Group = QPalette.ColorRole, QPalette.ColorGroup


def palette(look: Look) -> QPalette:
    """Return the palette for all widgets; the style is Fusion."""
    tokens = look.tokens
    found = QPalette()
    for role, name in (
        (_Role.Window, tokens.chrome),
        (_Role.WindowText, tokens.ink),
        (_Role.Base, tokens.raised),
        (_Role.AlternateBase, tokens.chrome),
        (_Role.Text, tokens.ink),
        (_Role.Button, tokens.raised),
        (_Role.ButtonText, tokens.ink),
        (_Role.BrightText, tokens.bad),
        (_Role.Highlight, tokens.row),
        (_Role.HighlightedText, tokens.ink),
        (_Role.Link, tokens.focus),
        (_Role.LinkVisited, tokens.focus),
        (_Role.PlaceholderText, tokens.muted),
        (_Role.ToolTipBase, tokens.raised),
        (_Role.ToolTipText, tokens.ink),
        (_Role.Light, tokens.raised),
        (_Role.Midlight, tokens.row),
        (_Role.Mid, tokens.line2),
        (_Role.Dark, tokens.line2),
        (_Role.Shadow, tokens.line2),
        (_Role.Accent, tokens.focus),
    ):
        found.setColor(role, QColor(name))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText):
        found.setColor(_Group.Disabled, role, QColor(_off(look)))
    return found


def _off(look: Look) -> str:
    """Return the colour of what cannot be used now; it is read on rows and raised parts too."""
    return look.tokens.faint if look.mode == CONTRAST else look.tokens.muted


def style_sheet(look: Look) -> str:
    """Return the style sheet of the chrome: hairlines, radius 5, a focus ring of 2 px.

    Named parts: a QPushButton with the property `primary` is filled; a QLabel with the
    property `role` is `head`, `secondary`, `warn`, `bad` or `good`. What quotes a text says with
    the property `quote` in which size: a size that a widget's own font has would not be heard.
    """
    tokens, scale, off = look.tokens, look.scale, _off(look)

    arrow = icon_path("chevron", look)
    check = icon_path("check", look, is_on_button=True)

    # Edges are what a high contrast is asked for.
    bare = tokens.line2 if look.mode == CONTRAST else "transparent"

    def px(size: float) -> str:
        return f"{max(1, round(size * scale))}px"

    return f"""
QWidget {{ font-size: {px(13)}; }}
QMainWindow, QDialog, QDockWidget {{ background: {tokens.chrome}; color: {tokens.ink}; }}
QMainWindow::separator {{ background: {tokens.line}; width: 1px; height: 1px; }}
QMainWindow::separator:hover {{ background: {tokens.muted}; }}
QSplitter::handle {{ background: {tokens.line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QMenuBar {{ background: {tokens.chrome}; color: {tokens.ink}; border: none;
  border-bottom: 1px solid {tokens.line}; padding: {px(4)} 0 {px(3)} {px(6)}; }}
QMenuBar::item {{ padding: {px(5)} {px(9)}; background: transparent; border-radius: {px(5)}; }}
QMenuBar::item:selected {{ background: {tokens.row}; }}
QToolButton#qt_menubar_ext_button {{ padding: 0; }}
QMenu {{ background: {tokens.raised}; color: {tokens.ink}; border: 1px solid {tokens.line2};
  padding: {px(4)}; }}
QMenu::item {{ padding: {px(5)} {px(24)} {px(5)} {px(12)}; border-radius: {px(3)}; }}
QMenu::item:selected {{ background: {tokens.row}; }}
QMenu::item:disabled {{ color: {off}; }}
QMenu::separator {{ height: 1px; background: {tokens.line}; margin: {px(4)} {px(8)}; }}
QComboBox {{ combobox-popup: 0; }}
QDialogButtonBox, QMessageBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QComboBox::drop-down {{ border: none; width: {px(22)}; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: {px(16)}; height: {px(16)}; }}
QComboBox QAbstractItemView {{ background: {tokens.raised}; border: 1px solid {tokens.line2}; }}
QSpinBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
QCheckBox {{ spacing: {px(8)}; }}
QCheckBox::indicator, QAbstractItemView::indicator {{ width: {px(14)}; height: {px(14)};
  background: {tokens.raised}; border: 1px solid {tokens.muted}; border-radius: {px(3)}; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
  background: {tokens.button}; border-color: {tokens.button}; image: url("{check}"); }}
QCheckBox::indicator:focus {{ border: 2px solid {tokens.focus}; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit {{
  background: {tokens.raised}; color: {tokens.ink}; border: 1px solid {tokens.line2};
  border-radius: {px(5)}; padding: {px(4)} {px(7)}; placeholder-text-color: {tokens.muted};
  selection-background-color: {tokens.select}; selection-color: {tokens.ink}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus,
QDateEdit:focus {{ border: 2px solid {tokens.focus}; padding: {px(3)} {px(6)}; }}
QPushButton {{ background: {tokens.raised}; color: {tokens.ink}; border: 1px solid {tokens.line2};
  border-radius: {px(5)}; padding: {px(5)} {px(12)}; }}
QPushButton:hover {{ background: {tokens.row}; }}
QPushButton:disabled {{ color: {off}; }}
QPushButton[primary="true"] {{ background: {tokens.button}; color: {tokens.button_text};
  border-color: {tokens.button}; }}
QPushButton[primary="true"]:disabled {{ background: {tokens.row};
  border-color: {tokens.line2}; color: {off}; }}
QPushButton:focus {{ border: 2px solid {tokens.focus}; padding: {px(4)} {px(11)}; }}
QToolButton {{ background: transparent; color: {tokens.ink}; border: 1px solid transparent;
  border-radius: {px(5)}; padding: {px(4)}; }}
QToolButton:hover, QToolButton:checked {{ background: {tokens.row}; }}
QToolButton:focus {{ border: 2px solid {tokens.focus}; padding: {px(3)}; }}
QAbstractItemView {{ background: {tokens.chrome}; color: {tokens.ink}; border: none;
  placeholder-text-color: {tokens.muted}; outline: none; }}
QAbstractItemView::item:selected {{ background: {tokens.row}; color: {tokens.ink}; }}
QHeaderView::section {{ background: {tokens.chrome}; color: {tokens.muted}; border: none;
  border-bottom: 1px solid {tokens.line}; padding: {px(4)} {px(8)}; }}
QListWidget[role="offered"] {{ background: {tokens.raised}; border: 1px solid {tokens.line2};
  padding: {px(2)}; }}
QListWidget[role="offered"]::item {{ padding: {px(2)} {px(4)}; }}
QStatusBar {{ background: {tokens.chrome}; color: {tokens.muted};
  border-top: 1px solid {tokens.line}; }}
QStatusBar::item {{ border: none; }}
QToolTip {{ background: {tokens.raised}; color: {tokens.ink}; border: 1px solid {tokens.line2};
  padding: {px(4)}; }}
*[quote="14"] {{ font-size: {px(14)}; }}
*[quote="15"] {{ font-size: {px(15)}; }}
QLabel[role="head"] {{ color: {tokens.muted}; font-size: {px(11)}; font-weight: 600; }}
QLabel[role="title"] {{ color: {tokens.ink}; font-size: {px(14)}; font-weight: 600; }}
QLabel[role="said"] {{ color: {tokens.ink}; font-size: {px(12)}; }}
QLabel[role="key"] {{ color: {tokens.muted}; background: {tokens.raised};
  border: 1px solid {tokens.line2}; border-radius: {px(4)}; padding: 0 {px(4)};
  font-size: {px(10)}; font-weight: 600; min-height: {px(15)}; max-height: {px(15)}; }}
QLabel[role="pill"] {{ color: {tokens.paper}; background: {tokens.ink}; border-radius: {px(3)};
  padding: 0 {px(5)}; font-size: {px(10)}; font-weight: 600; max-height: {px(16)}; }}
QFrame[role="card"] {{ background: {tokens.raised}; border: 1px solid {tokens.line};
  border-radius: {px(6)}; }}
QFrame[role="card"]:focus {{ border: 2px solid {tokens.focus}; }}
QFrame[role="card"] QLabel {{ border: none; }}
QFrame[role="line"] {{ color: {tokens.line}; background: {tokens.line}; border: none;
  max-height: 1px; }}
QFrame[role="end"]:focus {{ border: 2px solid {tokens.focus}; border-radius: {px(5)}; }}
QWidget[role="dock"] {{ background: {tokens.chrome}; }}
QWidget#rail {{ background: {tokens.chrome}; border-right: 1px solid {tokens.line}; }}
QWidget#head {{ background: {tokens.paper}; border-bottom: 1px solid {tokens.line}; }}
QWidget#agreement, QWidget#agreement_inside, QTableView#figures, QTableView#figures
  QHeaderView::section {{ background: {tokens.paper}; }}
QTableView#figures QHeaderView, QTableView#figures QHeaderView::section {{
  background: {tokens.paper}; font-size: {px(12)}; }}
QTableView#figures QHeaderView[tight="true"]::section {{ padding: {px(4)} {px(4)}; }}
QWidget#review_bar {{ background: {tokens.chrome}; border-top: 1px solid {tokens.line}; }}
QFrame#version {{ background: {tokens.raised}; border: 1px solid {tokens.line};
  border-radius: {px(6)}; }}
QPushButton[role="verdict"] {{ background: {tokens.raised}; border: 1px solid {tokens.line2};
  border-radius: {px(5)}; padding: 0; }}
QPushButton[role="verdict"]:hover {{ background: {tokens.row}; }}
QPushButton[role="verdict"][is_made="true"] {{ border: 2px solid {tokens.ink}; }}
QPushButton[role="chip"] {{ background: {tokens.raised}; border: 1px solid {tokens.line2};
  border-radius: {px(11)}; padding: {px(3)} {px(10)}; font-size: {px(12)}; }}
QPushButton[role="chip"]:checked {{ background: {tokens.button}; color: {tokens.button_text};
  border-color: {tokens.button}; font-weight: 600; }}
QWidget#frame_bar {{ background: {tokens.raised}; border-top: 1px solid {tokens.line}; }}
QFrame[role="palette"] {{ background: {tokens.raised}; border: 1px solid {tokens.line2};
  border-radius: {px(8)}; }}
QFrame[role="palette"] QListView {{ background: {tokens.raised}; }}
QFrame[role="palette"] QLineEdit {{ padding: {px(6)} {px(9)}; font-size: {px(14)}; }}
QFrame[role="failure"] {{ background: {tokens.raised}; border: none;
  border-bottom: 1px solid {tokens.line2}; }}
QPushButton[role="field"] {{ border-color: {tokens.line}; border-radius: {px(6)}; padding: 0; }}
QPushButton[role="link"] {{ background: transparent; border: none; color: {tokens.focus};
  padding: {px(2)} {px(6)}; font-size: {px(12)}; text-decoration: underline; }}
QPushButton[role="link"]:focus {{ border: 2px solid {tokens.focus}; padding: 0 {px(4)}; }}
QLabel[on_primary="true"][role="title"] {{ color: {tokens.button_text}; }}
QLabel[role="secondary"] {{ color: {tokens.muted}; font-size: {px(12)}; }}
QLabel[on_primary="true"][role="secondary"] {{ color: {tokens.button_text}; }}
QLineEdit[role="value"] {{ background: transparent; border-color: {bare};
  padding: {px(3)} {px(6)}; }}
QLineEdit[role="value"]:hover {{ border-color: {tokens.line2}; }}
QLineEdit[role="value"]:focus {{ background: {tokens.raised}; border: 2px solid {tokens.focus};
  padding: {px(2)} {px(5)}; }}
QLineEdit[by_rule="true"] {{ color: {tokens.muted}; font-style: italic; }}
QLineEdit[missing="true"] {{ border: 1px dashed {tokens.warn};
  placeholder-text-color: {tokens.warn}; }}
QLineEdit[missing="true"]:focus {{ border: 2px solid {tokens.focus}; }}
QPushButton[role="answer"], QPushButton[role="chosen"] {{ background: transparent; border: none;
  padding: 0 {px(6)} 0 0; }}
QPushButton[role="answer"]:hover {{ text-decoration: underline; }}
QPushButton[role="chosen"] {{ font-weight: 600; }}
QListWidget#annotations_here {{ background: {tokens.raised}; border: 1px solid {tokens.line2};
  border-radius: {px(6)}; }}
QPushButton[role="small"] {{ padding: {px(4)} {px(4)}; }}
QPushButton[role="small"]:focus {{ padding: {px(3)} {px(3)}; }}
QPushButton[role="order"] {{ background: transparent; border: 1px solid transparent;
  color: {tokens.muted}; font-size: {px(11)}; font-weight: 600; padding: {px(2)} {px(5)}; }}
QPushButton[role="order"]:hover {{ background: {tokens.row}; }}
QPushButton[role="order"]:checked {{ color: {tokens.ink}; background: {tokens.row}; }}
QPushButton[role="order"]:focus {{ border: 2px solid {tokens.focus}; padding: {px(1)} {px(4)}; }}
QLabel[role="count"] {{ color: {tokens.ink}; font-weight: 600; font-size: {px(12)}; }}
QLabel[role="warn"] {{ color: {tokens.warn}; }}
QLabel[role="bad"] {{ color: {tokens.bad}; }}
QLabel[role="good"] {{ color: {tokens.good}; }}
QProgressBar {{ background: {tokens.line}; border: none; max-height: {px(3)}; }}
QProgressBar::chunk {{ background: {tokens.ink}; }}
QScrollBar:vertical {{ background: transparent; width: {px(10)}; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {px(10)}; margin: 0; }}
QScrollBar::handle {{ background: {tokens.line2}; border-radius: {px(4)}; margin: 2px;
  min-height: {px(24)}; min-width: {px(24)}; }}
QScrollBar::handle:hover {{ background: {tokens.faint}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QTabWidget::pane {{ border: none; padding-top: {px(10)}; }}
QTabBar::tab {{ background: {tokens.chrome}; color: {tokens.muted}; border: none;
  padding: {px(6)} {px(12)}; }}
QTabBar::tab:selected {{ color: {tokens.ink}; border-bottom: 2px solid {tokens.ink}; }}
"""


def icon_path(name: str, look: Look, *, is_on_button: bool = False) -> str:
    """Return the path of an icon in the ink of a look, or of what stands on its buttons."""
    is_dark = (look.mode == LIGHT) is not is_on_button
    path = resources() / "icons" / f"{name}-{'dark' if is_dark else 'light'}.svg"
    return path.as_posix()


def dress_application(application: QApplication, look: Look) -> None:
    """Give the whole application the look: style, palette, font and style sheet."""
    application.setStyle("Fusion")
    application.setFont(look.interface_font())
    colour_application(application, look)


def colour_application(application: QApplication, look: Look) -> None:
    """Give the whole application the colours of a look, and its motion or none."""
    application.setPalette(palette(look))
    application.setStyleSheet(style_sheet(look))
    if application.property(_OF_PLATFORM) is None:
        found = [effect.value for effect in _EFFECTS if QApplication.isEffectEnabled(effect)]
        application.setProperty(_OF_PLATFORM, found)
    allowed = application.property(_OF_PLATFORM) if look.has_motion else ()
    for effect in _EFFECTS:
        QApplication.setEffectEnabled(effect, effect.value in allowed)
