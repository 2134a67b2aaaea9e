"""What problems of documents, segments, comments, sets and entities are called."""

SENTENCES: dict[str, tuple[str, str]] = {
    "step.documents.name": ("New name: {name}", "Ново име: {name}"),
    "step.documents.describe": (
        "{name}: {count:thing changed|things changed}",
        "{name}: {count:промяна|промени}",
    ),
    "step.documents.unassign": (
        "{name} taken from the annotator",
        "{name} вече не е при анотатора",
    ),
    "step.documents.relate": ("{name}: {relation}", "{name}: {relation}"),
    "step.documents.unrelate": ("{name}: no longer {relation}", "{name}: вече не {relation}"),
    "value.relation.reprint_of": ("reprint of another document", "препечатка на друг документ"),
    "value.relation.translation_of": ("translation of another", "превод на друг документ"),
    "value.relation.revision_of": ("revision of another document", "редакция на друг документ"),
    "value.relation.reply_to": ("reply to another document", "отговор на друг документ"),
    "step.annotate.accept_relation": ("Accept {type}: {quote}", "Приемане на {type}: {quote}"),
    "step.annotate.refuse_relation": ("Refuse {type}: {quote}", "Отхвърляне на {type}: {quote}"),
    "step.annotate.relation_confidence": (
        "Confidence of {type}: {quote}",
        "Увереност за {type}: {quote}",
    ),
    "step.scheme.set": ("Scheme {name} {version}", "Схема {name} {version}"),
    "no_such_state": (
        "{state} is none of {known}. Nothing was changed.",
        "{state} не е някое от {known}. Нищо не беше променено.",
    ),
    "name_empty": (
        "A document needs a name. Nothing was changed.",
        "Документът трябва да има име. Нищо не беше променено.",
    ),
    "scheme_wrong": (
        "This cannot be a scheme: {reason}. The corpus keeps the one it has.",
        "Това не може да бъде схема: {reason}. Корпусът запазва своята.",
    ),
    "scheme_in_use": (
        "The new scheme lacks {names}, on which there is work. The corpus keeps the one it has.",
        "В новата схема липсва {names}, а в корпуса има работа с него. Корпусът запазва своята.",
    ),
    "document_relation_type": (
        "There is no relation {type} between documents. Known ones: {known}.",
        "Няма връзка {type} между документи. Познати са: {known}.",
    ),
    "document_relation_self": (
        "A document has no relation to itself. Nothing was changed.",
        "Документ няма връзка със себе си. Нищо не беше променено.",
    ),
    "no_such_document_relation": (
        "{name} has no relation {type} to {other}. Nothing was changed.",
        "{name} няма връзка {type} с {other}. Нищо не беше променено.",
    ),
    "no_such_segment": (
        "{name} has no segment {segment}. Nothing was changed.",
        "{name} няма сегмент {segment}. Нищо не беше променено.",
    ),
    "told.scheme": ("{name} {version}", "{name} {version}"),
    "problem.metadata_value": (
        "Metadata: {metadata} cannot be {value}.",
        "Метаданни: {metadata} не може да бъде {value}.",
    ),
    "problem.metadata_required": (
        "Metadata: {metadata} is missing.",
        "Метаданни: липсва {metadata}.",
    ),
    "problem.segment_twice": (
        "Two segments of the document have the same id.",
        "Два сегмента на документа имат едно и също id.",
    ),
    "problem.segment_borders": (
        "The segment {segment} is not within the text.",
        "Сегментът {segment} е извън текста.",
    ),
    "problem.segment_role": (
        "The segment {segment} has the role {role}, which the scheme does not have.",
        "Сегментът {segment} има роля {role}, каквато схемата няма.",
    ),
    "problem.segment_nowhere": (
        "The segment {segment} names the segment {other}, which is not there.",
        "Сегментът {segment} посочва сегмент {other}, който липсва.",
    ),
    "problem.segment_parent": (
        "The segment {segment} is not within {other}, to which it belongs.",
        "Сегментът {segment} не е вътре в {other}, към който принадлежи.",
    ),
    "problem.tokens": (
        "The tokens of {tokenizer} do not fit the text.",
        "Токените на {tokenizer} не съответстват на текста.",
    ),
    "problem.comment_target": (
        "A comment is on {other}, which is not there.",
        "Коментар е към {other}, което липсва.",
    ),
    "problem.comment_thread": (
        "A comment answers {other}, which is not there.",
        "Коментар отговаря на {other}, който липсва.",
    ),
    "problem.comment_quote": (
        "The text that a comment quotes is not at its place: {quote}",
        "Цитатът на коментар не стои на мястото си: {quote}",
    ),
    "problem.document_relation_type": (
        "The document has a relation of the type {type}, which is not known.",
        "Документът има връзка от вид {type}, който не е познат.",
    ),
    "problem.document_relation_self": (
        "The document has a relation to itself.",
        "Документът има връзка със себе си.",
    ),
    "problem.set_documents": (
        "The set {set} names {count:document that is|documents that are} not there.",
        "Групата {set} посочва {count:документ, който липсва|документа, които липсват}.",
    ),
    "problem.decision_results": (
        "A decision made {count:annotation or relation that is|annotations or relations that are} "
        "gone.",
        "Решение е довело до {count:анотация или връзка, която липсва|анотации или връзки, "
        "които липсват}.",
    ),
    "problem.decision_place": (
        "Where a decision was made, something else stands now: {quote}",
        "Там, където е взето решение, сега стои друго: {quote}",
    ),
    "problem.round_names": (
        "The round {round} names {count:document or annotator that is|documents or annotators "
        "that are} not there.",
        "Кръгът {round} посочва {count:документ или анотатор, който липсва|документи или "
        "анотатори, които липсват}.",
    ),
    "problem.entity_built_in": (
        "The entity {name} has the id {entity}, which is built in.",
        "Единицата {name} има id {entity}, което е вградено.",
    ),
    "problem.entity_nowhere": (
        "The entity {name} names {other}, which is not there.",
        "Единицата {name} посочва {other}, която липсва.",
    ),
    "problem.entity_circle": (
        "The entity {name} belongs to itself or represents itself, if over others.",
        "Единицата {name} принадлежи на себе си или представлява себе си, макар и чрез други.",
    ),
    "problem.entity_unknown_kind": (
        "The entity {name} is of the kind {kind}, which the scheme does not have.",
        "Единицата {name} е от вид {kind}, какъвто схемата няма.",
    ),
    "problem.entity_id": (
        "The entity {name}: an id of {authority} that is known has a value, any other has none.",
        "Единицата {name}: познато id от {authority} има стойност, всяко друго няма.",
    ),
}
