"""Cuts scraped news into segments and tells which of them are not the article's own text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from annotator.text.paragraphs import paragraphs
from annotator.text.tokens import trim

_SHORT = 200
_CREDIT = 90
_TITLE = 120
_SENTENCE_ENDS, _CLOSING = (".", "…", ":", ";", ","), "\"'“”»«)]"
_AGENCIES = (
    r"БТА|БГНЕС|BGNES|Булфото|Ройтерс|Reuters|AFP|АФП|AP|АП|EPA|ЕПА|EFE|dpa|ДПА|DPA|ANSA|TASS|ТАСС|"
    r"РИА\s+Новости|Спутник|Sputnik|Интерфакс|Getty\s+Images|Gettyimages|iStock|Shutterstock|"
    r"Associated\s+Press|Agence\s+France-Presse|picture\s+alliance|imago(?:\s+images)?|Xinhua|Синхуа|"
    r"Pixabay|Unsplash|Wikimedia(?:\s+Commons)?|Уикипедия|Wikipedia|Guliver|Imago|Scanpix|Depositphotos"
)
_CAPTION = re.compile(
    r"(?:снимк[аи]|фото(?:графия|галерия|архив)?|photos?(?:\s+(?:by|credit))?|images?|picture|pictures|"
    r"foto|bild|илюстрация|иллюстрация|credit|източник\s+на\s+снимката)\s*[:©]|©|\(c\)\s",
    re.IGNORECASE,
)
_CREDIT_AT_END = re.compile(
    r"[.!?…]\s+(?:снимк[аи]|фото(?:графия)?|photos?|images?|foto|bild)\s*:\s*(?:[^.!?:]|(?<=\b\w)\.){2,60}$",
    re.IGNORECASE,
)
_AGENCY_LINE = re.compile(
    rf"(?:[^.!?:\"«„“]{{1,60}}[/|©,]\s*)?(?:{_AGENCIES})(?:\s*[/|,]\s*(?:{_AGENCIES}|[^.!?/|,]{{1,40}}))*",
)
_SHARE = re.compile(
    r"(?:(?:сподели(?:те)?|споделяне|харесай|последвай(?:те)?(?:\s+ни)?|поделиться|поделись|подписаться|"
    r"share(?:\s+this(?:\s+(?:article|page))?)?|tweet|like|print|отпечатай|принтирай|принт|копирай\s+линка|"
    r"copy\s+link|изпрати|e-?mail|имейл|facebook|фейсбук|twitter|туитър|x|linkedin|telegram|телеграм|viber|"
    r"вайбър|whatsapp|pinterest|reddit|messenger|google\s+news|vkontakte|вконтакте|одноклассники|teilen|"
    r"drucken|във?|на|on|in|via|чрез|и|and|с|auf|в)(?:[\s,|/•·:]+|$))+",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:всички\s+права\s+(?:са\s+)?запазени|все\s+права\s+защищены|all\s+rights\s+reserved|alle\s+rechte\s+"
    r"vorbehalten|copyright\b|прочетете?\s+още\b|прочети\s+(?:още|и)\b|вижте?\s+(?:още|също)\b|още\s+по\s+темата\b|"
    r"свързани\s+(?:новини|статии)\b|читайте\s+также\b|подписывайтесь\b|read\s+(?:more|also)\b|related\s+(?:articles|"
    r"news|stories)\b|(?:абонирай|запишете?)\s+(?:се|те\s+се)\b|абонирайте\s+се\b|последвайте\s+ни\b|"
    r"следвайте\s+ни\b|subscribe\b|sign\s+up\b|follow\s+us\b|lesen\s+sie\s+auch\b|mehr\s+zum\s+thema\b|"
    r"коментари(?:те)?\s*(?:\(\d+\)|:|$)|comments?\s*(?:\(\d+\)|:|$)|тагове\s*:|tags?\s*:|етикети\s*:|"
    r"ключови\s+думи\s*:|реклама$|advertisement$)",
    re.IGNORECASE,
)
_RIGHTS_INSIDE = re.compile(
    r"всички\s+права\s+(?:са\s+)?запазени|все\s+права\s+защищены|all\s+rights\s+reserved",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The ids of the roles that segments are given; they are data of a scheme."""

    lead: str = "lead"
    body: str = "body"
    headline: str = "headline"
    teaser_headline: str = "teaser_headline"
    teaser_deck: str = "teaser_deck"
    caption: str = "caption"
    boilerplate: str = "boilerplate"


