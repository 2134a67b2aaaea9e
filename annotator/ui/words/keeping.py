"""The texts of the dialogs that keep a corpus: backups and checks; English and Bulgarian."""

from __future__ import annotations

KEEPING: dict[str, tuple[str, str]] = {
    "backups.title": ("Backups", "Резервни копия"),
    "backups.of": ("Backups of {name}, newest first", "Резервни копия на {name}, най-новото първо"),
    "backups.none": (
        "There is no backup yet. One is made when a corpus is opened, every half hour and before "
        "each import.",
        "Още няма резервно копие. Прави се при отваряне, на всеки половин час и преди всяко "
        "внасяне.",
    ),
    "backups.restore": ("&Restore", "&Възстановяване"),
    "backups.same": (
        "The corpus has nothing more than this backup.",
        "Корпусът няма нищо повече от това копие.",
    ),
    "backups.gone": (
        "{count} later steps are not in it, the newest of them:",
        "{count} по-късни стъпки не са в него, най-новите от тях:",
    ),
    "backups.gone.one": (
        "1 later step is not in it:",
        "1 по-късна стъпка не е в него:",
    ),
    "backups.unreadable": (
        "The corpus itself cannot be read, so the two cannot be compared.",
        "Самият корпус не може да се прочете и двата не могат да се сравнят.",
    ),
    "backups.renamed": (
        "Nothing is overwritten: the corpus of now is renamed and stays beside it.",
        "Нищо не се презаписва: сегашният корпус се преименува и остава до него.",
    ),
    "check.title": ("Check the corpus", "Проверка на корпуса"),
    "check.again": ("Check &again", "Проверка &отново"),
    "check.repair": ("&Repair", "&Поправяне"),
    "check.none_repaired": (
        "Nothing of it proves how it was, so nothing was changed",
        "За нищо от него не се доказва какво е било, затова нищо не беше променено",
    ),
    "check.damage": ("damaged", "повредено"),
    "check.error": ("error", "грешка"),
    "check.incomplete": ("incomplete", "незавършено"),
    "check.hint": ("hint", "подсказка"),
    "check.found": ("What was found", "Намереното"),
    "check.nothing": (
        "Nothing is damaged, wrong or incomplete.",
        "Нищо не е повредено, грешно или незавършено.",
    ),
    "check.more": ("{count} more are not listed", "Още {count} не са изброени"),
    "check.damaged": (
        "Some of it is damaged. Put a backup back (File > Backups), or export what can be read.",
        "Част от него е повредена. Върнете резервно копие (Файл > Резервни копия) или изнесете "
        "четимото.",
    ),
}
