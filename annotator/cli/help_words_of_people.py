"""What `--help` says of several annotators, in Bulgarian: agreement, rounds, decisions."""

from __future__ import annotations

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
    "Say that ANNOTATOR has finished DOCUMENTS (ids or names; none: all they have), as one step.": (
        "Казва, че АНОТАТОР е завършил ДОКУМЕНТИ (id или имена; без тях: всичко, което има), "
        "като една стъпка."
    ),
    "What is finished is locked, and measured; `annotator reopen` opens it again.": (
        "Завършеното е заключено и се измерва; `annotator reopen` го отваря отново."
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
_DECIDING = {
    "List the places of CORPUS where annotators differ, or decide them, as one step.": (
        "Изброява местата в КОРПУС, по които анотаторите се различават, или ги решава, като една "
        "стъпка."
    ),
    "Compared are those who have finished a document, or, where nobody keeps account of that, who "
    "have annotated it. What is decided stands in the adjudicated set.": (
        "Сравняват се онези, които са завършили документа, или, ако това не се отбелязва, които са "
        "го анотирали. Решеното стои в приетите анотации."
    ),
    "Whose work is compared; repeat.": "Чия работа се сравнява; повторете за няколко.",
    "Take this annotator's version at every open place.": (
        "Взема вида на този анотатор на всяко нерешено място."
    ),
    "Decide that nothing is at these places.": "Решава, че на тези места няма нищо.",
    "Accept all that the annotators agree on.": "Приема всичко, за което са съгласни.",
    "Only these kinds.": "Само тези видове.",
    "Only places where somebody was unsure.": "Само местата, на които някой не е бил сигурен.",
    "List what is decided as well.": "Изброява и решеното.",
    "Why it is decided so; kept with each decision.": (
        "Защо се решава така; пази се при всяко решение."
    ),
    "Who decides.": "Кой решава.",
    "List the corrections of somebody's work in CORPUS, and answer them.": (
        "Изброява поправките по нечия работа в КОРПУС и отговаря на тях."
    ),
    "Answers go back with `annotator package --return`.": (
        "Отговорите се връщат с `annotator package --return`."
    ),
    "Whose work it is about.": "За чия работа става дума.",
    "Accept these decisions.": "Приема тези решения.",
    "Appeal against these.": "Възразява срещу тези.",
    "Why; an appeal needs it.": "Защо; възражението иска причина.",
    "A package of corrections is taken into CORPUS, which is there.": (
        "Пакет с поправки се приема в КОРПУС, който вече го има."
    ),
    "What was decided of their work.": "Какво е решено за работата им.",
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
PEOPLE = {**_AGREEMENT, **_PEOPLE, **_DECIDING, **_REPORT}
