"""Plain functions that make things through the public doors. No fixtures, no mocks."""

import io
import itertools
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from PIL import Image as PillowImage

from articles import conversion, drafts, pictures
from articles.models import Place, Speaker
from newsroom.models import User

_numbers = itertools.count(1)


def make_draft(headline="Die Brücke ist wieder frei", **fields):
    """A Draft with one paragraph, unless `blocks` say otherwise; ready and just published."""
    fields.setdefault("status", "ready")
    if fields["status"] == "ready":
        fields.setdefault("publish_at", timezone.now() - timedelta(minutes=5))
    fields.setdefault("blocks", [drafts.Prose(html="<p>Seit dem Morgen rollt der Verkehr.</p>")])
    return drafts.Draft(headline=headline, **fields)


def make_article(headline="Die Brücke ist wieder frei", *, by=None, **fields):
    """An article through the one door: published five minutes ago unless `fields` say otherwise."""
    return conversion.create_article(make_draft(headline, **fields), by=by)


def make_place(name, *, key=None, parent=None, kind=Place.Kind.TOWN, **fields):
    """A place below `parent`; keys are made up unless given."""
    key = key or f"99{next(_numbers):06d}"
    return Place.objects.create(
        name=name, key=key, parent=parent, kind=kind, **{"in_area": True, **fields}
    )


def make_region():
    """The paper's region with two districts and three towns; returns the places by name."""
    region = make_place(
        settings.PAPER.region, key=settings.PAPER.region_key, kind=Place.Kind.REGION
    )
    district = make_place("Rhein-Pfalz-Kreis", key="07338", parent=region, kind=Place.Kind.DISTRICT)
    towns = [
        make_place("Ludwigshafen", key="07314000", parent=region),
        make_place("Schifferstadt", key="07338025", parent=district),
        make_place("Altrip", key="07338001", parent=district),
    ]
    return {place.name: place for place in [region, district, *towns]}


def make_speaker(name="Eva Beispiel", **fields):
    return Speaker.objects.create(name=name, **fields)


def picture_bytes(width=1600, height=1000, colour="#1f7a6c", **options):
    """The bytes of a JPEG of one colour."""
    stream = io.BytesIO()
    PillowImage.new("RGB", (width, height), colour).save(stream, "JPEG", **options)
    return stream.getvalue()


def make_image(**fields):
    """A picture record with its file and credit."""
    fields = {"alt": "Eine Brücke", "credit": "Illustration: Zweistrom", **fields}
    return pictures.store(picture_bytes(), **fields)


def make_user(*roles, username=None, **fields):
    """Someone with a login and these roles; the password is "lang-genug-4711"."""
    username = username or f"person{next(_numbers)}"
    fields = {"email": f"{username}@zweistrom.example", "is_staff": True, **fields}
    return User.objects.create_user(
        username, password="lang-genug-4711", roles=list(roles), **fields
    )


def ready_fields(**fields):
    """What a Draft needs before the desk lets it out: lead, place and source."""
    place = Place.objects.filter(key="07338001").first() or make_place("Altrip", key="07338001")
    wanted = {"lead": "Nach drei Wochen.", "places": [place.key], "source": "Stadt Altrip"}
    return wanted | fields
