"""Actions of the review: going through differences and deciding them."""

from __future__ import annotations

from annotator.ui.action_table.action import PLACE, REVIEW, WINDOW
from annotator.ui.action_table.action import Action as A

REVIEW_ROWS: tuple[A, ...] = (
    A("review.start", ("Decide between annotators", "Решаване между анотатори"), WINDOW,
      ("Ctrl+Shift+R",), "review", "reviewing.start",
      ("Opens the next place where annotators differ; again: back to the text.",
       "Отваря следващото място, където анотаторите се различават; пак: обратно към текста.")),
    A("review.agreeing", ("Accept all that agree…", "Приемане на общото…"), WINDOW, (), "review",
      "review_choice.accept_agreeing",
      ("What all annotators have alike is decided in one step.",
       "Еднаквото при всички анотатори се решава с една стъпка.")),
    A("review.filter", ("Which differences…", "Кои разлики…"), WINDOW, (), "review",
      "review_choice.choose_filter",
      ("Kinds, layers, unsure, commented, decided ones too.",
       "Видове, слоеве, несигурни, с коментар, и решените.")),
    A("review.blind", ("Hide the names", "Скриване на имената"), WINDOW, (), "review",
      "review_choice.toggle_blind",
      ("Rows are shuffled from document to document, names are not told.",
       "Редовете се разбъркват по документи, имената не се казват.")),
    A("review.decisions", ("Decisions…", "Решения…"), WINDOW, (), "review",
      "review_talk.show_decisions",
      ("What was decided between annotators, with the reasons; Enter opens the place.",
       "Решеното между анотатори с основанията; Enter отваря мястото.")),
    A("review.questions", ("Open questions…", "Открити въпроси…"), WINDOW, (), "review",
      "review_talk.show_questions",
      ("Comments that ask something and are not resolved, in the whole corpus.",
       "Коментари с въпрос, които не са приключени, в целия корпус.")),
    *(
        A(f"review.take_{n}", (f"Take version {n}", f"Приемане на вариант {n}"), REVIEW, (str(n),),
          "", f"deciding.take {n}",
          ("What this annotator has is decided.", "Решава се това, което има анотаторът."),
          needs=PLACE)
        for n in range(1, 10)
    ),
    A("review.both", ("Both", "И двете"), REVIEW, ("+",), "", "deciding.take_both",
      ("Both stay; borders are joined.", "Остават и двете; границите се съединяват."), needs=PLACE),
    A("review.edit", ("Edit", "Редактиране"), REVIEW, ("Return",), "", "review_editing.edit",
      ("A version of your own: borders, or values.",
       "Собствен вариант: граници или стойности."), needs=PLACE),
    A("review.nothing", ("Nothing here", "Тук нищо"), REVIEW, ("0",), "", "deciding.take_none",
      ("No annotation is the decision.", "Решението е без анотация."), needs=PLACE),
    A("review.later", ("Later", "По-късно"), REVIEW, ("Space",), "", "deciding.postpone",
      ("The place stays open and comes again.", "Мястото остава открито и идва пак."), needs=PLACE),
    A("review.reason", ("Reason", "Основание"), REVIEW, ("Tab",), "", "deciding.write_reason",
      ("Goes to its field; Enter returns.", "Отива в полето му; Enter връща."), needs=PLACE),
    A("review.guideline", ("By the guideline", "По указанието"), REVIEW, (".",), "",
      "deciding.rest_on_guideline",
      ("The decision rests on the guideline of the layer; again: it does not.",
       "Решението се основава на указанието за слоя; пак: не."), needs=PLACE),
    A("review.similar", ("Decide alike", "Решаване по същия начин"), REVIEW, ("=",), "",
      "review_choice.decide_alike",
      ("All open places that differ like the one decided last.",
       "Всички открити места с разлика като последно решената."), needs=PLACE),
)  # fmt: skip
