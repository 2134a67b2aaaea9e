"""The sentences of working copies, English and Bulgarian."""

from __future__ import annotations

from annotator.model.sentences import END, SHELL

SENTENCES: dict[str, tuple[str, str]] = {
    "original_changed": (
        "{path} was changed by somebody else since your copy of it was made. It was left as it is; "
        "your work is whole in {kept}. Keep that beside it under a name of its own, and merge the "
        f"two.{SHELL} `annotator checkin --beside` does it.{END}",
        "{path} е променен от друг, откакто е направено вашето копие. Оставен е, както е; работата "
        "ви е цяла в {kept}. Запазете това до него под собствено име и слейте двата."
        f"{SHELL} Това прави `annotator checkin --beside`.{END}",
    ),
    "copy_not_back": (
        "Your copy could not be put back to {path}: {reason}. Your work is whole in {kept}, and is "
        "gone on with there when you open {path} again.",
        "Копието ви не можа да се върне в {path}: {reason}. Работата ви е цяла в {kept} и "
        "продължава там, когато пак отворите {path}.",
    ),
    "copy_not_made": (
        "No working copy of {path} could be made in {folder}: {reason}. Nothing was changed; you "
        "can still work on it where it is.",
        "Не можа да се направи работно копие на {path} в {folder}: {reason}. Нищо не беше "
        "променено; още можете да работите с него там, където е.",
    ),
    "copy_differs": (
        "What was written for {path} does not read as it should, so it was not put in its place. "
        "Your work is whole in {kept}.",
        "Записаното за {path} не се чете, както трябва, и не беше поставено на мястото му. "
        "Работата ви е цяла в {kept}.",
    ),
    "no_copy": (
        "There is no working copy of {path}. Nothing was changed.",
        "Няма работно копие на {path}. Нищо не беше променено.",
    ),
    "copy_waits": (
        "A working copy of {path} waits, with {edits:edit that is|edits that are} not in it yet."
        f"{SHELL} It is {{copy}}; `annotator checkin` brings it back.{END}",
        "Работно копие на {path} чака, с {edits:редакция|редакции} в повече."
        f"{SHELL} То е {{copy}}; `annotator checkin` го връща.{END}",
    ),
    "copy_in_the_way": (
        "A working copy of {path} waits, with {edits:edit|edits}, and the original was changed "
        "too meanwhile. Keep the copy beside it under a name of its own, and merge the two."
        f"{SHELL} It is {{copy}}; `annotator checkin --beside` does it.{END}",
        "Работно копие на {path} чака, с {edits:редакция|редакции}, а междувременно и оригиналът "
        "е променен. Запазете копието до него под собствено име и слейте двата."
        f"{SHELL} То е {{copy}}; `annotator checkin --beside` го прави.{END}",
    ),
    "told.checked_out": (
        "{copy} is your working copy; `annotator checkin` brings it back to {path}.",
        "{copy} е работното ви копие; `annotator checkin` го връща в {path}.",
    ),
    "progress.bringing_back": ("Bringing the copy back", "Връщане на копието"),
    "told.checked_in": (
        "{path} is as your working copy was: {edits:edit|edits} came back. The copy is removed, "
        "its backups are kept.",
        "{path} е каквото беше работното ви копие: върнато: {edits:редакция|редакции}. Копието е "
        "премахнато, резервните му копия остават.",
    ),
    "told.kept_beside": (
        "{path} is as it was, and your work is in {kept}. Merge the two when you like.",
        "{path} е какъвто беше, а работата ви е в {kept}. Слейте ги, когато желаете.",
    ),
}
