"""Logins: throttled, opened by mail, and kept in the audit log."""

import re

import pytest
from axes.models import AccessAttempt
from django.conf import settings as project_settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import AuditEntry
from newsroom import accounts, throttle
from newsroom.models import User
from tests.builders import make_user

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"
PASSWORD = "lang-genug-4711"


def log_in(client, username, password=PASSWORD, **headers):
    return client.post(LOGIN, {"username": username, "password": password}, **headers)


def run_jobs():
    """Do what the worker would: each waiting mail, once."""
    tasks = {task.name: task for task in (accounts.mail_invitation, accounts.mail_new_password)}
    for job in ProcrastinateJob.objects.filter(task_name__in=tasks, status="todo"):
        tasks[job.task_name](**job.args)
    jobs = ProcrastinateJob.objects.filter(task_name__in=tasks)
    jobs.delete()


def link_in(message):
    """The path of the link in a mail; the link is the paper's own address."""
    address = re.search(r"\S+/admin/password/[\w-]+/[\w-]+/", message.body).group()
    assert address.startswith(project_settings.PAPER.base_url + "/")
    return address.removeprefix(project_settings.PAPER.base_url)


def choose_password(client, path, password="ganz-neues-wort-88"):
    form = client.get(path, follow=True)
    if "form" not in form.context or form.context["form"] is None:
        return form
    fields = {"new_password1": password, "new_password2": password}
    return client.post(form.redirect_chain[-1][0], fields)


def without_secrets(response):
    """The page without the tokens that differ each time."""
    page = response.content.decode()
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", page)


# --- Throttle -----------------------------------------------------------------------------------


def test_after_eight_failures_a_user_name_is_locked_even_with_the_right_password(client):
    make_user("editor", username="anna")
    for number in range(8):
        answer = log_in(client, "anna", "falsch", REMOTE_ADDR=f"192.0.2.{number}")
    assert answer.status_code == 429
    answer = log_in(client, "anna", REMOTE_ADDR="198.51.100.7")
    assert answer.status_code == 429
    assert answer["Retry-After"] == "900"
    assert "no-store" in answer["Cache-Control"]
    assert "/admin/password/" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_seven_failures_lock_nobody(client):
    make_user("editor", username="anna")
    for _number in range(7):
        assert log_in(client, "anna", "falsch").status_code == 200
    assert log_in(client, "anna").status_code == 302


def test_after_forty_failures_an_address_is_locked_for_all_user_names(client):
    make_user("editor", username="anna")
    for number in range(40):
        answer = log_in(client, f"name{number}", "falsch", REMOTE_ADDR="192.0.2.1")
        assert answer.status_code == (200 if number < 39 else 429)
    assert log_in(client, "anna", REMOTE_ADDR="192.0.2.1").status_code == 429
    assert log_in(Client(), "anna", REMOTE_ADDR="192.0.2.2").status_code == 302


class CountingHasher(PBKDF2PasswordHasher):
    """The real hasher with few rounds, which says how often it was asked."""

    iterations = 1
    checks = 0

    def encode(self, *arguments, **options):
        type(self).checks += 1
        return super().encode(*arguments, **options)


def test_a_locked_login_costs_no_hashing(client, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    make_user("editor", username="anna")
    for _number in range(8):
        log_in(client, "anna", "falsch")
    before = CountingHasher.checks
    assert log_in(client, "anna").status_code == 429
    assert CountingHasher.checks == before == 9  # One for the new login, eight for attempts.


def test_attempts_during_a_lock_do_not_prolong_it(client):
    for _number in range(8):
        log_in(client, "anna", "falsch")
    before = AccessAttempt.objects.get().attempt_time
    log_in(client, "anna", "falsch")
    assert AccessAttempt.objects.get().attempt_time == before


def test_a_lock_ends_after_fifteen_minutes(client):
    make_user("editor", username="anna")
    for _number in range(8):
        log_in(client, "anna", "falsch")
    attempt = AccessAttempt.objects.get()
    AccessAttempt.objects.update(
        attempt_time=attempt.attempt_time - project_settings.AXES_COOLOFF_TIME
    )
    assert log_in(client, "anna").status_code == 302


def test_a_good_login_forgives_failures_against_that_name_only(client):
    make_user("editor", username="anna")
    for username in ("anna", "bert"):
        log_in(client, username, "falsch")
    log_in(client, "anna")
    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["bert"]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "expected"),
    [
        (0, "203.0.113.9", "192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.9", "10.0.0.1", "203.0.113.9"),
        (1, "198.51.100.66, 203.0.113.9", "10.0.0.1", "203.0.113.9"),
        (2, "198.51.100.66, 203.0.113.9, 10.0.0.2", "10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1", "203.0.113.9"),
        (1, "", "192.0.2.1", "192.0.2.1"),
        (1, "kein, unsinn", "10.0.0.1", None),
        (0, "", "", None),
        (0, "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (0, "", "::ffff:192.0.2.1", "192.0.2.1"),
    ],
)
def test_the_address_is_the_one_that_trusted_proxies_saw(
    settings, proxies, forwarded, remote, expected
):
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert throttle.client_address(request) == expected


