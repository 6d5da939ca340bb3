"""The front-page desk: what stands on top of the front page now, and what shall stand there.

One form holds the whole arrangement. Every button of it works without a script: the page comes
back with the arrangement as it was left, and nothing is written before “Take over”.
"""

from datetime import datetime, time, timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from js_asset import Script

from articles import access, arranging, front, views
from articles.admin import front_places
from articles.admin.breaking import coming_lines
from articles.form_fields import PICK, MomentField, picture_address
from articles.models import Article, ArticleVersion, BreakingNews
from articles.numbers import number_in

FOUND = 10
OFFERED = 30  # Without a script, as options of a select.


class StoryForm(forms.Form):
    """One top story: from when until when, or away with it."""

    since = MomentField(label=gettext_lazy("from"), required=False)
    until = MomentField(label=gettext_lazy("until"))
    remove = forms.BooleanField(label=gettext_lazy("Take off"), required=False)

    def __init__(self, article, *args, **kwargs):
        self.article = article
        stored = {"since": article.top_from, "until": article.top_until}
        super().__init__(*args, prefix=f"story{article.pk}", initial=stored, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-describedby"] = f"headline{article.pk}"

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if until and not cleaned.get("remove"):
            if until <= timezone.now():
                self.add_error("until", _("This moment has passed."))
            elif since and since >= until:
                self.add_error("until", _("The end lies before the beginning."))
        return cleaned

    def pin(self):
        """What the form says, once it is valid."""
        return arranging.Pin(
            self.article.pk, self.cleaned_data["since"], self.cleaned_data["until"]
        )


class Arrangement:
    """The posted arrangement, or the stored one, with what its buttons ask for."""

    def __init__(self, request):
        self.now = timezone.now()
        self.stored = arranging.chosen(self.now)
        self.posted = request.method == "POST"
        self.data = request.POST.copy() if self.posted else None
        self.seen = request.POST.get("seen", "") if self.posted else arranging.token(self.stored)
        self.moved = arranging.moved(self.seen, self.stored) if self.posted else set()
        self.notes = []
        self.articles = self._articles()
        if self.posted:
            self._press()
        self.forms = [StoryForm(article, self.data) for article in self.articles]

    def _articles(self):
        """The articles of the form in their order; a colleague's additions at their place."""
        if not self.posted:
            return self.stored
        keys = map(number_in, self.data.getlist("story"))
        keys = [key for key in dict.fromkeys(keys) if key is not None][: 3 * arranging.MOST]
        stored = {article.pk: article for article in self.stored}
        others = arranging.as_cards(Article.objects.filter(pk__in=set(keys) - stored.keys()))
        there = stored | {
            article.pk: article
            for article in others
            if article.binned_at is None
            and article.status != Article.Status.WITHDRAWN
            # Its time ended while the page was open.
            and not (article.top_until and article.top_until <= self.now)
        }
        found = [there[key] for key in sorted(keys, key=self._place(keys)) if key in there]
        for number, article in enumerate(self.stored):
            if article.pk not in keys:
                before = {each.pk for each in self.stored[:number]}
                place = max((i + 1 for i, each in enumerate(found) if each.pk in before), default=0)
                found.insert(place, article)
                self._say(article, until=article.top_until, since=article.top_from)
        return found

    def _place(self, keys):
        """A sort key by the typed places: who is sent to the place of another goes past it."""

        def place(key):
            stands = keys.index(key) + 1
            said = self.data.get(f"story{key}-place", "")
            wanted = int(said) if said.isdecimal() and len(said) < 5 else stands
            return wanted + (0.5 if wanted > stands else -0.5 if wanted < stands else 0)

        return place

    def _say(self, article, **moments):
        for name, value in moments.items():
            self.data[f"story{article.pk}-{name}"] = (
                f"{timezone.localtime(value):%Y-%m-%dT%H:%M}" if value else ""
            )

    def _press(self):
        """Do what the pressed button says to the posted fields."""
        named = {article.pk: article for article in self.articles}
        for button, step in (("_up", -1), ("_down", 1)):
            pressed = number_in(self.data.get(button))
            if pressed in named:
                index = self.articles.index(named[pressed])
                self.articles.insert(max(0, index + step), self.articles.pop(index))
        key, _space, span = self.data.get("_until", "").partition(" ")
        if (key := number_in(key)) in named:
            for choice in ends(self.now):
                if choice["name"] == span:
                    self._say(named[key], until=choice["moment"])
        if "_add" in self.data:
            self._add(self.data.get("add", ""), named)

    def _add(self, key, named):
        if not key:
            self.notes.append(_("Choose an article first."))
        elif number_in(key) in named:
            self.data.pop(f"story{key}-remove", None)
            self.notes.append(_("This article is in the arrangement already."))
        elif len(self.articles) >= arranging.MOST:
            self.notes.append(_("An arrangement holds %d stories at most.") % arranging.MOST)
        else:
            found = arranging.may_be_chosen(self.now).filter(pk=number_in(key))
            for article in arranging.as_cards(found):
                self._say(article, until=usual_end(max(self.now, article.publish_at)))
                self.articles.insert(0, article)

    def is_valid(self):
        checked = [form.is_valid() for form in self.forms if not form_removes(form)]
        return all(checked)  # Each was asked, so that all messages are there.

    @property
    def pins(self):
        return [form.pin() for form in self.forms if not form_removes(form)]

    @property
    def kept(self):
        """Keys of the stories that shall stand on top."""
        return {article.pk for article in self.articles} - self.removed

    @property
    def removed(self):
        return {form.article.pk for form in self.forms if form_removes(form)}


def form_removes(form):
    return form.is_bound and bool(form.data.get(form.add_prefix("remove")))


def ends(now):
    """The ends of a top story that one press sets: name, word and moment (aware) of each."""
    today = timezone.localdate(now)
    tonight = timezone.make_aware(datetime.combine(today, time(22)))
    tomorrow = timezone.make_aware(datetime.combine(today + timedelta(days=1), time(9)))
    found = [{"name": "hours", "word": _("3 h"), "moment": now + timedelta(hours=3)}]
    if tonight > now:
        found.append({"name": "tonight", "word": _("tonight 22:00"), "moment": tonight})
    return [*found, {"name": "tomorrow", "word": _("tomorrow 9:00"), "moment": tomorrow}]


def usual_end(now):
    """Until when a story stands there if nobody says otherwise: this evening, else the morning."""
    found = {end["name"]: end["moment"] for end in ends(now)}
    evening = found.get("tonight")
    return evening if evening and evening > found["hours"] else found["tomorrow"]


class FrontDesk:
    """The pages of the front-page desk; all ask for the right to pin."""

    def get_urls(self):
        def page(route, view, name):
            return path(f"front-page/{route}", self.admin_site.admin_view(view), name=name)

        def preview(request):
            return self.front_preview(request)

        return [
            page("", self.front_desk, "front_desk"),
            page("preview/", preview, "front_desk_preview"),
            page("search/", self.front_search, "front_desk_search"),
            *super().get_urls(),
        ]

    def front_desk(self, request):
        """The arrangement as a form; “Take over” writes it."""
        self._only_who_may_pin(request)
        arrangement = Arrangement(request)
        if "_save" in request.POST and arrangement.is_valid():
            try:
                count = arranging.take_over(
                    arrangement.pins, arrangement.removed, seen=arrangement.seen, by=request.user
                )
            except arranging.Moved:
                arrangement = Arrangement(request)
                if not arrangement.moved:
                    arrangement.notes.append(_("One of these has just been changed. Try again."))
            except arranging.NotTaken as refused:
                _put(refused, arrangement)
            else:
                words = ngettext(
                    "The front page is taken over: %d story changed.",
                    "The front page is taken over: %d stories changed.",
                    count,
                )
                messages.success(request, words % count if count else _("Nothing to change."))
                return redirect("admin:front_desk")
        return self._shown(request, arrangement)

    def _shown(self, request, arrangement):
        now = arrangement.now
        before = after = front.compose(now)
        unfinished = arrangement.posted and not arrangement.is_valid()
        if arrangement.posted and not unfinished:
            try:
                after = self._as_if_taken_over(request, arrangement, front.compose, now)
            except arranging.NotTaken as refused:
                _put(refused, arrangement)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Front page"),
            "opts": self.opts,
            "media": forms.Media(
                css={"all": ["articles/admin/front-desk.css"]},
                js=[*PICK, Script("articles/admin/front-desk.js", type="module")],
            ),
            "stories": list(_stories(arrangement, after)),
            "ends": ends(now),
            "seen": arranging.token(arrangement.stored),
            "changed": arrangement.posted,
            "notes": arrangement.notes,
            "unfinished": unfinished,
            "meanwhile": _meanwhile(arrangement),
            "on_page": _on_page(before, arrangement),
            "automatic": _unless_chosen(after.lead, arrangement),
            "effects": front_places.effects(before, after, arrangement.kept),
            "offered": self._offered(request, request.POST.get("term", "")),
            "term": request.POST.get("term", ""),
            "lines": coming_lines(now) if access.allows(request.user, "view", BreakingNews) else [],
            "slots": front_places.SLOTS,
        }
        return TemplateResponse(request, "admin/front_desk.html", context)

    def _as_if_taken_over(self, request, arrangement, show, *args):
        """What `show(*args)` says with the arrangement in force; nothing of it is kept."""
        with transaction.atomic():
            arranging.write(arrangement.pins, arrangement.removed, by=request.user)
            shown = show(*args)
            transaction.set_rollback(True)
        return shown

    def front_preview(self, request):
        """The whole front page as the arrangement would make it; saves nothing."""
        if request.method != "POST":
            raise Http404
        self._only_who_may_pin(request)
        arrangement = Arrangement(request)
        at = _Moment(request.POST)
        problems = [
            f"{form.article.headline}: {message}"
            for form in arrangement.forms
            if not form_removes(form)
            for errors in form.errors.values()
            for message in errors
        ] + [message for errors in at.errors.values() for message in errors]
        if not problems:
            now = at.cleaned_data["at"] or arrangement.now
            try:
                response = self._as_if_taken_over(
                    request, arrangement, views.front_page_at, request, now
                )
            except arranging.NotTaken as refused:
                problems = refused.messages
        if problems:
            context = {"problems": problems}
            response = TemplateResponse(
                request, "admin/articles/article/no_preview.html", context
            ).render()
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        del response.headers["xkey"]
        return response

    def front_search(self, request):
        """Articles that can stand on top, published or scheduled: JSON for the search field."""
        self._only_who_may_pin(request)
        found = self._offered(request, request.GET.get("term", ""), FOUND)
        return JsonResponse(
            {
                "results": [
                    {
                        "id": str(article.pk),
                        "text": article.headline,
                        "note": _note(article),
                        "picture": picture_address(article.lead_picture),
                    }
                    for article in found
                ]
            }
        )

    def _offered(self, request, term, count=OFFERED):
        term = " ".join(term.split())[:100]
        found = arranging.may_be_chosen(timezone.now())
        found = found.filter(access.reach(request.user, "view"))
        if term:
            found, _distinct = self.get_search_results(request, found, term)
        return list(arranging.as_cards(found).order_by("-listed_at", "-pk")[:count])

    def _only_who_may_pin(self, request):
        if not access.allows(request.user, "pin"):
            raise PermissionDenied


