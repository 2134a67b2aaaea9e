"""Exporting: writing a file of some format and proving that it says what the corpus says."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.formats.format import Format, WriteOptions
from annotator.formats.registry import format_named
from annotator.model.annotation import Annotation
from annotator.model.bundle import Bundle, Loss, LossReport
from annotator.model.corpus import Document
from annotator.model.errors import FormatError
from annotator.model.progress import Progress, no_progress, of_total
from annotator.operations.exporting.proof import Proof, prove
from annotator.operations.exporting.pseudonyms import pseudonyms_of
from annotator.operations.exporting.selecting import (
    Selection,
    bundles_of,
    header_of,
    known_annotator,
    selection_of,
)
from annotator.operations.keeping.whole_file import missing_folder, written_whole
from annotator.store.reading.queries import Reader
from annotator.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What an export wrote, what it could not carry, and how it was proved.

    `folder_made` is the topmost folder that was not there before.
    """

    files: tuple[Path, ...]
    losses: LossReport
    proof: Proof
    seconds: float
    folder_made: Path | None = None


def export(
    store: Store,
    target: Path,
    format_name: str,
    *,
    annotators: Iterable[str] | None = None,
    layers: Iterable[str] | None = None,
    documents: Iterable[str] | None = None,
    inline: str | None = None,
    with_history: bool = False,
    with_pseudonyms: bool = False,
    viewer: str | None = None,
    progress: Progress = no_progress,
) -> ExportReport:
    """Write the corpus, or a part of it, to `target` and prove the file by reading it back.

    `inline` is the annotator whose annotations stand in the text, in formats that have such.
    `with_pseudonyms` lets persons leave as a01, a02, …, always the same ones. What a blind round
    hides from `viewer` stays behind; without one nothing does.
    The file appears under its name only when the proof holds; an older file of that name
    stays as it was until then. AnnotatorError says why nothing was exported.
    """
    chosen, folder = _writable(format_name), missing_folder(target)
    with written_whole(target) as part, store.reader() as reader:
        selection = selection_of(reader, store, annotators, layers, documents, viewer=viewer)
        inline = known_annotator(reader, inline)
        if with_pseudonyms:
            names = pseudonyms_of(reader, store.corpus_id)
            selection = replace(selection, pseudonyms=names)
            inline = inline and names.id_of(inline)
        options = WriteOptions(annotator=inline)
        progress = of_total(progress, _size_of(reader, selection))
        begin = time.perf_counter()
        losses = _write(reader, chosen, part, selection, with_history, options, progress)
        seconds = time.perf_counter() - begin
        proof = prove(reader, chosen, part, selection, progress, history=with_history)
    return ExportReport(
        files=(target,), losses=losses, proof=proof, seconds=seconds, folder_made=folder
    )


def preview_losses(
    store: Store,
    format_name: str,
    *,
    annotators: Iterable[str] | None = None,
    layers: Iterable[str] | None = None,
    documents: Iterable[str] | None = None,
    viewer: str | None = None,
    progress: Progress = no_progress,
) -> LossReport:
    """Say what an export would not carry, by writing it to a temporary file."""
    chosen = _writable(format_name)
    with store.reader() as reader, tempfile.TemporaryDirectory() as folder:
        selection = selection_of(reader, store, annotators, layers, documents, viewer=viewer)
        progress = of_total(progress, _size_of(reader, selection))
        path, options = Path(folder) / "preview", WriteOptions()
        return _write(reader, chosen, path, selection, False, options, progress)


def losses_by_document(
    store: Store,
    format_name: str,
    kind: str,
    *,
    annotators: Iterable[str] | None = None,
    layers: Iterable[str] | None = None,
    documents: Iterable[str] | None = None,
    viewer: str | None = None,
    limit: int = 100,
    progress: Progress = no_progress,
) -> list[tuple[str, str, int]]:
    """Return the first documents that lose something of a kind: id, name, how many.

    Empty where what is lost belongs to the corpus and to no document.
    """
    chosen = _writable(format_name)
    found: list[tuple[str, str, int]] = []
    with store.reader() as reader, tempfile.TemporaryDirectory() as folder:
        selection = selection_of(reader, store, annotators, layers, documents, viewer=viewer)
        header, part = header_of(reader, selection), Path(folder) / "part"
        total = _size_of(reader, selection)

        def lost(bundles: Iterable[Bundle]) -> int:
            try:
                report = chosen.write(header, bundles, part, no_progress, WriteOptions())
            except FormatError:
                # Nothing of this document, or of the corpus alone, can be written.
                return 0
            return report.by_kind().get(kind, 0)

        everywhere: int | None = None
        for number, bundle in enumerate(bundles_of(reader, selection)):
            progress("progress.counting", number, total)
            if everywhere is None and bundle.annotations:
                everywhere = lost((_bare(bundle),))
            count = lost((bundle,)) - (everywhere or 0)
            if count > 0:
                found.append((bundle.document.id, bundle.document.name, count))
                if len(found) == limit:
                    break
    return found


def _bare(bundle: Bundle) -> Bundle:
    """Return the least that any format can write of a document: its loss is the corpus's."""
    document, first = bundle.document, bundle.annotations[0]
    return Bundle(
        document=Document(
            id=document.id, name=document.name, text=document.text, sha256=document.sha256
        ),
        annotations=(
            Annotation(
                first.id, document.id, first.layer, first.annotator, first.spans[:1], first.quote
            ),
        ),
    )


def _size_of(reader: Reader, selection: Selection) -> int:
    """Return how many documents are written."""
    chosen = selection.documents
    return reader.counts()["document"] if chosen is None else len(chosen)


def _writable(name: str) -> Format:
    chosen = format_named(name)
    if not chosen.writes:
        raise FormatError("format_cannot_write", file="", format=chosen.name)
    return chosen


def _write(
    reader: Reader,
    chosen: Format,
    part: Path,
    selection: Selection,
    history: bool,
    options: WriteOptions,
    progress: Progress,
) -> LossReport:
    header = header_of(reader, selection, history=history)
    losses = chosen.write(header, bundles_of(reader, selection), part, progress, options)
    if selection.is_whole:
        return losses
    left_out = Loss(kind="not_selected")
    return LossReport(losses=(*losses.losses, left_out))