def test_behind_a_proxy_each_reader_has_a_count_of_their_own(client, settings):
    settings.PROXY_COUNT = 1
    make_user("editor", username="anna")
    for number in range(40):
        log_in(
            client, f"name{number}", "falsch", HTTP_X_FORWARDED_FOR=f"{number}.1.1.1, 203.0.113.9"
        )
    assert log_in(client, "anna", HTTP_X_FORWARDED_FOR="203.0.113.9").status_code == 429
    assert log_in(client, "anna", HTTP_X_FORWARDED_FOR="203.0.113.10").status_code == 302


def test_attempts_are_shown_at_the_desk_without_the_password(client):
    log_in(client, "anna", "geheim-4711")
    client.force_login(make_user("desk_head"))
    assert "anna" in client.get(reverse("admin:axes_accessattempt_changelist")).content.decode()
    page = client.get(
        reverse("admin:axes_accessattempt_change", args=[AccessAttempt.objects.get().pk])
    )
    assert "geheim-4711" not in page.content.decode()


# --- Invitations --------------------------------------------------------------------------------


def invite(client, **fields):
    fields = {"username": "neu", "email": "neu@zweistrom.example", "roles": ["author"], **fields}
    return client.post(reverse("admin:newsroom_user_add"), {"is_active": "on", **fields})


def test_a_desk_head_invites_and_the_invited_chooses_a_password(client):
    head = make_user("desk_head")
    client.force_login(head)
    assert invite(client).status_code == 302
    run_jobs()
    assert [message.to for message in mail.outbox] == [["neu@zweistrom.example"]]
    new = User.objects.get(username="neu")
    assert (new.roles, new.is_staff, new.is_superuser) == (["author"], True, False)
    assert not new.has_usable_password()
    guest = Client()
    assert choose_password(guest, link_in(mail.outbox[0])).status_code == 302
    assert log_in(guest, "neu", "ganz-neues-wort-88").status_code == 302
    entry = AuditEntry.objects.get(verb="invite")
    assert (entry.by, entry.key, entry.details) == (head, str(new.pk), {"roles": ["author"]})


def test_an_invitation_is_there_if_and_only_if_the_login_is(client):
    client.force_login(make_user("desk_head"))
    make_user(username="neu")
    assert invite(client).status_code == 200
    assert not ProcrastinateJob.objects.exists()


def test_a_link_ends_by_its_use():
    accounts.send_link(make_user("author"), by=None)
    run_jobs()
    path = link_in(mail.outbox[0])
    assert choose_password(Client(), path).status_code == 302
    assert choose_password(Client(), path, "noch-ein-wort-99").context["validlink"] is False


def test_looking_at_a_link_does_not_use_it_up():
    accounts.send_link(make_user("author"), by=None)
    run_jobs()
    path = link_in(mail.outbox[0])
    for _scanner in range(3):
        Client().get(path, follow=True)
    assert choose_password(Client(), path).status_code == 302


def test_a_link_ends_after_a_day(settings):
    accounts.send_link(make_user("author"), by=None)
    run_jobs()
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert choose_password(Client(), link_in(mail.outbox[0])).context["validlink"] is False


def test_a_forged_link_opens_nothing():
    user = make_user("author")
    accounts.send_link(user, by=None)
    run_jobs()
    path = link_in(mail.outbox[0])
    for forged in (path[:-2] + "x/", path.replace("/password/", "/password/MQ", 1)):
        assert choose_password(Client(), forged).context["validlink"] is False


def test_a_closed_login_gets_no_link():
    user = make_user("author", is_active=False)
    accounts.mail_invitation(user=user.pk)
    accounts.mail_new_password(accounts.digest_of(user.email))
    assert not mail.outbox


