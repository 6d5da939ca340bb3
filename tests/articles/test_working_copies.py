"""What is typed is kept before it is saved, and found again whatever happens to the browser."""

import time
from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles import conversion, drafts, working_copies
from articles.models import Article, ArticleVersion, Author, Presence, WorkingCopy
from tests.articles.desk import ADD, add_block, change_url, form_of, prefix_of, save
from tests.articles.test_conversion import full_draft
from tests.builders import make_article, make_region, make_user

pytestmark = pytest.mark.django_db
COPIES = "/admin/articles/article/working-copies/"


def logged_in(*roles, **fields):
    client = Client()
    client.user = make_user(*(roles or ("editor",)), **fields)
    client.force_login(client.user, backend="articles.access.RoleBackend")
    return client


@pytest.fixture
def editor():
    return logged_in(first_name="Otto", last_name="Berg")


@pytest.fixture
def anna():
    return logged_in(first_name="Anna", last_name="Kern")


def autosave(client, fields, *, serial=None, **more):
    """What the script posts while somebody types."""
    if serial is not None:
        fields = fields | {"copy-serial": [str(serial)]}
    return client.post(f"{COPIES}{fields['copy'][0]}/", fields | more)


def conflicts_of(response):
    return response.context["stale"]["conflicts"]


# --- Kept while typing ----------------------------------------------------------------------------


def test_what_is_typed_is_kept_and_the_article_stays(editor):
    article = make_article(lead="Alt")
    fields = form_of(editor, change_url(article)) | {"lead": ["Getippt"]}
    answer = autosave(editor, fields, serial=3).json()
    assert answer["serial"] == 3
    copy = WorkingCopy.objects.get()
    assert (copy.user, copy.article, copy.based_on) == (editor.user, article, 1)
    assert copy.form["lead"] == ["Getippt"]
    assert not {"csrfmiddlewaretoken", "copy", "copy-serial", "_save"} & set(copy.form)
    article.refresh_from_db()
    assert (article.lead, article.version) == ("Alt", 1)


def test_a_late_request_never_overwrites_a_newer_one(editor):
    fields = form_of(editor, change_url(make_article()))
    autosave(editor, fields | {"lead": ["neu"]}, serial=5)
    late = autosave(editor, fields | {"lead": ["alt"]}, serial=4)
    assert late.status_code == 409
    assert late.json() == {"problem": "older", "text": "", "serial": 5, "ended": ""}
    assert WorkingCopy.objects.get().form["lead"] == ["neu"]


def test_nobody_writes_into_the_copy_of_another(editor, anna):
    article = make_article()
    fields = form_of(editor, change_url(article))
    autosave(editor, fields | {"lead": ["Ottos"]}, serial=1)
    stolen = fields | {"lead": ["Annas"], "copy-user": [str(anna.user.pk)]}
    assert autosave(anna, stolen, serial=2).json()["problem"] == "foreign"
    # Somebody else has logged in in the same browser: the text stays its writer's.
    assert autosave(anna, fields, serial=2).json()["problem"] == "user"
    assert WorkingCopy.objects.get().form["lead"] == ["Ottos"]


def test_who_may_not_write_keeps_nothing_but_goes_on_with_what_was_begun():
    article = make_article(status="draft")
    writer = logged_in("author")
    own = conversion.create_article(drafts.Draft(headline="Meins"), by=writer.user)
    fields = form_of(writer, change_url(own))
    autosave(writer, fields | {"lead": ["a"]}, serial=1)
    draft = drafts.replace(conversion.draft_of(own), status="in_review")
    conversion.apply_draft(own, draft)
    assert autosave(writer, fields | {"lead": ["b"]}, serial=2).status_code == 200
    assert WorkingCopy.objects.get().form["lead"] == ["b"]
    foreign = fields | {"copy": [str(uuid4())], "copy-article": [str(article.pk)]}
    assert autosave(writer, foreign, serial=1).status_code == 404
    assert autosave(writer, fields | {"copy": [str(uuid4())]}, serial=1).status_code == 403


def test_a_request_too_large_for_any_article_is_told_so(editor, monkeypatch):
    fields = form_of(editor, change_url(make_article()))
    monkeypatch.setattr(working_copies, "LARGEST", 1000)
    assert autosave(editor, fields, serial=1).status_code == 413


