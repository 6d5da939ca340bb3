"""Nothing typed is lost: the form keeps copies of itself, is reopened from them, and says so."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import access, working_copies
from articles.models import Article, WorkingCopy
from articles.numbers import number_in
from articles.working_copies import initials_of, name_of

LISTED = 100


class WorkingCopies:
    """The copies of the article's form: kept while typing, reopened, taken, thrown away."""

    def get_urls(self):
        def page(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=f"article_{name}")

        copies, one = "working-copies/", "working-copies/<uuid:uid>/"
        return [
            page(copies, self.copies, "working_copies"),
            page(one, self.copy, "working_copy"),
            page(f"{one}discard/", self.discard_copy, "working_copy_discard"),
            page(f"{one}bring-back/", self.bring_back_copy, "working_copy_bring_back"),
            page(f"{one}take/", self.take_copy, "working_copy_take"),
            *super().get_urls(),
        ]

    # --- While typing ----------------------------------------------------------------------

    def copy(self, request, uid):
        """Keep what is typed (POST), or a new token for a page that outlived its login (GET).

        Answers JSON: what was kept when, whether the article has moved on, who else is here.
        Writes no row of an article.
        """
        if request.method != "POST":
            self._refuse_strangers(request)
            return JsonResponse({"user": request.user.pk, "token": get_token(request)})
        if int(request.META.get("CONTENT_LENGTH") or 0) > working_copies.LARGEST:
            return _problem(413, "large", _("This is too long to be kept on the server."))
        if request.POST.get("copy-user") != str(request.user.pk):
            return _problem(403, "user", _("Somebody else is logged in here now."))
        article = self._article_of(request, uid)
        if not self._may_keep(request, uid, article):
            return _problem(403, "rights", _("You may no longer change this article."))
        answer = {}
        if "copy-clean" in request.POST:
            working_copies.discard(WorkingCopy.objects.filter(uid=uid, user=request.user))
        elif (serial := number_in(request.POST.get("copy-serial"))) is not None:
            try:
                copy = working_copies.keep(
                    uid,
                    user=request.user,
                    article=article,
                    form=working_copies.form_of(request.POST),
                    serial=serial,
                    place=_place(request.POST),
                )
            except working_copies.NotYours:
                return _problem(409, "foreign", "")
            except working_copies.Older as older:
                ended = older.copy.ending
                return _problem(409, "older", "", serial=older.copy.serial, ended=ended)
            answer |= {"serial": serial, "ended": copy.ending}
            answer["at"] = date_format(timezone.localtime(copy.saved_at), "TIME_FORMAT")
        if article is not None and self.has_view_permission(request, article):
            working_copies.be_present(article, request.user)
            answer |= self._news(request, article, number_in(request.POST.get("version")))
        return JsonResponse(answer)

    def _article_of(self, request, uid):
        """The article the form is about, or None for a new one.

        Whoever may not even see it (any more) is told that there is none, unless they have begun
        to write: their words are kept.
        """
        if not (pk := number_in(request.POST.get("copy-article"))):
            return None
        article = Article.objects.filter(pk=pk).first()
        if article is None or not self._may_see_or_began(request, uid, article):
            raise Http404
        return article

    def _may_see_or_began(self, request, uid, article):
        return self.has_view_permission(request, article) or _begun(request, uid, article)

    def _may_keep(self, request, uid, article):
        """Whoever may write may keep, and whoever has begun may go on: words are not lost to a
        colleague who hands the article in meanwhile."""
        if article is None:
            return self.has_add_permission(request)
        if self.has_change_permission(request, article):
            return True
        return _begun(request, uid, article)

    def _news(self, request, article, seen):
        """What the page says quietly: a newer version, and who is here too."""
        here = [
            {"name": name_of(each.user), "initials": initials_of(each.user)}
            for each in working_copies.others_at(article, request.user)
        ]
        news = ""
        if seen is not None and seen < article.version:
            news = _moved_on(working_copies.latest_version(article), request.user)
        return {"version": article.version, "news": news, "here": here}

    # --- The form's request ----------------------------------------------------------------

    def begin(self, request, object_id):
        """Before the form: what was posted is kept first, then saved; an open copy is reopened.

        Returns a response if the request is answered with it, else None. Sets `request.copy`
        (what was posted, kept) or `request.reopened`.
        """
        article = self._asked_for(request, object_id)
        if request.method == "POST":
            answer = self._keep_posted(request, article)
            if object_id is not None and hasattr(request, "copy"):
                self._say_where_it_is(request, article)
            return answer
        if request.method == "GET" and "_popup" not in request.GET:
            return self._reopen(request, article)
        return None

    def _asked_for(self, request, object_id):
        return Article.objects.filter(pk=number_in(str(object_id or ""))).first()

    def _keep_posted(self, request, article):
        uid = _uid(request.POST.get("copy"))
        if uid is None or not (
            self.has_add_permission(request)
            if article is None
            else self._may_see_or_began(request, uid, article)
        ):
            return None
        serial = number_in(request.POST.get("copy-serial")) or 1
        values = {"user": request.user, "article": article, "place": _place(request.POST)}
        values["form"] = working_copies.form_of(request.POST)
        request.sheet = _uid(request.POST.get("sheet")) or uid
        try:
            request.copy = working_copies.keep(uid, **values, serial=serial, revive=True)
        except (working_copies.NotYours, working_copies.Older):
            # The copy goes on elsewhere, so this text gets one of its own.
            request.copy = working_copies.keep(uuid4(), **values, serial=serial)
        copy = request.copy
        if copy.ending == WorkingCopy.Ending.SAVED:
            return self.saved_already(request, copy.article)
        if article is None and copy.article is not None:
            # This page has made its article already; what was typed since belongs to that.
            text = _("This article was saved already. What you have written since stands here.")
            self.message_user(request, text, messages.WARNING)
            return redirect(working_copies.url_of(copy))
        return None

    def _say_where_it_is(self, request, article):
        """The article is gone, or the right to it: then the form does not come back."""
        if article is not None and self.has_change_permission(request, article):
            return
        text = _("The article cannot be changed any more. What you have written is kept:")
        where = reverse("admin:article_working_copies")
        link = format_html('{} <a href="{}">{}</a>', text, where, _("Texts not yet saved"))
        self.message_user(request, link, messages.WARNING)

    def saved_already(self, request, article):
        """The answer to a second click: no second article, no second version."""
        text = _("“%(headline)s” was saved.") % {"headline": article.headline}
        self.message_user(request, text, messages.SUCCESS)
        if "_continue" in request.POST:
            return redirect("admin:articles_article_change", article.pk)
        return redirect("admin:articles_article_changelist")

    def _reopen(self, request, article):
        mine = WorkingCopy.objects.open().filter(user=request.user, article=article)
        if wanted := _uid(request.GET.get("copy")):
            copy = WorkingCopy.objects.open().filter(user=request.user, uid=wanted).first()
            if copy is not None and copy.article_id != (article.pk if article else None):
                return redirect(working_copies.url_of(copy))
            if copy is not None and article is None:
                # It may have been begun on another page, which knows more of it.
                address = working_copies.url_of(copy)
                if address.partition("?")[0] != request.path:
                    return redirect(address)
        elif article is None or "as-saved" in request.GET:
            copy = None
        else:
            copy = mine.first()
        if copy is None or (article and not self.has_change_permission(request, article)):
            return None
        posted = QueryDict(mutable=True)
        for name, values in copy.form.items():
            posted.setlist(name, values)
        if article and not posted.get("version"):
            posted["version"] = str(copy.based_on or article.version)
        # Reading the files later would undo the next line.
        request.FILES  # noqa: B018
        request.POST, request.method, request.reopened = posted, "POST", copy
        return None

    # --- What the form shows ---------------------------------------------------------------

    def working_context(self, request, article):
        """The banner, the hidden fields and the state line of the form; five queries at most."""
        reopened = getattr(request, "reopened", None)
        copy = reopened or getattr(request, "copy", None)
        uid = copy.pk if copy else uuid4()
        working = {
            "reopened": reopened,
            "uid": uid,
            "sheet": _uid(request.POST.get("sheet")) or uid,
            "serial": copy.serial if copy else 0,
            "place": copy.place if copy else {},
            "article": article.pk if article else "",
            "words": _words(),
            "others": [],
            "mine": [],
        }
        may_write = (
            self.has_add_permission(request)
            if article is None
            else self.has_change_permission(request, article)
        )
        if not may_write:
            return None
        open_copies = WorkingCopy.objects.open().filter(article=article).select_related("user")
        open_copies = open_copies.defer("form").exclude(pk=working["uid"])
        if article is None:
            open_copies = open_copies.filter(user=request.user)
        for other in open_copies[:LISTED]:
            other.name = name_of(other.user)
            working["mine" if other.user_id == request.user.pk else "others"].append(other)
        seen = reopened.based_on if reopened else None
        if seen is not None and article is not None and seen < article.version:
            working["news"] = _moved_on(working_copies.latest_version(article), request.user)
        return working

    # --- Copies as things of their own -----------------------------------------------------

    def copies(self, request):
        """One's own open copies, and those thrown away within the last thirty days."""
        self._refuse_strangers(request)
        mine = WorkingCopy.objects.filter(user=request.user).select_related("article")
        binned = mine.filter(ending=WorkingCopy.Ending.DISCARDED).order_by("-ended_at")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Texts not yet saved"),
            "opts": self.opts,
            "open": _shown(mine.open()[:LISTED]),
            "binned": _shown(binned[:LISTED]),
            "days": working_copies.IN_THE_BIN.days,
        }
        return TemplateResponse(request, "admin/articles/article/working_copies.html", context)

    def _refuse_strangers(self, request):
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied

    def _own(self, request, uid):
        if request.method != "POST":
            raise Http404
        return WorkingCopy.objects.filter(
            pk=get_object_or_404(WorkingCopy, pk=uid, user=request.user).pk
        )

    def discard_copy(self, request, uid):
        """Throw one's own copy away; the bin keeps it."""
        copies = self._own(request, uid)
        copy = copies.get()
        working_copies.discard(copies)
        text = _("Thrown away. For %(days)d days it can be brought back.")
        text %= {"days": working_copies.IN_THE_BIN.days}
        self.message_user(request, text, messages.SUCCESS)
        return redirect(working_copies.url_of(copy).partition("?")[0])

    def bring_back_copy(self, request, uid):
        copies = self._own(request, uid)
        working_copies.bring_back(copies)
        return redirect(working_copies.url_of(copies.get()))

    def take_copy(self, request, uid):
        """Go on with the copy of a colleague, who keeps it."""
        if request.method != "POST":
            raise Http404
        copy = get_object_or_404(WorkingCopy.objects.open(), pk=uid, article__isnull=False)
        if not access.allows(request.user, "change", copy.article):
            raise PermissionDenied
        return redirect(working_copies.url_of(working_copies.take(copy, request.user)))


