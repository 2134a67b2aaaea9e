"""Contrast and distance of colours, computed from the token table."""

from __future__ import annotations

from itertools import combinations

import pytest

from annotator.ui.look.look import (
    CONTRAST,
    DARK,
    LAYERS,
    LIGHT,
    MODES,
    PATTERNS,
    TOKENS,
    Look,
    families_found,
)

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
BLINDNESS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
LEAST_DISTANCE = {
    LIGHT: {"normal": 40, "protan": 20, "deutan": 27, "tritan": 22},
    DARK: {"normal": 44, "protan": 25, "deutan": 21, "tritan": 25},
}


def _linear(colour: str) -> tuple[float, float, float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    one, two, three = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return one, two, three


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    """Return the contrast of WCAG 2.2, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _lab(colour: str, blindness: str) -> tuple[float, float, float]:
    rgb = _linear(colour)
    seen = [sum(f * c for f, c in zip(row, rgb, strict=True)) for row in BLINDNESS[blindness]]
    red, green, blue = (min(1.0, max(0.0, c)) for c in seen)
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883

    def root(value: float) -> float:
        return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116

    return 116 * root(y) - 16, 500 * (root(x) - root(y)), 200 * (root(y) - root(z))


def distance(one: str, two: str, blindness: str) -> float:
    """Return the CIE76 distance of two colours as someone sees them."""
    pairs = zip(_lab(one, blindness), _lab(two, blindness), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


@pytest.mark.parametrize("mode", MODES)
def test_ink_reads_on_every_surface(mode: str) -> None:
    tokens = TOKENS[mode]
    for surface in (tokens.paper, tokens.chrome, tokens.raised, tokens.row):
        assert contrast(tokens.ink, surface) >= 9.5
    for surface in (tokens.select, tokens.find, tokens.find2):
        assert contrast(tokens.ink, surface) >= 5.2
    assert contrast(tokens.button_text, tokens.button) >= 13


@pytest.mark.parametrize("mode", MODES)
def test_secondary_text_reads_where_it_may_stand(mode: str) -> None:
    tokens = TOKENS[mode]
    for surface in (tokens.paper, tokens.chrome, tokens.row):
        assert contrast(tokens.muted, surface) >= 5.0
    assert contrast(tokens.faint, tokens.paper) >= 4.8
    assert contrast(tokens.focus, tokens.paper) >= 7.7
    for colour in (tokens.warn, tokens.bad, tokens.good):
        assert contrast(colour, tokens.paper) >= 6.1
        assert contrast(colour, tokens.chrome) >= 5.6


@pytest.mark.parametrize(
    ("mode", "on_fill", "on_strong", "on_paper", "on_chrome"),
    [
        (LIGHT, 12.85, 9.95, 5.35, 4.95),
        (DARK, 9.15, 6.55, 6.45, 5.85),
        (CONTRAST, 21.0, 12.45, 10.75, 10.75),
    ],
)
def test_annotations_read(
    mode: str, on_fill: float, on_strong: float, on_paper: float, on_chrome: float
) -> None:
    tokens = TOKENS[mode]
    for layer in LAYERS[mode]:
        if layer.fill:
            assert contrast(tokens.ink, layer.fill) >= on_fill
            assert contrast(layer.ink, layer.fill) >= 4.5
        assert contrast(tokens.ink, layer.strong) >= on_strong
        assert contrast(layer.ink, tokens.paper) >= on_paper
        assert contrast(layer.ink, tokens.chrome) >= on_chrome


@pytest.mark.parametrize("mode", sorted(LEAST_DISTANCE))
@pytest.mark.parametrize("blindness", sorted(BLINDNESS))
def test_the_first_five_inks_differ_for_every_eye(mode: str, blindness: str) -> None:
    inks = [layer.ink for layer in LAYERS[mode][:5]]
    least = min(distance(one, two, blindness) for one, two in combinations(inks, 2))
    assert least >= LEAST_DISTANCE[mode][blindness] - 0.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("blindness", sorted(BLINDNESS))
def test_all_ten_inks_differ_for_every_eye(mode: str, blindness: str) -> None:
    inks = [layer.ink for layer in LAYERS[mode]]
    least = min((distance(*two, blindness), two) for two in combinations(inks, 2))
    assert least[0] >= 10, least


def test_ten_layers_have_ten_patterns_and_an_eleventh_another_one() -> None:
    look = Look()
    assert len(set(PATTERNS)) == 10
    assert all(len(LAYERS[mode]) == 10 for mode in MODES)
    assert look.layer(10) == look.layer(0)
    assert look.pattern(10) != look.pattern(0)
    seen = {(look.layer(slot).ink, look.pattern(slot)) for slot in range(100)}
    assert len(seen) == 100


def test_fonts_have_the_size_and_the_families_asked_for(qapp: object) -> None:
    font = Look(scale=2.0).interface_font(13, 600)
    assert font.pixelSize() == 26
    assert font.weight() == 600
    assert Look().text_font(17).families()[0] == "PT Serif"
    assert families_found(["no such family at all"]) == ()
