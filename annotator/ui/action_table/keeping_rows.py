"""Actions that keep a corpus: backups put back, saving elsewhere, checks."""

from __future__ import annotations

from annotator.ui.action_table.action import NOTHING, WINDOW
from annotator.ui.action_table.action import Action as A

KEEPING_ROWS: tuple[A, ...] = (
    A("corpus.restore", ("Backups…", "Резервни копия…"), WINDOW, (), "file",
      "keeping.show_own_backups",
      ("Lists the backups, shows what one lacks, and puts it back.",
       "Изброява резервните копия, показва какво липсва в тях и връща някое.")),
    A("corpus.save_elsewhere", ("Save elsewhere…", "Запазване другаде…"), WINDOW, (), "file",
      "keeping.save_elsewhere",
      ("Writes the corpus to another file, verified, and goes on in that.",
       "Записва корпуса в друг файл, проверен, и продължава в него.")),
    A("corpus.work_on_copy", ("Work on a copy", "Работа с копие"), WINDOW, (), "file",
      "copying.work_on_copy",
      ("For a corpus in a synchronised or network folder: the copy is here, and is brought back.",
       "За корпус в синхронизирана или мрежова папка: копието е тук и се връща.")),
    A("corpus.bring_back", ("Bring back", "Връщане на копието"), WINDOW, (), "file",
      "copying.bring_back",
      ("Puts the working copy in the place of its original, verified, and goes on in it.",
       "Поставя работното копие на мястото на оригинала, проверено, и продължава в него.")),
    A("help.check", ("Check corpus…", "Проверка на корпуса…"), WINDOW, (), "help",
      "keeping.check_corpus",
      ("Looks through file and annotations, and lists what is damaged, wrong or incomplete.",
       "Преглежда файла и анотациите и изброява повреденото, грешното и незавършеното.")),
    A("help.diagnostics", ("Copy diagnostics", "Копиране на диагностика"), WINDOW, (), "help",
      "helping.copy_diagnostics",
      ("Versions, screen, settings, counts and the log, without texts and names.",
       "Версии, екран, настройки, броеве и дневник, без текстове и имена."), needs=NOTHING),
)  # fmt: skip
