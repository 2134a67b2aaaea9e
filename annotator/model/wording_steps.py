"""What steps of the history and counts of work are called."""

SENTENCES: dict[str, tuple[str, str]] = {
    "step.corpus.new": ("New corpus", "Нов корпус"),
    "step.corpus.annotator": ("Annotator: {name}", "Анотатор: {name}"),
    "step.documents.import": (
        "Import of {documents:document|documents} with {annotations:annotation|annotations}",
        "Внасяне на {documents:документ|документа} с {annotations:анотация|анотации}",
    ),
    "step.documents.metadata": ("Metadata: {key}", "Метаданни: {key}"),
    "step.documents.segment": ("Role of a segment: {role}", "Роля на сегмент: {role}"),
    "value.state.new": ("new", "нов"),
    "value.state.in_progress": ("in progress", "в работа"),
    "value.state.finished": ("finished", "завършен"),
    "value.state.ignored": ("ignored", "пропуснат"),
    "step.documents.state": ("State of the document: {state}", "Състояние на документа: {state}"),
    "step.documents.remove": ("Remove document {name}", "Премахване на документ {name}"),
    "step.annotate.tag": ("Tag {layer}: {quote}", "Маркиране {layer}: {quote}"),
    "step.annotate.feature": (
        "{feature} of {layer}: {quote}",
        "{feature} на {layer}: {quote}",
    ),
    "step.annotate.spans": ("Borders of {layer}: {quote}", "Граници на {layer}: {quote}"),
    "step.annotate.fragment": ("Fragment of {layer}: {quote}", "Част от {layer}: {quote}"),
    "step.annotate.remove": ("Delete {layer}: {quote}", "Изтриване на {layer}: {quote}"),
    "step.annotate.confidence": ("Confidence of {layer}: {quote}", "Увереност за {layer}: {quote}"),
    "step.annotate.accept": ("Accept {layer}: {quote}", "Приемане на {layer}: {quote}"),
    "step.annotate.refuse": ("Refuse {layer}: {quote}", "Отхвърляне на {layer}: {quote}"),
    "step.annotate.link": ("Link {type}: {quote}", "Свързване {type}: {quote}"),
    "step.annotate.unlink": ("Unlink {type}: {quote}", "Премахване на връзка {type}: {quote}"),
    "step.annotate.relation_feature": ("{type}: {feature}", "{type}: {feature}"),
    "step.entities.new": ("New entity: {name}", "Нова единица: {name}"),
    "step.entities.set": ("Entity: {name}", "Единица: {name}"),
    "step.entities.remove": ("Remove entity: {name}", "Премахване на единица: {name}"),
    "step.comments.add": ("Comment: {text}", "Коментар: {text}"),
    "step.comments.set": ("Comment changed: {text}", "Променен коментар: {text}"),
    "step.comments.remove": ("Comment removed: {text}", "Премахнат коментар: {text}"),
    "step.documents.put_in_set": ("Into the set {name}: {count}", "В групата {name}: {count}"),
    "step.documents.take_from_set": (
        "Out of the set {name}: {count}",
        "Извън групата {name}: {count}",
    ),
    "step.documents.remove_set": ("Remove the set {name}", "Премахване на групата {name}"),
    "step.scheme.grow": ("Scheme: new tags", "Схема: нови етикети"),
    "progress.importing": ("Importing {done} of {total}", "Внасяне {done} от {total}"),
    "progress.exporting": ("Exporting {done} of {total}", "Изнасяне {done} от {total}"),
    "progress.proving": (
        "Reading back {done} of {total}",
        "Обратно четене {done} от {total}",
    ),
    "progress.counting": ("Counting {done} of {total}", "Изчисляване {done} от {total}"),
    "progress.looking": ("Looking at {done} of {total}", "Разглеждане {done} от {total}"),
    "progress.checking": ("Checking {done} of {total}", "Проверка {done} от {total}"),
    "progress.reading_annotations": ("Reading {done} of {total}", "Четене {done} от {total}"),
    "progress.undoing": (
        "Taking back {done} of {total} rows",
        "Връщане назад: {done} от {total} реда",
    ),
    "progress.redoing": (
        "Making again {done} of {total} rows",
        "Повторно извършване: {done} от {total} реда",
    ),
    "progress.backup": ("Making a backup", "Създаване на резервно копие"),
    "progress.looking_backup": ("Looking through the backup", "Преглед на резервното копие"),
}

