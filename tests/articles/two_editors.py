"""Two editors at one article, as Hypothesis plays them: three windows, one server, no lost word."""

import html
import json
import re
from uuid import uuid4

from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from articles import (
    conversion,
    drafts,
    history,
    moment_fields,
    three_way,
    workflow,
    working_copies,
)
from articles.models import Article, ArticleVersion, WorkingCopy
from tests.articles.desk import add_block, change_url, form_of
from tests.builders import make_article

COPIES = "/admin/articles/article/working-copies/"
WORD = re.compile(r"wort\d+x")
#: How often what happened; a test asserts that the machine got everywhere.
HAPPENED = {}


def words_in(*things):
    return set(WORD.findall(json.dumps(things, ensure_ascii=False, default=str)))


def counted(what):
    HAPPENED[what] = HAPPENED.get(what, 0) + 1


class Window:
    """A tab: what its form says, as the browser would post it."""

    def __init__(self, user):
        self.user, self.client = user, Client()
        self.log_in()
        self.fields = None

    def log_in(self):
        self.client.force_login(self.user, backend="articles.access.RoleBackend")

    def open(self, article, blank):
        """Show the form: every fourth time a copy waits by the page itself, which costs most."""
        waiting = WorkingCopy.objects.open().filter(article=article, user=self.user).first()
        counted("reopened" if waiting else "opened")
        if waiting and HAPPENED["reopened"] % 4 == 1:
            self.fields = form_of(self.client, change_url(article))
        else:
            self.fields = fields_of(article, self.user, blank)
            if waiting:
                own = {
                    "copy": [str(waiting.pk)],
                    "copy-serial": [str(waiting.serial + 1)],
                }
                about = {name: self.fields[name] for name in ("copy-user", "copy-article")}
                self.fields = waiting.form | about | own
        self.serial = int(self.fields["copy-serial"][0])
        self.base = int(self.fields["version"][0])

    def texts(self):
        """The words as the form shows them: not those of blocks ticked for deletion."""
        gone = tuple(
            name.removesuffix("DELETE") for name in self.fields if name.endswith("-DELETE")
        )
        shown = {
            name: values
            for name, values in self.fields.items()
            if not (gone and name.startswith(gone))
        }
        return working_copies_form(shown)

    def words(self):
        return words_in(self.texts())

    def prose(self):
        return sorted(
            name
            for name in self.fields
            if name.endswith("-html") and name.removesuffix("html") + "DELETE" not in self.fields
        )

    def autosave(self):
        """As the script does it: newer than a copy that has ended, else as a copy of its own."""
        for _attempt in range(3):
            self.serial += 1
            self.fields["copy-serial"] = [str(self.serial)]
            response = self.client.post(f"{COPIES}{self.fields['copy'][0]}/", self.fields)
            if response.status_code != 409:
                return response
            answer = response.json()
            if answer["problem"] == "older" and answer["ended"]:
                self.serial = max(self.serial, answer["serial"])
            else:
                counted("another copy")
                self.fields["copy"] = [str(uuid4())]
        raise AssertionError("refused three times")


def working_copies_form(fields):
    return {
        name: values for name, values in fields.items() if not working_copies.LEFT_OUT.match(name)
    }


