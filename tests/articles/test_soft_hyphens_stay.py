"""Soft hyphens stand in the headings of a page and nowhere else: they never leave the page."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import conversion, drafts
from articles.german.soft_hyphens import SOFT_HYPHEN, with_soft_hyphens
from articles.models import SearchEntry
from tests.builders import make_article

WORDS = (
    "Kooperationsvereinbarungen Feuerwehrgerätehaus Verkehrsbeeinträchtigungen Rheinbrücke "
    "Hochwasserrückhaltebecken Stadtbibliothek ab Grundschulneubau Bürgerversammlung"
)
#: Words as editors paste them: some with a soft hyphen of their own.
HEADLINES = st.lists(
    st.builds(
        lambda word, at, soft: word[:at] + (SOFT_HYPHEN if soft else "") + word[at:],
        st.sampled_from(re.findall(r"\w+", WORDS)),
        st.integers(1, 9),
        st.booleans(),
    ),
    min_size=2,
    max_size=5,
).map(" ".join)


@given(st.text(st.sampled_from("abenßü -1.\N{SOFT HYPHEN}") | st.characters(codec="utf-8")))
@settings(max_examples=60)
def test_they_change_no_letter_and_putting_them_in_again_changes_nothing(text):
    once = with_soft_hyphens(text)
    assert once.replace(SOFT_HYPHEN, "") == text.replace(SOFT_HYPHEN, "")
    bare = text.replace(SOFT_HYPHEN, "")
    assert with_soft_hyphens(with_soft_hyphens(bare)) == with_soft_hyphens(bare)


@given(HEADLINES)
@settings(max_examples=60)
def test_no_draft_and_so_no_export_version_or_mail_ever_holds_one(headline):
    draft = drafts.Draft(headline=headline, lead=headline, seo_title=headline)
    assert SOFT_HYPHEN not in json.dumps(drafts.as_json(draft), ensure_ascii=False)


@pytest.mark.django_db
def test_they_never_leave_the_headings_of_a_page(client):
    pasted = WORDS.replace("svereinbarungen", f"s{SOFT_HYPHEN}vereinbarungen")
    article = make_article(
        pasted, lead=pasted, blocks=[drafts.Prose(html=f"<h2>{pasted}</h2><p>{pasted}</p>")]
    )
    page = client.get(article.get_absolute_url()).content.decode()
    head, _body, body = page.partition("<body")
    assert SOFT_HYPHEN in body
    assert SOFT_HYPHEN not in head
    attributes = re.findall(r'="[^"]*"', body)
    assert not [each for each in attributes if SOFT_HYPHEN in each]
    prose = body.partition('<div class="body">')[2]
    assert SOFT_HYPHEN not in re.findall(r"<p>(.*?)</p>", prose)[0]
    for path in ("/feed/", "/sitemap-news.xml", "/sitemap.xml", "/sitemap-seiten.xml"):
        assert SOFT_HYPHEN not in client.get(path).content.decode()
    for path in ("/", "/meldungen/", "/suche/?q=Stadtbibliothek"):
        page = client.get(path).content.decode()
        assert SOFT_HYPHEN not in page.partition("<body")[0]
        assert not [each for each in re.findall(r'="[^"]*"', page) if SOFT_HYPHEN in each]
    found = client.get("/suche/", {"q": "Kooperationsvereinbarungen"}).content.decode()
    assert article.get_absolute_url() in found
    assert SOFT_HYPHEN not in str(SearchEntry.objects.get(article=article).terms)
    assert SOFT_HYPHEN not in str(drafts.as_json(conversion.draft_of(article)))
