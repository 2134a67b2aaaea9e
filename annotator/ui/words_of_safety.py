"""The texts of what keeps work safe: lost files, backups, drafts, crashes; English, Bulgarian."""

from __future__ import annotations

SAFETY: dict[str, tuple[str, str]] = {
    "not_written": ("Not written", "Не се записва"),
    "remedy.save_elsewhere": ("Save elsewhere…", "Запазване другаде…"),
    "remedy.backups": ("Backups…", "Резервни копия…"),
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
    "open_another": ("Open another…", "Отваряне на друг…"),
}
