"""The texts of what keeps work safe: lost files, backups, drafts, crashes; English, Bulgarian."""

from __future__ import annotations

SAFETY: dict[str, tuple[str, str]] = {
    "not_written": ("Not written", "Не се записва"),
    "remedy.save_elsewhere": ("Save elsewhere…", "Запазване другаде…"),
    "remedy.work_on_copy": ("Work on a copy", "Работа с копие"),
    "remedy.keep_beside": ("Keep both", "Запазване на двата"),
    "title_copy": ("{name} (working copy)", "{name} (работно копие)"),
    "saved_in_copy": ("Saved in the copy", "Записано в копието"),
    "bringing_back": ("Bringing the copy back", "Връщане на копието"),
    "on_copy": (
        "You work on a copy on this machine. It is brought back when you close it.",
        "Работите с копие на тази машина. То се връща при затваряне.",
    ),
    "on_copy_already": (
        "You work on a copy already; File > Bring back puts it in its place.",
        "Вече работите с копие; Файл > Връщане на копието го поставя на мястото му.",
    ),
    "no_copy_here": (
        "This is the corpus itself, no copy: each step is in it already.",
        "Това е самият корпус, не копие: всяка стъпка вече е в него.",
    ),
    "brought_back": (
        "{name} is as your copy is now: edits brought back, {count}.",
        "{name} вече е като копието ви: върнати редакции, {count}.",
    ),
    "copy_title": ("A working copy waits", "Чака работно копие"),
    "copy_go_on": ("Go on with the copy", "Продължаване с копието"),
    "open_original": ("Open the original", "Отваряне на оригинала"),
    "remedy.backups": ("Backups…", "Резервни копия…"),
    "remedy.check": ("Check corpus…", "Проверка на корпуса…"),
    "remedy.repair": ("Repair", "Поправяне"),
    "repaired": (
        "{name} is repaired ({count}) and opened. Undo takes each kind of repair back; "
        "Help > Check corpus lists what is left.",
        "{name} е поправен ({count}) и отворен. Връщането отменя всеки вид поправка; "
        "Помощ > Проверка на корпуса изброява останалото.",
    ),
    "remedy.another": ("Open another…", "Отваряне на друг…"),
    "saved_elsewhere": (
        "Saved as {path}, verified. You work in that file now.",
        "Запазено като {path}, проверено. Вече работите в този файл.",
    ),
    "rescued": (
        "The file of the corpus was gone. All of it was saved as {path}.",
        "Файлът на корпуса липсваше. Целият корпус беше запазен като {path}.",
    ),
    "restored": (
        "{name} is restored. The corpus of before is kept beside it as {old}: open that to come "
        "back.",
        "{name} е възстановен. Предишният корпус е запазен до него като {old}: отворете него, за "
        "да се върнете.",
    ),
    "restored_new": ("{name} is restored.", "{name} е възстановен."),
    "diagnostics_copied": (
        "Copied: versions, screen, settings, counts and the log; no texts, names or paths.",
        "Копирано: версии, екран, настройки, броеве и дневник; без текстове, имена и пътища.",
    ),
    "ended_badly": (
        "The program was cut off last time. Everything that was saved is here.",
        "Миналия път програмата беше прекъсната. Всичко записано е тук.",
    ),
    "crashed_at_start": (
        "The program ended last time while it was starting. Your corpora are as they were. Safe "
        "mode starts without settings and remembered windows; or go on as usual.",
        "Миналия път програмата спря още при пускането си. Корпусите ви са непокътнати. "
        "Безопасният режим започва без настройки и запомнени прозорци; или продължете "
        "както обикновено.",
    ),
    "safe_mode": ("Start in safe mode", "Пускане в безопасен режим"),
    "in_safe_mode": (
        "Safe mode: nothing of your settings was read, and none will be kept.",
        "Безопасен режим: настройките ви не бяха прочетени и нищо няма да се запази в тях.",
    ),
    "drafts_one": (
        "A text that was being typed is not in the corpus yet. It was kept.",
        "Текст, който се пишеше, още не е в корпуса. Запазен е.",
    ),
    "drafts_n": (
        "{count} texts that were being typed are not in the corpus yet. They were kept.",
        "{count} текста, които са се пишели, още не са в корпуса. Запазени са.",
    ),
    "draft_show": ("Go there", "Отиване там"),
    "open_another": ("Open another…", "Отваряне на друг…"),
}
