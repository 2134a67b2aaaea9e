"""What can go wrong with files, and what formats do not carry."""

from annotator.model.sentences import ALONE, END, SHELL

_KEPT = "Nothing of this file was imported."
_KEPT_BG = "Нищо от този файл не беше внесено."


def _pair(english: str, bulgarian: str) -> tuple[str, str]:
    return (
        f"{{file}}{{at_line}}: {english}{ALONE} {_KEPT}{END}",
        f"{{file}}{{at_line}}: {bulgarian}{ALONE} {_KEPT_BG}{END}",
    )


SENTENCES: dict[str, tuple[str, str]] = {
    "folder_empty": (
        "{file} is a folder without files.",
        "{file} е папка без файлове.",
    ),
    "empty_file": _pair("the file is empty.", "файлът е празен."),
    "broken_json": _pair(
        "this is not JSON (column {column}: {reason}). Mend the line or leave it out.",
        "това не е JSON (колона {column}: {reason}). Поправете реда или го пропуснете.",
    ),
    "bad_record": _pair(
        "the record is not as it should be: {reason}.",
        "записът не е какъвто трябва: {reason}.",
    ),
    "brat_no_text": _pair(
        "there is no text to these annotations: a .txt file of the same name beside them.",
        "към тези анотации няма текст: файл .txt със същото име до тях.",
    ),
    "newer_format": _pair(
        "the file is of a newer kind ({found}); update the program to read it.",
        "файлът е от по-нов вид ({found}); обновете програмата, за да го прочетете.",
    ),
    "no_header": _pair(
        "the first line is no header of this format.",
        "първият ред не е заглавен ред на този формат.",
    ),
    "no_text": _pair("the document has no text.", "документът няма текст."),
    "control_characters": _pair(
        "the text has control characters that neither XML nor the corpus can hold.",
        "текстът съдържа управляващи знаци, които нито XML, нито корпусът могат да пазят.",
    ),
    "text_hash": _pair(
        "the text is not the one that its hash was taken of; somebody has changed it.",
        "текстът не е този, от който е изчислен хешът; някой го е променил.",
    ),
    "id_twice": _pair("the id {item} stands twice.", "идентификаторът {item} се среща два пъти."),
    "relation_nowhere": _pair(
        "relation {item} points to {end}, which is not in this document.",
        "връзката {item} сочи към {end}, което не е в този документ.",
    ),
    "key_twice": _pair(
        "the key {key} stands twice in one object, so one of its values would be lost.",
        "ключът {key} стои два пъти в един обект и едната му стойност би се загубила.",
    ),
    "comment_nowhere": _pair(
        "comment {item} is on {end}, which is not here.",
        "коментарът {item} е към {end}, което не е тук.",
    ),
    "id_taken": _pair(
        "the id {item} belongs to something else in the corpus.",
        "идентификаторът {item} принадлежи на нещо друго в корпуса.",
    ),
    "contradicts_corpus": _pair(
        "it contradicts what is in the corpus ({reason}).",
        "противоречи на това, което е в корпуса ({reason}).",
    ),
    "text_missing": _pair(
        "its text {text} cannot be read: {reason}.",
        "текстът му {text} не може да бъде прочетен: {reason}.",
    ),
    "text_differs": _pair(
        "{text} is not the text that was annotated (another length or sha256).",
        "{text} не е анотираният текст (друга дължина или sha256).",
    ),
    "text_empty": _pair("there is no text in it.", "в него няма текст."),
    "text_binary": _pair(
        "this is not a text file (a picture, an archive or another program's file).",
        "това не е текстов файл (а изображение, архив или файл на друга програма).",
    ),
    "text_undecodable": _pair(
        f"no known encoding gives readable text.{SHELL} Name it with --decoding.{END}",
        f"никоя позната кодировка не дава четим текст.{SHELL} Посочете я с --decoding.{END}",
    ),
    "text_damaged_utf8": _pair(
        "the text is UTF-8 with damaged bytes (the first at byte {position}).",
        "текстът е UTF-8 с повредени байтове (първият е байт {position}).",
    ),
    "text_unknown_encoding": _pair(
        "there is no encoding {encoding}.",
        "няма кодировка {encoding}.",
    ),
    "not_flat": _pair(
        "the line has no text with spans.",
        "редът няма текст с отрязъци.",
    ),
    "record_without_text": (
        "{file}{at_line}: the record has no text; it alone was left out.",
        "{file}{at_line}: записът няма текст; само той беше пропуснат.",
    ),
    "flat_no_annotation": (
        "There is no annotation to write; nothing was exported.",
        "Няма анотация за записване; нищо не беше изнесено.",
    ),
    "loss.features": ("features of annotations", "признаци на анотации"),
    "loss.relations": ("relations", "връзки"),
    "loss.relation_features": ("features of relations", "признаци на връзки"),
    "loss.discontinuous": (
        "discontinuous annotations (left out)",
        "прекъснати анотации (пропуснати)",
    ),
    "loss.zero_length": (
        "annotations of no length (left out)",
        "анотации без дължина (пропуснати)",
    ),
    "loss.inside_token": (
        "annotations that begin or end inside a token (the whole token is named)",
        "анотации, които започват или завършват вътре в дума (посочена е цялата)",
    ),
    "loss.document_labels": (
        "labels of documents and segments (left out)",
        "етикети на документи и сегменти (пропуснати)",
    ),
    "loss.suggestions": ("suggestions (left out)", "предложения (пропуснати)"),
    "loss.segments": ("segments", "сегменти"),
    "loss.comments": ("comments", "коментари"),
    "loss.metadata_notes": (
        "marks and notes of metadata (the values are carried)",
        "бележки към метаданни (стойностите са пренесени)",
    ),
    "loss.metadata": ("values of metadata (left out)", "стойности на метаданни (пропуснати)"),
    "loss.document_facts": (
        "files, encodings and revisions of documents",
        "файлове, кодировки и редакции на документи",
    ),
    "loss.header_facts": (
        "facts about the corpus that this version does not know",
        "сведения за корпуса, които тази версия не познава",
    ),
    "loss.record_facts": (
        "lists and objects in records that are no spans (left out)",
        "списъци и обекти в записи, които не са отрязъци (пропуснати)",
    ),
    "loss.brat_lines": (
        "lines and values that have no place here (left out)",
        "редове и стойности, за които тук няма място (пропуснати)",
    ),
    "loss.annotators": (
        "names and kinds of annotators (their ids are carried)",
        "имена и видове на анотатори (идентификаторите са пренесени)",
    ),
    "loss.entities": (
        "entities (their ids are carried)",
        "единици (идентификаторите са пренесени)",
    ),
    "loss.scheme": ("the scheme", "схемата"),
    "loss.confidence": ("annotations or relations marked unsure", "несигурни анотации или връзки"),
    "loss.origin": (
        "origins and dates of annotations and relations",
        "произход и дати на анотации и връзки",
    ),
    "loss.sets": ("sets of documents", "групи документи"),
    "loss.tokens": ("tokens kept with documents", "думи, пазени при документите"),
    "loss.assignments": ("assignments", "възлагания"),
    "loss.rounds": ("rounds of handing out", "кръгове на възлагане"),
    "loss.decisions": ("decisions between annotators", "решения между анотатори"),
    "loss.revisions": ("older texts of documents", "по-стари текстове на документи"),
    "loss.documents_without_work": (
        "documents without annotations (left out)",
        "документи без анотации (пропуснати)",
    ),
    "loss.relations_to_entities": (
        "relations to built-in entities (left out)",
        "връзки към вградени единици (пропуснати)",
    ),
    "ability.spans": ("spans", "отрязъци"),
    "ability.overlap": ("overlaps", "застъпвания"),
    "ability.discontinuous": ("discontinuous ones", "прекъснати анотации"),
    "ability.zero_length": ("points", "точки"),
    "ability.document_labels": ("labels of documents", "етикети на документи"),
    "ability.features": ("features", "признаци"),
    "ability.relations": ("relations", "връзки"),
    "ability.relation_features": ("features of relations", "признаци на връзки"),
    "ability.entities": ("entities", "единици"),
    "ability.segments": ("segments", "сегменти"),
    "ability.metadata": ("metadata", "метаданни"),
    "ability.tokens": ("tokens", "думи"),
    "ability.comments": ("comments", "коментари"),
    "ability.several_annotators": ("several annotators", "няколко анотатори"),
    "ability.scheme": ("the scheme", "схемата"),
    "ability.confidence": ("confidence", "увереност"),
    "ability.keys_and_colours": ("keys and colours", "клавиши и цветове"),
    "ability.rules": ("rules", "правила"),
    "ability.history": ("history", "история"),
    "ability.review": ("rounds and decisions", "кръгове и решения"),
}