SENTENCES.update(
    {
        "told.import": (
            "{documents:document|documents}, {annotations:annotation|annotations}, "
            "{relations:relation|relations}, {entities:entity|entities}, "
            "{comments:comment|comments} imported.",
            "Внесени: {documents:документ|документа}, {annotations:анотация|анотации}, "
            "{relations:връзка|връзки}, "
            "{entities:единица|единици}, {comments:коментар|коментара}.",
        ),
        "told.known": (
            "{known_documents:text was|texts were} in the corpus already; what was new was added.",
            "{known_documents:текст вече беше|текста вече бяха} в корпуса; новото беше добавено.",
        ),
        "told.languages": (
            "Languages, as the texts suggest: {languages}.",
            "Езици, според самите текстове: {languages}.",
        ),
        "told.demo_kept": (
            "Somebody had worked in the demonstration that was here; it is kept as {path}.",
            "В предишния пример е работено; той е запазен като {path}.",
        ),
        "told.folder_made": ("Folder made: {path}", "Създадена папка: {path}"),
        "told.mismatches": (
            "{count:quote did not stand at its offsets and was|quotes did not stand at their "
            "offsets and were} anchored anew.",
            "{count:цитат не стоеше на мястото си и беше закотвен|цитата не стояха на местата си "
            "и бяха закотвени} наново.",
        ),
        "told.losses": ("Not carried:", "Не е пренесено:"),
        "told.proof": (
            "  read back and compared: {documents:document|documents}, "
            "{annotations:annotation|annotations}, "
            "{relations:relation|relations}, no difference ({seconds} s)",
            "  прочетено обратно и сравнено: {documents:документ|документа}, "
            "{annotations:анотация|анотации}, "
            "{relations:връзка|връзки}, без разлика ({seconds} s)",
        ),
        "told.suggested": ("suggested", "предложено"),
        "told.check": (
            "{errors:error|errors}, {incomplete} incomplete, {hints:hint|hints}.",
            "{errors:грешка|грешки}, {incomplete:незавършена|незавършени}, "
            "{hints:подсказка|подсказки}.",
        ),
        "counted.document": ("{count:document|documents}", "{count:документ|документа}"),
        "counted.annotation": ("{count:annotation|annotations}", "{count:анотация|анотации}"),
        "counted.relation": ("{count:relation|relations}", "{count:връзка|връзки}"),
        "counted.entity": ("{count:entity|entities}", "{count:единица|единици}"),
        "counted.comment": ("{count:comment|comments}", "{count:коментар|коментара}"),
        "counted.annotator": ("{count:annotator|annotators}", "{count:анотатор|анотатора}"),
        "counted.segment": ("{count:segment|segments}", "{count:сегмент|сегмента}"),
        "counted.assignment": ("{count:assignment|assignments}", "{count:възлагане|възлагания}"),
        "counted.document_set": (
            "{count:document set|document sets}",
            "{count:група документи|групи документи}",
        ),
        "counted.document_relation": (
            "{count:relation of documents|relations of documents}",
            "{count:връзка между документи|връзки между документи}",
        ),
        "counted.round": ("{count:round|rounds}", "{count:кръг|кръга}"),
        "counted.decision": ("{count:decision|decisions}", "{count:решение|решения}"),
        "told.refused": (
            "Not counted, but kept: suggestions that were refused ({annotation:annotation|"
            "annotations}, {relation:relation|relations}).",
            "Не се броят, но се пазят: отказани предложения ({annotation:анотация|анотации}, "
            "{relation:връзка|връзки}).",
        ),
        "told.reads": ("reads", "чете"),
        "told.writes": ("writes", "записва"),
        "told.undone": ("Taken back: {step}", "Върнато: {step}"),
        "told.redone": ("Made again: {step}", "Повторено: {step}"),
        "loss.documentation": ("documentation in the file", "документация във файла"),
        "loss.entity_differs": (
            "entities that differ from ours; ours were kept",
            "единици, различни от нашите; запазени са нашите",
        ),
        "loss.kept_ours": (
            "annotations, relations or comments that differ from ours; ours were kept",
            "анотации, връзки или коментари, различни от нашите; запазени са нашите",
        ),
        "loss.metadata_differs": (
            "metadata that differ from ours; ours were kept",
            "метаданни, различни от нашите; запазени са нашите",
        ),
        "loss.segments_differ": (
            "documents whose segments differ from ours; ours were kept",
            "документи с други сегменти; запазени са нашите",
        ),
        "loss.document_relations": (
            "relations of documents whose other end is not here",
            "връзки между документи, чийто друг край липсва",
        ),
        "loss.not_selected": ("what was not selected", "неизбраното"),
    }
)
