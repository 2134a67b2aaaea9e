"""What problems of documents, segments, comments, sets and entities are called."""

SENTENCES: dict[str, tuple[str, str]] = {
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
        "The set {set} names {count} documents that are not there.",
        "Групата {set} посочва {count} документа, които липсват.",
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
