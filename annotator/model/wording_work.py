"""What can go wrong with corpus files and with work on them."""

from annotator.model.sentences import ALONE, END, SHELL

_KEPT = f"{ALONE} Nothing of this file was imported.{END}"
_KEPT_BG = f"{ALONE} Нищо от този файл не беше внесено.{END}"

SENTENCES: dict[str, tuple[str, str]] = {
    "cancelled": ("Cancelled. Nothing was changed.", "Отказано. Нищо не беше променено."),
    "corpus_missing": (
        f"There is no corpus file {{path}}.{SHELL} `annotator new` makes one.{END}",
        f"Няма корпус {{path}}.{SHELL} `annotator new` създава нов.{END}",
    ),
    "corpus_exists": (
        "{path} is there already and was left as it is. Choose another name.",
        "{path} вече съществува и не беше променен. Изберете друго име.",
    ),
    "cannot_make": (
        "{path} cannot be made: {reason}.",
        "{path} не може да бъде създаден: {reason}.",
    ),
    "cannot_open": (
        "{path} cannot be opened: {reason}. Nothing was changed.",
        "{path} не може да бъде отворен: {reason}. Нищо не беше променено.",
    ),
    "not_a_corpus": (
        "{path} is not a corpus of this program. The file was not touched.",
        "{path} не е корпус на тази програма. Файлът не беше променен.",
    ),
    "newer_version": (
        "{path} was made by a newer version of the program (file version {found}, known up to "
        "{known}). The file was not touched; update the program to open it.",
        "{path} е създаден от по-нова версия на програмата (версия на файла {found}, позната до "
        "{known}). Файлът не беше променен; обновете програмата, за да го отворите.",
    ),
    "locked": (
        "{path} is open in another window or program. It can be opened for reading only.",
        "{path} е отворен в друг прозорец или програма. Може да се отвори само за четене.",
    ),
    "not_writable": (
        "{path} cannot be written here ({reason}). It can be opened for reading only.",
        "{path} не може да се записва тук ({reason}). Може да се отвори само за четене.",
    ),
    "damaged": (
        "{path} is damaged: {reason}. Nothing was changed; restore a backup.",
        "{path} е повреден: {reason}. Нищо не беше променено; възстановете резервно копие.",
    ),
    "unknown_schema": (
        "{path} holds tables or triggers that this program did not make ({names}). It was not "
        "opened.",
        "{path} съдържа таблици или тригери, които програмата не е създала ({names}). Файлът не "
        "беше отворен.",
    ),
    "read_only": (
        "The corpus is open for reading only; nothing was changed.",
        "Корпусът е отворен само за четене; нищо не беше променено.",
    ),
    "disk_full": (
        "The disk is full. What was saved before is safe; this step was not made. Free some "
        "space and repeat it.",
        "Дискът е пълен. Записаното досега е запазено; тази стъпка не беше направена. Освободете "
        "място и опитайте пак.",
    ),
    "busy": (
        "Long work is still going on; nothing was changed. Wait until it is done.",
        "Още тече продължителна работа; нищо не беше променено. Изчакайте да приключи.",
    ),
    "store_failed": (
        "The corpus could not be written: {reason}. What was saved before is safe.",
        "Корпусът не можа да бъде записан: {reason}. Записаното досега е запазено.",
    ),
    "step_built_on": (
        "This step cannot be taken back: later steps build on it ({steps}).",
        "Тази стъпка не може да бъде върната: по-късни стъпки се основават на нея ({steps}).",
    ),
    "nothing_to_undo": ("There is nothing to take back.", "Няма какво да се върне."),
    "nothing_to_redo": ("There is nothing to make again.", "Няма какво да се повтори."),
    "backup_failed": (
        "The backup could not be made or did not verify: {reason}. The corpus itself is as it was.",
        "Резервното копие не можа да бъде създадено или проверено: {reason}. Самият корпус е "
        "непроменен.",
    ),
    "target_exists_folder": (
        "{path} is a folder; a file name is needed.",
        "{path} е папка; нужно е име на файл.",
    ),
    "cannot_write": (
        "{path} cannot be written: {reason}. Nothing was exported.",
        "{path} не може да бъде записан: {reason}. Нищо не беше изнесено.",
    ),
    "output_failed": (
        "The answer could not be written: {reason}.",
        "Отговорът не можа да бъде записан: {reason}.",
    ),
    "cannot_read": (
        f"{{file}}: it cannot be read: {{reason}}.{_KEPT}",
        f"{{file}}: не може да бъде прочетен: {{reason}}.{_KEPT_BG}",
    ),
    "scheme_missing": (
        "There is no scheme {name}. Known ones: {known}.",
        "Няма схема {name}. Познати: {known}.",
    ),
    "scheme_file": (
        "{file} is not a scheme file: {reason}.",
        "{file} не е файл със схема: {reason}.",
    ),
    "format_cannot_read": (
        "The format {format} can only be written, not read.",
        "Форматът {format} може само да се записва, не и да се чете.",
    ),
    "format_cannot_write": (
        "The format {format} can only be read, not written.",
        "Форматът {format} може само да се чете, не и да се записва.",
    ),
    "unknown_format": (
        f"{{file}}: the format is not recognised.{SHELL} Name it with --format.{END}",
        f"{{file}}: форматът не е разпознат.{SHELL} Посочете го с --format.{END}",
    ),
    "no_such_format": (
        "There is no format {name}. Known ones: {known}.",
        "Няма формат {name}. Познати: {known}.",
    ),
    "no_such_document": ("There is no document {name}.", "Няма документ {name}."),
    "no_such_layer": (
        "The scheme has no layer {name}. Its layers: {known}.",
        "Схемата няма слой {name}. Слоевете ѝ: {known}.",
    ),
    "no_such_annotator": (
        "The corpus has no annotator {name}. Known ones: {known}.",
        "Корпусът няма анотатор {name}. Познати: {known}.",
    ),
    "annotator_ambiguous": (
        "Several annotators are called {name}. Say which one by id: {known}.",
        "Няколко анотатори се казват {name}. Посочете кой с идентификатор: {known}.",
    ),
    "bundle_unknown_layer": (
        "{file}{at_line}: annotation {item} is on a layer that the scheme does not have: {layer}."
        f"{_KEPT}",
        "{file}{at_line}: анотацията {item} е на слой, който липсва в схемата: {layer}."
        f"{_KEPT_BG}",
    ),
    "bundle_offsets": (
        "{file}{at_line}: the span {begin}–{end} of annotation {item} is not within the text of "
        f"{{length}} characters.{_KEPT}",
        "{file}{at_line}: отрязъкът {begin}–{end} на анотацията {item} е извън текста от {length} "
        f"знака.{_KEPT_BG}",
    ),
    "bundle_quote": (
        "{file}{at_line}: the quote of annotation {item} is not in the text where it should be: "
        f"{{quote}}.{_KEPT}",
        "{file}{at_line}: цитатът на анотацията {item} не стои в текста на мястото си: {quote}."
        f"{_KEPT_BG}",
    ),
    "missing_entity": (
        "{file}{at_line}: the entity {item} points to {reason}, which does not exist."
        f"{_KEPT}",
        "{file}{at_line}: единицата {item} сочи към {reason}, която не съществува."
        f"{_KEPT_BG}",
    ),
    "scheme_differs": (
        "{file}{at_line}: its scheme ({theirs}) is another than the corpus has ({ours}), and the "
        f"documents use what the corpus does not have: {{names}}.{_KEPT}",
        "{file}{at_line}: схемата му ({theirs}) е различна от тази на корпуса ({ours}) и "
        f"документите използват неща, които липсват в корпуса: {{names}}.{_KEPT_BG}",
    ),
    "entity_differs": (
        "The entity {id} in {file} differs from the one in the corpus, which was kept.",
        "Единицата {id} в {file} се различава от тази в корпуса; запазена е тази в корпуса.",
    ),
    "export_differs": (
        "The export was read back and differs from the corpus in {count:document|documents} "
        "({names}). "
        "The file was removed.",
        "Изнесеният файл беше прочетен обратно и се различава от корпуса в "
        "{count:документ|документа} "
        "({names}). Файлът беше премахнат.",
    ),
    "proof_failed": (
        "The export could not be read back: {reason}. The file was removed.",
        "Изнесеният файл не можа да бъде прочетен обратно: {reason}. Файлът беше премахнат.",
    ),
    "qt_missing": (
        "The window needs system libraries that are missing: {names}. Install them with: {line}",
        "Прозорецът се нуждае от липсващи системни библиотеки: {names}. Инсталирайте ги с: {line}",
    ),
    "no_display": (
        "There is no display; no window was opened.",
        "Няма екран; прозорец не беше отворен.",
    ),
}
