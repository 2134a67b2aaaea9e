"""What every test stands on: an environment of its own, the samples, and no leftovers."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parent.parent
_HOME = tempfile.TemporaryDirectory(prefix="annotator-tests-", ignore_cleanup_errors=True)

os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"
for _name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = _HOME.name
for _name in ("LC_ALL", "LANG", "LC_MESSAGES", "LANGUAGE", "ANNOTATOR_LANGUAGE"):
    os.environ.pop(_name, None)
# What processes of tests write is read: as wide, plain and encoded as without anybody's wishes.
for _name in ("COLUMNS", "LINES", "FORCE_COLOR", "PYTHONIOENCODING", "PYTHONUTF8"):
    os.environ.pop(_name, None)
# Pixels are counted as on a screen of the usual density, in the style that the window brings.
for _name in (
    "QT_SCALE_FACTOR",
    "QT_SCREEN_SCALE_FACTORS",
    "QT_FONT_DPI",
    "QT_USE_PHYSICAL_DPI",
    "QT_STYLE_OVERRIDE",
    "QT_QPA_PLATFORMTHEME",
):
    os.environ.pop(_name, None)
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["TZ"] = "UTC"

_PATIENCE_MS = 30_000
"""So long a test waits for what comes of itself: 5 s are little on a machine that does more."""
_IS_WRITABLE = os.access(ROOT, os.W_OK)
if not _IS_WRITABLE:
    # A warning that examples cannot be kept would fail each test that tries some.
    set_hypothesis_home_dir(_HOME.name)
settings.register_profile(
    "quick",
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("thorough", parent=settings.get_profile("quick"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_configure(config: pytest.Config) -> None:
    """Let it be a warning only, where nothing may be written, that pytest cannot keep its notes."""
    if not _IS_WRITABLE:
        config.addinivalue_line("filterwarnings", "default::pytest.PytestCacheWarning")
    for name in ("Until", "Signal", "Signals", "Callback", "Active", "Exposed"):
        getattr(QtBot, f"wait{name}").__kwdefaults__["timeout"] = _PATIENCE_MS


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def seeds(root: Path) -> Path:
    """The folder of the samples."""
    return root / "seeds"


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    """The folder of real files that stands beside the project, where it does."""
    folder = root.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder shared/ with real files is not beside the project")
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage while everything is imported and collected."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


_collected = 0
_has_windows = False


def pytest_collection_finish() -> None:
    """Leave alone what was imported and collected: it lives to the end.

    To look through all of it after each test took a quarter of a second of processor time.
    """
    global _collected
    gc.collect()
    _collected = len(gc.get_objects())
    gc.freeze()
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", "") or not _IS_WRITABLE:
        # Each of hundreds of processes that tests start would compile the program for itself.
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(_HOME.name) / "compiled")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """Leave alone what outlives a module with windows too; here pytest holds none of them."""
    global _has_windows
    result = yield
    if _has_windows and (nextitem is None or nextitem.path != item.path):
        _has_windows = False
        gc.collect()
        gc.freeze()
    return result


_SITTINGS = count()


@pytest.fixture(autouse=True)
def _own_state(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the program remembers of corpora is each test's own: all samples are one corpus."""
    monkeypatch.setenv("ANNOTATOR_STATE", str(Path(_HOME.name) / f"state-{next(_SITTINGS)}"))


@pytest.fixture(autouse=True)
def _no_leftovers(request: pytest.FixtureRequest) -> Iterator[None]:
    global _has_windows
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    left = widgets.QApplication.topLevelWidgets()
    for widget in left:
        widget.close()
        widget.deleteLater()
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    if not left and "qapp" not in request.fixturenames:
        return
    _has_windows = True
    gc.collect()
    if len(gc.get_objects()) > _collected:
        # A test had a document so large that what was left alone before was let go of. (How much
        # is left alone is not asked for: all of it would be counted.)
        gc.freeze()
