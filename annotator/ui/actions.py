"""The one table of everything that a key, a menu entry or the list of keys can do."""

from __future__ import annotations

import sys
from dataclasses import dataclass

TWINS = dict(zip("абвгдезийклмнопрстуфхц", "abvgdezijklmnoprstufhc", strict=True))
"""Cyrillic letters and the Latin ones that answer for them, whatever the layout."""

WINDOW, TEXT, FRAME, BORDERS, VALUES = "W", "T", "F", "B", "V"
MENUS = ("file", "edit", "view", "annotate", "go", "help")
MENU_NAMES = {
    "file": ("File", "Файл"),
    "edit": ("Edit", "Редактиране"),
    "view": ("View", "Изглед"),
    "annotate": ("Annotate", "Анотиране"),
    "go": ("Go", "Отиване"),
    "help": ("Help", "Помощ"),
}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done; `keys` are Qt's names, or the character that is typed.

    `handler` is a method of the window, empty where the text surface answers itself.
    """

    id: str
    names: tuple[str, str]
    contexts: str
    keys: tuple[str, ...]
    menu: str
    handler: str
    tips: tuple[str, str]
    mac: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """Return the action's name."""
        return self.names[1] if language == "bg" else self.names[0]

    def tip(self, language: str) -> str:
        """Return what the action does, in a sentence."""
        return self.tips[1] if language == "bg" else self.tips[0]

    @property
    def shortcuts(self) -> tuple[str, ...]:
        """The keys on this platform."""
        return self.mac if self.mac and sys.platform == "darwin" else self.keys


def twin(character: str) -> str:
    """Return the character that stands for a typed one in every layout and case."""
    lowered = character.casefold()
    return TWINS.get(lowered, lowered)


