"""What agreement says: names of measures, why one is not defined, what is wrong with a table."""

SENTENCES: dict[str, tuple[str, str]] = {
    "progress.measuring": ("Measuring {done} of {total}", "Измерване {done} от {total}"),
    "agreement.no_units": (
        "Not defined: nobody annotated anything here.",
        "Не е определено: никой не е анотирал нищо тук.",
    ),
    "agreement.one_annotator": (
        "Not defined: agreement needs what two annotators have finished.",
        "Не е определено: за съгласие е нужно завършеното от двама анотатори.",
    ),
    "agreement.no_pairs": (
        "Not defined: no unit has values of two annotators.",
        "Не е определено: никоя единица няма стойности от двама анотатори.",
    ),
    "agreement.one_value": (
        "Not defined: one value only, so that chance would agree always. See the observed "
        "agreement.",
        "Не е определено: само една стойност, така че и случайността би се съгласила винаги. "
        "Вижте наблюдаваното съгласие.",
    ),
    "agreement.no_chance": (
        "Not defined: by chance nothing would differ.",
        "Не е определено: по случайност нищо не би се различавало.",
    ),
    "agreement.stacked": (
        "Not defined: units of one annotator lie over each other; this measure knows one at a "
        "time. F1 and gamma do not mind.",
        "Не е определено: единици на един анотатор лежат една върху друга; тази мярка познава "
        "само една наведнъж. F1 и гама нямат това ограничение.",
    ),
    "agreement.nothing_shared": (
        "Not defined: no units of two annotators are at the same place.",
        "Не е определено: няма единици на двама анотатори на едно и също място.",
    ),
    "agreement.never_defined": (
        "Not defined: in no single document is it defined.",
        "Не е определено: не е определено в нито един отделен документ.",
    ),
    "agreement.no_length": (
        "Not defined: the text has no length.",
        "Не е определено: текстът няма дължина.",
    ),
    "measure.percent_agreement": ("Observed agreement", "Наблюдавано съгласие"),
    "measure.unanimous_agreement": ("All agree", "Всички са съгласни"),
    "measure.bennett_s": ("Bennett’s S", "S на Бенет"),
    "measure.scott_pi": ("Scott’s π", "π на Скот"),
    "measure.fleiss_kappa": ("Fleiss’ κ", "κ на Флайс"),
    "measure.cohen_kappa": ("Cohen’s κ", "κ на Коен"),
    "measure.weighted_kappa": ("Weighted κ", "Претеглена κ"),
    "measure.multi_kappa": ("κ of Davies & Fleiss", "κ на Дейвис и Флайс"),
    "measure.gwet_ac1": ("Gwet’s AC1", "AC1 на Гует"),
    "measure.gwet_ac2": ("Gwet’s AC2", "AC2 на Гует"),
    "measure.krippendorff_alpha": ("Krippendorff’s α", "α на Крипендорф"),
    "measure.alpha_u_2004": ("αU (2004)", "αU (2004)"),
    "measure.u_alpha": ("uα", "uα"),
    "measure.u_alpha_binary": ("|uα", "|uα"),
    "measure.cu_alpha": ("cuα", "cuα"),
    "measure.ku_alpha": ("(k)uα", "(k)uα"),
    "measure.gamma": ("γ", "γ"),
    "measure.gamma_cat": ("γ-cat", "γ-cat"),
    "measure.span_f1": ("F1 of spans", "F1 на откъсите"),
    "measure.semeval_f1": ("F1 as in SemEval-2013", "F1 като в SemEval-2013"),
    "measure.relation_f1": ("F1 of relations", "F1 на релациите"),
    "measure.token_kappa": ("κ of tokens (extra)", "κ на токените (допълнително)"),
    "told.agreement": (
        "{documents:document|documents} of two annotators or more. γ: {samples:sample|samples}, "
        "seed {seed}.",
        "{documents:документ|документа} на двама или повече анотатори. γ: "
        "{samples:извадка|извадки}, зърно {seed}.",
    ),
    "told.agreed": (
        "{documents:document|documents} of two annotators or more.",
        "{documents:документ|документа} на двама или повече анотатори.",
    ),
    "told.by_document": (
        "by document {value} ({n})",
        "по документи {value} ({n})",
    ),
    "told.all_layers": ("all layers", "всички слоеве"),
    "told.unfinished": (
        "Left out, because not finished: {count:document|documents} of {name}.",
        "Пропуснати като незавършени: {count:документ|документа} на {name}.",
    ),
    "agreement_what": (
        "Name a corpus, or a table with --table, not both.",
        "Посочете корпус или таблица с --table, но не и двете.",
    ),
    "agreement_table_only": (
        "With --table only --annotator and --by pair choose what is measured.",
        "С --table само --annotator и --by pair избират какво се измерва.",
    ),
    "agreement_no_figure": (
        "There is no figure {measure} of {what}. Known: {known}.",
        "Няма число {measure} за {what}. Познати: {known}.",
    ),
    "agreement_no_table": (
        "There is no table of {what}. Known: {known}.",
        "Няма таблица за {what}. Познати: {known}.",
    ),
    "agreement_earlier_alone": (
        "--earlier goes with --against-earlier, and that with neither --annotator nor --table.",
        "--earlier върви с --against-earlier, а то – без --annotator и --table.",
    ),
    "told.earlier": (
        "Now against {file}.",
        "Сега спрямо {file}.",
    ),
    "told.more_places": (
        "… and {count} more",
        "… и още {count}",
    ),
    "agreement_table_annotator": (
        "The table has no annotator {name}. Known ones: {known}.",
        "Таблицата няма анотатор {name}. Познати: {known}.",
    ),
    "agreement_table_unreadable": (
        "{file}{at_line}: it cannot be read: {reason}.",
        "{file}{at_line}: не може да бъде прочетен: {reason}.",
    ),
    "agreement_table_empty": (
        "{file}{at_line}: there are no rows.",
        "{file}{at_line}: няма редове.",
    ),
    "agreement_table_columns": (
        "{file}{at_line}: these columns are missing: {missing}. A table has unit, annotator and "
        "value, or annotator, begin, end and value. Its columns: {found}.",
        "{file}{at_line}: липсват колони: {missing}. Таблицата има unit, annotator и value или "
        "annotator, begin, end и value. Колоните ѝ: {found}.",
    ),
    "agreement_table_twice": (
        "{file}{at_line}: there are two columns {column}.",
        "{file}{at_line}: има две колони {column}.",
    ),
    "agreement_table_faults": (
        "{file}{at_line}: {reason} Lines that are wrong: {count}.",
        "{file}{at_line}: {reason} Грешни редове: {count}.",
    ),
    "agreement_row.short": (
        "There are {found} cells, and {columns} are needed.",
        "Клетките са {found}, а са нужни {columns}.",
    ),
    "agreement_row.long": (
        "There are {found} cells, and the columns are {columns}. A cell with a comma stands in "
        "quotation marks.",
        "Клетките са {found}, а колоните – {columns}. Клетка със запетая стои в кавички.",
    ),
    "agreement_row.nobody": ("There is no annotator.", "Няма анотатор."),
    "agreement_row.no_unit": ("There is no unit.", "Няма единица."),
    "agreement_row.twice": (
        "{who} has a value for {unit} already, on line {first}.",
        "{who} вече има стойност за {unit} на ред {first}.",
    ),
    "agreement_row.off_scale": (
        "The value {value} is not on the scale.",
        "Стойността {value} не е в скалата.",
    ),
    "agreement_row.no_number": (
        "“{value}” is no whole number.",
        "„{value}“ не е цяло число.",
    ),
    "agreement_row.backwards": (
        "The stretch {begin}–{end} ends before it begins, or begins before {least}.",
        "Отрязъкът {begin}–{end} свършва, преди да започне, или започва преди {least}.",
    ),
    "agreement_row.length": (
        "The text is {found} characters long here, and {other} on line {first}.",
        "Тук текстът е дълъг {found} знака, а на ред {first} – {other}.",
    ),
    "agreement_row.outside": (
        "The stretch ends at {end}, and the text is {length} characters long.",
        "Отрязъкът свършва на {end}, а текстът е дълъг {length} знака.",
    ),
}
