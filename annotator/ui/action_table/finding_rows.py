"""Actions of searching: those of the window, and those whose keys work in the list of hits."""

from __future__ import annotations

from annotator.ui.action_table.action import CORPUS, DOCUMENT, HITS, TEXT, WINDOW
from annotator.ui.action_table.action import Action as A

FINDING_ROWS: tuple[A, ...] = (
    A("search.corpus", ("Search the corpus…", "Търсене в корпуса…"), WINDOW, ("Ctrl+Shift+F",),
      "edit", "finding.search_corpus",
      ("All documents, as keyword in context; again: the whole height.",
       "Всички документи, думите в контекст; пак: цялата височина."), needs=CORPUS),
    A("annotate.everywhere", ("All occurrences", "Всички срещания"), TEXT, ("Ctrl+Shift+O",),
      "annotate", "finding.find_everywhere",
      ("Searches the corpus for what is selected, with the hits ticked.",
       "Търси избраното в корпуса и отбелязва намереното."), needs=DOCUMENT),
    A("search.condition", ("Search condition…", "Условие за търсене…"), WINDOW, (), "edit",
      "finding.add_condition",
      ("A form that writes annotations and facts of documents.",
       "Форма, която записва анотации и данни за документи."), needs=CORPUS),
    A("search.open", ("Go to the hit", "Към мястото"), HITS, ("Return",), "", "finding.open_hit",
      ("The caret goes there; Back comes back to the hits.",
       "Курсорът отива там; Назад връща към намереното.")),
    A("search.tick", ("Tick the hit", "Отбелязване"), HITS, ("Space",), "", "finding.tick",
      ("Or clears it.", "Или маха отметката.")),
    A("search.tick_all", ("Tick all", "Отбелязване на всички"), HITS, ("Ctrl+A",), "",
      "finding.tick_all",
      ("All that can be ticked; again: none.", "Всички, които може; пак: никое.")),
    *(
        A(f"search.tag_{n}", (f"Tag the ticked on layer {n}", f"Отбелязаните на слой {n}"), HITS,
          (str(n),), "", f"finding.tag_ticked {n}",
          ("One step, one undo.", "Една стъпка, едно връщане."))
        for n in range(1, 10)
    ),
    A("search.do", ("Do it with the ticked", "Изпълнение за отбелязаните"), HITS,
      ("Ctrl+Return",), "", "finding.do_ticked",
      ("What the panel beside the hits says.", "Каквото казва панелът до намереното.")),
    A("search.remove", ("Delete what the ticked have", "Изтриване при отбелязаните"), HITS,
      ("Backspace", "Del"), "", "finding.remove_ticked",
      ("Their annotations, in one step.", "Анотациите им, в една стъпка.")),
    A("search.comment", ("Comment on the ticked", "Коментар към отбелязаните"), HITS, ("=",), "",
      "finding.comment_ticked", ("The same words for all.", "Едни и същи думи за всички.")),
    A("search.sort_left", ("Sort by left neighbours", "По съседите вляво"), HITS, ("Left",), "",
      "finding.sort_left", ("Again: by document.", "Пак: по документ.")),
    A("search.sort_right", ("Sort by right neighbours", "По съседите вдясно"), HITS, ("Right",),
      "", "finding.sort_right", ("Again: by document.", "Пак: по документ.")),
)  # fmt: skip
