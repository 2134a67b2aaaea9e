"""The fixed texts of widgets, in English and Bulgarian; everything else is worded in model."""

from __future__ import annotations

from annotator.model.sentences import counting
from annotator.ui.words.agreement import AGREEMENT
from annotator.ui.words.chrome import CHROME
from annotator.ui.words.corrections import CORRECTIONS
from annotator.ui.words.keys import KEYS
from annotator.ui.words.review import REVIEW
from annotator.ui.words.safety import SAFETY
from annotator.ui.words.search import SEARCH
from annotator.ui.words.showing import SHOWING
from annotator.ui.words.talk import TALK
from annotator.ui.words.told_keys import TABLE_KEYS, Keys

_KEYS = "{keys["
"""How a text names the key of an action: `{keys[edit.undo]}`."""
_WORDS: dict[str, tuple[str, str]] = {
    **AGREEMENT,
    **CHROME,
    **CORRECTIONS,
    **KEYS,
    **REVIEW,
    **SAFETY,
    **SEARCH,
    **SHOWING,
    **TALK,
    "documents": ("Documents", "Документи"),
    "scheme": ("Scheme", "Схема"),
    "entities": ("Entities", "Единици"),
    "inspector": ("Inspector", "Подробности"),
    "history": ("History", "История"),
    "filter": ("Filter {count} documents", "Филтър, {count} документа"),
    "filter.one": ("Filter 1 document", "Филтър, 1 документ"),
    "work_of": ("Annotated by {names}.", "Анотиран от {names}."),
    "show_work": ("Show", "Показване"),
    "scheme_key": ("key {key}", "клавиш {key}"),
    "filter_entities": ("Filter entities", "Филтър на единиците"),
    "filter_name": ("Filter of documents", "Филтър на документите"),
    "document.open": ("Open", "Отваряне"),
    "document.sets": ("Sets", "Групи"),
    "document.new_set": ("New set…", "Нова група…"),
    "document.set_name": ("Name of the set", "Име на групата"),
    "document.make_set": ("Make the set", "Създаване на групата"),
    "document.remove": ("Remove", "Премахване"),
    "document.removed": (
        "Removed: {count}. {keys[edit.undo]} brings it back.",
        "Премахнати: {count}. {keys[edit.undo]} ги връща.",
    ),
    "finished_of": ("{done} of {count} finished", "{done} от {count} готови"),
    "letter_of_nobody": (
        "No entity has the letter {letter}; {keys[entity.letter]} gives one.",
        "Никоя единица няма буквата {letter}. {keys[entity.letter]} дава буква.",
    ),
    "entity_made": ("New entity: {name}.", "Нова единица: {name}."),
    "nobody_meant": (
        "Nobody is meant here yet; {keys[entity.new]} makes an entity.",
        "Тук още никой не се има предвид. {keys[entity.new]} прави единица.",
    ),
    "means_nobody": (
        "Annotations of this layer do not say who is meant.",
        "Анотациите от този слой не казват кого имат предвид.",
    ),
    "still_empty": ("Still empty: {features}.", "Още празно: {features}."),
    "incomplete_n": ("{count} incomplete", "{count} за довършване"),
    "folded.one": ("1 paragraph, not annotated", "1 абзац, без анотиране"),
    "folded.several": ("{count} paragraphs, not annotated", "{count} абзаца, без анотиране"),
    "folded.mark": ("1 annotation inside", "вътре 1 анотация"),
    "folded.marks": ("{count} annotations inside", "вътре {count} анотации"),
    "no_documents": (
        "Add texts: drop files here or press {keys[corpus.import]}.",
        "Добавете текстове: пуснете файлове тук или натиснете {keys[corpus.import]}.",
    ),
    "no_fit": (
        "No document fits. Esc clears the filter.",
        "Няма подходящ документ. Esc изчиства филтъра.",
    ),
    "nothing_tagged": (
        "Put the caret on a word and press {keys[annotate.layer_1]}.",
        "Поставете курсора върху дума и натиснете {keys[annotate.layer_1]}.",
    ),
    "nothing_selected": (
        "{keys[open.under_caret]} opens the annotation under the caret.",
        "{keys[open.under_caret]} отваря анотацията под курсора.",
    ),
    "no_ends": (
        "Letters link the holder, the cue and the target.",
        "Буквите свързват носителя, въвеждащия израз и обекта.",
    ),
    "no_ends_of": ("Letters link: {roles}.", "Буквите свързват: {roles}."),
    "end_of": ("is {role} of", "е {role} на"),
    "no_entities": (
        "An entity is who or what is meant. Tag a name, then {keys[entity.new]}.",
        "Единица е този или това, за което става дума. Маркирайте име, после {keys[entity.new]}.",
    ),
    "no_comments": (
        "No comments. {keys[annotate.comment]} adds one.",
        "Няма коментари. {keys[annotate.comment]} добавя.",
    ),
    "history_empty": (
        "Every step will stand here and can be taken back.",
        "Тук ще стои всяка стъпка и ще може да се върне.",
    ),
    "features": ("Features", "Признаци"),
    "confidence": ("confidence", "увереност"),
    "sure": ("sure", "сигурно"),
    "unsure": ("unsure", "несигурно"),
    "entity": ("Entity", "Единица"),
    "relations": ("Relations", "Връзки"),
    "frame": ("Frame", "Рамка"),
    "comments": ("Comments", "Коментари"),
    "guideline": ("Guideline", "Указание"),
    "represents": ("represents", "представлява"),
    "also": ("also", "също"),
    "here": ("here", "тук"),
    "mentions": (
        "{count:mention|mentions}",
        "{count:споменаване|споменавания}",
    ),
    "choose": ("choose…", "изберете…"),
    "no_value": ("none", "няма"),
    "no_such_value": (
        "No such value; Esc takes it back",
        "Няма такава стойност; Esc връща предишната",
    ),
    "new_entity": ("New entity: {name}", "Нова единица: {name}"),
    "quoted": ("“{text}”", "„{text}“"),
    "inferred": ("{value} (inferred)", "{value} (изведено)"),
    "by": ("{state}, by {name}", "{state}, {name}"),
    "state.new": ("New", "Нов"),
    "state.in_progress": ("In progress", "В работа"),
    "state.finished": ("Finished", "Завършен"),
    "state.ignored": ("Ignored", "Пропуснат"),
    "mode.text": ("Text", "Текст"),
    "mode.values": ("Values", "Стойности"),
    "mode.borders": ("Borders", "Граници"),
    "mode.frame": ("Frame", "Рамка"),
    "mode.find": ("Find", "Търсене"),
    "saved": ("Saved", "Записано"),
    "read_only": ("Read only", "Само за четене"),
    "place": ("par. {paragraph}, {offset}", "абз. {paragraph}, {offset}"),
    "undo": ("Undo", "Връщане"),
    "undo_step": ("Undo: {step}", "Връщане: {step}"),
    "redo": ("Redo", "Повтаряне"),
    "redo_step": ("Redo: {step}", "Повтаряне: {step}"),
    "undone": ("Taken back: {step}", "Върнато: {step}"),
    "redone": ("Made again: {step}", "Повторено: {step}"),
    "deleted": (
        "Deleted: {what}. {keys[edit.undo]} brings it back.",
        "Изтрито: {what}. {keys[edit.undo]} го връща.",
    ),
    "backup_made": ("Saved, with a verified backup: {name}", "Записано, с проверено копие: {name}"),
    "backup_fresh": ("Saved. The newest backup is up to date.", "Записано. Копието е актуално."),
    "teaser": ("Teaser", "Каре"),
    "key.tab": ("features", "признаци"),
    "key.refuse": ("refuse", "отхвърля"),
    "key.f2": ("borders", "граници"),
    "key.shift_enter": ("next under caret", "следваща под курсора"),
    "key.esc": ("back to the text", "обратно към текста"),
    "key.back_to_frame": ("back to the frame", "обратно към рамката"),
    "key.enter": ("keep", "запазва"),
    "key.arrows": ("move the end", "местят края"),
    "key.tab_end": ("other end", "другия край"),
    "key.digits": ("tag", "маркират"),
    "is_finished": ("This document is finished.", "Този документ е завършен."),
    "key.next_unfinished": ("next not finished", "следващ незавършен"),
    "key.letters": ("link", "свързват"),
    "question": ("{feature}?", "{feature}?"),
    "wrong": (
        "Something went wrong in the program. Nothing is lost.",
        "Нещо се обърка в програмата. Нищо не е загубено.",
    ),
    "copy_report": ("Copy report", "Копиране на доклада"),
    "close": ("Close", "Затваряне"),
    "tagline": (
        "Tag who says what about whom, and export it whole.",
        "Отбележете кой какво казва за кого и го изнесете цяло.",
    ),
    "welcome_new": ("New corpus", "Нов корпус"),
    "welcome_new_more": (
        "Choose a scheme, then add texts",
        "Изберете схема, после добавете текстове",
    ),
    "welcome_open": ("Open a corpus", "Отваряне на корпус"),
    "welcome_open_more": (
        "A file of yours, or one that was sent to you",
        "Ваш файл или изпратен до вас",
    ),
    "welcome_demo": ("Open the demo", "Отваряне на примера"),
    "welcome_demo_more": (
        "Annotated articles to look at and to practise on",
        "Анотирани статии за разглеждане и упражнение",
    ),
    "recent": ("Recent", "Последни"),
    "no_recent": (
        "Corpora that you open will be listed here.",
        "Тук ще стоят корпусите, които отваряте.",
    ),
    "stays_here": ("Everything stays on this computer.", "Всичко остава на този компютър."),
    "missing_file": (
        "not found; choose it to look for it",
        "не е намерен; изберете го, за да го потърсите",
    ),
    "recent_held": (
        "{documents} documents, {finished} finished",
        "{documents} документа, {finished} завършени",
    ),
    "welcome_texts": ("Import a folder of texts", "Внасяне на папка с текстове"),
    "welcome_texts_more": (
        "Plain text, JSONL, TEI-XML; a corpus is made for them",
        "Текст, JSONL, TEI-XML; прави се корпус за тях",
    ),
    "linked": ("Linked as {role}: {name}", "Свързано като {role}: {name}"),
    "link_to": ("Link to…", "Свързване с…"),
    "keys_filter": ("Type to filter, Enter does it", "Пишете, за да филтрирате; Enter изпълнява"),
    "pick_filter": ("Type to filter, Enter takes", "Пишете, за да филтрирате; Enter избира"),
    "link_filter": ("Type to filter, Enter links", "Пишете, за да филтрирате; Enter свързва"),
    "link_none": ("The scheme allows no relation from here.", "Схемата не допуска връзка оттук."),
    "labels_here": ("Of the document and its segments", "За документа и частите му"),
    "link_not_between": (
        "The scheme has no relation between these two.",
        "Схемата няма връзка между тези две.",
    ),
    "choose_relation": ("Which relation?", "Коя връзка?"),
    "comment_hint": (
        "{keys[comment.send]} sends, Esc keeps a draft",
        "{keys[comment.send]} изпраща, Esc пази чернова",
    ),
    "resolve": ("Resolve", "Приключване"),
    "reopen": ("Reopen", "Отваряне отново"),
    "delete": ("Delete", "Изтриване"),
    "choose_annotator": ("Annotator", "Анотатор"),
    "shown_now": ("shown now", "показва се"),
    "finished_incomplete": (
        "Finished and locked, {count} incomplete: {name}",
        "Завършен и заключен, {count} за довършване: {name}",
    ),
    "finished_now": ("Finished and locked: {name}", "Завършен и заключен: {name}"),
    "reopened": ("Opened again.", "Отворен отново."),
    "nothing_to_repeat": ("There is nothing to repeat yet.", "Още няма какво да се повтори."),
    "none_left": ("There is none.", "Няма такава."),
    "none_incomplete": ("Nothing of yours is incomplete.", "Нямате нищо незавършено."),
    "none_unsure": ("Nothing of yours is marked as unsure.", "Нямате нищо несигурно."),
    "none_commented": (
        "No document has a comment on what is shown or on bare words.",
        "Никой документ няма коментар към показаното или към думи без анотация.",
    ),
    "no_current": (
        "Select an annotation first ({keys[open.under_caret]}).",
        "Първо изберете анотация ({keys[open.under_caret]}).",
    ),
    "keys_title": ("Keys", "Клавиши"),
    "open_corpus": ("Open corpus", "Отваряне на корпус"),
    "corpora_and_packages": (
        "Corpora and packages (*.corpus *.annotator-package)",
        "Корпуси и пакети (*.corpus *.annotator-package)",
    ),
    "corpora": ("Corpora (*.corpus)", "Корпуси (*.corpus)"),
    "not_writable_title": ("The corpus cannot be written", "Корпусът не може да се записва"),
    "locked_title": ("The corpus is open elsewhere", "Корпусът е отворен другаде"),
    "open_read_only": ("Open for reading", "Отваряне за четене"),
    "cancel": ("Cancel", "Отказ"),
    "key.cancel": ("cancel", "отказ"),
    "progress_cancel": ("Esc cancels", "Esc отказва"),
    "about_text": (
        "Annotator {version}\nQt {qt}, SQLite {sqlite}, Python {python}\nMIT licence; Qt under the "
        "LGPL.",
        "Annotator {version}\nQt {qt}, SQLite {sqlite}, Python {python}\nЛиценз MIT; Qt под LGPL.",
    ),
    "entity_remove": (
        "Remove which entity? What is used stays",
        "Коя единица да се премахне? Използваните остават",
    ),
    "entity_unused": ("unused", "не се използва"),
    "entity_used": ("used", "използва се"),
    "entity_annotations": (
        "{count:annotation|annotations}",
        "{count:анотация|анотации}",
    ),
    "entity_relations": ("{count:relation|relations}", "{count:връзка|връзки}"),
    "entity_entities": ("{count:entity|entities}", "{count:единица|единици}"),
    "entity_removed": ("Removed: {name}", "Премахната: {name}"),
    "entity_letter": ("Letter for {name}", "Буква за {name}"),
    "copied": ("Copied with its place.", "Копирано с мястото."),
}


def word(code: str, language: str, *, keys: Keys = TABLE_KEYS, **data: object) -> str:
    """Return a fixed text in a language, filled with data; `keys` names keys of actions in it."""
    english, bulgarian = _WORDS[code]
    text = bulgarian if language == "bg" else english
    return text.format(keys=keys, **counting(data)) if data or _KEYS in text else text


def all_words() -> dict[str, tuple[str, str]]:
    """Return every text, for the tests."""
    return dict(_WORDS)
