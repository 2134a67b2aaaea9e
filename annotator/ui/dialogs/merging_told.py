"""What is told of a merge that was planned or done, as sentences."""

from __future__ import annotations

from annotator.operations.merging.merged import ANSWERS, APPEALS
from annotator.operations.merging.merging import MergeReport
from annotator.operations.merging.places import NEW_DOCUMENTS
from annotator.operations.packages.versions import (
    BOTH_CHANGED,
    CHANGED_THERE,
    DELETED,
    FATES,
    NEW,
    REFUSED,
    SAME,
)
from annotator.ui.words.dialogs import word


def figures_said(code: str, report: MergeReport, language: str) -> str:
    """Return a sentence with how much of each fate there is."""
    counts = report.merged.counts
    return word(
        code,
        language,
        packages=len(report.packages),
        documents=counts["documents"],
        new=counts[NEW],
        changed=counts[CHANGED_THERE] + counts[BOTH_CHANGED],
        deleted=counts[DELETED],
        refused=counts[REFUSED],
    )


def answers_said(report: MergeReport, language: str) -> str:
    """Return how many answers to corrections came, nothing where none did."""
    counts = report.merged.counts
    data = {"count": counts[ANSWERS], "appeals": counts[APPEALS]}
    return word("merge.answers", language, **data) if counts[ANSWERS] else ""


def texts_said(report: MergeReport, language: str) -> str:
    """Return how many texts are others here, and what became of work on them."""
    merged = report.merged
    texts = merged.counts["texts_differ"]
    if not texts:
        return word("merge.texts_same", language)
    lost = sum(placed.begin is None for placed in merged.placed)
    placed = len(merged.placed) - lost
    return word("merge.texts", language, texts=texts, placed=placed, lost=lost)


def is_known(report: MergeReport) -> bool:
    """Say whether all that packages hold is here as it is there."""
    counts = report.merged.counts
    others = (*(fate for fate in FATES if fate != SAME), ANSWERS, NEW_DOCUMENTS)
    return counts[SAME] > 0 and not any(counts[key] for key in others)
