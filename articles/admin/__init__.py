"""The desk's forms and lists for everything an article is made of."""

from articles.admin import (  # noqa: F401 - each registers its own
    article,
    audit,
    breaking,
    images,
    pages,
    people,
    places,
    sources,
    starting,
    stories,
)
