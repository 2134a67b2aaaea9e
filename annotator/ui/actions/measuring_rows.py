"""Actions that measure how far annotators agree."""

from __future__ import annotations

from annotator.ui.actions.action import CORPUS, WINDOW
from annotator.ui.actions.action import Action as A

MEASURING_ROWS: tuple[A, ...] = (
    A("agreement.show", ("Agreement", "Съгласие"), WINDOW, (), "review",
      "measuring.show_agreement",
      ("How far the annotators agree, and the places behind each figure.",
       "Доколко анотаторите са съгласни и местата зад всяка стойност."), needs=CORPUS),
    A("report.write", ("Report…", "Отчет…"), WINDOW, (), "review", "measuring.write_report",
      ("What a methods section tells of annotators, agreement and decisions.",
       "Каквото един раздел за метода казва за анотатори, съгласие и решения."), needs=CORPUS),
)  # fmt: skip
