"""Texts that are hard on offsets, for Hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

HARD = [
    "а", "Б", "ё", "й", "и\u0306", "е\u0301", "z", "7", "٣", " ", "\n", "\r", "\r\n", "\u2028",
    "\u2029", "\t", "\u00a0", "\u00ad", "\u200d", "\u200c", "\u200e", "\ufeff", ".", ",", "-", "'",
    "’", "…", "«", "»", "—", "#", "\ufe0f", "\u20e3", "😀", "👍🏽", "👨\u200d👩\u200d👧", "🇧", "🇬",
    "🇧🇬", "中", "字", "カ", "ひ", "한", "\u1100", "\u1161", "\u11a8", "ก", "ำ", "क", "्", "ष", "ि",
    "م", "ُ", "א", "Å", "\u212b", "\u0340", "ß", "ﬁ", "\U00010330", "\U000e0067", "\u0600", "1", "2",
]  # fmt: skip

hard_texts = st.lists(st.sampled_from(HARD), max_size=30).map("".join)
plain_texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
texts = st.one_of(hard_texts, plain_texts)
with_surrogates = st.text(max_size=30)
