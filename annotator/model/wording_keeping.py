"""Sentences of repairs, of rescues, of the journal, and of what is removed for good."""

from __future__ import annotations

from annotator.model.sentences import END, SHELL

SENTENCES: dict[str, tuple[str, str]] = {
    "step.repair.indexes": (
        "Repair: the indexes of the file were made anew",
        "Поправка: индексите на файла бяха направени наново",
    ),
    "step.repair.rows": (
        "Repair: {count:row|rows} set right, as checksums prove",
        "Поправка: {count:ред е поправен|реда са поправени}, както доказват контролните суми",
    ),
    "step.repair.vanished": (
        "Repair: {count:row|rows} that had vanished brought back from a backup",
        "Поправка: {count:изчезнал ред е върнат|изчезнали реда са върнати} от резервно копие",
    ),
    "step.repair.annotators": (
        "Repair: {count:annotator|annotators} made anew who had work here and no entry",
        "Поправка: {count:анотатор с работа тук е вписан|анотатори с работа тук са вписани} наново",
    ),
    "step.repair.references": (
        "Repair: {count:row|rows} put aside that pointed to what is not there",
        "Поправка: {count:ред към липсващо е оставен|реда към липсващо са оставени} настрана",
    ),
    "step.repair.digests": (
        "Repair: the sums of {count:document|documents} counted anew",
        "Поправка: сборовете на {count:документ|документа} са пресметнати наново",
    ),
    "step.repair.counters": (
        "Repair: row numbers of {count:table|tables} go on after the last row",
        "Поправка: номерата на редовете в {count:таблица|таблици} продължават след последния",
    ),
    "step.repair.search": (
        "Repair: the search index was made anew",
        "Поправка: индексът за търсене беше направен наново",
    ),
    "step.repair.quotes": (
        "Repair: {count:quote|quotes} found again elsewhere",
        "Поправка: {count:цитат е намерен|цитата са намерени} отново на друго място",
    ),
    "step.repair.tags": (
        "Repair: {count:tag|tags} taken from under what is not there, or out of a circle",
        "Поправка: {count:етикет е изваден|етикета са извадени} изпод липсващо или от кръг",
    ),
    "step.repair.entities": (
        "Repair: {count:entity|entities} taken from under what is not there, or out of a circle",
        "Поправка: {count:единица е извадена|единици са извадени} изпод липсващо или от кръг",
    ),
    "step.repair.segments": (
        "Repair: {count:segment|segments} taken from under what is not there, or out of a circle",
        "Поправка: {count:сегмент е изваден|сегмента са извадени} изпод липсващо или от кръг",
    ),
    "step.repair.comments": (
        "Repair: {count:comment|comments} on what is gone put on the document",
        "Поправка: {count:коментар към липсващо е|коментара към липсващо са} вече към документа",
    ),
    "step.repair.sets": (
        "Repair: {count:set|sets} without the documents that are not there",
        "Поправка: {count:група|групи} без документите, които липсват",
    ),
    "progress.repairing": ("Repairing {done} of {total}", "Поправяне {done} от {total}"),
    "told.repaired_nothing": (
        "There was nothing that could be repaired.",
        "Нямаше нищо, което може да се поправи.",
    ),
    "told.repair_backups": (
        f"What is left does not prove how it was.{SHELL} `annotator restore` puts one of these "
        f"backups in the place of the corpus, `annotator rescue` saves what still proves:{END}",
        f"За останалото няма доказателство какво е било.{SHELL} `annotator restore` поставя на "
        "мястото на корпуса някое от тези копия, `annotator rescue` спасява каквото още се "
        f"доказва:{END}",
    ),
    "told.repair_no_backup": (
        "What is left does not prove how it was, and there is no backup of it."
        f"{SHELL} `annotator rescue` saves what still proves into a new corpus.{END}",
        "За останалото няма доказателство какво е било, а няма и резервно копие."
        f"{SHELL} `annotator rescue` спасява в нов корпус каквото още се доказва.{END}",
    ),
    "problem.tag_nowhere": (
        "The tag {tag} stands under {other}, which is not there.",
        "Етикетът {tag} стои под {other}, който липсва.",
    ),
    "problem.tag_circle": (
        "The tag {tag} stands under itself, by way of {other}.",
        "Етикетът {tag} стои под самия себе си, чрез {other}.",
    ),
    "problem.damage.setting": (
        "What the file says of itself (its id, the count of its edits) is damaged.",
        "Каквото файлът казва за себе си (името му за програмата, броят редакции), е повредено.",
    ),
    "problem.damage.counter": (
        "The row numbers of {table} would be given out a second time (up to {row}).",
        "Номерата на редовете на {table} биха се дали втори път (до {row}).",
    ),
    "problem.damage.history": (
        "What step {row} of the history keeps is damaged: it cannot be taken back or made again.",
        "Запазеното в стъпка {row} от историята е повредено: не може да се върне или повтори.",
    ),
    "problem.damage.aliases": (
        "The names by which entities are found do not fit the entities ({detail}).",
        "Имената, по които се намират единиците, не съответстват на единиците ({detail}).",
    ),
    "rescue_nothing": (
        "Nothing can be read of {path}; it was not touched. Look for a backup of it.",
        "Нищо от {path} не може да се прочете; файлът не беше променен. Потърсете резервно копие.",
    ),
    "rescue_no_scheme": (
        "The scheme of {path} cannot be read, and no backup has it. Nothing was made."
        f"{SHELL} Name the scheme with --scheme.{END}",
        "Схемата на {path} не може да се прочете и няма резервно копие с нея. Нищо не беше "
        f"създадено.{SHELL} Посочете схемата с --scheme.{END}",
    ),
    "step.corpus.rescue": (
        "Rescued from a damaged corpus: {count:row|rows}",
        "Спасено от повреден корпус: {count:ред|реда}",
    ),
    "progress.rescuing": ("Rescuing {done} of {total}", "Спасяване {done} от {total}"),
    "told.rescued": (
        "{path} holds what proves. {saved} saved, {doubtful} doubtful, {lost} could not be read.",
        "{path} съдържа доказаното. Спасени: {saved}, съмнителни: {doubtful}, нечетливи: {lost}.",
    ),
    "told.rescued_whole": (
        "{path}: everything proves and was saved ({saved}).",
        "{path}: всичко се доказа и беше спасено ({saved}).",
    ),
    "told.rescued_document": (
        "{name}: {saved} saved, {doubtful} doubtful, {lost} lost",
        "{name}: спасени {saved}, съмнителни {doubtful}, изгубени {lost}",
    ),
    "told.rescued_apart": (
        "What can be read and does not prove lies in {path}.",
        "Четливото, което не се доказа, е в {path}.",
    ),
    "told.rescued_no_journal": (
        "A journal of the last edits was not there or did not belong to it: they may be missing.",
        "Журналът на последните редакции липсваше или не беше негов: те може да липсват.",
    ),
    "told.rescued_scheme": (
        "Its scheme could not be read and was taken from elsewhere.",
        "Схемата му не можа да се прочете и беше взета от другаде.",
    ),
    "journal_gap": (
        "{count:edit before it is|edits before it are} missing in the journal.",
        "{count:редакция преди нея липсва|редакции преди нея липсват} в журнала.",
    ),
    "journal_omitted": (
        "It changed {count:thing|things} at once and is in the journal by numbers only.",
        "Промени {count:нещо|неща} наведнъж и в журнала е само с номера.",
    ),
    "journal_differs": (
        "It did not lead to the same as before, and was taken back.",
        "Не доведе до същото като преди и беше върната.",
    ),
    "progress.replaying": (
        "Making edits again: {done} of {total}",
        "Повтаряне на редакции: {done} от {total}",
    ),
    "told.replayed": (
        "{count:edit after the backup was|edits after the backup were} made again.",
        "{count:редакция след копието е направена|редакции след копието са направени} отново.",
    ),
    "told.replay_ended": (
        "{count} more were not. The first of them: {reason}",
        "Още {count} не бяха. Първата от тях: {reason}",
    ),
    "older_version": (
        "{path} is of an older version ({found}, now {known}). Open it once for writing: it is "
        "brought up to date then, after a backup. Nothing was changed.",
        "{path} е от по-стара версия ({found}, сега {known}). Отворете го веднъж за писане: тогава "
        "се обновява, след резервно копие. Нищо не беше променено.",
    ),
    "step.documents.purge": (
        "A document was removed for good, from {steps} steps as well",
        "Документ беше премахнат завинаги, също и от {steps} стъпки",
    ),
    "step.documents.purged": (
        "What this step did is removed for good",
        "Направеното в тази стъпка е премахнато завинаги",
    ),
    "progress.purging": ("Removing for good", "Премахване завинаги"),
    "purge_unconfirmed": (
        "Removing for good cannot be taken back. Nothing was removed: confirm it with the title "
        f"of the document, {{name}}.{SHELL} (--confirm){END}",
        "Премахването завинаги не може да се върне. Нищо не беше премахнато: потвърдете със "
        f"заглавието на документа, {{name}}.{SHELL} (--confirm){END}",
    ),
    "told.purge_counts": (
        "{name}: {annotation} annotations, {relation} relations, {comment} comments, {segment} "
        "segments, {assignment} assignments, {decision} decisions, {revision} older "
        "texts go with it.",
        "{name}: с него си отиват {annotation} анотации, {relation} връзки, {comment} коментара, "
        "{segment} сегмента, {assignment} възлагания, {decision} решения, {revision} "
        "по-стари текста.",
    ),
    "told.purged": (
        "{name} is removed for good, and everything on it. There is no undo.",
        "{name} е премахнат завинаги с всичко към него. Връщане няма.",
    ),
    "told.purge_backups": (
        "These backups and copies still have it; delete them if it must not be anywhere:",
        "Тези резервни и други копия още го съдържат; изтрийте ги, ако не трябва да остава никъде:",
    ),
    "told.purge_elsewhere": (
        "Packages and exports that were handed out are not known here; what is merged from such a "
        "package brings the document back.",
        "Раздадените пакети и изнесените файлове не се знаят тук; слят оттам пакет връща "
        "документа.",
    ),
    "told.purge_entities": (
        f"No other document names {{names}}: they stay.{SHELL} --with-entities removes them "
        f"too.{END}",
        f"Никой друг документ не назовава {{names}}: остават.{SHELL} --with-entities премахва и "
        f"тях.{END}",
    ),
    "told.purge_entities_gone": (
        "Removed for good with it: {names}.",
        "Премахнати завинаги с него: {names}.",
    ),
    "purge_unfinished": (
        "The document is removed, but the file could not be written anew ({reason}): single words "
        "of it may be left in the search index until the next document is removed for good.",
        "Документът е премахнат, но файлът не можа да се запише наново ({reason}): отделни негови "
        "думи може да останат в индекса за търсене до следващото премахване завинаги.",
    ),
    "too_little_room": (
        "Importing needs at least {needed} MB on the disk of {path}, and {free} MB are free. "
        "Nothing was imported: make room, or move the corpus to another disk.",
        "За внасянето трябват поне {needed} MB на диска на {path}, а свободни са {free} MB. Нищо "
        "не беше внесено: освободете място или преместете корпуса на друг диск.",
    ),
    "backup_reason.open": ("when it was opened", "при отваряне"),
    "backup_reason.regular": ("every half hour", "на половин час"),
    "backup_reason.asked": ("asked for", "по желание"),
    "backup_reason.import": ("before an import", "преди внасяне"),
    "backup_reason.merge": ("before a merge", "преди сливане"),
    "backup_reason.migration": (
        "before it was brought up to date for a newer program",
        "преди осъвременяване за по-нова програма",
    ),
}
