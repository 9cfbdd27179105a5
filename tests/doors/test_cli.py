"""The command line, run as a person runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from octavo.cli import main
from octavo.cli.group import octavo
from octavo.cli.session import BEGIN
from octavo.demo import PressServer, second_edition
from octavo.model.errors import OctavoError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = """
Harbour tunnel to open a year late
The tunnel under the harbour will open in autumn.

Comments
No comments yet...
Related Articles


The Quay
16 hours ago
- The Quay
Old Berta stops again
The tunnelling machine has stopped.
"""


@pytest.fixture(scope="module")
def press() -> Iterator[PressServer]:
    with PressServer(now=second_edition(date(2026, 6, 13))) as press:
        yield press


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("OCTAVO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("OCTAVO_CONFIG", "")
    monkeypatch.setenv("OCTAVO_ALLOWED_NETWORKS", '["127.0.0.1/32"]')
    monkeypatch.setenv("COLUMNS", "200")
    return Run()


class Run:
    """Runs the command; answers and remarks are kept apart."""

    def __call__(self, *arguments: str, stdin: str | None = None) -> str:
        """Standard output of a call that succeeds."""
        result = CliRunner().invoke(octavo, arguments, input=stdin, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return str(result.stdout)

    def json(self, *arguments: str) -> Any:  # noqa: ANN401 - any JSON document
        return json.loads(self(*arguments))

    def refused(self, *arguments: str) -> OctavoError:
        result = CliRunner().invoke(octavo, arguments)
        assert isinstance(result.exception, OctavoError), result.output
        return result.exception


def test_from_nothing_to_an_article(run: Run, press: PressServer) -> None:
    courier = press.feeds[0]
    assert courier.title in run("add", courier.url)
    assert "new articles" in run("refresh")
    listed = run.json("list", "--json", "-n", "5")
    assert len(listed) == 5
    assert all(row["source"]["title"] == courier.title and not row["read"] for row in listed)
    first = listed[0]["id"]
    assert listed[0]["title"] in run("read", str(first))
    assert run.json("read", str(first), "--json")["read"] is True
    assert first not in [row["id"] for row in run.json("list", "--unread", "--json")]


def test_a_front_page_leads_to_its_feed(run: Run, press: PressServer) -> None:
    assert press.feeds[1].title in run("add", press.feeds[1].site_url)


def test_following_twice_says_so(run: Run, press: PressServer) -> None:
    run("add", press.feeds[0].url)
    assert "already" in run("add", press.feeds[0].url)


def test_search_marks_and_sources(run: Run, press: PressServer) -> None:
    run("add", *(feed.url for feed in press.feeds))
    report = run.json("refresh", "--json")
    assert report["feeds"]["failed"] == 0
    found = run.json("search", "ferry", "Skarn", "--json")
    assert found["total"] >= 5
    assert found["articles"][0]["highlights"]
    number = str(found["articles"][0]["id"])
    run("mark", number, "--star", "--read")
    assert [row["id"] for row in run.json("list", "--starred", "--json")] == [int(number)]
    run("mark", number, "--unstar", "--unread")
    assert run.json("list", "--starred", "--json") == []
    assert "★" not in run("list", "-n", "1000")
    sources = run.json("sources", "--json")
    assert {source["title"] for source in sources} == {feed.title for feed in press.feeds}
    assert sum(source["unread"] for source in sources) == report["articles"]["new"]
    run("remove", "Evening Post")
    assert "Evening Post" not in run("sources")


def test_a_search_with_fields_is_kept_followed_and_removed(run: Run, press: PressServer) -> None:
    run("add", *(feed.url for feed in press.feeds))
    run("refresh")
    assert "You keep no search yet" in run("searches")
    title = press.feeds[0].title
    found = run.json("search", "ferry", f'source:"{title}"', "--sort", "date", "--json")
    assert found["total"]
    assert {row["source"]["title"] for row in found["articles"]} == {title}
    assert sum(number for _, number in found["days"]) == found["total"]
    dated = [row["published_at"] for row in found["articles"]]
    assert dated == sorted(dated, reverse=True)
    assert "Kept as 1: Ferries" in run("search", "ferry", "-n", "1", "--save", "Ferries")
    assert "Ferries: follow" in run("searches", "ferries", "--set", "follow")
    assert "Ships: renamed" in run("searches", "1", "--rename", "Ships")
    (kept,) = run.json("searches", "--json")
    assert kept == {"id": 1, "name": "Ships", "query": "ferry", "stance": "follow", "new": 0}
    assert run.json("searches", "Ships", "--json")["total"] >= found["total"]
    run("searches", "Ships", "--remove")
    assert run.json("searches", "--json") == []
    assert "You keep no search" in str(run.refused("searches", "Ships"))


def test_a_mistake_in_a_query_is_told(run: Run, press: PressServer) -> None:
    run("add", press.feeds[0].url)
    run("refresh")
    said = run("search", "ferry", "colour:red", "before:someday", "source:Nobody")
    assert "There is no field “colour:”" in said
    assert "“someday” is no date" in said
    assert "You follow no source “Nobody”" in said
    assert "Nothing found" not in said
    said = run("search", "ferrry")
    assert "Try: ferry" in said


def test_clip_prints_what_stands_on_the_page_and_keeps_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    articles = run.json("clip", str(tmp_path / "page.txt"), "--captured", "2025-06-12T09:00Z", "--json")
    assert [(a["title"], a["publisher"], a["published_at"]) for a in articles] == [
        ("Harbour tunnel to open a year late", None, None),
        ("Old Berta stops again", "The Quay", "2025-06-11T17:00Z"),
    ]
    assert articles[0]["related"] == [
        {"title": "Old Berta stops again", "publisher": "The Quay", "published_at": "2025-06-11T17:00Z"}
    ]
    run("clip", str(tmp_path / "page.txt"), "--captured", "2025-06-12T09:00Z")
    assert len(run.json("list", "--json")) == 2
    assert "Old Berta stops again" in run("read", "1")


def test_clip_from_standard_input_without_keeping(run: Run) -> None:
    assert "Old Berta" in run("clip", "-", "--no-keep", stdin=PAGE)
    assert run.json("list", "--json") == []


ARTICLE = """<html lang="en"><head><title>Tunnel late | The Courier</title></head><body><article><h1>Tunnel late</h1>
<p>The tunnel under the harbour will open in <b>autumn</b>, the ministry said on Tuesday, a year late.</p>
<p>Advertisement</p><p>1. It has been standing still since <a href="/march">March</a>, and nobody expects it
to start before May.</p></article></body></html>"""


def test_extract_prints_an_article_in_three_forms(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(ARTICLE, encoding="utf-8")
    printed = run.json("extract", str(file), "--url", "https://courier.example/tunnel", "--json")
    assert (printed["title"], len(printed["paragraphs"])) == ("Tunnel late", 2)
    markdown = run("extract", str(file), "--url", "https://courier.example/tunnel", "--markdown")
    assert markdown.startswith("# Tunnel late\n")
    assert "open in **autumn**, the ministry" in markdown
    assert "1\\. It has been standing still since [March](<https://courier.example/march>)" in markdown
    assert "Advertisement" not in run("extract", str(file))


def test_extract_tells_what_became_of_every_line_and_why(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(ARTICLE, encoding="utf-8")
    told = run.json("extract", str(file), "--why", "--json")
    verdicts = {line["text"]: (line["kept"], line["reason"]) for line in told["lines"]}
    assert verdicts["Advertisement"] == (False, "a label, prompt or pointer by its wording")
    assert verdicts["Tunnel late"] == (False, "the title again")
    assert sum(line["kept"] for line in told["lines"]) == 2
    assert {field["field"]: field["value"] for field in told["metadata"]}["title"] == "Tunnel late"
    printed = run("extract", str(file), "--why")
    assert "- " in printed
    assert "Advertisement" in printed
    assert "Metadata, and where it stands" in printed


def test_why_tells_which_pages_were_looked_at_and_what_the_site_is_known_for(
    run: Run, press: PressServer, tmp_path: Path
) -> None:
    run("add", press.feeds[0].url)
    run("refresh")
    url = run.json("read", "1", "--json")["url"]
    file = tmp_path / "page.html"
    file.write_text(ARTICLE.replace("<head>", f"<head><link rel='next' href='{url}?page=2'>"), encoding="utf-8")
    told = run.json("extract", str(file), "--url", url, "--why", "--json")
    assert [(page["role"], page["kept"]) for page in told["pages"]] == [("page", True), ("part", False)]
    assert told["habits"]["articles"] >= 1
    printed = run("extract", str(file), "--url", url, "--why")
    assert f"- {url}?page=2: not looked at" in printed
    assert "Known of this site from" in printed
    assert run.json("extract", url, "--why", "--json")["habits"] == told["habits"]


def test_why_explains_a_page_without_an_article_too(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<html><body><nav><a href='/'>Home</a></nav><p>Two words</p></body></html>", encoding="utf-8")
    told = run.json("extract", str(file), "--why", "--json")
    assert "no article" in told["extracted_by"] or "without text" in told["extracted_by"]
    assert [line["kept"] for line in told["lines"]] == [False]


def test_extract_from_the_web(run: Run, press: PressServer) -> None:
    run("add", press.feeds[0].url)
    run("refresh")
    url = run.json("read", "1", "--json")["url"]
    assert run.json("extract", url, "--json")["title"] == run.json("read", "1", "--json")["title"]


def test_a_name_that_will_not_do_is_told_before_a_password_is_asked_for(run: Run) -> None:
    for name, words in (("a b", "A name has 1 to 64 letters"), ("ada", "There is an account called “ada” already")):
        if name == "ada":
            run("user", "add", name, "--link")
        refused = run.refused("user", "add", name)
        assert words in str(refused)
        assert "Password" not in str(refused)


def test_accounts(run: Run, press: PressServer) -> None:
    run("user", "add", "ada", "--password-stdin", stdin="correct horse\n")
    assert "/sign-in/" in run("user", "add", "grace", "--link")
    listed = run("user", "list")
    assert "ada" in listed
    assert "grace" in listed
    run("--user", "ada", "add", press.feeds[0].url)
    assert len(run.json("--user", "ada", "sources", "--json")) == 1
    assert run.json("sources", "--json") == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("read", "77"),
        ("add", "http://"),
        ("add", "http://nobody.invalid/"),
        ("remove", "Nobody's News"),
        ("clip", "/nowhere/page.txt"),
        ("extract", "/nowhere/page.html"),
        ("--user", "nobody", "list"),
        ("--library", "/proc/nowhere/news.db", "list"),
        ("user", "password", "nobody"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(run: Run, arguments: tuple[str, ...]) -> None:
    sentence = str(run.refused(*arguments))
    assert sentence.endswith(".")
    assert "Traceback" not in sentence


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("read",),
        ("edition",),
        ("briefing",),
        ("stories",),
        ("topics",),
        ("sources",),
        ("refresh",),
        ("search", "ferry"),
        ("ask", "Who won?"),
    ],
)
def test_who_follows_nothing_is_told_how_to_begin(run: Run, arguments: tuple[str, ...]) -> None:
    said = " ".join(run(*arguments).split())
    assert said.endswith(BEGIN)
    assert "quiet day" not in said


def test_everything_in_the_demo_is_of_its_week(run: Run, tmp_path: Path) -> None:
    run("demo", "--first-run", "--no-serve")
    library = str(tmp_path / "data" / "demo" / "demo.db")
    assert "Saturday" in run("--library", library, "user", "list")


def test_a_slip_in_an_address_is_told_with_what_was_perhaps_meant(run: Run) -> None:
    assert str(run.refused("add", "htps://example,org")).endswith("Was https://example.org/ meant?")
    assert "meant" not in str(run.refused("add", "no address at all"))


def test_who_leaves_a_source_is_told_how_to_follow_it_again(run: Run, press: PressServer) -> None:
    run("add", press.feeds[0].url)
    assert f"`octavo add {press.feeds[0].url}` follows it again." in run("remove", "1")
    run("add", press.feeds[0].url)
    run("refresh")
    assert run("refresh", "--due") == "No source is due. `octavo refresh` visits all of them.\n"


def test_an_empty_shelf_says_what_it_is_for(run: Run, press: PressServer) -> None:
    run("add", press.feeds[0].url)
    assert "`octavo refresh`" in run("list")
    assert "`octavo mark --star ARTICLE`" in run("list", "--starred")
    run("refresh")
    run("mark", "--read", *(str(row["id"]) for row in run.json("list", "--limit", "1000", "--json")))
    for arguments in (("read",), ("list", "--unread")):
        assert run(*arguments).startswith("Everything is read.")


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        (("story", "9"), "`octavo stories`"),
        (("read", "9"), "`octavo list`"),
        (("remove", "Nobody"), "`octavo sources`"),
    ],
)
def test_what_is_not_there_is_said_with_the_command_that_lists_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], where: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["octavo", *arguments])
    with pytest.raises(SystemExit):
        main()
    assert where in capsys.readouterr().err


@pytest.mark.parametrize("number", ["abc", "0", "-1", "1" * 20, "9" * 19, "٣"])
def test_what_is_no_number_of_a_list_is_told(number: str) -> None:
    ended = CliRunner().invoke(octavo, ["read", "--", number])
    assert ended.exit_code == 2
    assert "is no number that a list shows" in ended.output


def test_the_help_lists_every_command_once_in_whole_sentences() -> None:
    listed = CliRunner().invoke(octavo, ["--help"], env={"COLUMNS": "80"}).output
    lines = [line for part in listed.split("To begin:")[1:] for line in part.splitlines() if line.startswith("  ")]
    assert sorted(line.split()[0] for line in lines) == sorted(octavo.commands)
    assert all(line.endswith(".") and not line.endswith("...") for line in lines)


@pytest.mark.usefixtures("run")
def test_exit_codes_and_sentences_reach_the_shell(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["octavo", "read", "77"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 3
    assert capsys.readouterr().err.startswith("octavo: There is no article 77.")


def test_a_bad_setting_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCTAVO_PORT", "many")
    assert "port" in str(run.refused("list"))


def test_settings_come_from_a_file_below_the_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "octavo.toml"
    file.write_text('owner = "ida"\nport = "none"\n', encoding="utf-8")
    monkeypatch.setenv("OCTAVO_CONFIG", str(file))
    monkeypatch.setenv("OCTAVO_PORT", "8100")
    assert "ida" in run("user", "list")


def test_serve_prints_a_link_that_signs_in_once(tmp_path: Path) -> None:
    environment = {**os.environ, "OCTAVO_DATA_DIR": str(tmp_path), "PYTHONUNBUFFERED": "1", "COLUMNS": "200"}
    child = subprocess.Popen(
        [sys.executable, "-m", "octavo", "serve", "--port", "0", "--no-refresh"],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(2)]
        assert lines[0].startswith("Octavo is at http://127.0.0.1:")
        link = lines[1].split()[-1]
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(link, timeout=30) as page:
            assert "Octavo" in page.read().decode()
            assert "/sign-in" not in page.url
        with urllib.request.urlopen(link.rsplit("/", 2)[0] + "/", timeout=30) as page:
            assert "/sign-in" in page.url
    finally:
        child.send_signal(signal.SIGINT)
        child.communicate(timeout=30)


def test_accounts_are_looked_after(run: Run) -> None:
    run("user", "add", "ben", "--link")
    assert "Ended: 0 sessions of ben" in run("user", "sessions", "ben", "--end")
    assert run("user", "sessions", "ben") == ""
    assert "Account removed: ben" in run("user", "remove", "ben", stdin="y\n")
    assert "goes with the library" in str(run.refused("user", "remove", "owner", "--yes"))
    assert "no account called" in str(run.refused("user", "remove", "ben", "--yes"))


def test_what_is_mine_is_written_and_brought_in(run: Run, press: PressServer, tmp_path: Path) -> None:
    run("add", press.feeds[0].url)
    run("refresh")
    number = str(run.json("list", "--json", "-n", "1")[0]["id"])
    run("mark", number, "--star")
    file = tmp_path / "mine.jsonl"
    run("data", "export", str(file))
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line).get("kind") for line in lines] == [None, "preferences", "subscription", "mark"]
    assert run("data", "export").splitlines()[1:] == lines[1:]
    run("user", "add", "ben", "--link")
    assert "1  mark" in run("--user", "ben", "data", "import", str(file))
    assert run("--user", "ben", "data", "export").splitlines()[1:] == lines[1:]
    assert "1  starred" in run("--user", "ben", "data", "show")
    file.write_text("{}", encoding="utf-8")
    assert "no file of a person" in str(run.refused("data", "import", str(file)))
