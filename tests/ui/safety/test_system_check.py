"""What Qt needs from the system is looked for before Qt starts, and named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.ui.safety.system_check import check_system


def loader(*missing: str):
    def load(name: str) -> object:
        if name in missing:
            raise OSError(name)
        return object()

    return load


def release(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "os-release"
    path.write_text(text)
    return path


def test_nothing_is_asked_of_windows_and_macos() -> None:
    for platform in ("win32", "darwin"):
        found = check_system(load=loader("libGL.so.1"), environment={}, platform=platform)
        assert (found.missing, found.has_display) == ((), True)


def test_without_a_display_that_is_said(tmp_path) -> None:
    place = release(tmp_path, "ID=debian\n")
    found = check_system(load=loader(), environment={}, platform="linux", release=place)
    assert not found.has_display
    for name, value in (("DISPLAY", ":0"), ("WAYLAND_DISPLAY", "wayland-0")):
        found = check_system(
            load=loader(), environment={name: value}, platform="linux", release=place
        )
        assert found.has_display


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("ID=debian\n", "sudo apt-get install libgl1 libxcb-cursor0"),
        ("ID=ubuntu\nID_LIKE=debian\n", "sudo apt-get install libgl1 libxcb-cursor0"),
        ("ID=fedora\n", "sudo dnf install mesa-libGL xcb-util-cursor"),
        ("ID=arch\n", "sudo pacman -S libgl xcb-util-cursor"),
    ],
)
def test_what_is_missing_is_named_with_the_line_that_installs_it(tmp_path, text, line) -> None:
    found = check_system(
        load=loader("libGL.so.1", "libxcb-cursor.so.0"),
        environment={"DISPLAY": ":0"},
        platform="linux",
        release=release(tmp_path, text),
    )
    assert found.missing == ("libGL.so.1", "libxcb-cursor.so.0")
    assert found.install_line == line


def test_a_system_that_is_not_known_gets_the_names(tmp_path) -> None:
    found = check_system(
        load=loader("libGL.so.1"),
        environment={"DISPLAY": ":0"},
        platform="linux",
        release=tmp_path / "none",
    )
    assert found.missing == ("libGL.so.1",)
