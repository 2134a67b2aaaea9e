"""The texts of packages and of merging, in English and Bulgarian."""

from __future__ import annotations

PACKAGE: dict[str, tuple[str, str]] = {
    "package.title": ("Make a package", "Създаване на пакет"),
    "package.for": ("&To whom", "&За кого"),
    "package.for_tip": (
        "One of the annotators, or the name of somebody new, who is added then.",
        "Някой от анотаторите или името на нов човек, който тогава се добавя.",
    ),
    "package.what": ("&What", "&Какво"),
    "package.work": ("work to be done", "работа за вършене"),
    "package.corrections": (
        "corrections: what was decided",
        "поправки: какво е решено",
    ),
    "package.documents": ("&Documents", "&Документи"),
    "package.documents.all_theirs": (
        "All that they have ({count})",
        "Всички, които са им възложени ({count})",
    ),
    "package.documents.round": (
        "Those of “{name}” ({count})",
        "Тези от „{name}“ ({count})",
    ),
    "package.documents.state": ("Theirs, {state} ({count})", "Техните, {state} ({count})"),
    "package.state.new": ("new", "нови"),
    "package.state.in_progress": ("in progress", "в работа"),
    "package.state.finished": ("finished", "завършени"),
    "package.state.ignored": ("ignored", "пропуснати"),
    "package.documents.chosen": ("Selected in the list ({count})", "Избраните в списъка ({count})"),
    "package.documents.open": ("The open one: {name}", "Отвореният: {name}"),
    "package.documents.set": ("Set {name} ({count})", "Група {name} ({count})"),
    "package.documents.all": ("All of the corpus ({count})", "Всички в корпуса ({count})"),
    "package.layers": ("&Layers", "Сл&оеве"),
    "package.blind": ("&Blind", "На сл&япо"),
    "package.blind_tip": (
        "Nobody else's work goes along, but that of machines.",
        "Чужда работа не се изпраща, освен тази на машини.",
    ),
    "package.pseudonyms": ("&Name nobody else: a01, a02, …", "Без чу&жди имена: a01, a02, …"),
    "package.pseudonyms_tip": (
        "Nobody is named in it but whoever sends and gets it; the work comes back to its people.",
        "Не се назовава никой освен изпращача и получателя; работата се връща при своите хора.",
    ),
    "package.due": ("D&ue", "С&рок"),
    "package.due_hint": ("2026-12-31, or nothing", "2026-12-31 или нищо"),
    "package.due_wrong": (
        "The due date is written as in 2026-12-31.",
        "Срокът се пише като 2026-12-31.",
    ),
    "package.along": ("What &goes along", "Какво се &изпраща"),
    "package.target": ("&File", "&Файл"),
    "package.choose": ("&Choose…", "Из&бор…"),
    "package.browse": ("Choose where", "Избор на място"),
    "package.replaces": (
        "There is a file of that name. It will be replaced.",
        "Има файл с това име. Той ще бъде заменен.",
    ),
    "package.filter": (
        "Packages (*.annotator-package)",
        "Пакети (*.annotator-package)",
    ),
    "package.name": ("{corpus} for {name}", "{corpus} за {name}"),
    "package.name_corrections": ("{corpus} corrections for {name}", "{corpus} поправки за {name}"),
    "package.go": (
        "&Make a package of {count} documents",
        "&Създаване на пакет с {count} документа",
    ),
    "package.go.one": ("&Make a package of 1 document", "&Създаване на пакет с 1 документ"),
    "package.go_corrections": ("&Make the package", "&Създаване на пакета"),
    "package.counting": ("Counting…", "Броене…"),
    "package.nobody": (
        "Say for whom the package is: choose an annotator, or type the name of somebody new.",
        "Кажете за кого е пакетът: изберете анотатор или напишете името на нов човек.",
    ),
    "package.nothing": (
        "There is no document to send.",
        "Няма документ за изпращане.",
    ),
    "package.no_layer": ("Tick a layer at least.", "Отметнете поне един слой."),
    "package.will_add": (
        "{name} is new here and will be added.",
        "{name} още не е тук и ще бъде добавен.",
    ),
    "package.will_hand": (
        "{count:document is|documents are} not theirs yet and will be handed out to them.",
        "{count:документ още не е възложен и ще бъде възложен|документа още не са възложени и ще "
        "бъдат възложени}.",
    ),
    "package.ready": (
        "One file with all that {name} needs.",
        "Един файл с всичко нужно за {name}.",
    ),
    "package.row.annotations": ("annotations", "анотации"),
    "package.row.relations": ("relations", "връзки"),
    "package.row.comments": ("comments", "коментари"),
    "package.row.documents": ("documents", "документи"),
    "package.row.guidelines": ("guidelines", "указания"),
    "package.row.corrections": ("corrections of their work", "поправки на работата им"),
    "package.row.anew": ("decided anew after their appeal", "решени наново след обжалването им"),
    "package.row.scheme": ("scheme {name}", "схема {name}"),
    "package.row.blind": (
        "Not along: the work of {names}",
        "Не се изпраща: работата на {names}",
    ),
    "package.row.work_of": ("Work of {names}", "Работа на {names}"),
    "package.row.more": ("and {count} more", "и още {count}"),
    "package.done": (
        "Written: {documents:document|documents}, {annotations:annotation|annotations}, {size}.",
        "Записано: {documents:документ|документа}, {annotations:анотация|анотации}, {size}.",
    ),
    "written.file": ("The file, to be &dragged away", "Файлът, за вла&чене"),
    "written.drag_tip": (
        "Drag it into a message or a folder; Enter copies the file, to be pasted there.",
        "Плъзнете го в писмо или папка; Enter копира файла, за да се постави там.",
    ),
    "written.copied": (
        "The file is copied: paste it into a message or a folder.",
        "Файлът е копиран: поставете го в писмо или папка.",
    ),
    "written.size": ("size", "размер"),
    "written.place": ("&Place", "&Място"),
    "written.hash": ("SHA-2&56", "SHA-2&56"),
    "written.open_folder": ("&Open folder", "&Отваряне на папката"),
}

