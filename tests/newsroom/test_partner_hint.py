"""An editor learns that an article names somebody who advertises beside it."""

import pytest
from django.core.exceptions import ValidationError

from articles import drafts, findings
from newsroom import partner_hint
from tests.builders import make_article, make_draft, make_user
from tests.partners.booked import make_partner

pytestmark = pytest.mark.django_db


def hints(**fields):
    """The partners that a Draft is found to name, with the field of each."""
    found = findings.of(make_draft(**fields))
    return [(each.quote, each.field) for each in found if each.code == partner_hint.CODE]


def says(text):
    return {"blocks": [drafts.Prose(html=f"<p>{text}</p>")]}


@pytest.mark.parametrize(
    ("name", "text", "is_named"),
    [
        ("Auenbank", "Die Auenbank zahlt den Steg.", True),
        ("Auenbank", "Der Steg der AUENBANK ist offen.", True),
        ("Auenbank", "Auenbanks Vorstand schweigt.", True),
        ("Auenbank", "Auf der Auenbankwiese wird gefeiert.", False),
        ("Gärtnerei Moosbrugg GmbH & Co. KG", "Die Gärtnerei Moosbrugg hat Rosen.", True),
        ("Gärtnerei Moosbrugg", "Die Gärtnerei nebenan hat Rosen.", False),
        ("Tor e. V.", "Ein Tor fiel spät.", False),
        ("Kern (Bau) + Co", "Kern (Bau) + Co baut um.", True),
        ("Bühne", "Die Buehne spielt.", True),
    ],
)
def test_a_partner_is_found_by_its_name_and_not_by_part_of_a_word(name, text, is_named):
    make_partner(name)
    assert bool(hints(**says(text))) == is_named


def test_each_partner_is_named_once_where_it_stands_first():
    make_partner("Auenbank")
    make_partner("Backhaus Lauterkorn")
    found = hints(headline="Auenbank baut", **says("Auenbank und Backhaus Lauterkorn bauen."))
    assert found == [("Auenbank", "headline"), ("Backhaus Lauterkorn", "html")]


def test_an_advertorial_may_name_who_paid_for_it():
    make_partner("Auenbank")
    assert hints(kind="advertorial", **says("Die Auenbank.")) == []


def test_the_hint_keeps_nothing_from_being_published_and_can_be_set_aside():
    make_partner("Auenbank")
    article = make_article(**says("Die Auenbank zahlt."))
    draft = make_draft(**says("Die Auenbank zahlt."))
    [seen] = [each for each in findings.seen(draft, article) if "Auenbank" in each.message]
    assert not seen.finding.is_blocking
    findings.dismiss(
        article,
        seen.finding.code,
        seen.finding.fingerprint,
        "Steht im Text.",
        by=make_user("editor"),
    )
    [seen] = [each for each in findings.seen(draft, article) if "Auenbank" in each.message]
    assert seen.dismissal.reason == "Steht im Text."
    with pytest.raises(ValidationError):
        findings.dismiss(article, "unknown", seen.finding.fingerprint, "x", by=None)


def test_it_costs_one_query_however_many_partners(django_assert_num_queries):
    for _each in range(5):
        make_partner()
    with django_assert_num_queries(1):
        list(partner_hint.named(make_draft(**says("Text. " * 50))))
