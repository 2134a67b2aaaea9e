"""What is said of decisions between annotators: steps, progress and refusals."""

SENTENCES: dict[str, tuple[str, str]] = {
    "no_such_place": (
        "The annotations of this place have changed since. Nothing was decided; look at it again.",
        "Анотациите на това място са променени междувременно. Нищо не е решено; вижте го отново.",
    ),
    "not_compared": (
        "The work of {name} is not compared here, only that of {known}. Nothing was decided.",
        "Работата на {name} не се сравнява тук, само тази на {known}. Нищо не е решено.",
    ),
    "relations_not_edited": (
        "Relations are taken or left. Their ends can be linked by hand afterwards.",
        "Връзките се приемат или оставят. Краищата им може да се свържат на ръка след това.",
    ),
    "not_repeatable": (
        "This decision settles its own place only: it is about relations, or was joined or edited.",
        "Това решение важи само за мястото си: то е за връзки или е съединено или редактирано.",
    ),
    "not_decided": (
        "This place is not decided yet, so there is nothing to apply to others.",
        "Това място още не е решено, затова няма какво да се приложи другаде.",
    ),
    "answer_with_several": (
        "Places are decided by one answer: --take, --agreeing or --none, and only one of them.",
        "Местата се решават с един отговор: --take, --agreeing или --none, само един от тях.",
    ),
    "step.review.decide": ("Decision, {answer}: {quote}", "Решение, {answer}: {quote}"),
    "step.review.reason": ("Reason of a decision: {quote}", "Основание на решение: {quote}"),
    "step.review.agreeing": (
        "Accepted what all agree on: {places:place|places}",
        "Прието общото за всички: {places:място|места}",
    ),
    "step.review.similar": (
        "Decided alike, {answer}: {places:place|places}, {quote}",
        "Решено по същия начин, {answer}: {places:място|места}, {quote}",
    ),
    "step.review.places": (
        "Decided {places:place|places}, {answer}",
        "Решени {places:място|места}, {answer}",
    ),
    "value.answer.taken": ("taken", "прието"),
    "value.answer.both": ("both", "и двете"),
    "value.answer.edited": ("edited", "редактирано"),
    "value.answer.none": ("nothing here", "тук нищо"),
    "value.answer.later": ("later", "по-късно"),
    "progress.deciding": ("Deciding {done} of {total}", "Решаване {done} от {total}"),
    "told.places": (
        "{open:place|places} open, {decided} decided, {agree} agree.",
        "{open:открито място|открити места}, {decided} решени, {agree} съвпадат.",
    ),
    "told.decided": (
        "Decided: {count:place|places}, {refused} refused.",
        "Решени: {count:място|места}, {refused} отказани.",
    ),
}
