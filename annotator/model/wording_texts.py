"""What corrections of texts are called, and what they say."""

SENTENCES: dict[str, tuple[str, str]] = {
    "step.documents.correct": (
        "Text of {name} corrected: revision {revision}, {touched} touched, {lost} lost",
        "Поправен текст на {name}: редакция {revision}, засегнати {touched}, изгубени {lost}",
    ),
    "correction_empty": (
        "The corrected text of {name} would be empty. Nothing was changed; a document without "
        "text can only be removed.",
        "Поправеният текст на {name} би бил празен. Нищо не беше променено; документ без текст "
        "може само да се премахне.",
    ),
    "correction_known": (
        "This is the text of the document {name} already, and the same text twice is one "
        "document. Nothing was changed.",
        "Това вече е текстът на документа {name}, а един и същ текст е един документ. Нищо не "
        "беше променено.",
    ),
    "said.lost": (
        "The correction to revision {revision} left no place for {count} things: {quotes}. They "
        "are kept with revision {before}.",
        "След поправката до редакция {revision} за {count} неща няма място: {quotes}. Те са "
        "запазени с редакция {before}.",
    ),
}