class _Moment(forms.Form):
    """As of when the preview shows the page; empty: now."""

    at = MomentField(required=False)


def _put(refused, arrangement):
    """A refusal of the workflow at the story it is about."""
    for form in arrangement.forms:
        if form.article.pk == refused.article:
            form.add_error(None, refused.messages)
            return
    arrangement.notes += refused.messages


def _unless_chosen(article, arrangement):
    return None if article is None or article.pk in arrangement.kept else article


def _stories(arrangement, page):
    """The rows of the form: the story, where it stands, and why if it does not."""
    spots = front_places.spots(page)
    moved = arrangement.moved
    for number, form in enumerate(arrangement.forms, 1):
        article = form.article
        removed = form_removes(form)
        spot = spots.get(article.pk)
        slot = spot.slot if spot and not removed else None
        if form.is_bound and form.errors:
            note = ""
        elif removed:
            note = _("Comes off the top.")
        elif slot is None:
            pin = (
                form.pin()
                if form.is_bound
                else arranging.Pin(article.pk, article.top_from, article.top_until)
            )
            note = front_places.why_not_shown(article, pin, page, arrangement.now)
        else:
            note = ""
        yield {
            "form": form,
            "article": article,
            "number": number,
            "slot": slot,
            "note": note,
            "is_removed": removed,
            "is_new": article.top_rank is None,
            "is_moved": article.pk in moved,
            "state": access.state_of(article),
            "words": _note(article),
            "picture": picture_address(article.lead_picture),
        }


