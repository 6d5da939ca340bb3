"""Prepared questions answer as the queryset they were made of."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Article, ArticlePlace
from articles.prepared import KEY, KEYS, MOMENT, TEXT, Prepared, among
from tests.builders import make_article, make_place

pytestmark = pytest.mark.django_db


def test_a_question_answers_for_the_values_of_each_asking():
    now = timezone.now()
    early = make_article("Am Morgen", publish_at=now - timedelta(hours=2))
    late = make_article("Am Abend", publish_at=now + timedelta(hours=2))
    question = Prepared(lambda now: Article.objects.published(now).newest_first(), now=MOMENT)
    assert question(now=now - timedelta(days=1)) == []
    assert question(now=now) == [early]
    assert question(now=now + timedelta(days=1)) == [late, early]


def test_a_question_takes_keys_texts_and_any_number_of_keys():
    place = make_place("Altrip")
    articles = [make_article(f"Meldung {number}", places=[place.key]) for number in range(3)]
    of_place = Prepared(
        lambda place: ArticlePlace.objects.filter(tag=place).values_list("content_object"),
        place=KEY,
    )
    of_slug = Prepared(lambda slug: Article.objects.filter(slug=slug), slug=TEXT)
    of_keys = Prepared(
        lambda keys: Article.objects.filter(pk__in=among(keys)).order_by("pk"), keys=KEYS
    )
    assert sorted(of_place(place=place.pk)) == [(article.pk,) for article in articles]
    assert of_slug(slug=articles[1].slug) == [articles[1]]
    assert of_keys(keys=[articles[2].pk, articles[0].pk]) == [articles[0], articles[2]]
    assert of_keys(keys=[]) == []


def test_a_question_keeps_what_its_queryset_fetches_along(django_assert_num_queries):
    place = make_place("Altrip")
    article = make_article("Meldung", places=[place.key])
    cards = Prepared(lambda now: Article.objects.published(now).for_cards(), now=MOMENT)
    for _ in range(2):
        with django_assert_num_queries(1):
            [card] = cards(now=timezone.now())
            assert (card, card.kicker.name) == (article, "Altrip")


def test_a_question_that_reads_a_clock_is_refused():
    question = Prepared(lambda key: Article.objects.published().filter(pk=key), key=KEY)
    with pytest.raises(ValueError, match="clock"):
        question(key=1)


def test_a_question_that_leaves_a_value_out_is_refused():
    question = Prepared(lambda now, key: Article.objects.filter(pk=key), now=MOMENT, key=KEY)
    with pytest.raises(ValueError, match="does not depend on now"):
        question(now=timezone.now(), key=1)


@pytest.mark.django_db(transaction=True)
def test_threads_ask_on_their_own_connections():
    article = make_article("Meldung")
    question = Prepared(lambda key: Article.objects.filter(pk=key), key=KEY)

    def ask(_number):
        try:
            return question(key=article.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, range(8))) == [[article]] * 8