def test_bytes_that_no_text_has_are_no_error(editor):
    fields = form_of(editor, change_url(make_article())) | {"lead": ["a\0b"]}
    assert autosave(editor, fields, serial=1).status_code == 200
    assert WorkingCopy.objects.get().form["lead"] == ["ab"]


def test_the_page_hears_who_is_here_and_what_was_saved_meanwhile(editor, anna):
    article = make_article()
    fields = form_of(editor, change_url(article))
    autosave(anna, form_of(anna, change_url(article)))
    draft = drafts.replace(conversion.draft_of(article), lead="Von Anna")
    conversion.apply_draft(article, draft, by=anna.user)
    answer = autosave(editor, fields, serial=1).json()
    assert answer["here"] == [{"name": "Anna Kern", "initials": "AK"}]
    assert "Anna Kern" in answer["news"]
    assert answer["version"] == 2
    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
    assert autosave(editor, fields, serial=2).json()["here"] == []


def test_whoever_types_and_takes_it_back_leaves_no_copy(editor):
    fields = form_of(editor, change_url(make_article()))
    autosave(editor, fields | {"lead": ["x"]}, serial=1)
    autosave(editor, fields, **{"copy-clean": "1"})
    assert not WorkingCopy.objects.open().exists()


def test_keeping_forty_blocks_takes_few_statements_and_less_than_fifty_milliseconds_of_work(
    editor, django_assert_max_num_queries
):
    blocks = [drafts.Prose(html=f"<p>{'Wort ' * 60}</p>") for _number in range(40)]
    fields = form_of(editor, change_url(make_article(blocks=blocks)))
    autosave(editor, fields, serial=1)
    with django_assert_max_num_queries(14):
        autosave(editor, fields | {"lead": ["x"]}, serial=2)
    spent = []
    for serial in range(3, 10):
        begun = time.thread_time()
        autosave(editor, fields | {"lead": [str(serial)]}, serial=serial)
        spent.append(time.thread_time() - begun)
    assert min(spent) < 0.05


# --- Found again ----------------------------------------------------------------------------------


def test_the_form_is_opened_as_it_was_left(editor):
    article = conversion.create_article(full_draft())
    fields = form_of(editor, change_url(article))
    prose = next(block for block in conversion.draft_of(article).blocks if block.type == "prose")
    fields[f"{prefix_of(fields, prose.uid)}-html"] = ["<p>Neu getippt</p>"]
    fields["lead"] = ["Mein Vorspann"]
    fields["headline"] = [""]
    new = add_block(fields, "prose", html="<p>Ein neuer Block</p>")
    autosave(editor, fields | {"copy-field": ["lead"], "copy-from": ["4"]}, serial=7)
    again = form_of(editor, change_url(article))
    left_out = ("copy", "csrf")
    same = {name for name in fields if not name.startswith(left_out) and fields[name] != [""]}
    assert {name: again.get(name) for name in same} == {name: fields[name] for name in same}
    assert again["headline"] == [""]
    assert again[f"{new}-html"] == ["<p>Ein neuer Block</p>"]
    assert again["copy"] == fields["copy"]
    response = editor.get(change_url(article))
    assert response.context["errors"] == []
    assert response.context["working"]["place"] == {
        "field": "lead", "from": 4, "to": 0, "scroll": 0
    }  # fmt: skip
    assert Article.objects.get().version == 1
    assert "Mein Vorspann" not in editor.get(f"{change_url(article)}?as-saved").content.decode()


def test_what_was_reopened_is_saved_and_then_closed(editor):
    article = make_article()
    fields = form_of(editor, change_url(article)) | {"lead": ["Mein Vorspann"]}
    autosave(editor, fields, serial=1)
    again = form_of(editor, change_url(article))
    assert save(editor, change_url(article), again).status_code == 302
    article.refresh_from_db()
    assert (article.lead, article.version) == ("Mein Vorspann", 2)
    copy = WorkingCopy.objects.get()
    assert (copy.ending, copy.based_on) == ("saved", 2)
    assert form_of(editor, change_url(article))["copy"] != fields["copy"]


