"""The plain form for a release that is pasted or comes as a file."""

from django import forms
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from submissions.press_release import LONGEST
from submissions.releases import extraction
from submissions.releases.models import Release
from submissions.releases.receiving import receive


class ReadInForm(forms.Form):
    """A text, what the clipboard held as a page, or a file; one of them is enough."""

    text = forms.CharField(
        label=_("Text of the release"),
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 9, "autofocus": True, "spellcheck": "false", "class": "release-paste"}
        ),
    )
    #: Filled by the script: the same text with its paragraphs and lists, as the clipboard had it.
    page = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("or a file"),
        required=False,
        help_text=_("Text, web page, mail (.eml), Word (.docx) or PDF, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": extraction.ACCEPTED}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > extraction.LARGEST:
            raise forms.ValidationError(_("The file has more than 10 megabytes."))
        return file

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not (cleaned.get("file") or cleaned.get("text", "").strip()):
            raise forms.ValidationError(_("Paste a text or choose a file."))
        if not self.errors:
            # Here, so that what cannot be read is an error of the form and the text stays.
            self.release = self._receive(cleaned)
        return cleaned

    def _receive(self, cleaned):
        if file := cleaned.get("file"):
            return receive(
                file.read(),
                media_type=file.content_type or "",
                file_name=file.name or "",
                origin=Release.Origin.UPLOADED,
            )
        text, page = cleaned["text"], cleaned.get("page", "")
        if page and _says_the_same(page, text):
            return receive(page.encode(), media_type="text/html", origin=Release.Origin.PASTED)
        return receive(text.encode(), media_type="text/plain", origin=Release.Origin.PASTED)


def _says_the_same(page, text):
    """Whether nothing was written or left out since the page was pasted."""
    if len(page) > 4 * LONGEST:
        return False

    def letters(words):
        return "".join(letter for letter in words if letter.isalnum())

    return letters(strip_tags(extraction.text_of_page(page))) == letters(text)
