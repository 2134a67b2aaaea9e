"""Actions that choose whose annotations are shown, and which."""

from __future__ import annotations

from annotator.ui.action_table.action import WINDOW
from annotator.ui.action_table.action import Action as A

SHOWING_ROWS: tuple[A, ...] = (
    A("view.one_annotator", ("One annotator", "Един анотатор"), WINDOW, (), "view",
      "showing.show_one", ("The text shows your own work.", "Текстът показва вашата работа.")),
    A("view.rows", ("Annotators in rows", "Анотатори в редове"), WINDOW, (), "view",
      "showing.show_rows",
      ("Everybody's work, each in a row of lanes under the line.",
       "Работата на всички, всеки в свой ред ленти под реда.")),
    A("view.differences", ("Differences only", "Само разликите"), WINDOW, (), "view",
      "showing.show_differences",
      ("Where the annotators differ; what they agree in is dim.",
       "Къде анотаторите се различават; съвпаденията са бледи.")),
    A("view.annotators", ("Annotators shown…", "Показани анотатори…"), WINDOW, (), "view",
      "showing.choose_annotators",
      ("Whose rows are shown; Enter switches.", "Чии редове се виждат; Enter превключва.")),
    A("view.layers", ("Layers shown…", "Показани слоеве…"), WINDOW, (), "view",
      "showing.choose_layers",
      ("Which layers are on the text; Enter switches.",
       "Кои слоеве са върху текста; Enter превключва.")),
    A("view.tags", ("Tags shown…", "Показани стойности…"), WINDOW, (), "view",
      "showing.choose_tags",
      ("Which values are on the text; Enter switches.",
       "Кои стойности са върху текста; Enter превключва.")),
    A("view.hide_layer", ("Hide this layer", "Скриване на слоя"), WINDOW, (), "view",
      "showing.hide_layer",
      ("That of the current annotation.", "Слоя на текущата анотация.")),
    A("view.hide_tag", ("Hide this tag", "Скриване на стойността"), WINDOW, (), "view",
      "showing.hide_tag",
      ("All that has the value of the current annotation.",
       "Всичко със стойността на текущата анотация.")),
    A("view.show_everything", ("Show everything", "Показване на всичко"), WINDOW, (), "view",
      "showing.show_everything", ("Nothing is hidden any more.", "Вече нищо не е скрито.")),
    A("view.overview", ("Overview strip", "Лента на документа"), WINDOW, (), "view",
      "showing.toggle_overview",
      ("The whole document beside the text.", "Целият документ до текста.")),
    A("next.difference", ("Next difference", "Следваща разлика"), WINDOW, ("F8",), "go",
      "differing.next_difference",
      ("Where annotators differ, in this document.",
       "Където анотаторите се различават, в този документ.")),
    A("previous.difference", ("Previous difference", "Предишна разлика"), WINDOW, ("Shift+F8",),
      "go", "differing.previous_difference",
      ("Where they differ, before this place.", "Където се различават, преди това място.")),
)  # fmt: skip
