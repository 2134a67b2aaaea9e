"""The texts of what stands round the text: heads, bars, palette, keys; English and Bulgarian."""

from __future__ import annotations

CHROME: dict[str, tuple[str, str]] = {
    "entities_by_letter": ("Entities by letter", "Единици по букви"),
    "annotations_n": ("{count} annotations", "{count} анотации"),
    "annotations_one": ("1 annotation", "1 анотация"),
    "relations_n": ("{count} relations", "{count} връзки"),
    "relations_one": ("1 relation", "1 връзка"),
    "unsure_n": ("{count} unsure", "{count} несигурни"),
    "words_n": ("{count} words", "{count} думи"),
    "words_one": ("1 word", "1 дума"),
    "palette_hint": ("Action, document, entity", "Действие, документ, единица"),
    "palette_none": (
        "Nothing fits. Try the begin of a word.",
        "Нищо не съответства. Опитайте с началото на дума.",
    ),
    "palette_foot": (
        "> actions   @ entities   # layers and tags   : offset or paragraph",
        "> действия   @ единици   # слоеве и етикети   : място или абзац",
    ),
    "palette.layer": ("layer", "слой"),
    "palette.paragraph": ("Paragraph {number}", "Абзац {number}"),
    "palette.offset": ("Offset {number}", "Място {number}"),
    "mode.palette": ("Palette", "Палитра"),
    "key.do": ("does it", "изпълнява"),
    "key.where": ("shows where it lives", "показва къде е"),
    "key.leave": ("leaves", "излиза"),
    "details": ("Details", "Подробности"),
    "copy": ("Copy", "Копиране"),
    "why.corpus": ("First open a corpus ({key}).", "Първо отворете корпус ({key})."),
    "why.document": (
        "First open a document: add texts or choose one in the list.",
        "Първо отворете документ: добавете текстове или изберете от списъка.",
    ),
    "why.selection": ("First select some text.", "Първо изберете текст."),
    "why.annotation": (
        "First select an annotation ({key}).",
        "Първо изберете анотация ({key}).",
    ),
    "why.undo": ("There is nothing of yours to take back.", "Няма ваша стъпка за връщане."),
    "why.redo": ("There is nothing to make again.", "Няма какво да се повтори."),
    "in_no_menu": ("It stands in no menu; its key does it.", "Няма го в менютата; има клавиш."),
    "one_at_a_time": (
        "Wait until the work that is going on is done, or cancel it with Esc.",
        "Изчакайте текущата работа или я откажете с Esc.",
    ),
    "working": ("Working", "Работи се"),
    "seconds_left": ("{count} s left", "остават {count} сек."),
    "show": ("Show", "Показване"),
    "saving": ("Saving…", "Записва се…"),
    "status_bar": ("Status", "Състояние"),
    "no_such_layer": ("The scheme has no layer {number}.", "В схемата няма слой {number}."),
}
