"""The picture desk: many files at once, each with its words; originals; replacing everywhere."""

import hashlib
from functools import partial

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import storages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from articles import access, pictures, replacing, waiting_pictures
from articles.form_fields import PickField, picture_address
from articles.models import Article, AuditEntry, Image
from articles.numbers import number_in
from articles.picture_forms import MOST_CARDS, CardForm, CardFormSet, ReplaceForm, SharedForm

#: A file of the desk alone: nothing in it may run, whatever it is.
SANDBOXED = "default-src 'none'; sandbox"


class PictureDesk:
    """Pages of the picture desk; a mixin of the admin of pictures."""

    def get_urls(self):
        own = [
            ("desk/", self.desk, "picture_desk"),
            ("upload/", self.upload, "picture_upload"),
            ("waiting/<str:token>/", self.waiting, "picture_waiting"),
            ("<uuid:uid>/original/", self.original, "picture_original"),
            ("<uuid:uid>/replace/", self.replace, "picture_replace"),
        ]
        return [
            *(path(to, self.admin_site.admin_view(view), name=name) for to, view, name in own),
            *super().get_urls(),
        ]

    # --- Many at once ------------------------------------------------------------------------

    def desk(self, request):
        """The page, its cards, and the saving of those that are complete."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        shared = SharedForm(request.POST or None, prefix="shared")
        cards = CardFormSet(**self._cards_of(request, shared))
        failures, saved = [], []
        wants_json = request.headers.get("Accept") == "application/json"
        if request.method == "POST" and request.FILES:
            cards, failures = self._with_files(request, shared)
        elif "_save" in request.POST and shared.is_valid():
            saved, refused = self._save(request, cards)
            if saved:  # Else the cards stay, with what was wrong with them.
                cards = CardFormSet(**self._cards_of(request, shared, without=saved))
                _tell_again(cards, refused)
            if wants_json:
                return self._saved_as_json(request, cards, saved)
            if saved:
                self._say(request, saved)
            if saved and not cards.left():
                return redirect("admin:articles_image_changelist")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Add pictures"),
            "shared": shared,
            "cards": cards,
            # A file that has just come lacks its words; that is no error yet.
            "shows_errors": "_save" in request.POST and not request.FILES,
            "failures": failures,
            "most": MOST_CARDS,
            "media": self.media,
        }
        name = "_desk.html" if "fragment" in request.GET else "desk.html"
        return TemplateResponse(request, f"admin/articles/image/{name}", context)

    def _cards_of(self, request, shared, without=()):
        values = {}
        if shared.is_bound and shared.is_valid():
            values = shared.cleaned_data
        data = request.POST.copy() if request.POST else None
        for form, _image in without:
            data[form.add_prefix("DELETE")] = "on"
        return {
            "data": data,
            "prefix": "card",
            "form_kwargs": {"user": request.user, "shared": values},
        }

    def _with_files(self, request, shared):
        """The cards as posted and one more for each file; (name, message) of those refused."""
        options, failures = self._cards_of(request, shared), []
        count = min(number_in(options["data"].get("card-TOTAL_FORMS")) or 0, MOST_CARDS)
        for file in request.FILES.getlist("files")[: MOST_CARDS - count]:
            try:
                values = self._take(request, file)
            except ValidationError as error:
                failures.append((file.name, " ".join(error.messages)))
                continue
            for name, value in values.items():
                shown = CardForm.base_fields[name].prepare_value(value)
                shown = CardForm.base_fields[name].widget.format_value(shown)
                options["data"][f"card-{count}-{name}"] = shown or ""
            count += 1
        options["data"]["card-TOTAL_FORMS"] = str(count)
        return CardFormSet(**options), failures

    def _take(self, request, file):
        """Clean a file and let it wait; values of its card. Raises ValidationError."""
        if file.size > pictures.MAX_BYTES:
            raise ValidationError(_("The picture has more than 25 megabytes."), code="too_large")
        upload = file.read()
        taken = pictures.take_in(upload)
        digest = hashlib.sha256(upload).hexdigest()
        try:
            token = waiting_pictures.keep(taken, digest, upload, request.user)
        except OSError as error:
            raise pictures.no_room() from error
        same = Image.objects.filter(digest=digest).values_list("pk", flat=True).first()
        return {
            "token": token,
            "focal_x": 0.5,
            "focal_y": 0.5,
            "instead": str(same or ""),
            **pictures.proposed(taken.stated),
        }

    def _save(self, request, cards):
        """Keep every card that is complete: [(form, image), …]. Each by itself.

        Also those that were complete and were refused nevertheless: [(form, error), …].
        """
        saved, refused = [], []
        for form in cards.left():
            if not form.is_valid():
                continue
            try:
                with transaction.atomic():
                    image = form.other or self._keep(request, form)
                    token = form.cleaned_data["token"]
                    transaction.on_commit(partial(waiting_pictures.forget, token))
            except (ValidationError, OSError) as error:
                is_said = isinstance(error, ValidationError)
                told = ValidationError(error.messages) if is_said else pictures.no_room()
                refused.append((form, told))
                form.add_error(None, told)
                continue
            saved.append((form, image))
        return saved, refused

    def _keep(self, request, form):
        waiting = form.waiting
        image = pictures.store(
            waiting.jpeg,
            digest=waiting.digest,
            upload=waiting.upload,
            added_by=request.user,
            **form.values(),
        )
        AuditEntry.keep("create", image, by=request.user)
        return image

    def _say(self, request, saved):
        new = sum(form.other is None for form, _image in saved)
        there = len(saved) - new
        if new:
            message = ngettext("%d picture saved.", "%d pictures saved.", new) % new
            messages.success(request, message)
        if there:
            message = ngettext(
                "%d picture was there already.", "%d pictures were there already.", there
            )
            messages.success(request, message % there)

    def _saved_as_json(self, request, cards, saved):
        left = [self._card_html(request, form, errors=True) for form in cards.left()]
        found = [
            {
                "id": str(image.pk),
                "text": str(image),
                "picture": picture_address(image),
                "alt": image.alt,
                "caption": image.caption,
            }
            for _form, image in saved
        ]
        return JsonResponse({"saved": found, "cards": left}, status=422 if left else 200)

    def _card_html(self, request, form, *, errors):
        context = {"card": form, "shows_errors": errors}
        return render_to_string("admin/articles/image/_card.html", context, request)

    @method_decorator(require_POST)
    def upload(self, request):
        """One file, or the token of one that waits: its card as HTML. 422 with the reason else."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        try:
            if file := request.FILES.get("file"):
                values = self._take(request, file)
            else:
                values = {"token": request.POST.get("token", "")}
                if waiting_pictures.find(values["token"], request.user) is None:
                    return JsonResponse(
                        {"error": _("The picture is not here any more.")}, status=410
                    )
        except ValidationError as error:
            return JsonResponse({"error": " ".join(error.messages)}, status=422)
        form = CardForm(initial=values, prefix="card-__prefix__", user=request.user)
        waiting = form.waiting
        return JsonResponse(
            {
                "card": self._card_html(request, form, errors=False),
                "token": values["token"],
                "digest": waiting.digest,
            }
        )

    @method_decorator(require_safe)
    def waiting(self, request, token):
        """A picture that waits for its words, for the one who has sent it."""
        found = waiting_pictures.find(token, request.user)
        if found is None:
            raise Http404
        response = HttpResponse(found.jpeg, content_type="image/jpeg")
        return _sandboxed(response)

    # --- One picture ---------------------------------------------------------------------------

    @method_decorator(require_safe)
    def original(self, request, uid):
        """The upload as it came, for those who may change pictures; always a download."""
        image = self.get_object(request, str(uid))
        if image is None:
            raise Http404
        if not self.has_change_permission(request, image):
            raise PermissionDenied
        private = storages["private"]
        if not image.original or not private.exists(image.original):
            raise Http404
        name = slugify(str(image))[:60] or "original"
        suffix = image.original.rpartition(".")[2]
        response = FileResponse(
            private.open(image.original),
            as_attachment=True,
            filename=f"{name}.{suffix}",
            content_type="application/octet-stream",
        )
        return _sandboxed(response)

    def replace(self, request, uid):
        """Choose another picture, see what changes, change it: every use through the door."""
        image = self.get_object(request, str(uid))
        if image is None:
            raise Http404
        if not self.has_change_permission(request, image):
            raise PermissionDenied
        form = ReplaceForm(request.POST or None)
        form.fields["other"] = PickField(
            Article._meta.get_field("lead_picture"), label=_("Other picture"), pictures=True
        )
        form.order_fields(["other"])
        uses = replacing.uses_of(image, request.user)
        if request.method == "POST" and form.is_valid():
            other = form.cleaned_data["other"]
            if other == image:
                form.add_error("other", _("This is the same picture."))
            else:
                self._replace(request, image, other, form.cleaned_data)
                return redirect("admin:articles_image_change", quote(image.pk))
        may = [use for use in uses if access.allows(request.user, "change", use.article)]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Replace everywhere"),
            "image": image,
            "form": form,
            "uses": uses,
            "changeable": {use.article.pk for use in may},
            "media": self.media,
        }
        return TemplateResponse(request, "admin/articles/image/replace.html", context)

    def _replace(self, request, image, other, values):
        options = {"reason": values["reason"], "keep_words": values["keep_words"]}
        if len(replacing.uses_of(image)) > replacing.AT_ONCE:
            replacing.replace_later.defer(
                image=str(image.pk), other=str(other.pk), by=request.user.pk, **options
            )
            message = _("The picture is being replaced. It will be done in a few minutes.")
            messages.success(request, message)
            return
        outcome = replacing.replace_everywhere(image, other, by=request.user, **options)
        changed = len(outcome.changed)
        message = ngettext("Replaced in %d article.", "Replaced in %d articles.", changed) % changed
        messages.success(request, message)
        for article, reason in outcome.refused:
            if access.allows(request.user, "view", article):
                message = _("Not replaced in “%(headline)s”: %(reason)s")
                told = {"headline": article.headline, "reason": reason}
                messages.error(request, message % told)


def _tell_again(cards, refused):
    """The same cards anew, without those that were saved, say again why they were refused."""
    left = {form.prefix: form for form in cards.left()}
    for form, error in refused:
        if fresh := left.get(form.prefix):
            fresh.full_clean()
            fresh.add_error(None, error)


def _sandboxed(response):
    response.headers["Content-Security-Policy"] = SANDBOXED
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
