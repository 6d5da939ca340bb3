"""Nobody learns from a stopwatch who has a login (the real hasher, with fewer rounds)."""

import statistics
import time

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.builders import make_user

PAIRS = 200
NOISE = 0.001  # Seconds; any network adds more.


class FewerRounds(PBKDF2PasswordHasher):
    """Twenty milliseconds in place of half a second."""

    iterations = 60_000


def medians(ask, known, unknown):
    """The median seconds of an answer about each, asked in turns so that load hits both alike."""
    taken = {known: [], unknown: []}
    for number in range(2 * PAIRS):
        who = (known, unknown)[(number + number // 2) % 2]
        began = time.perf_counter()
        ask(who)
        taken[who].append(time.perf_counter() - began)
        AccessAttempt.objects.all().delete()
        ProcrastinateJob.objects.all().delete()
    return statistics.median(taken[known]), statistics.median(taken[unknown])


@pytest.mark.soak
@pytest.mark.django_db
def test_known_and_unknown_user_names_take_the_same_time(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.FewerRounds"]
    client, user = Client(), make_user("editor", username="anna")
    address = reverse("admin:login")
    known, unknown = medians(
        lambda name: client.post(address, {"username": name, "password": "falsch"}),
        user.username,
        "ohne",
    )
    assert abs(known - unknown) < max(0.1 * unknown, NOISE)


@pytest.mark.soak
@pytest.mark.django_db
def test_asking_for_a_password_takes_the_same_time_for_all_addresses():
    client, user = Client(), make_user("editor")
    address = reverse("admin_password_reset")
    known, unknown = medians(
        lambda email: client.post(address, {"email": email}), user.email, "ohne@zweistrom.example"
    )
    assert abs(known - unknown) < max(0.1 * unknown, NOISE)
