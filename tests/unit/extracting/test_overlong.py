"""Names and addresses of megabytes, which are no such thing."""

from __future__ import annotations

import pytest

from octavo.extracting.pages import parse_html

FILLING = "a.b/c?d=e&amp;" * 10_000
TEXT = "<p>The council voted on the plan on Monday.</p>" * 20_000


@pytest.mark.parametrize("name", ["href", "src", "srcset", "class", "id", "style", "title", "alt"])
def test_an_overlong_name_or_address_is_left_out_of_a_long_page(name: str) -> None:
    root = parse_html(f'<a {name}="{FILLING}" data-state="{FILLING}" rel="author">Ann Lee</a>{TEXT}')
    assert root is not None
    (link,) = root.iter("a")
    assert set(link.attrib) == {"data-state", "rel"}
    assert link.text == "Ann Lee"
    assert sum(1 for _ in root.iter("p")) == 20_000


def test_names_of_any_use_stay() -> None:
    root = parse_html(f'<a href="/{"a" * 3_000}" class="{"b " * 900}">Ann Lee</a>{TEXT}')
    assert root is not None
    (link,) = root.iter("a")
    assert set(link.attrib) == {"href", "class"}
