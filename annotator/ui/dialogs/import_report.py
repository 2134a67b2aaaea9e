"""What an import brought, in a sentence: what is new, what was known, refused, not taken over."""

from __future__ import annotations

from annotator.model.sentences import sentence_of
from annotator.operations.importing.importing import ImportReport
from annotator.ui.words.dialogs import counted, word


def report_sentence(report: ImportReport, language: str, *, left_out: int = 0) -> str:
    """Return what is said at the end, on a line of its own what could not be taken over.

    `left_out` counts the files that were not even tried.
    """
    brought = [counted("count.documents", language, report.documents)]
    if report.annotations:
        brought.append(counted("count.annotations", language, report.annotations))
    parts = [word("import.done", language, documents=", ".join(brought))]
    for code, number in (
        ("import.known", report.known_documents),
        ("import.refused", len(report.refused) + left_out),
    ):
        if number:
            parts.append(counted(code, language, number))
    said = ", ".join(parts) + "."
    kinds: dict[str, int] = {}
    for loss in report.losses:
        kinds[loss.kind] = kinds.get(loss.kind, 0) + loss.count
    if kinds:
        told = (f"{sentence_of(f'loss.{k}', {}, language)} ({n})" for k, n in kinds.items())
        said += "\n" + word("import.losses", language, what=", ".join(told))
    return said
