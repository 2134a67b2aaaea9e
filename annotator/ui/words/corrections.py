"""What is said while an annotator answers the corrections of their work."""

from __future__ import annotations

CORRECTIONS: dict[str, tuple[str, str]] = {
    "mode.corrections": ("Corrections", "Поправки"),
    "context.C": ("at corrections", "при поправки"),
    "why.correction": (
        "First go to the corrections of your work ({key}).",
        "Първо отидете към поправките на работата си ({key}).",
    ),
    "corrections.state": ("Corrections", "Поправки"),
    "corrections.bar": ("Correction", "Поправка"),
    "corrections.mine_letter": ("M", "М"),
    "corrections.decided_letter": ("D", "Р"),
    "corrections.mine": ("yours", "ваше"),
    "corrections.decided": ("decided", "решено"),
    "corrections.decided_by": ("decided by {name}", "решено от {name}"),
    "corrections.rows": ("{mine} yours, {decided} decided", "{mine} ваше, {decided} решено"),
    "corrections.title": ("Correction {number} of {count}", "Поправка {number} от {count}"),
    "corrections.title_said": (
        "Correction {number} of {count}: {kind}.",
        "Поправка {number} от {count}: {kind}.",
    ),
    "corrections.counts": (
        "{open} of {count} unanswered",
        "{open} от {count} без отговор",
    ),
    "corrections.counted": (
        "{count:correction|corrections}, {open} unanswered",
        "{count:поправка|поправки}, {open} без отговор",
    ),
    "corrections.offer": (
        "{count:correction|corrections} of your work: {open} unanswered.",
        "{count:поправка|поправки} на вашата работа: {open} без отговор.",
    ),
    "corrections.see": ("See them", "Преглед"),
    "corrections.none": (
        "Nothing of your work was decided otherwise by anybody.",
        "Никой не е решил нищо от работата ви другояче.",
    ),
    "corrections.none_here": (
        "No correction in this document. {keys[next.difference]} goes to the next.",
        "Няма поправка в този документ. {keys[next.difference]} отива към следващата.",
    ),
    "corrections.no_more": ("That was the last one.", "Това беше последната."),
    "corrections.all_answered": (
        "All are answered; the answers go back with your next package.",
        "Всички са с отговор; отговорите се връщат със следващия ви пакет.",
    ),
    "corrections.is_accepted": ("accepted", "прието"),
    "corrections.is_appealed": ("appealed", "обжалвано"),
    "corrections.is_heard": (
        "appealed, and decided the same again",
        "обжалвано и отново решено така",
    ),
    "corrections.anew": ("decided anew after your appeal", "решено наново след обжалването ви"),
    "corrections.as_before": ("as you had it", "както беше при вас"),
    "corrections.your_appeal": ("Your appeal: {reason}", "Обжалвахте: {reason}"),
    "corrections.was_accepted": ("accepted", "прието"),
    "corrections.was_appealed": ("appealed: {reason}", "обжалвано: {reason}"),
    "corrections.was_heard": (
        "appealed, and decided the same again: {reason}",
        "обжалвано и отново решено така: {reason}",
    ),
    "corrections.reason_by": ("{name}: {reason}", "{name}: {reason}"),
    "corrections.no_reason": ("No reason was given.", "Не е посочено основание."),
    "corrections.guideline": ("Guideline, {layer}: {text}", "Указание, {layer}: {text}"),
    "corrections.accept": ("Accept", "Приемане"),
    "corrections.appeal": ("Appeal", "Обжалване"),
    "corrections.unanswered": ("No answer", "Без отговор"),
    "corrections.why": ("Your reason", "Вашето основание"),
    "corrections.why_hint": (
        "Why you appeal; Enter sends, Esc goes back",
        "Защо обжалвате; Enter изпраща, Esc връща",
    ),
    "corrections.accepted": ("Accepted.", "Прието."),
    "corrections.appealed": ("Appealed.", "Обжалвано."),
    "corrections.taken_back": ("Unanswered again.", "Отново без отговор."),
    "corrections.needs_reason": (
        "An appeal needs a reason: write it, Enter sends.",
        "Обжалването иска основание: напишете го, Enter изпраща.",
    ),
    "corrections.not_answered": (
        "There is no answer to take back.",
        "Няма отговор за връщане.",
    ),
    "corrections.open_n": ("{count} unanswered.", "{count} без отговор."),
    "corrections.list": ("Corrections of your work", "Поправки на вашата работа"),
    "corrections.open": ("unanswered", "без отговор"),
    "key.accept": ("accept", "приема"),
    "key.appeal": ("appeal", "обжалва"),
}  # fmt: skip
