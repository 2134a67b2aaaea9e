"""Pictures of the window in its states, always of the same corpus, sizes and fonts.

python -m tests.screenshots OUT [NAME…]
python -m tests.screenshots OUT --corpus FILE [--document D] [--annotator A]

The second form takes the text of one document of any corpus, see `text_screenshots.py`.
Writes OUT/*.png and prints the fonts that were found. No display is needed; with one, the window
is not shown on it either. Set QT_SCALE_FACTOR=1.5 or 2 for the pictures of such a screen.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import fault_poses, poses, sharing_poses
from tests.text_screenshots import take_text

os.environ["QT_QPA_PLATFORM"] = "offscreen"
WIDE, NARROW, SMALLEST = (1440, 900), (1024, 700), (800, 560)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture: what is done in the window before it is taken, and how the window looks."""

    name: str
    pose: Callable[[Any], Any]
    theme: str = "light"
    language: str = "en"
    size: tuple[int, int] = WIDE
    is_welcome: bool = False


def main(arguments: list[str]) -> int:
    """Take the pictures whose names are given, or all."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.screenshots",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*")
    for option in ("--corpus", "--document", "--annotator"):
        parser.add_argument(option)
    given = parser.parse_args(arguments)
    if given.corpus is not None and not Path(given.corpus).is_file():
        parser.error(f"there is no file {given.corpus}")
    if given.corpus is None and (given.document or given.annotator):
        parser.error("--document and --annotator are those of a --corpus")
    _check_names(parser, given.names, given.corpus)
    from PySide6.QtWidgets import QApplication

    from annotator.ui.look.look import Look, families_found

    out, wanted = given.out, set(given.names)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        parser.error(f"{out} cannot be made a folder ({error.strerror})")
    application = QApplication([])
    look = Look(mode="light")
    print("text:", ", ".join(families_found(look.text_families)))
    print("interface:", ", ".join(families_found(look.interface_families)))
    if given.corpus is not None:
        take_text(out, Path(given.corpus), given.document, given.annotator)
        return 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        corpus = Path(folder) / "demo.corpus"
        _make_corpus(corpus)
        for picture in _all():
            if not wanted or picture.name in wanted:
                _take(application, picture, corpus, Path(folder), out)
    return 0


def _all() -> list[Picture]:
    return [*pictures(), *_matrix(), *_hard(), *_faults()]


def _check_names(parser: argparse.ArgumentParser, names: list[str], corpus: str | None) -> None:
    """End with a sentence where a picture is asked for that there is not."""
    known = [picture.name for picture in _all()]
    unknown = [name for name in names if name not in known]
    if unknown:
        parser.error(f"there is no picture {unknown[0]!r}; there are {', '.join(known)}")
    if names and corpus is not None:
        parser.error("of a --corpus all pictures are taken, not some by their names")


def _make_corpus(path: Path) -> None:
    from annotator.model.review import FINISHED, IN_PROGRESS
    from annotator.operations.checking.check import check
    from annotator.operations.documents.documents import set_assignment
    from tests.samples import make_samples

    with make_samples(path) as store:
        check(store)
        rows = list(store.read().documents())
        for row, state in zip(rows[:3], (IN_PROGRESS, FINISHED, FINISHED), strict=True):
            set_assignment(store, row.id, "gold", state)


def _take(application: Any, picture: Picture, corpus: Path, folder: Path, out: Path) -> None:
    from annotator.ui.app import build_window
    from annotator.ui.settings.settings import Settings

    settings = Settings(folder / f"{picture.name}.ini")
    settings.set_text("theme", picture.theme)
    settings.set_text("language", picture.language)
    settings.set_text("annotator", "gold")
    if picture.is_welcome:
        settings.add_recent(folder / "elsewhere.corpus")
        settings.add_recent(corpus)
    own = folder / picture.name / corpus.name
    own.parent.mkdir()
    # All are of one corpus: what one picture does to it is not to be remembered in the next.
    os.environ["ANNOTATOR_STATE"] = str(own.parent / "state")
    shutil.copy(corpus, own)
    # Every copy is the same corpus: one that was edited must not make the next seem set back.
    os.environ["ANNOTATOR_STATE"] = str(own.parent / "state")
    window = build_window(None if picture.is_welcome else own, settings)
    window.resize(*picture.size)
    window.show()
    _settle(application)
    shown = picture.pose(window) or window
    _settle(application)
    if window.view is not None:
        window.surface._overview.finish()
    image = shown.grab() if shown is window else _together(window, shown)
    target = out / f"{picture.name}.png"
    image.save(str(target))
    print(target)
    for widget in application.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    _settle(application)


def _together(window: Any, dialog: Any) -> Any:
    """Return the window with a dialog over it, as a person sees them."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtGui import QPainter

    image = window.grab()
    if not dialog.isWindow():
        # A list over the window is part of it.
        return image
    painter = QPainter(image)
    if dialog.windowType() == Qt.WindowType.ToolTip:
        painter.drawPixmap(window.mapFromGlobal(dialog.pos()), dialog.grab())
        painter.end()
        return image
    painter.fillRect(image.rect(), _shade())
    left, top = (window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2
    painter.drawPixmap(QPoint(max(0, left), max(0, top)), dialog.grab())
    painter.end()
    return image


def _shade() -> Any:
    from PySide6.QtGui import QColor

    return QColor(0, 0, 0, 60)


def _settle(application: Any) -> None:
    for _ in range(6):
        application.processEvents()


def pictures() -> Iterator[Picture]:
    """Yield what is taken."""
    yield Picture(name="welcome", pose=poses.stand, is_welcome=True)
    yield Picture(
        name="welcome-dark-bg", pose=poses.stand, is_welcome=True, theme="dark", language="bg"
    )
    yield Picture(name="main-light", pose=poses.actor)
    yield Picture(name="main-dark-bg", pose=poses.actor, theme="dark", language="bg")
    yield Picture(name="main-contrast", pose=poses.actor, theme="contrast")
    yield Picture(name="nothing-selected", pose=poses.stand)
    yield Picture(name="frame", pose=poses.frame)
    yield Picture(name="frame-dark-bg", pose=poses.frame, theme="dark", language="bg")
    yield Picture(name="features", pose=poses.features)
    yield Picture(name="borders", pose=poses.borders)
    yield Picture(name="find-bg", pose=poses.find, language="bg")
    yield Picture(name="search", pose=poses.search)
    yield Picture(name="search-whole-dark-bg", pose=poses.search_whole, theme="dark", language="bg")
    yield Picture(name="search-narrow", pose=poses.search, size=NARROW)
    yield Picture(name="search-none", pose=poses.search_none)
    yield Picture(name="search-condition", pose=poses.search_condition)
    yield Picture(name="history", pose=poses.history)
    yield Picture(name="narrow", pose=poses.actor, size=NARROW)
    yield Picture(name="smallest", pose=poses.frame, size=(800, 560), language="bg")
    yield Picture(name="review", pose=poses.review)
    yield Picture(name="review-dark-bg", pose=poses.review, theme="dark", language="bg")
    yield Picture(name="review-values", pose=poses.review_values, theme="contrast")
    yield Picture(name="review-smallest", pose=poses.review, size=SMALLEST, language="bg")
    yield Picture(name="corrections", pose=poses.corrections)
    yield Picture(name="corrections-dark-bg", pose=poses.corrections, theme="dark", language="bg")
    yield Picture(name="corrections-narrow-bg", pose=poses.corrections, size=NARROW, language="bg")
    yield Picture(
        name="corrections-smallest", pose=poses.corrections, size=SMALLEST, theme="contrast"
    )
    yield Picture(name="threads", pose=poses.threads)
    yield Picture(name="threads-dark-bg", pose=poses.threads, theme="dark", language="bg")
    yield Picture(name="rows", pose=poses.rows)
    yield Picture(name="rows-dark-bg", pose=poses.rows, theme="dark", language="bg")
    yield Picture(name="differences", pose=poses.differences)
    yield Picture(name="differences-dark-bg", pose=poses.differences, theme="dark", language="bg")
    yield Picture(name="hidden", pose=poses.hidden)
    yield Picture(name="agreement", pose=poses.agreement)
    yield Picture(name="agreement-dark-bg", pose=poses.agreement, theme="dark", language="bg")
    yield Picture(name="agreement-contrast", pose=poses.agreement, theme="contrast")
    yield Picture(name="agreement-narrow-bg", pose=poses.agreement, size=NARROW, language="bg")
    yield Picture(name="agreement-none", pose=poses.agreement_of_nothing)
    yield Picture(name="people", pose=poses.people)
    yield Picture(name="people-dark-bg", pose=poses.people, theme="dark", language="bg")
    yield Picture(name="report", pose=poses.report)
    yield Picture(name="agreement-place", pose=poses.agreement_place)
    yield Picture(name="arabic", pose=poses.document("05"))
    yield Picture(name="arabic-dark-bg", pose=poses.document("05"), theme="dark", language="bg")
    yield Picture(name="emoji", pose=poses.document("06"))
    yield Picture(
        name="emoji-contrast-bg", pose=poses.document("06"), theme="contrast", language="bg"
    )
    yield Picture(name="keys", pose=poses.keys)
    yield Picture(name="guide-bg", pose=poses.guide, language="bg")
    yield Picture(name="guideline", pose=poses.guideline)
    yield Picture(name="failure", pose=poses.failure)
    yield Picture(name="progress-dark-bg", pose=poses.progress, theme="dark", language="bg")
    yield Picture(name="menu", pose=poses.menu)
    yield Picture(name="menu-views-dark-bg", pose=poses.menu_of_views, theme="dark", language="bg")
    yield Picture(name="palette", pose=poses.palette)
    yield Picture(name="palette-dark-bg", pose=poses.palette, theme="dark", language="bg")
    yield Picture(name="frame-linking", pose=poses.linking)
    yield Picture(name="jump", pose=poses.jump)
    yield Picture(name="several-here", pose=poses.several)
    yield Picture(name="several-here-dark-bg", pose=poses.several, theme="dark", language="bg")
    yield Picture(name="link", pose=poses.link)
    yield Picture(name="import", pose=poses.importing)
    yield Picture(name="import-dark-bg", pose=poses.importing, theme="dark", language="bg")
    for name in ("round", "package", "written", "receive", "send_back", "merge", "merged"):
        pose = getattr(sharing_poses, name)
        yield Picture(name=name, pose=pose)
        yield Picture(name=f"{name}-dark-bg", pose=pose, theme="dark", language="bg")
    yield Picture(name="export", pose=poses.export)
    yield Picture(name="export-dark-bg", pose=poses.export, theme="dark", language="bg")
    yield Picture(name="new-corpus-bg", pose=poses.new, language="bg")
    yield Picture(name="preferences", pose=poses.preferences)
    yield Picture(name="preferences-text-bg", pose=poses.preferences_text, language="bg")
    yield Picture(name="preferences-keys-bg", pose=poses.preferences_keys, language="bg")


def _matrix() -> Iterator[Picture]:
    """Yield the window in every theme, language and size: gold, an open frame, 200 % zoom."""
    for theme in ("light", "dark", "contrast"):
        for language in ("en", "bg"):
            for size in (WIDE, NARROW):
                for name, pose in (
                    ("gold", poses.actor),
                    ("frame", poses.frame),
                    ("zoom-200", poses.zoomed),
                ):
                    yield Picture(
                        name=f"all-{name}-{theme}-{language}-{size[0]}",
                        pose=pose,
                        theme=theme,
                        language=language,
                        size=size,
                    )


def _hard() -> Iterator[Picture]:
    """Yield what is hard to give room to: cards, long names, much space between lines."""
    for theme, language in (("light", "en"), ("dark", "bg"), ("contrast", "bg")):
        for name, pose, size in (
            ("card", poses.card, WIDE),
            ("long-names", poses.long, WIDE),
            ("long-names-smallest", poses.long, SMALLEST),
            ("find-smallest", poses.find, SMALLEST),
            ("focus", poses.focused, NARROW),
        ):
            yield Picture(
                name=f"{name}-{theme}-{language}",
                pose=pose,
                theme=theme,
                language=language,
                size=size,
            )
    yield Picture(name="leading", pose=poses.leading)


def _faults() -> Iterator[Picture]:
    """Yield what is seen when something is wrong with a corpus."""
    for theme, language in (("light", "en"), ("dark", "bg"), ("light", "bg")):
        for pose, is_welcome in (
            (fault_poses.locked, True),
            (fault_poses.newer, True),
            (fault_poses.damaged, True),
            (fault_poses.crashed, True),
            (fault_poses.full, False),
            (fault_poses.deleted, False),
            (fault_poses.backups, False),
            (fault_poses.restored, False),
            (fault_poses.checked, False),
            (fault_poses.draft, False),
            (fault_poses.synced, False),
            (fault_poses.on_copy, False),
            (fault_poses.copy_in_the_way, False),
            (fault_poses.copy_waits, False),
        ):
            yield Picture(
                name=f"fault-{pose.__name__}-{theme}-{language}",
                pose=pose,
                theme=theme,
                language=language,
                size=NARROW,
                is_welcome=is_welcome,
            )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
