import pytest

from octavo.kit.text import clean_line, holds_any


@pytest.mark.parametrize(("text", "holds"), [("by the pier", True), ("a pie", False), ("", False), ("fog, fog", True)])
def test_a_text_holds_any_of_some_pieces(text: str, holds: bool) -> None:
    assert holds_any(text, ("pier", "fog")) is holds
    assert not holds_any(text, ())


def test_a_clean_line_is_one_line_without_what_nobody_sees() -> None:
    assert clean_line(" a\u00adb\t\u200bc\n d ") == "ab c d"
