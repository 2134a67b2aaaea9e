"""What a package holds, looked at before any of it is taken in, and whose in it is whose here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.formats.format import ReadOptions
from annotator.formats.jsonl import JsonlFormat
from annotator.formats.package import GUIDELINES, unpack
from annotator.model.bundle import Header
from annotator.model.errors import FormatError, PackageError
from annotator.model.language import Texts
from annotator.model.package import Package
from annotator.model.progress import Progress, no_progress
from annotator.model.scheme import Scheme
from annotator.operations.exporting.pseudonyms import header_without
from annotator.operations.keeping.scratch import scratch
from annotator.operations.merging.mapping import entity_offers
from annotator.operations.merging.merging import changed_meanings
from annotator.store.reading.queries import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A package that was found whole: its manifest, what its corpus begins with, its guidelines.

    `size` is that of the file in bytes.
    """

    path: Path
    size: int
    package: Package
    header: Header
    guidelines: str

    def name_of(self, annotator: str | None) -> Texts:
        """Return the names of somebody in the package, none if they are not in it."""
        none: Texts = {}
        return next((a.names for a in self.header.annotators if a.id == annotator), none)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """Something of theirs, by id and names, and what of ours it may be; None if it is new here.

    `is_known` says that ours has the very id, so nothing had to be guessed.
    """

    theirs: str
    names: Texts
    ours: str | None
    is_known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Guesses:
    """Who is who, and which layer and which entity is which, as far as can be guessed."""

    annotators: tuple[Guess, ...] = ()
    layers: tuple[Guess, ...] = ()
    entities: tuple[Guess, ...] = ()


def look_into(path: Path, progress: Progress = no_progress) -> Contents:
    """Return what a package holds; PackageError or FormatError if it cannot be taken in."""
    with scratch() as folder:
        package, corpus = unpack(path, folder, progress)
        try:
            header = next(JsonlFormat().read(corpus, progress, ReadOptions()), None)
        except FormatError as error:
            error.data["file"] = str(path)
            raise
        if not isinstance(header, Header) or header.scheme is None:
            raise PackageError("package_broken", path=str(path), reason="no scheme in it")
        beside = corpus.with_name(GUIDELINES)
        guidelines = beside.read_text("utf-8", "replace") if beside.exists() else ""
    size = path.stat().st_size
    return Contents(path=path, size=size, package=package, header=header, guidelines=guidelines)


def guess(reader: Reader, contents: Iterable[Contents], *, masked: Collection[str] = ()) -> Guesses:
    """Guess what of packages is what of a corpus: by id, else by name.

    Nobody of `masked` is told: they are people of the corpus under pseudonyms (`masked_people`).
    Of layers only those are told that are new here or mean something else; of entities those that
    are called as one of ours, or as one of another package, whose then stands for both.
    """
    told = {c.package.id: header_without(c.header, masked) for c in contents}
    headers = list(told.values())
    ours = reader.scheme()
    entities: dict[str, Guess] = {}
    known = list(reader.entities())
    for _, header in sorted(told.items()):
        for theirs, mine, name in entity_offers(known, header.entities):
            entities.setdefault(theirs, Guess(theirs=theirs, names={"": name}, ours=mine))
        known += [e for e in header.entities if e.id not in entities]
    return Guesses(
        annotators=_people(reader, headers),
        layers=_layers(ours, [h.scheme for h in headers if h.scheme is not None]),
        entities=tuple(entities.values()),
    )


def _people(reader: Reader, headers: Sequence[Header]) -> tuple[Guess, ...]:
    mine = list(reader.annotators())
    ids = {a.id for a in mine}
    found: dict[str, Guess] = {}
    for annotator in (a for header in headers for a in header.annotators):
        names = set(annotator.names.values())
        is_known = annotator.id in ids
        same = next(
            (a.id for a in mine if a.kind == annotator.kind and names & set(a.names.values())), None
        )
        found.setdefault(
            annotator.id,
            Guess(
                theirs=annotator.id,
                names=annotator.names,
                ours=annotator.id if is_known else same,
                is_known=is_known,
            ),
        )
    return tuple(found.values())


def _layers(ours: Scheme, schemes: Sequence[Scheme]) -> tuple[Guess, ...]:
    mine = {layer.id: layer for layer in ours.layers}
    found: dict[str, Guess] = {}
    for scheme in schemes:
        changed = changed_meanings(ours, scheme)
        for layer in scheme.layers:
            if layer.id in mine and layer.id not in changed:
                continue
            names = set(layer.names.values())
            like = [
                x.id
                for x in ours.layers
                if x.id != layer.id
                and x.anchoring == layer.anchoring
                and names & set(x.names.values())
            ]
            first = like[0] if like else None
            found.setdefault(layer.id, Guess(theirs=layer.id, names=layer.names, ours=first))
    return tuple(found.values())
