"""What is said and kept of an export: how it was proved, what it did not carry."""

from __future__ import annotations

from annotator.model.sentences import sentence_of
from annotator.operations.exporting.exporting import ExportReport
from annotator.text.directions import plain_sentence
from annotator.text.names import visible
from annotator.ui.words.dialogs import counted, word
from annotator.ui.words.local_form import number_in


def proof_sentence(report: ExportReport, language: str) -> str:
    """Return what was read back and compared, and where it is."""
    proof = report.proof
    parts = [
        counted("count.documents", language, proof.documents),
        counted("count.annotations", language, proof.annotations),
        counted("count.relations", language, proof.relations),
    ]
    names = ", ".join(file.name for file in report.files)
    said = f"{names}: {word('export.done', language, what=', '.join(parts))}"
    if report.folder_made is None:
        return said
    made = visible(str(report.folder_made))
    return f"{said} {word('export.folder_made', language, name=made)}"


def report_text(report: ExportReport, title: str, language: str) -> str:
    """Return the report of an export as a text file holds it."""
    lines = [word("export.title", language), title, *(str(file) for file in report.files), ""]
    lines += [plain_sentence(proof_sentence(report, language)), "", word("export.losses", language)]
    kinds = report.losses.by_kind()
    if not kinds:
        lines.append(word("export.no_losses", language))
    for kind, count in kinds.items():
        said = sentence_of(f"loss.{kind}", {}, language)
        lines.append(f"{number_in(count, language):>9}  {said}")
    for loss in report.losses.losses:
        if loss.document is not None or loss.item is not None:
            place = " ".join(x for x in (loss.document, loss.item) if x)
            lines.append(f"           {loss.kind}: {place}")
    return "\n".join(lines) + "\n"