class Segment(NamedTuple):
    """A paragraph `[begin, end)` in code points, without white space at its ends.

    `annotate` says whether it is the article's own text; `duplicate_of` is the index, in the
    same list, of the segment that it repeats word for word.
    """

    begin: int
    end: int
    role: str
    annotate: bool
    duplicate_of: int | None


_DEFAULT_ROLES = Roles()


def find_segments(text: str, roles: Roles = _DEFAULT_ROLES) -> list[Segment]:
    """Return the paragraphs of a scraped article with their roles, in the order of the text.

    Empty paragraphs are left out. What is told by rule:

    - a short line without a final full stop that stands twice in a row is the headline of a
      teaser, the second a duplicate of the first, and the short paragraph after it its deck;
      right at the begin of the text it is the headline of the article itself, without a deck;
    - credits of pictures, and short lines that end in one, are captions; share buttons and
      lines on rights are boilerplate;
    - of what remains the first is the headline, if it is a line that no sentence ends and
      something follows it; the next one is the lead, the others are body.
    """
    spans = [trim(text, begin, end) for begin, end in paragraphs(text)]
    spans = [(begin, end) for begin, end in spans if begin < end]
    texts = [text[begin:end] for begin, end in spans]
    segments: list[Segment] = []
    has_lead = False
    is_after_pair = False
    for index, (begin, end) in enumerate(spans):
        twin = _twin_of(texts, index, segments)
        is_pair = twin is not None or _begins_pair(texts, index)
        role, annotate = _role_of(texts[index], is_pair, is_after_pair, roles)
        if role == roles.teaser_headline and not any(s.annotate for s in segments):
            role = roles.headline
            annotate = twin is None
        if twin is not None and segments[twin].role == roles.headline:
            role, annotate = roles.headline, False
        if role == roles.body and not has_lead:
            is_first = not any(s.annotate for s in segments)
            if is_first and index + 1 < len(spans) and _is_title(texts[index]):
                role = roles.headline
            else:
                role, has_lead = roles.lead, True
        segments.append(Segment(begin, end, role, annotate, twin))
        is_after_pair = twin is not None and role == roles.teaser_headline
    return segments


def _role_of(paragraph: str, is_pair: bool, is_after_pair: bool, roles: Roles) -> tuple[str, bool]:
    if _is_boilerplate(paragraph):
        return roles.boilerplate, False
    if _is_caption(paragraph):
        return roles.caption, False
    if is_pair:
        return roles.teaser_headline, False
    if is_after_pair and len(paragraph) <= _SHORT:
        return roles.teaser_deck, False
    return roles.body, True


def _begins_pair(texts: list[str], index: int) -> bool:
    return (
        index + 1 < len(texts) and texts[index] == texts[index + 1] and _is_headline(texts[index])
    )


def _twin_of(texts: list[str], index: int, segments: list[Segment]) -> int | None:
    """Return the index of the first of the equal lines in a row that `index` ends."""
    if not index or texts[index] != texts[index - 1] or not _is_headline(texts[index]):
        return None
    earlier = segments[index - 1].duplicate_of
    return index - 1 if earlier is None else earlier


def _is_headline(paragraph: str) -> bool:
    return len(paragraph) < _SHORT and not paragraph.endswith(".")


def _is_title(paragraph: str) -> bool:
    return len(paragraph) < _TITLE and not paragraph.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def _is_caption(paragraph: str) -> bool:
    if len(paragraph) <= 2 * _SHORT and _CAPTION.match(paragraph):
        return True
    if len(paragraph) <= _SHORT and _CREDIT_AT_END.search(paragraph):
        return True
    return len(paragraph) <= _CREDIT and _AGENCY_LINE.fullmatch(paragraph) is not None


def _is_boilerplate(paragraph: str) -> bool:
    if len(paragraph) > _SHORT:
        return False
    return bool(
        _SHARE.fullmatch(paragraph) or _RIGHTS.match(paragraph) or _RIGHTS_INSIDE.search(paragraph)
    )
