"""What problems of annotations are called; see `rules.Problem`."""

SENTENCES: dict[str, tuple[str, str]] = {
    "problem.unknown_layer": (
        "The scheme has no layer {layer}.",
        "Схемата няма слой {layer}.",
    ),
    "problem.unknown_segment": (
        "The document has no segment {segment}.",
        "Документът няма сегмент {segment}.",
    ),
    "problem.anchoring": (
        "{layer} cannot be anchored like this.",
        "{layer} не може да се закотви така.",
    ),
    "problem.bad_offsets": (
        "The span {begin}–{end} is not within the text.",
        "Отрязъкът {begin}–{end} е извън текста.",
    ),
    "problem.fragments_overlap": (
        "The fragments of one annotation overlap.",
        "Частите на една анотация се застъпват.",
    ),
    "problem.quote_mismatch": (
        "The quoted text is not what stands at that place: {quote}",
        "Цитатът не съвпада с текста на това място: {quote}",
    ),
    "problem.point": (
        "{layer} needs at least one character.",
        "{layer} изисква поне един знак.",
    ),
    "problem.token_border": (
        "The span begins or ends inside a word.",
        "Отрязъкът започва или завършва вътре в дума.",
    ),
    "problem.not_annotated": (
        "This part of the document is not annotated.",
        "Тази част от документа не се анотира.",
    ),
    "problem.crosses_segment": (
        "{layer} may not cross the border of a segment.",
        "{layer} не бива да пресича граница на сегмент.",
    ),
    "problem.overlap": (
        "{layer} is already here: {quote}. Enter opens it.",
        "Тук вече има {layer}: {quote}. Enter го отваря.",
    ),
    "problem.required": (
        "{layer}: {feature} is empty.",
        "{layer}: липсва {feature}.",
    ),
    "problem.unknown_feature": (
        "{layer} has no feature {feature}.",
        "{layer} няма признак {feature}.",
    ),
    "problem.bad_value": (
        "{feature} cannot be {value}.",
        "{feature} не може да бъде {value}.",
    ),
    "problem.unknown_tag": (
        "{feature} has no tag {value}.",
        "{feature} няма етикет {value}.",
    ),
    "problem.group_tag": (
        "{value} is a group of tags; choose one of its members.",
        "{value} е група; изберете неин член.",
    ),
    "problem.out_of_bounds": (
        "{feature} cannot be {value}: out of bounds.",
        "{feature} не може да бъде {value}: извън границите.",
    ),
    "problem.unknown_entity": (
        "The corpus has no entity {entity}.",
        "Корпусът няма единица {entity}.",
    ),
    "problem.entity_kind": (
        "The entity {entity} is of another kind than {feature} expects.",
        "Единицата {entity} е от друг вид, а не какъвто очаква {feature}.",
    ),
    "problem.unknown_relation_type": (
        "The scheme has no type of relation {type}.",
        "Схемата няма вид връзка {type}.",
    ),
    "problem.missing_end": (
        "An end of the relation {type} does not exist.",
        "Единият край на връзката {type} не съществува.",
    ),
    "problem.missing_entity": (
        "The relation {type} goes to {entity}, which is neither an entity of the corpus nor built "
        "into its scheme. Add it to either, or link another end.",
        "Връзката {type} води към {entity}, а такава единица няма нито в корпуса, нито вградена в "
        "схемата му. Добавете я там или свържете друг край.",
    ),
    "problem.relation_end": (
        "The relation {type} may not join these two.",
        "Връзката {type} не може да свързва тези две.",
    ),
    "problem.rule": (
        "A rule of the scheme does not hold.",
        "Нарушено е правило на схемата.",
    ),
    "problem.damage.structure": (
        "The file is damaged: {detail}. Restore a backup.",
        "Файлът е повреден: {detail}. Възстановете резервно копие.",
    ),
    "problem.damage.reference": (
        "Row {row} of {table} points to a {detail} that is not there. Restore a backup.",
        "Ред {row} на {table} сочи към липсващ ред на {detail}. Възстановете резервно копие.",
    ),
    "problem.damage.checksum": (
        "Row {row} of {table} was changed by something else than this program.",
        "Ред {row} на {table} е променен от нещо друго, а не от програмата.",
    ),
    "problem.damage.digest": (
        "Rows of document {row} have vanished, come or been changed outside this program.",
        "Редове на документ {row} са изчезнали, добавени или променени извън програмата.",
    ),
    "problem.damage.text": (
        "The text of a document is not the one that was imported.",
        "Текстът на документ не е този, който е бил внесен.",
    ),
    "problem.damage.search": (
        "The search index does not fit the documents ({detail}).",
        "Индексът за търсене не съответства на документите ({detail}).",
    ),
    "severity.error": ("error", "грешка"),
    "severity.incomplete": ("incomplete", "незавършено"),
    "severity.hint": ("hint", "подсказка"),
    "rule_refused": ("{sentence}", "{sentence_bg}"),
    "read_only_layer": (
        "The layer {layer} is read-only in this scheme.",
        "Слоят {layer} в тази схема е само за четене.",
    ),
    "relation_exists": (
        "These two are already related as {type}.",
        "Тези две вече са свързани с {type}.",
    ),
    "relation_not_allowed": (
        "The scheme allows no relation between these two.",
        "Схемата не допуска връзка между тези две.",
    ),
    "relation_other_document": (
        "A relation joins annotations of one document.",
        "Връзката свързва анотации от един документ.",
    ),
    "nothing_to_comment": (
        "There is nothing to comment on here: select some text.",
        "Тук няма какво да се коментира: изберете текст.",
    ),
    "nothing_to_tag": (
        "There is nothing to tag here: select some text or put the caret on a word.",
        "Тук няма какво да се маркира: изберете текст или поставете курсора върху дума.",
    ),
    "last_fragment": (
        "This is the only fragment. Backspace deletes the annotation.",
        "Това е единствената част. Backspace изтрива анотацията.",
    ),
    "set_without_name": ("A set needs a name.", "Групата се нуждае от име."),
    "no_such_noun": (
        "It is no longer in the corpus. Somebody has removed it.",
        "Вече го няма в корпуса. Някой го е премахнал.",
    ),
    "document_finished": (
        "The document is finished. Reopen it first (Ctrl+Shift+D).",
        "Документът е завършен. Първо го отворете отново (Ctrl+Shift+D).",
    ),
    "no_such_role": (
        "The scheme has no role of segments {name}. Its roles: {known}.",
        "Схемата няма роля на сегменти {name}. Ролите ѝ: {known}.",
    ),
    "segment_has_work": (
        "{count:annotation stands|annotations stand} in this segment. Remove what stands there "
        "before it is closed for work.",
        "В този сегмент има {count:анотация|анотации}. Премахнете ги, преди да го изключите от "
        "работата.",
    ),
    "comment_of_another": (
        "{name} wrote this comment and alone deletes it. You can answer or resolve it.",
        "Този коментар е на {name} и само този анотатор го изтрива. Можете да му отговорите или да "
        "го приключите.",
    ),
    "entity_in_use": (
        "{name} is used by {count:annotation|annotations}. Remove or change what uses it first.",
        "{name} се използва от {count:анотация|анотации}. Първо премахнете или променете това, "
        "което го използва.",
    ),
}
