"""What handing out work, sending it and bringing it together are called."""

SENTENCES: dict[str, tuple[str, str]] = {
    "step.rounds.make": (
        "Round {name}: {documents:document|documents} for {annotators:annotator|annotators}",
        "Кръг {name}: {documents:документ|документа} за {annotators:анотатор|анотатори}",
    ),
    "step.rounds.reopen": (
        "{name} reopened for {annotator}: {reason}",
        "{name} е отворен отново за {annotator}: {reason}",
    ),
    "round_impossible": (
        "Documents cannot be handed out so: {reason}. Nothing was changed.",
        "Документите не могат да се възложат така: {reason}. Нищо не беше променено.",
    ),
    "round_empty": (
        "There is nobody, or no document, to hand out. Nothing was changed.",
        "Няма на кого или какво да се възложи. Нищо не беше променено.",
    ),
    "no_such_set": (
        "There is no set {name}. Known are: {known}.",
        "Няма група {name}. Познати са: {known}.",
    ),
    "not_finished": (
        "{annotator} has not finished {name}, so there is nothing to reopen. Nothing was changed.",
        "{annotator} не е завършил {name}, затова няма какво да се отвори отново. Нищо не беше "
        "променено.",
    ),
    "reason_missing": (
        "Say why. Nothing was changed.",
        "Кажете защо. Нищо не беше променено.",
    ),
    "told.round_name": ("Round {number}", "Кръг {number}"),
    "told.round_made": (
        "{name}: {shares:document was|documents were} handed out to "
        "{annotators:annotator|annotators}.",
        "{name}: възложени са {shares:документ|документа} на {annotators:анотатор|анотатори}.",
    ),
    "told.round_planned": (
        "{name}: {shares:document|documents} would be handed out to "
        "{annotators:annotator|annotators}. Nothing was changed.",
        "{name}: ще се възложат {shares:документ|документа} на "
        "{annotators:анотатор|анотатори}. Нищо не беше променено.",
    ),
    "told.reopened": (
        "{name} is open again for {annotator}.",
        "{name} е отворен отново за {annotator}.",
    ),
    "workload.annotator": ("annotator", "анотатор"),
    "workload.documents": ("documents", "документи"),
    "workload.characters": ("characters", "знаци"),
    "workload.annotations": ("annotations", "анотации"),
    "workload.incomplete": ("incomplete", "непълни"),
}
