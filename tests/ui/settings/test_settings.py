"""Settings: what is damaged counts as unset."""

from __future__ import annotations

from PySide6.QtCore import QByteArray

from annotator.ui.settings.settings import Settings


def test_values_come_back_in_the_next_sitting(tmp_path) -> None:
    path = tmp_path / "s.ini"
    first = Settings(path)
    first.set_text("name", "Мария, „Петкова“; \n\\x")
    first.set_number("zoom", 150)
    first.set_flag("margin", False)
    first.set_bytes("state", QByteArray(bytes(range(256))))
    first.add_recent(tmp_path / "a.corpus")
    first.add_recent(tmp_path / "б.corpus")
    first.add_recent(tmp_path / "a.corpus")
    first.sync()
    second = Settings(path)
    assert second.text("name") == "Мария, „Петкова“; \n\\x"
    assert second.number("zoom", 100, least=60, most=300) == 150
    assert second.flag("margin", True) is False
    assert second.bytes("state") == QByteArray(bytes(range(256)))
    assert second.recent == [str(tmp_path / "a.corpus"), str(tmp_path / "б.corpus")]


def test_what_is_remembered_in_a_group_is_known_by_its_names(tmp_path) -> None:
    path = tmp_path / "s.ini"
    first = Settings(path)
    first.set_text("keys/borders.edit", "F10")
    first.set_text("keysize", "3")
    first.sync()
    assert Settings(path).names_in("keys") == {"borders.edit"}
    assert Settings(path).names_in("other") == frozenset()


def test_damaged_values_count_as_unset(tmp_path) -> None:
    path = tmp_path / "s.ini"
    path.write_text("[General]\nzoom=many\nmargin=perhaps\nrecent=@Invalid()\nlanguage=xx\n")
    settings = Settings(path)
    assert settings.number("zoom", 100, least=60, most=300) == 100
    assert settings.flag("margin", True) is True
    assert settings.language in ("en", "bg")
    assert settings.recent == []
    settings.set_number("zoom", 9000)
    assert settings.number("zoom", 100, least=60, most=300) == 100


def test_only_the_last_files_are_remembered(tmp_path) -> None:
    settings = Settings(tmp_path / "s.ini")
    for number in range(30):
        settings.add_recent(tmp_path / f"{number}.corpus")
    assert len(settings.recent) == 10
    assert settings.recent[0].endswith("29.corpus")
