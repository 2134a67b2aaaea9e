"""What is said while annotators' versions are decided between, in the window and aloud."""

from __future__ import annotations

REVIEW: dict[str, tuple[str, str]] = {
    "mode.review": ("Review", "Преглед"),
    "why.place": (
        "First begin to decide between annotators ({key}).",
        "Първо започнете решаване между анотатори ({key}).",
    ),
    "review.bar": ("Decision", "Решение"),
    "review.reason_label": ("Reason", "Основание"),
    "review.state": ("Adjudication", "Решаване"),
    "review.not_two": (
        "Nobody to compare: two annotators must have finished or annotated this document",
        "Няма с кого да се сравни: двама анотатори трябва да са завършили или анотирали документа",
    ),
    "review.names_hidden": ("names hidden", "имената са скрити"),
    "review.agree_n": ("{count} agree", "{count} съвпадат"),
    "review.against": ("{counts} annotations", "{counts} анотации"),
    "review.and": ("and", "и"),
    "review.title": ("Difference {number} of {count}", "Разлика {number} от {count}"),
    "review.counts": ("{decided} decided, {open} open", "{decided} решени, {open} открити"),
    "review.ends_later": (
        "{letter} ends {count:character|characters} later",
        "{letter} свършва {count:знак|знака} по-късно",
    ),
    "review.ends_earlier": (
        "{letter} ends {count:character|characters} earlier",
        "{letter} свършва {count:знак|знака} по-рано",
    ),
    "review.begins_later": (
        "{letter} begins {count:character|characters} later",
        "{letter} започва {count:знак|знака} по-късно",
    ),
    "review.begins_earlier": (
        "{letter} begins {count:character|characters} earlier",
        "{letter} започва {count:знак|знака} по-рано",
    ),
    "review.outdated": ("changed since it was decided", "променено след решението"),
    "review.waits": ("left for later", "оставено за по-късно"),
    "review.was": ("decided: {answer}", "решено: {answer}"),
    "review.take": ("Take {letter}", "Приемане на {letter}"),
    "review.both": ("Both", "И двете"),
    "review.edit": ("Edit", "Редактиране"),
    "review.nothing": ("Nothing here", "Тук нищо"),
    "review.later": ("Later", "По-късно"),
    "review.reason": ("Reason", "Основание"),
    "review.reason_hint": (
        "Why; {keys[review.guideline]} in the text adds the guideline of the layer",
        "Защо; {keys[review.guideline]} в текста добавя указанието за слоя",
    ),
    "review.rests_on": ("{reason} (guideline: {layer})", "{reason} (указание: {layer})"),
    "review.by_guideline": ("Guideline: {layer}", "Указание: {layer}"),
    "review.no_guideline": ("Without the guideline.", "Без указанието."),
    "review.took": ("Took {letter}.", "Прието {letter}."),
    "review.took_both": ("Both stay.", "Остават и двете."),
    "review.joined": ("Joined to one.", "Съединени в едно."),
    "review.edited": ("Your own version stands.", "Остава вашият вариант."),
    "review.took_nothing": ("Nothing here.", "Тук нищо."),
    "review.postponed": ("Left for later.", "Оставено за по-късно."),
    "review.open_n": ("{count} open.", "{count} открити."),
    "review.next": ("Next: {what}.", "Следва: {what}."),
    "review.in_document": ("In {title}.", "В {title}."),
    "review.empty": ("Nothing left to decide here.", "Тук няма какво повече да се решава."),
    "review.keep_own": (
        "Move the borders; {keys[borders.keep]} keeps them as the decision, Esc decides nothing.",
        "Преместете границите; {keys[borders.keep]} ги запазва като решение, Esc не решава нищо.",
    ),
    "review.set_values": (
        "This version is yours now: set its values, Esc goes back.",
        "Този вариант вече е ваш: задайте стойностите му, Esc връща обратно.",
    ),
    "review.similar_n": (
        "{count:more place differs|more places differ} in the same way.",
        "По същия начин се {count:различава още едно място|различават още места}.",
    ),
    "review.decide_alike": ("Decide them alike", "Решаване по същия начин"),
    "review.none_similar": (
        "No other open place differs in this way.",
        "Никое друго открито място не се различава така.",
    ),
    "review.not_decided": ("Decide the place first.", "Първо решете мястото."),
    "review.alike_done": ("{count:place|places} decided alike.", "Решени по същия начин: {count}."),
    "review.agreeing_n": (
        "All agree at {count:undecided place|undecided places} in {documents:document|documents}.",
        "Всички съвпадат на {count:нерешено място|нерешени места} в "
        "{documents:документ|документа}.",
    ),
    "review.accept": ("Accept", "Приемане"),
    "review.nothing_agrees": (
        "What all agree on is accepted already.",
        "Общото за всички вече е прието.",
    ),
    "review.accepted": (
        "{count:place|places} accepted. {keys[edit.undo]} takes them back.",
        "Приети {count:място|места}. {keys[edit.undo]} ги връща.",
    ),
    "review.filter": ("Differences gone through", "Кои разлики се преглеждат"),
    "review.only_unsure": ("only with something unsure", "само с нещо несигурно"),
    "review.only_commented": ("only with a comment", "само с коментар"),
    "review.also_decided": ("decided ones too", "и решените"),
    "review.kind": ("kind: {name}", "вид: {name}"),
    "review.layer": ("layer: {name}", "слой: {name}"),
    "review.blind_on": (
        "Names are hidden, rows are shuffled.",
        "Имената са скрити, редовете са разбъркани.",
    ),
    "review.blind_off": ("Names are shown.", "Имената се виждат."),
    "key.next_open": ("next", "следваща"),
    "key.previous_open": ("previous", "предишна"),
    "key.take_back": ("take back", "връща"),
    "key.leave_review": ("leave", "изход"),
}  # fmt: skip
