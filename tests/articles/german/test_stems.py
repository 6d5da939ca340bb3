"""Stems: the forms of a word have one, other words have another."""

import string
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.german.stems import related_stems, stem

ENDINGS = "verwaltungen bewohnern fest ordnungen karten schaften leitungen wochen straßen züge"
FORMS = """
Haus Hauses Häuser Häusern
Kind Kinder Kindern Kindes
Land Länder Ländern Landes
Buch Bücher Büchern
Kartellamt Kartellämter Kartellamts
Ergebnis Ergebnisse Ergebnissen Ergebnisses
Lehrer Lehrern Lehrers Lehrerin Lehrerinnen
Bürger Bürgern Bürgerin Bürgerinnen
Steuer Steuern
Grundsteuererklärung Grundsteuererklärungen
Opfer Opfern Opfers
Papier Papiere Papieren Papiers
Konzern Konzerne Konzerns Konzernen
Idee Ideen
Armee Armeen
Stadt Städte Städten
Feuerwehr Feuerwehren
Erdbeben Erdbebens
Einsatz Einsätze Einsätzen Einsatzes
Schwarzhandel Schwarzhandels
Freundin Freundinnen
Weinfest Weinfeste Weinfesten Weinfestes
Rettungsdienst Rettungsdienste Rettungsdienstes
neu neue neuer neues neuen neuem
Mannheim Mannheimer Mannheims Mannheimern
Ludwigshafen Ludwigshafener
"""


@pytest.mark.parametrize("forms", FORMS.strip().splitlines())
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("Bau", "Bauer"), ("Schule", "Schüler"), ("Tat", "Täter"), ("Burg", "Bürger")),
        *(("Arm", "Armee"), ("Weinbau", "Weinbauer"), ("Spiel", "Spieler"), ("Oper", "Opfer")),
        *(("Lehre", "Lehrer"), ("Mal", "Maler"), ("Feier", "Fee"), ("Wette", "Wetter")),
    ],
)
def test_other_words_have_other_stems(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    "forms",
    [
        *("Konto Konten", "Konto Konti", "Museum Museen", "Zentrum Zentren", "Auto Autos"),
        *("Kaktus Kakteen", "Thema Themen", "Stadion Stadien", "Jubiläum Jubiläen"),
        *("Neubau Neubauten", "Praxis Praxen", "Lexikon Lexika", "Ministerium Ministerien"),
    ],
)
def test_forms_with_several_stems_know_each_other(forms):
    one, other = (stem(form) for form in forms.split())
    assert one == other or (other in related_stems(one) and one in related_stems(other))


def test_names_are_not_related():
    assert stem("Maria") not in related_stems(stem("Mario"))
    assert stem("Marion") not in related_stems(stem("Maria"))


def test_threads_do_not_disturb_each_other():
    words = [f"{first}{last}" for first in ("haus", "land", "wein") for last in ENDINGS.split()]
    wanted = [stem(word) for word in words]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(5):
            stem.cache_clear()
            with ThreadPoolExecutor(4) as pool:
                jobs = [pool.submit(lambda: [stem(word) for word in words]) for _ in range(4)]
                assert [job.result() for job in jobs] == [wanted] * 4
    finally:
        sys.setswitchinterval(interval)


@given(st.text(alphabet=string.ascii_lowercase + "äöüß", max_size=25))
def test_a_stem_is_its_own_stem(word):
    assert stem(stem(word)) == stem(word)
