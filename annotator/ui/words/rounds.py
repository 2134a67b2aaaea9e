"""The texts of the dialog that makes rounds, in English and Bulgarian."""

from __future__ import annotations

ROUNDS: dict[str, tuple[str, str]] = {
    "round.title": ("Make a round", "Създаване на кръг"),
    "round.name": ("&Name", "&Име"),
    "round.people": ("&Annotators", "&Анотатори"),
    "round.people_tip": (
        "Who gets documents; Space ticks. What somebody has already stays theirs and counts.",
        "Кой получава документи; интервалът отмята. Каквото някой вече има, остава негово и се "
        "брои.",
    ),
    "round.newcomers": ("So&mebody new", "&Нови хора"),
    "round.newcomers_hint": ("Names, with commas between", "Имена със запетаи между тях"),
    "round.newcomers_tip": (
        "Who is not in the corpus yet is added, and gets a share as well.",
        "Който още не е в корпуса, се добавя и също получава дял.",
    ),
    "round.documents": ("&Documents", "&Документи"),
    "round.documents_tip": (
        "Which documents are handed out.",
        "Кои документи се възлагат.",
    ),
    "round.documents.unassigned": (
        "Those that nobody has ({count})",
        "Невъзложените на никого ({count})",
    ),
    "round.several": ("Annotators &each", "Анота&тори на всеки"),
    "round.several_tip": (
        "So many annotators get each document of the overlap; the other documents go to one.",
        "Толкова анотатори получават всеки общ документ; другите отиват при един.",
    ),
    "round.overlap": ("&Overlap", "&Общи"),
    "round.overlap_tip": (
        "Which part of the documents goes to several annotators, long and short ones alike.",
        "Каква част от документите отива при няколко анотатори, дълги и къси поравно.",
    ),
    "round.seed": ("&Seed", "&Зърно"),
    "round.seed_tip": (
        "What is equal is decided by this number: the same number gives the same shares.",
        "Равното се решава от това число: едно и също число дава едни и същи дялове.",
    ),
    "round.pilot": ("&Pilot, for everybody", "&Пилотни, за всички"),
    "round.pilot_tip": (
        "Documents that every annotator of the round gets.",
        "Документи, които получава всеки анотатор от кръга.",
    ),
    "round.pilot.none": ("None", "Никои"),
    "round.blind": ("&Blind", "На сл&япо"),
    "round.blind_tip": (
        "Nobody sees another's work on a document before both have finished it.",
        "Никой не вижда чужда работа по документ, преди и двамата да са го завършили.",
    ),
    "round.due": ("D&ue", "С&рок"),
    "round.plan": ("&Who gets what", "&Кой какво получава"),
    "round.planning": ("Planning…", "Планиране…"),
    "round.gets": (
        "{documents:document|documents}",
        "{documents:документ|документа}",
    ),
    "round.gets_below": (
        "{characters} characters",
        "{characters} знака",
    ),
    "round.had_below": (
        "{characters} characters, and {before} of these before",
        "{characters} знака и още {before} от тези отпреди",
    ),
    "round.shared": ("For several annotators", "За няколко анотатори"),
    "round.alone": ("For one annotator", "За един анотатор"),
    "round.no_name": ("The round needs a name.", "Кръгът се нуждае от име."),
    "round.nobody": (
        "Tick an annotator at least, or name somebody new.",
        "Отметнете поне един анотатор или напишете нов.",
    ),
    "round.nothing": ("There is no document to hand out.", "Няма документ за възлагане."),
    "round.too_few": (
        "Tick as many annotators as each document of the overlap needs.",
        "Отметнете толкова анотатори, колкото трябват на всеки общ документ.",
    ),
    "round.all_handed": (
        "They have all of these already: nothing would be handed out.",
        "Всички тези вече са възложени: няма какво да се възложи.",
    ),
    "round.ready": (
        "Handed out as one step, which can be undone.",
        "Възлага се в една стъпка, която може да се върне.",
    ),
    "round.go": ("&Hand out {count} documents", "&Възлагане на {count} документа"),
    "round.go.one": ("&Hand out 1 document", "&Възлагане на 1 документ"),
    "round.go_any": ("&Hand out", "&Възлагане"),
}