def test_a_new_article_is_found_again_and_made_once(editor):
    fields = form_of(editor, ADD) | {"headline": ["Halb fertig"]}
    add_block(fields, "prose", html="<p>Angefangen</p>")
    autosave(editor, fields, serial=1)
    copy = WorkingCopy.objects.get()
    assert "Halb fertig" in editor.get(ADD).content.decode()
    assert working_copies.url_of(copy) == f"{ADD}?copy={copy.pk}"
    again = form_of(editor, working_copies.url_of(copy))
    assert again["prose_blocks-0-html"] == ["<p>Angefangen</p>"]
    assert save(editor, ADD, again).status_code == 302
    assert WorkingCopy.objects.get().article == Article.objects.get()


def test_a_form_with_an_error_is_kept_without_any_script(editor):
    fields = form_of(editor, ADD) | {"headline": [""], "lead": ["Schon getippt"]}
    assert save(editor, ADD, fields).status_code == 200
    assert WorkingCopy.objects.open().get().form["lead"] == ["Schon getippt"]


def test_a_form_posted_after_the_right_to_it_is_gone_is_kept():
    writer = logged_in("author")
    own = conversion.create_article(drafts.Draft(headline="Meins"), by=writer.user)
    fields = form_of(writer, change_url(own)) | {"lead": ["Schon getippt"]}
    draft = drafts.replace(conversion.draft_of(own), status="in_review")
    conversion.apply_draft(own, draft)
    assert save(writer, change_url(own), fields).status_code == 403
    assert WorkingCopy.objects.open().get().form["lead"] == ["Schon getippt"]
    assert "Schon getippt" in writer.get(COPIES).content.decode()


def test_words_are_kept_when_not_even_the_sight_of_the_article_is_left():
    writer = logged_in("author")
    signature = Author.objects.create(name="Lia Sommer", user=writer.user)
    article = make_article(status="draft", authors=[signature.slug])
    fields = form_of(writer, change_url(article))
    autosave(writer, fields | {"lead": ["Fast"]}, serial=1)
    unsigned = drafts.replace(conversion.draft_of(article), authors=())
    conversion.apply_draft(article, unsigned)
    answer = autosave(writer, fields | {"lead": ["Fast fertig"]}, serial=2).json()
    assert answer["serial"] == 2
    assert not {"version", "here", "news"} & set(answer)  # It says nothing of the article.
    save(writer, change_url(article), fields | {"lead": ["Ganz fertig"], "copy-serial": ["3"]})
    assert WorkingCopy.objects.open().get().form["lead"] == ["Ganz fertig"]
    assert conversion.draft_of(Article.objects.get()).lead == ""
    page = writer.get(COPIES).content.decode()
    assert "Ganz fertig" in page
    assert "Was Sie geschrieben haben, ist aufgehoben" in page


def test_words_for_an_article_that_is_deleted_meanwhile_are_kept(editor):
    article = make_article(status="draft")
    fields = form_of(editor, change_url(article)) | {"lead": ["Schon getippt"]}
    conversion.delete_article(article)
    page = editor.post(change_url(article), fields | {"_save": ["1"]}, follow=True)
    assert f'href="{COPIES}"' in page.content.decode()
    assert "Was Sie geschrieben haben, ist aufgehoben" in page.content.decode()
    assert WorkingCopy.objects.open().get().form["lead"] == ["Schon getippt"]


def test_the_draft_beside_the_live_article_shows_nothing_to_readers(editor, client):
    article = make_article()
    fields = form_of(editor, change_url(article)) | {"headline": ["Noch geheim"]}
    autosave(editor, fields, serial=1)
    assert "Noch geheim" not in client.get(article.get_absolute_url()).content.decode()
    page = editor.get(change_url(article)).content.decode()
    assert 'class="working-note is-draft"' in page
    save(editor, change_url(article), form_of(editor, change_url(article)))
    article.refresh_from_db()
    assert "Noch geheim" in client.get(article.get_absolute_url()).content.decode()


def test_a_colleague_goes_on_with_a_copy_and_neither_is_lost(editor, anna):
    article = make_article(status="draft")
    autosave(anna, form_of(anna, change_url(article)) | {"lead": ["Annas"]}, serial=1)
    copy = WorkingCopy.objects.get()
    assert "Anna Kern" in editor.get(change_url(article)).content.decode()
    taken = editor.post(f"{COPIES}{copy.pk}/take/")
    assert form_of(editor, taken.url)["lead"] == ["Annas"]
    assert WorkingCopy.objects.open().count() == 2
    stranger = logged_in("author")
    assert stranger.post(f"{COPIES}{copy.pk}/take/").status_code == 403