def _begun(request, uid, article):
    """Whether the user has begun to write at the article in the copy of this uid."""
    own = WorkingCopy.objects.filter(uid=uid, user=request.user, article=article)
    return own.exists()


def _shown(copies):
    for copy in copies:
        copy.address, copy.words = working_copies.url_of(copy), working_copies.words_of(copy)
        yield copy


def _words():
    """What the script says, in the user's language."""
    return {
        "saved": _("Kept %s"),
        "typing": _("Not yet kept"),
        "away": _("The server is not reached; kept on this device"),
        "login": _("Logged out. Your text stays here."),
        "loginLink": _("Log in in a new tab, then go on"),
        "kept": _("Kept on this device."),
        "elsewhere": _("This draft is open in another tab too; here it goes on as one of its own."),
        "found": _("A text of yours is on this device only."),
        "foundLink": _("Go on with it"),
        "here": _("%s is here too"),
    }


def _problem(status, name, text, **more):
    return JsonResponse({"problem": name, "text": text, **more}, status=status)


def _moved_on(version, user):
    if version is None:
        return ""
    text = _("%(name)s has saved version %(number)d – it is merged with yours when you save.")
    if version.by == user:
        text = _("You have saved version %(number)d in another window – merged when you save.")
    return text % {"name": name_of(version.by) or _("Somebody"), "number": version.number}


def _uid(text):
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _place(posted):
    """Where the writer was: a field, the caret in it, how far the page was scrolled."""
    place = {"field": posted.get("copy-field", "")[:200].replace("\0", "")}
    for name in ("from", "to", "scroll"):
        place[name] = number_in(posted.get(f"copy-{name}")) or 0
    return place
