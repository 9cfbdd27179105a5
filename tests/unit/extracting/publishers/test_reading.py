"""Rules files are read strictly: whatever is not understood is refused in a sentence that names file and key."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.extracting import read_rules
from octavo.extracting.publishers.schema import (
    LONGEST_FILE,
    LONGEST_ROW,
    LONGEST_SELECTOR,
    MOST_LAYOUTS,
    MOST_LINES,
    MOST_PLACES,
    MOST_SELECTORS,
)
from octavo.model.errors import InvalidInput

HEAD = 'name = "The Quay"\nhosts = "quay.example"\n'
WHOLE = f'{HEAD}[[layout]]\nbody = "p"\n'


def _refused(text: str) -> str:
    with pytest.raises(InvalidInput) as refused:
        read_rules("quay.toml", text)
    return str(refused.value)


def test_a_file_becomes_rules() -> None:
    rules = read_rules(
        "quay.toml",
        'name = "The Quay"\nhosts = ["Quay.Example", "*.quay.example", "bücher.example"]\npaths = ["/port/", "/"]\n'
        '[[layout]]\nuntil = 2026-03-01\nbody = ["div.a > p", "h2, h3"]\ndrop_lines = "Read on"\n'
        'published = "time@DateTime"\n[[layout]]\nbody = "p"\n',
    )
    assert (rules.file, rules.name) == ("quay.toml", "The Quay")
    assert rules.hosts == ("quay.example", "*.quay.example", "xn--bcher-kva.example")
    assert rules.paths == ("/port", "/")
    old, new = rules.layouts
    assert (old.until, new.until) == (date(2026, 3, 1), None)
    assert [selector.css for selector in old.body] == ["div.a > p", "h2, h3"]
    assert (old.published[0].css, old.published[0].attribute) == ("time", "datetime")
    assert (old.drop_lines, new.drop_lines) == (("Read on",), ())


def test_rules_are_values() -> None:
    assert read_rules("a.toml", WHOLE) == read_rules("a.toml", WHOLE)
    assert hash(read_rules("a.toml", WHOLE)) == hash(read_rules("a.toml", WHOLE))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "quay.toml: name is missing."),
        ("name = ", "quay.toml: is no TOML: Invalid value (at end of document)."),
        ('name = "Q"\n', "quay.toml: hosts is missing."),
        (HEAD, "quay.toml: layout is missing: write [[layout]] and its body under it."),
        (f'{HEAD}[layout]\nbody = "p"', "quay.toml: layout must be written with two brackets: [[layout]]."),
        (f"{HEAD}[[layout]]", "quay.toml: layout 1: body is missing."),
        (f'{HEAD}host = "x"', "quay.toml: there is no key “host”: did you mean hosts?"),
        (f"{WHOLE}zzz = 1", "quay.toml: layout 1: there is no key “zzz”: the keys here are body, drop, "),
        (f'{WHOLE}droplines = "x"', "quay.toml: layout 1: there is no key “droplines”: did you mean drop_lines?"),
        (f"{WHOLE}[[layout]]\nbody = 3", "quay.toml: layout 2: body must be text in quotation marks, not a number."),
        (f"{WHOLE}drop = []", "quay.toml: layout 1: drop is an empty list: leave it away, or put something in."),
        (f'{WHOLE}drop = [["p"]]', "quay.toml: layout 1: drop must be text in quotation marks, not a list in a list."),
        (f'{WHOLE}drop = " "', "quay.toml: layout 1: drop is empty."),
        (f'{WHOLE}drop = "p["', "quay.toml: layout 1: drop holds “p[”, which is no CSS selector that can be used: "),
        (f'{WHOLE}drop = "x|p"', "quay.toml: layout 1: drop holds “x|p”, which is no CSS selector that can be used: "),
        (f'{WHOLE}title = "p:has(a)"', "quay.toml: layout 1: title holds “p:has(a)”, which is no CSS selector"),
        (f'{WHOLE}title = "p::before"', "quay.toml: layout 1: title holds “p::before”, which is no CSS selector"),
        (f'{WHOLE}drop = "p@id"', "quay.toml: layout 1: drop names elements, not attributes: leave “@id” away."),
        (f'{WHOLE}drop_lines = "***"', "quay.toml: layout 1: drop_lines holds “***”, which has no letter or digit"),
        (f'{WHOLE}until = "2026-03-01"', "quay.toml: layout 1: until must be a day without quotation marks: until = "),
        (f"{WHOLE}until = 2026-03-01T10:00:00", "quay.toml: layout 1: until must be a day without quotation marks"),
        ('name = "Q"\nhosts = "https://quay.example/"', "quay.toml: hosts holds “https://quay.example/”: write a host"),
        ('name = "Q"\nhosts = "*"', "quay.toml: hosts holds “*”: write a host alone, as example.org or *.example.org."),
        ('name = "Q"\nhosts = "*.example"', "quay.toml: hosts holds “*.example”, which is too wide"),
        (f'paths = "port"\n{WHOLE}', "quay.toml: paths holds “port”: write the beginning of a path, as /news."),
        (f'{WHOLE}title = "{"p " * LONGEST_SELECTOR}"', "quay.toml: layout 1: title is longer than 300 characters"),
        (f"{WHOLE}title = {['p'] * (MOST_SELECTORS + 1)}", "quay.toml: layout 1: title holds 21 entries; at most 20"),
        (f"{WHOLE}drop_lines = {['p'] * (MOST_LINES + 1)}", "quay.toml: layout 1: drop_lines holds 101 entries"),
        (
            f"name = 'Q'\nhosts = {['a.b'] * (MOST_PLACES + 1)}",
            "quay.toml: hosts holds 51 entries; at most 50 are read.",
        ),
        (HEAD + '[[layout]]\nbody = "p"\n' * (MOST_LAYOUTS + 1), "quay.toml: layout is there 11 times; at most 10"),
        (f"{WHOLE}#{'x' * LONGEST_FILE}", "quay.toml: is larger than 64 KB, which no publisher needs."),
        (f"{WHOLE}#{'x' * LONGEST_ROW}", "quay.toml: has a line longer than 2000 characters: write lists over several"),
        ("x = [\n" * 9_000, "quay.toml: is no TOML: "),
        ("x = " + "[\n" * 9_000, "quay.toml: is no TOML: it is nested too deep."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(text: str, sentence: str) -> None:
    assert _refused(text).startswith(sentence)


@pytest.mark.parametrize(
    "line", ["a." * 990 + "b{} = 1", "[" + "a." * 990 + "b{}]", "x{} = '" + "y" * 1_980, "{}" + "[" * 1_900]
)
def test_hostile_files_take_no_time(line: str) -> None:
    began = time.process_time()
    _refused("\n".join(line.format(number) for number in range(30)))
    assert time.process_time() - began < 5


@given(text=st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert _refused(text).startswith("quay.toml: ")


VALUES = st.one_of(
    st.text(max_size=40),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.lists(st.text(alphabet="p.#>+~[]()@:\"'\\ a", max_size=12)),
)


@given(key=st.sampled_from(["body", "drop", "title", "until", "drop_lines", "paywall"]), value=VALUES)
def test_any_value_of_a_key_is_read_or_refused(key: str, value: object) -> None:
    shown = str(value).lower() if isinstance(value, bool) else _toml(value)
    text = f"{HEAD}[[layout]]\n{key} = {shown}\n" + ("" if key == "body" else 'body = "p"\n')
    try:
        said = f"quay.toml: {read_rules('quay.toml', text).layouts}"
    except InvalidInput as refused:
        said = str(refused)
    assert said.startswith("quay.toml: ")


def _toml(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(char):08x}" for char in value) + '"'
    return str(value)
