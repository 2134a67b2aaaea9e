"""Colours, fonts and sizes of the whole interface as data; `chrome.py` makes a palette of them.

A `Look` is frozen and handed in; nothing reads colours from anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from PySide6.QtGui import QFont, QFontDatabase

LIGHT, DARK, CONTRAST = "light", "dark", "contrast"
MODES = (LIGHT, DARK, CONTRAST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The named colours of one mode, as `#RRGGBB`."""

    paper: str
    chrome: str
    raised: str
    row: str
    select: str
    find: str
    find2: str
    line: str
    line2: str
    ink: str
    muted: str
    faint: str
    focus: str
    button: str
    button_text: str
    warn: str
    bad: str
    good: str


@dataclass(frozen=True, slots=True)
class LayerColours:
    """The colours of one layer: of its letter and lane, behind its text, and behind it when strong.

    `fill` is empty where the mode paints none.
    """

    ink: str
    fill: str
    strong: str


# How a lane is drawn, by slot; the painter knows each name.
PATTERNS = (
    "solid",
    "dots",
    "double",
    "long_dash",
    "short_dash",
    "dash_dot",
    "wave",
    "ticks",
    "thick",
    "beads",
)

TOKENS = {
    LIGHT: Tokens(
        paper="#FDFCF9",
        chrome="#F4F3EF",
        raised="#FFFFFF",
        row="#E7E5DE",
        select="#CBD5E8",
        find="#FFE27A",
        find2="#FFC933",
        line="#E2E0D9",
        line2="#CDCAC1",
        ink="#1E2126",
        muted="#5A5F68",
        faint="#6A6F77",
        focus="#2B4C9B",
        button="#23262C",
        button_text="#FFFFFF",
        warn="#8A5300",
        bad="#A8232E",
        good="#1D6B3C",
    ),
    DARK: Tokens(
        paper="#1A1C20",
        chrome="#212429",
        raised="#2A2D33",
        row="#31353C",
        select="#3A4966",
        find="#665200",
        find2="#705800",
        line="#33373E",
        line2="#4A4F58",
        ink="#E6E3DC",
        muted="#A4A9B1",
        faint="#8D939C",
        focus="#8FB0FF",
        button="#E6E3DC",
        button_text="#1A1C20",
        warn="#E9B565",
        bad="#F28B8B",
        good="#7CCB95",
    ),
    CONTRAST: Tokens(
        paper="#000000",
        chrome="#000000",
        raised="#000000",
        row="#1F1F1F",
        select="#003A8C",
        find="#4A3B00",
        find2="#665200",
        line="#FFFFFF",
        line2="#FFFFFF",
        ink="#FFFFFF",
        muted="#FFFFFF",
        faint="#D0D0D0",
        focus="#FFFF00",
        button="#FFFF00",
        button_text="#000000",
        warn="#FFC04D",
        bad="#FF8A8A",
        good="#7CFF9E",
    ),
}

