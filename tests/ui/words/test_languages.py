"""What languages are called in the language of the interface."""

from __future__ import annotations

import pytest

from annotator.ui.words.languages import language_in


@pytest.mark.parametrize(
    ("code", "english", "bulgarian"),
    [
        ("bg", "Bulgarian", "Български"),
        ("ru", "Russian", "Руски"),
        ("en-GB", "English", "Английски"),
        ("zh_Hant", "Chinese", "Китайски"),
        ("grc-x", "grc-x", "grc-x"),
        ("", "", ""),
    ],
)
def test_languages_are_called_as_the_reader_calls_them(code, english, bulgarian) -> None:
    assert (language_in(code, "en"), language_in(code, "bg")) == (english, bulgarian)
