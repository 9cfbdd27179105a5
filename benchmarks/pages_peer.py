"""What an unread list of 50 and a search cost with 100,000 articles, beside Tiny Tiny RSS in the same run.

    python benchmarks/pages_peer.py [--folder FOLDER] [--peer FOLDER] [--articles 100000] [--times 40]

Octavo's library is that of ``pages_speed.py``. The peer (https://tt-rss.org, in Debian) has the same articles in a
PostgreSQL that is started for this run alone; ``--peer`` is its folder ``www``. Both are asked over HTTP on loopback by
one client, turn by turn, and the processor time of all their processes is counted, PostgreSQL's as well. The peer
answers through its API, with JSON: the page around it is made in the browser there, which costs it nothing here. Where
PHP, PostgreSQL or the peer is missing nothing is measured, and it says what is.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.pages_library import SOURCES, Press, opened, was_read
from benchmarks.postgres import has_postgres, postgres

from octavo.adapters.store import SqlStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

_TICK = os.sysconf("SC_CLK_TCK")
_KEEPING = "-c synchronous_commit=off -c shared_buffers=256MB"
_CONFIG = """<?php
define('DB_TYPE', 'pgsql'); define('DB_HOST', '{host}'); define('DB_PORT', ''); define('DB_USER', 'postgres');
define('DB_NAME', 'postgres'); define('DB_PASS', ''); define('MYSQL_CHARSET', 'UTF8');
define('SELF_URL_PATH', 'http://127.0.0.1:{port}/'); define('SINGLE_USER_MODE', true);
define('SIMPLE_UPDATE_MODE', false); define('PHP_EXECUTABLE', '/usr/bin/php'); define('LOCK_DIRECTORY', 'lock');
define('CACHE_DIR', 'cache'); define('ICONS_DIR', 'feed-icons'); define('ICONS_URL', 'feed-icons');
define('AUTH_AUTO_CREATE', true); define('AUTH_AUTO_LOGIN', true); define('FORCE_ARTICLE_PURGE', 0);
define('ENABLE_REGISTRATION', false); define('SESSION_COOKIE_LIFETIME', 86400); define('CHECK_FOR_UPDATES', false);
define('ENABLE_GZIP_OUTPUT', false); define('PLUGINS', 'auth_internal, note'); define('LOG_DESTINATION', '');
define('CONFIG_VERSION', 26); define('DIGEST_SUBJECT', ''); define('SMTP_FROM_NAME', '');
define('SMTP_FROM_ADDRESS', '');
define('REG_NOTIFY_ADDRESS', ''); define('REG_MAX_USERS', 10); define('_SKIP_SELF_CHECKS', true);
"""


def missing(peer: Path) -> str | None:
    """What is not here of all that the peer needs, in a sentence."""
    if shutil.which("php") is None:
        return "PHP is missing (php-cli, php-pgsql, php-mbstring, php-intl, php-xml)."
    if not has_postgres():
        return "PostgreSQL is missing."
    if importlib.util.find_spec("psycopg") is None:
        return "The driver psycopg is missing."
    return None if (peer / "api/index.php").exists() else f"Tiny Tiny RSS is not in {peer}."


def processor(*roots: int) -> float:
    """Seconds that these processes and all that they began took so far."""
    known: dict[int, tuple[int, float]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            known[int(stat.parent.name)] = int(fields[1]), sum(map(int, fields[11:15])) / _TICK
    total = 0.0
    for pid, (parent, taken) in known.items():
        total += taken if pid in roots or parent in roots else 0.0
    return total


def fill(host: str, peer: Path, schema: Path, store: SqlStore) -> None:
    """The same articles for the peer, with its own words for searching."""
    import psycopg  # noqa: PLC0415 - only who measures beside it needs it

    with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as database:
        database.execute(schema.read_text().encode())
        feeds = [(one.title[:200], one.url) for one in store.sources()]
        with database.cursor() as cursor:
            cursor.executemany("INSERT INTO ttrss_feeds (owner_uid, title, feed_url) VALUES (1, %s, %s)", feeds)
        copied, change = 0, 0
        while changed := store.changed_articles(change, 5_000):
            _copy(database, [article for _, article, _ in changed])
            change, copied = changed[-1][0], copied + len(changed)
        words = "to_tsvector('english', left(title || ' ' || content, 900000))"
        database.execute(f"UPDATE ttrss_entries SET tsvector_combined = {words}".encode())
        # Its API is off until somebody wants it; a person's preferences are made when they sign in on its pages.
        database.execute("UPDATE ttrss_prefs SET def_value = 'true' WHERE pref_name = 'ENABLE_API_ACCESS'")
        database.execute("UPDATE ttrss_prefs SET def_value = 'English' WHERE pref_name = 'DEFAULT_SEARCH_LANGUAGE'")
        database.execute("DELETE FROM ttrss_user_prefs")
        mine = "(owner_uid, pref_name, value) SELECT 1, pref_name, def_value FROM ttrss_prefs"
        database.execute(f"INSERT INTO ttrss_user_prefs {mine}".encode())
        database.execute("VACUUM ANALYZE")
    print(f"{copied:,} articles are copied to {peer.name}", flush=True)


def _copy(database: psycopg.Connection[Any], articles: list[Any]) -> None:
    columns = "id, title, guid, link, updated, content, content_hash, date_entered, date_updated"
    entries = f"COPY ttrss_entries ({columns}) FROM STDIN"
    mine = "COPY ttrss_user_entries (ref_id, uuid, feed_id, owner_uid, tag_cache, label_cache, unread) FROM STDIN"
    with database.cursor() as cursor:
        with cursor.copy(entries) as copy:
            for one in articles:
                at = one.sort_at.replace(tzinfo=None)
                html = "".join(f"<p>{block.text}</p>" for block in one.blocks)
                copy.write_row((int(one.id), one.title, one.url, one.url, at, html, one.digest, at, at))
        with cursor.copy(mine) as copy:
            for one in articles:
                unread = not was_read(int(one.id))
                copy.write_row((int(one.id), "", min(int(one.source), SOURCES), 1, "", "", unread))


class Peer:
    """Asks the peer's API."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._session = ""
        told = self.ask({"op": "login", "user": "admin", "password": "password"})
        self._session = told["session_id"]

    def ask(self, asked: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
        """The content of an answer."""
        body = json.dumps({**asked, "sid": self._session}).encode()
        self._connection.request("POST", "/api/", body, {"Content-Type": "application/json"})
        answer = json.loads(self._connection.getresponse().read())
        assert answer["status"] == 0, answer
        return answer["content"]

    def headlines(self, **more: Any) -> int:  # noqa: ANN401 - JSON
        """How many headlines of all feeds come back."""
        asked = {"op": "getHeadlines", "feed_id": -4, "limit": 50, "show_excerpt": True, **more}
        return len(self.ask(asked))


class Octavo:
    """Asks Octavo's pages as a signed-in person."""

    def __init__(self, port: int, link: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = {"Accept-Encoding": "gzip", "Accept": "text/html", "Host": f"127.0.0.1:{port}"}
        self._connection.request("GET", link, headers=self._headers)
        answer = self._connection.getresponse()
        answer.read()
        kept = [value.partition(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
        self._headers["Cookie"] = "; ".join(kept)

    def get(self, address: str) -> int:
        """How many bytes a page has on the wire."""
        self._connection.request("GET", address, headers=self._headers)
        answer = self._connection.getresponse()
        body = answer.read()
        assert answer.status == 200, (answer.status, address)  # noqa: PLR2004
        return len(body)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def serve(folder: Path, total: int, port: int) -> None:
    """Octavo, as a process of its own: it prints a sign-in link and serves until it is ended."""
    import uvicorn  # noqa: PLC0415 - only the process that serves needs it

    from octavo.web import create_app  # noqa: PLC0415 - as above

    paper = opened(folder, total=total, recent=1_500, address=None, say=lambda _: None)
    print(f"/sign-in/{paper.accounts.new_sign_in_link()}", flush=True)
    uvicorn.run(
        create_app(paper, public_url=f"http://127.0.0.1:{port}"), host="127.0.0.1", port=port, log_level="error"
    )


@contextlib.contextmanager
def running(command: list[str], port: int, **more: Any) -> Iterator[subprocess.Popen[str]]:  # noqa: ANN401 - Popen's
    """A server as a process, once it listens."""
    with subprocess.Popen(command, text=True, **more) as process:
        try:
            for _ in range(600):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                time.sleep(0.1)
            yield process
        finally:
            process.terminate()


def measure(times: int, octavo: Octavo, peer: Peer, own: int, others: tuple[int, int]) -> None:
    """Print processor time per request of both, turn by turn."""
    press = Press(100)
    rare = press.piece(1).draft.title.split()[2]
    asked = {
        "unread list of 50": ("/unread", {"view_mode": "unread"}),
        "search, a rare word": (f"/search?q={rare}", {"search": rare}),
        "search, a common word": ("/search?q=government", {"search": "government"}),
        "search, unread ones": ("/search?q=government+is:unread", {"search": "government", "view_mode": "unread"}),
    }
    print(f"\n{'CPU ms per request':24} {'Octavo':>8} {'tt-rss':>8}")
    for name, (address, wanted) in asked.items():
        spent: tuple[list[float], list[float]] = ([], [])
        headlines = peer.headlines(**wanted)
        assert headlines, f"the peer finds nothing: {wanted}"
        for turn in range(5):
            for which, pids in ((0, (own,)), (1, others)):
                before = processor(*pids)
                for _ in range(times // 4):
                    octavo.get(address) if which == 0 else peer.headlines(**wanted)
                if turn:  # the first one loads what is needed
                    spent[which].append((processor(*pids) - before) / (times // 4) * 1_000)
        print(f"{name:24} {mean(spent[0]):8.1f} {mean(spent[1]):8.1f}   {headlines} headlines there", flush=True)


def run(given: argparse.Namespace) -> None:
    """Start both, fill the peer, and measure."""
    paper = opened(given.folder, total=given.articles, recent=1_500, address=None, say=print)
    store = paper._resources.store
    assert isinstance(store, SqlStore)
    schema = next(given.peer.parent.rglob("ttrss_schema_pgsql.sql"))
    with tempfile.TemporaryDirectory() as made, postgres(Path(made), _KEEPING) as (host, postmaster):
        Path(made).chmod(0o755)
        fill(host, given.peer, schema, store)
        paper.close()
        php, own = free_port(), free_port()
        with tempfile.TemporaryDirectory() as copy:
            www = Path(copy) / "www"
            shutil.copytree(given.peer, www, symlinks=False, ignore_dangling_symlinks=True)
            (www / "config.php").unlink(missing_ok=True)
            (www / "config.php").write_text(_CONFIG.format(host=host, port=php))
            for name in ("lock", "cache/images", "cache/upload", "cache/export", "cache/feeds", "feed-icons"):
                (www / name).mkdir(parents=True, exist_ok=True)
            quiet = {"stderr": subprocess.DEVNULL, "cwd": www}
            me = [sys.executable, __file__, "--serve", str(own), "--folder", str(given.folder)]
            command = ["php", "-d", "opcache.enable_cli=1", "-d", "display_errors=0", "-S", f"127.0.0.1:{php}"]
            with (
                running(command, php, **quiet) as peer,
                running([*me, "--articles", str(given.articles)], own, stdout=subprocess.PIPE) as mine,
            ):
                assert mine.stdout is not None
                octavo = Octavo(own, mine.stdout.readline().strip())
                measure(given.times, octavo, Peer(php), mine.pid, (peer.pid, postmaster))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "octavo-pages")
    parser.add_argument("--peer", type=Path, default=Path("/usr/share/tt-rss/www"))
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        serve(given.folder, given.articles, given.serve)
        return
    reason = missing(given.peer)
    if reason is not None:
        print(f"Skipped: {reason}")
        return
    run(given)


if __name__ == "__main__":
    main()
