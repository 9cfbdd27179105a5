"""The documentation is a contract: what the program has is documented, and the examples run."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from octavo.cli.group import octavo
from octavo.extracting import read_rules
from octavo.extracting.publishers.schema import FILE_KEYS, LAYOUT_KEYS
from octavo.settings import Settings
from octavo.sourcing import read_pack

ROOT = Path(__file__).parents[2]
DOCS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)")
EXAMPLE = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
NOT_RUN = "# not run:"


GENERATED = runpy.run_path(str(ROOT / "docs" / "generate.py"))["PAGES"]


@pytest.mark.parametrize("page", GENERATED)
def test_the_generated_pages_are_up_to_date(page: str) -> None:
    """Else ``python docs/generate.py`` writes them anew."""
    assert (ROOT / "docs/reference" / page).read_text(encoding="utf-8") == GENERATED[page]()


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    assert octavo.commands
    assert [name for name in octavo.commands if f"## `octavo {name}`" not in page] == []


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    assert Settings.model_fields
    assert [name for name in Settings.model_fields if f"`OCTAVO_{name.upper()}`" not in page] == []
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_every_key_of_publisher_rules_is_documented() -> None:
    page = (ROOT / "docs/reference/publisher-rules.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert documented == [*FILE_KEYS, *LAYOUT_KEYS]


def test_the_rules_in_the_documentation_are_rules() -> None:
    page = (ROOT / "docs/how-to/write-publisher-rules.md").read_text(encoding="utf-8")
    files = re.findall(r"^```toml\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    assert [read_rules("quay.toml", file).name for file in files] == ["The Quay"] * 2


def test_the_starter_pack_in_the_documentation_is_one() -> None:
    page = (ROOT / "docs/how-to/write-a-starter-pack.md").read_text(encoding="utf-8")
    (file,) = re.findall(r"^```toml\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    assert [one.language for one in read_pack("harbours", file).publishers] == ["en", "fr"]


@pytest.mark.parametrize("page", DOCS, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def _examples() -> list[tuple[str, str]]:
    found = []
    for page in DOCS:
        for number, code in enumerate(EXAMPLE.findall(page.read_text(encoding="utf-8")), start=1):
            if not code.startswith(NOT_RUN):
                found.append((f"{page.relative_to(ROOT)}:{number}", code))
    return found


def test_there_are_examples() -> None:
    assert _examples()


@pytest.mark.parametrize(("name", "code"), _examples(), ids=[name for name, _ in _examples()])
def test_examples_run(
    name: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OCTAVO_DATA_DIR", str(tmp_path))
    exec(compile(code, name, "exec"), {"__name__": "example"})  # noqa: S102 - the examples are our own
    assert capsys.readouterr().out.strip()


def test_the_readmes_make_targets_exist() -> None:
    named = set(re.findall(r"\bmake ([a-z-]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    recipes = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"demo", "test"} <= named <= recipes
