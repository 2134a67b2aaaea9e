"""Actions of packages: made, opened, sent back, merged."""

from __future__ import annotations

from annotator.ui.action_table.action import CORPUS, NOTHING, WINDOW
from annotator.ui.action_table.action import Action as A

SHARING_ROWS: tuple[A, ...] = (
    A("package.open", ("Open a package…", "Отваряне на пакет…"), WINDOW, (), "file",
      "sharing.ask_package",
      ("Work that was sent to you becomes a corpus; what comes back is merged.",
       "Изпратената ви работа става корпус; върнатото се слива."), needs=NOTHING),
    A("package.make", ("Make a package…", "Създаване на пакет…"), WINDOW, (), "review",
      "sharing.make_package",
      ("One file with the documents and the scheme for somebody on another machine.",
       "Един файл с документите и схемата за човек на друга машина."), needs=CORPUS),
    A("package.return", ("Send my work back…", "Връщане на моята работа…"), WINDOW, (), "review",
      "sharing.send_back",
      ("Writes what you did in a corpus that came as a package, for whoever sent it.",
       "Записва свършеното в корпус, дошъл като пакет, за изпращача му."), needs=CORPUS),
    A("package.merge", ("Merge packages…", "Сливане на пакети…"), WINDOW, (), "review",
      "sharing.merge",
      ("Brings together what came back; what would become of it is shown before.",
       "Събира върнатото; преди това се вижда какво ще стане с него."), needs=CORPUS),
)  # fmt: skip
