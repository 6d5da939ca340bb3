"""The pictures of a form: a card for each, kept through every error, in an order of their own.

All of it works by buttons that send the page, so that no script is needed.
"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from submissions import uploads
from submissions.forms import Asking, one_line


class PictureForm(Asking):
    """What belongs to one picture that was uploaded."""

    token = forms.CharField(widget=forms.HiddenInput)
    caption = one_line(
        gettext_lazy("What does it show?"),
        300,
        required=False,
        help_text=gettext_lazy("What, where, and who from left to right."),
    )
    credit = one_line(
        pgettext_lazy("of a picture", "Name beside the picture"),
        150,
        required=False,
        help_text=gettext_lazy("Empty: “Sent in by a reader”."),
    )
    rights = forms.BooleanField()

    def __init__(self, *args, kept, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = kept
        message = _("%(name)s: tick the box if it is so, or remove the picture.")
        self.fields["rights"].error_messages["required"] = message % {"name": kept.name}

    def data_here(self):
        """What was posted, by the names of the fields."""
        return {name: self.data.get(self.add_prefix(name)) for name in self.fields}

    def said(self):
        """The words of a valid card, by the names of an Attachment's fields."""
        return {name: self.cleaned_data[name] for name in ("caption", "credit")}


class Pictures:
    """The pictures of a form: those kept from before, as cards, and those just uploaded.

    posted: request.POST; files: the uploads; nonce: of the form. Afterwards `forms` are those
    that are there, `errors` what could not be taken, `told` what one of the buttons has done.
    """

    #: Buttons at a card; each sends the card's position.
    BUTTONS = ("remove", "earlier")

    def __init__(self, posted=None, files=(), nonce=""):
        posted = {} if posted is None else posted
        self.errors, self.told = [], ""
        rows, lost, seen = [], False, set()
        for position in range(uploads.MOST):
            answers = _answers_in(posted, position)
            if not answers["token"]:
                continue
            kept = uploads.find(answers["token"], nonce)
            if kept is None:
                lost = True
            elif kept.file not in seen:  # No page of ours names a picture twice.
                seen.add(kept.file)
                rows.append((position, kept, answers))
        if lost:
            self.errors.append(_("A picture is no longer here. Please choose it again."))
        self.was_pressed = "upload" in posted
        for button in self.BUTTONS:
            pressed = posted.get(button, "")
            if pressed.isascii() and pressed.isdigit() and len(pressed) < 3:
                self.was_pressed = True
                getattr(self, f"_{button}")(rows, int(pressed), nonce)
        came = self._take(rows, files, nonce)
        if "upload" in posted and came:
            self.told = _("Uploaded: %(names)s.") % {"names": ", ".join(came)}
        elif "upload" in posted and not self.errors:
            self.errors.append(_("Choose a picture first."))
        self.forms = [_card(number, *row[1:]) for number, row in enumerate(rows)]

    @classmethod
    def of(cls, submission, nonce):
        """The pictures of a submission, for the form with this nonce that changes it."""
        posted = {}
        for number, each in enumerate(submission.attachments.exclude(file=None)):
            posted |= {
                f"picture-{number}-token": uploads.token_of(each, nonce),
                f"picture-{number}-caption": each.caption,
                f"picture-{number}-credit": each.credit,
                # Agreed to when it was sent; taking the tick away takes the picture out.
                f"picture-{number}-rights": "on",
            }
        pictures = cls(posted, nonce=nonce)
        pictures.errors.clear()  # What the desk has cleared away is nobody's error here.
        return pictures

    def _remove(self, rows, position, nonce):
        for row in rows:
            if row[0] == position:
                rows.remove(row)
                uploads.forget(row[2]["token"], nonce)
                self.told = _("Removed: %(name)s.") % {"name": row[1].name}
                return

    def _earlier(self, rows, position, nonce):
        for at, row in enumerate(rows):
            if row[0] == position and at:
                rows[at - 1], rows[at] = row, rows[at - 1]
                told = {"name": row[1].name, "place": at}
                self.told = _("%(name)s is now picture %(place)d.") % told
                return

    def _take(self, rows, files, nonce):
        came = []
        for upload in files:
            if len(rows) >= uploads.MOST:
                message = _("%(name)s: ten pictures are the most.")
                self.errors.append(message % {"name": upload.name})
                continue
            try:
                token = uploads.keep(upload, nonce)
            except forms.ValidationError as error:
                self.errors.append(f"{upload.name}: {' '.join(error.messages)}")
                continue
            rows.append((None, uploads.find(token, nonce), {"token": token}))
            came.append(rows[-1][1].name)
        return came

    def are_valid(self):
        unfit = [form for form in self.forms if not form.is_valid()]  # Each tells its errors.
        return not (unfit or self.errors)

    def unjudge(self):
        """Show the forms as they were filled in, without a word about what is missing."""
        self.forms = [
            PictureForm(initial=form.data_here(), prefix=form.prefix, kept=form.kept)
            for form in self.forms
        ]

    def may_grow(self):
        return len(self.forms) < uploads.MOST


def _answers_in(posted, position):
    """What was posted of one card."""
    prefix = f"picture-{position}-"
    return {name: posted.get(prefix + name, "") for name in PictureForm.base_fields}


def _card(position, kept, answers):
    prefix = f"picture-{position}"
    posted = {f"{prefix}-{name}": said for name, said in answers.items() if said}
    return PictureForm(posted, prefix=prefix, kept=kept)
