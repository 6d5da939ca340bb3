"""Answers that the desk's head words: placeholders, preview, who may."""

import pytest
from django.urls import reverse

from submissions import answers
from submissions.models import AnswerTemplate
from tests.builders import make_user
from tests.submissions.sent import make_submission

ADD = reverse("admin:submissions_answertemplate_add")


def test_placeholders_have_german_and_english_names_and_values_are_not_looked_into():
    values = {"number": "{paper}", "paper": "Zweistrom"}
    assert answers.filled("{number} {Nummer} { zeitung } {x} {", values) == (
        "{paper} {paper} Zweistrom {x} {"
    )
    assert answers.unknown_in("{number} {Absender} {{tag}} {}") == {"Absender"}


@pytest.mark.django_db
def test_every_answer_a_new_paper_begins_with_is_complete():
    assert AnswerTemplate.objects.count() >= 4
    for answer in AnswerTemplate.objects.all():
        answer.full_clean()
        assert "Danke" in answer.text


@pytest.mark.django_db
def test_the_desks_head_words_an_answer_and_reads_it_as_it_goes_out(client):
    client.force_login(make_user("desk_head"), backend="articles.access.RoleBackend")
    words = {"name": "Kurz", "text": "Am {tag} kam {absender}.", "position": "1"}
    refused = client.post(ADD, words)
    assert "{absender}" in refused.context["adminform"].form.errors["text"][0]
    assert client.post(ADD, words | {"text": "Danke für {nummer}, <b>Ihre</b> {zeitung}."})
    answer = AnswerTemplate.objects.get(name="Kurz")
    page = client.get(reverse("admin:submissions_answertemplate_change", args=[answer.pk]))
    said = page.content.decode()
    assert "Danke für ZW-0000-00, &lt;b&gt;Ihre&lt;/b&gt; Zweistrom." in said
    here = make_submission(email="wanda@post.example")
    page = client.get(reverse("admin:submissions_submission_change", args=[here.pk]))
    assert f"Danke für {here.number}, &lt;b&gt;Ihre" in page.content.decode()


@pytest.mark.django_db
def test_the_desk_is_told_when_an_answer_would_reach_nobody(client):
    client.force_login(make_user("editor"), backend="articles.access.RoleBackend")
    by_phone, by_mail = make_submission(), make_submission(email="wanda@post.example")
    told = []
    for each in (by_phone, by_mail):
        page = client.get(reverse("admin:submissions_submission_change", args=[each.pk]))
        told.append(str(page.context["adminform"].form.fields["template"].help_text))
    assert told[0] != told[1]
