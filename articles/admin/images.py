"""Pictures and files: checked by what they are, not by what they are called."""

import hashlib
from collections import defaultdict
from functools import partial

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Script

from articles import access, pictures, renditions, replacing, waiting_pictures
from articles.admin.picture_desk import PictureDesk
from articles.admin.purging import PurgesPages
from articles.form_fields import PICK, TIMES, picture_address
from articles.models import Article, Document, Image

#: What may be handed to readers: name ending -> how such a file begins (empty: it is text).
DOCUMENT_TYPES = {
    "pdf": b"%PDF-",
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "csv": b"",
    "txt": b"",
    "ics": b"BEGIN:VCALENDAR",
    "gpx": b"<",
}
#: What a file dialog offers; HEIC is refused with a word of advice.
ACCEPTED = "image/jpeg,image/png,image/webp,image/avif,image/gif"
#: Crops shown beside the focal point: those with a shape of their own.
SHOWN_CROPS = [(name, crop) for name, crop in renditions.CROPS.items() if crop[0]]
MAX_DOCUMENT = 20 * 1024 * 1024


class ImageForm(forms.ModelForm):
    """A picture and what must be known of it.

    A picture that was sent with another field in error is kept (cleaned, without metadata)
    until the form comes back, so that nobody has to choose it twice. `user` is set by the admin.
    """

    upload = forms.FileField(label=capfirst(gettext_lazy("picture file")), required=False)
    waiting = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Image
        fields = (
            "alt",
            "caption",
            "credit",
            "licence",
            "rights_until",
            "taken_at",
            "focal_x",
            "focal_y",
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].widget.attrs["accept"] = ACCEPTED
        for name in {"focal_x", "focal_y"} & self.fields.keys():
            self.fields[name].widget.attrs |= {"step": "0.001", "min": 0, "max": 1}
        if not self.instance._state.adding:
            self.fields["upload"].help_text = _("Only to replace the picture.")
        self.found = None

    #: Set by the admin: the disk has refused the file.
    no_room = False

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload:
            if upload.size > pictures.MAX_BYTES:
                message = _("The picture has more than 25 megabytes.")
                raise ValidationError(message, code="too_large")
            self.original = upload.read()
            self.taken = pictures.take_in(self.original)
            digest = hashlib.sha256(self.original).hexdigest()
            self.found = waiting_pictures.Waiting(
                self.taken.jpeg, digest, self.taken.fingerprint, self.original
            )
        return upload

    def clean(self):
        cleaned = super().clean()
        if self.no_room:
            self.add_error("upload", pictures.no_room())
            return cleaned
        if self.found is None and (token := cleaned.get("waiting")):
            self.found = waiting_pictures.find(token, self.user)
        if self.found is None and self.instance._state.adding and "upload" not in self.errors:
            self.add_error("upload", ValidationError(_("Choose a picture."), code="required"))
        return cleaned

    def keep_waiting(self):
        """Keep a good picture of a form with errors; its signed name comes back with the form,
        and with it what the file says of itself, where nothing else was written."""
        if "upload" in self.errors or not hasattr(self, "taken"):
            return
        token = waiting_pictures.keep(self.taken, self.found.digest, self.original, self.user)
        self.data = self.data.copy()
        self.data["waiting"] = token
        for name, value in pictures.proposed(self.taken.stated).items():
            if not self.data.get(name):
                value = self.fields[name].prepare_value(value)
                self.data[name] = self.fields[name].widget.format_value(value)
        self.fields["upload"].help_text = _("The picture is here already; no need to choose again.")


class RightsFilter(admin.SimpleListFilter):
    title = gettext_lazy("Rights")
    parameter_name = "rights"

    def lookups(self, request, model_admin):
        return [("ended", _("Ended")), ("soon", _("End within 14 days")), ("open", _("No end"))]

    def queryset(self, request, queryset):
        match self.value():
            case "ended":
                return queryset.without_rights()
            case "soon":
                return queryset.rights_ending()
            case "open":
                return queryset.filter(rights_until=None)
        return queryset


class UseFilter(admin.SimpleListFilter):
    title = gettext_lazy("Use")
    parameter_name = "use"

    def lookups(self, request, model_admin):
        return [("none", _("In no article"))]

    def queryset(self, request, queryset):
        return queryset.unused() if self.value() == "none" else queryset