# Any two inks of a mode are 10 apart (CIE76) for every eye: a test computes it.
LAYERS = {
    LIGHT: (
        LayerColours("#123E8C", "#DCE7F7", "#BCD2F0"),
        LayerColours("#0D7656", "#D9EFE5", "#BDE5D5"),
        LayerColours("#AA4E11", "#FBE8DB", "#F8D9C4"),
        LayerColours("#6D165A", "#F3E4F0", "#E7C8DF"),
        LayerColours("#46320B", "#F5EBCB", "#EBD896"),
        LayerColours("#0A5974", "#D6EDF1", "#AFDBE3"),
        LayerColours("#89153D", "#F9E1E9", "#F0BED0"),
        LayerColours("#4D6C2D", "#E7F0D2", "#CFE0A8"),
        LayerColours("#5854AD", "#E5E6F8", "#C9CCF0"),
        LayerColours("#50555E", "#E7E8EA", "#CFD2D6"),
    ),
    DARK: (
        LayerColours("#BCD3F2", "#22374D", "#2E4D6D"),
        LayerColours("#77DDB4", "#1C3B31", "#265345"),
        LayerColours("#E08A66", "#422317", "#542D1E"),
        LayerColours("#CC86E0", "#372140", "#482B54"),
        LayerColours("#E1D06A", "#3D3419", "#564A22"),
        LayerColours("#78BFCD", "#193A41", "#23525B"),
        LayerColours("#E18FAB", "#482532", "#643246"),
        LayerColours("#B3CE78", "#2F3A18", "#435322"),
        LayerColours("#C0BBFA", "#2C2E55", "#3D4075"),
        LayerColours("#D8D6DD", "#34383E", "#484D55"),
    ),
    CONTRAST: (
        LayerColours("#7FC4FF", "", "#00284A"),
        LayerColours("#5CF0B8", "", "#003826"),
        LayerColours("#FFA980", "", "#4A1A00"),
        LayerColours("#FF98F9", "", "#3A0046"),
        LayerColours("#FFD94D", "", "#3D3000"),
        LayerColours("#92EFFF", "", "#003A43"),
        LayerColours("#EDADC8", "", "#4A0022"),
        LayerColours("#C8F070", "", "#293800"),
        LayerColours("#C0B7DE", "", "#14185C"),
        LayerColours("#E0E0E0", "", "#333333"),
    ),
}

DIMMED = {LIGHT: 0.30, DARK: 0.38, CONTRAST: 0.60}
_TEXT_FAMILIES = ("PT Serif", "Noto Serif")
_INTERFACE_FAMILIES = ("Inter", "Noto Sans")


@dataclass(frozen=True)
class Look:
    """Everything that decides how the interface looks.

    `text_size` is in pixels, 12 to 32, at 100 %; `measure` the width of the text column in
    pixels at 17 px type, 480 to 900; `leading` is added to each line of it, 0 to 24 pixels at
    100 %; `scale` multiplies the sizes of the chrome. Without motion not even the caret blinks.
    """

    mode: str = LIGHT
    text_families: tuple[str, ...] = _TEXT_FAMILIES
    interface_families: tuple[str, ...] = _INTERFACE_FAMILIES
    text_size: int = 17
    measure: int = 620
    leading: int = 0
    scale: float = 1.0
    has_motion: bool = True

    @cached_property
    def tokens(self) -> Tokens:
        """The named colours of the mode."""
        return TOKENS[self.mode]

    @cached_property
    def dimmed(self) -> float:
        """How much is left of a lane outside the open frame, 0 to 1."""
        return DIMMED[self.mode]

    def layer(self, slot: int) -> LayerColours:
        """Return the colours of a layer; the eleventh has those of the first."""
        found = self._layers
        return found[slot % len(found)]

    @cached_property
    def _layers(self) -> Sequence[LayerColours]:
        return LAYERS[self.mode]

    def pattern(self, slot: int) -> str:
        """Return the name of a layer's lane pattern; after ten layers they are shifted."""
        return PATTERNS[(slot + slot // len(PATTERNS)) % len(PATTERNS)]

    def text_font(self, size: float) -> QFont:
        """Return the text font at `size` pixels."""
        return _font(self.text_families, size, QFont.Weight.Normal)

    def interface_font(self, size: float = 13, weight: int = 400) -> QFont:
        """Return the interface font at `size` pixels times the scale, weight 100 to 900."""
        return _font(self.interface_families, size * self.scale, weight)

    def with_mode(self, mode: str) -> Look:
        """Return the same look in another mode."""
        return replace(self, mode=mode)


def _font(families: tuple[str, ...], size: float, weight: int) -> QFont:
    # A copy shares what Qt has found out of the font; made anew it would look for it again.
    return QFont(_font_once(families, size, weight))


@lru_cache(maxsize=256)
def _font_once(families: tuple[str, ...], size: float, weight: int) -> QFont:
    font = QFont()
    font.setFamilies(list(families))
    # Whole points are too coarse for labels of 9 and 10 pixels at odd zooms.
    font.setPixelSize(max(1, round(size)))
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def families_found(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return those of `wanted` that are installed, in their order; needs an application."""
    installed = set(QFontDatabase.families())
    return tuple(family for family in wanted if family in installed)
