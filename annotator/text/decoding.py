"""Decides once what text a file's bytes are."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from annotator.text import plausibility

Reason = Literal["empty", "binary", "undecodable", "damaged_utf8", "unknown_encoding"]
How = Literal["utf-8", "bom", "detected", "declared"]

# The longer marks first: that of UTF-32-LE begins with that of UTF-16-LE.
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"PK\x03\x04", b"PK\x05\x06",
    b"%PDF-", b"SQLite format 3\x00", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07",
    b"\x7fELF", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"BZh9", b"\xfd7zXZ\x00", b"OggS\x00",
    b"II*\x00", b"MM\x00*", b"wOFF", b"wOF2", b"\xca\xfe\xba\xbe", b"\x28\xb5\x2f\xfd",
)  # fmt: skip
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b")) + b"\x7f"
# In order of how common they are: the first of those that give the same text is named.
_ENCODINGS = (
    "cp1251", "cp1252", "koi8-r", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic", "cp1250",
    "iso8859-2", "iso8859-1", "iso8859-15", "cp1253", "iso8859-7", "cp1254", "iso8859-9",
    "cp1255", "iso8859-8", "cp1256", "iso8859-6", "cp1257", "iso8859-13", "cp1258", "cp855",
    "cp1125", "cp850", "cp852", "cp437", "mac-roman", "gb18030", "big5", "shift_jis", "euc-jp",
    "cp949", "euc-kr", "tis-620",
)  # fmt: skip
# Differs from cp1251 in capitals and one letter only: short texts fit both, and few are this.
_SELDOM = {"mac-cyrillic": 0.995}
_SHOWN = 3
# Bytes of a text in which a few control characters are many by share.
_SHORT = 1000
# Of the best one's confidence: what has less of it is not looked at.
_HOPEFUL = 0.3


class DecodingError(Exception):
    """Bytes that are no text, or not one that can be told.

    `reason` is "empty"; "binary" (pictures, archives, databases and the like);
    "undecodable" (no encoding fits, or not the one declared, or the mark at the begin is
    wrong); "damaged_utf8" (UTF-8 but for a few bytes); "unknown_encoding" (the declared name
    is none). `position` is the first bad byte where there is one.
    """

    def __init__(
        self, reason: Reason, *, encoding: str | None = None, position: int | None = None
    ) -> None:
        """Keep the reason, the encoding tried and the position in bytes."""
        super().__init__(reason, encoding, position)
        self.reason: Reason = reason
        self.encoding = encoding
        self.position = position

    def __str__(self) -> str:
        """Return the reason with what is known of it, for logs."""
        parts: list[str] = [self.reason]
        if self.encoding is not None:
            parts.append(f"as {self.encoding}")
        if self.position is not None:
            parts.append(f"at byte {self.position}")
        return " ".join(parts)


class Candidate(NamedTuple):
    """An encoding that fits, with a score from 0 to 1."""

    encoding: str
    score: float


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was told from the bytes.

    `text` is as decoded, without the byte order mark and otherwise unchanged; `encoding` a
    name of Python's codecs; `candidates` at most three, the best first, the chosen among
    them; `raw_sha256` of all bytes, in hexadecimal.
    """

    text: str
    encoding: str
    had_bom: bool
    how: How
    candidates: tuple[Candidate, ...]
    raw_sha256: str


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Return the text of `data`.

    A byte order mark decides, then the `declared` encoding (chosen by a person or named by
    the file), then UTF-16 or UTF-32 by the pattern of their bytes, strict UTF-8, and at last
    detection. Raises DecodingError.
    """
    if not data:
        raise DecodingError("empty")
    if data.startswith(_MAGIC) or (data[:4] == b"RIFF" and data[8:12] in (b"WAVE", b"WEBP")):
        raise DecodingError("binary")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            if encoding == "utf-32-le" and not _fits(data, encoding):
                continue
            return _with_bom(data, len(mark), encoding)
    if declared is not None:
        return _decoded(data, _strict(data, declared), _name_of(declared), "declared")
    wide = _wide_encoding(data)
    if wide is not None:
        return _decoded(data, data.decode(wide), wide, "detected")
    _refuse_binary(data)
    try:
        return _decoded(data, data.decode("utf-8"), "utf-8", "utf-8")
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data):
            raise DecodingError("damaged_utf8", encoding="utf-8", position=error.start) from None
    return _detected(data)


def _decoded(
    data: bytes, text: str, encoding: str, how: How, candidates: tuple[Candidate, ...] = ()
) -> Decoded:
    return Decoded(
        text=text,
        encoding=encoding,
        had_bom=how == "bom",
        how=how,
        candidates=candidates or (Candidate(encoding, 1.0),),
        raw_sha256=hashlib.sha256(data).hexdigest(),
    )


def _with_bom(data: bytes, length: int, encoding: str) -> Decoded:
    text = _strict(data[length:], encoding, shift=length)
    if not text:
        raise DecodingError("empty")
    if text.count("\0") * 4 > len(text):
        raise DecodingError("binary")
    return _decoded(data, text, encoding, "bom")


def _strict(data: bytes, encoding: str, *, shift: int = 0) -> str:
    try:
        text = data.decode(_name_of(encoding))
    except UnicodeDecodeError as error:
        raise DecodingError(
            "undecodable", encoding=encoding, position=shift + error.start
        ) from None
    except UnicodeError:
        raise DecodingError("undecodable", encoding=encoding) from None
    return text


def _name_of(encoding: str) -> str:
    try:
        info = codecs.lookup(encoding)
    except (LookupError, ValueError):
        raise DecodingError("unknown_encoding", encoding=encoding) from None
    if not _is_text_codec(info):
        raise DecodingError("unknown_encoding", encoding=encoding)
    return info.name


def _is_text_codec(info: codecs.CodecInfo) -> bool:
    # "hex", "zip" and their like decode bytes to bytes; Python names them by this flag only.
    flags: Any = info
    return bool(getattr(flags, "_is_text_encoding", True))


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeError:
        return False
    return True


def _wide_encoding(data: bytes) -> str | None:
    """Return UTF-16 or UTF-32 where the bytes show its pattern without a mark."""
    if len(data) % 4 == 0 and data.count(0) * 2 >= len(data):
        for encoding in ("utf-32-le", "utf-32-be"):
            if _fits(data, encoding):
                return encoding
    if len(data) % 2 or len(data) < 4:
        return None
    # The high bytes of most scripts are few and small: NUL for Latin, 4 for Cyrillic.
    for high, encoding in ((data[1::2], "utf-16-le"), (data[0::2], "utf-16-be")):
        low = data[0::2] if encoding == "utf-16-le" else data[1::2]
        small = sum(high.count(byte) for byte in range(9))
        if small * 10 < len(high) * 7 or low.count(0) * 50 > len(low):
            continue
        if _fits(data, encoding) and plausibility.is_plausible(data.decode(encoding)):
            return encoding
    return None


def _refuse_binary(data: bytes) -> None:
    nuls = data.count(0)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    is_clean = nuls * 100 <= max(len(data), 100) and controls * 20 <= max(len(data), 20)
    if not is_clean and not _has_more_words(data, controls):
        raise DecodingError("binary")


def _has_more_words(data: bytes, controls: int) -> bool:
    """Say whether a short text has more letters and digits than signs that steer a device.

    What is written for a terminal or a teletype has many of them; files of programs that are
    strict UTF-8 by chance are mostly made of them.
    """
    if len(data) > _SHORT:
        return False
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    words = sum(1 for char in text if char.isalnum())
    return words > controls and words * 2 > len(text) - controls


def _is_mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f") - bad
    return good >= 10 * bad


def _detected(data: bytes) -> Decoded:
    # Imported here because it costs 70 ms of the start.
    import chardet

    found_all = chardet.detect_all(
        data, ignore_threshold=True, include_encodings=_ENCODINGS, compat_names=False
    )
    scored: list[tuple[float, str, str]] = []
    for found in found_all:
        if scored and found["confidence"] < _HOPEFUL * found_all[0]["confidence"]:
            break
        encoding = found["encoding"]
        if encoding is None or not _fits(data, encoding):
            continue
        text = data.decode(encoding)
        name = codecs.lookup(encoding).name
        score = float(found["confidence"]) * plausibility.plausibility(text)
        scored.append((round(score * _SELDOM.get(name, 1.0), 4), name, text))
    if not scored:
        raise DecodingError("undecodable")
    scored.sort(key=lambda one: (-one[0], _rank(one[1])))
    best = scored[0]
    same = [encoding for _, encoding, text in scored if text == best[2]]
    chosen = min(same, key=_rank)
    candidates = [Candidate(chosen, best[0])]
    texts = {best[2]}
    for score, encoding, text in scored:
        if text not in texts:
            texts.add(text)
            candidates.append(Candidate(encoding, score))
    return _decoded(data, best[2], chosen, "detected", tuple(candidates[:_SHOWN]))


def _rank(encoding: str) -> int:
    return _RANKS.get(encoding, len(_RANKS))


_RANKS = {codecs.lookup(name).name: rank for rank, name in enumerate(_ENCODINGS)}
