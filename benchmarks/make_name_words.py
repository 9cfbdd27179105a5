"""Write the words by which names are told from other words: common words, first names, surnames.

    python benchmarks/make_name_words.py --packages DIR --texts FILE.jsonl.gz ... --german FILE.jsonl.gz ... --out FILE

DIR holds, unpacked, ``names`` (PyPI, MIT; the lists are the US Census Bureau's of 1990, public domain) and ``faker``
(PyPI, MIT). Common words are those that newspapers write small: counted in the texts (``text`` and ``title`` of each
line), and jusText's lists (BSD) for the languages that the texts are not in. A line of the file is a word, folded if
a name, and its letters: c for common, f for a first name, s for a surname, n for a German noun: a word that stands
behind an article or another word that nouns stand behind.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from itertools import islice, pairwise
from pathlib import Path

from justext.utils import get_stoplist

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from octavo.explaining.names.keys import folded

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OPENS = re.compile(r"[^\s,()-]|\n")
_OWNED = re.compile(r"['’]s$")
LISTS = (
    "English", "German", "French", "Spanish", "Italian", "Portuguese", "Dutch", "Polish", "Russian", "Ukrainian",
    "Swedish", "Czech", "Romanian", "Danish", "Norwegian_Bokmal",
)  # fmt: skip
LOCALES = (
    "en_US", "en_GB", "en_IE", "en_IN", "en_NZ", "en_PK", "en_NG", "en_KE", "de_DE", "de_AT", "de_CH", "fr_FR", "fr_CH",
    "es_ES", "es_MX", "es_AR", "es_CO", "it_IT", "pt_PT", "pt_BR", "nl_NL", "nl_BE", "pl_PL", "ru_RU", "uk_UA", "bg_BG",
    "sv_SE", "da_DK", "no_NO", "fi_FI", "cs_CZ", "sk_SK", "sl_SI", "hr_HR", "ro_RO", "hu_HU", "tr_TR", "az_AZ", "id_ID",
    "vi_VN", "lt_LT", "lv_LV", "et_EE", "ga_IE", "sw", "zu_ZA", "yo_NG", "ig_NG", "ha_NG",
)  # fmt: skip
_BEFORE_NOUNS = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einen",
        "einem",
        "einer",
        "eines",
        "kein",
        "keine",
        "seine",
        "seinen",
        "ihre",
        "ihren",
        "dieser",
        "diese",
        "dieses",
        "diesem",
        "zum",
        "zur",
        "beim",
        "vom",
        "ins",
        "ans",
        "im",
        "am",
    ]
)
NOUN_SHARE = 0.3
# First names of people in the news that the packages lack.
FIRST_NAMES = """
abdel abdul abdullah abu ahmad ahmed akbar aleksandr aleksandar alexei aleksei alexey ali amir anatoly andrei andrey
andriy angela ariel arkady arseniy ashraf aung ayman bashar benyamin binyamin boris dmitri dmitry dmytro denys ehud
emmanuel erdogan evgeny fatima fumio ghani gholam giorgi haider hamad hamid hasan hassan hossein hugo hussein
ibrahim igor ihor ilham imran irina ismail jair jamal javier jens jinping joko justin kamala karim kassym khaled
khalid kim kirill kyrylo kyriakos leonid li liu luiz mahmoud mahathir mahmud malik manuel mariya mario matteo maryam
masoud mevlut mikhail mikhailo mohamed mohammad mohammed muammar muhammad muqtada mustafa mykhailo mykola nabih
najib narendra nawaz nicola nikita nikolai nouri nursultan oleg oleh oleksandr oleksiy olena olga omar osama park
petro pavel pyotr qasem rafic rajapaksa ramzan rami recep rishi robert roman rouhani sadiq saad sadat saddam salman
sayyid sergei sergey serhiy shinzo shigeru silvio stanislav susilo tariq tayyip thaksin theresa ursula vadym valery
vassily vasily viktor viktoria vitali vitaliy vladimir vladislav volodymyr wang xi xavier yair yasser yevgeny
yitzhak yoweri yuri yuriy yulia zhang zine zbigniew
"""
MOST_SURNAMES, LEAST_TEXTS, SMALL_SHARE = 30_000, 4, 1.0


def common_words(texts: list[Path], limit: int) -> set[str]:
    """Words that are mostly written small where no sentence begins."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for path in texts:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in islice(file, limit):
                row = json.loads(line)
                for word in inner_words(f"{row.get('title') or ''}\n{row.get('text') or ''}"):
                    (small if word.islower() else capital)[word.lower()] += 1
    words = {word for word, count in small.items() if count >= LEAST_TEXTS and count >= SMALL_SHARE * capital[word]}
    for language in LISTS:
        words |= {
            word.lower()
            for word in get_stoplist(language)
            if word.isalpha() and capital[word.lower()] <= small[word.lower()]
        }
    return {word for word in words if len(word) > 1}


