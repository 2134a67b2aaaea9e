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
    "told.corrected": (
        "{name}: revision {revision}. {kept} annotations are where they were, {moved} moved, "
        "{touched} touched, {lost} lost.",
        "{name}: редакция {revision}. {kept} анотации са на мястото си, {moved} преместени, "
        "{touched} засегнати, {lost} изгубени.",
    ),
    "told.not_corrected": (
        "{name}: the text is this one already; nothing was changed.",
        "{name}: текстът вече е този; нищо не беше променено.",
    ),
    "told.touched": (
        "  touched: {name} „{before}“ → „{after}“",
        "  засегнато: {name} „{before}“ → „{after}“",
    ),
    "told.lost": (
        "  lost, kept with the old text: {name} „{quote}“",
        "  изгубено, запазено със стария текст: {name} „{quote}“",
    ),
    "noun.annotation": ("annotation", "анотация"),
    "noun.relation": ("relation", "връзка"),
    "noun.comment": ("comment", "коментар"),
    "noun.segment": ("segment", "сегмент"),
    "noun.tokens": ("tokens", "думи"),
    "said.lost": (
        "The correction to revision {revision} left no place for {count} things: {quotes}. They "
        "are kept with revision {before}.",
        "След поправката до редакция {revision} за {count} неща няма място: {quotes}. Те са "
        "запазени с редакция {before}.",
    ),
}