SEND_BACK: dict[str, tuple[str, str]] = {
    "sendback.title": ("Send my work back", "Връщане на моята работа"),
    "sendback.to": ("It goes back to {name}.", "Връща се на {name}."),
    "sendback.to_nobody": (
        "It goes back to whoever sent the package.",
        "Връща се на изпращача на пакета.",
    ),
    "sendback.states": (
        "{finished} of {documents:document is|documents are} finished.",
        "{finished} от {documents:документ е завършен|документа са завършени}.",
    ),
    "sendback.unfinished": (
        "The others go along as far as they are; what you send later takes the place of this.",
        "Останалите се изпращат докъдето са; изпратеното по-късно застъпва това.",
    ),
    "sendback.name": ("{corpus} back", "{corpus} обратно"),
    "sendback.go": ("&Send my work back", "&Връщане на работата"),
}

RECEIVE: dict[str, tuple[str, str]] = {
    "receive.title": ("Open a package", "Отваряне на пакет"),
    "receive.facts": ("&What came", "Какво е &дошло"),
    "receive.from": ("from", "от"),
    "receive.to": ("for", "за"),
    "receive.documents": ("documents", "документи"),
    "receive.annotations": ("annotations in them", "анотации в тях"),
    "receive.layers": ("layers", "слоеве"),
    "receive.all_layers": ("all", "всички"),
    "receive.blind": ("others' work", "чужда работа"),
    "receive.is_blind": ("not along (blind)", "не е изпратена (на сляпо)"),
    "receive.is_open": ("along", "изпратена"),
    "receive.due": ("due", "срок"),
    "receive.size": ("size", "размер"),
    "receive.unknown": ("not said", "не е казано"),
    "receive.guidelines": ("&Guidelines", "&Указания"),
    "receive.no_guidelines": ("No guidelines came along.", "Няма приложени указания."),
    "receive.place": ("&Corpus", "&Корпус"),
    "receive.choose": ("C&hoose…", "И&збор…"),
    "receive.browse": ("Choose where", "Избор на място"),
    "receive.merge_tip": (
        "For work that was sent here again: documents and annotations that are new are added.",
        "За повторно изпратена работа: новите документи и анотации се добавят.",
    ),
    "receive.you": ("&Your name", "&Вашето име"),
    "receive.you_are": ("You work in it as {name}.", "В него работите като {name}."),
    "receive.will_be": (
        "A corpus of its own is made and opened. The package stays as it is.",
        "Създава се и се отваря отделен корпус. Пакетът остава както е.",
    ),
    "receive.exists": (
        "There is a corpus of that name. If it is the one made of this package, open it.",
        "Има корпус с това име. Ако е създаденият от този пакет, отворете него.",
    ),
    "receive.had": (
        "The corpus of this package is there already: open it and go on.",
        "Корпусът от този пакет вече е създаден: отворете го и продължете.",
    ),
    "receive.no_place": ("Say where the corpus goes.", "Кажете къде да стои корпусът."),
    "receive.go": (
        "&Make the corpus of {count} documents",
        "&Създаване на корпуса с {count} документа",
    ),
    "receive.go.one": ("&Make the corpus of 1 document", "&Създаване на корпуса с 1 документ"),
    "receive.open_existing": ("&Open the corpus that is there", "&Отваряне на наличния корпус"),
    "receive.merge": ("Me&rge into the open corpus…", "С&ливане с отворения корпус…"),
    "receive.looking": ("Looking at the package…", "Преглед на пакета…"),
    "receive.opened": (
        "{documents:document|documents} to be annotated. {due}",
        "{documents:документ|документа} за анотиране. {due}",
    ),
    "receive.due_on": ("Due {day}.", "Срок: {day}."),
    "receive.is_return": (
        "This package brings work back. Open the corpus that it was sent from; then it is merged.",
        "Този пакет връща работа. Отворете корпуса, от който е изпратена; после се слива.",
    ),
    "receive.is_corrections": (
        "This package tells what was decided of somebody's work. Open the corpus they work in; "
        "then it is taken in.",
        "Този пакет казва какво е решено за нечия работа. Отворете корпуса, в който работи този "
        "човек; после се приема.",
    ),
    "receive.take": ("&Take the corrections in", "&Приемане на поправките"),
    "receive.corrections": (
        "What was decided of {name}'s work: before, after, and why. Undo takes it back whole.",
        "Решеното за работата на {name}: преди, след и защо. Връщането отменя всичко.",
    ),
    "receive.not_yours": (
        "These corrections are for {name}, who does not work in the open corpus.",
        "Тези поправки са за {name}, а този човек не работи в отворения корпус.",
    ),
    "receive.open_corpus": ("&Open a corpus…", "&Отваряне на корпус…"),
}

