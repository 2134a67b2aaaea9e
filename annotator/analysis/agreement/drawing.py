"""Draws two annotators by chance from a text that was annotated: what gamma is compared with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from random import Random
from statistics import fmean, pstdev
from typing import Any

from annotator.analysis.agreement.aligning import Track
from annotator.analysis.agreement.continuum import Continuum

STATISTICAL = "statistical"
_TRIES = 100


class Pool:
    """The tracks of a text, and what is drawn from them."""

    def __init__(self, continuum: Continuum, tracks: Sequence[Track]) -> None:
        """Keep the tracks of the text's annotators, in an order that names have no part in."""
        self.length = max(1, continuum.length)
        self.tracks = tracks
        self.average = max(1, round(fmean(u.length for row in continuum.rows for u in row)))
        self._traits: _Traits | None = None

    @property
    def traits(self) -> _Traits:
        """What annotators have in common by number, length, gap and value of their units."""
        if self._traits is None:
            self._traits = _Traits(self.tracks)
        return self._traits


def shuffled_pair(pool: Pool, random: Random) -> tuple[Track, Track]:
    """Return two annotators, each one of the real ones with the text cut and its halves swapped.

    The two cuts are at least the average length of a unit apart, as far as the text allows
    (Mathet et al. 2015, section 5.2): nearer ones would find agreement that is none.
    """
    length, least = pool.length, pool.average
    shift = random.randrange(length)
    room = length - 2 * least
    between = least + random.randrange(room + 1) if room >= 0 else random.randrange(length)
    tracks = pool.tracks
    first = tracks[random.randrange(len(tracks))]
    second = tracks[random.randrange(len(tracks))]
    return moved(first, shift, length), moved(second, (shift + between) % length, length)


def shuffled(pool: Pool, random: Random, count: int) -> list[Track]:
    """Return several annotators in the same way, no two cuts nearer than that if there is room."""
    length, least = pool.length, pool.average
    shifts: list[int] = []
    for _ in range(count):
        shift = random.randrange(length)
        for _ in range(_TRIES):
            apart = (abs(shift - other) for other in shifts)
            if all(min(gap, length - gap) >= least for gap in apart):
                break
            shift = random.randrange(length)
        shifts.append(shift)
    tracks = pool.tracks
    return [moved(tracks[random.randrange(len(tracks))], shift, length) for shift in shifts]


def moved(track: Track, shift: int, length: int) -> Track:
    """Return a track with every unit moved by `shift`, those that begin past the end come first."""
    begins, ends, values, longest = track
    cut = bisect_left(begins, length - shift)
    back = shift - length
    return Track(
        [b + back for b in begins[cut:]] + [b + shift for b in begins[:cut]],
        [e + back for e in ends[cut:]] + [e + shift for e in ends[:cut]],
        values[cut:] + values[:cut],
        longest,
    )


class _Traits:
    """Means and deviations of what a statistical continuum has."""

    def __init__(self, tracks: Sequence[Track]) -> None:
        counts = [len(track.begins) for track in tracks]
        lengths = [e - b for t in tracks for b, e in zip(t.begins, t.ends, strict=True)]
        gaps = [
            begin - end
            for track in tracks
            for begin, end in zip(track.begins, [0, *track.ends], strict=False)
        ]
        self.count = fmean(counts), pstdev(counts)
        self.length = fmean(lengths), pstdev(lengths)
        self.gap = fmean(gaps), pstdev(gaps)
        self.values: list[Any] = [value for track in tracks for value in track.values]


def statistical_pair(pool: Pool, random: Random) -> tuple[Track, Track]:
    """Return two annotators whose units have the numbers, lengths, gaps and values of the real."""
    return _drawn(pool.traits, random), _drawn(pool.traits, random)


def statistical(pool: Pool, random: Random, count: int) -> list[Track]:
    """Return several annotators of the same kind."""
    return [_drawn(pool.traits, random) for _ in range(count)]


def _drawn(traits: _Traits, random: Random) -> Track:
    units: list[tuple[int, int, Any]] = []
    at = 0
    for _ in range(max(1, round(random.gauss(*traits.count)))):
        begin = at + round(random.gauss(*traits.gap))
        at = begin + max(1, round(abs(random.gauss(*traits.length))))
        units.append((begin, at, random.choice(traits.values)))
    units.sort(key=lambda unit: unit[:2])
    begins, ends, values = ([unit[part] for unit in units] for part in range(3))
    return Track(begins, ends, values, max(e - b for b, e, _ in units))
