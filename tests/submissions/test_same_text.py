"""The same text again, from whomever and whatever way: told at the submission's page."""

import pytest
from django.urls import reverse

from articles.german.shingles import nearest
from articles.near_duplicates import like_among
from submissions.doubles import hints_for_one
from submissions.models import Submission
from submissions.releases.models import Release
from tests.builders import make_user
from tests.submissions.releases.texts import make_release
from tests.submissions.sent import make_submission

PASSAGE = (
    "Der Kegelclub Rheinblick lädt am Samstag zum Nachtkegeln in die alte Turnhalle an der "
    "Bahnstraße ein, Beginn ist um 18 Uhr, Kugeln stellt der Verein."
)
OTHER = (
    "Die Freiwillige Feuerwehr sammelt am Montag Christbäume ein und bittet darum, sie ohne "
    "Schmuck und Lametta an den Straßenrand zu legen, Spenden gehen an die Jugend."
)


def test_a_passage_is_found_among_texts_however_they_begin():
    texts = {"a": f"{OTHER} {PASSAGE}", "b": OTHER, "c": PASSAGE.upper(), "d": ""}
    assert like_among(PASSAGE, texts) == [("a", 100), ("c", 100)]
    assert like_among("", texts) == like_among(PASSAGE, {}) == []


def test_the_sieve_lets_through_what_shares_the_most_words():
    texts = {"a": OTHER, "b": PASSAGE, "c": "Der Kegelclub Rheinblick feiert.", "d": "Nichts."}
    assert nearest(PASSAGE, texts, 9)[:2] == ["b", "c"]
    assert nearest(PASSAGE, texts, 1) == ["b"]


@pytest.mark.django_db
def test_the_page_tells_of_the_same_text_among_submissions_and_open_releases(client):
    first = make_submission(text=f"{PASSAGE} {PASSAGE}", headline="Kegeln")
    # The passage stands too far behind for the words of the beginning to tell.
    second = make_submission(text=f"{OTHER * 4} {PASSAGE}", headline="Termine")
    make_submission(text=OTHER)
    gone = make_submission(text=PASSAGE)
    Submission.objects.filter(pk=gone.pk).update(status="withdrawn")
    release = make_release(f"Nachtkegeln\n\n{PASSAGE}")
    done = make_release(f"Nachtkegeln ist vorbei\n\n{PASSAGE}")
    Release.objects.filter(pk=done.pk).update(status="not_used")
    make_release(OTHER)
    hints = hints_for_one(first)
    assert hints.submissions == [(second.pk, "Termine (100 %)")]
    assert [pk for pk, _name in hints.releases] == [release.pk]
    client.force_login(make_user("editor"), backend="articles.access.RoleBackend")
    page = client.get(reverse("admin:submissions_submission_change", args=[first.pk]))
    address = reverse("admin:submissions_release_change", args=[release.pk])
    assert f'href="{address}"' in page.content.decode()


@pytest.mark.django_db
def test_the_number_of_questions_does_not_grow_with_what_is_there(django_assert_num_queries):
    def asked():
        with django_assert_num_queries(count) as seen:
            hints_for_one(first)
        return len(seen)

    first, count = make_submission(text=PASSAGE), 5
    asked()
    for _number in range(3):
        make_submission(text=PASSAGE)
        make_release(f"Eins\n\n{PASSAGE} {_number}")
    asked()