MERGE: dict[str, tuple[str, str]] = {
    "merge.title": ("Merge packages", "Сливане на пакети"),
    "merge.packages": ("&Packages", "&Пакети"),
    "merge.packages_tip": (
        "Delete leaves the selected package out.",
        "Delete пропуска избрания пакет.",
    ),
    "merge.more": ("&Add…", "&Добавяне…"),
    "merge.filter": ("Packages (*.annotator-package)", "Пакети (*.annotator-package)"),
    "merge.from": ("of {name}", "от {name}"),
    "merge.kind.work": ("work sent out", "изпратена работа"),
    "merge.kind.return": ("work sent back", "върната работа"),
    "merge.kind.corrections": ("corrections", "поправки"),
    "merge.who": ("Who is wh&o", "&Кой кой е"),
    "merge.is": ("{theirs} is", "{theirs} е"),
    "merge.people": ("annotators", "анотатори"),
    "merge.layers": ("layers", "слоеве"),
    "merge.entities": ("entities", "единици"),
    "merge.as_new": ("new: {name}", "ново: {name}"),
    "merge.as_new_entity": ("a new entity", "нова единица"),
    "merge.not_taken": ("something else here", "тук е друго"),
    "merge.more_new": ("and {count} more, as new ones", "и още {count}, като нови"),
    "merge.guessed": ("guessed", "предположено"),
    "merge.not_here": (
        "{name} is not here yet: it comes with the merge.",
        "{name} още не е тук: идва със сливането.",
    ),
    "merge.what": ("What &would become of it", "Какво &би станало"),
    "merge.what_done": ("What became of it", "Какво стана"),
    "merge.fate.new": ("new", "нови"),
    "merge.fate.same": ("the same", "същите"),
    "merge.fate.changed_there": ("changed there, taken over", "променени там, приемат се"),
    "merge.fate.changed_here": ("changed here, ours stays", "променени тук, нашите остават"),
    "merge.fate.both_changed": (
        "changed on both sides, both are kept",
        "променени и от двете страни, остават и двете",
    ),
    "merge.fate.deleted": ("deleted there, go here too", "изтрити там, отпадат и тук"),
    "merge.fate.refused": ("refused", "отказани"),
    "merge.fate.new_documents": ("documents that are new here", "документи, нови тук"),
    "merge.fate.placed": ("put at a new place in our text", "на ново място в нашия текст"),
    "merge.fate.lost": (
        "without a place in our text, new ones are kept in a comment",
        "без място в нашия текст, новите се пазят в коментар",
    ),
    "merge.fate.mismatches": (
        "quotes that did not stand where they were said to",
        "цитати, които не бяха на посоченото място",
    ),
    "merge.fate.told": ("kept as it is here", "остава както е тук"),
    "merge.more_places": ("and {count} more", "и още {count}"),
    "merge.texts": (
        "Texts differ in {texts:document|documents}: {placed} re-anchored, {lost} lost.",
        "Текстът се различава в {texts:документ|документа}: {placed} преместени, {lost} загубени.",
    ),
    "merge.texts_same": (
        "All texts are the same here and there.",
        "Всички текстове са еднакви тук и там.",
    ),
    "merge.foreign": (
        "None of its documents is in this corpus: is it the right one?",
        "Нито един от документите не е в този корпус: той ли е правилният?",
    ),
    "merge.figures": (
        "{documents:document|documents}; {new} new, {changed} changed, {deleted} deleted, "
        "{refused} refused.",
        "{documents:документ|документа}; {new} нови, {changed} променени, {deleted} изтрити, "
        "{refused} отказани.",
    ),
    "merge.done": (
        "Merged {packages:package|packages}: {new} new, {changed} changed, {deleted} deleted, "
        "{refused} refused. A backup was made before.",
        "Слети {packages:пакет|пакета}: {new} нови, {changed} променени, {deleted} изтрити, "
        "{refused} отказани. Преди това беше направено резервно копие.",
    ),
    "merge.answers": (
        "{count:answer|answers} to corrections, {appeals:appeal|appeals} among them.",
        "{count:отговор|отговора} на поправки, от тях {appeals:обжалване|обжалвания}.",
    ),
    "merge.nothing_new": ("All of it is here already.", "Всичко вече е тук."),
    "merge.decide": ("Decide the appeals", "Решаване на обжалваното"),
    "merge.left_out": (
        "{count:package is|packages are} left out.",
        "{count:пакет е пропуснат|пакета са пропуснати}.",
    ),
    "merge.none": (
        "Add packages that came back, or drop them here.",
        "Добавете върнати пакети или ги пуснете тук.",
    ),
    "merge.stale": (
        "The corpus was changed meanwhile: this is looked at anew in a moment.",
        "Междувременно корпусът беше променен: след малко това се преглежда наново.",
    ),
    "merge.this": ("This file", "Този файл"),
    "merge.again": ("&Try again", "&Нов опит"),
    "merge.undo": ("&Undo the merge", "Вр&ъщане на сливането"),
    "merge.go": ("&Merge {count} annotations", "&Сливане на {count} анотации"),
    "merge.go.one": ("&Merge 1 annotation", "&Сливане на 1 анотация"),
    "merge.go_any": ("&Merge", "&Сливане"),
}

SHARING = PACKAGE | SEND_BACK | RECEIVE | MERGE
