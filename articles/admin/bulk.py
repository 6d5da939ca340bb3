"""What can be done with many articles at once, or with one from its row: through the desk's save.

Each article goes for itself; what may not be stays as it is and is named with the reason. The
message of what was done carries the way back (`undo`).
"""

import copy

from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import access, conversion, drafts, workflow
from articles.admin.undo import UndoesChanges, message_with_undo, way_back
from articles.form_fields import PickField
from articles.models import Article, ArticleTopic
from articles.numbers import number_in

#: An action changes this many articles at most: each is checked and saved for itself.
MOST = 200


# --- What is done: from one Draft to the next ---------------------------------------------------


def published_now(draft):
    """Ready and due this moment; a moment that has passed stays."""
    now = timezone.now()
    due = draft.publish_at if draft.publish_at and draft.publish_at < now else now
    return drafts.replace(draft, status="ready", publish_at=due)


def handed_in(draft):
    return drafts.replace(draft, status="in_review")


def drafted(draft):
    return drafts.replace(draft, status="draft")


def withdrawn(draft):
    return drafts.replace(draft, status="withdrawn")


def with_topic(draft, name):
    return drafts.replace(draft, topics=tuple(dict.fromkeys([*draft.topics, name])))


def without_topic(draft, name):
    return drafts.replace(draft, topics=tuple(each for each in draft.topics if each != name))


#: Steps from the row of an article: name -> (the states it starts from, the verb it takes, how).
MOVES = {
    "submit": (("draft",), "submit", handed_in),
    "publish": (("draft", "in_review", "scheduled"), "publish", published_now),
    "back": (("in_review",), "change", drafted),
    "unschedule": (("scheduled",), "publish", drafted),
    "withdraw": (("public", "scheduled"), "withdraw", withdrawn),
    "again": (("withdrawn",), "publish", published_now),
}


def move_names():
    return {
        "submit": _("Hand in"),
        "publish": _("Publish now"),
        "back": _("Send back to the author"),
        "unschedule": _("Back to the drafts"),
        "withdraw": _("Withdraw"),
        "again": _("Publish again"),
    }


def moves_from(state, verbs):
    """The steps that lead on from a state for somebody with these verbs: (name, label)."""
    names = move_names()
    return [
        (name, names[name])
        for name, (states, verb, _how) in MOVES.items()
        if state in states and verb in verbs
    ]


# --- The desk -----------------------------------------------------------------------------------


