from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.kit.charsets import decode, utf8_of

GERMAN = "Die Fähre lief auf Grund; über 200 Menschen wurden gerettet. Größere Schäden gab es nicht. " * 5


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "windows-1252"])
def test_text_comes_back_whatever_it_was_written_in(charset: str) -> None:
    assert decode(f"<p>{GERMAN}</p>".encode(charset)) == f"<p>{GERMAN}</p>"


def test_utf_8_wins_over_a_wrong_label() -> None:
    assert decode(GERMAN.encode(), "iso-8859-1") == GERMAN


def test_latin_1_means_windows_1252() -> None:
    assert decode("“quoted” – 5 €".encode("cp1252"), "iso-8859-1") == "“quoted” – 5 €"


@pytest.mark.parametrize(
    ("charset", "text"), [("iso2022_jp", "フェリーが座礁"), ("hz", "渡轮搁浅"), ("koi8-r", "Паром сел на мель")]
)
def test_a_label_is_believed_where_the_bytes_do_not_tell(charset: str, text: str) -> None:
    assert decode(text.encode(charset), charset) == text


@pytest.mark.parametrize("label", ["zlib", "rot13", "unicode_escape", "utf-7", "idna", "no such", "", "utf-8\x00"])
def test_labels_that_are_no_charsets_are_not_obeyed(label: str) -> None:
    assert decode(b"plain +AGE- \\x41", label) == "plain +AGE- \\x41"


@given(body=st.binary(max_size=300), label=st.none() | st.text(max_size=12))
def test_no_bytes_raise(body: bytes, label: str | None) -> None:
    assert isinstance(decode(body, label), str)


@given(text=st.text(max_size=100))
def test_utf_8_is_always_read_as_it_was_written(text: str) -> None:
    assert decode("\ufeff".encode() + text.encode("utf-8", "ignore")) == text.encode("utf-8", "ignore").decode()


@given(body=st.binary(max_size=300) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "ignore")))
@pytest.mark.parametrize("label", [None, "utf-8", "iso-8859-1", "shift_jis", "iso-2022-jp", "hz", "no such"])
def test_utf_8_of_bytes_is_the_text_that_they_are_read_as(label: str | None, body: bytes) -> None:
    assert utf8_of(body, label) == decode(body, label).encode("utf-8", "replace")


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "windows-1252"])
def test_utf_8_of_a_document_does_not_tell_what_it_was_written_in(charset: str) -> None:
    assert utf8_of(f"<p>{GERMAN}</p>".encode(charset)) == f"<p>{GERMAN}</p>".encode()
