from hypothesis import given
from hypothesis import strategies as st

from articles.german.slugs import slugify


def test_umlauts_are_written_out():
    assert slugify("Brücke über den Neckar – „fertig“") == "bruecke-ueber-den-neckar-fertig"


def test_a_long_headline_is_cut_at_a_word():
    assert slugify("eins zwei drei vier", 12) == "eins-zwei"


@given(st.text(max_size=200))
def test_a_slug_is_short_ascii_and_stable(text):
    slug = slugify(text)
    assert len(slug) <= 80
    assert slug.isascii()
    assert slugify(slug) == slug
