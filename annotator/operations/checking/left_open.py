"""Proving a corpus that nobody closed the last time: that everything is in it, and as it was."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.progress import Progress, no_progress
from annotator.operations.checking.proving import unproved
from annotator.store.files.counters import commits
from annotator.store.mending.check import damage
from annotator.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """What such a corpus holds: how many edits it has seen, how many quotes were proved.

    `damage` counts faults of the file, `quotes_missing` quotes that do not stand where they should.
    """

    edits: int
    quotes: int
    damage: int
    quotes_missing: int

    @property
    def is_whole(self) -> bool:
        """Say that nothing is wrong with it."""
        return not self.damage and not self.quotes_missing


def prove_corpus(store: Store, progress: Progress = no_progress) -> Proved:
    """Prove structure, sums and quotes of an open corpus, from any thread; nothing is changed.

    Cancelled from `progress`.
    """
    quotes = missing = 0
    with store.reader() as reader:
        progress("progress.checking", 0, None)
        faults = sum(1 for _ in damage(reader.connection, reader))
        total = reader.counts()["document"]
        for done, bundle in enumerate(() if faults else reader.bundles(), start=1):
            progress("progress.checking", done, total)
            text = bundle.document.text
            quotes += sum(1 for noun in (*bundle.annotations, *bundle.comments) if noun.spans)
            missing += sum(1 for _ in unproved(text, bundle.annotations))
            missing += sum(1 for _ in unproved(text, bundle.comments))
        edits = commits(reader.connection)
    return Proved(edits=edits, quotes=quotes, damage=faults, quotes_missing=missing)
