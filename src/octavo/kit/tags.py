"""Start tags brought within limits before a parser sees them."""

from __future__ import annotations

import re

MOST_ATTRIBUTES = 200
# Much as the tokenizer of HTML reads them, so that none hides behind a ">" within quotes. A "<" ends a name or an
# unquoted value, or time grows squarely.
_ATTRIBUTE = rb"""(?:[\s/]*+[^\s/>][^\s/>=<]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s><]*+))?+)"""
_TOO_MANY = re.compile(rb"(<[a-z][^\s/><]*+%b{%d})%b++" % (_ATTRIBUTE, MOST_ATTRIBUTES, _ATTRIBUTE), re.IGNORECASE)


def with_few_attributes(markup: bytes) -> bytes:
    """HTML or XML in an encoding that has ASCII, of each element the first 200 attributes alone.

    To find out which are repeated costs parsers the square of their number: they take hours over 5 MB of them.
    Source: the states of attributes in WHATWG HTML, 13.2.5.32 to 13.2.5.39.
    """
    return _TOO_MANY.sub(rb"\1", markup)
