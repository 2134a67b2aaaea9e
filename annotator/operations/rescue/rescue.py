"""Rescuing what proves of a damaged corpus into a new one; the rest is listed and kept apart."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.model.errors import StoreError
from annotator.model.progress import Progress, no_progress
from annotator.model.review import Annotator
from annotator.model.scheme import Scheme
from annotator.operations.keeping.corpus import new_corpus
from annotator.operations.rescue.doubts import Doubts, scheme_in_backups
from annotator.operations.rescue.judging import Judge
from annotator.store.files.presence import is_open_here
from annotator.store.mending.rescued import KINDS, rows_as_they_were, scheme_of_rows
from annotator.store.mending.salvage import Salvage, salvage
from annotator.store.store import Store

DOUBTFUL = "-doubtful.jsonl"
"""How the name of the file ends that keeps what can be read and does not prove."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """What became of the rows of one kind, or of one document."""

    saved: int = 0
    doubtful: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RescueReport:
    """What was saved, what is doubtful and lies in the file `doubtful`, and what is lost.

    By `kinds` what is lost are the rows that could not be read; by `documents` (id, else number)
    it is what their digests miss. `scheme` says where the scheme is from: the corpus, a backup, or
    what was given.
    """

    corpus: Path
    kinds: Mapping[str, Rescued]
    documents: Mapping[str, Rescued]
    doubtful: Path | None
    scheme: str
    with_journal: bool

    @property
    def is_whole(self) -> bool:
        """Whether everything was saved."""
        parts = (*self.kinds.values(), *self.documents.values())
        return not any(part.doubtful or part.lost for part in parts)


def rescue(
    damaged: Path, target: Path, *, scheme: Scheme | None = None, progress: Progress = no_progress
) -> RescueReport:
    """Save what proves of a damaged corpus into a new one, in one step; the old is not touched.

    A document proves by the hash of its text, whatever else by its checksum, an annotation by its
    quote as well. StoreError if nothing can be read, or if the scheme is lost and none is given.
    """
    if is_open_here(damaged):
        raise StoreError("locked", path=str(damaged))
    try:
        return _rescue_into(target, damaged, scheme, progress)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError("cannot_make", path=str(target), reason=reason) from error


def _rescue_into(
    target: Path, damaged: Path, scheme: Scheme | None, progress: Progress
) -> RescueReport:
    for path in (target, target.with_name(target.stem + DOUBTFUL)):
        if path.exists():
            raise StoreError("corpus_exists", path=str(path))
    if not damaged.is_file():
        raise StoreError("corpus_missing", path=str(damaged))
    with tempfile.TemporaryDirectory(dir=_room_beside(target)) as folder:
        try:
            found = salvage(damaged, Path(folder))
        except OSError as error:
            reason = error.strerror or str(error)
            raise StoreError("cannot_open", path=str(damaged), reason=reason) from error
        if found is None:
            raise StoreError("rescue_nothing", path=str(damaged))
        try:
            return _rescue(found, damaged, target, scheme, progress)
        finally:
            found.close()


def _room_beside(target: Path) -> Path:
    """Return where the copies go: the disk of the new corpus has room for it anyway."""
    target.parent.mkdir(parents=True, exist_ok=True)
    return target.parent


def _rescue(
    found: Salvage, damaged: Path, target: Path, given: Scheme | None, progress: Progress
) -> RescueReport:
    scheme, source = scheme_of_rows(found), "corpus"
    if scheme is None and not any(True for kind in KINDS for _ in found.rows(kind)):
        raise StoreError("rescue_nothing", path=str(damaged))
    if scheme is None:
        scheme, source = (given, "given") if given else (scheme_in_backups(damaged), "backup")
    if scheme is None:
        raise StoreError("rescue_no_scheme", path=str(damaged))
    doubts = Doubts(target.with_name(target.stem + DOUBTFUL))
    store = new_corpus(target, scheme=scheme)
    try:
        judge = _saved(store, found, scheme, doubts, progress)
    except BaseException:
        store.close()
        target.unlink()
        doubts.discard()
        raise
    store.close()
    return RescueReport(
        corpus=target,
        kinds={
            kind: Rescued(
                saved=judge.saved[kind],
                doubtful=doubts.kinds[kind],
                lost=found.unreadable.get(kind, 0),
            )
            for kind in KINDS
        },
        documents=_by_document(found, judge, doubts),
        doubtful=doubts.close(),
        scheme=source,
        with_journal=found.with_journal,
    )


def _saved(
    store: Store, found: Salvage, scheme: Scheme, doubts: Doubts, progress: Progress
) -> Judge:
    judge = Judge(scheme, doubts)
    with store.edit("corpus.rescue", annotator=None, bulk=True) as edit:
        for done, kind in enumerate(KINDS):
            progress("progress.rescuing", done, len(KINDS))
            for raw, is_known in rows_as_they_were(found, kind):
                # Whoever is named by what proves was there; only the name of the person is lost.
                for name in judge.unknown_annotators(kind, raw):
                    edit.put(Annotator(id=name))
                if judge.admits(kind, raw, is_known=is_known):
                    edit.put_row(kind, None, raw)
        edit.name(count=edit.count)
    return judge


def _by_document(found: Salvage, judge: Judge, doubts: Doubts) -> dict[str, Rescued]:
    """Return what became of the rows of each document that is not whole."""
    told: dict[str, Rescued] = {}
    for number, expected in found.digests().items():
        if number == 0:
            continue
        saved, doubtful = judge.of_document[number], doubts.documents[number]
        lost = max(0, expected - saved - doubtful)
        if doubtful or lost:
            name = judge.key_of(number) or f"#{number}"
            told[name] = Rescued(saved=saved, doubtful=doubtful, lost=lost)
    return told
