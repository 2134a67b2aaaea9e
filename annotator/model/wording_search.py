"""What searches say: what cannot be read, how far they are, what was done to their hits."""

SENTENCES: dict[str, tuple[str, str]] = {
    "query_empty": (
        "Type what to search for.",
        "Напишете какво да се търси.",
    ),
    "query_long": (
        "What is searched for is longer than {most:character|characters}.",
        "Търсеното е по-дълго от {most:знак|знака}.",
    ),
    "query_deep": (
        "There are too many parentheses within each other at character {character}.",
        "Твърде много скоби една в друга при знак {character}.",
    ),
    "query_quote": (
        "The quotation mark at character {character} is not closed.",
        "Кавичката при знак {character} не е затворена.",
    ),
    "query_bracket": (
        "The bracket at character {character} is not closed: [layer feature=value].",
        "Скобата при знак {character} не е затворена: [слой признак=стойност].",
    ),
    "query_parenthesis": (
        "The parenthesis at character {character} has no other half.",
        "Скобата при знак {character} няма двойка.",
    ),
    "query_ends": (
        "Something is missing at the end (character {character}).",
        "В края липсва нещо (знак {character}).",
    ),
    "query_no_word": (
        "There is no word at character {character}.",
        "При знак {character} няма дума.",
    ),
    "query_places": (
        "IN and NEAR stand between things that have a place in the text (character {character}).",
        "ВЪТРЕ и БЛИЗО стоят между неща, които имат място в текста (знак {character}).",
    ),
    "query_condition": (
        "Within brackets: layer, then feature=value; this is neither (character {character}).",
        "В скобите: слой, после признак=стойност; това не е нито едното (знак {character}).",
    ),
    "query_flag": (
        "An annotation can be incomplete, unsure, commented or suggested, not “{name}” "
        "(character {character}).",
        "Една анотация може да е незавършена, несигурна, коментирана или предложена, не „{name}“ "
        "(знак {character}).",
    ),
    "query_expression": (
        "This is no regular expression: {reason}.",
        "Това не е регулярен израз: {reason}.",
    ),
    "query_no_layer": (
        "The scheme has no layer “{name}”. Its layers: {known}.",
        "Схемата няма слой „{name}“. Слоевете ѝ: {known}.",
    ),
    "query_no_feature": (
        "There is no feature “{name}”. Features here: {known}.",
        "Няма признак „{name}“. Признаци тук: {known}.",
    ),
    "query_no_value": (
        "“{name}” is no value of {feature}. Its values: {known}.",
        "„{name}“ не е стойност на {feature}. Стойностите: {known}.",
    ),
    "query_no_entity": (
        "No entity is called “{name}”.",
        "Никоя единица не се нарича „{name}“.",
    ),
    "query_no_key": (
        "Documents have no “{name}”. They can have: {known}. In quotation marks it is a word.",
        "Документите нямат „{name}“. Могат да имат: {known}. В кавички е дума.",
    ),
    "query_no_set": (
        "There is no set “{name}”. Sets: {known}.",
        "Няма група „{name}“. Групи: {known}.",
    ),
    "query_no_annotator": (
        "There is no annotator “{name}”. Annotators: {known}.",
        "Няма анотатор „{name}“. Анотатори: {known}.",
    ),
    "query_no_state": (
        "“{name}” is no state of a document: new, in_progress, finished or ignored.",
        "„{name}“ не е състояние на документ: нов, в_работа, завършен или пропуснат.",
    ),
    "query_slow": (
        "The regular expression takes too long on {name}; {documents:document was|documents were} "
        "searched. "
        "Simplify it.",
        "Регулярният израз е твърде бавен върху {name}; {documents:документ е претърсен|документа "
        "са претърсени}. "
        "Опростете го.",
    ),
    "progress.searching": ("Searching {done} of {total}", "Търсене {done} от {total}"),
    "progress.sorting": ("Sorting {done} of {total}", "Подреждане {done} от {total}"),
    "progress.tagging": ("Tagging {done} of {total}", "Маркиране {done} от {total}"),
    "told.search": (
        "{total:hit|hits} in {documents:document|documents}.",
        "{total:място|места} в {documents:документ|документа}.",
    ),
    "told.no_hits": (
        "Not found. Try all forms, or fewer letters.",
        "Не е намерено. Опитайте с всички форми или с по-малко букви.",
    ),
    "told.no_form": (
        "Not found. Try fewer letters.",
        "Не е намерено. Опитайте с по-малко букви.",
    ),
    "told.no_place": ("Not found.", "Не е намерено."),
    "step.bulk.tag": (
        "Tag {count:hit|hits} as {layer}",
        "Маркиране на {count:място|места} като {layer}",
    ),
    "step.bulk.retag": (
        "Change {count:annotation|annotations} to {layer}",
        "Промяна на {count:анотация|анотации} на {layer}",
    ),
    "step.bulk.feature": (
        "Set features of {count:annotation|annotations}",
        "Признаци на {count:анотация|анотации}",
    ),
    "step.bulk.remove": (
        "Delete what {annotations:hit has|hits have}",
        "Изтриване на анотациите на {annotations:място|места}",
    ),
    "step.bulk.comment": (
        "Comment on {count:hit|hits}: {text}",
        "Коментар към {count:място|места}: {text}",
    ),
    "told.bulk": (
        "{done} done, {left} left as they were. Ctrl+Z takes all of it back.",
        "{done} направени, {left} оставени както бяха. Ctrl+Z връща всичко.",
    ),
    "nothing_to_do": (
        "Nothing was changed: none of the {count} ticked hits can take this.",
        "Нищо не беше променено: никое от {count} отбелязани места не го допуска.",
    ),
    "why.tagged": ("already tagged: {count}", "вече маркирани: {count}"),
    "why.overlap": (
        "in the way of another annotation of the layer: {count}",
        "застъпват друга анотация на слоя: {count}",
    ),
    "why.closed": ("where nothing is annotated: {count}", "където не се анотира: {count}"),
    "why.finished": ("in finished documents: {count}", "в завършени документи: {count}"),
    "why.rule": ("against a rule of the scheme: {count}", "срещу правило на схемата: {count}"),
    "why.nothing": ("without an annotation: {count}", "без анотация: {count}"),
    "why.others": ("made by somebody else: {count}", "направени от друг: {count}"),
    "why_not.tagged": ("This hit is already tagged.", "Това място вече е маркирано."),
    "why_not.overlap": (
        "This hit is in the way of another annotation of the layer.",
        "Това място застъпва друга анотация на слоя.",
    ),
    "why_not.closed": (
        "Nothing is annotated in this part of the document.",
        "В тази част от документа не се анотира.",
    ),
    "why_not.finished": (
        "This hit is in a finished document.",
        "Това място е в завършен документ.",
    ),
    "why_not.rule": (
        "A rule of the scheme does not allow it here.",
        "Правило на схемата не го допуска тук.",
    ),
    "why_not.nothing": ("This hit has no annotation.", "Това място няма анотация."),
    "why_not.others": (
        "This was made by somebody else.",
        "Това е направено от друг.",
    ),
}
