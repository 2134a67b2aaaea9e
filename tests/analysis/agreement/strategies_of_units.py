"""Texts with units for Hypothesis, and what can be done to them without changing agreement."""

from __future__ import annotations

from hypothesis import strategies as st

from annotator.analysis.agreement.continuum import Continuum, Unit, continuum_of

LENGTH = 30


@st.composite
def rows(draw: st.DrawFn, *, stacked: bool = False) -> list[Unit]:
    """Return the units of one annotator, which lie over each other only if that is wanted."""
    found: list[Unit] = []
    at = 0
    for _ in range(draw(st.integers(0, 4))):
        begin = draw(st.integers(0 if stacked else at, LENGTH - 1))
        end = draw(st.integers(begin + 1, min(LENGTH, begin + 8)))
        found.append(Unit(begin, end, draw(st.sampled_from("ab"))))
        at = end
        if at >= LENGTH - 1:
            break
    return found


@st.composite
def continua(draw: st.DrawFn, *, stacked: bool = False, most: int = 3) -> Continuum:
    """Return a text that two or more annotators looked at."""
    count = draw(st.integers(2, most))
    return continuum_of(LENGTH, [draw(rows(stacked=stacked)) for _ in range(count)])


def mirrored(continuum: Continuum) -> Continuum:
    """Return a text read from its end."""
    length = continuum.length
    return continuum_of(
        length,
        [[Unit(length - u.end, length - u.begin, u.value) for u in r] for r in continuum.rows],
    )


def renamed(continuum: Continuum) -> Continuum:
    """Return the same units by annotators in another order."""
    return continuum_of(continuum.length, reversed(continuum.rows))