class TwoEditors(RuleBasedStateMachine):
    """Otto has two windows, Anna one. What was autosaved or saved is found somewhere, always."""

    #: Set by the test: two users who may do everything.
    users = ()
    places = ()
    #: The form of such an article as the desk shows it, once: names and empty values.
    blank = None

    def __init__(self):
        super().__init__()
        self.number = 0
        self.safe = set()  # Words that must not be lost from here on.

    @initialize()
    def begin(self):
        otto, anna = self.users
        paragraphs = "<p>Erster Absatz.</p><p>Zweiter Absatz.</p><p>Dritter Absatz.</p>"
        self.article = make_article(
            "Die Brücke",
            status="draft",
            lead="Der Vorspann.\nNoch eine Zeile.",
            places=self.places,
            source="Stadt Altrip",
            blocks=[drafts.Prose(html=paragraphs), drafts.Prose(html="<p>Ein Block.</p>")],
        )
        self.windows = [Window(otto), Window(anna), Window(otto)]
        if self.blank is None:
            type(self).blank = form_of(self.windows[0].client, change_url(self.article))
        for window in self.windows:
            window.open(self.article, self.blank)

    which = st.integers(0, 2)
    then = st.sampled_from(["go on", "autosave", "save", "kill"])

    def afterwards(self, which, then):
        """What comes after some words: the script, the button, or the end of the browser."""
        if then == "save":
            self.post(self.window(which), "both", {"_save": ["1"]})
        elif then != "go on":
            self.autosave(which)
            if then == "kill":
                self.kill_the_browser(which)

    def new_word(self):
        self.number += 1
        return f"wort{self.number}x"

    def now(self):
        return conversion.draft_of(Article.objects.get(pk=self.article.pk))

    def window(self, which):
        window = self.windows[which]
        if window.fields is None:
            window.open(self.article, self.blank)
        return window

    # --- Typing ----------------------------------------------------------------------------

    @rule(which=which, where=st.sampled_from(["headline", "lead", "line"]), then=then)
    def write_into_a_field(self, which, where, then):
        window, word = self.window(which), self.new_word()
        if where == "headline" and len(window.fields["headline"][0]) < 150:
            window.fields["headline"] = [f"{window.fields['headline'][0]} {word}"]
        elif where == "line":
            window.fields["lead"] = [f"{window.fields['lead'][0]}\n{word}"]
        else:
            window.fields["lead"] = [f"{word} {window.fields['lead'][0]}"]
        self.afterwards(which, then)

    @rule(
        which=which,
        block=st.integers(0, 2),
        paragraph=st.integers(0, 3),
        new=st.booleans(),
        then=then,
    )
    def write_into_a_paragraph(self, which, block, paragraph, new, then):
        window, word = self.window(which), self.new_word()
        if not (names := window.prose()):
            return
        name = names[block % len(names)]
        parts = three_way.split_prose(window.fields[name][0])
        place = paragraph % (len(parts) + 1)
        if new or place == len(parts):
            parts.insert(place, f"<p>{word}</p>")
        else:
            parts[place] = parts[place].replace("</p>", f" {word}</p>", 1)
        window.fields[name] = ["".join(parts)]
        self.afterwards(which, then)

    @rule(which=which, then=then)
    def write_a_new_block(self, which, then):
        add_block(self.window(which).fields, "prose", html=f"<p>{self.new_word()}</p>")
        self.afterwards(which, then)

    @rule(which=which, block=st.integers(0, 5))
    def delete_a_block(self, which, block):
        window = self.window(which)
        if len(names := window.prose()) < 2:
            return
        name = names[block % len(names)]
        self.safe -= words_in(window.fields[name])
        window.fields[f"{name.removesuffix('html')}DELETE"] = ["on"]

    @rule(which=which)
    def delete_a_word(self, which):
        window = self.window(which)
        if not (found := sorted(window.words())):
            return
        word = found[-1]
        self.safe.discard(word)
        for name, values in window.fields.items():
            window.fields[name] = [value.replace(word, "") for value in values]

    # --- Keeping ---------------------------------------------------------------------------

    @rule(which=which)
    def autosave(self, which):
        window = self.window(which)
        response = window.autosave()
        assert response.status_code == 200, response
        self.safe |= window.words()
        counted("autosaved")

    @rule(which=which, choice=st.sampled_from(["mine", "theirs", "both", "nothing"]))
    def save(self, which, choice):
        self.post(self.window(which), choice, {"_save": ["1"]})

    @rule(which=which)
    def publish(self, which):
        self.post(self.window(which), "both", {"_publish": ["1"]})

    @rule(which=which)
    def click_twice(self, which):
        window = self.window(which)
        self.post(window, "both", {"_save": ["1"]})
        if window.fields is None:
            before = ArticleVersion.objects.filter(article=self.article).count()
            again = window.client.post(change_url(self.article), self.last_fields)
            assert again.status_code == 302
            assert ArticleVersion.objects.filter(article=self.article).count() == before
            counted("clicked twice")

    def post(self, window, choice, button):
        """Press the button; choose where both have written, until it is taken."""
        chosen = {}
        self.safe |= window.words()
        for _attempt in range(6):
            before, mine = self.now(), window.words()
            window.serial += 1
            window.fields["copy-serial"] = [str(window.serial)]
            self.last_fields = window.fields | chosen | button
            response = window.client.post(change_url(self.article), self.last_fields)
            if response.status_code == 302:
                counted("saved")
                self.check_merge(window, before, mine, chosen)
                window.fields = None
                return
            assert response.status_code == 200, response
            stale = response.context["stale"]
            window.fields = form_from(response)
            window.serial = int(window.fields["copy-serial"][0])
            if stale is None:
                counted("refused")
                return  # Refused for a reason of its own: the text stands in the form.
            counted("conflict")
            self.check_shown(stale, response, mine)
            if choice == "nothing":
                return
            chosen = {"looked": [str(stale["version"])]}
            for each in stale["conflicts"]:
                take = choice if choice != "both" or each["can_be_both"] else "mine"
                chosen[each["name"]] = [take]
                if take == "theirs":
                    # The writer has decided against these.
                    self.safe -= words_in(each["mine"]) - words_in(each["theirs"])
                    chosen["rejected"] = ["1"]
                elif take == "mine":
                    chosen["rejected"] = ["1"]
        raise AssertionError("never taken")

    def check_shown(self, stale, response, mine):
        """Both texts of each conflict stand on the page, and the writer's own in the form."""
        page = html.unescape(re.sub(r"<[^>]*>", "", response.content.decode()))
        for each in stale["conflicts"]:
            assert each["mine"] != each["theirs"]
            assert words_in(each["mine"], each["theirs"]) <= set(WORD.findall(page))
        assert mine <= words_in(response.content.decode())

    def check_merge(self, window, before, mine, chosen):
        """The article holds what either side wrote, but for what a side has deleted."""
        after = self.now()
        uids = [block.uid for block in after.blocks]
        assert len(uids) == len(set(uids))
        if "rejected" in chosen or after == before:
            return
        base = ArticleVersion.objects.get(article=self.article, number=window.base).draft
        was, there = words_in(base), words_in(drafts.as_json(before))
        wanted = (there - (was - mine)) | (mine - (was - there))
        said = words_in(drafts.as_json(after))
        assert wanted <= said, (wanted - said, chosen)
        if window.base != before.based_on:
            counted("merged")

    # --- Accidents -------------------------------------------------------------------------

    @rule(which=which)
    def kill_the_browser(self, which):
        """Only what was neither autosaved nor posted goes with it."""
        self.windows[which].fields = None

    @rule(which=which)
    def lose_the_login(self, which):
        window = self.window(which)
        window.client.logout()
        assert window.autosave().status_code == 302
        response = window.client.post(change_url(self.article), window.fields | {"_save": ["1"]})
        assert "/login/" in response.url
        window.log_in()
        response = window.autosave()
        assert response.status_code == 200
        self.safe |= window.words()
        counted("logged out")

    @rule(back=st.integers(1, 4), who=st.integers(0, 1))
    def restore_a_version(self, back, who):
        article = Article.objects.get(pk=self.article.pk)
        number = max(1, article.version - back)
        old = ArticleVersion.objects.get(article=article, number=number).as_draft()
        draft = history.restored(article, self.now(), old).draft
        workflow.save(article, drafts.replace(draft, based_on=article.version), by=self.users[who])
        counted("restored")

    @precondition(lambda self: WorkingCopy.objects.open().filter(article=self.article).exists())
    @rule(who=st.integers(0, 1))
    def take_a_colleague_s_copy(self, who):
        others = WorkingCopy.objects.open().filter(article=self.article)
        copy = others.exclude(user=self.users[who]).first()
        if copy is not None:
            response = self.windows[who].client.post(f"{COPIES}{copy.pk}/take/")
            assert response.status_code == 302
            counted("taken")

    @precondition(lambda self: WorkingCopy.objects.open().filter(
        article=self.article, user=self.users[0]).exists())  # fmt: skip
    @rule()
    def open_the_same_draft_in_two_tabs(self):
        for which in (0, 2):
            self.windows[which].open(self.article, self.blank)
        for which in (2, 0):
            window = self.windows[which]
            window.fields["lead"] = [f"{window.fields['lead'][0]} {self.new_word()}"]
            self.autosave(which)

    # --- Always ----------------------------------------------------------------------------

    @invariant()
    def no_word_is_lost(self):
        if not hasattr(self, "windows"):
            return
        versions = ArticleVersion.objects.filter(article=self.article)
        copies = WorkingCopy.objects.open().filter(article=self.article)
        found = words_in(*versions.values_list("draft", flat=True))
        found |= words_in(*copies.values_list("form", flat=True))
        assert self.safe <= found, self.safe - found


