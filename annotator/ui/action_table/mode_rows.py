"""Actions whose keys work while a frame is open or borders are moved, and keys of jumps."""

from __future__ import annotations

from annotator.ui.action_table.action import ANNOTATION, BORDERS, FRAME, TEXT
from annotator.ui.action_table.action import Action as A

_MOVES = (
    ("borders.left", ("Character back", "Знак назад"), "Left", ()),
    ("borders.right", ("Character on", "Знак напред"), "Right", ()),
    ("borders.word_left", ("Word back", "Дума назад"), "Ctrl+Left", ("Alt+Left",)),
    ("borders.word_right", ("Word on", "Дума напред"), "Ctrl+Right", ("Alt+Right",)),
    ("borders.token_left", ("Token back", "Токен назад"), "Ctrl+Shift+Left", ()),
    ("borders.token_right", ("Token on", "Токен напред"), "Ctrl+Shift+Right", ()),
)  # fmt: skip

MODE_ROWS: tuple[A, ...] = (
    A("jump.to", ("Jump to a word", "Скок към дума"), TEXT, ("Ctrl+J",), "go", "going.jump",
      ("The first letter of a word, then the sign over it.",
       "Първата буква на дума, после знакът над нея.")),
    A("jump.extend", ("Select up to a word", "Избиране до дума"), TEXT, ("Ctrl+Shift+J",), "go",
      "going.jump_selecting",
      ("As a jump, but the selection reaches through the word.",
       "Като скок, но избраното стига до края на думата.")),
    *(
        A(f"annotate.sticky_{n}", (f"Layer {n} sticks", f"Слой {n} лепи"), TEXT, (f"Ctrl+{n}",), "",
          f"tagging.stick {n}",
          ("Every selection is tagged at once, until Esc.",
           "Всичко избрано се маркира веднага, до Esc."))
        for n in range(1, 10)
    ),
    A("relation.link", ("Link…", "Свързване…"), TEXT + FRAME, ("Ctrl+L",), "annotate",
      "relating.link_by_letter",
      ("The other end by its letter; again: from a list.",
       "Другият край по буквата му; пак: от списък."), needs=ANNOTATION),
    A("frame.as_target", ("As a target", "Като обект"), FRAME, (".",), "", "framing.as_target",
      ("The next letter links an actor as a target.", "Следващата буква свързва като обект.")),
    A("frame.same_level", ("On the same level", "На същото ниво"), FRAME, (",",), "",
      "framing.same_level",
      ("The next letter links beside the last end.",
       "Следващата буква свързва до последния край.")),
    A("frame.another_chain", ("Another chain", "Друга верига"), FRAME, (";",), "",
      "framing.another_chain",
      ("The next letter begins another chain of reports.",
       "Следващата буква започва друга верига на предаване.")),
    A("frame.unsure", ("Unsure end", "Несигурен край"), FRAME, ("/",), "", "framing.unsure_end",
      ("The next letter links an end that is not certain; of one that is linked it switches that.",
       "Следващата буква свързва край, който не е сигурен; при свързан превключва това.")),
    A("frame.next", ("Next end", "Следващ край"), FRAME, ("Tab",), "", "framing.next_end",
      ("Scrolls to it.", "Показва го.")),
    A("frame.previous", ("End before", "Предишен край"), FRAME, ("Shift+Tab",), "",
      "framing.previous_end", ("Scrolls to it.", "Показва го.")),
    A("frame.unlink", ("Unlink the end", "Прекъсване на края"), FRAME, ("Del", "Backspace"), "",
      "framing.unlink", ("Takes away the relation.", "Премахва връзката.")),
    A("frame.level_up", ("Level up", "По-горно ниво"), FRAME, ("Alt+Up",), "", "framing.level_up",
      ("The end that is walked reports one more.", "Краят, на който сте, предава следващото.")),
    A("frame.level_down", ("Level down", "По-долно ниво"), FRAME, ("Alt+Down",), "",
      "framing.level_down",
      ("The end that is walked is reported by one more.",
       "Краят, на който сте, е предаден от следващото.")),
    A("frame.read", ("Read the frame", "Прочитане на рамката"), FRAME, ("Space",), "",
      "framing.read", ("As a sentence.", "Като изречение.")),
    A("frame.skip", ("Leave the question", "Оставяне на въпроса"), FRAME, ("0",), "",
      "framing.skip", ("Asks the next one.", "Задава следващия.")),
    A("frame.quotation", ("How it is quoted", "Как е цитирано"), FRAME, ('"',), "",
      "framing.ask_how_quoted",
      ("Asks that first; a digit answers.", "Пита първо за това; отговаря цифра.")),
    A("frame.features", ("Features of the frame", "Признаци на рамката"), FRAME, ("Return",), "",
      "framing.open_features", ("In the inspector.", "В подробностите.")),
    *(
        A(action_id, names, BORDERS, (key,), "", f"framing.move_border {n}",
          ("Moves the live end.", "Мести живия край."), mac)
        for n, (action_id, names, key, mac) in enumerate(_MOVES)
    ),
    A("borders.switch", ("Other end", "Другият край"), BORDERS, ("Tab",), "",
      "framing.other_border", ("Makes it the live one.", "Прави го жив.")),
    A("borders.switch_back", ("End before it", "Краят преди него"), BORDERS, ("Shift+Tab",), "",
      "framing.border_before", ("Makes it the live one.", "Прави го жив.")),
    A("borders.keep", ("Keep the borders", "Запазване на границите"), BORDERS, ("Return",), "",
      "framing.keep_borders", ("One step; Esc leaves them as they were.",
                               "Една стъпка; Esc ги оставя както бяха.")),
)  # fmt: skip
