"""What the XML parser says of a file that is not well-formed, in Bulgarian.

The parser adds where it was; what has a colon in English has one in Bulgarian as well.
"""

from __future__ import annotations

_SAID: dict[str, str] = {
    "Opening and ending tag mismatch: {1} line {2} and {3}": (
        "началният и крайният етикет се различават: {1} на ред {2} и {3}"
    ),
    "Premature end of data in tag {1} line {2}": (
        "файлът свършва вътре в елемента {1}, започнат на ред {2}"
    ),
    "Couldn't find end of Start Tag {1} line {2}": ("началният етикет на {1} на ред {2} няма край"),
    "Document is empty": "в документа няма нищо",
    "Start tag expected, '<' not found": "очаква се начален етикет, но няма знак <",
    "Extra content at the end of the document": "след края на документа има още нещо",
    "Entity '{1}' not defined": "няма същност с име {1}",
    "EntityRef: expecting ';'": "позоваване на същност: липсва знакът ;",
    "xmlParseEntityRef: no name": "позоваване на същност: след знака & няма име",
    "xmlParseCharRef: invalid xmlChar value {1}": "позоваване на знак: няма знак с номер {1}",
    "AttValue: \" or ' expected": "стойност на атрибут: липсват кавички",
    "AttValue: ' expected": "стойност на атрибут: липсва краят ѝ",
    'AttValue: " expected': "стойност на атрибут: липсва краят ѝ",
    "Attribute {1} redefined": "атрибутът {1} е даден два пъти",
    "Specification mandates value for attribute {1}": "атрибутът {1} няма стойност",
    "attributes construct error": "атрибутите не са отделени един от друг",
    "Unescaped '<' not allowed in attributes values": (
        "в стойност на атрибут знакът < се пише другояче"
    ),
    "PCDATA invalid Char value {1}": "в текста има непозволен знак с номер {1}",
    "Invalid bytes in character encoding": "байтовете не са на обявената кодировка",
    "Unsupported encoding: {1}": "непозната кодировка: {1}",
    "StartTag: invalid element name": "начален етикет: името на елемента не е допустимо",
    "expected '>'": "липсва знакът >",
    "Blank needed here": "тук е нужен интервал",
    "Comment not terminated": "коментарът няма край",
    "Sequence ']]>' not allowed in content": "в текста не може да стои ]]>",
    "CData section not finished\n{1}": "разделът с данни {1} няма край",
    "Namespace prefix {1} on {2} is not defined": (
        "пространството от имена {1} на {2} не е обявено"
    ),
    "XML declaration allowed only at the start of the document": (
        "обявяването на XML може да стои само в началото"
    ),
}
XML_REASONS: dict[str, str] = {
    f"{english}, line {{8}}, column {{9}}": f"{bulgarian} (ред {{8}}, колона {{9}})"
    for english, bulgarian in _SAID.items()
}
