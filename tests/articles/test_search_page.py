"""The search page and the command: what readers see, whatever they type."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import drafts
from articles.search import ranking
from tests.builders import make_article, make_place, make_speaker

pytestmark = pytest.mark.django_db


def shown(client, address):
    return [article.headline for article, *_ in client.get(address).context["results"].rows]


def test_the_page_counts_pages_and_keeps_the_words(client):
    for number in range(32):
        make_article(f"Hafen {number}", publish_at=timezone.now() - timedelta(hours=number))
    first = client.get("/suche/?q=Häfen&art=news").context
    assert (first["count"], len(first["results"].rows)) == (32, 30)
    assert first["results"].older_url == "/suche/?q=H%C3%A4fen&art=news&seite=2"
    second = client.get(first["results"].older_url).context
    assert len(second["results"].rows) == 2
    for number in ("3", "0", "-1", "x", "999", "٢"):
        assert client.get("/suche/", {"q": "Hafen", "seite": number}).status_code == 404, number


def test_a_word_is_marked_where_it_stands_never_within_another(client):
    make_article("B90 zu, B9 frei, AB9 auch, B9-Brücke auf, Sperre-B9 da, B9")
    [(_article, headline, _passage)] = client.get("/suche/?q=b9").context["results"].rows
    assert headline.replace("\N{SOFT HYPHEN}", "") == (
        "B90 zu, <mark>B9</mark> frei, AB9 auch, <mark>B9</mark>-Brücke auf,"
        " Sperre-<mark>B9</mark> da, <mark>B9</mark>"
    )


def test_more_than_can_be_counted_is_not_counted(client, monkeypatch):
    monkeypatch.setattr(ranking, "RANKED", 3)
    for number in range(4):
        make_article(f"Hafen {number}")
    context = client.get("/suche/?q=hafen").context
    assert (context["count"], context["is_more"], context["most"]) == (3, True, 3)


def test_the_search_can_be_narrowed(client):
    region = make_place("Vorderpfalz")
    town = make_place("Altrip", parent=region)
    speaker = make_speaker("Ute Berg", is_public_figure=True)
    private = make_speaker("Ole Tal")
    said = [
        drafts.Statement(text="Ja.", speaker=str(each), speaker_key=each.slug)
        for each in (speaker, private)
    ]
    make_article("Hafen eins", topics=["Verkehr"], places=[town.key])
    make_article("Hafen zwei", kind="event", blocks=said)
    make_article("Hafen drei", publish_at=timezone.now() - timedelta(days=400))
    assert shown(client, "/suche/?q=hafen&thema=verkehr") == ["Hafen eins"]
    assert shown(client, f"/suche/?q=hafen&ort={region.slug}") == ["Hafen eins"]
    assert shown(client, f"/suche/?q=hafen&stimme={speaker.slug}") == ["Hafen zwei"]
    assert shown(client, "/suche/?q=hafen&art=event") == ["Hafen zwei"]
    day = timezone.localdate() - timedelta(days=300)
    assert shown(client, f"/suche/?q=hafen&bis={day}") == ["Hafen drei"]
    assert client.get("/suche/?q=hafen&thema=unbekannt").context["count"] == 0
    # Of somebody who is no public figure no page collects what was said.
    assert client.get(f"/suche/?q=hafen&stimme={private.slug}").context["count"] == 0


def test_hits_are_marked_and_nothing_else_is_html(client):
    blocks = [drafts.Prose(html="<p>Davor. Am Ende steht &lt;b&gt; der Kranführer &amp; Co.</p>")]
    make_article("<i>Hafen</i> & Häfen", lead="Ein {Vorspann}", blocks=blocks)
    page = client.get("/suche/?q=hafen").content.decode()
    assert "&lt;i&gt;<mark>Hafen</mark>&lt;/i&gt; &amp; <mark>Häfen</mark>" in page
    assert "Ein {Vorspann}" in page
    page = client.get("/suche/?q=kranführer").content.decode()
    assert "Am Ende steht &lt;b&gt; der <mark>Kranführer</mark> &amp; Co." in page
    page = client.get("/suche/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_a_passage_shows_the_words_where_they_stand_together(client):
    filler = "Hier geht es um etwas ganz anderes, das niemand sucht. " * 12
    blocks = [drafts.Prose(html=f"<p>Der Kran. {filler}</p><p>{filler}Kran und Steg. Schluss.</p>")]
    make_article("Meldung", blocks=blocks)
    page = client.get("/suche/?q=kran+steg").content.decode()
    assert "<mark>Kran</mark> und <mark>Steg</mark>. Schluss." in page


def test_a_correction_is_told_and_a_better_word_offered(client):
    make_article("Die Zigaretten")
    context = client.get("/suche/?q=Zigaertten").context
    assert (context["corrected"], context["count"]) == ("Zigaretten", 1)
    assert "Zigaertten" in client.get("/suche/?q=Zigaertten").content.decode()


def test_the_empty_page_helps(client):
    make_article("Der Hafen", kind="event")
    page = client.get("/suche/?q=hafen+xyzzyq&art=news")
    assert page.context["single_words"] == [("hafen", "/suche/?q=hafen", 1)]
    assert page.context["everywhere_url"] == "/suche/?q=hafen+xyzzyq"


def test_a_place_that_is_asked_for_by_name_has_its_page_on_top(client):
    town = make_place("Altrip")
    empty = make_place("Rehbach")
    make_article("Etwas", places=[town.key], topics=["Weinbau"])
    assert client.get("/suche/?q=altrip").context["pages"] == [town]
    assert str(client.get("/suche/?q=weinbau").context["pages"][0]) == "Weinbau"
    assert client.get(f"/suche/?q={empty.name}").context["pages"] == []


HOSTILE = [
    *("'", "a & | !b", "<->", ":*", "\\", "((", "%s %(x)s", "a\0b", "💧", "-", '"', '-"', '"" -""'),
    *("x" * 10_000, "ö" * 500, "wort " * 2_000, "-a " * 3_000, "ﬁ ½ ²", "\u202e\u200b", "а" * 300),
    *("{0} {headline}", "'':A & ''", "a-" * 100, "-" * 9_999, "\ud7ff\ufffe", "0x1F" * 70),
]


@pytest.mark.parametrize(
    "words", HOSTILE, ids=lambda words: words[:6].encode("unicode_escape").decode()
)
def test_no_words_can_break_the_page(client, words):
    make_article()
    page = client.get("/suche/", {"q": words})
    assert page.status_code == 200
    assert "<h1>" in page.content.decode()


# --- The command ----------------------------------------------------------------------------------


def asked(lines, tmp_path):
    file, out = tmp_path / "questions.jsonl", io.StringIO()
    file.write_text(lines, encoding="utf-8")
    call_command("search_articles", str(file), jsonl=True, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_the_command_answers_each_line(tmp_path):
    for number in range(12):
        make_article(f"Hafen {number}", ref=f"test:{number}")
    lines = [{"id": "eins", "query": "häfen"}, {"id": 2, "query": ""}]
    answers = asked("\n".join(map(json.dumps, lines)), tmp_path)
    assert [answer["id"] for answer in answers] == ["eins", 2]
    assert len(answers[0]["results"]) == 10
    assert answers[0]["results"][0].startswith("test:")
    assert answers[1]["results"] == []


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": 1}', '{"query": "x"}', '{"id": 1, "query": 2}']
)
def test_the_command_refuses_a_broken_line_before_it_answers_any(tmp_path, line):
    with pytest.raises(CommandError, match="line 2"):
        asked('{"id": 1, "query": "x"}\n' + line, tmp_path)
