"""Pages by key: every row once, whatever happens in between; nothing to forge."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import Http404
from django.utils import timezone

from articles import conversion, drafts, paging
from articles.models import Article, Author
from tests.builders import make_article, make_place, make_speaker

pytestmark = pytest.mark.django_db
ROWS = paging.ROWS


def make_articles(count, *, at=None, with_rows=False, **fields):
    """Articles a minute apart, or all `at` one moment; `with_rows`: in every list there is."""
    now = timezone.now()
    made = []
    for number in range(count):
        if with_rows:
            fields["corrections"] = [
                drafts.Correction(at=now - timedelta(minutes=1), wrong="Ja.", right="Nein.")
            ]
            fields["blocks"] = [
                drafts.Statement(text="Gut.", speaker="Ute Berg", speaker_key="ute-berg"),
                drafts.Video(url="https://video.example.org/1"),
            ]
        moment = at or now - timedelta(minutes=number + 1)
        made.append(make_article(f"Meldung {number}", publish_at=moment, **fields))
    return made


def pages_of(client, path):
    """The rows of each page, following the links."""
    found = []
    while path:
        response = client.get(path)
        assert response.status_code == 200
        page = response.context["page"]
        found.append(page.rows)
        path = page.older_url
    return found


def test_each_row_comes_once_even_where_all_have_one_moment(client):
    make_articles(ROWS + 5, at=timezone.now() - timedelta(hours=1))
    pages = pages_of(client, "/meldungen/")
    assert [len(rows) for rows in pages] == [ROWS, 5]
    assert len({row.pk for rows in pages for row in rows}) == ROWS + 5


def test_every_list_is_cut_by_its_own_index(client):
    place = make_place("Altrip")
    child = make_place("Ost", parent=place)
    Author.objects.create(name="Jana Wolf")
    make_speaker("Ute Berg", is_public_figure=True)
    make_articles(
        ROWS + 2,
        places=[child.key],
        topics=["Verkehr"],
        authors=["jana-wolf"],
        chapter=drafts.Chapter(story="b", title="Brücke"),
        with_rows=True,
    )
    for path in (
        f"/ort/{place.slug}/",
        f"/ort/{child.slug}/",
        "/thema/verkehr/",
        "/geschichte/bruecke/",
        "/redaktion/jana-wolf/",
        "/stimme/ute-berg/",
        "/videos/",
        "/korrekturen/",
        "/meldungen/?thema=verkehr&video=on",
    ):
        pages = pages_of(client, path)
        assert [len(rows) for rows in pages] == [ROWS, 2], path
        assert len({row.pk for rows in pages for row in rows}) == ROWS + 2, path
        if path != "/korrekturen/":
            moments = [row.listed_at for rows in pages for row in rows]
            assert moments == sorted(moments, reverse=True), path


def test_what_happens_above_does_not_shift_the_older_page(client):
    make_articles(ROWS + 3)
    first = client.get("/meldungen/").context["page"]
    make_article("Ganz neu")
    conversion.withdraw(Article.objects.filter(pk=first.rows[-1].pk))
    older = client.get(first.older_url).context["page"].rows
    assert [row.headline for row in older] == [f"Meldung {n}" for n in range(ROWS, ROWS + 3)]


def test_an_older_page_is_its_own_original_and_the_first_has_no_cursor(client):
    make_articles(ROWS + 1)
    first = client.get("/meldungen/?utm_source=x")
    page = first.context["page"]
    assert (page.is_first, page.canonical) == (True, "/meldungen/")
    assert 'rel="canonical" href="http://localhost:8000/meldungen/"' in first.content.decode()
    older = client.get(page.older_url)
    assert older.context["page"].canonical == page.older_url
    assert not older.context["page"].is_first
    assert f'rel="canonical" href="http://localhost:8000{page.older_url}"' in (
        older.content.decode()
    )


def test_the_filter_stays_in_the_address_of_older_pages_and_nothing_else_does(client):
    make_articles(ROWS + 1, topics=["Verkehr"])
    page = client.get("/meldungen/?thema=verkehr&art=news&x=<script>").context["page"]
    query = parse_qs(urlsplit(page.older_url).query)
    assert query.keys() == {"thema", "art", "vor"}
    assert page.canonical == "/meldungen/?thema=verkehr&art=news"


def cursor_in(url):
    return parse_qs(urlsplit(url).query)[paging.PARAMETER][0]


def forgeries(cursor):
    return {
        "empty": "",
        "short": "x",
        "cut": cursor[:-1],
        "longer": cursor + "A",
        "line end": cursor + "\n",
        "later": "1" + cursor,
        "another key": cursor.replace(".", ".1", 1),
        "the beginning of time": "0.1." + cursor.rpartition(".")[2],
        "nul": "\0" + cursor,
        "arabic digit": "٣" + cursor[1:],
    }


def test_a_forged_cursor_is_unknown(client):
    make_articles(ROWS + 1)
    cursor = cursor_in(client.get("/meldungen/").context["page"].older_url)
    assert client.get("/meldungen/", {"vor": cursor}).status_code == 200
    for name, forged in forgeries(cursor).items():
        assert client.get("/meldungen/", {"vor": forged}).status_code == 404, name


def test_the_cursor_of_one_list_is_unknown_to_another(client):
    make_articles(ROWS + 1)
    cursor = cursor_in(client.get("/meldungen/").context["page"].older_url)
    assert client.get("/videos/", {"vor": cursor}).status_code == 404


def test_past_the_end_there_is_nothing(client):
    articles = make_articles(ROWS + 1)
    last = articles[-1]
    cursor = paging.Cursor(last.publish_at, last.pk).write("/meldungen/")
    assert client.get("/meldungen/", {"vor": cursor}).status_code == 404


def test_a_cursor_says_what_was_written_in_it(settings):
    moment = timezone.now()
    statement = drafts.Prose(html="").uid
    for key in (7, statement):
        text = paging.Cursor(moment, key).write("/liste/")
        assert paging.Cursor.read(text, "/liste/") == paging.Cursor(moment, key)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "ein ganz anderer Schlüssel"
    assert paging.Cursor.read(text, "/liste/").key == statement
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Http404):
        paging.Cursor.read(text, "/liste/")
