"""What a format is: how it is recognised, what it carries, how it is read and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Protocol

from annotator.model.bundle import Ability, Bundle, Header, LossReport
from annotator.model.errors import FormatError
from annotator.model.language import Texts
from annotator.model.progress import Progress
from annotator.model.scheme import Scheme

BUFFER = 1 << 20
"""Bytes that files of many long lines are read and written by: line by line with the usual 8 KiB
costs as much as taking the lines apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What the reader may need to know beyond the file.

    `scheme` is the corpus's own, to match names against; `annotator` whose work an unnamed
    file holds; `language` (BCP 47) what to note where the file does not say; `decoding` a
    declared encoding.
    """

    scheme: Scheme | None = None
    annotator: str | None = None
    language: str | None = None
    decoding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """What the writer may be told: `annotator` is whose annotations stand inline in TEI."""

    annotator: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A record of a file that is refused by itself; `reason` is a code of `wording`."""

    file: str
    line: int | None
    reason: str


class Format(Protocol):
    """One kind of file. A format sees bundles, never the store and never Qt.

    The law: for any bundle b, what `read(write(b))` lacks or changes is exactly the loss
    report. Reading raises FormatError(code, file=, line=, reason=); it may do so after some
    bundles were yielded: the importer takes them back.
    """

    name: str
    title: ClassVar[Texts]
    suffixes: tuple[str, ...]
    carries: frozenset[Ability]
    reads: bool
    writes: bool

    def recognises(self, path: Path, head: bytes) -> bool:
        """Say whether the file looks like this format; `head` are its first 4,096 bytes."""
        ...

    def read(
        self, path: Path, progress: Progress, options: ReadOptions
    ) -> Iterator[Header | Bundle | Refused]:
        """Yield one header (which may be amended by later ones), then a bundle per document."""
        ...

    def write(
        self,
        header: Header,
        bundles: Iterable[Bundle],
        target: Path,
        progress: Progress,
        options: WriteOptions,
    ) -> LossReport:
        """Write all of `bundles` to `target` (a new file) and say what could not be carried."""
        ...

    def parts_of(self, bundle: Bundle) -> Iterable[Bundle]:
        """Return the bundles that reading back yields for one that was written.

        They are cut down to what the file says; the proof of an export compares them.
        """
        ...


def refuse_to_write(
    self: Format,
    header: Header,
    bundles: Iterable[Bundle],
    target: Path,
    progress: Progress,
    options: WriteOptions,
) -> LossReport:
    """Refuse: this is `write` of a format that is only read."""
    raise FormatError("format_cannot_write", file=str(target), format=self.name)


def whole_of(self: Format, bundle: Bundle) -> Iterable[Bundle]:
    """Return the bundle: this is `parts_of` of a format that cuts none down."""
    return (bundle,)
