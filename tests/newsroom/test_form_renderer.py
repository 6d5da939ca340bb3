"""The quicker renderer of forms writes what Django's templates write, letter for letter."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from newsroom.form_renderer import Renderer

ODD = '<b class="x">&amp; \'"é'


class Odd(forms.Form):
    text = forms.CharField(label=ODD, initial=ODD, help_text="?", max_length=7)
    safe = forms.CharField(label=mark_safe("<i>&amp;</i>"), initial=mark_safe("&lt;"))
    lazy = forms.CharField(label=gettext_lazy("headline"), required=False)
    long = forms.CharField(widget=forms.Textarea(attrs={"rows": 3, "hidden": True, "no": False}))
    empty = forms.CharField(widget=forms.Textarea, initial="")
    number = forms.IntegerField(initial=0, min_value=1000)
    part = forms.DecimalField(initial=1234.5, localize=True)
    on = forms.DateField(initial="2026-11-23", widget=forms.DateInput(attrs={"data-a": ODD}))
    at = forms.SplitDateTimeField()
    hidden = forms.CharField(widget=forms.HiddenInput, initial="")
    url = forms.URLField()
    email = forms.EmailField(disabled=True)
    ticked = forms.BooleanField()
    chosen = forms.ChoiceField(choices=[("a", ODD), ("b", "B")])


@pytest.mark.parametrize(
    "posted", [None, {}, {"text": ODD, "number": ODD, "long": "\n</textarea>"}]
)
@pytest.mark.parametrize("way", ["as_div", "as_p", "as_table", "as_ul"])
def test_it_writes_what_the_templates_write(way, posted):
    quick, slow = (
        str(getattr(Odd(posted, prefix="a&b", renderer=renderer), way)())
        for renderer in (Renderer(), DjangoTemplates())
    )
    assert quick == slow


def test_forms_are_written_by_it():
    assert isinstance(forms.Form().renderer, Renderer)
    assert str(forms.Form().errors) == ""
