"""Importing files: one step for all of them, from which a bad file is left out whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.formats.brat_pairs import without_read_along
from annotator.formats.format import Format, ReadOptions
from annotator.formats.lines import lines_in
from annotator.model.bundle import Bundle, Header, Loss
from annotator.model.corpus import LANGUAGE
from annotator.model.errors import FormatError, StoreError
from annotator.model.progress import Progress, no_progress, of_total
from annotator.operations.importing.choices import (
    NO_CHOICES,
    ImportChoices,
    chosen_bundle,
    chosen_header,
    with_language,
)
from annotator.operations.importing.refusals import Refusal, refusal_of_file, refusal_of_record
from annotator.operations.keeping.safety import refuse_open_file, refuse_too_little_room
from annotator.store.store import Store
from annotator.text.settling import settled_name

if TYPE_CHECKING:
    # A dialog has this module before anything is imported, and what an import needs only then.
    from annotator.operations.checking.proving import Mismatch
    from annotator.operations.documents.revisions import Correction
    from annotator.operations.importing.intake import Intake


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import brought: counts of what is new, losses, and what was refused.

    `languages` are those that texts suggested, with how many texts each.
    """

    documents: int = 0
    known_documents: int = 0
    annotations: int = 0
    relations: int = 0
    entities: int = 0
    comments: int = 0
    losses: tuple[Loss, ...] = ()
    mismatches: tuple[Mismatch, ...] = ()
    corrections: tuple[Correction, ...] = ()
    refused: tuple[Refusal, ...] = ()
    languages: Mapping[str, int] = field(default_factory=dict[str, int])


def import_files(
    store: Store,
    paths: Iterable[Path],
    *,
    format: str | None = None,
    annotator: str | None = None,
    language: str | None = None,
    decoding: str | None = None,
    choices: ImportChoices = NO_CHOICES,
    revise: bool = False,
    progress: Progress = no_progress,
) -> ImportReport:
    """Import files as one step; a bad file is left out whole and told, the others come in.

    A folder stands for the files in it, see `files_in`.
    `annotator` is whose work an unnamed file holds; `language` (BCP 47) is noted where the file
    does not say, else `choices` may let plain texts tell it; `decoding` is a declared encoding of
    texts; `choices` are what a person decided about single files and layers. A document whose text
    is another one now (see `known`) gets its next revision; `revise` does so with text files of a
    name that is there. A verified backup is made before.
    """
    files = files_in(paths)
    refuse_too_little_room(store, files)
    if store.counts().get("document", 0):
        progress("progress.backup", 0, None)
        store.backup("import")
    options = ReadOptions(annotator=annotator, language=language, decoding=decoding)
    work = partial(_import_all, store, files, format, options, choices, revise, progress)
    try:
        return work(is_careful=False)
    except StoreError as error:
        if not error.data.get("contradicts"):
            raise
        # An id that stands twice is seen at the end of a large import only. Which file it is in
        # is found out by looking at each one before it is taken in.
        return work(is_careful=True)


def _import_all(
    store: Store,
    files: list[Path],
    format: str | None,
    options: ReadOptions,
    choices: ImportChoices,
    revise: bool,
    progress: Progress,
    *,
    is_careful: bool,
) -> ImportReport:
    from annotator.operations.importing.intake import Intake

    refused: list[Refusal] = []
    languages: Counter[str] = Counter()
    who = options.annotator
    with store.edit("documents.import", annotator=who, data={}, bulk=not is_careful) as edit:
        intake = Intake(store, edit, who, revise, is_careful=is_careful)
        for number, path in enumerate(files):
            progress("progress.importing", number, len(files))
            known = replace(
                options,
                scheme=edit.scheme,
                decoding=choices.of(path).decoding or options.decoding,
            )
            told = _progress_of(path, number, len(files), progress)
            before = intake.mark()
            try:
                with edit.savepoint():
                    left_out, language = _import_file(intake, path, format, known, choices, told)
            except (FormatError, OSError, StoreError) as error:
                if isinstance(error, StoreError) and not (
                    is_careful and "contradicts" in error.data
                ):
                    raise
                intake = intake.back_at(before)
                refused.append(refusal_of_file(path, error))
                continue
            refused.extend(left_out)
            languages.update(() if language is None else (language,))
        intake.finish()
        counts = intake.counts
        edit.name(
            documents=counts["documents"],
            annotations=counts["annotations"],
            files=[settled_name(path.name) for path in files[:20]],
        )
    return ImportReport(
        documents=counts["documents"],
        known_documents=counts["known_documents"],
        annotations=counts["annotations"],
        relations=counts["relations"],
        entities=counts["entities"],
        comments=counts["comments"],
        losses=tuple(intake.taken.losses),
        mismatches=tuple(intake.taken.mismatches),
        corrections=tuple(intake.taken.corrections),
        refused=tuple(refused),
        languages=dict(sorted(languages.items())),
    )


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return files, and for a folder all files in it by name; what is hidden is left out.

    A folder without files stands for itself, so that it is told. Texts that others of the files
    are annotations of are left out: they are read with these.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file())
            seen = [p for p in inside if not _is_hidden(p.relative_to(path))]
            found.extend(seen or [path])
        else:
            found.append(path)
    return without_read_along(found)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _progress_of(path: Path, number: int, files: int, progress: Progress) -> Progress:
    """Return what to tell while a file is read: its records, or which of several files it is."""
    if files == 1 and path.is_file():
        try:
            return of_total(progress, lines_in(path))
        except OSError:
            # Reading the file itself meets this again, and tells it.
            return progress
    return lambda what, done, total: progress(what, number, files)


def _import_file(
    intake: Intake,
    path: Path,
    name: str | None,
    options: ReadOptions,
    choices: ImportChoices,
    progress: Progress,
) -> tuple[list[Refusal], str | None]:
    """Take a file in; return what of it was left out, and which language its text suggests."""
    from annotator.formats.registry import format_named, recognise

    refused: list[Refusal] = []
    language: str | None = None
    choice = choices.of(path)
    file = str(path)
    if path.is_dir():
        raise FormatError("folder_empty", file=file, line=None, reason="no files")
    refuse_open_file(path)
    if path.exists() and not path.is_file():
        # A pipe would keep everything waiting for somebody to write into it.
        raise FormatError("cannot_read", file=file, reason="it is no regular file")
    chosen: Format = format_named(name) if name else recognise(path)
    if not chosen.reads:
        raise FormatError("format_cannot_read", file=file, format=chosen.name)
    for item in chosen.read(path, progress, options):
        if isinstance(item, Header):
            intake.take_header(chosen_header(item, choices.layers), file)
        elif isinstance(item, Bundle):
            bundle = chosen_bundle(item, choice, choices.layers, intake.edit.scheme)
            if choices.by_letters and not chosen.carries:
                with_it = with_language(bundle)
                if with_it is not bundle:
                    language = str(with_it.document.metadata[LANGUAGE].value)
                bundle = with_it
            intake.take_bundle(bundle, file)
        else:
            refused.append(refusal_of_record(item))
    return refused, language
