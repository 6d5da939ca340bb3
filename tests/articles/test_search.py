"""Search: what words find, in which order, with bounded work; the index and the door."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from articles import conversion, drafts, search
from articles.models import Article, KnownWord, SearchEntry, SearchText
from articles.search import indexing, ranking
from tests.builders import make_article, make_place

pytestmark = pytest.mark.django_db


def found(words, **options):
    keys = search.find(words, **options)
    headlines = dict(Article.objects.values_list("pk", "headline"))
    return [headlines[key] for key in keys]


def text(*paragraphs):
    return [drafts.Prose(html="".join(f"<p>{each}</p>" for each in paragraphs))]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Müllheimer Straße", "muellheimer strasse"),
        ("Müllheimer Straße", "mullheimer strasse"),
        ("Müllheimer Straße", "MÜLLHEIMER STRASSE"),
        ("Strasse der Müßiggänger", "straße müssiggänger"),
        ("Häuser am Weg", "haus"),
        ("Ein Haus am Weg", "häuser"),
        ("Zwei neue Konten", "konto"),
        ("Ein neues Museum", "museen"),
        ("Die Feuerwehren üben", "feuerwehr"),
        ("Rhein-Neckar-Halle", "neckar"),
        ("Rhein-Neckar-Halle", "rhein-neckar"),
        ("Rhein-Neckar-Halle", "neckarhalle"),
        ("Rhein-Neckar-Halle", "Rheinneckarhalle"),
        ("Der Heimatpreis geht an Eva", "heimat-preis"),
        ("Der Heimatpreis geht an Eva", "Heimat Preis"),
        ("Der Heimat-Preis geht an Eva", "heimatpreis"),
        ("Der Heimat Preis geht an Eva", "heimatpreis"),
        ("Café Crème", "cafe creme"),
        ("B 38a gesperrt", "38a"),
        ("B 38a gesperrt", "B38a"),
        ("B38a gesperrt", "B 38a"),
        ("Verkehrsplan", "Ver\u00adkehrs\u00adplan"),
        ("Zigaretten verboten", "Zigaertten"),
        ("Zigaretten verboten", "Zigarreten"),
        ("Boeing landet", "Beoing"),
        ("Eröffnung des Hafens", "eroeffnung hafen"),
    ],
)
def test_words_are_found_in_any_spelling_and_form(written, asked):
    make_article(written, blocks=text("Der Preis der Heimat."))
    make_article("Etwas anderes", blocks=text("Hier steht nichts davon."))
    assert found(asked) == [written]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Klimawerkstatt", "Werkstätten"),
        ("Chancengleichheit", "Gleichheit"),
        ("Weihnachtsbaum", "Weihnacht"),
        ("Präventionsprojekte", "Prävention"),
        ("Wasserleitungen", "Leitung"),
    ],
)
def test_a_part_finds_its_compounds_if_the_rest_is_a_word(written, asked):
    words = "Das Klima, eine Chance, ein Baum, ein Projekt und das Wasser."
    make_article("Worte", blocks=text(words))
    make_article(f"Neu: {written}", blocks=text("Mehr nicht."))
    assert found(asked) == [f"Neu: {written}"]


def test_a_small_archive_takes_likely_compounds_for_want_of_better_ones(monkeypatch):
    make_article("Amokläufer gefasst")
    make_article("Konstanz")
    assert found("Läufer") == ["Amokläufer gefasst"]
    assert found("Tanz") == []
    monkeypatch.setattr(ranking, "number_of_articles", lambda: ranking.LARGE)
    assert found("Läufer") == []


#: Word asked for, and a word that must not be found by it: 40 pairs.
NEGATIVE = """
Rat Vorrat|Bau Bauer|Schule Schüler|Tat Täter|Burg Bürger|Arm Armee|Hafen Ludwigshafen|Eis Reise
Rat Fahrrad|Ring Hering|Stand Verstand|Stand Zustand|Lage Niederschlag|Land Landschaft|Reise Preise
Sicht Vorsicht|Oper Opfer|Mario Maria|Rast Raster|Weg Weigerung|Tor Tortur|Bach Offenbach
Zeit Zeitung|Leiter Begleiter|Ort Sport|Akte Kontakt|Spiel Spieler|Lehre Lehrer|Tanz Bilanz
Ohr Rohr|Bühne Sühne|Acht Verdacht|Ehe ehemals|Kette Etikette|Stadt Bestattung|Kosten verkosten
Wette Wetter|Gericht Bericht|Laden Ladenburg|Eisen Reisen
"""


def test_what_only_looks_alike_is_not_found():
    pairs = [pair.split() for pair in NEGATIVE.replace("\n", "|").split("|")]
    pairs = [pair for pair in pairs if pair]
    assert len(pairs) == 40
    for town in ("Ludwigshafen", "Offenbach", "Ladenburg"):
        make_place(town)
    # Rests that would make compounds of some, if the rules were looser.
    make_article("Worte", blocks=text("Vor dem Verb: Offen laden, nieder, Fahrt, Ludwig, Spore."))
    for word in {word for word, _other in pairs}:  # Else it would be taken for a slip.
        make_article(word, blocks=text("Sonst nichts."))
    keys = {other: make_article(f"Meldung {other}").pk for _word, other in pairs}
    wrong = [pair for pair in pairs if keys[pair[1]] in search.find(pair[0])]
    assert wrong == []


def test_all_words_must_be_there_and_small_words_do_not_count():
    make_article("Die Brücke am Hafen")
    assert found("die brücke und der hafen") == ["Die Brücke am Hafen"]
    assert found("brücke flughafen") == []
    assert found("der die und") == []
    assert found("   ") == []


def test_a_phrase_stands_side_by_side_and_in_one_field():
    make_article("Neue Brücke am Hafen", lead="Steg")
    make_article("Hafen ohne neue Brücke")
    assert found('"brücke am hafen"') == ["Neue Brücke am Hafen"]
    assert found("„Brücke der Hafen“") == [
        "Neue Brücke am Hafen"
    ]  # Small words are not told apart.
    assert found('"brücke hafen"') == []
    assert found('"hafen steg"') == []
    assert len(found('"neue brücke')) == 2


def test_what_is_excluded_is_not_found():
    make_article("Hafen mit Kran")
    make_article("Hafen mit Steg und Boot")
    assert found("hafen -kran") == ["Hafen mit Steg und Boot"]
    assert found('hafen -"steg und boot"') == ["Hafen mit Kran"]
    assert found("hafen-kran") == ["Hafen mit Kran"]
    assert found("-kran") == []


WORDS = """Kopf Vorspann Rohrbach Weinbau Zwischentitel Fließtext Zitat Berg Wirtin Krone Kasten
Zahlen Dienstag Film Gesprochen Beitrag"""


def test_every_part_of_an_article_is_found():
    place = make_place("Rohrbach")
    make_article(
        "Kopf",
        lead="Vorspann",
        places=[place.key],
        topics=["Weinbau"],
        blocks=[
            drafts.Prose(html="<h2>Zwischentitel</h2><p>Fließtext</p>"),
            drafts.Statement(text="Zitat", speaker="Ute Berg", role="Wirtin", organisation="Krone"),
            drafts.InfoBox(title="Kasten", html="<p>Zahlen</p>"),
            drafts.Table(rows=(("Montag", "Dienstag"),)),
            drafts.Video(url="https://video.example.org/1", title="Film", transcript="Gesprochen"),
            drafts.Embed(url="https://social.example.org/1", title="Beitrag"),
        ],
    )
    for word in WORDS.split():
        assert found(word) == ["Kopf"], word


def test_the_headline_counts_more_than_the_lead_and_the_lead_more_than_the_text():
    now = timezone.now()
    for hours, headline, fields in (
        (1, "Nebenbei", {"blocks": text("Am Hafen.")}),
        (2, "Vorweg", {"lead": "Am Hafen."}),
        (3, "Der Hafen", {}),
    ):
        make_article(headline, publish_at=now - timedelta(hours=hours), **fields)
    assert found("hafen") == ["Der Hafen", "Vorweg", "Nebenbei"]


def test_the_word_itself_counts_more_than_kinds_of_it_and_those_more_than_what_has_its_name():
    now = timezone.now()
    make_article("Worte", blocks=text("Der Leiter und das Klima."))
    for hours, headline in enumerate(["Werkstattleiter", "Klimawerkstatt", "Werkstatt"]):
        make_article(headline, publish_at=now - timedelta(hours=hours + 1))
    assert found("werkstatt") == ["Werkstatt", "Klimawerkstatt", "Werkstattleiter"]


def test_of_two_that_say_the_same_the_newer_comes_first():
    now = timezone.now()
    make_article("Hafen gestern", publish_at=now - timedelta(days=1))
    make_article("Hafen damals", publish_at=now - timedelta(days=2000))
    make_article("Hafen heute", publish_at=now)
    assert found("hafen") == ["Hafen heute", "Hafen gestern", "Hafen damals"]


# --- The index and the door -----------------------------------------------------------------------


def test_what_is_not_published_is_not_found():
    now = timezone.now()
    make_article("Hafen", status="draft")
    make_article("Hafen später", publish_at=now + timedelta(hours=1))
    make_article("Hafen früher", publish_at=now - timedelta(days=1), expires_at=now)
    assert found("hafen") == []
    assert found("hafen", at=now + timedelta(hours=2)) == ["Hafen später"]
    assert found("hafen", at=now - timedelta(hours=2)) == ["Hafen früher"]


def test_a_withdrawn_article_is_found_no_more_and_its_sort_key_goes_along():
    article = make_article("Hafen")
    conversion.withdraw(Article.objects.filter(pk=article.pk))
    assert found("hafen") == []
    assert SearchEntry.objects.get().listed_at is None
    Article.objects.filter(pk=article.pk).update(status="ready")  # Behind the door's back.
    assert SearchEntry.objects.get().listed_at == article.publish_at


def test_no_word_of_an_unpublished_article_is_ever_suggested():
    make_article("Geheimtreffen", status="draft")
    make_article("Etwas anderes")
    result = search.look_up("Geheimtrffen")
    assert (result.keys, result.corrected, result.suggestion) == ([], "", "")


def test_words_are_kept_in_the_transaction_of_the_article():
    with transaction.atomic():
        make_article("Donaudampfer")
        transaction.set_rollback(True)
    assert not SearchEntry.objects.exists()
    assert not KnownWord.objects.exists()


def test_a_changed_article_is_found_by_its_new_words_only():
    article = make_article("Hafen")
    draft = drafts.replace(conversion.draft_of(article), headline="Bahnhof")
    conversion.apply_draft(article, draft)
    assert found("hafen") == []
    assert found("bahnhof") == ["Bahnhof"]
    assert (SearchEntry.objects.count(), SearchText.objects.count()) == (1, 1)


def test_a_very_long_article_fits_the_index():
    words = " ".join(f"wort{number}" for number in range(20_000))
    article = make_article("Lang", blocks=[drafts.Prose(html=f"<p>{words}</p>")])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT length(terms) FROM articles_searchentry WHERE article_id = %s", [article.pk]
        )
        assert cursor.fetchone()[0] == 20_001
    assert found("wort19999") == ["Lang"]


def test_reindexing_goes_on_where_it_ended_and_changes_nothing_twice(monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 2)
    articles = [make_article(f"Hafen {number}") for number in range(5)]
    SearchEntry.objects.all().delete()
    KnownWord.objects.update(stem="veraltet")
    run = search.reindex()
    assert next(run) == 2
    run.close()
    assert len(found("hafen")) == 2
    assert list(search.reindex()) == [2, 1]
    assert sorted(search.find("hafen")) == [article.pk for article in articles]
    assert KnownWord.objects.get(word="hafen").stem == "haf"
    assert list(search.reindex()) == []


# --- Bounded work, counts and slips ---------------------------------------------------------------


def test_of_a_common_word_only_the_newest_are_ranked(monkeypatch):
    monkeypatch.setattr(ranking, "RANKED", 5)
    now = timezone.now()
    for number in range(9):
        make_article(f"Hafen {number}", publish_at=now - timedelta(hours=number + 1))
    result = search.look_up("hafen")
    assert (result.count, result.is_more) == (5, True)
    assert found("hafen") == [f"Hafen {number}" for number in range(5)]


def test_the_newest_are_asked_first_for_a_word_of_many(monkeypatch):
    monkeypatch.setattr(ranking, "RANKED", 3)
    monkeypatch.setattr(ranking, "MANY", 5)
    monkeypatch.setattr(ranking, "number_of_articles", lambda: 20)
    now = timezone.now()
    for number in range(20):
        word = "Hafen" if number % 2 else "Ufer"
        make_article(f"{word} {number}", publish_at=now - timedelta(hours=number + 1))
    for part in (0.5, 0.9, 0.2):  # As told by statistics, right or wrong.
        monkeypatch.setattr(ranking, "frequency_of", lambda terms, part=part: part)
        assert found("hafen") == ["Hafen 1", "Hafen 3", "Hafen 5"], part


def test_a_slip_in_a_word_that_is_known_is_a_suggestion():
    make_article("Herr Maier spricht")
    for number in range(6):
        make_article(f"Herr Meier spricht {number}")
    result = search.look_up("Maier")
    assert (result.count, result.suggestion, result.corrected) == (1, "Meier", "")


def test_of_slips_the_usual_one_is_corrected():
    make_article("Anders gebaut")
    make_article("Andreas baut")
    assert found("Andeas") == ["Andreas baut"]


def test_the_number_of_queries_is_fixed(client, django_assert_max_num_queries):
    for number in range(12):
        make_article(f"Hafen {number}", blocks=text("Am Kran steht ein Kranführer."))
    client.get("/suche/?q=kran")
    with django_assert_max_num_queries(10):
        client.get("/suche/?q=kran")