A = Action
ACTIONS: tuple[Action, ...] = (
    A("corpus.new", ("New corpus…", "Нов корпус…"), WINDOW, ("Ctrl+N",), "file", "new_corpus",
      ("Makes a corpus file.", "Създава файл с корпус.")),
    A("corpus.open", ("Open corpus…", "Отваряне на корпус…"), WINDOW, ("Ctrl+O",), "file",
      "open_corpus_dialog", ("Opens a corpus file.", "Отваря файл с корпус.")),
    A("corpus.import", ("Import…", "Внасяне…"), WINDOW, ("Ctrl+Shift+I",), "file", "import_files",
      ("Brings texts and annotations in.", "Внася текстове и анотации.")),
    A("corpus.export", ("Export…", "Изнасяне…"), WINDOW, ("Ctrl+Shift+E",), "file",
      "export_corpus", ("Writes JSONL or TEI, proved.", "Записва JSONL или TEI, с доказателство.")),
    A("corpus.saved", ("Save a backup", "Резервно копие"), WINDOW, ("Ctrl+S",), "file",
      "make_backup", ("Every step is saved already; this makes a verified backup.",
                      "Всяка стъпка вече е записана; това прави проверено копие.")),
    A("corpus.close", ("Close corpus", "Затваряне на корпуса"), WINDOW, ("Ctrl+W",), "file",
      "close_corpus", ("Closes the corpus.", "Затваря корпуса.")),
    A("app.preferences", ("Preferences…", "Настройки…"), WINDOW, ("Ctrl+,",), "file",
      "show_preferences", ("Language, theme, text size.", "Език, тема, размер на текста.")),
    A("corpus.quit", ("Quit", "Изход"), WINDOW, ("Ctrl+Q",), "file", "close",
      ("Leaves the program; nothing needs saving.", "Излиза; нищо не чака записване.")),
    A("edit.undo", ("Undo", "Връщане"), WINDOW, ("Ctrl+Z",), "edit", "undo",
      ("Takes your last step back.", "Връща последната ви стъпка.")),
    A("edit.redo", ("Redo", "Повтаряне"), WINDOW, ("Ctrl+Shift+Z", "Ctrl+Y"), "edit", "redo",
      ("Makes it again.", "Повтаря я.")),
    A("edit.history", ("History", "История"), WINDOW, ("Ctrl+Shift+H",), "edit", "show_history",
      ("All steps; Enter on one takes back what came after it.",
       "Всички стъпки; Enter върху някоя връща всичко след нея.")),
    A("edit.copy", ("Copy with place", "Копиране с мястото"), TEXT, ("Ctrl+C",), "edit",
      "copy_selection", ("Copies the text with document and offsets.",
                         "Копира текста с документа и мястото.")),
    A("search.find", ("Find…", "Търсене…"), WINDOW, ("Ctrl+F",), "edit", "show_find",
      ("Finds in the document.", "Търси в документа.")),
    A("next.hit", ("Next hit", "Следващо намерено"), WINDOW, ("F3",), "edit", "next_hit",
      ("Goes to the next place found.", "Отива на следващото намерено."), ("Ctrl+G",)),
    A("previous.hit", ("Previous hit", "Предишно намерено"), WINDOW, ("Shift+F3",), "edit",
      "previous_hit", ("Goes to the place found before.", "Отива на предишното намерено."),
      ("Ctrl+Shift+G",)),
    A("view.zoom_in", ("Larger text", "По-едър текст"), WINDOW, ("Ctrl++", "Ctrl+="), "view",
      "zoom_in", ("Text and lanes, up to 300 %.", "Текст и ленти, до 300 %.")),
    A("view.zoom_out", ("Smaller text", "По-дребен текст"), WINDOW, ("Ctrl+-",), "view",
      "zoom_out", ("Down to 60 %.", "До 60 %.")),
    A("view.zoom_reset", ("Normal size", "Обичаен размер"), WINDOW, ("Ctrl+0",), "view",
      "zoom_reset", ("Back to 100 %.", "Обратно към 100 %.")),
    A("view.margin", ("Margin", "Поле"), WINDOW, (), "view", "toggle_margin",
      ("Shows stripes and names beside the text.", "Показва ленти и имена до текста.")),
    A("view.names", ("Names over the text", "Имена над текста"), WINDOW, (), "view",
      "toggle_names", ("Shows values beside the letters.", "Показва стойности до буквите.")),
    A("relation.show_all", ("All relations", "Всички връзки"), WINDOW, ("Ctrl+Shift+L",), "view",
      "toggle_relations", ("Draws the arcs of all frames.", "Чертае дъгите на всички рамки.")),
    A("view.annotator", ("Annotator…", "Анотатор…"), WINDOW, (), "view", "choose_annotator",
      ("Whose work is shown and made.", "Чия работа се вижда и прави.")),
    A("view.panes", ("Next pane", "Следващ панел"), WINDOW, ("F6",), "view", "next_pane",
      ("Moves the focus round the window.", "Мести фокуса из прозореца.")),
    A("view.panels", ("Panels", "Панели"), WINDOW, ("F12",), "view", "toggle_panels",
      ("Hides and shows the side columns.", "Скрива и показва страничните колони.")),
    A("view.full", ("Full screen", "Цял екран"), WINDOW, ("F11",), "view", "toggle_full_screen",
      ("Fills the screen.", "Запълва екрана.")),
    A("annotate.layer", ("Tag on layer…", "Маркиране на слой…"), TEXT, ("1…9",), "", "",
      ("Tags the selection, else the word under the caret.",
       "Маркира избраното или думата под курсора.")),
    A("annotate.layer_any", ("Tag on any layer…", "Маркиране на друг слой…"), TEXT, ("0",),
      "annotate", "choose_layer", ("A list of all layers.", "Списък на всички слоеве.")),
    A("annotate.entity", ("Tag with an entity", "Маркиране с единица"), TEXT, ("а…я",), "", "",
      ("A letter of an entity tags with it.", "Буква на единица маркира с нея.")),
    A("annotate.repeat", ("Repeat", "Повторение"), TEXT, ("=",), "annotate", "repeat_last",
      ("Last layer and values again, here.", "Последният слой и стойности, тук.")),
    A("annotate.unsure", ("Unsure", "Несигурно"), TEXT, ("?",), "annotate", "toggle_unsure",
      ("Switches unsure.", "Превключва несигурно.")),
    A("annotate.delete", ("Delete", "Изтриване"), TEXT, ("Backspace", "Del"), "annotate",
      "delete_current", ("Deletes the current annotation and its relations.",
                         "Изтрива текущата анотация и връзките ѝ.")),
    A("annotate.add_fragment", ("Add fragment", "Добавяне на част"), TEXT, ("Ctrl+Return",),
      "annotate", "add_fragment", ("The selection joins the current annotation.",
                                   "Избраното се добавя към текущата анотация.")),
    A("annotate.remove_fragment", ("Remove fragment", "Махане на част"), TEXT,
      ("Ctrl+Shift+Return",), "annotate", "remove_fragment",
      ("The fragment at the caret leaves it.", "Частта при курсора отпада.")),
    A("annotate.comment", ("Comment", "Коментар"), WINDOW, ("Ctrl+Shift+C",), "annotate",
      "add_comment", ("On the annotation, the selection or the document.",
                      "Към анотацията, избраното или документа.")),
    A("open.under_caret", ("Open", "Отваряне"), TEXT, ("Return",), "annotate", "open_under_caret",
      ("The smallest annotation under the caret; again: its frame or features.",
       "Най-малката анотация под курсора; пак: рамката или признаците ѝ.")),
    A("open.next_under_caret", ("Open the larger one", "По-голямата"), TEXT, ("Shift+Return",),
      "annotate", "open_larger", ("The next larger annotation here.",
                                  "Следващата по-голяма анотация тук.")),
    A("borders.edit", ("Borders", "Граници"), TEXT, ("F2",), "annotate", "edit_borders",
      ("Arrows move the end; Tab: the other end; Enter keeps.",
       "Стрелките местят края; Tab: другия край; Enter запазва.")),
    A("features.open", ("Features", "Признаци"), TEXT, ("Tab",), "annotate", "open_features",
      ("To the first empty required feature.", "Към първия празен задължителен признак.")),
    A("relation.link", ("Link…", "Свързване…"), WINDOW, ("Ctrl+L",), "annotate", "link_from_list",
      ("Picks the other end from a list.", "Избира другия край от списък.")),
    A("entity.letter", ("Letter of the entity…", "Буква на единицата…"), WINDOW, ("Ctrl+E",),
      "annotate", "give_letter", ("One letter then tags with it.",
                                  "После една буква маркира с нея.")),
    A("entity.new", ("New entity", "Нова единица"), WINDOW, ("Ctrl+Shift+N",), "annotate",
      "new_entity", ("From the quote of the current annotation.",
                     "От цитата на текущата анотация.")),
    A("next.annotation", ("Next annotation", "Следваща анотация"), TEXT, ("Alt+Down",), "go",
      "next_annotation", ("Selects it.", "Избира я."), ("Ctrl+Alt+Down",)),
    A("previous.annotation", ("Previous annotation", "Предишна анотация"), TEXT, ("Alt+Up",),
      "go", "previous_annotation", ("Selects it.", "Избира я."), ("Ctrl+Alt+Up",)),
    A("next.same_layer", ("Next of this layer", "Следваща от слоя"), TEXT, ("Alt+PgDown",), "go",
      "next_of_layer", ("Selects it.", "Избира я."), ("Ctrl+Alt+Right",)),
    A("previous.same_layer", ("Previous of this layer", "Предишна от слоя"), TEXT, ("Alt+PgUp",),
      "go", "previous_of_layer", ("Selects it.", "Избира я."), ("Ctrl+Alt+Left",)),
    A("next.incomplete", ("Next incomplete", "Следваща незавършена"), WINDOW, ("F4",), "go",
      "next_incomplete", ("Across documents.", "През документите.")),
    A("next.unsure", ("Next unsure", "Следваща несигурна"), WINDOW, ("F7",), "go", "next_unsure",
      ("In this document.", "В този документ.")),
    A("next.comment", ("Next comment", "Следващ коментар"), WINDOW, ("F9",), "go", "next_comment",
      ("In this document.", "В този документ.")),
    A("next.document", ("Next document", "Следващ документ"), WINDOW, ("Ctrl+PgDown",), "go",
      "next_document", ("Opens it.", "Отваря го.")),
    A("previous.document", ("Previous document", "Предишен документ"), WINDOW, ("Ctrl+PgUp",),
      "go", "previous_document", ("Opens it.", "Отваря го.")),
    A("go.documents", ("To the documents", "Към документите"), WINDOW, ("Ctrl+D",), "go",
      "go_to_documents", ("The filter of the list; Enter opens.",
                          "Филтърът на списъка; Enter отваря.")),
    A("document.finish", ("Finish the document", "Завършване на документа"), WINDOW,
      ("Ctrl+Shift+D",), "go", "finish_document", ("Locks it; again: opens it.",
                                                  "Заключва го; пак: отваря го.")),
    A("help.keys", ("Keys", "Клавиши"), WINDOW, ("F1",), "help", "show_keys",
      ("What every key does.", "Какво прави всеки клавиш.")),
    A("help.guide", ("User guide", "Ръководство"), WINDOW, (), "help", "show_guide",
      ("How to work with the program; also F1 in the list of keys.",
       "Как се работи с програмата; също F1 в списъка на клавишите.")),
    A("help.about", ("About", "За програмата"), WINDOW, (), "help", "show_about",
      ("Versions and licences.", "Версии и лицензи.")),
    A("caret.move", ("Move the caret", "Местене на курсора"), TEXT,
      ("arrows, Ctrl+arrows, Home, End, PgUp, PgDown, Alt+Home, Alt+End",), "", "",
      ("By character, word, line, page, sentence, paragraph.",
       "По знак, дума, ред, страница, изречение, абзац.")),
    A("select.extend", ("Select", "Избиране"), TEXT, ("Shift+arrows",), "", "",
      ("Shift with the caret keys.", "Shift с клавишите за курсора.")),
    A("select.widen", ("Widen the selection", "По-широко"), TEXT, ("Space",), "", "",
      ("Word, clause, sentence, paragraph.", "Дума, част, изречение, абзац.")),
    A("select.narrow", ("Narrow the selection", "По-тясно"), TEXT, ("Shift+Space",), "", "",
      ("And back.", "И обратно.")),
    A("frame.link", ("Link the end with this letter", "Свързване на края с буквата"), FRAME,
      ("letters",), "", "", ("Again: unlinks.", "Пак: премахва връзката.")),
    A("frame.answer", ("Answer the question", "Отговор на въпроса"), FRAME, ("digits",), "", "",
      ("Sets the value with that number.", "Задава стойността с това число.")),
    A("borders.move", ("Move the end", "Местене на края"), BORDERS, ("arrows, Ctrl+arrows",), "",
      "", ("By character, by word.", "По знак, по дума.")),
    A("values.choose", ("Choose the value", "Избор на стойност"), VALUES, ("digits, letters",),
      "", "", ("The nth value, or filter by typing.", "Стойност по номер или филтър с писане.")),
)  # fmt: skip


def action(action_id: str) -> Action:
    """Return an action by its id."""
    return next(a for a in ACTIONS if a.id == action_id)
