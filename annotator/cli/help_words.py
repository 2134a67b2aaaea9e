"""What `--help` says, in Bulgarian: each sentence of the commands with its translation.

The English ones stand beside the code, where click finds them. White space between words is one.
"""

from __future__ import annotations

from annotator.cli.help_words_of_people import PEOPLE

_OWN = {
    "Usage:": "Употреба:",
    "Options": "Опции",
    "Commands": "Команди",
    "Show this message and exit.": "Показва този текст.",
    "Show the version and exit.": "Показва версията.",
    "Annotate texts: who holds which position towards what, and who reports it.": (
        "Анотиране на текстове: кой каква позиция заема към какво и кой я предава."
    ),
    "Without a command the window opens; `annotator CORPUS` opens it on a corpus.": (
        "Без команда се отваря прозорецът; `annotator КОРПУС` го отваря с корпус."
    ),
    "Open the window without settings.": "Отваря прозореца без настройки.",
    "Open the window on a corpus.": "Отваря прозореца с корпус.",
    "One JSON object for machines.": "Един обект JSON за други програми.",
}
_KEEPING = {
    "Make a verified backup of CORPUS, unless nothing changed since the last one.": (
        "Прави проверено резервно копие на КОРПУС, ако има промяна след последното."
    ),
    "Check CORPUS: the file itself, every quote, every rule; exit 1 if there are errors.": (
        "Проверява КОРПУС: самия файл, всеки цитат, всяко правило; код 1, ако има грешки."
    ),
    "Repair what proves how it was, in steps.": (
        "Поправя онова, за което се доказва какво е било, на стъпки."
    ),
    "Put the working copy of CORPUS in its place, verified; exit 1 if CORPUS was changed too.": (
        "Поставя проверено работното копие на мястото на КОРПУС; код 1, ако и КОРПУС е променен."
    ),
    "With --beside both are kept, to be merged.": "С --beside се пазят и двата, за сливане.",
    "Put the copy beside CORPUS, which stays as it is.": (
        "Поставя копието до КОРПУС, който остава както е."
    ),
    "Make a working copy of CORPUS, which lies on a network or is synchronised, and name it.": (
        "Прави работно копие на КОРПУС, който е в мрежата или се синхронизира, и го назовава."
    ),
    "One that is there already is named as it is. `checkin` brings it back.": (
        "Ако вече има такова, само го назовава. `checkin` го връща на мястото му."
    ),
    "Remove DOCUMENT (id or name) from CORPUS for good: there is no undo.": (
        "Премахва завинаги ДОКУМЕНТ (id или име) от КОРПУС: без връщане."
    ),
    "Without --confirm nothing is removed; what would go is counted, and the exit code is 1.": (
        "Без --confirm нищо не се премахва; преброява се какво би отпаднало и кодът е 1."
    ),
    "The title (or name) of DOCUMENT.": "Заглавието (или името) на ДОКУМЕНТ.",
    "Remove entities that only DOCUMENT names.": (
        "Премахва и единиците, които само ДОКУМЕНТ назовава."
    ),
    "Save what proves of the DAMAGED corpus into a NEW one; exit 1 if not everything could be.": (
        "Спасява от ПОВРЕДЕН корпус в НОВ онова, което се доказва; код 1, ако не всичко е спасено."
    ),
    "DAMAGED is only read. What can be read and does not prove is kept in a file beside NEW.": (
        "ПОВРЕДЕН само се чете. Четливото, което не се доказа, се пази във файл до НОВ."
    ),
    "The scheme to take if that of DAMAGED is lost: a name or a file.": (
        "Схемата, ако тази на ПОВРЕДЕН е изгубена: име или файл."
    ),
    "Put BACKUP, or the newest sound one, in the place of CORPUS, which is renamed and kept.": (
        "Поставя КОПИЕ, или най-новото здраво, на мястото на КОРПУС, който се преименува и пази."
    ),
    "With --replay, exit 1 if a step of the journal could not be made again.": (
        "С --replay кодът е 1, ако стъпка от журнала не може да се направи отново."
    ),
    "List the backups, newest first.": "Изброява копията, първо най-новите.",
    "Make again the edits that came after the backup.": (
        "Прави отново редакциите, които са след копието."
    ),
}
_EXCHANGE = {
    "Change what is said of DOCUMENT (id or name), as one step.": (
        "Променя казаното за ДОКУМЕНТ (id или име) с една стъпка."
    ),
    "If any of it is refused, nothing is changed.": (
        "Ако нещо от него бъде отказано, нищо не се променя."
    ),
    "Call it NAME.": "Нарича го ИМЕ.",
    "Give a key of the metadata a value; an empty one removes it.": (
        "Дава стойност на ключ от метаданните; празна го премахва."
    ),
    "Mark the values as concluded, not read.": (
        "Отбелязва стойностите като заключени, не прочетени."
    ),
    "Give a segment (id) another role.": "Дава на сегмент (id) друга роля.",
    "Relate it to another document: reprint_of, reply_to and the like.": (
        "Свързва го с друг документ: reprint_of, reply_to и подобни."
    ),
    "Take such a relation back.": "Взима такава връзка обратно.",
    "Who says so; the history names them.": "Кой го казва; историята го назовава.",
    "Give DOCUMENT (id or name) the text of FILE: its next revision, as one step.": (
        "Дава на ДОКУМЕНТ (id или име) текста на ФАЙЛ: следващата му редакция, една стъпка."
    ),
    "All annotations are carried over. What is touched is listed; what has no place in the new "
    "text is listed too, and kept with the old one.": (
        "Всички анотации се пренасят. Засегнатото се изброява; каквото няма място в новия текст, "
        "също се изброява и се пази със стария."
    ),
    "Why the text is corrected; kept with the old text.": (
        "Защо се поправя текстът; пази се със стария текст."
    ),
    "Who corrects it.": "Кой го поправя.",
    "Encoding of FILE, where it is known.": "Кодировка на ФАЙЛ, ако е известна.",
    "Only say what would be touched and lost.": "Само казва какво би се засегнало и изгубило.",
    "Import the samples into FOLDER, export TEI and JSONL, and open the window.": (
        "Внася примерите в ПАПКА, изнася TEI и JSONL и отваря прозореца."
    ),
    "Do the work and open no window.": "Върши работата, без да отваря прозорец.",
    "Export CORPUS to TARGET and prove the file by reading it back.": (
        "Изнася КОРПУС в ЦЕЛ и доказва файла, като го прочита обратно."
    ),
    "Name of the format.": "Име на формата.",
    "Only the work of these.": "Само работата на тези.",
    "Only these documents (id or name).": "Само тези документи (id или име).",
    "Whose annotations stand in the text (TEI); else the adjudicated.": (
        "Чии анотации стоят в текста (TEI); иначе приетите при решаването."
    ),
    "Also the steps (JSONL).": "Също и стъпките (JSONL).",
    "All others are called a01, a02, … in it.": "Всички други в него се казват a01, a02, …",
    "Persons leave as a01, a02, … in every export.": "Хората излизат като a01, a02, …",
    "List the formats and what each carries.": "Изброява форматите и какво пренася всеки.",
    "Import FILES into CORPUS as one step; a bad file is left out whole.": (
        "Внася ФАЙЛОВЕ в КОРПУС като една стъпка; лош файл се пропуска целият."
    ),
    "Name of the format; else it is recognised.": "Име на формата; иначе се разпознава.",
    "Whose work it is, where the file does not say.": "Чия е работата, ако файлът не казва.",
    "Language of the texts (BCP 47); else plain texts tell it.": (
        "Език на текстовете (BCP 47); иначе го казва самият обикновен текст."
    ),
    "Encoding of plain texts, where it is known.": "Кодировка на текстовете, ако е известна.",
    "A text file of a known name is its next revision.": (
        "Текстов файл с познато име е следващата му редакция."
    ),
    "Make a new, empty corpus.": "Създава нов, празен корпус.",
    "Id of a scheme that comes with the program, or a scheme file.": (
        "Означение на схема, която идва с програмата, или файл със схема."
    ),
    "Show the scheme of CORPUS, write it to a file, or set another one as its next version.": (
        "Показва схемата на КОРПУС, записва я във файл или задава друга като следваща версия."
    ),
    "A scheme file, or the id of a scheme that comes along.": (
        "Файл със схема или означение на схема, която идва с програмата."
    ),
    "Write the scheme to a file of its own.": "Записва схемата в собствен файл.",
    "Who changes it.": "Кой я променя.",
}
_LOOKING = {
    "List the steps of CORPUS, newest first.": "Изброява стъпките на КОРПУС, първо най-новите.",
    "↶ stands at what was taken back, × at what can no longer be made again.": (
        "↶ стои при върнатото, × при онова, което вече не може да се направи отново."
    ),
    "The begin of an id is enough, as it is listed.": (
        "Достатъчно е началото на id, както е изброено."
    ),
    "How many steps, newest first.": "Колко стъпки, първо най-новите.",
    "Take back the last step of CORPUS.": "Връща последната стъпка на КОРПУС.",
    "Make the step again that was taken back last.": "Прави отново последната върната стъпка.",
    "List the documents of CORPUS, or show one DOCUMENT (id or name) with its annotations.": (
        "Изброява документите на КОРПУС или показва ДОКУМЕНТ (id или име) с анотациите му."
    ),
    "Count what CORPUS holds, by layer and by annotator.": (
        "Брои какво съдържа КОРПУС, по слоеве и по анотатори."
    ),
    "Search CORPUS for QUERY and list the hits in their context.": (
        "Търси ЗАЯВКА в КОРПУС и изброява намереното в контекст."
    ),
    '\b word prefi* "two words" all documents that have all of these; hits of each a OR b, -not, ( '
    ") one of them; without; groups [layer feature=value] annotations, by id or name in any "
    "language a IN [..], a NEAR/5 b within an annotation; at most 5 words away outlet:x date>2022 "
    "set:x facts of documents; language: state: annotator: /regular expression/": (
        "\b\n"
        "дума нача* „две думи“        документи, които имат всичко това; местата на всяко\n"
        "а ИЛИ б, -без, ( )           едно от тях; без; групи\n"
        "[слой признак=стойност]      анотации, по означение или име на всеки език\n"
        "а ВЪТРЕ [..], а БЛИЗО/5 б    вътре в анотация; най-много на 5 думи\n"
        "издание:x дата>2022 група:x  данни за документите; език: състояние: анотатор:\n"
        "/регулярен израз/"
    ),
    "By document, left or right neighbours, the hit itself, or the document's date.": (
        "По документ, по съседите вляво или вдясно, по намереното или по датата на документа."
    ),
    "Characters on each side.": "Знаци от всяка страна.",
    "Which page, from 1.": "Коя страница, от 1.",
    "Lines of a page.": "Редове на страница.",
    "Plain words in all forms, as whole words, or anywhere.": (
        "Думите във всички форми, като цели думи или навсякъде."
    ),
    "Case and accents count.": "Главни букви и ударения имат значение.",
    "QUERY is a regular expression.": "ЗАЯВКА е регулярен израз.",
    "Whose state of documents is meant by state:.": (
        "Чие състояние на документите се има предвид със състояние:."
    ),
}
BULGARIAN = {**_OWN, **PEOPLE, **_KEEPING, **_EXCHANGE, **_LOOKING}
PLACES = {
    "OPTIONS": "ОПЦИИ",
    "COMMAND": "КОМАНДА",
    "ARGS": "АРГУМЕНТИ",
    "CORPUS": "КОРПУС",
    "DOCUMENT": "ДОКУМЕНТ",
    "FILES": "ФАЙЛОВЕ",
    "FILE": "ФАЙЛ",
    "TARGET": "ЦЕЛ",
    "FOLDER": "ПАПКА",
    "BACKUP": "КОПИЕ",
    "DAMAGED": "ПОВРЕДЕН",
    "NEW": "НОВ",
    "QUERY": "ЗАЯВКА",
    "PACKAGES": "ПАКЕТИ",
    "PACKAGE": "ПАКЕТ",
    "ANNOTATOR": "АНОТАТОР",
    "TEXT": "ТЕКСТ",
    "PATH": "ПЪТ",
    "INTEGER": "ЧИСЛО",
    "FLOAT": "ЧИСЛО",
    "RANGE": "ГРАНИЦИ",
    "LAYER": "СЛОЙ",
    "FEATURE": "ПРИЗНАК",
    "MEASURE": "МЯРКА",
    "WHAT": "КАКВО",
}
"""What stands for something that is typed, in lines of usage and beside options."""
NOTES = {
    "required": "задължително",
    "default": "по подразбиране",
    "pairs of a corpus, whole of a table": "pairs за корпус, whole за таблица",
    "the newest backup": "най-новото копие",
    "the adjudicated set itself": "самите приети анотации",
}
"""What stands in brackets after the sentence of an option."""
