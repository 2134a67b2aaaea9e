"""Actions that tell of annotators: who has which work, and how far they agree."""

from __future__ import annotations

from annotator.ui.actions.action import CORPUS, WINDOW
from annotator.ui.actions.action import Action as A

MEASURING_ROWS: tuple[A, ...] = (
    A("people.show", ("People and work", "Хора и работа"), WINDOW, (), "review",
      "handing.show_people",
      ("Who has how many documents, in which state, and the rounds.",
       "Кой колко документа има, в какво състояние, и кръговете."), needs=CORPUS),
    A("people.round", ("Make a round…", "Създаване на кръг…"), WINDOW, (), "review",
      "handing.make_round",
      ("Hands documents out to annotators, shares of the same length; N on the page of people.",
       "Възлага документи на анотатори с дялове с еднаква дължина; N в страницата с хората."),
      needs=CORPUS),
    A("people.reopen", ("Reopen a document…", "Отваряне отново на документ…"), WINDOW, (),
      "review", "handing.reopen",
      ("One that an annotator has finished, with a reason; R on the page of people.",
       "Такъв, който анотатор е завършил, с причина; R в страницата с хората."), needs=CORPUS),
    A("agreement.show", ("Agreement", "Съгласие"), WINDOW, (), "review",
      "measuring.show_agreement",
      ("How far the annotators agree, and the places behind each figure.",
       "Доколко анотаторите са съгласни и местата зад всяка стойност."), needs=CORPUS),
    A("report.write", ("Report…", "Отчет…"), WINDOW, (), "review", "measuring.write_report",
      ("What a methods section tells of annotators, agreement and decisions.",
       "Каквото един раздел за метода казва за анотатори, съгласие и решения."), needs=CORPUS),
)  # fmt: skip
