"""Published tables of values, each with its source."""

from __future__ import annotations

from collections import Counter
from typing import Any

from annotator.analysis.agreement.ratings import Ratings, ratings_of


def square(cells: list[list[int]], names: str) -> Ratings:
    """Return ratings of two annotators from a table of counts."""
    rows: Counter[tuple[Any, ...]] = Counter()
    for one, line in zip(names, cells, strict=True):
        for other, count in zip(names, line, strict=True):
            if count:
                rows[one, other] = count
    return Ratings(annotators=("first", "second"), rows=rows)


COHEN_1960_P45 = square([[88, 14, 18], [10, 40, 10], [2, 6, 12]], "123")
"""Cohen, Educational and Psychological Measurement 20(1), 1960, p. 45."""

KRIPPENDORFF_2004_P224 = ratings_of(
    zip((1, 1, 0, 0, 0, 0, 0, 0, 0, 0), (0, 1, 1, 0, 0, 1, 0, 1, 0, 0), strict=True)
)
"""Krippendorff, Content Analysis, 2nd edition 2004, p. 224."""

_OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
KRIPPENDORFF_2004_P230 = ratings_of(zip(*_OBSERVERS, strict=True))
"""The same, p. 230: four observers, twelve units, missing values."""

KRIPPENDORFF_2004_P246A = square([[12, 9, 9], [9, 14, 9], [9, 9, 20]], "abc")
KRIPPENDORFF_2004_P246B = square([[12, 18, 18], [0, 14, 18], [0, 0, 20]], "abc")
"""The same, p. 246: the same observed agreement with other margins."""

ARTSTEIN_POESIO_2008_P558 = square([[20, 10], [20, 50]], "SI")
ARTSTEIN_POESIO_2008_P568 = square([[46, 0, 0], [6, 32, 6], [0, 0, 10]], "SIC")
"""Artstein & Poesio, Computational Linguistics 34(4), 2008, pp. 558 and 568."""

_FLEISS = """
444444 222555 233335 555555 222444 113333 333355 113334 114444 555555
144444 124444 222333 144444 224445 333335 111455 111112 224444 133555
555555 244444 224555 114444 144445 222224 111155 224444 133333 555555
"""
FLEISS_1971 = ratings_of(tuple(word) for word in _FLEISS.split())
"""Fleiss, Psychological Bulletin 76(5), 1971, p. 379: 30 patients, 6 psychiatrists."""

_HAYES = """
112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111.
.100. 0000. 1222. 33223 111.1 111.1 212.2 1233. 1101. 000.0
0011. 00.00 2333. 0000. 12.22 0111. 00010 1212. 1122. 112.2
110.0 2121. 22.22 3222. 222.2 223.2 222.2 22.12 2222. 111.1
"""
HAYES_2007 = ratings_of(
    [None if mark == "." else int(mark) for mark in word] for word in _HAYES.split()
)
"""Hayes & Krippendorff, Communication Methods and Measures 1(1), 2007, p. 84."""

GWET_2014 = KRIPPENDORFF_2004_P230
"""Gwet, Handbook of Inter-Rater Reliability, 4th edition 2014: his table of four raters."""
