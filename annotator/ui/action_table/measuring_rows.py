"""Actions that tell of annotators: who has which work, and how far they agree."""

from __future__ import annotations

from annotator.ui.action_table.action import CORPUS, PEOPLE, WINDOW
from annotator.ui.action_table.action import Action as A

MEASURING_ROWS: tuple[A, ...] = (
    A("people.show", ("People and work", "Хора и работа"), WINDOW, (), "review",
      "handing.show_people",
      ("Who has how many documents, in which state, and the rounds.",
       "Кой колко документа има, в какво състояние, и кръговете."), needs=CORPUS),
    A("people.round", ("Make a round…", "Създаване на кръг…"), WINDOW, (), "review",
      "handing.make_round",
      ("Hands documents out to annotators, shares of the same length.",
       "Възлага документи на анотатори с дялове с еднаква дължина."),
      needs=CORPUS),
    A("people.reopen", ("Reopen a document…", "Отваряне отново на документ…"), WINDOW, (),
      "review", "handing.reopen",
      ("One that an annotator has finished, with a reason.",
       "Такъв, който анотатор е завършил, с причина."), needs=CORPUS),
    A("people.round_here", ("Make a round", "Създаване на кръг"), PEOPLE, ("n",), "", "",
      ("On the page of people.", "В страницата с хората.")),
    A("people.reopen_here", ("Reopen a document", "Отваряне отново на документ"), PEOPLE, ("r",),
      "", "", ("Of whoever is walked to first.", "Първо на този, до когото сте стигнали.")),
    A("agreement.show", ("Agreement", "Съгласие"), WINDOW, (), "review",
      "measuring.show_agreement",
      ("How far the annotators agree, and the places behind each figure.",
       "Доколко анотаторите са съгласни и местата зад всяка стойност."), needs=CORPUS),
    A("report.write", ("Report…", "Отчет…"), WINDOW, (), "review", "measuring.write_report",
      ("What a methods section tells of annotators, agreement and decisions.",
       "Каквото един раздел за метода казва за анотатори, съгласие и решения."), needs=CORPUS),
)  # fmt: skip
