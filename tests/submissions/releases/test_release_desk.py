"""The press-release desk with its script off: how its form is filled, and what becomes of it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Prose, Source, Statement, WorkingCopy
from submissions.releases import desk
from submissions.releases.models import Release, ReleaseUse
from submissions.releases.receiving import receive
from tests.builders import make_article, make_region, make_speaker, make_user
from tests.submissions.releases.texts import COLLECTION, POLICE, TOWN_HALL, make_release

pytestmark = pytest.mark.django_db
QUEUE = reverse("admin:submissions_release_changelist")
READ_IN = reverse("admin:submissions_release_add")


@pytest.fixture
def editor(client):
    person = make_user("editor")
    client.force_login(person, backend="articles.access.RoleBackend")
    return person


def page_of(release):
    return reverse("admin:submissions_release_change", args=[release.pk])


def form_on(response, also=("release", "report", "copy", "sheet", "copy-serial")):
    """What a browser would post of the article's form on this page."""
    form = response.context["adminform"].form
    formsets = [each.formset for each in response.context["inline_admin_formsets"]]
    forms = [form, *(f for s in formsets for f in (s.management_form, *s.forms))]
    posted = {}
    for each in forms:
        for name in each.fields:
            bound = each[name]
            value = bound.value()
            if isinstance(value, list | tuple):
                posted[bound.html_name] = ["", *value]
            elif value is not False:
                posted[bound.html_name] = "" if value is None else str(value)
    html = response.content.decode()
    for name in also:
        posted[name] = re.search(rf'name="{name}" value="([^"]*)"', html)[1]
    return posted


def saved(client, release, **more):
    """The article that is made when the form is saved as it was filled."""
    posted = form_on(client.get(page_of(release)))
    button = more.pop("button", "_save")
    response = client.post(page_of(release), posted | {button: "x"} | more)
    assert response.status_code == 302, response.context["problems"]
    return Article.objects.latest("pk"), response


def test_the_form_is_filled_and_the_text_stands_beside_it(client, editor):
    make_region()
    release = make_release(TOWN_HALL)
    response = client.get(page_of(release))
    form = response.context["adminform"].form
    assert form["headline"].value() == "Neue Lernwerkstatt für Schifferstadter Grundschulen"
    assert form["lead"].value().startswith("Die Stadt Schifferstadt und der Förderverein „Lernen")
    text = "".join(each.text for each in response.context["stretches"])
    assert text == release.texts.get().text
    html = response.content.decode()
    assert 'class="read read-statement"' in html
    assert 'class="read read-speaker"' in html


def test_saving_makes_a_draft_that_stays_tied_to_its_text(client, editor):
    make_region()
    known = make_speaker("Hanna Roth")
    release = make_release(TOWN_HALL)
    article, response = saved(client, release)
    assert response.url == QUEUE
    assert (article.status, article.source.name) == ("draft", "Stadt Schifferstadt")
    first, second = Statement.objects.filter(parent=article).order_by("ordering")
    assert first.text == "Kinder lernen dort mit den Händen. Das fehlt vielen im Alltag."
    assert first.speaker == known
    assert first.role.startswith("Bürgermeisterin")
    assert str(second.speaker) == "Jonas Keil"
    prose = " ".join(Prose.objects.filter(parent=article).values_list("html", flat=True))
    assert "Kooperations-vereinbarung" not in article.lead + prose
    use = ReleaseUse.objects.get(article=article)
    assert (use.text.release, use.start, use.end) == (release, 0, len(use.text.text))
    assert Release.objects.get().status == "taken"
    assert WorkingCopy.objects.open().count() == 0


def test_the_next_release_opens_after_a_save(client, editor):
    make_region()
    older, newer = make_release(TOWN_HALL), make_release(POLICE)
    _article, response = saved(client, newer)
    assert response.url == page_of(older)


def test_whoever_may_publishes_from_the_desk(client, editor):
    make_region()
    article, _response = saved(client, make_release(), button="_publish", kind="news")
    assert article.status == "ready"
    page = client.get(article.get_absolute_url()).content.decode()
    assert "Polizeipräsidium Rheinpfalz" in page


