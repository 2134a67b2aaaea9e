"""A corpus that is hard to draw: ten layers over each other, parts with gaps, every script."""

from __future__ import annotations

from pathlib import Path

from annotator.model.annotation import SUGGESTED, UNSURE
from annotator.model.review import ON_ANNOTATION, Annotator
from annotator.model.scheme import CHARACTERS, End, Feature, Layer, RelationType, Scheme
from annotator.operations.comments import comments
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus
from annotator.operations.tagging import annotate, relate
from annotator.store.store import Store

WHO = "maker"
_NAMES = ("Actor", "Place", "Stance", "Issue", "Cue", "Time", "Event", "Quantity", "Claim", "Value")
_DRAWINGS = ("fill", "fill", "margin", "line", "line", "fill", "fill", "line", "line", "line")

LAYERED = (
    "Русия е готова да продължи да оказва консултативна и техническа помощ в преговорите между "
    "делегациите на Азербайджан и Армения по делимитацията на държавната граница между двете "
    "страни. Това са съобщили от руското външно министерство, цитирани от Интерфакс.\n"
    "Министерството на външните работи направи това изявление след заседанието в Москва на "
    "Комисията за делимитация на азербайджанско-арменската граница с последващата ѝ демаркация с "
    "консултантската помощ на Русия.\n"
    "Над 6600 души бяха убити през ноември 2020 г. в шестседмичните боеве за Нагорни Карабах."
)
SPANS = (
    (0, "Русия е готова"),
    (0, "делегациите на Азербайджан и Армения"),
    (0, "двете страни"),
    (0, "руското външно министерство"),
    (0, "Комисията за делимитация на азербайджанско-арменската граница"),
    (1, "държавната граница между двете страни"),
    (1, "азербайджанско-арменската граница"),
    (1, "Москва"),
    (2, LAYERED[:182]),
    (2, "Министерството на външните работи направи това изявление след заседанието в Москва"),
    (3, "преговорите между делегациите на Азербайджан и Армения по делимитацията"),
    (3, "двете"),
    (4, "са съобщили"),
    (4, "цитирани от"),
    (5, "ноември 2020 г."),
    (6, "преговорите между делегациите на Азербайджан"),
    (6, "заседанието в Москва на Комисията"),
    (6, "шестседмичните боеве за Нагорни Карабах"),
    (7, "Над 6600 души"),
    (7, "двете страни"),
    (8, "готова да продължи да оказва консултативна и техническа помощ"),
    (9, "готова да продължи"),
    (9, "последващата ѝ демаркация"),
)
APART = (("Министерството на външните работи", "след заседанието", "консултантската помощ"),)

SCRIPTS = {
    "arabic": (
        "Президентът каза „السلام عليكم ورحمة الله وبركاته“ и продължи: معاهدة 2020 между България "
        "и مصر беше подписана в القاهرة на 12 март.\n"
        "وقال الوزير إن بلغاريا Bulgaria ستوقع الاتفاق في صوفيا يوم 12 مارس، ثم غادر."
    ),
    "emoji": (
        "Семейството \U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 и знамето "
        "\U0001f1e7\U0001f1ec стоят до \U0001f44d\U0001f3fd, а е\u0308\u0301 и и\u0302 са съставни "
        "знаци. Край \U0001f3f3\ufe0f\u200d\U0001f308 на реда."
    ),
    "cjk": (
        "外交部发言人说，俄罗斯愿意继续提供协助。"
        "日本語の文章もここにあります。한국어 문장도 있습니다."
    ),
    "long": "дълга" * 300 + " дума без граници, после обикновени думи до края на реда и още.",
    "marks": (
        "Ча\u0301йковар и Чайко\u0301вар, \u0438\u0300 и \u0438\u0306, q\u0323\u0323\u0307\u0307 и "
        "Z\u0338\u0321\u0349\u031c\u032d\u0344 не бягат от реда; "
        "ударе\u0301ние на вся\u0301ка ду\u0301ма."
    ),
    "stacks": (
        "Z\u0338\u0321\u0349\u031c\u032d\u0344\u0301\u0302\u0303\u0304\u0305\u0306\u0307 и "
        "е\u0323\u0323\u0323\u0323\u0323, после མཧྐྵྨླྺྼ до края на реда, и пак "
        "Z\u0301\u0302\u0303\u0304\u0305\u0306 до края.\n"
        "о\u0302\u0302\u0302\u0302\u0302 без нищо пред себе си."
    ),
    "below": (
        "នាយករដ្ឋមន្ត្រីកម្ពុជា ស្ត្រី ខ្ញុំ ព្រះអង្គ្គ, после ŋ̩ ɽ̥͡ g̣ до края "
        "и ຜູ້ຊາຍ ຢູ່ທີ່ນີ້ ປື້ມ на реда.\n"
        "საქართველოს პრემიერ-მინისტრმა განაცხადა, რომ ჟურნალისტებმა ჰკითხეს."
    ),
    "hebrew": "ראש הממשלה אמר: ‏„שלום“ ו-2020 הייתה שנה קשה (מאוד) ב-EU.",
}
"""Texts of one or two paragraphs, by what is hard about them."""


