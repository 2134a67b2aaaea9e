"""What can go wrong with TEI files, and what TEI does not carry."""

from annotator.model.sentences import ALONE, END

_KEPT = "Nothing of this file was imported."
_KEPT_BG = "Нищо от този файл не беше внесено."


def _pair(english: str, bulgarian: str) -> tuple[str, str]:
    return (
        f"{{file}}{{at_line}}: {english}{ALONE} {_KEPT}{END}",
        f"{{file}}{{at_line}}: {bulgarian}{ALONE} {_KEPT_BG}{END}",
    )


SENTENCES: dict[str, tuple[str, str]] = {
    "tei_broken": _pair(
        "the XML is not well-formed: {reason}.",
        "XML-ът не е добре оформен: {reason}.",
    ),
    "tei_cut": _pair(
        "the file ends too early; the end of the corpus is missing.",
        "файлът свършва твърде рано; липсва краят на корпуса.",
    ),
    "tei_doctype": _pair(
        "the file declares a document type or an entity, which is never followed.",
        "файлът обявява тип на документ или същност, каквито никога не се следват.",
    ),
    "tei_other_xml": _pair(
        "this XML is no TEI ({reason}).",
        "този XML не е TEI ({reason}).",
    ),
    "tei_foreign": _pair(
        "this TEI was not written by this program; only its own profile is read.",
        "този TEI не е записан от тази програма; чете се само собственият ѝ профил.",
    ),
    "tei_no_text": _pair("the TEI has no text.", "в този TEI няма текст."),
    "tei_invalid": _pair(
        "this is not as this program writes TEI: {reason}.",
        "това не е записано така, както програмата записва TEI: {reason}.",
    ),
    "tei_changed": _pair(
        "what stands here contradicts the rest of the file. Export the corpus again instead of "
        "changing the file by hand.",
        "тук файлът противоречи сам на себе си. Изнесете корпуса отново, вместо да променяте "
        "файла на ръка.",
    ),
    "tei_no_document": (
        "TEI needs at least one document; nothing was exported.",
        "За TEI е нужен поне един документ; нищо не беше изнесено.",
    ),
    "loss.keys_and_colours": (
        "keys and colours of the scheme",
        "клавиши и цветове на схемата",
    ),
    "loss.rules": ("rules of the scheme", "правила на схемата"),
    "loss.history": ("steps of the history", "стъпки от историята"),
}
