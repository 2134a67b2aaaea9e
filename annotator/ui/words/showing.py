"""What is said of whose annotations are shown, where they differ, what is hidden; and aloud."""

from __future__ import annotations

SHOWING: dict[str, tuple[str, str]] = {
    "spoken.out_of": ("Out of {layer}.", "Край на {layer}."),
    "spoken.more": ("And {count} more.", "И още {count}."),
    "spoken.selected": ("Selected: {text}", "Избрано: {text}"),
    "spoken.unselected": ("No longer selected: {text}", "Вече не е избрано: {text}"),
    "spoken.none_selected": ("Nothing is selected.", "Нищо не е избрано."),
    "spoken.blank": ("blank", "празно"),
    "spoken.document": ("the document", "документът"),
    "spoken.incomplete": ("Incomplete: {features}.", "Незавършено: {features}."),
    "spoken.begins": ("begins before {word}", "започва пред {word}"),
    "spoken.ends": ("ends after {word}", "свършва след {word}"),
    "card.suggested": ("suggested", "предложена"),
    "card.incomplete": ("incomplete", "незавършена"),
    "card.nothing": ("No annotation is here.", "Тук няма анотация."),
    "nothing": ("nothing", "нищо"),
    "difference.border": ("border", "граница"),
    "difference.missing": ("missing", "липсва"),
    "difference.only": ("only {letters}", "само {letters}"),
    "difference.layer": ("layer", "слой"),
    "difference.feature": ("feature", "признак"),
    "difference.entity": ("entity", "единица"),
    "difference.relation": ("relation", "връзка"),
    "difference.split": ("one or two", "една или две"),
    "difference_n": (
        "Difference {number} of {count}, {kind}.",
        "Разлика {number} от {count}, {kind}.",
    ),
    "nobody_else": (
        "Nobody else has annotated this document.",
        "Никой друг не е анотирал този документ.",
    ),
    "work_of_others": (
        "This is the work of {name}. View > Annotator… works as somebody else.",
        "Това е работа на {name}. „Изглед“ > „Анотатор…“ сменя кой работи.",
    ),
    "hidden": ("hidden: {names}", "скрити: {names}"),
    "hidden_n": ("{count} kinds hidden", "скрити: {count} вида"),
    "show_everything_tip": (
        "A click shows everything, then your own work alone.",
        "Щракване показва всичко, после само вашата работа.",
    ),
    "showing.layers": ("Layers shown", "Показани слоеве"),
    "showing.tags": ("Tags shown", "Показани стойности"),
    "showing.annotators": ("Annotators shown", "Показани анотатори"),
    "toggle_filter": ("Type to filter, Enter switches", "Пишете за филтър, Enter превключва"),
}
