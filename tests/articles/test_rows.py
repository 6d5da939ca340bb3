"""Instances made quickly are the instances Django would make."""

import pytest
from django.core.exceptions import FieldFetchBlocked
from django.db import models

from articles.models import Article, Image, Place
from tests.builders import make_article, make_image, make_place

pytestmark = pytest.mark.django_db


def slowly(model, row):
    """The same row as an instance of Django's own making."""
    names = [field.attname for field in model._meta.concrete_fields]
    values = [vars(row)[name] for name in names]
    made = models.Model.from_db.__func__
    return made(model, "default", names, values, fetch_mode=row._state.fetch_mode)


@pytest.mark.parametrize(
    ("model", "make"),
    [(Article, make_article), (Image, make_image), (Place, lambda: make_place("Altrip"))],
)
def test_a_row_becomes_what_django_makes_of_it(model, make):
    row = model.objects.get(pk=make().pk)
    other = slowly(model, row)
    assert vars(row).keys() == vars(other).keys()
    assert {**vars(row), "_state": 0} == {**vars(other), "_state": 0}
    assert vars(row._state) == vars(other._state)


def test_a_field_that_was_not_asked_for_is_fetched_when_it_is():
    make_article("Überschrift", lead="Vorspann")
    article = Article.objects.only("headline").get()
    assert article.get_deferred_fields() >= {"lead", "slug"}
    assert article.lead == "Vorspann"


def test_a_field_that_may_not_be_fetched_is_an_error():
    make_article()
    article = Article.objects.only("headline").fetch_mode(models.FETCH_RAISE).get()
    with pytest.raises(FieldFetchBlocked):
        _ = article.lead


def test_an_instance_made_quickly_can_be_saved():
    place = Place.objects.get(pk=make_place("Altrip").pk)
    place.intro = "Am Rhein."
    place.save()
    assert Place.objects.get().intro == "Am Rhein."