def fields_of(article, user, blank):
    """What the page of the article would post; `test_the_short_way…` holds the two together."""
    draft, uid = conversion.draft_of(Article.objects.get(pk=article.pk)), str(uuid4())
    fields = {name: values for name, values in blank.items() if "prose_blocks-" not in name}
    fields |= {
        "headline": [draft.headline],
        "lead": [draft.lead],
        "slug": [draft.slug],
        "status": [draft.status],
        "publish_at": [moment_fields.written(draft.publish_at) if draft.publish_at else ""],
        "version": [str(draft.based_on)],
        "copy": [uid],
        "sheet": [uid],
        "copy-serial": ["1"],
        "copy-user": [str(user.pk)],
        "copy-article": [str(article.pk)],
    }
    number = str(len(draft.blocks))
    for name, values in blank.items():
        if "prose_blocks-" in name and "_FORMS" in name:
            fields[name] = values
    fields["prose_blocks-TOTAL_FORMS"] = fields["prose_blocks-INITIAL_FORMS"] = [number]
    for index, block in enumerate(draft.blocks):
        prefix = f"prose_blocks-{index}"
        fields[f"{prefix}-html"] = [block.html]
        fields[f"{prefix}-uid"] = [str(block.uid)]
        fields[f"{prefix}-region"] = ["body"]
        fields[f"{prefix}-ordering"] = [str(index * 10)]
        fields[f"{prefix}-parent"] = [str(article.pk)]
    return fields


def form_from(response):
    """The form of a page that was shown again, as a browser would post it."""

    class Shown:
        def get(self, _url):
            return response

    return form_of(Shown(), "")