def test_what_was_thrown_away_can_be_brought_back_for_thirty_days(editor, anna):
    article = make_article()
    autosave(editor, form_of(editor, change_url(article)) | {"lead": ["Weg?"]}, serial=1)
    copy = WorkingCopy.objects.get()
    assert anna.post(f"{COPIES}{copy.pk}/discard/").status_code == 404
    assert editor.post(f"{COPIES}{copy.pk}/discard/").url == change_url(article)
    assert form_of(editor, change_url(article))["lead"] != ["Weg?"]
    assert "Weg?" in editor.get(COPIES).content.decode()
    assert "Weg?" not in anna.get(COPIES).content.decode()
    assert editor.post(f"{COPIES}{copy.pk}/bring-back/").url == working_copies.url_of(copy)
    assert form_of(editor, change_url(article))["lead"] == ["Weg?"]


def test_the_bin_is_emptied_after_thirty_days_and_forgotten_copies_go_into_it(editor):
    now = timezone.now()
    article = make_article()

    def copy(days, **fields):
        made = WorkingCopy.objects.create(article=article, user=editor.user, **fields)
        WorkingCopy.objects.filter(pk=made.pk).update(saved_at=now - timedelta(days=days))
        return made

    copy(40, ended_at=now - timedelta(days=31), ending="discarded")
    binned = copy(40, ended_at=now - timedelta(days=29), ending="discarded")
    forgotten, recent = copy(91), copy(89)
    working_copies.tidy(timestamp=0)
    left = {each.pk: each.ending for each in WorkingCopy.objects.all()}
    assert left == {binned.pk: "discarded", forgotten.pk: "discarded", recent.pk: ""}


# --- Saved once -----------------------------------------------------------------------------------


def test_a_second_click_makes_no_second_article_and_no_second_version(editor):
    fields = form_of(editor, ADD) | {"headline": ["Einmal"]}
    first, second = save(editor, ADD, fields), save(editor, ADD, fields)
    assert (first.status_code, second.status_code) == (302, 302)
    article = Article.objects.get()
    fields = form_of(editor, change_url(article)) | {"lead": ["Neu"]}
    for _click in range(2):
        assert save(editor, change_url(article), fields).status_code == 302
    assert ArticleVersion.objects.count() == 2


def test_typing_on_in_a_page_that_was_saved_goes_into_the_same_article(editor):
    """The way back in the browser shows the old page; whoever writes there makes no twin."""
    fields = form_of(editor, ADD) | {"headline": ["Einmal"]}
    new = add_block(fields, "prose", html="<p>Erst dies.</p>")
    save(editor, ADD, fields)
    fields |= {f"{new}-html": ["<p>Erst dies.</p><p>Dann das.</p>"]}
    response = save(editor, ADD, fields)
    article = Article.objects.get()
    again = form_of(editor, response.url)
    assert save(editor, change_url(article), again).status_code == 302
    (block,) = conversion.draft_of(Article.objects.get()).blocks
    assert block.html == "<p>Erst dies.</p><p>Dann das.</p>"


