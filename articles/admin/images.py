"""Pictures and files: checked by what they are, not by what they are called."""

import hashlib
import uuid
from datetime import timedelta

from django import forms
from django.contrib import admin
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Script

from articles import pictures, renditions
from articles.admin.purging import PurgesPages
from articles.form_fields import TIMES, picture_address
from articles.models import Document, Image

WAITING = "waiting"
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
MAX_DOCUMENT = 20 * 1024 * 1024


class ImageForm(forms.ModelForm):
    """A picture and what must be known of it.

    A picture that was sent with another field in error is kept (cleaned, without metadata)
    until the form comes back, so that nobody has to choose it twice.
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
            "focal_x",
            "focal_y",
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].widget.attrs["accept"] = "image/*"
        if not self.instance._state.adding:
            self.fields["upload"].help_text = _("Only to replace the picture.")

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload:
            original = upload.read()
            jpeg, _width, _height = pictures.clean_jpeg(original)
            self.original, self.jpeg = original, jpeg
        return upload

    def clean(self):
        cleaned = super().clean()
        self.original = getattr(self, "original", None) or self._waiting(cleaned.get("waiting"))
        if self.original is None and self.instance._state.adding and "upload" not in self.errors:
            self.add_error("upload", ValidationError(_("Choose a picture."), code="required"))
        return cleaned

    def _waiting(self, token):
        try:
            name = signing.loads(token, salt=WAITING, max_age=24 * 3600) if token else None
        except signing.BadSignature:
            return None
        if name is None or not default_storage.exists(name):
            return None
        with default_storage.open(name) as stream:
            return stream.read()

    def keep_waiting(self):
        """Keep a good picture of a form with errors; its signed name comes back with the form."""
        if "upload" in self.errors or not hasattr(self, "jpeg"):
            return
        _sweep()
        name = default_storage.save(f"{WAITING}/{uuid.uuid4()}.jpg", ContentFile(self.jpeg))
        self.data = self.data.copy()
        self.data["waiting"] = signing.dumps(name, salt=WAITING)
        self.fields["upload"].help_text = _("The picture is here already; no need to choose again.")


def _sweep():
    """Remove waiting pictures that nobody came back for within a day."""
    if not default_storage.exists(WAITING):
        return
    for name in default_storage.listdir(WAITING)[1]:
        kept = f"{WAITING}/{name}"
        if timezone.now() - default_storage.get_modified_time(kept) > timedelta(days=1):
            default_storage.delete(kept)


@admin.register(Image)
class ImageAdmin(PurgesPages, admin.ModelAdmin):
    form = ImageForm
    formfield_overrides = TIMES
    change_form_template = "admin/articles/image/change_form.html"
    list_display = ["thumbnail", "name", "credit", "has_alt", "created_at"]
    list_display_links = ["thumbnail", "name"]
    list_filter = [
        ("alt", admin.EmptyFieldListFilter),
        ("rights_until", admin.EmptyFieldListFilter),
    ]
    search_fields = ["caption", "alt", "credit"]
    date_hierarchy = "created_at"
    show_full_result_count = False
    list_per_page = 40
    fieldsets = [
        (None, {"fields": ["upload", "alt", "caption", ("credit", "licence")]}),
        (gettext_lazy("Focal point"), {"fields": [("focal_x", "focal_y")]}),
        (gettext_lazy("Rights"), {"fields": ["rights_until"], "classes": ["collapse"]}),
    ]

    class Media:
        js = [Script("articles/admin/focal.js", type="module")]

    def save_model(self, request, obj, form, change):
        if form.original is not None:
            pictures.store(form.original, image=obj)
        else:
            obj.save()
            renditions.defer(obj)

    def page_keys(self, image):
        above = image.lead_articles.values_list("pk", flat=True)
        within = image.picture_blocks.values_list("parent", flat=True)
        shown = image.gallery_pictures.values_list("gallery__parent", flat=True)
        return ["lists", "front", *(f"article-{pk}" for pk in {*above, *within, *shown})]

    def render_change_form(self, request, context, **kwargs):
        form = context["adminform"].form
        if form.is_bound and not form.is_valid():
            form.keep_waiting()
        context["picture"] = context["original"] and context["original"].file
        return super().render_change_form(request, context, **kwargs)

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, image):
        address = picture_address(image)
        return format_html('<img class="thumbnail" src="{}" alt="" loading="lazy">', address)

    @admin.display(description=gettext_lazy("caption"), ordering="caption")
    def name(self, image):
        return image.caption or image.alt or _("(nameless)")

    @admin.display(description=gettext_lazy("alternative text"), boolean=True)
    def has_alt(self, image):
        return bool(image.alt)


class DocumentForm(forms.ModelForm):
    class Meta:
        model = Document
        fields = ("file", "title")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
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

    @admin.display(description=gettext_lazy("kind"))
    def kind(self, document):
        return document.file.name.rpartition(".")[2].upper()

    def page_keys(self, document):
        return [f"article-{pk}" for pk in document.file_blocks.values_list("parent", flat=True)]
