import pytest

from octavo.kit.tags import MOST_ATTRIBUTES, with_few_attributes

MANY = 500


@pytest.mark.parametrize("value", ["", "=1", "='>'", '="<b>"', " = '\"'", "=x/"])
def test_attributes_beyond_the_limit_go_however_they_are_written(value: str) -> None:
    attributes = [f"a{number:03}{value}" for number in range(MANY)]
    few = with_few_attributes(f"<p {' '.join(attributes)}>Fog <em class='x'>held</em>.</p>".encode())
    assert few == f"<p {' '.join(attributes[:MOST_ATTRIBUTES])}>Fog <em class='x'>held</em>.</p>".encode()


@pytest.mark.parametrize(
    "markup",
    [
        "<p a b=1 c='2' d=\"3\">Fog</p>" * MANY,
        "<p title='" + "word " * MANY + "'>Fog</p>",
        "<p>" + "word = 'word' " * MANY + "</p>",
        "3 < 4 " + "and so on " * MANY,
    ],
)
def test_everything_else_stays(markup: str) -> None:
    assert with_few_attributes(markup.encode()) == markup.encode()


@pytest.mark.timeout(60)  # each takes a fraction of a second; a quadratic step would take many minutes
@pytest.mark.parametrize("piece", ["<a", "<a ", "<a=", "<a =", "<a b='", "<a b=\"<a b='", "<a b<a", "<a b=c/", "<a/"])
def test_broken_tags_take_no_longer_than_their_length(piece: str) -> None:
    assert len(with_few_attributes(piece.encode() * 500_000)) < 10_000