def test_nobody_gives_a_role_that_is_not_theirs_to_give(client):
    client.force_login(make_user("desk_head"))
    answer = invite(client, roles=["privacy_officer"])
    assert answer.status_code == 200
    assert "roles" in answer.context["adminform"].form.errors
    assert not User.objects.filter(username="neu").exists()


def test_posting_more_fields_than_the_form_has_changes_nothing(client):
    client.force_login(make_user("desk_head"))
    invite(client, is_superuser="on", is_staff="", password="x", groups="1", user_permissions="1")
    new = User.objects.get(username="neu")
    assert not new.is_superuser
    assert not new.has_usable_password()


def test_nobody_raises_their_own_rights(client):
    head = make_user("desk_head")
    client.force_login(head)
    fields = {"username": head.username, "email": head.email, "roles": ["author"]}
    client.post(reverse("admin:newsroom_user_change", args=[head.pk]), fields)
    head.refresh_from_db()
    assert head.roles == ["desk_head"]
    assert head.is_active


@pytest.mark.parametrize("other", [{"is_superuser": True}, {"roles": "privacy_officer"}])
def test_a_desk_head_cannot_take_over_a_login_with_more_rights(client, other):
    other = make_user(*filter(None, [other.pop("roles", "")]), **other)
    client.force_login(make_user("desk_head"))
    address = reverse("admin:newsroom_user_change", args=[other.pk])
    fields = {"username": "x", "email": "thief@zweistrom.example", "roles": []}
    assert client.post(address, fields).status_code == 403
    action = {"action": "send_link", "_selected_action": [other.pk]}
    client.post(reverse("admin:newsroom_user_changelist"), action)
    assert not ProcrastinateJob.objects.exists()
    assert User.objects.get(pk=other.pk).email == other.email


def test_a_changed_role_is_kept_in_the_audit_log(client):
    head, user = make_user("desk_head"), make_user("author")
    client.force_login(head)
    fields = {
        "username": user.username,
        "email": user.email,
        "roles": ["editor"],
        "is_active": "on",
    }
    client.post(reverse("admin:newsroom_user_change", args=[user.pk]), fields)
    user.refresh_from_db()
    assert user.roles == ["editor"]
    entry = AuditEntry.objects.get(verb="change_roles")
    assert (entry.by, entry.details) == (head, {"before": ["author"], "after": ["editor"]})


def test_a_closed_login_ends_the_session_at_once(client):
    user = make_user("editor")
    client.force_login(user)
    assert client.get("/admin/").status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/admin/").status_code == 302


def test_logins_are_not_deleted_and_have_no_password_page(client):
    user = make_user("author")
    client.force_login(make_user(is_superuser=True))
    address = reverse("admin:newsroom_user_delete", args=[user.pk])
    assert client.post(address, {"post": "yes"}).status_code == 403
    with pytest.raises(NoReverseMatch):
        reverse("admin:auth_user_password_change", args=[user.pk])


# --- Forgotten and changed passwords ------------------------------------------------------------


def ask(client, email, **headers):
    return client.post(reverse("admin_password_reset"), {"email": email}, **headers)


def test_asking_for_a_password_says_the_same_of_known_and_unknown_addresses(client):
    user = make_user("author")
    known = ask(client, user.email, follow=True)
    unknown = ask(client, "niemand@zweistrom.example", follow=True)
    assert known.status_code == unknown.status_code == 200
    assert without_secrets(known) == without_secrets(unknown)
    assert ProcrastinateJob.objects.count() == 2
    run_jobs()
    assert [message.to for message in mail.outbox] == [[user.email]]


def test_asking_for_a_password_costs_the_same_for_known_and_unknown_addresses(
    client, django_assert_num_queries
):
    user = make_user("author")
    for email in (user.email, "niemand@zweistrom.example"):
        with django_assert_num_queries(2):
            ask(client, email)


def test_known_and_unknown_user_names_are_refused_alike(client):
    make_user("author", username="anna")
    known, unknown = (
        without_secrets(log_in(client, name, "falsch")).replace(f'value="{name}"', "")
        for name in ("anna", "ohne")
    )
    assert known == unknown


def test_a_forged_host_never_reaches_a_mail(client):
    user = make_user("author")
    ask(client, user.email, HTTP_X_FORWARDED_HOST="evil.example")
    assert ask(client, user.email, HTTP_HOST="evil.example").status_code == 400
    run_jobs()
    assert "evil.example" not in mail.outbox[0].message().as_string()
    assert link_in(mail.outbox[0])


