"""What `--help` says, in Bulgarian: each sentence of the commands with its translation.

The English ones stand beside the code, where click finds them. White space between words is one.
"""

from __future__ import annotations

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
_REPORT = {
    "Write what a methods section tells of CORPUS to TARGET (.html, .pdf or .json).": (
        "Записва в ЦЕЛ (.html, .pdf или .json) каквото един раздел за метода казва за КОРПУС."
    ),
    "Who annotated how much, in which rounds; how far the annotators agree with each other and "
    "with the adjudicated set; what was decided; versions and sources. No text of a document is "
    "in it. The same corpus gives the same bytes.": (
        "Кой колко е анотирал и в кои кръгове; доколко анотаторите са съгласни помежду си и с "
        "решеното при прегледа; какво е решено; версии и източници. В него няма текст от "
        "документите. Един и същ корпус дава едни и същи байтове."
    ),
    "Persons are called a01, a02, …": "Хората се наричат a01, a02, …",
}
_AGREEMENT = {
    "Measure how far the annotators of CORPUS, or of a table, agree.": (
        "Измерва доколко са съгласни анотаторите на КОРПУС или на таблица."
    ),
    "Each figure tells its unit, distance, scope and count; one without a value tells why. "
    "Documents count for those who have finished them, or, where nobody keeps account of that, "
    "who annotated them. Stretches that are not annotated are left out.": (
        "Всяко число казва единицата, разстоянието, обхвата и броя си; което няма стойност, казва "
        "защо. Документът се брои за онези, които са го завършили, или, ако това не се отбелязва, "
        "които са го анотирали. Откъси, които не се анотират, се пропускат."
    ),
    "\b A table has a line of names, in any order: unit, annotator, value values that were given "
    "to the same units annotator, begin, end, value stretches of a text, end excluded; document "
    "and length, if there are several Several values of a unit stand with | between; empty, NA, "
    "* and . are missing values. Who looked at a text and found nothing has a row without begin "
    "and end.": (
        "\b\nТаблицата има ред с имена, в какъвто и да е ред:\n"
        "  unit, annotator, value        стойности на едни и същи единици\n"
        "  annotator, begin, end, value  отрязъци от текст, краят е изключен;\n"
        "                                document и length, ако са няколко\n"
        "Няколко стойности се делят с |; празно, NA, * и . са липсващи стойности.\n"
        "Който е прегледал текст и не е намерил нищо, има ред без begin и end."
    ),
    "Measure a table (CSV, tabs, semicolons) instead.": (
        "Измерва таблица (CSV, табулации, точки и запетаи)."
    ),
    "Only these; repeat for several.": "Само тези; повторете за няколко.",
    "Only these layers.": "Само тези слоеве.",
    "Only these, by id or name.": "Само тези, по id или име.",
    "Figures of each of these apart.": "Числа за всяко от тях поотделно.",
    "Continua drawn for gamma; 0 leaves gamma out.": "Извадки за γ; 0 пропуска γ.",
    "What is drawn depends on it alone.": "Извадките зависят само от него.",
    "Weight of position in gamma.": "Тежест на мястото в γ.",
    "Weight of the value in gamma.": "Тежест на стойността в γ.",
    "How continua are drawn: real annotators moved round the text, or units drawn anew.": (
        "Как се теглят извадките: истински анотатори, преместени по текста, или нови единици."
    ),
    "How gamma aligns more than two: every pair, or all as a whole, which takes about ten times as "
    "long.": (
        "Как γ подравнява повече от двама: всяка двойка или всички заедно, което трае около десет "
        "пъти повече."
    ),
    "Of a table: all values in their order, with commas between.": (
        "За таблица: всички стойности по ред, със запетаи между тях."
    ),
    "Of a table: where texts begin.": "За таблица: къде започват текстовете.",
    "Of a table: how long texts are.": "За таблица: колко са дълги текстовете.",
    "Places of disagreement told of each figure.": "Колко места на несъгласие за всяко число.",
    "List the places behind a figure (MEASURE or MEASURE:DISTANCE) of a layer, LAYER.FEATURE, type "
    "of relation, or all.": (
        "Изброява местата зад число (МЯРКА или МЯРКА:РАЗСТОЯНИЕ) за слой, СЛОЙ.ПРИЗНАК, вид връзка "
        "или всички (all)."
    ),
    "Show which values of LAYER.FEATURE, or which layers (all), stand against which.": (
        "Показва кои стойности на СЛОЙ.ПРИЗНАК или кои слоеве (all) стоят срещу кои."
    ),
    "Their work now against the earlier.": "Сегашната им работа срещу предишната.",
    "The file with the earlier work.": "Файлът с предишната работа.",
}
_PEOPLE = {
    "Hand documents of CORPUS out to annotators, as one round.": (
        "Раздава документи от КОРПУС на анотатори, като един кръг."
    ),
    "Shares are balanced by length; the same documents, people and seed give the same shares. What "
    "somebody has already stays theirs and counts.": (
        "Дяловете са равни по дължина; едни и същи документи, хора и зърно дават едни и същи "
        "дялове. Което някой вече има, остава негово и се брои."
    ),
    "To these; repeat for several.": "На тези; повторете за няколко.",
    "Only the documents of these sets.": "Само документите от тези групи.",
    "What the round is called.": "Как се казва кръгът.",
    "How many annotators a document of the overlap goes to.": (
        "На колко анотатори се дава всеки общ документ."
    ),
    "Which part of the documents goes to several.": "Каква част от документите е обща.",
    "Documents that everybody gets.": "Документи, които получават всички.",
    "Layers to be annotated, if not all.": "Слоевете за анотиране, ако не са всички.",
    "What is equal is decided by it alone.": "Равното се решава само от него.",
    "A date, such as 2026-12-01.": "Дата, например 2026-12-01.",
    "Everybody may see the work of others.": "Всеки може да вижда работата на другите.",
    "Add annotators whom the corpus does not know.": "Добавя анотатори, непознати на корпуса.",
    "Who hands out; the history names them.": "Кой раздава; историята го назовава.",
    "Only say what would be handed out.": "Само казва какво би се раздало.",
    "Only show who has what.": "Само показва кой какво има.",
    "Show which documents each annotator of CORPUS has, and how far they are.": (
        "Показва кои документи от КОРПУС има всеки анотатор и докъде е стигнал."
    ),
    "Let ANNOTATOR go on with DOCUMENT (id or name), which they have finished.": (
        "Дава на АНОТАТОР да продължи ДОКУМЕНТ (id или име), който е завършил."
    ),
    "Why; it is kept.": "Защо; причината се пази.",
    "Who reopens it; the history names them.": "Кой го отваря отново; историята го назовава.",
    "Merge PACKAGES into CORPUS as one step, which undo takes back.": (
        "Слива ПАКЕТИ в КОРПУС като една стъпка, която може да се върне."
    ),
    "What both sides changed is kept in both versions. A backup is made before.": (
        "Каквото са променили и двете страни, се пази в двата вида. Преди това се прави копие."
    ),
    "Only say what would be done.": "Само казва какво би станало.",
    "Who is who.": "Кой кой е.",
    "Which layer is which.": "Кой слой кой е.",
    "Which entity is which.": "Коя единица коя е.",
    "Who merges; the history names them.": "Кой слива; историята го назовава.",
    "Make CORPUS, a corpus of its own, of a package of work.": (
        "Прави КОРПУС, самостоятелен корпус, от пакет с работа."
    ),
    "Write TARGET, one file with the work of CORPUS that somebody is to do.": (
        "Записва ЦЕЛ, един файл с работата по КОРПУС, която някой трябва да свърши."
    ),
    "Without --round and --document it is all that they have. With --return it is what they did, "
    "on its way back.": (
        "Без --round и --document това е всичко, което има. С --return е свършеното, на връщане."
    ),
    "Whose work it is.": "Чия е работата.",
    "The documents they have of this round, by id or name.": (
        "Документите, които има от този кръг, по id или име."
    ),
    "These, by id or name.": "Тези, по id или име.",
    "Whether they see others' work.": "Дали вижда работата на другите.",
    "Who sends it.": "Кой го изпраща.",
    "Send back what CORPUS was made of.": "Връща онова, от което е направен КОРПУС.",
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
    "Persons leave as a01, a02, … in every export.": "Хората излизат като a01, a02, …",
    "List the formats and what each carries.": "Изброява форматите и какво пренася всеки.",
    "Import FILES into CORPUS as one step; a bad file is left out whole.": (
        "Внася ФАЙЛОВЕ в КОРПУС като една стъпка; лош файл се пропуска целият."
    ),
    "Name of the format; else it is recognised.": "Име на формата; иначе се разпознава.",
    "Whose work it is, where the file does not say.": "Чия е работата, ако файлът не казва.",
    "Language of the texts (BCP 47), likewise.": "Език на текстовете (BCP 47), също.",
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
BULGARIAN = {**_OWN, **_AGREEMENT, **_REPORT, **_PEOPLE, **_KEEPING, **_EXCHANGE, **_LOOKING}
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
}
"""What stands in brackets after the sentence of an option."""
