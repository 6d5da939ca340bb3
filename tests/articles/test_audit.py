"""The audit log as the desk reads it."""

import re
from pathlib import Path

import pytest

from articles import conversion
from articles.admin.audit import VERBS, kind_in_words, verb_in_words
from articles.models import AuditEntry
from tests.builders import make_article, make_user

ROOT = Path(__file__).resolve().parents[2]
#: Where a verb is named: given to the log, or chosen for it.
NAMED = re.compile(
    r'AuditEntry\.keep\(\s*"(\w+)"|verb="(\w+)"|return "(\w+)"|"(\w+)" if change else'
)


def test_every_verb_that_is_kept_has_its_words():
    kept = set()
    for name in ("articles/conversion.py", "articles/merging.py", "newsroom/accounts.py"):
        kept |= {
            word for words in NAMED.findall((ROOT / name).read_text("utf-8")) for word in words
        }
    kept -= {""}
    assert {"create", "edit", "delete", "merge", "invite", "failed_login"} <= kept
    assert kept <= VERBS.keys()


@pytest.mark.django_db
def test_the_log_is_read_in_words(client):
    client.force_login(make_user("desk_head"))
    conversion.delete_article(make_article(), by=None)
    page = client.get("/admin/articles/auditentry/", {"verb": "delete"}).text
    assert 'class="field-verb_name">gelöscht</td>' in page
    assert 'class="field-kind_name">Artikel</td>' in page
    assert "angelegt</a>" in page
    entry = AuditEntry.objects.get(verb="delete")
    assert "gelöscht" in client.get(f"/admin/articles/auditentry/{entry.pk}/change/").text


def test_what_the_log_kept_of_former_code_is_shown_as_it_is():
    assert verb_in_words("blessed") == "blessed"
    assert kind_in_words("articles.bygone") == "articles.bygone"
    assert kind_in_words("bygone") == "bygone"
