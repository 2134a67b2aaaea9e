"""Kappa over tokens: whether each is within an annotation. An extra, since most tokens are in none.

It depends on how texts are cut into tokens, and grows with the text between annotations.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from annotator.analysis.agreement.figure import Figure
from annotator.analysis.agreement.kappas import cohen_kappa
from annotator.analysis.agreement.measures import POOLED, Means
from annotator.analysis.agreement.ratings import Ratings, Row
from annotator.analysis.agreement.spans import Piece

MEASURE, TOKENS = "token_kappa", "tokens"


class TokenCounts:
    """Tokens of any number of texts by who has them within an annotation."""

    def __init__(self, annotators: tuple[str, ...]) -> None:
        """Begin with no text."""
        self._annotators = annotators
        self._rows: Counter[Row] = Counter()
        self._means = Means()

    def add(self, tokens: Sequence[tuple[int, int]], rows: Mapping[str, Sequence[Piece]]) -> None:
        """Take in a text by its tokens in order, and the units of each who took part."""
        begins = [begin for begin, _ in tokens]
        ends = [end for _, end in tokens]
        held: dict[int, set[str]] = {}
        for who, pieces in rows.items():
            for begin, end in (span for piece in pieces for span in piece.spans):
                for number in range(bisect_right(ends, begin), bisect_left(begins, end)):
                    held.setdefault(number, set()).add(who)
        counted = Counter(self._row(rows, holders) for holders in held.values())
        counted[self._row(rows, set())] += len(tokens) - len(held)
        self._rows.update(counted)
        self._means.add(self._figures(counted))

    def _row(self, rows: Mapping[str, object], holders: set[str]) -> Row:
        return tuple((who in holders) if who in rows else None for who in self._annotators)

    def _figures(self, rows: Counter[Row]) -> list[Figure]:
        figure = cohen_kappa(Ratings(annotators=self._annotators, rows=rows))
        return [replace(figure, measure=MEASURE, unit="token")]

    def figures(self) -> list[Figure]:
        """Return kappa of all texts together, and its mean over texts."""
        pooled = [replace(figure, scope=POOLED) for figure in self._figures(self._rows)]
        return [*pooled, *self._means.figures()]