class BulkForm(ActionForm):
    """The action, and what it needs to know."""

    topic = PickField(
        ArticleTopic._meta.get_field("tag"), may_make="name", required=False, label=_("Topic")
    )
    source = PickField(Article._meta.get_field("source"), may_make="name", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("topic", "source"):
            self.fields[name].widget.attrs["id"] = f"action-{name}"


class ChangesMany(UndoesChanges):
    """Actions of the list and the steps of a row."""

    action_form = BulkForm
    actions = [
        "publish_now",
        "withdraw",
        "hand_in",
        "add_topic",
        "remove_topic",
        "set_source",
        *("put_into_the_bin", "take_out", "delete_for_good"),  # `bin` has them.
    ]

    def get_urls(self):
        view = self.admin_site.admin_view(self.move)
        return [path("<int:pk>/move/", view, name="article_move"), *super().get_urls()]

    def has_submit_permission(self, request, obj=None):
        return self.allows(request, "submit", obj)

    def move(self, request, pk):
        """One step of one article from its row: the button says which, and from which version."""
        article = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        name, _colon, version = request.POST.get("move", "").partition(":")
        version = number_in(version)
        if name not in MOVES or version is None:
            return redirect(way_back(request))
        states, _verb, change = MOVES[name]
        if access.state_of(article) not in states:
            self._not_done(request, article, None)
            return redirect(way_back(request))
        steps = self._change(request, [article], change, {article.pk: version})
        if steps:
            message = _("“%(headline)s”: %(step)s.")
            what = {"headline": article.headline, "step": move_names()[name]}
            message_with_undo(request, message % what, steps)
        return redirect(way_back(request))

    @admin.action(description=gettext_lazy("Publish now"), permissions=["publish"])
    def publish_now(self, request, queryset):
        """Ready and due this moment; what is out already stays untouched."""
        now = timezone.now()
        steps = self._change_all(
            request,
            queryset,
            lambda draft: draft if _is_out(draft, now) else published_now(draft),
        )
        self._told(
            request,
            steps,
            lambda count: ngettext("%d article published.", "%d articles published.", count),
        )

    @admin.action(description=gettext_lazy("Withdraw"), permissions=["withdraw"])
    def withdraw(self, request, queryset):
        steps = self._change_all(request, queryset, withdrawn)
        self._told(
            request,
            steps,
            lambda count: ngettext("%d article withdrawn.", "%d articles withdrawn.", count),
        )

    @admin.action(description=gettext_lazy("Hand in for review"), permissions=["submit"])
    def hand_in(self, request, queryset):
        steps = self._change_all(
            request,
            queryset,
            lambda draft: handed_in(draft) if draft.status == "draft" else draft,
        )
        self._told(
            request,
            steps,
            lambda count: ngettext("%d article handed in.", "%d articles handed in.", count),
        )

    @admin.action(description=gettext_lazy("Add a topic"), permissions=["change"])
    def add_topic(self, request, queryset):
        if name := self._chosen(request, "topic"):
            steps = self._change_all(request, queryset, lambda draft: with_topic(draft, name))
            self._told(
                request,
                steps,
                lambda count: ngettext("%d article changed.", "%d articles changed.", count),
            )

    @admin.action(description=gettext_lazy("Remove a topic"), permissions=["change"])
    def remove_topic(self, request, queryset):
        if name := self._chosen(request, "topic"):
            steps = self._change_all(request, queryset, lambda draft: without_topic(draft, name))
            self._told(
                request,
                steps,
                lambda count: ngettext("%d article changed.", "%d articles changed.", count),
            )

    @admin.action(description=gettext_lazy("Set the source"), permissions=["change"])
    def set_source(self, request, queryset):
        if name := self._chosen(request, "source"):
            steps = self._change_all(
                request, queryset, lambda draft: drafts.replace(draft, source=name)
            )
            self._told(
                request,
                steps,
                lambda count: ngettext("%d article changed.", "%d articles changed.", count),
            )

    def _chosen(self, request, name):
        """The name of the topic or source that was chosen beside the action; else a message."""
        field = copy.deepcopy(BulkForm.base_fields[name])
        try:
            thing = field.clean(request.POST.get(name, ""))
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return None
        if thing is None:
            asked = {"topic": _("Choose a topic."), "source": _("Choose a source.")}
            self.message_user(request, asked[name], messages.WARNING)
            return None
        return thing.name

    def _change_all(self, request, queryset, change):
        articles = list(queryset.order_by("pk")[: MOST + 1])
        if len(articles) > MOST:
            message = _("At most %(most)d articles at once. Narrow the list or select fewer.")
            self.message_user(request, message % {"most": MOST}, messages.WARNING)
            return None
        return self._change(request, articles, change)

    def _change(self, request, articles, change, versions=None):
        """Save what `change` makes of each Draft; the steps that were done."""
        rows = Article.objects.in_bulk([article.pk for article in articles])
        articles = [rows[article.pk] for article in articles if article.pk in rows]
        steps = []
        for article, draft in zip(articles, conversion.drafts_of(articles), strict=True):
            wanted = change(draft)
            if wanted == draft:
                continue
            if versions:
                wanted = drafts.replace(wanted, based_on=versions[article.pk])
            try:
                saved = workflow.save(article, wanted, by=request.user)
            except (conversion.Refused, conversion.StaleDraft) as error:
                self._not_done(request, article, error)
            else:
                if saved.version != article.version:
                    steps.append((article.pk, article.version, saved.version))
        return steps

    def _told(self, request, steps, said):
        if steps is None:
            return
        if not steps:
            self.message_user(request, _("Nothing was changed."), messages.INFO)
            return
        message_with_undo(request, said(len(steps)) % len(steps), steps)

    def _not_allowed(self, request, article):
        message = _("“%(headline)s” stays as it is: you may not do this.")
        self.message_user(request, message % {"headline": article.headline}, messages.WARNING)

    def _not_done(self, request, article, error):
        changed = _("It has just been changed.")
        reason = " ".join(getattr(error, "messages", [changed]))
        message = _("“%(headline)s” stays as it is: %(reason)s")
        self.message_user(
            request, message % {"headline": article.headline, "reason": reason}, messages.ERROR
        )


def _is_out(draft, now):
    return draft.status == "ready" and draft.publish_at is not None and draft.publish_at <= now