def test_an_edited_release_names_its_source_and_is_no_release_any_more(client, editor):
    make_region()
    unedited, _response = saved(client, make_release(), button="_publish", kind="news")
    own = "Auf der Bahnhofstraße stürzen immer wieder Menschen, sagt ein Anwohner unserer Zeitung."
    edited, _response = saved(
        client, make_release(TOWN_HALL), button="_publish", kind="news", lead=own
    )
    label = re.compile(r'<b class="part">([^<]*)</b>')
    labels = [
        label.search(client.get(each.get_absolute_url()).content.decode())[1]
        for each in (unedited, edited)
    ]
    assert labels[0].partition(":")[0] != labels[1].partition(":")[0]


def test_a_quotation_that_was_changed_is_told_before_it_goes_out(client, editor):
    make_region()
    release = make_release(TOWN_HALL)
    posted = form_on(client.get(page_of(release)))
    check = reverse("admin:release_check", args=[release.texts.get().pk])
    quotation = "Wir fangen mit 80 Plätzen an"
    assert quotation not in client.post(check, posted).content.decode()
    posted["statement_blocks-1-text"] = "Wir fangen mit 800 Plätzen an und hoffen auf mehr."
    assert "Wir fangen mit 800 Plätzen an" in client.post(check, posted).content.decode()


def test_of_a_long_quotation_the_words_are_told_that_were_changed(client, editor):
    make_region()
    long = (
        "Wir haben vier Jahre lang geplant, gerechnet und mit allen gesprochen, die hier wohnen; "
        "jetzt fangen wir mit 80 Plätzen an und hoffen auf mehr."
    )
    release = make_release(
        TOWN_HALL.replace("Wir fangen mit 80 Plätzen an und hoffen auf mehr.", long)
    )
    posted = form_on(client.get(page_of(release)))
    assert posted["statement_blocks-1-text"] == long
    posted["statement_blocks-1-text"] = long.replace("80", "800")
    check = reverse("admin:release_check", args=[release.texts.get().pk])
    told = client.post(check, posted).content.decode()
    assert "… jetzt fangen wir mit 800 Plätzen an und hoffen auf mehr." in told
    assert "… jetzt fangen wir mit 80 Plätzen an und hoffen auf mehr." in told


def test_the_source_is_a_click_away_for_good(client, editor):
    make_region()
    release = make_release(POLICE)
    article, _response = saved(client, release)
    source = reverse("admin:release_source", args=[release.pk])
    page = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert source in page.content.decode()
    original = client.get(reverse("admin:release_original", args=[release.texts.get().pk]))
    assert original.content == POLICE.encode()
    assert original["Content-Disposition"].startswith("attachment")
    assert article.headline in client.get(source).content.decode()


def test_a_refused_save_keeps_what_was_typed_and_the_text(client, editor):
    make_region()
    release = make_release()
    posted = form_on(client.get(page_of(release))) | {"headline": "", "lead": "Von Hand."}
    response = client.post(page_of(release), posted | {"_save": "x"})
    assert response.status_code == 200
    assert response.context["problems"]
    assert response.context["adminform"].form["lead"].value() == "Von Hand."
    assert "Poller" in "".join(each.text for each in response.context["stretches"])
    assert Release.objects.get().is_open
    again = client.get(page_of(release), follow=True)  # A browser that was killed meanwhile.
    assert again.context["adminform"].form["lead"].value() == "Von Hand."
    listed = client.get(reverse("admin:article_working_copies")).content.decode()
    assert f"{page_of(release)}?report=all&amp;copy=" in listed


def test_two_editors_make_one_article_of_one_release(client, editor):
    make_region()
    release = make_release()
    posted = form_on(client.get(page_of(release)))
    mine, _response = saved(client, release)
    response = client.post(page_of(release), posted | {"copy": "", "_save": "x"})
    assert response.status_code == 200
    assert mine.headline in response.content.decode()
    assert Article.objects.count() == 1


def test_an_article_becomes_the_follow_up_of_an_earlier_one(client, editor):
    make_region()
    text = re.sub(r"\s+", " ", POLICE.partition("\n\n")[2].partition("\n\nR")[0])
    earlier = make_article("Unfall mit einem Roller", lead=text)
    release = make_release()
    html = client.get(page_of(release)).content.decode()
    assert f'name="continues" value="{earlier.pk}"' in html
    more = {"continues": str(earlier.pk), "continues-as": "update"}
    article, _response = saved(client, release, **more)
    earlier.refresh_from_db()
    assert article.story == earlier.story is not None
    assert (earlier.stage, article.stage) == ("first_report", "update")


