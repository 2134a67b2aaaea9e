"""What a report for the methods section says."""

SENTENCES: dict[str, tuple[str, str]] = {
    "report.title": ("Annotation and agreement", "Анотиране и съгласие"),
    "report.methods": ("In short", "Накратко"),
    "report.material": (
        "{documents:document|documents} with {characters} characters bear {annotations} "
        "annotations and {relations} relations, made in Annotator {version} with the scheme "
        "{scheme} {scheme_version}.",
        "{documents:документ|документа} с {characters} знака носят {annotations} анотации и "
        "{relations} релации, направени в Annotator {version} по схемата {scheme} "
        "{scheme_version}.",
    ),
    "report.compared": (
        "{names} were compared on {documents:document|documents}; what is not annotated and what "
        "somebody has not finished is left out.",
        "{names} бяха сравнени върху {documents:документ|документа}; каквото не се анотира и "
        "каквото някой не е завършил, е изключено.",
    ),
    "report.nothing_compared": (
        "No document is finished by two annotators, so that agreement could not be measured.",
        "Няма документ, завършен от двама анотатори, затова съгласието не е измерено.",
    ),
    "report.decided": (
        "Where they differ, {total:place was|places were} decided by adjudication; where they "
        "agree, {agreed:place was|places were} taken over.",
        "Където се различават, {total:място е решено|места са решени} при преглед; където са "
        "съгласни, {agreed:място е прието|места са приети}.",
    ),
    "report.material_head": ("Material", "Материал"),
    "report.texts": (
        "The texts have {words} words between spaces and {characters} characters, of which "
        "{annotated} are to be annotated.",
        "Текстовете имат {words} думи между интервали и {characters} знака, от които {annotated} "
        "се анотират.",
    ),
    "report.languages": ("Documents by language: {named}.", "Документи по език: {named}."),
    "report.no_language": ("not said", "не е казано"),
    "report.by_how_many": (
        "Documents by how many annotators count for them: {named}.",
        "Документи според това колко анотатори се броят за тях: {named}.",
    ),
    "report.shared": (
        "{documents:document|documents} by {count}",
        "{documents:документ|документа} от {count}",
    ),
    "report.days": (
        "The annotators' work was made from {first} to {last}.",
        "Работата на анотаторите е правена от {first} до {last}.",
    ),
    "report.undefined": ("not defined", "не е определено"),
    "report.relations": ("relations", "релации"),
    "report.adjudicated": ("adjudicated", "решено при прегледа"),
    "report.decisions.by": ("Decided by: {named}.", "Решил: {named}."),
    "report.decisions.from": ("Versions taken from: {named}.", "Взети версии от: {named}."),
    "report.decisions.replies": (
        "What the annotators replied: {named}.",
        "Отговори на анотаторите: {named}.",
    ),
    "report.decisions.anew": (
        "{count:place was|places were} decided otherwise after an appeal.",
        "{count:място е решено|места са решени} другояче след възражение.",
    ),
    "report.decisions.reasons": (
        "{count:decision has|decisions have} a written reason.",
        "{count:решение има|решения имат} записано основание.",
    ),
    "report.reply.accepted": ("accepted", "приети"),
    "report.reply.appealed": ("appealed", "възразени"),
    "report.people": ("Annotators", "Анотатори"),
    "report.rounds": ("Rounds", "Кръгове"),
    "report.among": ("Annotators with each other", "Анотаторите помежду си"),
    "report.against": (
        "{name} against the adjudicated set",
        "{name} срещу решеното при прегледа",
    ),
    "report.before": (
        "Before adjudication: as each annotator finished the work.",
        "Преди прегледа: както всеки анотатор е завършил работата.",
    ),
    "report.after": (
        "After adjudication: against what was decided, on the documents where something was.",
        "След прегледа: срещу решеното, върху документите, където е решавано.",
    ),
    "report.unfinished": (
        "Left out as unfinished: {count:document|documents} of {name}.",
        "Пропуснати като незавършени: {count:документ|документа} на {name}.",
    ),
    "report.decisions": ("Decisions", "Решения"),
    "report.measures": ("Measures and their sources", "Мерки и източници"),
    "report.versions": ("Versions", "Версии"),
    "report.scheme": (
        "Scheme {id} {version}, SHA-256 {sha256}.",
        "Схема {id} {version}, SHA-256 {sha256}.",
    ),
    "report.program": ("Annotator {version}.", "Annotator {version}."),
    "report.who": ("who", "кой"),
    "report.annotations": ("annotations", "анотации"),
    "report.states": ("documents by state", "документи по състояние"),
    "report.round": ("round", "кръг"),
    "report.documents": ("documents", "документи"),
    "report.each": ("annotators of each", "анотатори на документ"),
    "report.overlap": ("overlap", "припокриване"),
    "report.pilot": ("pilot documents", "пилотни документи"),
    "report.seed": ("seed", "зърно"),
    "report.blind": ("blind", "на сляпо"),
    "report.due": ("due", "срок"),
    "report.yes": ("yes", "да"),
    "report.no": ("no", "не"),
    "report.what": ("what", "какво"),
    "report.measure": ("measure", "мярка"),
    "report.unit": ("unit", "единица"),
    "report.distance": ("distance", "разстояние"),
    "report.n": ("n", "n"),
    "report.together": ("all together", "всичко заедно"),
    "report.mean": ("mean of documents (n)", "средно по документи (n)"),
    "report.observed": ("observed", "наблюдавано"),
    "report.places": ("places", "места"),
    "report.kind": ("kind", "вид"),
    "report.answer": ("answer", "отговор"),
    "report.count": ("count", "брой"),
    "report.source": ("source", "източник"),
    "report.all_layers": ("all layers", "всички слоеве"),
    "report.state.new": ("new", "нови"),
    "report.state.in_progress": ("in progress", "в работа"),
    "report.state.finished": ("finished", "завършени"),
    "report.state.ignored": ("ignored", "пропуснати"),
    "report.kind.agree": ("all agree", "всички са съгласни"),
    "report.kind.border": ("border", "граница"),
    "report.kind.missing": ("missing", "липсва"),
    "report.kind.layer": ("layer", "слой"),
    "report.kind.feature": ("feature", "признак"),
    "report.kind.entity": ("entity", "единица"),
    "report.kind.relation": ("relation", "релация"),
    "report.kind.split": ("one or two", "една или две"),
    "report.answer.taken": ("one version taken", "взета е едната версия"),
    "report.answer.both": ("both taken", "взети са двете"),
    "report.answer.edited": ("own version", "собствена версия"),
    "report.answer.none": ("no annotation", "без анотация"),
    "report.answer.later": ("later", "по-късно"),
    "report_suffix": (
        "{path} should end in .html, .pdf or .json, so that it is known what to write.",
        "{path} трябва да завършва на .html, .pdf или .json, за да се знае какво да се запише.",
    ),
    "told.report": ("{path} is written.", "Записано е в {path}."),
}
