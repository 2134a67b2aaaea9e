"""Packages: work for somebody on another machine, opened there as a corpus, and sent back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.formats.format import ReadOptions, WriteOptions
from annotator.formats.jsonl import JsonlFormat
from annotator.formats.package import unpack, write_package
from annotator.model.bundle import Bundle, Header
from annotator.model.data import data_of, noun_of
from annotator.model.errors import AnnotatorError, PackageError, RuleError, StoreError
from annotator.model.identity import key_of
from annotator.model.language import text_in
from annotator.model.package import RETURN, WORK, Marks, Package
from annotator.model.progress import Progress, no_progress, of_total
from annotator.model.review import ADJUDICATED, Annotator, Round
from annotator.operations.exporting.pseudonyms import masked_bundle, masked_header, pseudonyms_for
from annotator.operations.importing.intake import Intake
from annotator.operations.keeping.corpus import new_corpus
from annotator.operations.keeping.scratch import scratch
from annotator.operations.keeping.whole_file import written_whole
from annotator.operations.packages.cutting import (
    cut_bundle,
    people_along,
    without_decided,
    work_header,
)
from annotator.operations.packages.versions import marks_by_id
from annotator.store.reading.queries import Reader
from annotator.store.store import Store

PACKAGE = "package"
"""Key of a round's `extra` in the corpus of whoever got it: the manifest of what they got."""
COUNTED = ("documents", "annotations", "relations", "comments")
"""What the counts of a manifest are of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What goes into a package for somebody: ids of the round, or of documents, and of layers.

    Without both, all documents that they have. What is left at None is as the round says.
    `with_pseudonyms` lets nobody be named but whoever sends and gets it.
    """

    annotator: str
    by: str | None = None
    round: str | None = None
    documents: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    is_blind: bool | None = None
    due: str | None = None
    with_pseudonyms: bool = False


def pack_work(
    store: Store, target: Path, parcel: Parcel, progress: Progress = no_progress
) -> Package:
    """Write a package of work for an annotator; return its manifest.

    Where it is blind, nobody else's work is in it but that of machines, and no names but of
    whoever hands out. AnnotatorError, and no file, if there is nothing to send.
    """
    with store.reader() as reader:
        package, header, bundles = _contents(store, reader, parcel, reader.header())
        return written(target, package, header, bundles, progress)


def weigh_work(store: Store, parcel: Parcel, progress: Progress = no_progress) -> Package:
    """Return the manifest that a package of work would have, with its counts; see `pack_work`.

    It may be for somebody who is not in the corpus yet.
    """
    with store.reader() as reader:
        header = reader.header()
        if all(a.id != parcel.annotator for a in header.annotators):
            new = Annotator(id=parcel.annotator)
            header = replace(header, annotators=(*header.annotators, new))
        package, _header, bundles = _contents(store, reader, parcel, header)
        counts: dict[str, int] = dict.fromkeys(COUNTED, 0)
        total = len(package.documents)
        for number, bundle in enumerate(bundles):
            progress("progress.counting", number, total)
            _count(counts, bundle)
    return replace(package, counts=counts)


def _contents(
    store: Store, reader: Reader, parcel: Parcel, header: Header
) -> tuple[Package, Header, Iterator[Bundle]]:
    handed = _round_of(header, parcel.round)
    is_blind = (handed is None or handed.is_blind) if parcel.is_blind is None else (parcel.is_blind)
    people = people_along(header, parcel.annotator, is_blind=is_blind)
    documents = _documents_of(reader, parcel, handed)
    layers = parcel.layers or (() if handed is None else handed.layers)
    package = Package(
        id=key_of("package", store.corpus_id, parcel.annotator, parcel.round or "", *documents),
        kind=WORK,
        corpus=store.corpus_id,
        number=store.commits(),
        from_annotator=parcel.by,
        to_annotator=parcel.annotator,
        round=None if handed is None else handed.id,
        documents=documents,
        layers=layers,
        is_blind=is_blind,
        due=parcel.due or (None if handed is None else handed.due),
    )
    found = reader.bundles(documents=documents, layers=layers or None)
    cut = (
        cut_bundle(bundle, people, annotator=parcel.annotator, by=parcel.by, is_blind=is_blind)
        for bundle in found
    )
    shown = work_header(header, package, people)
    if not parcel.with_pseudonyms:
        return package, shown, cut
    names = pseudonyms_for(reader, store.corpus_id, (parcel.annotator, parcel.by))
    return package, masked_header(shown, names), (masked_bundle(b, names) for b in cut)


def _round_of(header: Header, wanted: str | None) -> Round | None:
    if wanted is None:
        return None
    for handed in header.rounds:
        if wanted == handed.id or wanted in handed.names.values():
            return handed
    known = ", ".join(text_in(r.names, "en", r.id) for r in header.rounds)
    raise AnnotatorError("no_such_round", name=wanted, known=known)


def _documents_of(reader: Reader, parcel: Parcel, handed: Round | None) -> tuple[str, ...]:
    theirs = {a.document for a in reader.assignments() if a.annotator == parcel.annotator}
    wanted = set(parcel.documents) or theirs
    if handed is not None and not parcel.documents:
        wanted &= set(handed.documents)
    documents = tuple(row.id for row in reader.documents() if row.id in wanted)
    if not documents:
        raise RuleError("package_empty", annotator=parcel.annotator)
    return documents


