"""Spanish: its words of saying and of pointing, for quotations."""

from __future__ import annotations

from octavo.explaining.statements.grammar import Grammar, phrases_of
from octavo.kit.words import word_set


def _forms(*lines: str) -> frozenset[str]:
    """The forms of verbs in -ar, given as stems."""
    return frozenset(
        stem + ending for stem in word_set(*lines) for ending in ("a", "ó", "an", "aron", "ado", "aba", "ando")
    )


GRAMMAR = Grammar(
    language="es",
    saying=_forms(
        "declar explic afirm señal asegur coment indic anunci relat recalc subray lament critic denunci inform",
        "manifest expres cont record zanj apunt asever dict reclam remarc destac sentenci bromear contest pregunt",
        "tuite",
    )
    | word_set(
        "dice dicen dijo dijeron decía dicho escribe escribió añade añadió añadieron sostiene sostuvo advierte",
        "advirtió reconoce reconoció insiste insistió concluye concluyó responde respondió agrega agregó precisa",
        "precisó admite admitió explicó advirtieron sostuvieron confiesa confesó confirma confirmó resume resumió",
    ),
    hinting=word_set(
        "llama llamó califica calificó describe describió pide pidió habla habló quiere considera consideró",
    ),
    auxiliaries=word_set(
        "es son era eran fue fueron ha han había habían será serán puede pueden debe deben está están",
    ),
    pronouns=word_set("él ella ellos ellas yo nosotros"),
    persons=word_set("él ella"),
    determiners=word_set(
        "el la los las un una unos unas su sus este esta estos estas varios varias dos tres nuestro",
    ),
    prepositions=word_set(
        "de del a al en con por para sin sobre entre desde hasta contra según tras ante durante hacia",
    ),
    linking=word_set(
        "y e o u pero que quien quienes cuando donde como si porque aunque mientras no ni más muy ya se lo",
    ),
    that=word_set("que"),
    speakers=word_set(
        "portavoz ministro ministra ministerio presidente presidenta gobierno policía alcalde alcaldesa diputado",
        "diputada senador senadora fiscal fiscalía abogado abogada juez jueza tribunal director directora jefe jefa",
        "responsable secretario secretaria investigador investigadora experto experta médico médica profesor",
        "profesora testigo vecino vecina padre madre hermano hermana hijo hija sindicato asociación empresa grupo",
        "comité comisión partido consejo comunicado informe estudio agencia diario periodista autor autora escritor",
        "escritora pescador pescadora comandante general capitán entrenador jugador jugadora",
    ),
    heads=word_set(
        "sr sra don doña dr dra presidente presidenta ministro ministra alcalde alcaldesa general juez senador",
    ),
    no_speakers=word_set(
        "lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto",
        "septiembre octubre noviembre diciembre publicidad",
    ),
    works=word_set(
        "libro novela película canción álbum serie programa obra título titulado titulada diario operación",
    ),
    so_called=word_set("llamado llamada llamados llamadas denominado denominada apodado apodada"),
    adverbs=word_set("también además después luego ayer hoy aún todavía asimismo"),
    gendered=(word_set("él señor sr"), word_set("ella señora sra")),
    by=phrases_of("según"),
    small=word_set("de del la los las y"),
)
