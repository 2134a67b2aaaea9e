"""How parts of the chrome are painted: what is written on them is read in every theme."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.ui.look.chrome import palette, style_sheet
from annotator.ui.look.look import MODES, Look
from tests.ui.look.test_look import contrast


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("is_primary", [True, False])
@pytest.mark.parametrize("is_enabled", [True, False])
def test_what_a_button_says_is_read(qtbot, mode: str, is_primary: bool, is_enabled: bool) -> None:
    """White on white stood on those that cannot be pressed yet, in high contrast."""
    around = QWidget()
    qtbot.addWidget(around)
    look = Look(mode=mode)
    around.setPalette(palette(look))
    around.setStyleSheet(style_sheet(look))
    button = QPushButton("ШШШ ШШШ", around)
    button.setProperty("primary", is_primary)
    button.setEnabled(is_enabled)
    around.show()
    assert contrast(*_ground_and_ink(button.grab().toImage())) >= 4.5


def _ground_and_ink(picture: QImage) -> tuple[str, str]:
    """Return the colour of most pixels inside the border, and the one that differs most."""
    inner = picture.copy(picture.rect().adjusted(4, 4, -4, -4))
    seen = [
        inner.pixelColor(x, y).name() for x in range(inner.width()) for y in range(inner.height())
    ]
    ground = max(sorted(set(seen)), key=seen.count)
    return ground, max(sorted(set(seen)), key=lambda colour: contrast(ground, colour))
