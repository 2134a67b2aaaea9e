"""What corrections of texts are called, and what they say."""

SENTENCES: dict[str, tuple[str, str]] = {
    "step.documents.correct": (
        "Text of {name} corrected: revision {revision}, {touched} touched, {lost} lost",
        "Поправен текст на {name}: редакция {revision}, засегнати {touched}, изгубени {lost}",
    ),
    "step.documents.prove": (
        "{count:quote found again at another place|quotes found again at other places}",
        "{count:цитат е намерен отново на друго място|цитата са намерени отново на други места}",
    ),
    "told.proved": (
        "{moved:annotation was|annotations were} moved to where the quote stands; {missing:quote "
        "is|quotes are} nowhere in the text and marked as errors.",
        "{moved:анотация е преместена|анотации са преместени} там, където стои цитатът; "
        "{missing:цитат го няма|цитата ги няма} в текста и са отбелязани като грешки.",
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
    "revision_of_several": (
        "{file}: {count:document|documents} came from a file of that name, so it is not certain "
        "which one "
        "is to be corrected. Nothing of this file was imported; `annotator correct` names one.",
        "{file}: {count:документ идва|документа идват} от файл с това име и не е сигурно кой да "
        "се поправи. "
        "Нищо от този файл не беше внесено; `annotator correct` посочва един.",
    ),
    "revision_unlike": (
        "{file}: the document from a file of that name has quite another text. Nothing of this "
        "file was imported; `annotator correct` puts its text in all the same.",
        "{file}: документът от файл с това име има съвсем друг текст. Нищо от този файл не беше "
        "внесено; `annotator correct` поставя текста му въпреки това.",
    ),
    "loss.no_place": (
        "annotations, relations or comments on an older text, for which ours has no place",
        "анотации, връзки или коментари към по-стар текст, за които в нашия няма място",
    ),
    "loss.set_documents": (
        "documents of a set that are not in the corpus",
        "документи от група, които не са в корпуса",
    ),
    "loss.round_documents": (
        "documents of a round that are not in the corpus",
        "документи от кръг, които не са в корпуса",
    ),
    "told.corrections": (
        "{count:document has|documents have} another text now and got a new revision: "
        "{touched:annotation|annotations} "
        "touched, {lost} lost and kept with the old text.",
        "{count:документ вече има друг текст и получи нова редакция|документа вече имат друг "
        "текст и получиха нова редакция}: засегнати анотации: "
        "{touched}, изгубени и запазени със стария текст: {lost}.",
    ),
    "told.described": (
        "{name}: {changes:change|changes}.",
        "{name}: {changes:промяна|промени}.",
    ),
    "told.corrected": (
        "{name}: revision {revision}. {kept:annotation is where it was|annotations are where they "
        "were}, {moved} moved, "
        "{touched} touched, {lost} lost.",
        "{name}: редакция {revision}. {kept:анотация е на мястото си|анотации са на местата си}, "
        "{moved} преместени, "
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
    "said.merged_lost": (
        "A merge found no place in this text for {count:thing|things}: {quotes}. This comment "
        "keeps them.",
        "При сливане за {count:нещо|неща} няма място в този текст: {quotes}. Този коментар ги "
        "пази.",
    ),
    "said.lost": (
        "The correction to revision {revision} left no place for {count:thing|things}: {quotes}. "
        "They "
        "are kept with revision {before}.",
        "След поправката до редакция {revision} за {count:нещо|неща} няма място: {quotes}. Те са "
        "запазени с редакция {before}.",
    ),
}
