"""Very like this one of yesterday: found among all articles, told exactly, never by accident."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import conversion, drafts, findings
from articles.models import Article, TextPrint
from articles.near_duplicates import CODE, like
from tests.builders import make_article, make_draft

pytestmark = pytest.mark.django_db

RELEASE = (
    "Am frühen Morgen stieß auf der Rheinbrücke ein Lieferwagen gegen die Leitplanke. Der Fahrer "
    "blieb unverletzt. Die rechte Spur war bis zum Mittag gesperrt, der Verkehr staute sich bis "
    "zur Abfahrt Hafen. Wie hoch der Schaden ist, prüft ein Gutachter in der nächsten Woche."
)
OTHER = (
    "Der Stadtrat hat am Abend beschlossen, das Hallenbad im Sommer zu sanieren. Die Arbeiten "
    "beginnen nach den Ferien und dauern anderthalb Jahre. Für die Schulen fahren Busse in das Bad "
    "der Nachbarstadt, sagte die Verwaltung. Der Förderverein hatte darum lange geworben."
)


def says(text):
    return [drafts.Prose(html=f"<p>{text}</p>")]


def ago(**time):
    return timezone.now() - timedelta(**time)


def test_an_article_of_yesterday_with_the_same_release_is_found_and_told_exactly():
    article = make_article("Unfall auf der Brücke", blocks=says(RELEASE), publish_at=ago(days=1))
    make_article("Hallenbad", blocks=says(OTHER))
    text = RELEASE.replace("Der Fahrer blieb unverletzt.", "Verletzt wurde zum Glück niemand.")
    [found] = like(text, ago(days=2))
    assert (found.article, found.at) == (article, article.publish_at)
    assert 0.7 < found.share < 1
    assert found.most == round(100 * found.of_other)
    assert found.passage.startswith("die rechte spur war bis zum mittag gesperrt")


def test_a_release_is_found_inside_a_longer_article():
    make_article(blocks=says(" ".join([OTHER, RELEASE, OTHER.replace("Hallenbad", "Museum")])))
    [found] = like(RELEASE, ago(days=2))
    assert found.share > 0.95
    assert found.of_other < 0.5


def test_nothing_older_nothing_unpublished_and_not_the_article_itself():
    make_article("alt", blocks=says(RELEASE), publish_at=ago(days=40))
    draft = make_article("Entwurf", blocks=says(RELEASE), status="draft")
    assert like(RELEASE, ago(days=30)) == []
    [found] = like(RELEASE, ago(days=30), among=Article.objects.all())
    assert found.article == draft
    assert like(RELEASE, ago(days=30), among=Article.objects.all(), apart_from=draft) == []


def test_the_most_like_come_first_and_no_more_than_wanted():
    for number in range(4):
        make_article(f"Fall {number}", blocks=says(" ".join(RELEASE.split()[: 45 - 4 * number])))
    found = like(RELEASE, ago(days=1), 3)
    assert len(found) == 3
    assert [each.words for each in found] == sorted((each.words for each in found), reverse=True)


def test_two_texts_of_one_kind_are_not_alike_for_their_set_phrases():
    phrases = "Hinweise nimmt das Polizeirevier unter der bekannten Nummer jederzeit entgegen."
    make_article(blocks=says(f"{OTHER} {phrases}"))
    assert like(f"{RELEASE} {phrases}", ago(days=1)) == []


@pytest.mark.parametrize("text", ["", "Kurz.", "\0 \N{SOFT HYPHEN}", "wort " * 3000])
def test_any_text_has_an_answer(text):
    make_article(blocks=says(RELEASE))
    assert like(text, ago(days=1)) == []


def _prints_of(article):
    return set(article.text_prints.values_list("number", flat=True))


def test_the_prints_follow_every_save_in_its_transaction():
    article = make_article(blocks=says(RELEASE))
    before = _prints_of(article)
    article = conversion.apply_draft(
        article, drafts.replace(conversion.draft_of(article), blocks=tuple(says(OTHER)))
    )
    assert before
    assert not _prints_of(article) & before
    conversion.apply_draft(article, drafts.replace(conversion.draft_of(article), blocks=()))
    assert not TextPrint.objects.exists()


def test_it_costs_the_same_few_queries_however_many_are_alike(django_assert_num_queries):
    for number in range(8):
        make_article(f"Fall {number}", blocks=says(RELEASE))
    with django_assert_num_queries(5):
        assert len(like(RELEASE, ago(days=1))) == 5


def test_the_desk_is_told_of_the_article_and_may_set_that_aside():
    make_article("Unfall auf der Brücke", blocks=says(RELEASE))
    draft = make_draft("Stau am Morgen", blocks=says(RELEASE))
    article = conversion.create_article(draft)
    [seen] = [each for each in findings.seen(draft, article) if each.finding.code == CODE]
    assert "Unfall auf der Brücke" in seen.message
    assert "100" in seen.message
    assert not seen.finding.is_blocking
    findings.dismiss(article, CODE, seen.finding.fingerprint, "Nachbericht", by=None)
    assert CODE not in {each.finding.code for each in findings.seen(draft, article).open}


def test_the_desk_is_told_nothing_of_what_is_only_a_little_alike():
    make_article(blocks=says(f"{RELEASE} {OTHER}"))
    own = OTHER.replace(" ", " wohl ").replace("Stadtrat", "Kreistag")
    draft = make_draft(blocks=says(f"{RELEASE[:90]} {own}"))
    assert CODE not in {each.code for each in findings.of(draft)}