def test_strangers_cannot_flood_a_mailbox(client):
    user = make_user("author")
    for _number in range(5):
        ask(client, user.email)
    run_jobs()
    assert len(mail.outbox) == 1


def test_strangers_cannot_flood_the_queue(client, monkeypatch):
    monkeypatch.setattr(accounts, "WAITING_REQUESTS", 2)
    answers = {ask(client, f"a{number}@zweistrom.example").status_code for number in range(6)}
    assert answers == {302}
    assert ProcrastinateJob.objects.count() == 3


def test_a_mail_goes_to_the_address_we_know_not_to_the_one_that_was_typed():
    make_user("author", email="mike@zweistrom.example")
    accounts.mail_new_password(accounts.digest_of("MIKE@zweistrom.example"))
    assert mail.outbox[0].to == ["mike@zweistrom.example"]
    accounts.mail_new_password(accounts.digest_of("mıke@zweistrom.example"))
    assert len(mail.outbox) == 1


def test_a_new_password_by_mail_unlocks_the_login_and_is_audited():
    user = make_user("author", username="anna")
    for _number in range(8):
        log_in(Client(), "anna", "falsch")
    ask(Client(), user.email)
    run_jobs()
    choose_password(Client(), link_in(mail.outbox[0]))
    assert log_in(Client(), "anna", "ganz-neues-wort-88").status_code == 302
    verbs = set(AuditEntry.objects.filter(key=str(user.pk)).values_list("verb", flat=True))
    assert verbs == {"failed_login", "ask_for_password", "set_password", "login"}


def test_a_new_password_ends_all_other_sessions(client):
    user = make_user("author")
    elsewhere = Client()
    for browser in (client, elsewhere):
        browser.force_login(user, backend="articles.access.RoleBackend")
    fields = {"old_password": PASSWORD, "new_password1": "ganz-neues-wort-88"}
    fields["new_password2"] = fields["new_password1"]
    assert client.post(reverse("admin:password_change"), fields).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302
    assert AuditEntry.objects.get(verb="change_password").by == user


def test_weak_passwords_are_refused():
    accounts.send_link(make_user("author", username="anna-kern-redaktion"), by=None)
    run_jobs()
    path = link_in(mail.outbox[0])
    for weak in ("kurz", "q1w2e3r4t5y6", "anna-kern-redaktion"):
        answer = choose_password(Client(), path, weak)
        assert answer.status_code == 200
        assert answer.context["form"].errors


def test_mails_speak_the_language_of_their_reader():
    for language in ("de", "en"):
        accounts.send_link(make_user("author", language=language), by=None)
    run_jobs()
    english = next(message for message in mail.outbox if "Hello" in message.body)
    assert english.subject == "Your login at Zweistrom"
    assert all("%(" not in message.body for message in mail.outbox)


# --- The audit log ------------------------------------------------------------------------------


def test_logins_are_kept_with_a_shortened_address(client):
    user = make_user("author", username="anna")
    log_in(client, "anna", "falsch", REMOTE_ADDR="192.0.2.77")
    log_in(client, "anna", REMOTE_ADDR="2001:db8:1:2:3:4:5:6")
    kept = AuditEntry.objects.order_by("pk").values_list("verb", "by", "key", "details")
    assert list(kept) == [
        ("failed_login", None, str(user.pk), {"network": "192.0.2.0/24"}),
        ("login", user.pk, str(user.pk), {"network": "2001:db8:1::/48"}),
    ]


def test_what_was_typed_as_an_unknown_user_name_is_not_kept(client):
    log_in(client, "mein-passwort", "x")
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.key) == ("failed_login", "")
    assert "mein-passwort" not in str(entry.details)


def test_a_locked_flood_does_not_fill_the_audit_log(client):
    for _number in range(12):
        log_in(client, "anna", "falsch")
    assert AuditEntry.objects.filter(verb="failed_login").count() == 8


def test_the_list_of_logins_can_be_sorted_searched_and_filtered(client):
    client.force_login(make_user("desk_head"))
    make_user("author", username="anna", last_name="Kern")
    make_user("editor", username="bert", last_name="Abel")
    listing = reverse("admin:newsroom_user_changelist")
    for query, shown in (("role=author", "anna"), ("q=kern", "anna"), ("role=editor", "bert")):
        page = client.get(f"{listing}?{query}").content.decode()
        assert shown in page
        assert {"anna": "Abel", "bert": "Kern"}[shown] not in page
    page = client.get(f"{listing}?o=2").content.decode()
    assert page.index("Abel") < page.index("Kern")