def _on_page(page, arrangement):
    """The top of the page as readers see it now."""
    stored = {article.pk: article for article in arrangement.stored}
    for pk, spot in front_places.spots(page).items():
        if spot.slot:
            pinned = stored.get(pk)
            yield {
                "slot": spot.slot,
                "article": spot.article,
                "picture": picture_address(spot.article.lead_picture),
                "since": pinned and pinned.top_from,
                "until": pinned and pinned.top_until,
            }


def _meanwhile(arrangement):
    """Who has arranged the top since this page was opened, and what stands there now."""
    if not arrangement.moved:
        return None
    last = ArticleVersion.objects.filter(article__in=arrangement.moved)
    last = last.select_related("by").order_by("-at", "-pk").first()
    name = last.by and (last.by.get_full_name() or last.by.get_username()) if last else ""
    return {
        "message": _("%(name)s has arranged the top stories meanwhile. Yours stays below.")
        % {"name": name or _("Somebody")},
        "at": last and last.at,
        "articles": arrangement.stored,
    }


def _note(article):
    """What stands beside a headline: place, and when it came or comes."""
    if article.publish_at is None:
        when = article.get_status_display()
    elif article.is_listed():
        when = front_places.moment(article.publish_at)
    else:
        when = _("scheduled %(moment)s") % {"moment": front_places.moment(article.publish_at)}
    return " · ".join(filter(None, [str(article.kicker or ""), when]))
