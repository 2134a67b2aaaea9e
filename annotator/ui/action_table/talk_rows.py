"""Actions of comments: going to them, answering, their kind and state."""

from __future__ import annotations

from annotator.ui.action_table.action import DOCUMENT, TALK, WINDOW
from annotator.ui.action_table.action import Action as A

TALK_ROWS: tuple[A, ...] = (
    A("comment.about", ("Comment on…", "Коментар към…"), WINDOW, (), "annotate",
      "talking.choose_target",
      ("The annotation, one of its relations or entities, the selection, the document.",
       "Анотацията, нейна връзка или единица, избраното, документа."), needs=DOCUMENT),
    A("comment.open", ("To the comments", "Към коментарите"), WINDOW, ("Ctrl+Shift+M",), "go",
      "talking.go_to_comments",
      ("Those on the annotation; again, or where there are none: those on the document.",
       "Тези към анотацията; пак, или ако няма: тези към документа."), needs=DOCUMENT),
    A("comment.all", ("All comments…", "Всички коментари…"), WINDOW, (), "review",
      "review_talk.show_comments",
      ("In the whole corpus, with kind and state; Enter opens the place.",
       "В целия корпус, с вид и състояние; Enter отваря мястото.")),
    A("comment.next", ("Next comment below", "Коментар надолу"), TALK, ("Down",), "", "",
      ("In the list of comments.", "В списъка на коментарите.")),
    A("comment.previous", ("Comment above", "Коментар нагоре"), TALK, ("Up",), "", "",
      ("In the list of comments.", "В списъка на коментарите.")),
    A("comment.reply", ("Answer the comment", "Отговор на коментара"), TALK, ("Return",), "", "",
      ("A field opens under it.", "Под него се отваря поле.")),
    A("comment.resolve", ("Resolve or open again", "Приключване или отваряне"), TALK, ("Space",),
      "", "", ("Switches its state.", "Превключва състоянието му.")),
    A("comment.kind", ("Comment, question, decision", "Коментар, въпрос, решение"), TALK, ("?",),
      "", "", ("The next kind.", "Следващият вид.")),
    A("comment.remove", ("Delete the comment", "Изтриване на коментара"), TALK,
      ("Del", "Backspace"), "", "", ("Answers to it stay.", "Отговорите на него остават.")),
)  # fmt: skip
