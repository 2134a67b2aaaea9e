"""Actions of an annotator who goes through the corrections of their work."""

from __future__ import annotations

from annotator.ui.action_table.action import ANSWERS, CORRECTION, DOCUMENT, REVIEW, WINDOW
from annotator.ui.action_table.action import Action as A

ANSWERING_ROWS: tuple[A, ...] = (
    A("corrections.start", ("Corrections of my work", "Поправки на моята работа"), WINDOW, (),
      "review", "answering.start",
      ("Opens the next correction that waits for your answer; again: back to the text.",
       "Отваря следващата поправка, която чака отговора ви; пак: обратно към текста.")),
    A("corrections.list", ("List of corrections…", "Списък на поправките…"), WINDOW, (), "review",
      "answering.show_list",
      ("All corrections of your work with your answers; Enter opens the place.",
       "Всички поправки на работата ви с отговорите; Enter отваря мястото.")),
    A("review.list", ("To the list", "Към списъка"), REVIEW + ANSWERS, ("l",), "",
      "listing.go_to_list",
      ("The places of this document; Enter opens one, Esc returns.",
       "Местата в този документ; Enter отваря, Esc връща."), needs=DOCUMENT),
    A("corrections.accept", ("Accept", "Приемане"), ANSWERS, ("1",), "", "answering.accept",
      ("What was decided is right; the next one opens.",
       "Решеното е вярно; отваря се следващата."), needs=CORRECTION),
    A("corrections.appeal", ("Appeal", "Обжалване"), ANSWERS, ("2",), "", "answering.appeal",
      ("Asks for your reason; Enter sends it.", "Пита за основанието ви; Enter го изпраща."),
      needs=CORRECTION),
    A("corrections.unanswered", ("No answer", "Без отговор"), ANSWERS, ("0",), "",
      "answering.take_back",
      ("Takes your answer back.", "Връща отговора ви."), needs=CORRECTION),
    A("corrections.next_open", ("Next unanswered", "Следващата без отговор"), ANSWERS, ("Space",),
      "", "answering.next_open",
      ("In this document, then in the others.", "В този документ, после в другите."),
      needs=CORRECTION),
    A("corrections.reason", ("Reason", "Основание"), ANSWERS, ("Tab",), "",
      "answering.write_reason",
      ("Goes to its field; Esc returns.", "Отива в полето му; Esc връща."), needs=CORRECTION),
)  # fmt: skip