@admin.register(Image)
class ImageAdmin(PictureDesk, PurgesPages, admin.ModelAdmin):
    form = ImageForm
    formfield_overrides = TIMES
    change_form_template = "admin/articles/image/change_form.html"
    change_list_template = "admin/articles/image/change_list.html"
    list_display = ["thumbnail", "name", "has_alt", "used", "rights", "added"]
    list_display_links = ["thumbnail", "name"]
    list_filter = [("alt", admin.EmptyFieldListFilter), RightsFilter, UseFilter]
    search_fields = ["caption", "alt", "credit"]
    date_hierarchy = "created_at"
    show_full_result_count = False
    list_per_page = 40
    fieldsets = [
        (None, {"fields": ["alt", "caption", ("credit", "licence")]}),
        (gettext_lazy("Rights"), {"fields": [("rights_until", "taken_at")]}),
        (gettext_lazy("File"), {"fields": ["upload"]}),
        (
            gettext_lazy("Focal point in numbers"),
            {"fields": [("focal_x", "focal_y")], "classes": ["collapse"]},
        ),
    ]

    class Media:
        css = {"all": ["articles/admin/pictures.css"]}
        js = [
            *PICK,
            Script("articles/admin/focal.js", type="module"),
            Script("articles/admin/pictures.js", type="module"),
        ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user, form.no_room = request.user, hasattr(request, "no_room")
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except OSError:
            # Nothing was kept; the same form comes back with what was typed.
            request.no_room = True
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else [fieldsets[2], *fieldsets[:2]]

    def add_view(self, request, form_url="", extra_context=None):
        """The picture desk takes one picture as well as twenty; only windows ask for the form."""
        if request.method == "GET" and IS_POPUP_VAR not in request.GET:
            if not self.has_add_permission(request):
                raise PermissionDenied
            return redirect("admin:picture_desk")
        return super().add_view(request, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        if form.found is None:
            obj.save()
            renditions.defer(obj)
            return
        if not change:
            obj.added_by = request.user
        found = form.found
        pictures.store(found.jpeg, image=obj, digest=found.digest, upload=found.upload)
        if token := form.cleaned_data.get("waiting"):
            transaction.on_commit(partial(waiting_pictures.forget, token))

    def delete_model(self, request, obj):
        files, uid = pictures.files_of(obj), str(obj.pk)
        super().delete_model(request, obj)
        renditions.remove_old_files.defer(uid=uid)
        transaction.on_commit(partial(pictures.remove, files))

    def page_keys(self, image):
        return image.surrogate_keys()

    def render_change_form(self, request, context, **kwargs):
        form = context["adminform"].form
        if form.is_bound and not form.is_valid():
            form.keep_waiting()
        if image := context["original"]:
            context["crops"] = [(name, ratio) for name, (ratio, _widths) in SHOWN_CROPS]
            context["uses"] = replacing.uses_of(image, request.user)
            context["has_original"] = bool(image.original)
            context["now"] = timezone.now()
        return super().render_change_form(request, context, **kwargs)

    def get_changelist_instance(self, request):
        """The list, each picture with the number of articles that show it: four queries a page."""
        changes = super().get_changelist_instance(request)
        rows = list(changes.result_list)
        seen = Article.objects.filter(access.reach(request.user, "view"))
        shown = defaultdict(set)
        for way in replacing.PLACES:
            pairs = seen.filter(**{f"{way}__in": [row.pk for row in rows]}).values_list(way, "pk")
            for uid, article in pairs:
                shown[uid].add(article)
        for row in rows:
            row.uses = len(shown[row.pk])
        changes.result_list = rows
        return changes

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, image):
        address = picture_address(image)
        return format_html('<img class="thumbnail" src="{}" alt="" loading="lazy">', address)

    @admin.display(description=gettext_lazy("caption"), ordering="caption")
    def name(self, image):
        words = image.caption or image.alt or _("(nameless)")
        return format_html('{}<span class="picture-credit">{}</span>', words, image.credit)

    @admin.display(description=gettext_lazy("alternative text"), boolean=True)
    def has_alt(self, image):
        return bool(image.alt)

    @admin.display(description=gettext_lazy("articles"))
    def used(self, image):
        return image.uses or "–"

    @admin.display(description=gettext_lazy("added"), ordering="created_at")
    def added(self, image):
        return date_format(timezone.localtime(image.created_at), "SHORT_DATETIME_FORMAT")

    @admin.display(description=gettext_lazy("rights until"), ordering="rights_until")
    def rights(self, image):
        if image.rights_until is None:
            return "–"
        day = date_format(timezone.localtime(image.rights_until), "SHORT_DATE_FORMAT")
        if image.rights_until <= timezone.now():
            return format_html('<strong class="ended">{}</strong>', _("ended %s") % day)
        return day


class DocumentForm(forms.ModelForm):
    #: Set by the admin: the disk has refused the file.
    no_room = False

    class Meta:
        model = Document
        fields = ("file", "title")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        if self.no_room:
            raise pictures.no_room()
        suffix = file.name.rpartition(".")[2].lower()
        if suffix not in DOCUMENT_TYPES:
            kinds = ", ".join(DOCUMENT_TYPES)
            raise ValidationError(_("Allowed are %(kinds)s."), "kind", {"kinds": kinds})
        if file.size > MAX_DOCUMENT:
            raise ValidationError(_("The file has more than 20 megabytes."), code="too_large")
        content = file.read()
        file.seek(0)
        beginning = DOCUMENT_TYPES[suffix]
        if not content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(beginning) or (
            not beginning.startswith((b"%", b"P")) and b"\0" in content
        ):
            message = _("This is no file of the kind its name says (%(kind)s).")
            raise ValidationError(message, "content", {"kind": suffix})
        self.instance.digest = hashlib.sha256(content).hexdigest()
        self.instance.size = file.size
        return file


@admin.register(Document)
class DocumentAdmin(PurgesPages, admin.ModelAdmin):
    form = DocumentForm
    list_display = ["title", "kind", "size", "created_at"]
    search_fields = ["title"]
    date_hierarchy = "created_at"
    show_full_result_count = False
    fields = ["title", "file"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.no_room = hasattr(request, "no_room")
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except OSError:
            # Nothing was kept; the same form comes back with what was typed.
            request.no_room = True
            return super().changeform_view(request, object_id, form_url, extra_context)

    @admin.display(description=gettext_lazy("kind"))
    def kind(self, document):
        return document.file.name.rpartition(".")[2].upper()

    def page_keys(self, document):
        return [f"article-{pk}" for pk in document.file_blocks.values_list("parent", flat=True)]
