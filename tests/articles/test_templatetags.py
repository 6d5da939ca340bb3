"""What readers see of moments, names, pictures and statements."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from articles import conversion
from articles.models import (
    Article,
    Author,
    EventDate,
    Image,
    NavigationEntry,
    SpeakerRole,
    Statement,
    StaticPage,
)
from articles.models.blocks import Prose
from tests.builders import make_article, make_place

# 22 November 2026, 10.40 in Berlin.
MORNING = datetime(2026, 11, 22, 9, 40, tzinfo=UTC)


def render(source, **context):
    """The template's text with the paper's own tags loaded."""
    return Template("{% load articles cards moments pages %}" + source).render(Context(context))


def text_of(html):
    return re.sub(r"<[^>]+>", "", html)


def make_picture(**fields):
    """An unsaved picture with renditions of 640 and 1280 pixels in one crop."""
    renditions = {
        "version": "ab12cd34",
        "crops": {"wide": {"ratio": [16, 9], "widths": [640, 1280]}},
    }
    return Image(uid=UUID(int=7), file="pictures/7.jpg", renditions=renditions, **fields)


# --- Moments ------------------------------------------------------------------------------------


def test_a_moment_is_written_as_german_papers_write_it():
    html = render("{% moment at %}", at=MORNING)
    assert html == (
        '<time datetime="2026-11-22T10:40:00+01:00">22. November 2026, 10.40 Uhr</time>'
    )


def test_a_moment_is_written_in_english_for_an_english_paper():
    with translation.override("en"):
        assert text_of(render("{% moment at %}", at=MORNING)) == "22 November 2026, 10.40am"


def test_minutes_before_ten_keep_their_zero():
    assert render("{{ at|clock }}", at=MORNING - timedelta(minutes=35)) == "10.05 Uhr"


def test_a_day_is_that_of_the_papers_time_zone():
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert render("{{ at|weekday }}", at=late) == "Montag, 23. November 2026"


def test_a_plain_date_keeps_its_day():
    assert render("{{ at|day }}", at=date(2026, 3, 1)) == "1. März 2026"


def test_a_card_of_today_shows_the_time_and_an_older_one_the_day():
    now = timezone.now()
    fresh, old = Article(publish_at=now), Article(publish_at=now - timedelta(days=2))
    assert text_of(render("{% card_time article %}", article=fresh)).endswith("Uhr")
    assert "Uhr" not in text_of(render("{% card_time article %}", article=old))


def test_a_card_names_the_year_of_an_old_report():
    old = Article(publish_at=MORNING.replace(year=2012))
    assert text_of(render("{% card_time article %}", article=old)) == "22. November 2012"


def test_the_ticker_writes_older_days_in_figures():
    old = Article(publish_at=MORNING.replace(year=2025))
    assert text_of(render("{% ticker_time article %}", article=old)) == "22.11."


def test_an_update_within_minutes_is_not_shown_as_one():
    article = Article(publish_at=MORNING, updated_at=MORNING + timedelta(minutes=2))
    assert render("{{ article|was_updated }}", article=article) == "False"


def test_an_update_of_the_same_day_shows_its_time_only():
    article = Article(publish_at=MORNING, updated_at=MORNING + timedelta(hours=3))
    assert text_of(render("{% updated_time article %}", article=article)) == "13.40 Uhr"


def test_an_event_of_one_evening_says_the_unit_once():
    event = EventDate(starts_at=MORNING, ends_at=MORNING + timedelta(hours=2))
    with translation.override("de"):
        text = text_of(render("{% event_time event %}", event=event))
    assert text.startswith("10.40 ")
    assert text.endswith(" 12.40 Uhr")


def test_an_event_over_midnight_names_the_day_of_its_end():
    event = EventDate(starts_at=MORNING, ends_at=MORNING + timedelta(hours=20))
    assert "23. November, 6.40 Uhr" in text_of(render("{% event_time event %}", event=event))


# --- Words --------------------------------------------------------------------------------------


def test_a_headline_with_markup_stays_text():
    html = render("{{ headline|soft_hyphens }}", headline="<b>Kooperationsvereinbarung</b>")
    assert "<b>" not in html


def test_a_byline_joins_its_names_and_links_each():
    authors = [Author(name=name, slug=name.lower()) for name in ("Ada", "Bo", "Cem")]
    with translation.override("en"):
        html = render("{% byline authors %}", authors=authors)
    assert text_of(html) == "By Ada, Bo and Cem"
    assert html.count('rel="author"') == 3


def test_a_dateline_is_made_of_places_and_credit():
    article = Article(credit="red", initials="ak")
    places = [SimpleNamespace(name="Ludwigshafen"), SimpleNamespace(name="Mannheim")]
    html = render("{{ article|dateline:places }}", article=article, places=places)
    assert html == "Ludwigshafen/Mannheim (red/ak)"


def test_initials_leave_out_titles_and_middle_names():
    assert render("{{ name|initials }}", name="Dr. Eva Maria von Berg") == "EB"


def test_an_office_ends_the_day_before_the_first_day_without_it():
    role = SpeakerRole(from_on=date(2014, 5, 1), to_on=date(2023, 1, 1))
    with translation.override("en"):
        assert render("{% role_period role %}", role=role) == "2014 to 2022"


# --- Blocks -------------------------------------------------------------------------------------


def test_statements_that_follow_each_other_stand_together():
    blocks = [Prose(), Statement(), Statement(), Prose(), Statement()]
    source = "{% for p in blocks|passages %}{{ p.statements|length }} {% endfor %}"
    assert render(source, blocks=blocks) == "0 2 0 1 "


def test_a_statements_address_stays_when_others_are_added():
    block = Statement(uid=UUID("12345678-0000-4000-8000-000000000000"))
    assert render("{{ block|anchor }}", block=block) == "b-12345678"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://youtu.be/abc", "https://www.youtube-nocookie.com/embed/abc"),
        ("https://www.youtube.com/watch?v=abc&t=3", "https://www.youtube-nocookie.com/embed/abc"),
        ("https://vimeo.com/123", "https://player.vimeo.com/video/123?dnt=1"),
        ("https://films.example/123", ""),
        ("https://youtube.com.films.example/watch?v=abc", ""),
    ],
)
def test_only_known_providers_get_a_player(url, expected):
    assert render("{{ url|player|safe }}", url=url) == expected


# --- Pictures and structured data -----------------------------------------------------------------


def test_a_picture_offers_avif_first_and_its_own_size():
    html = render('{% picture image crop="wide" sizes="column" %}', image=make_picture(alt="Boot"))
    assert html.index("image/avif") < html.index("<img")
    assert 'width="1280" height="720" alt="Boot" loading="lazy"' in html


def test_the_lead_picture_is_never_lazy():
    html = render('{% picture image crop="wide" sizes="column" lead=True %}', image=make_picture())
    assert 'fetchpriority="high"' in html
    assert "lazy" not in html


def test_a_picture_that_is_not_cut_yet_is_shown_whole():
    image = Image(uid=UUID(int=7), file="pictures/7.jpg", width=900, height=600, alt="Ein Kran")
    html = render('{% picture image crop="wide" sizes="card" %}', image=image)
    assert 'src="/media/pictures/7.jpg" width="900" height="600" alt="Ein Kran"' in html


def test_an_alternative_text_cannot_break_out_of_its_attribute():
    image = make_picture(alt='" onload="x')
    html = render('{% picture image crop="wide" sizes="column" %}', image=image)
    assert '" onload="' not in html


def test_structured_data_cannot_close_its_script_early():
    html = render("{% jsonld graph %}", graph={"headline": "</script><script>alert(1)&"})
    assert html.count("</script>") == 1
    assert r"\u003C/script\u003E" in html


# --- Cards --------------------------------------------------------------------------------------


def cards_of(**options):
    """The newest article as a card, fetched as lists fetch it."""
    article = Article.objects.published().for_cards().newest_first().first()
    return render("{% card article hide=hide dated=dated %}", article=article, **options)


@pytest.mark.django_db
def test_a_card_follows_every_change_of_its_article():
    article = make_article("Die Brücke ist gesperrt", lead="Seit dem Morgen.")
    assert "Seit dem Morgen." in cards_of()
    draft = conversion.draft_of(article)
    conversion.apply_draft(article, replace(draft, lead="Bis zum Abend."))
    assert "Bis zum Abend." in cards_of()
    assert "Seit dem Morgen." not in cards_of()


@pytest.mark.django_db
def test_a_card_follows_the_name_of_its_place():
    town = make_place("Altrip")
    make_article(places=[town.key])
    assert "Altrip" in cards_of()
    town.name = "Altrip am Rhein"
    town.save()
    assert "Altrip am Rhein" in cards_of()


@pytest.mark.django_db
def test_the_page_of_a_place_does_not_repeat_it_on_its_cards():
    town = make_place("Altrip")
    make_article(places=[town.key])
    assert "Altrip" not in cards_of(hide=town)


@pytest.mark.django_db
def test_a_paid_piece_says_so_before_anything_else():
    make_article("Neue Fenster im Herbst", kind="advertorial")
    with translation.override("en"):
        assert text_of(cards_of()).split()[0] == "Advertisement"


@pytest.mark.django_db
def test_a_card_has_exactly_one_link():
    make_article(lead="Seit dem Morgen rollt der Verkehr.")
    assert cards_of().count("<a ") == 1


# --- Navigation ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_navigation_is_asked_in_one_query(django_assert_num_queries):
    town = make_place("Altrip")
    NavigationEntry.objects.create(place=town)
    NavigationEntry.objects.create(path="/videos/", title="Filme", position=1)
    source = "{% navigation as n %}{% for e in n.header %}{{ e.label }} {{ e.url }};{% endfor %}"
    with django_assert_num_queries(1):
        text = render(source)
    assert text == "Altrip /ort/altrip/;Filme /videos/;"


@pytest.mark.django_db
def test_the_navigation_leaves_out_a_page_that_is_not_public():
    page = StaticPage.objects.create(title="Werben", html="<p>Bald.</p>", is_public=False)
    NavigationEntry.objects.create(page=page, where="footer")
    assert render("{% navigation as n %}{{ n.footer|length }}") == "0"
