"""brat's standoff annotations: a text, an .ann file with its lines, a configuration beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from annotator.formats.brat_pairs import ANN, TXT, annotations_beside
from annotator.formats.format import ReadOptions, refuse_to_write, whole_of
from annotator.model.bundle import Ability, Bundle, Header
from annotator.model.language import Texts
from annotator.model.progress import Progress

_LINE = re.compile(rb"^(?:[TREAMN#]\S*|\*)[\t ]", re.MULTILINE)


class BratFormat:
    """An .ann file and the text beside it; either may be named."""

    name = "brat"
    title: ClassVar[Texts] = {"en": "brat standoff", "bg": "brat (отделни анотации)"}
    suffixes = (ANN, TXT)
    carries = frozenset(
        {
            Ability.SPANS,
            Ability.OVERLAP,
            Ability.DISCONTINUOUS,
            Ability.FEATURES,
            Ability.RELATIONS,
            Ability.RELATION_FEATURES,
            Ability.ENTITIES,
            Ability.COMMENTS,
            Ability.SCHEME,
        }
    )
    reads = True
    writes = False

    def recognises(self, path: Path, head: bytes) -> bool:
        """Say whether a line begins as brat's do, or an .ann file stands beside a text."""
        if path.suffix.lower() == TXT:
            return annotations_beside(path) is not None
        begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        return not begin or _LINE.search(begin) is not None

    def read(
        self, path: Path, progress: Progress, options: ReadOptions
    ) -> Iterator[Header | Bundle]:
        """Yield the header and the document of one .ann file; FormatError says what is wrong."""
        from annotator.formats.brat_reading import BratReader

        found = annotations_beside(path) if path.suffix.lower() == TXT else path
        yield from BratReader(found or path.with_suffix(ANN), options).items()

    write = refuse_to_write
    parts_of = whole_of