def test_each_report_of_a_collective_release_becomes_its_own_article(client, editor):
    make_region()
    release = make_release(COLLECTION)
    first, response = saved(client, release)
    assert response.url == f"{page_of(release)}?report=1"
    posted = form_on(client.get(response.url))
    response = client.post(response.url, posted | {"_save": "x"})
    second = Article.objects.latest("pk")
    assert (first.headline, second.headline) == ("Einbruch in Gartenhütte", "Auto zerkratzt")
    assert {each.credit for each in (first, second)} == {"ots"}
    assert Release.objects.get().status == "taken"
    assert response.url == QUEUE


def test_what_is_not_used_leaves_the_queue_and_can_come_back(client, editor):
    release, other = make_release(TOWN_HALL), make_release(POLICE)
    response = client.post(page_of(other), {"_not_used": "x"})
    assert response.url == page_of(release)
    other.refresh_from_db()
    assert other.status == "not_used"
    assert client.get(page_of(other)).status_code == 200
    client.post(page_of(other), {"_reopen": "x"})
    assert desk.following(release) == other


def test_reading_in_refuses_with_a_reason_and_keeps_the_text(client, editor):
    response = client.post(READ_IN, {"text": "  "})
    assert response.status_code == 200
    assert "errornote" in response.content.decode()
    long = "Wort " * 100_001
    response = client.post(READ_IN, {"text": long})
    assert response.context["form"]["text"].value() == long
    assert Release.objects.count() == 0


def test_a_rich_paste_is_kept_as_the_page_it_was(client, editor):
    page = "<h1>Fest am Deich</h1><p>Am <b>Sonntag</b> ist Fest.</p>"
    response = client.post(READ_IN, {"text": "Fest am Deich\n\nAm Sonntag ist Fest.", "page": page})
    release = Release.objects.get()
    assert response.url == f"{page_of(release)}?then=paste"
    kept = release.texts.get()
    assert (bytes(kept.content), kept.media_type) == (page.encode(), "text/html")
    client.post(READ_IN, {"text": "Fest am Deich\n\nAm Montag ist Fest.", "page": page})
    assert Release.objects.latest("pk").texts.get().media_type == "text/plain"


def test_the_queue_shows_what_waits_and_what_is_alike(client, editor):
    make_release(POLICE)
    make_release(POLICE.replace("400 Euro", "500 Euro"))
    gone = make_release(TOWN_HALL)
    Release.objects.filter(pk=gone.pk).update(withdrawn_at=timezone.now() - timedelta(hours=1))
    html = client.get(QUEUE).content.decode()
    assert html.count("submission-hint") == 3
    assert desk.following(Release.objects.latest("pk")).texts.get().text.startswith("POL-")


def test_the_page_costs_a_fixed_number_of_queries(client, editor, django_assert_max_num_queries):
    make_region()
    few, many = make_release(POLICE), make_release(TOWN_HALL)
    client.get(page_of(few))
    with django_assert_max_num_queries(45) as counted:
        client.get(page_of(few))
    with django_assert_max_num_queries(len(counted) + 6):  # Speakers are looked up.
        client.get(page_of(many))


def test_readers_see_nothing_of_a_release(client):
    release = make_release()
    for address in (page_of(release), QUEUE, READ_IN):
        assert client.get(address).status_code == 302


def test_without_a_script_a_repair_is_undone_by_its_tick(client, editor):
    make_region()
    release = make_release(TOWN_HALL)
    response = client.get(page_of(release))
    posted = form_on(response) | repairs_on(response)
    tick = next(
        each.start for each in response.context["changes"][0][1] if "Kooperations" in each.beside[0]
    )
    posted["kept"] = [start for start in posted["kept"] if start != str(tick)]
    posted["lead"] += " Von Hand."
    posted["seen"] = "nothing"
    shown = client.post(page_of(release), posted | {"_mend": "x"})
    lead = shown.context["adminform"].form["lead"].value()
    assert "Kooperations-vereinbarung" in lead
    assert lead.endswith(" Von Hand.")
    assert Article.objects.count() == 0
    again = form_on(shown) | repairs_on(shown)
    assert str(tick) not in again["kept"]
    assert len(again["kept"]) == len(posted["kept"])
    client.post(page_of(release), again | {"_save": "x"})
    article = Article.objects.get()
    assert article.lead == lead
    assert "„Lernen am Rhein“" in article.lead


