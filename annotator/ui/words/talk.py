"""What is said of comments and their threads."""

from __future__ import annotations

TALK: dict[str, tuple[str, str]] = {
    "context.K": ("in the comments", "в коментарите"),
    "mode.comments": ("Comments", "Коментари"),
    "mode.writing": ("Comment", "Коментар"),
    "key.send": ("send", "изпраща"),
    "key.other_target": ("on something else", "към друго"),
    "key.answer": ("answer", "отговор"),
    "key.resolve": ("resolve", "приключва"),
    "key.kind": ("kind", "вид"),
    "comment.reply": ("Answer", "Отговор"),
    "comment.comment": ("comment", "коментар"),
    "comment.question": ("question", "въпрос"),
    "comment.decision": ("decision", "решение"),
    "comment.resolved": ("resolved", "приключен"),
    "comment.open": ("open", "открит"),
    "comment.on": ("Comment on", "Коментар към"),
    "comment.about": ("On {what}", "Към {what}"),
    "comment.document": ("the document", "документа"),
    "comment.entity": ("entity {name}", "единица {name}"),
    "comment.answer_to": ("Answer to: {what}", "Отговор на: {what}"),
    "comment.changing": ("Change: {what}", "Промяна на: {what}"),
    "comment.not_yours": (
        "These are the words of {name}. You can answer them.",
        "Това са думи на {name}. Можете да отговорите.",
    ),
    "comment.none": ("Nobody has commented on anything.", "Никой не е коментирал нищо."),
    "comment.at": (
        "Commented place {number} of {count} here. {said}",
        "Място с коментари {number} от {count} тук. {said}",
    ),
    "comment.at_elsewhere": (
        "Commented place {number} of {count} in {name}. {said}",
        "Място с коментари {number} от {count} в {name}. {said}",
    ),
    "comment.said_by": ("{name}: {text}", "{name}: {text}"),
    "comment.on_relation": ("On a relation", "Към връзка"),
    "comment.nowhere": (
        "No annotation of yours means this entity.",
        "Никоя ваша анотация не означава тази единица.",
    ),
    "comment.all": ("Comments", "Коментари"),
    "comment.answers": ("{count:answer|answers}", "{count:отговор|отговора}"),
}  # fmt: skip
