"""Repairs are taken back and made again, without a script: the fields say what the source gives."""

import random

import pytest
from django.http import QueryDict

from submissions.releases import advice
from submissions.releases.passages import Slot
from tests.builders import make_region
from tests.submissions.releases import mending
from tests.submissions.releases.texts import make_release

pytestmark = pytest.mark.django_db


def posted_from(found):
    posted = QueryDict(mutable=True)
    for name, values in found.values.items():
        posted.setlist(name, values)
    posted["mended"] = " ".join(map(str, found.mended))
    return posted


def said_in(posted, names):
    return mending.squeezed({name: mending.words_of(name, posted[name]) for name in names})


def play(seed, releases, steps):
    dice, turned = random.Random(seed), 0
    for _release in range(releases):
        text, found = mending.filled(make_release(mending.release(dice)))
        posted = posted_from(found)
        for _step in range(steps):
            taken = {
                start for start in found.mended if dice.random() < dice.choice((0.1, 0.5, 0.9))
            }
            taken = dice.choice((taken, taken, set(), found.mended))
            assert advice.settle(posted, found, taken) == 0
            expected = mending.squeezed(mending.fields_of(text, found, taken))
            assert said_in(posted, expected) == expected, text
            turned += len(found.mended)
    return turned


def test_fields_say_what_the_source_with_exactly_the_taken_repairs_gives():
    make_region()
    assert play(1, releases=40, steps=6) > 1000


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 20))
def test_in_a_thousand_releases_too(seed):
    make_region()
    assert play(seed, releases=100, steps=12) > 5000


def test_what_was_written_meanwhile_stays_and_the_repairs_around_it_are_turned():
    _text, found = mending.filled(
        make_release(
            "Fest am Rhein\n\nAltrip. Die Zusammen-arbeit der Bür-gerinnen und Bürger "
            "trägt Früchte. Alle sind froh.\n\nDie Kosten liegen bei 40 Euro . Die "
            "Ver-waltung zahlt & lädt ein.\n\n"
            '"Die Verein-barung gilt." – Hanna Roth, Bürgermeisterin'
        )
    )
    posted = posted_from(found)
    name = "prose_blocks-0-html"
    posted["lead"] = posted["lead"].replace("trägt Früchte", "war gut")
    posted[name] = posted[name].replace("liegen bei 40", "sind 41").replace("zahlt", "zahlte")
    mended = {field: posted[field] for field in ("lead", name, "statement_blocks-0-text")}
    assert advice.settle(posted, found, ()) == 0
    assert "Die Zusammen-arbeit der Bür-gerinnen und Bürger war gut." in posted["lead"]
    assert "sind 41 Euro . Die Ver-waltung zahlte &amp; lädt" in posted[name]
    assert posted["statement_blocks-0-text"] == "Die Verein-barung gilt."
    assert advice.settle(posted, found, found.mended) == 0
    assert {field: posted[field] for field in mended} == mended


def test_a_repair_whose_words_are_gone_is_told_and_changes_nothing():
    _text, found = mending.filled(
        make_release("Fest am Rhein\n\nAltrip. Die Zusammen-arbeit trägt Früchte. Das ist gut.")
    )
    posted = posted_from(found)
    posted["lead"] = "Etwas ganz anderes."
    assert advice.settle(posted, found, ()) == 1
    assert posted["lead"] == "Etwas ganz anderes."
    assert posted.getlist("kept") == [str(start) for start in found.mended]


def test_every_repair_that_is_offered_changes_a_field():
    dice = random.Random(3)
    for _release in range(10):
        text, found = mending.filled(make_release(mending.release(dice)))
        whole = mending.fields_of(text, found, found.mended)
        for passage in found.passages:
            for slot in passage.slots:
                assert isinstance(slot, Slot)
                assert mending.fields_of(text, found, found.mended - {slot.start}) != whole
