"""French: its words of saying and of pointing, for quotations."""

from __future__ import annotations

from octavo.explaining.statements.grammar import Grammar, phrases_of
from octavo.kit.words import word_set


def _forms(*lines: str) -> frozenset[str]:
    """The forms of verbs in -er, given as stems."""
    return frozenset(
        stem + ending for stem in word_set(*lines) for ending in ("e", "ent", "é", "ée", "a", "ait", "ant")
    )


GRAMMAR = Grammar(
    language="fr",
    saying=_forms(
        "déclar expliqu affirm ajout précis soulign assur estim not indiqu annonc racont confi lanc témoign martel",
        "concèd regrett déplor insist rappel critiqu dénonc résum observ comment rétorqu murmur lâch tranch plaid",
        "avanc détaill reconnaiss constat confirm jug argument tweet",
    )
    | word_set(
        "dit disent disait répond répondu répondit écrit écrivait écrivent soutient prévient promet promis",
        "reconnaît poursuit poursuivi conclut conclu admet admis avoue avoué dit-il dit-elle concède concédé",
        "s'inquiète s'indigne",
    ),
    hinting=word_set(
        "parle parlent qualifie qualifié appelle appelé décrit demande demandé veut souhaite juge évoque",
    ),
    auxiliaries=word_set("est sont était étaient a ont avait avaient sera seront peut peuvent doit doivent été être"),
    pronouns=word_set(
        "il elle ils elles on je nous dit-il dit-elle a-t-il a-t-elle ont-ils explique-t-il ajoute-t-il",
    ),
    persons=word_set("il elle dit-il dit-elle a-t-il a-t-elle"),
    determiners=word_set("le la les un une des son sa ses leur leurs ce cette ces plusieurs deux trois notre nos"),
    prepositions=word_set(
        "de du d à au aux en dans par pour sur sous avec sans chez vers entre depuis pendant contre selon après",
        "avant lors",
    ),
    linking=word_set(
        "et ou mais que qui dont où quand comme si donc car ni or puis alors aussi ne pas plus très y se s",
    ),
    that=word_set("que qu"),
    speakers=word_set(
        "porte-parole ministre ministère président présidente gouvernement police maire député députée sénateur",
        "sénatrice préfet préfecture procureur procureure avocat avocate juge tribunal directeur directrice chef",
        "cheffe patron patronne responsable secrétaire chercheur chercheuse experte expert médecin professeur",
        "professeure témoin habitant habitante voisin voisine père mère frère sœur fils fille syndicat association",
        "entreprise groupe comité commission parti conseil communiqué rapport étude agence journal journaliste",
        "auteur auteure écrivain écrivaine pêcheur commandant général capitaine entraîneur joueur joueuse",
        "chancelier premier",
    ),
    heads=word_set("m mm mme mlle dr président présidente ministre maire général professeur maître sénateur juge"),
    no_speakers=word_set(
        "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août",
        "septembre octobre novembre décembre publicité",
    ),
    works=word_set("livre roman film chanson album série émission pièce titre intitulé journal spectacle opération"),
    so_called=word_set("dit dite dits dites surnommé surnommée baptisé baptisée appelé appelée soi-disant"),
    adverbs=word_set("aussi ensuite encore déjà hier aujourd'hui toutefois notamment lui-même elle-même"),
    gendered=(word_set("il m monsieur"), word_set("elle mme mlle madame")),
    by=phrases_of("selon", "d après"),
    small=word_set("de du des la le d et"),
)