def test_without_a_script_all_repairs_are_undone_and_a_hint_stays_done(client, editor):
    make_region()
    release = make_release(TOWN_HALL.replace("Kinder lernen", "Ein 12-jähriger lernt"))
    response = client.get(page_of(release))
    posted = form_on(response) | repairs_on(response)
    hint = response.context["hints"][0].key
    shown = client.post(page_of(release), posted | {"seen": hint, "_mend_nothing": "x"})
    lead = shown.context["adminform"].form["lead"].value()
    assert 'Förderverein "Lernen am Rhein" haben' in lead
    assert repairs_on(shown)["kept"] == []
    html = shown.content.decode()
    assert re.search(rf'name="seen" value="{hint}" checked', html)
    assert shown.context["left_to_see"] == len(shown.context["hints"]) - 1
    # A tick that is taken off and saved at once is honoured, too.
    again = form_on(shown) | repairs_on(shown) | {"kept": posted["kept"]}
    client.post(page_of(release), again | {"_save": "x"})
    assert "„Lernen am Rhein“" in Article.objects.get().lead


def repairs_on(response):
    html = response.content.decode()
    return {
        "mended": re.search(r'name="mended" id="release-mended" value="([^"]*)"', html)[1],
        "kept": re.findall(r'name="kept" value="(\d+)" checked', html),
    }


@pytest.mark.parametrize(
    "sender",
    [
        "Pressestelle der Stadt Schifferstadt <presse@post.example>",
        "STADT SCHIFFERSTADT <presse@post.example>",
        "Hanna Roth <roth@schifferstadt.example>",
    ],
)
def test_the_sender_of_a_mail_is_proposed_as_its_source(client, editor, sender):
    known = Source.objects.create(
        name="Stadt Schifferstadt", website="https://www.schifferstadt.example/"
    )
    mail = f"From: {sender}\nSubject: Fest am Deich\n\nAm Sonntag ist Fest am Deich in Waldsee.\n"
    release = receive(mail.encode(), media_type="message/rfc822", origin="uploaded")
    form = client.get(page_of(release)).context["adminform"].form
    assert str(form["source"].value()) == str(known.pk)


@pytest.mark.parametrize("head", ["From: \n", "", "From: Fremde <x@y.example>\n", "From: ;:,<\n"])
def test_a_mail_of_nobody_known_proposes_no_source(client, editor, head):
    Source.objects.create(name="Stadt Schifferstadt", website="https://schifferstadt.example/")
    mail = f"{head}Subject: Fest\n\nAm Sonntag ist Fest am Deich in Waldsee.\n"
    release = receive(mail.encode(), media_type="message/rfc822", origin="uploaded")
    form = client.get(page_of(release)).context["adminform"].form
    assert not form["source"].value()


def test_a_quotation_changed_in_the_articles_own_form_is_told_too(client, editor):
    make_region()
    article, _response = saved(client, make_release(TOWN_HALL))
    change = reverse("admin:articles_article_change", args=[article.pk])
    posted = form_on(client.get(change), also=())
    check = reverse("admin:article_check", args=[article.pk])
    said = posted["statement_blocks-1-text"]
    assert "Wir fangen mit" not in client.post(check, posted).content.decode()
    posted["statement_blocks-1-text"] = said.replace("80", "800")
    answer = client.post(check, posted).content.decode()
    assert "Wir fangen mit 800 Plätzen an" in answer
    assert "Wir fangen mit 80 Plätzen an" in answer
    # What the desk writes around it is nobody's quotation.
    posted["statement_blocks-1-text"] = said
    posted["lead"] = "Unsere Zeitung hat nachgefragt."
    assert "Wir fangen mit" not in client.post(check, posted).content.decode()


def test_a_figure_put_right_makes_no_report_of_our_own(client, editor):
    """Pressekodex 1.3: a release is marked as such."""
    make_region()
    posted = form_on(client.get(page_of(make_release(TOWN_HALL))))
    lead = posted["lead"].replace("Ab Februar", "Ab März")
    assert lead != posted["lead"]
    article, _response = saved(
        client, Release.objects.get(), button="_publish", kind="news", lead=lead
    )
    page = client.get(article.get_absolute_url()).content.decode()
    assert "itteilung: Stadt Schifferstadt</b>" in page
