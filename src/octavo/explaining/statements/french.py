"""French: its words of saying and of pointing, for quotations."""

from __future__ import annotations

from octavo.explaining.statements.grammar import Grammar, phrases_of, words_of


def _forms(*lines: str) -> frozenset[str]:
    """The forms of verbs in -er, given as stems."""
    return frozenset(
        stem + ending for stem in words_of(*lines) for ending in ("e", "ent", "é", "ée", "a", "ait", "ant")
    )


GRAMMAR = Grammar(
    language="fr",
    saying=_forms(
        "déclar expliqu affirm ajout précis soulign assur estim not indiqu annonc racont confi lanc témoign martel",
        "concèd regrett déplor insist rappel critiqu dénonc résum observ comment rétorqu murmur lâch tranch plaid",
        "avanc détaill reconnaiss constat confirm jug argument tweet",
    )
    | words_of(
        "dit disent disait répond répondu répondit écrit écrivait écrivent soutient prévient promet promis",
        "reconnaît poursuit poursuivi conclut conclu admet admis avoue avoué dit-il dit-elle concède concédé",
        "s'inquiète s'indigne",
    ),
    hinting=words_of(
        "parle parlent qualifie qualifié appelle appelé décrit demande demandé veut souhaite juge évoque",
    ),
    auxiliaries=words_of("est sont était étaient a ont avait avaient sera seront peut peuvent doit doivent été être"),
    pronouns=words_of(
        "il elle ils elles on je nous dit-il dit-elle a-t-il a-t-elle ont-ils explique-t-il ajoute-t-il",
    ),
    persons=words_of("il elle dit-il dit-elle a-t-il a-t-elle"),
    determiners=words_of("le la les un une des son sa ses leur leurs ce cette ces plusieurs deux trois notre nos"),
    prepositions=words_of(
        "de du d à au aux en dans par pour sur sous avec sans chez vers entre depuis pendant contre selon après",
        "avant lors",
    ),
    linking=words_of(
        "et ou mais que qui dont où quand comme si donc car ni or puis alors aussi ne pas plus très y se s",
    ),
    that=words_of("que qu"),
    speakers=words_of(
        "porte-parole ministre ministère président présidente gouvernement police maire député députée sénateur",
        "sénatrice préfet préfecture procureur procureure avocat avocate juge tribunal directeur directrice chef",
        "cheffe patron patronne responsable secrétaire chercheur chercheuse experte expert médecin professeur",
        "professeure témoin habitant habitante voisin voisine père mère frère sœur fils fille syndicat association",
        "entreprise groupe comité commission parti conseil communiqué rapport étude agence journal journaliste",
        "auteur auteure écrivain écrivaine pêcheur commandant général capitaine entraîneur joueur joueuse",
        "chancelier premier",
    ),
    heads=words_of("m mm mme mlle dr président présidente ministre maire général professeur maître sénateur juge"),
    no_speakers=words_of(
        "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août",
        "septembre octobre novembre décembre publicité",
    ),
    works=words_of("livre roman film chanson album série émission pièce titre intitulé journal spectacle opération"),
    so_called=words_of("dit dite dits dites surnommé surnommée baptisé baptisée appelé appelée soi-disant"),
    adverbs=words_of("aussi ensuite encore déjà hier aujourd'hui toutefois notamment lui-même elle-même"),
    gendered=(words_of("il m monsieur"), words_of("elle mme mlle madame")),
    by=phrases_of("selon", "d après"),
    small=words_of("de du des la le d et"),
)
