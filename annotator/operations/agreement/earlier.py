"""Agreement of an annotator with their own earlier work, as an older file of the corpus has it."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.analysis.agreement.prepared import Prepared, prepared
from annotator.model.bundle import Bundle, order_of
from annotator.model.errors import AnnotatorError
from annotator.model.progress import Progress, no_progress
from annotator.operations.agreement.measuring import (
    Choice,
    Report,
    layers_measured,
    measure_documents,
)
from annotator.operations.exporting.selecting import known_annotator, selection_of
from annotator.operations.keeping.corpus import open_corpus
from annotator.operations.keeping.safety import list_backups
from annotator.store.reading.queries import Reader
from annotator.store.store import Store


@dataclass(frozen=True, slots=True)
class Times:
    """The work of an annotator now, and as it was; the earlier one bears another name.

    `path` is the older file.
    """

    store: Store
    now: Reader
    before: Reader
    annotator: str
    path: Path

    @property
    def people(self) -> tuple[str, str]:
        """Whose work is compared: the annotator's, and the earlier."""
        return self.annotator, f"{self.annotator}@earlier"

    def bundle(self, document_id: str) -> Bundle:
        """Return a document with the work of both times."""
        return next(self.bundles(frozenset([document_id])))

    def bundles(self, documents: frozenset[str] | None) -> Iterator[Bundle]:
        """Yield documents (None: all) with the work of both times; memory stays flat."""
        for bundle in self.now.bundles(documents=documents, annotators=[self.annotator]):
            yield self._both(bundle)

    def _both(self, bundle: Bundle) -> Bundle:
        # Who finished it when is left out: what counts is that there is work of both times.
        bundle = replace(bundle, assignments=())
        key = self.before.document_by_hash(bundle.document.sha256)
        if key is None:
            return bundle
        older = next(self.before.bundles(documents=[key], annotators=[self.annotator]))
        name = self.people[1]

        def renamed(noun_id: str) -> str:
            return f"{name}/{noun_id}"

        document = bundle.document.id
        annotations = [
            a._replace(id=renamed(a.id), annotator=name, document=document)
            for a in older.annotations
        ]
        relations = [
            r._replace(
                id=renamed(r.id),
                annotator=name,
                document=document,
                from_id=renamed(r.from_id),
                to_id=r.to_id if r.to_entity else renamed(r.to_id),
            )
            for r in older.relations
        ]
        return replace(
            bundle,
            annotations=tuple(sorted((*bundle.annotations, *annotations), key=order_of)),
            relations=(*bundle.relations, *relations),
        )


@contextmanager
def times_of(store: Store, annotator: str, earlier: Path | None = None) -> Generator[Times]:
    """Open an older file of the corpus, by default its newest backup, to compare with it.

    AnnotatorError if there is no such annotator or file.
    """
    path = earlier or _newest(store.path)
    with (
        open_corpus(path, read_only=True) as older,
        store.reader() as now,
        older.reader() as before,
    ):
        known_annotator(now, annotator)
        known_annotator(before, annotator)
        yield Times(store, now, before, annotator, path)


def _newest(corpus: Path) -> Path:
    found = list_backups(corpus)
    if not found:
        raise AnnotatorError("no_backup", path=str(corpus))
    return found[0].path


def measure_against_earlier(
    times: Times, choice: Choice | None = None, progress: Progress = no_progress
) -> Report:
    """Measure what an annotator has now against what they had.

    Documents count whose text is the same in both files and on which there is work of both
    times; how many these are, the report says.
    """
    chosen = choice or Choice()
    now, people = times.now, times.people
    scheme = now.scheme()
    selection = selection_of(now, times.store, None, chosen.layers, chosen.documents)
    layers = layers_measured(now, scheme, selection)
    total = len(selection.documents or ()) or now.counts().get("document", 0)

    def documents() -> Iterator[Prepared]:
        for bundle in times.bundles(selection.documents):
            yield prepared(bundle, people, selection.layers, with_tokens=chosen.tokens)

    return measure_documents(documents(), total, scheme, chosen, people, layers, progress)
