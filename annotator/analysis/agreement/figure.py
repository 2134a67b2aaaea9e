"""One figure of agreement: which measure of what, its value, or why it has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

NO_UNITS = "agreement.no_units"
ONE_ANNOTATOR = "agreement.one_annotator"
NO_PAIRS = "agreement.no_pairs"
ONE_VALUE = "agreement.one_value"
NO_CHANCE = "agreement.no_chance"
STACKED = "agreement.stacked"
NOTHING_SHARED = "agreement.nothing_shared"
NEVER_DEFINED = "agreement.never_defined"
NO_LENGTH = "agreement.no_length"
REASONS = (
    NO_UNITS,
    ONE_ANNOTATOR,
    NO_PAIRS,
    ONE_VALUE,
    NO_CHANCE,
    STACKED,
    NOTHING_SHARED,
    NEVER_DEFINED,
    NO_LENGTH,
)
"""Why a figure is not defined: codes of sentences. A figure is never "not a number"."""

_OF_DISAGREEMENT = ("krippendorff_alpha", "alpha_u_2004", "u_alpha", "u_alpha_binary", "cu_alpha",
                    "ku_alpha", "gamma", "gamma_cat")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a figure is not defined: a code of `REASONS`, and what fills its sentence."""

    code: str
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measure over one scope.

    `n` counts what `unit` names. `observed` and `expected` are agreement or disagreement, as the
    measure is defined (`observes`). `samples`, `seed` and `precision` (half of the
    95 % interval of the expected disorder, relative to it) are there where chance was drawn.
    """

    measure: str
    unit: str
    distance: str
    scope: str = ""
    n: int = 0
    value: float | None = None
    reason: Reason | None = None
    observed: float | None = None
    expected: float | None = None
    samples: int | None = None
    seed: int | None = None
    precision: float | None = None
    detail: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def observes(self) -> str:
        """What `observed` and `expected` are: agreement or disagreement."""
        return "disagreement" if self.measure in _OF_DISAGREEMENT else "agreement"


def of_agreement(
    measure: str, *, unit: str, distance: str, n: int, observed: float, expected: float
) -> Figure:
    """Return (Ao - Ae) / (1 - Ae); not defined where chance alone would agree always."""
    known: dict[str, Any] = {"measure": measure, "unit": unit, "distance": distance, "n": n}
    if 1.0 - expected < _NOTHING:
        reason = Reason(code=ONE_VALUE)
        return Figure(**known, observed=observed, expected=expected, reason=reason)
    value = (observed - expected) / (1.0 - expected)
    return Figure(**known, observed=observed, expected=expected, value=value)


def of_disagreement(
    measure: str,
    *,
    unit: str,
    distance: str,
    n: int,
    observed: float,
    expected: float,
    nothing: float | None = None,
) -> Figure:
    """Return 1 - Do / De; not defined where nothing could have differed by chance.

    That is where De is `nothing`, by default what rounding leaves of sums that should be 0.
    """
    known: dict[str, Any] = {"measure": measure, "unit": unit, "distance": distance, "n": n}
    if expected <= (_NOTHING if nothing is None else nothing):
        reason = Reason(code=ONE_VALUE if observed < _NOTHING else NO_CHANCE)
        return Figure(**known, observed=observed, expected=expected, reason=reason)
    value = 1.0 - observed / expected
    return Figure(**known, observed=observed, expected=expected, value=value)


def undefined(
    measure: str, code: str, *, unit: str, distance: str, n: int = 0, **data: Any
) -> Figure:
    """Return a figure without a value."""
    reason = Reason(code=code, data=data)
    return Figure(measure=measure, unit=unit, distance=distance, n=n, reason=reason)


def with_detail(figure: Figure, **detail: Any) -> Figure:
    """Return a figure that tells more of what it is about."""
    return replace(figure, detail={**figure.detail, **detail})


_NOTHING = 1e-12
"""What remains of zero after sums of floating point numbers."""
