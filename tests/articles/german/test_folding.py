import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.german.folding import fold


@given(st.text())
def test_folding_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Neustadt/Weinstraße", "neustadt weinstrasse"),
        ("Müßig", "MUESSIG"),
        ("Café", "cafe"),
        ("Rhein-Neckar", "Rhein Neckar"),
        ("u\N{COMBINING DIAERESIS}ber", "ueber"),
    ],
)
def test_spellings_of_one_word_fold_to_one(one, other):
    assert fold(one) == fold(other)
