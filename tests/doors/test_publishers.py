"""Publisher rules at the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from octavo.cli.group import octavo
from octavo.model.errors import InvalidInput, Unavailable

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

RULES = """
name = "The Quay"
hosts = "quay.example"

[[layout]]
until = 2020-01-01
body = "td.text"

[[layout]]
body = ".text"
drop = "aside"
title = "h3"
byline = ".nobody"
"""
PAGE = """<html lang="en"><head><title>Other</title></head><body><h3>The lamp</h3><div class="text"><p>It burns.</p>
<aside><p>Buy a lamp.</p></aside><p>Still.</p></div></body></html>"""


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCTAVO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("OCTAVO_CONFIG", "")
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/quay.toml").write_text(RULES, encoding="utf-8")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(octavo, arguments)


def _json(*arguments: str) -> Any:  # noqa: ANN401 - any JSON document
    result = _run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_check_reads_files_and_folders() -> None:
    assert _run("publishers", "check", "rules").stdout == "quay.toml: The Quay, for quay.example, 2 layouts\n"
    assert _json("publishers", "check", "rules/quay.toml") == [
        {"file": "quay.toml", "problem": None, "name": "The Quay", "hosts": ["quay.example"], "paths": [], "layouts": 2}
    ]


def test_check_takes_the_folder_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = _run("publishers", "check")
    assert isinstance(missing.exception, InvalidInput)
    assert "set publisher_rules" in str(missing.exception)
    monkeypatch.setenv("OCTAVO_PUBLISHER_RULES", "rules")
    assert "The Quay" in _run("publishers", "check").stdout


def test_check_says_what_is_wrong_with_each_file(tmp_path: Path) -> None:
    (tmp_path / "rules/bad.toml").write_text(RULES.replace("drop", "dorp"), encoding="utf-8")
    (tmp_path / "rules/latin.toml").write_bytes(RULES.replace("Quay", "Quäy").encode("latin-1"))
    (tmp_path / "rules/.hidden.toml").write_text("?", encoding="utf-8")
    (tmp_path / "rules/folder.toml").mkdir()
    result = _run("publishers", "check", "rules")
    assert result.stdout.splitlines() == [
        "bad.toml: layout 2: there is no key “dorp”: did you mean drop?",
        "rules/folder.toml cannot be read: Is a directory.",
        "latin.toml: is no text in UTF-8.",
        "quay.toml: The Quay, for quay.example, 2 layouts",
    ]
    assert str(result.exception) == "3 of 4 files of rules cannot be used."
    assert isinstance(result.exception, InvalidInput)


@pytest.mark.parametrize("path", ["nowhere", "nowhere.toml"])
def test_check_of_what_is_not_there(path: str) -> None:
    assert _run("publishers", "check", path).stdout == f"{path} cannot be read: No such file or directory.\n"


def test_check_of_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert str(_run("publishers", "check", "empty").exception).startswith("There are no rules")


def test_test_prints_what_each_rule_finds() -> None:
    told = _json("publishers", "test", "rules/quay.toml", "page.html", "--url", "https://quay.example/1")
    assert (told["applies"], told["extracted_by"], told["problem"]) == (True, "publisher rules: The Quay", None)
    assert (told["article"]["title"], told["article"]["paragraphs"]) == ("The lamp", ["It burns.", "Still."])
    found = [(one["layout"], one["key"], one["rule"], one["count"]) for one in told["findings"]]
    assert found == [
        (1, "until", "2020-01-01", 1),
        (1, "body", "td.text", 0),
        (2, "drop", "aside", 1),
        (2, "body", ".text", 1),
        (2, "title", "h3", 1),
        (2, "byline", ".nobody", 0),
    ]
    printed = _run("publishers", "test", "rules/quay.toml", "page.html", "--url", "https://other.example/").stdout
    assert "are not for the page's address" in printed
    assert "Chosen by: publisher rules: The Quay" in printed


def test_test_where_nothing_matches(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><p>Hello.</p></html>", encoding="utf-8")
    told = _json("publishers", "test", "rules/quay.toml", "page.html")
    assert (told["applies"], told["article"]) == (None, None)
    assert "the file" in told["problem"]
    assert "the file" in _run("publishers", "test", "rules/quay.toml", "page.html").stdout


def test_test_of_broken_rules_or_an_address_that_cannot_be_had(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("name = 1", encoding="utf-8")
    broken = _run("publishers", "test", "bad.toml", "page.html")
    assert str(broken.exception) == "bad.toml: name must be text in quotation marks, not a number."
    private = _run("publishers", "test", "rules/quay.toml", "http://127.0.0.1:9/")
    assert isinstance(private.exception, Unavailable)


def test_extract_follows_rules_that_are_named_whatever_the_host() -> None:
    told = _json("extract", "page.html", "--rules", "rules/quay.toml")
    assert told["paragraphs"] == ["It burns.", "Still."]
    why = _json("extract", "page.html", "--rules", "rules/quay.toml", "--why")
    assert why["extracted_by"] == "publisher rules: The Quay"
    assert {one["field"]: one["source"] for one in why["metadata"]}["title"] == "publisher rules The Quay: title = h3"


def test_extract_follows_the_settings_folder_for_its_hosts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCTAVO_PUBLISHER_RULES", str(tmp_path / "rules"))
    (tmp_path / "rules/bad.toml").write_text("?", encoding="utf-8")
    told = _json("extract", "page.html", "--url", "https://www.quay.example/1")
    assert told["paragraphs"] == ["It burns.", "Still."]
    assert _run("extract", "page.html", "--url", "https://other.example/1").exit_code != 0