def scheme() -> Scheme:
    """Return ten layers, one for each slot of the table of colours, and a relation."""
    layers = tuple(
        Layer(
            id=name,
            names={"en": name, "bg": name},
            key=str((number + 1) % 10),
            anchoring=CHARACTERS,
            overlap="any",
            drawing=_DRAWINGS[number],
            hub=_DRAWINGS[number] == "margin",
            features=(Feature(id="kind", type="text", core=True, required=number == 7),),
        )
        for number, name in enumerate(_NAMES)
    )
    hub, ends = End(layer="Stance"), tuple(End(layer=name) for name in _NAMES if name != "Stance")
    links = tuple(
        RelationType(id=key, role={"en": key, "bg": key}, from_ends=(hub,), to_ends=ends)
        for key in ("holder", "target")
    )
    return Scheme(id="stress", layers=layers, relation_types=links)


def make_stress(path: Path, folder: Path) -> Store:
    """Make the corpus and leave it open; its texts are written to `folder` first."""
    store = new_corpus(path, scheme=scheme(), annotator=Annotator(id=WHO))
    texts = {"layers": LAYERED, **SCRIPTS}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    report = import_files(store, [folder / f"{name}.txt" for name in texts])
    assert not report.refused
    ids = {row.name.removesuffix(".txt"): row.id for row in store.read().documents()}
    _tag_layers(store, ids["layers"])
    for name in SCRIPTS:
        _tag_words(store, ids[name], store.read().text(ids[name]))
    return store


def _tag_layers(store: Store, document: str) -> None:
    made = [
        _tag(store, document, number, [_place(LAYERED, quote)], "kind of it" if number != 7 else "")
        for number, quote in SPANS
    ]
    for parts in APART:
        _tag(store, document, 8, [_place(LAYERED, part) for part in parts], "in parts")
    annotate.set_confidence(store, made[3], UNSURE, annotator=WHO)
    comments.add_comment(
        store,
        document=document,
        anchor=ON_ANNOTATION,
        target=made[3],
        text="Why?",
        language="en",
        annotator=WHO,
    )
    with store.edit("annotate.feature", annotator=WHO) as edit:
        suggested = store.read().annotation(made[17])
        assert suggested is not None
        edit.put(suggested._replace(state=SUGGESTED))
    for end in (1, 4, 10):
        kind = "holder" if end < 10 else "target"
        relate.link(store, made[8], kind, made[end], annotator=WHO)


def _tag_words(store: Store, document: str, text: str) -> None:
    """Tag stretches of every script, some inside others."""
    step = max(4, len(text) // 9)
    for number, begin in enumerate(range(0, len(text) - step, step)):
        _tag(store, document, number % 10, [(begin, min(len(text), begin + step + 3))], "a kind")
        if number % 3 == 0:
            _tag(store, document, (number + 1) % 10, [(begin + 1, begin + 4)], "inner")


def _tag(store: Store, document: str, number: int, spans: list[tuple[int, int]], kind: str) -> str:
    features = {"kind": kind} if kind else {}
    return annotate.tag_spans(
        store, document, _NAMES[number], spans, annotator=WHO, features=features
    ).id


def _place(text: str, quote: str) -> tuple[int, int]:
    begin = text.index(quote)
    return begin, begin + len(quote)
