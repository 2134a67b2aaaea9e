"""The faults that are survived, what is seen and what is lost, and the tests that prove it.

python -m tests.reliability.faults [en|bg]

Prints the table of the user guide, in both languages or in one; a test holds the guide to it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BEGIN, END = "<!-- faults -->", "<!-- end of faults -->"
HEADS = (("fault", "what you see", "what is lost"), ("повреда", "какво виждате", "какво се губи"))
_NOTHING = ("nothing", "нищо")
_STEP = ("the step in hand", "текущата стъпка")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault: its numbers, and in English and Bulgarian what it is, seen and lost.

    `tests` are files with the name of a test each, as pytest names them.
    """

    numbers: tuple[int, ...]
    fault: tuple[str, str]
    seen: tuple[str, str]
    lost: tuple[str, str]
    tests: tuple[str, ...]


_GUARDING, _BACKUPS = "ui/safety/test_guarding.py::test_", "ui/dialogs/test_backups.py::test_"
_COPIES = "ui/test_working_copies.py::test_"
_ODD = "reliability/test_odd_moments.py::test_"
_FAULTS = "store/test_faults.py::test_"

FAULTS = (
    Fault(
        numbers=(1, 12, 22),
        fault=(
            "the program or the machine stops at any moment, also in an import or an upgrade",
            "програмата или машината спира в който и да е момент, също при внасяне или обновяване",
        ),
        seen=(
            "the corpus opens; a sentence says that all of it proves",
            "корпусът се отваря; едно изречение казва, че всичко в него се доказва",
        ),
        lost=("nothing that was shown as done", "нищо, което е показано като готово"),
        tests=(
            f"{_FAULTS}killed_at_any_moment",
            "store/opening/test_released.py::test_a_migration_that_fails_leaves_the_old_version",
            "ui/dialogs/test_importing.py::"
            "test_closing_the_window_while_an_import_runs_takes_it_back",
        ),
    ),
    Fault(
        numbers=(2,),
        fault=("the power fails", "токът спира"),
        seen=(
            "the corpus opens; a sentence says that all of it proves",
            "корпусът се отваря; едно изречение казва, че всичко в него се доказва",
        ),
        lost=("nothing that was shown as done", "нищо, което е показано като готово"),
        tests=(f"{_FAULTS}the_power_goes_at_any_moment",),
    ),
    Fault(
        numbers=(3,),
        fault=("the disk is full", "дискът е пълен"),
        seen=("a sentence; *Save elsewhere…*", "изречение; *Запазване другаде…*"),
        lost=_STEP,
        tests=(
            f"{_GUARDING}a_full_disk_costs_the_step_only_and_the_step_can_be_made_again",
            "store/opening/test_backup.py::test_a_full_folder_gives_no_backup_and_takes_no_import",
        ),
    ),
    Fault(
        numbers=(4,),
        fault=("the file or its folder cannot be written", "файлът или папката не се записват"),
        seen=("it is offered for reading", "предлага се за четене"),
        lost=_NOTHING,
        tests=(f"{_ODD}a_read_only_folder_is_told_and_read",),
    ),
    Fault(
        numbers=(5, 23),
        fault=(
            "another window or program has the corpus",
            "друг прозорец или програма държи корпуса",
        ),
        seen=("a question: read it, or open another", "въпрос: за четене или друг корпус"),
        lost=_NOTHING,
        tests=(
            f"{_GUARDING}a_corpus_that_is_open_elsewhere_is_offered_for_reading_or_another",
            f"{_ODD}who_holds_the_file_for_a_moment_only_delays_a_step",
            "store/files/test_presence.py::test_opening_it_again_here_does_not_drop_its_locks",
        ),
    ),
    Fault(
        numbers=(6, 24),
        fault=(
            "the file is deleted, renamed or replaced, or its medium taken out, while it is open",
            "файлът е изтрит, преименуван, заменен или носителят е изваден, докато е отворен",
        ),
        seen=(
            "a bar within seconds, “Not written”; *Save elsewhere…*",
            "лента до секунди, „Не се записва“; *Запазване другаде…*",
        ),
        lost=_NOTHING,
        tests=(
            f"{_GUARDING}a_deleted_file_is_told_by_itself_with_what_to_do",
            f"{_GUARDING}a_replaced_file_is_told_and_one_that_is_back_is_all_right",
            f"{_GUARDING}closing_a_corpus_without_its_file_saves_all_of_it",
            f"{_GUARDING}without_its_folder_it_is_saved_in_the_programs_own",
        ),
    ),
    Fault(
        numbers=(34,),
        fault=(
            "a working copy cannot be brought back, its original was changed, or the program stops",
            "работното копие не може да се върне, оригиналът е променен или програмата спира",
        ),
        seen=(
            "a bar that names the copy, *Keep both*; the next opening offers it",
            "лента, която назовава копието, *Запазване на двата*; предлага се при отваряне",
        ),
        lost=_NOTHING,
        tests=(
            f"{_COPIES}an_original_that_was_changed_is_kept_and_so_is_the_copy",
            f"{_COPIES}after_a_crash_the_copy_is_offered",
            f"{_COPIES}an_unreachable_folder_costs_nothing",
            "operations/keeping/test_working_copy.py::test_a_copy_that_was_broken_off_is_made_again",
            "operations/keeping/test_working_copy.py::"
            "test_a_full_disk_leaves_the_original_and_the_copy_waits",
        ),
    ),
    Fault(
        numbers=(35,),
        fault=(
            "the program's own folder is gone or cannot be written",
            "папката на самата програма липсва или не се записва",
        ),
        seen=(
            "nothing; only a working copy cannot be made, and says so",
            "нищо; само работно копие не може да се направи, и това се казва",
        ),
        lost=("the journal and half-typed texts", "журналът и недописаните текстове"),
        tests=(
            "operations/keeping/test_working_copy.py::test_a_state_folder_that_is_none_costs_the_copy_only",
        ),
    ),
    Fault(
        numbers=(7, 26, 27),
        fault=("the file is damaged, cut or overwritten", "файлът е повреден, отрязан, презаписан"),
        seen=(
            "a bar with its backups; a check names what is damaged",
            "лента с резервните копия; проверката назовава повреденото",
        ),
        lost=(
            "what came after the newest backup and proves nowhere",
            "каквото е след най-новото копие и не се доказва никъде",
        ),
        tests=(
            f"{_GUARDING}a_damaged_corpus_with_backups_offers_them",
            f"{_GUARDING}a_corpus_whose_scheme_is_unreadable_is_repaired_from_a_backup",
            f"{_BACKUPS}a_corpus_that_cannot_be_read_is_restored_from_the_bar",
            "cli/test_damaged_corpora.py::test_damage_is_told_and_never_met_unawares",
            "store/mending/test_flips.py::test_damage_is_found_or_harmless_and_the_rest_is_rescued",
            "operations/rescue/test_repair.py::test_what_only_helps_to_find_is_made_anew",
        ),
    ),
    Fault(
        numbers=(8, 9),
        fault=(
            "it was copied while open, or set back to an older state",
            "копиран е, докато е бил отворен, или е върнат към по-старо състояние",
        ),
        seen=(
            "a bar with how many edits are missing, and its backups",
            "лента с броя на липсващите редакции и резервните копия",
        ),
        lost=(
            "what backups and the journal do not have",
            "каквото го няма в копията и дневника",
        ),
        tests=(
            "store/files/test_seen.py::test_a_copy_without_the_journal_is_noticed",
            f"{_GUARDING}a_file_set_back_is_told_with_its_backups",
            "operations/rescue/test_replay.py::test_a_lost_corpus_comes_back_to_the_last_edit",
        ),
    ),
    Fault(
        numbers=(10,),
        fault=("the clock is wrong", "часовникът е сверен грешно"),
        seen=_NOTHING,
        lost=_NOTHING,
        tests=(
            "store/opening/test_restoring.py::test_thinning_never_goes_below_the_newest",
            "store/opening/test_restoring.py::test_thinning_keeps_days_weeks_and_months",
        ),
    ),
    Fault(
        numbers=(11,),
        fault=(
            "the file is of a newer version, or no corpus",
            "файлът е от по-нова версия или не е корпус",
        ),
        seen=("a sentence; the file is not touched", "изречение; файлът не се пипа"),
        lost=_NOTHING,
        tests=(
            "ui/test_bad_corpora.py::test_what_cannot_be_opened_is_told_and_left_alone",
            "store/opening/test_backup.py::"
            "test_a_file_of_a_newer_version_is_refused_with_its_bytes_unchanged",
        ),
    ),
    Fault(
        numbers=(13,),
        fault=("one bad file among many in an import", "един лош файл сред много при внасяне"),
        seen=(
            "it is listed with its reason; the others come in",
            "изброен е с причината; другите влизат",
        ),
        lost=_NOTHING,
        tests=(
            "cli/test_bad_input.py::test_a_good_file_beside_a_bad_one_comes_in",
            "operations/importing/test_intake.py::"
            "test_a_bad_file_takes_nothing_from_the_good_ones_before_it",
        ),
    ),
    Fault(
        numbers=(14, 15, 16, 17),
        fault=(
            "a text is corrected or imported again under its annotations",
            "текст се поправя или внася отново под анотациите си",
        ),
        seen=("what becomes of each of them", "какво става с всяка от тях"),
        lost=("nothing; what has no place is kept aside", "нищо; каквото няма място, се пази"),
        tests=(
            "operations/documents/test_revisions.py::"
            "test_any_correction_leaves_true_anchors_and_undo_is_exact",
            "operations/importing/test_reimport.py::test_what_has_no_place_in_our_text_is_told",
            "operations/importing/test_odd_texts.py::"
            "test_every_stretch_is_quoted_as_it_stands_and_comes_back",
            "operations/exporting/test_any_work.py::test_any_work_is_carried_whole",
        ),
    ),
    Fault(
        numbers=(18, 33),
        fault=(
            "much is deleted at once, or something twice",
            "много се изтрива наведнъж или нещо се прави два пъти",
        ),
        seen=("one step; undo brings it back", "една стъпка; връщането я отменя"),
        lost=_NOTHING,
        tests=(
            "operations/search/test_bulk.py::test_annotations_are_deleted_with_what_hangs_on_them",
            "operations/editing/test_undo.py::test_any_work_is_taken_back_and_made_again",
            "ui/test_telling.py::test_one_piece_of_work_at_a_time",
        ),
    ),
    Fault(
        numbers=(19,),
        fault=("entities or tags go in a circle", "единици или етикети образуват кръг"),
        seen=("a check lists it and mends it", "проверката го изброява и поправя"),
        lost=_NOTHING,
        tests=(
            "operations/rescue/test_repair.py::"
            "test_circles_of_entities_and_tags_hang_nothing_and_are_broken",
        ),
    ),
    Fault(
        numbers=(20, 21),
        fault=("a fault of the program itself", "грешка на самата програма"),
        seen=(
            "a bar with a report to copy; after a crash half-typed texts are offered",
            "лента с доклад за копиране; след срив се предлага недописаното",
        ),
        lost=_STEP,
        tests=(
            "ui/safety/test_crashes.py::"
            "test_an_exception_in_a_slot_is_logged_told_and_the_program_lives_on",
            "ui/safety/test_crashes.py::test_a_crash_in_qt_leaves_the_places_of_all_threads",
            "ui/sitting/test_drafts.py::"
            "test_after_a_crash_within_a_second_the_text_is_offered_in_its_field",
        ),
    ),
    Fault(
        numbers=(25,),
        fault=(
            "a backup is damaged or cannot be made",
            "копие е повредено или не може да се направи",
        ),
        seen=(
            "a sentence; an older one is taken, an import waits",
            "изречение; взема се по-старо, внасянето чака",
        ),
        lost=_NOTHING,
        tests=(
            f"{_BACKUPS}a_damaged_backup_cannot_be_restored",
            "store/opening/test_restoring.py::test_a_damaged_backup_is_passed_over_for_an_older_one",
            "store/opening/test_backup.py::test_where_no_folder_can_be_made_nothing_is_imported",
        ),
    ),
    Fault(
        numbers=(28,),
        fault=("the settings are damaged or odd", "настройките са повредени или странни"),
        seen=("the defaults; safe mode if it will not start",
              "подразбираните; безопасен режим, ако не тръгва"),
        lost=("settings", "настройки"),
        tests=(
            "ui/test_app.py::test_odd_values_are_as_good_as_none",
            "ui/test_app.py::test_noise_for_settings_gives_the_defaults",
            "ui/test_app.py::test_values_that_are_no_text_are_never_read",
        ),
    ),
    Fault(
        numbers=(29,),
        fault=("an export is broken off", "изнасянето е прекъснато"),
        seen=("the older file is still there", "по-старият файл още е там"),
        lost=_NOTHING,
        tests=(
            "operations/exporting/test_exporting.py::test_a_cancelled_export_leaves_the_older_file",
            "ui/dialogs/test_exporting.py::"
            "test_an_old_file_is_told_of_and_kept_if_the_export_fails",
        ),
    ),
    Fault(
        numbers=(31, 32),
        fault=("odd names, damaged or absurd files", "странни имена, повредени или нелепи файлове"),
        seen=(
            "a name means itself; such a file is read or left out with its reason",
            "името значи себе си; такъв файл се чете или се оставя с причината",
        ),
        lost=_NOTHING,
        tests=(
            f"{_ODD}a_name_means_itself",
            f"{_ODD}a_name_that_is_too_long_for_its_journal_is_told",
            "formats/test_fuzz.py::test_what_is_damaged_is_read_or_refused",
            "ui/test_hostile.py::test_no_panel_dialog_tooltip_or_menu_takes_a_name_for_a_page",
        ),
    ),
)  # fmt: skip


def table(language: str) -> str:
    """Return the table in a language, as Markdown."""
    at = language == "bg"
    rows = [(f.fault[at], f.seen[at], f.lost[at]) for f in FAULTS]
    lines = [HEADS[at], ("---",) * 3, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def in_guide(language: str) -> str:
    """Return the table that the guide has, with nothing around it."""
    text = (ROOT / "resources" / "guide" / f"{language}.md").read_text(encoding="utf-8")
    return text.partition(f"{BEGIN}\n")[2].partition(END)[0]


if __name__ == "__main__":
    for wanted in sys.argv[1:] or ("en", "bg"):
        print(table(wanted))
