"""The benchmark's corpus: what the measurements rely on."""

from collections import Counter

from bench import corpus


def test_an_article_depends_on_its_number_only():
    written = corpus.Corpus()
    in_order = [written.article(number) for number in range(30)]
    assert corpus.Corpus().article(29) == in_order[29]
    assert len({article.lead for article in in_order}) == 30


def test_another_seed_writes_other_articles():
    assert corpus.Corpus(seed=1).article(5) != corpus.Corpus().article(5)


def test_newer_articles_have_smaller_numbers():
    written = corpus.Corpus()
    ages = [written.article(number).minutes_old for number in range(200)]
    assert ages == sorted(set(ages))


def test_a_town_of_old_news_is_in_the_last_tenth_only():
    written = corpus.Corpus()
    town = corpus.TOWNS_OF_OLD_NEWS[1_000]
    about_it = [number for number in range(1_200) if town in written.article(number).places]
    assert about_it
    assert all(900 <= number < 1_000 for number in about_it)


def test_the_planted_pairs_meet_rarely_but_meet():
    written = corpus.Corpus()
    town, topic = corpus.RARE_TOWN_AND_TOPIC

    def both(article):
        return town in article.places and topic in article.topics

    articles = [written.article(number) for number in range(2_000)]
    assert sum(town in article.places for article in articles) > 40
    assert sum(topic in article.topics for article in articles) > 40
    assert not any(both(article) for article in articles)
    planted = written.article(corpus.RARELY - 1)
    assert both(planted)
    assert planted.has_video
    assert planted.kind == corpus.RARE_KIND_WITH_VIDEO


def test_the_shape_is_that_of_the_peers_corpus():
    written = corpus.Corpus()
    articles = [written.article(number) for number in range(1_000)]
    words = [
        len(" ".join([*article.paragraphs, *(each.text for each in article.statements)]).split())
        for article in articles
    ]
    assert 350 < sum(words) / 1_000 < 450
    assert 4 < sum(len(article.statements) for article in articles) / 1_000 < 6
    topics = Counter(topic for article in articles for topic in article.topics)
    assert 0.35 < topics[corpus.BUSY_TOPIC] / 1_000 < 0.55
    quoted = [
        any(statement.speaker == corpus.BUSY_SPEAKER for statement in article.statements)
        for article in articles
    ]
    assert sum(quoted) == corpus.NEWEST_OF_BUSY_SPEAKER + 9
