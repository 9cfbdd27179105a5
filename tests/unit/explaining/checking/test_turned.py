"""Sentences in the words of what they cite that say something else, beside some that do not."""

from __future__ import annotations

import pytest

from octavo.explaining.checking import objection
from octavo.model.writing import DropReason

# What is cited, what may be said of it, and what may not.
TURNED = (
    (
        "The minister accused the mayor of lying.",
        ("The minister accused the mayor.", "The mayor was accused of lying."),
        (
            "The mayor accused the minister of lying.",
            "The minister was accused of lying.",
            "The minister was accused by the mayor of lying.",
        ),
    ),
    (
        "Police shot the man who had killed Ann Lee.",
        ("The man had killed Ann Lee.", "Police shot the man."),
        ("Police had killed Ann Lee.", "Ann Lee shot the man.", "The man shot police."),
    ),
    (
        "Bo Lind was arrested by the police on Monday after he stabbed Ann Lee.",
        ("The police arrested Bo Lind on Monday.", "Bo Lind stabbed Ann Lee.", "Ann Lee was stabbed by Bo Lind."),
        ("Bo Lind arrested the police on Monday.", "Ann Lee stabbed Bo Lind.", "The police stabbed Ann Lee."),
    ),
    (
        "The minister, who was criticised by the mayor, resigned on Monday.",
        ("The minister resigned on Monday.", "The minister was criticised by the mayor."),
        ("The mayor resigned on Monday.", "The minister criticised the mayor."),
    ),
    (
        "The minister, a friend of the mayor, resigned on Monday.",
        ("The minister resigned on Monday.",),
        ("The mayor resigned on Monday.",),
    ),
    (
        "Bayern were crowned champions for the third year running on Sunday.",
        ("Bayern crowned champions for the third year running.",),
        (),
    ),
    (
        "Both teams paid their respects to Bo Lind before the match after he died last week.",
        ("Bo Lind died last week.",),
        (),
    ),
    ("Hamas said Israel killed 30 people on Monday.", ("Israel killed 30 people.",), ("Hamas killed 30 people.",)),
    (
        "The owner of the ship sued the harbour.",
        ("The ship's owner sued the harbour.",),
        ("The ship of the owner sued the harbour.", "The harbour sued the owner of the ship."),
    ),
    ("Men earn more than women in the town.", ("Men earn more than women.",), ("Women earn more than men.",)),
    (
        "The vote was held after the strike ended.",
        ("The vote was held after the strike.",),
        ("The strike ended after the vote was held.", "The vote was held before the strike ended."),
    ),
    (
        "The plant closed because the river flooded.",
        (),
        ("The river flooded because the plant closed.",),
    ),
    (
        "The tax rose from 5 to 10 percent in Skarn.",
        ("The tax rose to 10 percent in Skarn.", "The tax rose from 5 percent in Skarn."),
        ("The tax rose from 10 to 5 percent in Skarn.", "The tax rose to 5 percent.", "The tax rose by 10 percent."),
    ),
    (
        "More than 200 people were hurt in the fire in Skarn.",
        ("Over 200 people were hurt in the fire.",),
        (
            "200 people were hurt in the fire.",
            "About 200 people were hurt in the fire.",
            "Up to 200 people were hurt in the fire.",
            "Under 200 people were hurt in the fire.",
        ),
    ),
    (
        "All of the workers were paid by the owner of the mine.",
        ("All of the workers were paid.",),
        ("Some of the workers were paid.", "Most of the workers were paid."),
    ),
    (
        "The bank accuses the regulator of delay in the case.",
        ("The bank accuses the regulator.",),
        ("The regulator accuses the bank of delay.",),
    ),
    (
        "The union is suing the company over pay.",
        ("The union is suing the company.",),
        ("The company is suing the union over pay.",),
    ),
    (
        "Two men were killed and five women were injured in Skarn on Monday.",
        ("Five women were injured in Skarn.", "Two men were killed and five women were injured."),
        ("Five men were killed and two women were injured in Skarn.", "Two women were killed."),
    ),
    (
        "The firm paid $5 million to the city and $3 million to the state.",
        ("The firm paid $5 million to the city.", "The firm paid $3 million to the state."),
        ("The firm paid $3 million to the city.", "The firm paid $5 million to the state."),
    ),
    (
        "Sales rose in Europe and fell in Asia last year.",
        ("Sales rose in Europe last year.", "Sales fell in Asia last year."),
        ("Sales fell in Europe last year.", "Sales rose in Asia."),
    ),
    (
        "Bo Lind visited Skarn and Tolvey on Monday.",
        ("Bo Lind visited Skarn on Monday.", "Bo Lind visited Tolvey on Monday."),
        (),
    ),
    (
        "The drug cut deaths by 20 percent but did not cut infections.",
        ("The drug cut deaths by 20 percent.", "The drug did not cut infections."),
        ("The drug cut infections by 20 percent.", "The drug did not cut deaths."),
    ),
    (
        "If the vote fails, the government will resign, the minister said.",
        ("If the vote fails, the government will resign.",),
        ("The government will resign, the minister said.", "The vote fails."),
    ),
    (
        "Skarn is the second-largest city in the country.",
        ("Skarn is the second-largest city.",),
        ("Skarn is the largest city in the country.",),
    ),
    (
        "The former minister was arrested in Skarn on Monday.",
        ("The former minister was arrested on Monday.",),
        ("The minister was arrested in Skarn on Monday.",),
    ),
    (
        "The vice president met the king in Skarn on Monday.",
        ("The vice president met the king.",),
        ("The president met the king in Skarn on Monday.",),
    ),
    (
        "Nearly all of the 300 workers in Skarn lost their jobs.",
        ("Nearly all of the 300 workers lost their jobs.",),
        ("All of the 300 workers in Skarn lost their jobs.",),
    ),
    (
        "The wife of the mayor was shot in Skarn on Monday.",
        ("The wife of the mayor was shot on Monday.",),
        ("The mayor was shot in Skarn on Monday.",),
    ),
    ("The mayor's son was shot on Monday.", ("The mayor's son was shot.",), ("The mayor was shot on Monday.",)),
    ("Dozens of people were hurt in Skarn on Monday.", ("People were hurt in Skarn on Monday.",), ()),
    (
        "The lawyer for Bo Lind said he was innocent.",
        (),
        ("Bo Lind said he was innocent.",),
    ),
    ("Police tried to arrest Bo Lind on Monday.", (), ("Police arrested Bo Lind on Monday.",)),
    (
        "Bo Lind accused Ann Lee of stealing the boat.",
        ("Bo Lind accused Ann Lee.",),
        ("Ann Lee stole the boat.", "Bo Lind stole the boat."),
    ),
    ("The report says the dam almost collapsed in May.", (), ("The dam collapsed in May.",)),
    (
        "It was the worst storm in Skarn since 1987.",
        ("It was the worst storm since 1987.",),
        ("It was the worst storm in Skarn.",),
    ),
    (
        "Ann Lee, the mayor of Skarn, met Bo Lind, the minister, on Friday.",
        ("Ann Lee met Bo Lind on Friday.", "Ann Lee is the mayor of Skarn.", "Ann Lee met Bo Lind, the minister."),
        (
            "Ann Lee, the minister, met Bo Lind.",
            "Ann Lee is the minister.",
            "Bo Lind, the mayor of Skarn, met Ann Lee.",
        ),
    ),
    (
        "The ship sank off Skarn with 42 passengers, and 3 of the crew drowned.",
        ("3 of the crew drowned.",),
        ("3 passengers drowned.", "42 of the crew drowned.", "The ship sank off Skarn with 3 passengers."),
    ),
    ("The team lost 2-1 to Skarn on Saturday.", ("The team lost 2-1 to Skarn.",), ("The team lost 1-2 to Skarn.",)),
    (
        "Unlike Skarn, Tolvey has banned cars from its centre.",
        ("Tolvey has banned cars from its centre.",),
        ("Skarn has banned cars from its centre.",),
    ),
    (
        "Bo Lind is expected to win, but Ann Lee leads in Skarn.",
        ("Bo Lind is expected to win.",),
        ("Bo Lind won.", "Ann Lee is expected to win."),
    ),
    (
        "No evidence was found that the firm had paid the minister.",
        ("No evidence was found that the firm paid the minister.",),
        ("The firm had paid the minister.", "Evidence was found that the firm had paid the minister."),
    ),
    (
        "The court found Bo Lind guilty of theft but cleared him of fraud.",
        ("The court found Bo Lind guilty of theft.",),
        ("The court found Bo Lind guilty of fraud.", "The court cleared Bo Lind of theft."),
    ),
    (
        "The company, founded in 1998 by Ann Lee, said it would cut 300 jobs by the end of the year.",
        ("The company was founded in 1998 by Ann Lee.", "The company said it would cut 300 jobs."),
        (),
    ),
    (
        "The president of Tolvey, Ann Lee, met the king in Skarn after the summit ended.",
        (
            "Ann Lee met the king in Skarn.",
            "The president met the king.",
            "The president met the king after the summit.",
        ),
        ("The king met Ann Lee in Skarn before the summit.",),
    ),
    (
        "In 2024, the town spent $4 million on roads, up from $3 million the year before.",
        ("The town spent $4 million on roads in 2024.",),
        (),
    ),
    ("Prices went up 5 percent after the vote.", ("Prices went up 5 percent.",), ("Prices went down 5 percent.",)),
)


@pytest.mark.parametrize(("quote", "claim"), [(quote, one) for quote, kept, _ in TURNED for one in kept])
def test_what_is_said_in_other_words_of_the_same_sense_is_not_objected_to_for_its_sense(quote: str, claim: str) -> None:
    fault = objection(claim, [quote])
    assert fault is None or fault[0] is DropReason.NOT_SUPPORTED


@pytest.mark.parametrize(("quote", "claim"), [(quote, one) for quote, _, lies in TURNED for one in lies])
def test_a_sentence_that_turns_what_is_said_is_dropped(quote: str, claim: str) -> None:
    assert objection(claim, [quote]) is not None


def test_what_is_turned_is_told_in_its_words() -> None:
    found = objection("The ship of the owner sued the harbour.", ["The owner of the ship sued the harbour."])
    assert found == (DropReason.ROLES_SWAPPED, "ship of owner")
    found = objection("Sales fell in Europe last year.", ["Sales rose in Europe and fell in Asia last year."])
    assert found == (DropReason.NOT_SAID_TOGETHER, "europe fell")
