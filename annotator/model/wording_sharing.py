"""What handing out work, sending it and bringing it together are called."""

from __future__ import annotations

from annotator.model.sentences import END, SHELL

SENTENCES: dict[str, tuple[str, str]] = {
    "step.rounds.make": (
        "{name}: {documents:document|documents} handed out to {annotators:annotator|annotators}",
        "{name}: {documents:документ|документа}, възложени на {annotators:анотатор|анотатори}",
    ),
    "step.rounds.reopen": (
        "{name} reopened for {annotator}: {reason}",
        "{name} е отворен отново за {annotator}: {reason}",
    ),
    "round_impossible": (
        "Documents cannot be handed out so: {reason}. Nothing was changed.",
        "Документите не могат да се възложат така: {reason}. Нищо не беше променено.",
    ),
    "round_empty": (
        "There is nobody, or no document, to hand out. Nothing was changed.",
        "Няма на кого или какво да се възложи. Нищо не беше променено.",
    ),
    "no_such_set": (
        "There is no set {name}. Known are: {known}.",
        "Няма група {name}. Познати са: {known}.",
    ),
    "not_finished": (
        "{annotator} has not finished {name}, so there is nothing to reopen. Nothing was changed.",
        "{annotator} не е завършил {name}, затова няма какво да се отвори отново. Нищо не беше "
        "променено.",
    ),
    "reason_missing": (
        "Say why. Nothing was changed.",
        "Кажете защо. Нищо не беше променено.",
    ),
    "step.rounds.hand": (
        "{documents:document|documents} for {name}",
        "{documents:документ|документа} за {name}",
    ),
    "progress.packages": (
        "Looking at package {done} of {total}",
        "Преглед на пакет {done} от {total}",
    ),
    "progress.copying": ("Copying the corpus", "Копиране на корпуса"),
    "no_room_to_try": (
        "What a merge would do is tried on a copy of the corpus, and there is no room for it in "
        "{folder}: it needs {needed} MB at least, {free} MB are free. Nothing was changed: make "
        "room there and try again.",
        "Какво би направило сливането се проверява върху копие на корпуса, а за него няма място в "
        "{folder}: нужни са поне {needed} MB, свободни са {free} MB. Нищо не беше променено: "
        "освободете място там и опитайте пак.",
    ),
    "progress.comparing": ("Comparing {done} of {total}", "Сравняване {done} от {total}"),
    "progress.merging": ("Merging {done} of {total}", "Сливане {done} от {total}"),
    "progress.unpacking": ("Looking at {done} of {total} MB", "Преглед на {done} от {total} MB"),
    "step.packages.open": (
        "Package for {annotator} with {documents:document|documents}",
        "Пакет за {annotator} с {documents:документ|документа}",
    ),
    "step.packages.merge": (
        "Merge of {packages:package|packages}: {documents:document|documents}, {new} new",
        "Сливане на {packages:пакет|пакета}: {documents:документ|документа}, {new} нови",
    ),
    "no_such_round": (
        "There is no round {name}. Known are: {known}.",
        "Няма кръг {name}. Познати са: {known}.",
    ),
    "no_such_entity": (
        "There is no entity {name}. Some that there are: {known}.",
        "Няма единица {name}. Някои от наличните: {known}.",
    ),
    "step.packages.corrections": (
        "Corrections for {annotator}: {count} new",
        "Поправки за {annotator}: {count} нови",
    ),
    "step.corrections.accepted": ("Accepted: {quote}", "Прието: {quote}"),
    "step.corrections.appealed": ("Appealed: {quote}", "Обжалвано: {quote}"),
    "step.corrections.unanswered": ("Unanswered again: {quote}", "Отново без отговор: {quote}"),
    "reply.open": ("open", "отворено"),
    "reply.accepted": ("accepted", "прието"),
    "reply.appealed": ("appealed", "обжалвано"),
    "no_corrections": (
        "Nothing of {annotator}'s work was decided otherwise. Nothing was written.",
        "Нищо от работата на {annotator} не е решено другояче. Нищо не беше записано.",
    ),
    "no_such_correction": (
        "There is no correction {id} of {annotator}'s work. Nothing was changed.",
        "Няма поправка {id} на работата на {annotator}. Нищо не беше променено.",
    ),
    "package_not_corrections": (
        "{path} holds no corrections. Nothing was changed.",
        "{path} не съдържа поправки. Нищо не беше променено.",
    ),
    "package_no_work": (
        "{path} holds corrections for an annotator and no work. Nothing was changed.",
        "{path} съдържа поправки за анотатор, а не работа. Нищо не беше променено.",
    ),
    "package_other_person": (
        "{path} is for {annotator}, who does not work in this corpus. Nothing was changed.",
        "{path} е за {annotator}, който не работи в този корпус. Нищо не беше променено.",
    ),
    "told.corrections_taken": (
        "{new:correction is|corrections are} new.",
        "{new:поправка е нова|поправки са нови}.",
    ),
    "merged.reply_outdated": (
        "an answer to a decision that is another one now",
        "отговор на решение, което вече е друго",
    ),
    "package_what": (
        "Say for whom the package is (--for), or that it goes back (--return).",
        "Кажете за кого е пакетът (--for) или че се връща (--return).",
    ),
    "merge_pair": (
        "{word} is no pair: write it as theirs=ours.",
        "{word} не е двойка: пишете го като тяхното=нашето.",
    ),
    "package_empty": (
        "{annotator} has no document to be sent. Nothing was written."
        f"{SHELL} Name some with --document, or hand some out with `annotator assign`.{END}",
        "{annotator} няма документ за изпращане. Нищо не беше записано."
        f"{SHELL} Посочете някои с --document или ги възложете с `annotator assign`.{END}",
    ),
    "no_package_here": (
        "This corpus was not made of a package, so there is nobody to send it back to. Nothing "
        "was written.",
        "Този корпус не е създаден от пакет и няма на кого да се върне. Нищо не беше записано.",
    ),
    "package_unreadable": (
        "{path} cannot be read: {reason}. Nothing was changed.",
        "{path} не може да се прочете: {reason}. Нищо не беше променено.",
    ),
    "package_broken": (
        "{path} is no whole package: {reason}. Nothing of it was taken in; ask for it again.",
        "{path} не е цял пакет: {reason}. Нищо от него не беше прието; поискайте го отново.",
    ),
    "package_newer": (
        "{path} was made by a newer version of the program ({found}). Nothing of it was taken in; "
        "update the program to open it.",
        "{path} е създаден от по-нова версия на програмата ({found}). Нищо от него не беше "
        "прието; обновете програмата, за да го отворите.",
    ),
    "package_not_work": (
        "{path} brings work back: merge it into the corpus that it came from. Nothing was made.",
        "{path} връща работа: слейте го с корпуса, от който е дошло. Нищо не беше създадено.",
    ),
    "package_scheme": (
        "{path}: {names} means something else in this corpus, and there is work on it. Nothing "
        "was changed; map it to another layer, or make the schemes equal.",
        "{path}: {names} значи друго в този корпус, а има работа по него. Нищо не беше "
        "променено; свържете го с друг слой или изравнете схемите.",
    ),
    "package_id_taken": (
        "{path}: the id {item} stands on another document here. Nothing was changed.",
        "{path}: идентификаторът {item} тук е на друг документ. Нищо не беше променено.",
    ),
    "merged.not_theirs": (
        "somebody else's work was changed there; ours stays",
        "чужда работа е променена там; нашата остава",
    ),
    "merged.other_annotator": (
        "it is another annotator's here; ours stays",
        "тук е на друг анотатор; нашата остава",
    ),
    "merged.both_changed": (
        "changed on both sides; both versions are kept",
        "променено и от двете страни; и двете версии са запазени",
    ),
    "merged.deleted_here": (
        "deleted here and changed there; it is back",
        "изтрито тук и променено там; върнато е",
    ),
    "merged.deleted_there": (
        "deleted there and changed or used here; it stays",
        "изтрито там и променено или използвано тук; остава",
    ),
    "merged.end_gone": (
        "what it relates is not here",
        "липсва онова, което свързва",
    ),
    "merged.no_place": (
        "it has no place in our text; a comment on the document keeps what is new of it",
        "няма място в нашия текст; новото се пази в коментар към документа",
    ),
    "told.merged": (
        "{new} new, {same} same, {changed_there} changed there, {changed_here} changed here, "
        "{both_changed} changed on both sides, {deleted} deleted, {refused} refused.",
        "{new} нови, {same} същите, {changed_there} променени там, {changed_here} променени тук, "
        "{both_changed} променени и от двете страни, {deleted} изтрити, {refused} отказани.",
    ),
    "told.merge_answers": (
        "{answers:answer|answers} to corrections, {appeals:appeal|appeals} among them.",
        "{answers:отговор|отговора} на поправки, от тях {appeals:обжалване|обжалвания}.",
    ),
    "told.merge_planned": (
        "Nothing was changed: this is what a merge would do.",
        "Нищо не беше променено: това би направило едно сливане.",
    ),
    "told.merge_offer": (
        "{theirs} ({name}) may be {ours}: --map-entity {theirs}={ours}",
        "{theirs} ({name}) може да е {ours}: --map-entity {theirs}={ours}",
    ),
    "told.packed": (
        "{path}: {documents:document|documents}, {annotations:annotation|annotations} for "
        "{annotator}.",
        "{path}: {documents:документ|документа}, {annotations:анотация|анотации} за {annotator}.",
    ),
    "told.packed_back": (
        "{path}: {documents:document|documents}, {annotations:annotation|annotations} by "
        "{annotator}.",
        "{path}: {documents:документ|документа}, {annotations:анотация|анотации} от {annotator}.",
    ),
    "told.package_opened": (
        "{path} was made: {documents:document|documents} for {annotator}.",
        "{path} е създаден: {documents:документ|документа} за {annotator}.",
    ),
    "told.round_name": ("Round {number}", "Кръг {number}"),
    "told.round_made": (
        "{name}: {documents:document was|documents were} handed out to "
        "{annotators:annotator|annotators}.",
        "{name}: възложени са {documents:документ|документа} на {annotators:анотатор|анотатори}.",
    ),
    "told.round_planned": (
        "{name}: {documents:document|documents} would be handed out to "
        "{annotators:annotator|annotators}. Nothing was changed.",
        "{name}: ще се възложат {documents:документ|документа} на "
        "{annotators:анотатор|анотатори}. Нищо не беше променено.",
    ),
    "told.finished": (
        "{count:document is|documents are} finished by {annotator}.",
        "{annotator}: {count:завършен документ|завършени документа}.",
    ),
    "told.reopened": (
        "{name} is open again for {annotator}.",
        "{name} е отворен отново за {annotator}.",
    ),
    "workload.annotator": ("annotator", "анотатор"),
    "workload.documents": ("documents", "документи"),
    "workload.characters": ("characters", "знаци"),
    "workload.annotations": ("annotations", "анотации"),
    "workload.incomplete": ("incomplete", "незавършени"),
}