def inner_words(text: str) -> set[str]:
    """The words of a text, without possessive endings and those that begin a sentence, a quotation or a line."""
    found = set()
    end = 0
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        if match.group().islower() or (end and not _OPENS.search(gap)):
            found.add(_OWNED.sub("", match.group()))
        end = match.end()
    return found


def german_nouns(texts: list[Path]) -> set[str]:
    """Capitalised words that often stand behind what only nouns stand behind, in the texts marked as German."""
    behind: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for path in texts:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                words = _WORD.findall(row.get("text") or "") if row.get("language", "de") == "de" else []
                for before, word in pairwise(words):
                    if word[0].isupper():
                        seen[word.lower()] += 1
                        behind[word.lower()] += before.lower() in _BEFORE_NOUNS
    return {word for word, count in behind.items() if count > 1 and count >= NOUN_SHARE * seen[word]}


def listed_names(package: Path, locale: str) -> tuple[set[str], set[str]]:
    """First names and surnames of a locale of ``faker``, read without running it."""
    first: set[str] = set()
    last: set[str] = set()
    for node in ast.walk(ast.parse((package / "providers" / "person" / locale / "__init__.py").read_text("utf-8"))):
        target = (
            node.targets[0]
            if isinstance(node, ast.Assign)
            else node.target
            if isinstance(node, ast.AnnAssign)
            else None
        )
        name = target.id if isinstance(target, ast.Name) else ""
        words = {
            str(part.value) for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)
        }
        if name.startswith(("first_name", "language_name")):
            first |= words
        elif name.startswith("last_name"):
            last |= words
    return first, last


def census(path: Path, most: int) -> set[str]:
    """The most frequent names of a list of the US Census Bureau."""
    return {line.split()[0].lower() for line in path.read_text("ascii").splitlines()[:most]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--german", type=Path, nargs="*", default=[])
    parser.add_argument("--limit", type=int, default=6_000)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    letters: dict[str, set[str]] = defaultdict(set)
    lists = arguments.packages / "names"
    first = set(FIRST_NAMES.split())
    first |= census(lists / "dist.female.first", 3_000) | census(lists / "dist.male.first", 1_219)
    last = census(lists / "dist.all.last", MOST_SURNAMES)
    for locale in LOCALES:
        more_first, more_last = listed_names(arguments.packages / "faker", locale)
        first, last = first | more_first, last | more_last
    common = {
        word for word in common_words(arguments.texts, arguments.limit) if word.isascii() or word not in first | last
    }
    for words, letter in ((common, "c"), (first, "f"), (last, "s"), (german_nouns(arguments.german), "n")):
        for word in words:
            key = word.lower() if letter in {"c", "n"} else folded(word)
            if len(key) > 1 and " " not in key:
                letters[key].add(letter)
    lines = "".join(f"{word}\t{''.join(sorted(letters[word]))}\n" for word in sorted(letters))
    arguments.out.write_bytes(gzip.compress(lines.encode(), mtime=0))
    print(f"{len(letters)} words, {arguments.out.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
