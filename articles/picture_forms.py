"""Forms of the picture desk: a card for each picture that waits, and what all of them share."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import waiting_pictures
from articles.form_fields import TIMES
from articles.models import Image

#: What several pictures of one occasion have in common.
SHARED = ("caption", "credit", "licence", "rights_until")


def _moments(db_field, **options):
    return db_field.formfield(**TIMES.get(type(db_field), {}), **options)


class SharedForm(forms.ModelForm):
    """Values for all cards that have none of their own."""

    use_required_attribute = False

    class Meta:
        model = Image
        fields = SHARED
        formfield_callback = _moments

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credit"].required = False
        self.fields["credit"].help_text = ""

    def _post_clean(self):
        """No row is made of it."""


class CardForm(forms.ModelForm):
    """One waiting picture and what must be known of it; or the choice of one that is there."""

    use_required_attribute = False

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    #: Empty: keep it beside those that look like it; else the uid of the one to use instead.
    instead = forms.CharField(widget=forms.HiddenInput, required=False)

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
        formfield_callback = _moments
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 2}),
            "alt": forms.Textarea(attrs={"rows": 2}),
            "focal_x": forms.HiddenInput,
            "focal_y": forms.HiddenInput,
        }

    def __init__(self, *args, user, shared=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.shared = user, shared or {}
        for name in ("credit", "focal_x", "focal_y"):
            self.fields[name].required = False

    @property
    def waiting(self):
        """The picture this card is about, as `waiting_pictures.Waiting`, or None."""
        if not hasattr(self, "_waiting"):
            self._waiting = waiting_pictures.find(self["token"].value() or "", self.user)
        return self._waiting

    def twins(self):
        """Pictures that are there already and perhaps the same, the most alike first."""
        if self.waiting is None:
            return []
        alike = Image.objects.alike(self.waiting.fingerprint, self.waiting.digest)
        return list(alike[:3])

    def clean(self):
        cleaned = super().clean()
        if self.waiting is None:
            message = _("The picture itself is not here any more. Choose its file again.")
            raise ValidationError(message, code="gone")
        self.other = None
        if uid := cleaned.get("instead"):
            self.other = self._other(uid)
            return cleaned
        for name in SHARED:
            if not cleaned.get(name) and name not in self.errors:
                cleaned[name] = self.shared.get(name) or cleaned.get(name)
        for name in ("focal_x", "focal_y"):
            cleaned[name] = 0.5 if cleaned.get(name) is None else cleaned[name]
        if not cleaned.get("credit") and "credit" not in self.errors:
            self.add_error("credit", ValidationError(_("A picture needs a credit."), "required"))
        return cleaned

    def _other(self, uid):
        try:
            return Image.objects.get(pk=uid)
        except (Image.DoesNotExist, ValidationError):
            message = _("The picture chosen instead is not there any more.")
            raise ValidationError(message, code="gone") from None

    def _post_clean(self):
        if getattr(self, "other", None) is None:
            super()._post_clean()

    def values(self):
        """The cleaned values of the fields of an Image."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class _Cards(forms.BaseFormSet):
    deletion_widget = forms.HiddenInput

    def left(self):
        """The cards that were not taken away again."""
        return [form for form in self.forms if not self._is_away(form)]

    def _is_away(self, form):
        return bool(form.data.get(form.add_prefix("DELETE"))) or not form["token"].value()


#: As many cards as people choose files at once; more come in a second round.
MOST_CARDS = 60
CardFormSet = formset_factory(
    CardForm, formset=_Cards, extra=0, can_delete=True, max_num=MOST_CARDS, absolute_max=MOST_CARDS
)


class ReplaceForm(forms.Form):
    """Which picture takes the place of another one, wherever that is shown."""

    keep_words = forms.BooleanField(
        label=gettext_lazy("Keep captions and alternative texts that articles have written"),
        help_text=gettext_lazy("They describe the picture that goes; mostly they do not fit."),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Kept with the new version of each article."),
    )
