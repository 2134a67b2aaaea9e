"""Merging packages into a corpus: one step, whatever their number; all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from annotator.formats.format import ReadOptions
from annotator.formats.jsonl import JsonlFormat
from annotator.formats.package import read_manifest, unpack
from annotator.model.bundle import Bundle, Header
from annotator.model.errors import FormatError, PackageError
from annotator.model.package import CORRECTIONS, RETURN, Package
from annotator.model.progress import Progress, no_progress, part_of
from annotator.model.scheme import Scheme
from annotator.operations.exporting.pseudonyms import bundle_without, header_without, masked_people
from annotator.operations.importing.intake import DERIVED, Intake
from annotator.operations.keeping.safety import refuse_too_little_room
from annotator.operations.keeping.scratch import scratch
from annotator.operations.merging.documents import Joiner
from annotator.operations.merging.mapping import NO_MAPPING, Mapped, Mapping3, entity_offers
from annotator.operations.merging.merged import Merged, Origin
from annotator.store.store import Store
from annotator.store.writing.edit import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An entity of theirs that is new here and called as one of ours: perhaps the same."""

    theirs: str
    ours: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeReport:
    """What a merge did, or would do: counts by fate, and what people should look at."""

    merged: Merged
    packages: tuple[Package, ...]
    offers: tuple[Offer, ...] = ()
    is_written: bool = True


@dataclass(slots=True)
class _Work:
    """What a merge gathers while it runs."""

    merged: Merged = field(default_factory=Merged)
    packages: list[Package] = field(default_factory=list[Package])
    offers: dict[str, Offer] = field(default_factory=dict[str, Offer])


def merge(
    store: Store,
    paths: Sequence[Path],
    *,
    by: str | None = None,
    mapping: Mapping3 = NO_MAPPING,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> MergeReport:
    """Merge packages into a corpus as one step; `dry_run` does the same to a copy nobody sees.

    Work is compared with what its annotator began with. What both sides changed is kept in both
    versions; what one side changed or deleted is so in the corpus; ours stands where somebody
    changed what others made. A backup is made before. PackageError or FormatError, and nothing
    is changed, if one of the packages cannot be taken in.
    """
    refuse_too_little_room(store, list(paths))
    if not dry_run:
        progress("progress.backup", 0, None)
        store.backup_apart("merge", progress)
    sizes = [len(read_manifest(path).documents) for path in paths]
    what = "progress.comparing" if dry_run else "progress.merging"
    work = _Work()
    with (
        store.rehearse("packages.merge", annotator=by, progress=progress)
        if dry_run
        else store.edit("packages.merge", annotator=by, bulk=True)
    ) as edit:
        _put_meant(edit, paths, mapping)
        for number, path in enumerate(paths):
            part = part_of(progress, what, sum(sizes[:number]), sum(sizes))
            _merge_one(store, edit, path, mapping, work, part)
        counts = work.merged.counts
        edit.name(packages=len(paths), documents=counts["documents"], new=counts["new"])
    return MergeReport(
        merged=work.merged,
        packages=tuple(work.packages),
        offers=tuple(work.offers.values()),
        is_written=not dry_run,
    )


def _put_meant(edit: Edit, paths: Sequence[Path], mapping: Mapping3) -> None:
    """Put the new entities that another package's are, whichever of the packages comes first."""
    wanted = set(mapping.entities.values()) - set(edit.reader.entity_kinds())
    for path in paths if wanted else ():
        with scratch() as folder:
            _, corpus = unpack(path, folder)
            header = next(_parts(corpus, path, no_progress))
        for entity in header.entities if isinstance(header, Header) else ():
            if entity.id in wanted and entity.id not in mapping.entities:
                edit.put(entity)
                wanted.discard(entity.id)


def _merge_one(
    store: Store, edit: Edit, path: Path, mapping: Mapping3, work: _Work, progress: Progress
) -> None:
    with scratch() as folder:
        package, corpus = unpack(path, folder)
        if package.kind == CORRECTIONS:
            raise PackageError("package_no_work", path=str(path))
        parts = _parts(corpus, path, progress)
        header = next(parts)
        if not isinstance(header, Header) or header.scheme is None:
            raise PackageError("package_broken", path=str(path), reason="no scheme in it")
        masked = masked_people(edit.reader, store.corpus_id)
        header = header_without(header, masked)
        mapped = Mapped(mapping, package, header, edit.reader)
        work.packages.append(mapped.package)
        ours = edit.scheme
        changed = changed_meanings(ours, mapped.header.scheme or ours)
        for offer in entity_offers(edit.reader.entities(), mapped.header.entities):
            work.offers.setdefault(offer[0], Offer(theirs=offer[0], ours=offer[1], name=offer[2]))
        intake = Intake(store, edit, None, is_careful=True)
        # What documents share and our corpus says otherwise stays as it is here, and is told.
        intake.take_header(replace(mapped.header, extra=_known(header)), str(path))
        work.merged.tell_losses(intake.taken.losses)
        origin = Origin(
            package=mapped.package,
            file=str(path),
            layers=frozenset(layer.id for layer in edit.scheme.layers),
            is_return=package.kind == RETURN,
        )
        joiner = Joiner(edit, intake, origin, work.merged)
        for part in parts:
            if isinstance(part, Bundle):
                bundle = mapped.bundle(bundle_without(part, masked))
                refuse_other_meaning(bundle, changed, path)
                joiner.take(bundle)
        intake.finish()


def _parts(corpus: Path, path: Path, progress: Progress) -> Iterator[Header | Bundle]:
    """Yield what the corpus of a package holds; a fault names the package, not what it lay in."""
    try:
        yield from JsonlFormat().read(corpus, progress, ReadOptions())
    except FormatError as error:
        error.data["file"] = str(path)
        raise


def _known(header: Header) -> Mapping[str, object]:
    return {key: value for key, value in header.extra.items() if key == DERIVED}


def changed_meanings(ours: Scheme, theirs: Scheme) -> frozenset[str]:
    """Return layers and types of relations that both schemes have and mean otherwise.

    More features or tags on either side are no other meaning; another anchoring, or another type
    of the same feature, is.
    """
    found: set[str] = set()
    for mine, other in _pairs(ours.layers, theirs.layers):
        if mine.anchoring != other.anchoring or _differ(mine.features, other.features):
            found.add(mine.id)
    for mine, other in _pairs(ours.relation_types, theirs.relation_types):
        if mine.symmetric != other.symmetric or _differ(mine.features, other.features):
            found.add(mine.id)
    return frozenset(found)


def _pairs(ours: Sequence[Any], theirs: Sequence[Any]) -> list[tuple[Any, Any]]:
    known = {other.id: other for other in theirs}
    return [(mine, known[mine.id]) for mine in ours if mine.id in known]


def _differ(ours: Sequence[Any], theirs: Sequence[Any]) -> bool:
    return any(mine.type != other.type for mine, other in _pairs(ours, theirs))


def refuse_other_meaning(bundle: Bundle, changed: frozenset[str], path: Path) -> None:
    """PackageError if work stands on a layer, or is of a type, that means something else here."""
    if not changed:
        return
    used = {a.layer for a in bundle.annotations} | {r.type for r in bundle.relations}
    if used & changed:
        names = ", ".join(sorted(used & changed))
        raise PackageError("package_scheme", path=str(path), names=names)
