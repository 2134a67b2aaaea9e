"""Actions that move the caret and the selection in the text; the text answers them itself."""

from __future__ import annotations

from annotator.ui.action_table.action import TEXT
from annotator.ui.action_table.action import Action as A

_EXTENDS = ("With Shift the selection goes along.", "С Shift избраното върви с него.")

CARET_ROWS: tuple[A, ...] = (
    A("caret.left", ("Character left", "Знак наляво"), TEXT, ("Left",), "", "", _EXTENDS),
    A("caret.right", ("Character right", "Знак надясно"), TEXT, ("Right",), "", "", _EXTENDS),
    A("caret.up", ("Line up", "Ред нагоре"), TEXT, ("Up",), "", "", _EXTENDS),
    A("caret.down", ("Line down", "Ред надолу"), TEXT, ("Down",), "", "", _EXTENDS),
    A("caret.previous_word", ("Word back", "Дума назад"), TEXT, ("Ctrl+Left",), "", "", _EXTENDS,
      ("Alt+Left",)),
    A("caret.next_word", ("Word on", "Дума напред"), TEXT, ("Ctrl+Right",), "", "", _EXTENDS,
      ("Alt+Right",)),
    A("caret.previous_sentence", ("Sentence back", "Изречение назад"), TEXT, ("Alt+Home",), "", "",
      ("To the begin of this sentence, then of the one before.",
       "До началото на изречението, после на предишното.")),
    A("caret.next_sentence", ("Sentence on", "Изречение напред"), TEXT, ("Alt+End",), "", "",
      ("To the begin of the next sentence.", "До началото на следващото изречение.")),
    A("caret.previous_paragraph", ("Paragraph back", "Абзац назад"), TEXT, ("Ctrl+Up",), "", "",
      _EXTENDS, ("Alt+Up",)),
    A("caret.next_paragraph", ("Paragraph on", "Абзац напред"), TEXT, ("Ctrl+Down",), "", "",
      _EXTENDS, ("Alt+Down",)),
    A("caret.line_begin", ("Begin of the line", "Начало на реда"), TEXT, ("Home",), "", "",
      _EXTENDS, ("Ctrl+Left",)),
    A("caret.line_end", ("End of the line", "Край на реда"), TEXT, ("End",), "", "", _EXTENDS,
      ("Ctrl+Right",)),
    A("caret.page_up", ("Page up", "Страница нагоре"), TEXT, ("PgUp",), "", "", _EXTENDS),
    A("caret.page_down", ("Page down", "Страница надолу"), TEXT, ("PgDown",), "", "", _EXTENDS),
    A("caret.document_begin", ("Begin of the document", "Начало на документа"), TEXT,
      ("Ctrl+Home",), "", "", _EXTENDS, ("Ctrl+Up",)),
    A("caret.document_end", ("End of the document", "Край на документа"), TEXT, ("Ctrl+End",), "",
      "", _EXTENDS, ("Ctrl+Down",)),
    A("select.all", ("Select all", "Избиране на всичко"), TEXT, ("Ctrl+A",), "", "",
      ("The whole document.", "Целият документ.")),
    A("select.widen", ("Widen the selection", "По-широко"), TEXT, ("Space",), "", "",
      ("Word, clause, quotation, sentence, paragraph.",
       "Дума, част, цитат, изречение, абзац.")),
    A("select.narrow", ("Narrow the selection", "По-тясно"), TEXT, ("Shift+Space",), "", "",
      ("And back.", "И обратно.")),
)  # fmt: skip

MOVEMENTS = {row.id: row.id.partition(".")[2] for row in CARET_ROWS}
"""What the text surface calls the movement of an action."""
EXTENDING = frozenset(row.id for row in CARET_ROWS if row.tips == _EXTENDS)
"""Movements that take the selection along when Shift is held."""
