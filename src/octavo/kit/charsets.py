"""Bytes to text: documents from outside say wrongly, twice or not at all which charset they are in."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from charset_normalizer import from_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"), (b"{\x00", "utf-16-le"), (b"\x00{", "utf-16-be"))
# What a label means in practice (WHATWG Encoding, §4.2): Latin-1 is said where Windows-1252 is meant, and so on.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# Python knows codecs that are no charsets ("zlib", "rot13", "unicode_escape"): only these are obeyed.
_CHARSET = re.compile(
    r"utf-8|utf-16(?:-[lb]e)?|utf-32(?:-[lb]e)?|cp(?:125\d|866|874|932|949|950)|iso8859-\d+|koi8-[rtu]|kz1048"
    r"|gb18030|big5(?:hkscs)?|euc_(?:jp|kr)|johab|iso2022_(?:jp|kr)|mac-(?:roman|cyrillic|latin2|greek|turkish)|hz"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLE = 24_000


def decode(body: bytes, *labels: str | None) -> str:
    """The text of ``body``, never raising: byte-order mark, UTF-8 where it fits, ``labels`` in order, then a guess.

    UTF-8 comes before the labels because bytes that happen to be valid UTF-8 hardly ever mean anything else, while
    labels are often a server's default. A few damaged bytes do not make a document another charset; they become U+FFFD.
    """
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(charset, "replace")
    charsets = [known for label in labels if (known := _charset(label))]
    for reading in (_unmarked(body), _stateful(body, charsets), _utf8(body)):
        if reading is not None:
            return reading
    for label in (*charsets, _guess(body)):
        if label and (text := _strict(body, label)) is not None:
            return text
    return body.decode((*charsets, "cp1252")[0], "replace")


def utf8_of(body: bytes, *labels: str | None) -> bytes:
    """The text of ``body`` as ``decode`` reads it, in UTF-8, which most documents are in as they come."""
    if not _is_otherwise(body, labels) and _strict(body, "utf-8") is not None:
        return body
    return decode(body, *labels).encode("utf-8", "replace")


def _is_otherwise(body: bytes, labels: Sequence[str | None]) -> bool:
    """Whether something tells another charset before it is asked whether the bytes are UTF-8."""
    marks = (*(mark for mark, _ in _BOMS), *(start for start, _ in _UNMARKED))
    return body.startswith(marks) or any(_is_seven_bit(known) for label in labels if (known := _charset(label)))


def _charset(label: str | None) -> str | None:
    """The codec that is meant by a label; ``None`` for none that is known to be a charset."""
    try:
        name = codecs.lookup((label or "").strip().strip("\"'").lower()).name
    except (LookupError, ValueError):
        return None
    name = _MEANT.get(name, name)
    return name if _CHARSET.fullmatch(name) else None


def _unmarked(body: bytes) -> str | None:
    return next((body.decode(charset, "replace") for start, charset in _UNMARKED if body.startswith(start)), None)


def _stateful(body: bytes, charsets: list[str]) -> str | None:
    """ISO-2022 and HZ are seven-bit and would pass for UTF-8: believed where said."""
    seven_bit = next(filter(_is_seven_bit, charsets), None)
    return _strict(body, seven_bit) if seven_bit else None


def _is_seven_bit(charset: str) -> bool:
    return charset.startswith("iso2022") or charset == "hz"


def _utf8(body: bytes) -> str | None:
    """As UTF-8, where damage is at most a tenth of what is no ASCII (or a character cut off at the end)."""
    if (whole := _strict(body, "utf-8")) is not None:
        return whole
    text = body.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return text if damaged * 10 <= foreign else None


def _strict(body: bytes, charset: str) -> str | None:
    try:
        return body.decode(charset)
    except (UnicodeError, LookupError):
        return None


def _guess(body: bytes) -> str | None:
    """What charset-normalizer makes of a sample around the first bytes that are no ASCII."""
    first = _HIGH.search(body)
    start = max(0, first.start() - 500) if first else 0
    sample = body[start : start + _SAMPLE]
    sample = sample[: sample.rfind(b"<") + 1] or sample
    best = from_bytes(sample, enable_fallback=False).best()
    return _charset(best.encoding) if best else None