@pytest.mark.django_db(transaction=True)
def test_ten_clicks_at_the_same_moment_make_one_article():
    editor = logged_in()
    fields = form_of(editor, ADD) | {"headline": ["Einmal"]}
    ready, answers = Barrier(10), []

    def click():
        client = Client()
        client.cookies = editor.cookies
        ready.wait(timeout=30)
        answers.append(save(client, ADD, fields).status_code)
        connection.close()

    clicks = [Thread(target=click) for _click in range(10)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join(timeout=60)
    assert answers == [302] * 10
    assert Article.objects.count() == 1


def test_two_tabs_of_one_person_keep_both_texts(editor):
    article = make_article(lead="Alt", status="draft")
    autosave(editor, form_of(editor, change_url(article)) | {"lead": ["Tab eins"]}, serial=1)
    one, two = (form_of(editor, change_url(article)) for _tab in range(2))
    assert one["copy"] == two["copy"]
    autosave(editor, two | {"lead": ["Tab zwei"]}, serial=9)
    response = save(editor, change_url(article), one | {"headline": ["Neu"]})
    assert response.status_code == 302
    assert conversion.draft_of(Article.objects.get()).lead == "Tab eins"
    assert WorkingCopy.objects.open().get().form["lead"] == ["Tab zwei"]


# --- Merged or shown ------------------------------------------------------------------------------


def two_paragraphs():
    html = "<p>Erster Absatz.</p><p>Zweiter Absatz.</p>"
    return make_article(status="draft", lead="Alt", blocks=[drafts.Prose(html=html)])


def typed(client, article, **changes):
    """The form as it is shown, with words replaced in its prose: {old: new}."""
    fields = form_of(client, change_url(article))
    (name,) = [name for name in fields if name.endswith("-html")]
    for old, new in changes.pop("words", {}).items():
        fields[name] = [fields[name][0].replace(old, new)]
    return fields | {name: [value] for name, value in changes.items()}


def test_changes_in_different_paragraphs_are_merged_when_the_second_saves(editor, anna):
    article = two_paragraphs()
    mine = typed(editor, article, words={"Erster": "Mein erster"}, headline="Von mir")
    theirs = typed(anna, article, words={"Zweiter": "Annas zweiter"}, lead="Von Anna")
    add_block(mine, "prose", html="<p>Mein Block.</p>")
    add_block(theirs, "prose", html="<p>Annas Block.</p>")
    save(anna, change_url(article), theirs)
    response = editor.post(change_url(article), mine | {"_continue": ["1"]}, follow=True)
    told = " ".join(map(str, response.context["messages"]))
    assert "Anna Kern" in told
    draft = conversion.draft_of(Article.objects.get())
    assert (draft.headline, draft.lead) == ("Von mir", "Von Anna")
    htmls = [block.html for block in draft.blocks]
    assert htmls[0] == "<p>Mein erster Absatz.</p><p>Annas zweiter Absatz.</p>"
    assert set(htmls[1:]) == {"<p>Mein Block.</p>", "<p>Annas Block.</p>"}
    assert [version.by for version in ArticleVersion.objects.all()[:2]] == [
        editor.user, anna.user
    ]  # fmt: skip


def test_a_conflict_shows_both_texts_and_one_more_save_takes_the_choice(editor, anna):
    article = two_paragraphs()
    mine = typed(editor, article, words={"Erster": "Mein erster"}, headline="Von mir")
    theirs = typed(anna, article, words={"Erster": "Annas erster", "Zweiter": "Ihr zweiter"})
    save(anna, change_url(article), theirs)
    response = save(editor, change_url(article), mine)
    page = response.content.decode()
    (conflict,) = conflicts_of(response)
    assert not response.context["stale"]["goes_public"]
    assert (conflict["mine"], conflict["theirs"]) == ("Mein erster Absatz.", "Annas erster Absatz.")
    assert conflict["choice"] is None
    assert "checked" not in page[page.index("conflict-sides") : page.index('name="copy"')]
    # Haste chooses nothing.
    assert save(editor, change_url(article), mine).status_code == 200
    assert Article.objects.get().version == 2
    assert save(editor, change_url(article), mine | {conflict["name"]: ["both"]}).status_code == 302
    draft = conversion.draft_of(Article.objects.get())
    assert draft.headline == "Von mir"
    assert draft.blocks[0].html == (
        "<p>Mein erster Absatz.</p><p>Annas erster Absatz.</p><p>Ihr zweiter Absatz.</p>"
    )


def test_a_third_save_while_somebody_chooses_asks_only_what_is_new(editor, anna):
    article = two_paragraphs()
    mine = typed(editor, article, words={"Erster": "Mein erster"}, lead="Mein Vorspann")
    save(anna, change_url(article), typed(anna, article, words={"Erster": "Annas erster"}))
    (conflict,) = conflicts_of(save(editor, change_url(article), mine))
    save(anna, change_url(article), typed(anna, article, lead="Annas Vorspann"))
    response = save(editor, change_url(article), mine | {conflict["name"]: ["theirs"]})
    found = {each["choice"]: each for each in conflicts_of(response)}
    assert set(found) == {"theirs", None}
    assert found[None]["theirs"] == "Annas Vorspann"
    chosen = {conflict["name"]: ["theirs"], found[None]["name"]: ["mine"]}
    assert save(editor, change_url(article), mine | chosen).status_code == 302
    draft = conversion.draft_of(Article.objects.get())
    assert draft.lead == "Mein Vorspann"
    assert draft.blocks[0].html.startswith("<p>Annas erster")


def test_the_text_in_conflict_is_in_an_open_copy_all_the_while(editor, anna):
    article = two_paragraphs()
    mine = typed(editor, article, lead="Mein Vorspann")
    save(anna, change_url(article), typed(anna, article, lead="Annas Vorspann"))
    save(editor, change_url(article), mine)
    assert WorkingCopy.objects.open().get().form["lead"] == ["Mein Vorspann"]
    again = form_of(editor, change_url(article))
    assert (again["lead"], again["version"]) == (["Mein Vorspann"], ["1"])
    assert "Anna Kern" in editor.get(change_url(article)).content.decode()


def test_a_text_that_went_public_meanwhile_is_looked_at_before_it_is_merged(editor, anna):
    article = two_paragraphs()
    mine = typed(editor, article, headline="Nur ein Entwurf")
    now = timezone.now()
    draft = drafts.replace(conversion.draft_of(article), status="ready", publish_at=now)
    conversion.apply_draft(article, draft, by=anna.user)
    response = save(editor, change_url(article), mine)
    assert response.status_code == 200
    assert response.context["stale"]["goes_public"]
    assert Article.objects.get().version == 2
    assert save(editor, change_url(article), mine | {"looked": ["2"]}).status_code == 302
    said = conversion.draft_of(Article.objects.get())
    assert (said.headline, said.status) == ("Nur ein Entwurf", "ready")


def test_a_block_deleted_there_and_changed_here_is_asked_about(editor, anna):
    article = make_article(status="draft", blocks=[drafts.Prose(html="<p>a</p>"),
                                                   drafts.Prose(html="<p>b</p>")])  # fmt: skip
    uid = conversion.draft_of(article).blocks[1].uid
    mine = form_of(editor, change_url(article))
    mine[f"{prefix_of(mine, uid)}-html"] = ["<p>b, lange getippt</p>"]
    theirs = form_of(anna, change_url(article))
    theirs[f"{prefix_of(theirs, uid)}-DELETE"] = ["on"]
    save(anna, change_url(article), theirs)
    (conflict,) = conflicts_of(save(editor, change_url(article), mine))
    assert (conflict["mine"], conflict["theirs"]) == ("b, lange getippt", "")
    save(editor, change_url(article), mine | {conflict["name"]: ["mine"]})
    said = conversion.draft_of(Article.objects.get()).blocks
    assert [block.html for block in said] == ["<p>a</p>", "<p>b, lange getippt</p>"]
    assert said[1].uid == uid


def test_two_who_publish_the_same_text_are_not_asked_when(editor, anna):
    make_region()
    article = make_article(
        status="draft", lead="Vorspann", places=["07338001"], source="Stadt Altrip"
    )
    mine, theirs = (form_of(client, change_url(article)) for client in (editor, anna))
    save(anna, change_url(article), theirs, "_publish")
    assert Article.objects.get().status == "ready"
    first = Article.objects.get().publish_at
    response = save(editor, change_url(article), mine | {"lead": ["Neu"]}, "_publish")
    assert conflicts_of(response) == []
    assert response.context["stale"]["goes_public"]
    save(editor, change_url(article), mine | {"lead": ["Neu"], "looked": ["2"]}, "_publish")
    said = conversion.draft_of(Article.objects.get())
    assert (said.lead, said.publish_at) == ("Neu", first)


def test_the_same_words_set_differently_are_told_apart(editor, anna):
    article = two_paragraphs()
    mine = typed(editor, article, words={"Erster": "<strong>Erster</strong>"})
    theirs = typed(anna, article, words={"Erster": "<em>Erster</em>"})
    save(anna, change_url(article), theirs)
    (conflict,) = conflicts_of(save(editor, change_url(article), mine))
    assert "<strong>" in conflict["mine"]
    assert "<em>" in conflict["theirs"]