def written(
    target: Path,
    package: Package,
    header: Header,
    bundles: Iterable[Bundle],
    progress: Progress,
) -> Package:
    """Write a package of these documents, which gets its counts and hashes; return its manifest."""
    base: dict[str, Marks] = {}
    counts: dict[str, int] = dict.fromkeys(COUNTED, 0)
    told = of_total(progress, len(package.documents))

    def counted() -> Iterator[Bundle]:
        for bundle in bundles:
            _count(counts, bundle)
            if package.kind == WORK:
                for nouns in (bundle.annotations, bundle.relations, bundle.comments):
                    base.update(marks_by_id(nouns))
            yield bundle

    with scratch() as folder, written_whole(target) as part:
        corpus = folder / "corpus.jsonl"
        JsonlFormat().write(header, counted(), corpus, told, WriteOptions())
        whole = replace(package, counts=counts, base=base or package.base)
        return write_package(part, whole, corpus, _guidelines(header))


def _count(counts: dict[str, int], bundle: Bundle) -> None:
    counts["documents"] += 1
    for kind in COUNTED[1:]:
        counts[kind] += len(getattr(bundle, kind))


def _guidelines(header: Header) -> str:
    """Return the guidelines of a scheme as a text for people, "" if it has none."""
    if header.scheme is None or not header.scheme.guidelines:
        return ""
    parts: list[str] = []
    for guideline in header.scheme.guidelines:
        parts.append(f"# {guideline.layer or guideline.id}")
        parts.extend(guideline.texts[language] for language in sorted(guideline.texts))
    return "\n\n".join(parts) + "\n"


def open_package(
    path: Path, target: Path, progress: Progress = no_progress
) -> tuple[Store, Package]:
    """Make a corpus of its own of a package of work; return it open, with the manifest.

    Whoever opens it is `Package.to_annotator`. PackageError or FormatError, and no file, if it
    is no package of work that can be taken in.
    """
    with scratch() as folder:
        package, corpus = unpack(path, folder)
        if package.kind != WORK:
            raise PackageError("package_not_work", path=str(path))
        told = of_total(progress, len(package.documents))
        parts = JsonlFormat().read(corpus, told, ReadOptions())
        header = next(parts)
        if not isinstance(header, Header) or header.scheme is None:
            raise PackageError("package_broken", path=str(path), reason="no scheme in it")
        me = next((a for a in header.annotators if a.id == package.to_annotator), None)
        store = new_corpus(
            target, scheme=header.scheme, annotator=me or Annotator(id=package.to_annotator)
        )
        try:
            data = {"documents": len(package.documents), "annotator": package.to_annotator}
            with store.edit("packages.open", annotator=me and me.id, data=data, bulk=True) as edit:
                intake = Intake(store, edit, package.to_annotator, is_careful=True)
                intake.take_header(header, str(path))
                for part in parts:
                    if isinstance(part, Bundle):
                        intake.take_bundle(part, str(path))
                intake.finish()
                edit.put(_kept_round(edit.reader, package))
        except BaseException:
            _remove(store, target)
            raise
    return store, package


def _kept_round(reader: Reader, package: Package) -> Round:
    """Return the round of a package with its manifest, which the way back needs."""
    found = next((r for r in reader.rounds() if r.id == package.round), None)
    handed = found or Round(
        id=package.id,
        names={"en": package.from_annotator or package.to_annotator},
        annotators=(package.to_annotator,),
        documents=package.documents,
        is_blind=package.is_blind,
        layers=package.layers,
    )
    kept = replace(handed, due=package.due, extra={PACKAGE: data_of(package)})
    return kept


def _remove(store: Store, target: Path) -> None:
    store.close()
    target.unlink(missing_ok=True)


def package_of(reader: Reader) -> Package | None:
    """Return the manifest of the package that a corpus was made of, None if of none.

    StoreError if what is kept of the manifest cannot be read.
    """
    for handed in reader.rounds():
        if PACKAGE in handed.extra:
            try:
                return noun_of(Package, handed.extra[PACKAGE])
            except ValueError as error:
                reason = str(error)
                raise StoreError("store_failed", path="", reason=reason) from error
    return None


def pack_return(store: Store, target: Path, progress: Progress = no_progress) -> Package:
    """Write the package that brings work back; return its manifest.

    All of the corpus goes along. RuleError if it was not made of a package.
    """
    with store.reader() as reader:
        got = package_of(reader)
        if got is None:
            raise RuleError("no_package_here")
        package = replace(
            got,
            kind=RETURN,
            corpus=store.corpus_id,
            number=store.commits(),
            from_annotator=got.to_annotator,
            to_annotator=got.from_annotator or "",
            extra={},
        )
        header = reader.header()
        rounds = [replace(r, extra={}) for r in header.rounds if r.id != got.id]
        header = replace(header, rounds=tuple(rounds))
        decided = {a.id for a in header.annotators if a.kind == ADJUDICATED}
        bundles = (without_decided(b, decided, got) for b in reader.bundles())
        return written(target, package, header, bundles, progress)
