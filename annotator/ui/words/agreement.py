"""The texts of the page that measures agreement."""

from __future__ import annotations

AGREEMENT: dict[str, tuple[str, str]] = {
    "agreement": ("Agreement", "Съгласие"),
    "no_agreement": (
        "Agreement needs a document that two annotators have finished.",
        "За съгласие е нужен документ, завършен от двама анотатори.",
    ),
    "agreement.spans": ("Spans", "Откъси"),
    "agreement.values": ("All layers and which one", "Всички слоеве и кой е той"),
    "agreement.features": ("Features of {owner}", "Признаци: {owner}"),
    "agreement.relations": ("Relations", "Релации"),
    "agreement.layer": ("layer", "слой"),
    "agreement.feature": ("feature", "признак"),
    "agreement.relation": ("relation", "релация"),
    "agreement.all": ("All", "Всички"),
    "agreement.both": ("{one} / {other}", "{one} / {other}"),
    "agreement.row": ("{name}, {figure}", "{name}, {figure}"),
    "agreement.people": ("Annotators", "Анотатори"),
    "agreement.all_people": ("all persons", "всички хора"),
    "agreement.layers": ("Layers", "Слоеве"),
    "agreement.all_layers": ("all", "всички"),
    "agreement.documents": ("Documents", "Документи"),
    "agreement.all_documents": ("all finished", "всички завършени"),
    "agreement.this_document": ("this document", "този документ"),
    "agreement.mean": ("Figures", "Стойности"),
    "agreement.pooled": ("all together", "всичко заедно"),
    "agreement.macro": ("mean of documents", "средно по документи"),
    "agreement.again": ("Measure again", "Ново измерване"),
    "agreement.changed": ("The corpus has changed since.", "Корпусът е променен оттогава."),
    "agreement.running": ("Measuring…", "Измерва се…"),
    "agreement.stopped": (
        "Stopped. Nothing was measured.",
        "Спряно. Нищо не е измерено.",
    ),
    "agreement.of_documents": (
        "{count:document|documents} of two annotators or more",
        "{count:документ|документа} на двама или повече анотатори",
    ),
    "agreement.characters": ("{count} characters", "{count} знака"),
    "agreement.left_out": (
        "What is not annotated, such as teasers, is left out.",
        "Каквото не се анотира, например тийзърите, е изключено.",
    ),
    "agreement.unfinished": (
        "Left out as unfinished: {count:document|documents} of {name}.",
        "Пропуснати като незавършени: {count:документ|документа} на {name}.",
    ),
    "agreement.reason": ("{names}: {reason}", "{names}: {reason}"),
    "agreement.low_alpha": (
        "{name}: α {alpha} with {observed} the same. Where nearly all have one value, a single "
        "difference is as bad as chance. Read the observed figure and n, not α alone.",
        "{name}: α {alpha} при {observed} еднакви. Когато почти всички имат една стойност, и едно "
        "различие е колкото случайността. Гледайте наблюдаваното и n, не само α.",
    ),
    "agreement.matrix": ("{what}, {one} against {other}", "{what}, {one} срещу {other}"),
    "agreement.matrix_name": ("Table of values", "Таблица на стойностите"),
    "agreement.no_value": ("none", "няма"),
    "agreement.cell": (
        "{one}: {first}; {other}: {second}: {count:time|times}",
        "{one}: {first}; {other}: {second}: {count:път|пъти}",
    ),
    "agreement.only": (
        "{met} the same, {first} only {one}, {second} only {other}.",
        "{met} еднакви, {first} само {one}, {second} само {other}.",
    ),
    "places": ("places", "места"),
    "figure_places": ("Places", "Места"),
    "places.count": ("{count:place|places}", "{count:място|места}"),
    "places.of_count": ("{shown} of {count} places", "{shown} от {count} места"),
    "places.hint": (
        "Enter opens the place in the text. {keys[next.difference]} goes through them.",
        "Enter отваря мястото в текста. {keys[next.difference]} минава през тях.",
    ),
    "places.none": ("No place is behind this figure.", "Зад тази стойност няма места."),
    "places.hidden": (
        "Hidden until you have finished this document.",
        "Скрито, докато не завършите този документ.",
    ),
    "places.agree": ("the same", "еднакво"),
    "context.P": ("on the page of people", "в страницата с хората"),
    "people": ("People and work", "Хора и работа"),
    "people.who": ("annotator", "анотатор"),
    "people.new": ("new", "нови"),
    "people.in_progress": ("in progress", "в работа"),
    "people.finished": ("finished", "завършени"),
    "people.ignored": ("ignored", "пропуснати"),
    "people.documents": ("documents", "документи"),
    "people.characters": ("characters", "знаци"),
    "people.annotations": ("annotations", "анотации"),
    "people.incomplete": ("incomplete", "за довършване"),
    "people.hidden": ("hidden (blind)", "скрито (на сляпо)"),
    "report.hidden": (
        "A blind round hides others' work from you yet. A report tells of everybody's: whoever "
        "leads the review can write it, or you when all have finished.",
        "Кръг на сляпо още скрива от вас чужда работа. Отчетът казва за работата на всички: може "
        "да го запише който води прегледа или вие, когато всички завършат.",
    ),
    "people.step_hidden": (
        "A step of others, hidden by a blind round yet",
        "Чужда стъпка, още скрита от кръг на сляпо",
    ),
    "people.unchecked": ("not checked", "непроверено"),
    "people.unchecked_told": (
        "not checked yet: Help > Check corpus… counts it",
        "още непроверено: „Помощ“ > „Проверка на корпуса…“ го преброява",
    ),
    "people.none": (
        "Nobody has work yet. {keys[people.round_here]} makes a round: documents are handed out to "
        "several people. Review > Make a package… hands them out to one.",
        "Още никой няма работа. {keys[people.round_here]} прави кръг: документите се възлагат на "
        "няколко души. Преглед > Създаване на пакет… ги възлага на един.",
    ),
    "people.bound": (
        "You are {name} here: a blind round hides others' work until both have finished.",
        "Тук сте {name}: кръгът на сляпо крие чуждата работа, докато двамата не завършите.",
    ),
    "people.receiver": (
        "This corpus was made for {name}, and nobody else works in it.",
        "Този корпус е направен за {name} и никой друг не работи в него.",
    ),
    "people.whose": ("Whose document", "Чий документ"),
    "people.none_finished": (
        "Nobody has finished a document: there is nothing to reopen.",
        "Никой не е завършил документ: няма какво да се отвори отново.",
    ),
    "people.reopened": (
        "{name} is open again for {who}.",
        "{name} е отворен отново за {who}.",
    ),
    "key.new_round": ("round", "кръг"),
    "key.reopen": ("reopen", "отваря отново"),
    "people.rounds": ("Rounds", "Кръгове"),
    "people.round": (
        "{name}: {count:document|documents} for {people}",
        "{name}: {count:документ|документа} за {people}",
    ),
    "people.overlap": (
        "{part} of them for {several} each",
        "{part} от тях за по {several}",
    ),
    "people.pilot": (
        "{count:pilot document|pilot documents} for everybody",
        "{count:пилотен документ|пилотни документа} за всички",
    ),
    "people.seed": ("seed {seed}", "зърно {seed}"),
    "people.blind": ("Blind.", "На сляпо."),
    "people.due": ("Due {day}.", "Срок: {day}."),
    "mode.people": ("People", "Хора"),
    "mode.agreement": ("Agreement", "Съгласие"),
    "mode.places": ("Places", "Места"),
    "key.open_places": ("open the places", "местата"),
    "key.open_place": ("open in the text", "отваряне в текста"),
    "key.copy_table": ("copy the table", "копиране на таблицата"),
    "agreement.copied": ("The table is copied.", "Таблицата е копирана."),
}
