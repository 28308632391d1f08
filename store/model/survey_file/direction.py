"""Whether the labels of a scale run from good to bad, which would turn its scores upside down."""

from collections.abc import Sequence

# Beginnings of words in the interface's languages, without accents. Words of other languages are not known,
# and a scale labelled with them passes.
_GOOD = (
    *("satisf", "eas", "simple", "likely", "good", "great", "excellent", "perfect", "happy", "pleased"),
    *("delighted", "agree", "yes", "always", "best", "wonderful", "facile", "aise", "probable", "content"),
    *("heureu", "ravi", "bon", "bien", "parfait", "accord", "oui", "toujours", "meilleur", "genial"),
    *("facil", "buen", "excelent", "mejor", "siempre", "feliz", "acuerdo", "provavel", "otim", "perfeit"),
    *("probabil", "melhor", "sempre", "concord", "soddisf", "buon", "ottim", "eccellent", "perfett"),
    *("miglior", "felic", "zufried", "einfach", "leicht", "gut", "wahrschein", "immer", "ausgezeichnet"),
    *("hervorragend", "perfekt", "zustimm", "gern", "glucklich", "tevred", "makkelijk", "gemakkelijk"),
    *("eenvoudig", "goed", "waarschijn", "altijd", "uitstekend", "eens", "blij"),
)
_BAD = (
    *("unsatisf", "dissatisf", "insatisf", "difficult", "hard", "difficile", "unlikely", "improbable", "bad"),
    *("poor", "awful", "terrible", "horrible", "worst", "unhappy", "disagree", "annoy", "complicated"),
    *("mauvais", "mecontent", "decu", "pire", "mal", "complique", "desaccord", "effort"),
    *("dificil", "peor", "pesim", "complicad", "desacuerdo", "esfuerzo", "improvavel", "mau", "ruim", "pior"),
    *("pessim", "horrivel", "terrivel", "discord", "esforc", "insoddisf", "cattiv", "peggio", "orribil"),
    *("terribil", "complicat", "disaccord", "improbabil", "sforz", "scontent", "descontent"),
    *("unzufried", "schwierig", "schwer", "schlecht", "unwahrschein", "kompliziert", "furchtbar"),
    *("schrecklich", "umstandlich", "ontevred", "moeilijk", "lastig", "slecht", "onwaarschijn"),
    *("ingewikkeld", "vreselijk", "oneens"),
)
_TURNS = (
    *("not", "no", "never", "without", "little", "low"),
    *("pas", "peu", "non", "jamais", "sans", "aucun", "faible"),
    *("nada", "poco", "nunca", "sin", "ningun", "nao", "pouco", "sem", "nenhum", "niente", "mai", "senza"),
    *("nicht", "nie", "ohne", "kaum", "kein", "keine", "wenig", "niet", "nooit", "geen", "zonder", "weinig"),
)
_WHOLLY = (
    *("complete", "total", "absolu", "definite", "extreme", "tout"),
    *("mucho", "completa", "muito", "molto", "assolut", "vollig", "vollkommen", "helemaal", "volkomen"),
)


def high_to_low(labels: Sequence[str]) -> bool:
    """Whether the first of `labels` is plainly good and the last plainly bad, or they count downwards."""
    first, last = labels[0].strip(), labels[-1].strip()
    if first.isdecimal() and last.isdecimal():
        return int(first) > int(last)
    return _leaning(first) > 0 > _leaning(last)


def _leaning(label: str) -> int:
    """1 for a good word, -1 for a bad one, 0 where it cannot be told."""
    from unicodedata import combining, normalize

    plain = "".join(c if c.isalpha() else " " for c in normalize("NFD", label.casefold()) if not combining(c))
    words = plain.split()
    turned = any(word in _TURNS for word in words)
    for stems, leaning in ((_BAD, -1), (_GOOD, 1), (_WHOLLY, 1)):
        if any(word.startswith(stems) for word in words):
            return -leaning if turned else leaning
    return -1 if turned else 0
