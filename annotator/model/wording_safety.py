"""Sentences of backups, of corpora that are not where they were, and of unsafe places."""

from __future__ import annotations

from annotator.model.sentences import END, SHELL

SENTENCES: dict[str, tuple[str, str]] = {
    "corpus_gone": (
        "{path} is no longer there: it was deleted or renamed, or its disk is gone. Nothing can be "
        "written into it. What you see is complete: save the corpus elsewhere now.",
        "{path} вече не е там: изтрит или преименуван е, или дискът му липсва. В него не може да "
        "се пише. Това, което виждате, е пълно: запазете корпуса на друго място сега.",
    ),
    "corpus_replaced": (
        "{path} was replaced by another file, perhaps by a program that synchronises folders. "
        "Nothing more is written. What you see is complete: save the corpus elsewhere, then "
        "compare the two.",
        "{path} беше заменен с друг файл, може би от програма, която синхронизира папки. Повече "
        "нищо не се записва. Това, което виждате, е пълно: запазете корпуса на друго място и "
        "сравнете двата.",
    ),
    "older_than_seen": (
        "{path} is older than when you last saw it: {count:edit is|edits are} missing. It may "
        "have been "
        "copied while it was open, or set back by another program. Look at its backups before you "
        "go on.",
        "{path} е по-стар, отколкото когато го видяхте последно: липсват {count} редакции. Може да "
        "е копиран, докато е бил отворен, или върнат назад от друга програма. Погледнете "
        "резервните копия, преди да продължите.",
    ),
    "left_open": (
        "{path} was not closed last time, perhaps by a crash or a power cut. Every edit that was "
        f"done is in it.{SHELL} `annotator check` proves it.{END}",
        "{path} не беше затворен миналия път, може би заради срив или спрял ток. Всяка направена "
        f"редакция е в него.{SHELL} `annotator check` го доказва.{END}",
    ),
    "left_open_damaged": (
        "{path} was not closed last time, and not everything in it proves ({damage:fault|faults} "
        "of the file, {quotes:quote|quotes} elsewhere). Nothing was changed: Help > Check corpus "
        "lists it, and a backup may be whole.",
        "{path} не беше затворен миналия път и не всичко в него се доказва (повреди на файла: "
        "{damage}, цитати не на място: {quotes}). Нищо не беше променено: Помощ > Проверка на "
        "корпуса ги изброява, а някое резервно копие може да е цяло.",
    ),
    "told.left_open": (
        "The corpus was not closed last time. It was proved: {edits:edit is|edits are} in it, and "
        "{quotes:quote stands where it should|quotes stand where they should}.",
        "Корпусът не беше затворен миналия път. Проверен е: редакции в него – {edits}, цитати на "
        "мястото си – {quotes}.",
    ),
    "place_sync": (
        "{path} lies in a folder that {name} copies. Such programs can set a corpus back or mix "
        "two versions: keep it elsewhere while you work, and put a copy there when it is closed.",
        "{path} е в папка, която {name} копира. Такива програми могат да върнат корпус назад или "
        "да смесят две версии: дръжте го другаде, докато работите, и слагайте там копие, когато е "
        "затворен.",
    ),
    "place_network": (
        "{path} lies on another machine ({name}). A corpus is safe only on a disk of this one: "
        "work on a copy here, and put it back when it is closed.",
        "{path} е на друга машина ({name}). Един корпус е в безопасност само на диск на тази: "
        "работете с копие тук и го върнете, когато е затворен.",
    ),
    "rescue_failed": (
        "The file of the corpus is gone, and it could not be saved by itself. {reason} Save it "
        "elsewhere; whoever closes once more gives up what is in no backup.",
        "Файлът на корпуса липсва и корпусът не можа да се запази сам. {reason} Запазете го на "
        "друго място; който затвори още веднъж, се отказва от онова, което го няма в копията.",
    ),
    "name_in_use": (
        "{path} is the name of the corpus that is open. Choose another name.",
        "{path} е името на отворения корпус. Изберете друго име.",
    ),
    "backup_holds": (
        "It holds {document:document|documents}, {annotation:annotation|annotations}, "
        "{relation:relation|relations}, {entity:entity|entities}, {comment:comment|comments}.",
        "Съдържа {document:документ|документа}, {annotation:анотация|анотации}, "
        "{relation:връзка|връзки}, {entity:единица|единици}, {comment:коментар|коментара}.",
    ),
    "no_backup": (
        "There is no sound backup of {path}.",
        "Няма здраво резервно копие на {path}.",
    ),
    "file_is_corpus": (
        "{file} is a corpus that is open here. It was not read as a file; nothing was changed.",
        "{file} е корпус, който е отворен тук. Не беше прочетен като файл; нищо не беше променено.",
    ),
    "told.backup": (
        "Backup made and verified: {path}",
        "Резервното копие е направено и проверено: {path}",
    ),
    "told.backup_fresh": (
        "Nothing changed since the last backup.",
        "Нищо не е променено след последното резервно копие.",
    ),
    "told.restored": (
        "{path} is restored. The corpus of before is kept as {old}.",
        "{path} е възстановен. Предишният корпус е запазен като {old}.",
    ),
    "told.restored_new": (
        "{path} is restored.",
        "{path} е възстановен.",
    ),
}
