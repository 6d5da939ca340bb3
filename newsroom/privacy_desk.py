"""The page "Privacy": what was let go last night, and all about one person who asks for it.

Names and addresses are posted, never part of an address: addresses stand in logs and histories.
"""

import tempfile
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import FileResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import access
from articles.models import AuditEntry
from newsroom import retention
from newsroom.models import RetentionRun
from newsroom.privacy import person
from newsroom.privacy.table import PARTS, RULES

#: So much of a file is kept in memory before the disk is used (bytes).
IN_MEMORY = 16 * 1024 * 1024
#: A run that is older than this did not run last night (hours).
LATE = 36


class PersonForm(forms.Form):
    """Whom somebody asks about: an address or a number, and the name as it may stand in texts."""

    error_css_class = "errors"

    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    number = forms.CharField(
        label=gettext_lazy("Number of a submission"), max_length=20, required=False
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Is looked for in all texts of the desk."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="id_%s", **kwargs)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean(self):
        answers = super().clean()
        if not self.errors and not any(answers.values()):
            raise forms.ValidationError(_("Write an e-mail address, a number or a name."))
        return answers


def privacy(request, site):
    """The table with what went last night; on a post the person who was looked for."""
    if not access.allows(request.user, "erase", RetentionRun):
        raise PermissionDenied
    form = PersonForm(request.POST if request.method == "POST" else None)
    context = {}
    if form.is_bound and form.is_valid():
        found = person.find(**form.cleaned_data)
        if "_archive" in request.POST and found:
            return _hand_over(request, found)
        if "_erase" in request.POST and "sure" in request.POST and found:
            return _erase(request, site, found)
        context = _about(request, found)
    page = site.each_context(request) | {
        "title": _("Privacy"),
        "form": form,
        **context,
        **_nights(),
    }
    return TemplateResponse(request, "admin/privacy.html", page)


def _about(request, found):
    pressed = "_erase" in request.POST
    told = {}
    for each in found.told:
        told.setdefault(person.reason_to_keep(each.label), []).append(each)
    goes = {}
    for each in found.erasable:
        goes[each.kind] = goes.get(each.kind, 0) + 1
    chosen = set(request.POST.getlist("draft")), set(request.POST.getlist("credit"))
    return {
        "found": found,
        "told": sorted(told.items(), key=lambda item: str(item[0])),
        "goes": sorted(goes.items(), key=lambda item: str(item[0])),
        "unsure": pressed,
        "drafts": [
            (article, not pressed or str(article.pk) in chosen[0]) for article in found.drafts
        ],
        "pictures": [(image, str(image.pk) in chosen[1]) for image in found.pictures],
    }


def _hand_over(request, found):
    """The zip for the person; kept in the log that it was made, not for whom."""
    for each in (*found.submissions, *found.logins):
        AuditEntry.keep("export", each, by=request.user)
    # The answer closes it.
    out = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
    person.archive(found, out)
    out.seek(0)
    what = _("information")
    name = f"{timezone.localdate():%Y-%m-%d}-{what}.zip"
    return FileResponse(out, as_attachment=True, filename=name, content_type="application/zip")


def _erase(request, site, found):
    chosen = {*request.POST.getlist("draft")}
    drafts = {article.pk for article in found.drafts if str(article.pk) in chosen}
    gone = person.erase(
        found, by=request.user, drafts=drafts, credits=request.POST.getlist("credit")
    )
    said = [
        template % gone[key]
        for key, template in (
            ("submissions", ngettext("%d submission", "%d submissions", gone["submissions"])),
            ("drafts", ngettext("%d draft", "%d drafts", gone["drafts"])),
            ("credits", ngettext("%d credit", "%d credits", gone["credits"])),
            ("logins", ngettext("%d login", "%d logins", gone["logins"])),
            ("mentions", ngettext("%d mention", "%d mentions", gone["mentions"])),
        )
        if gone[key]
    ]
    messages.success(request, _("Erased: %(what)s.") % {"what": ", ".join(said) or "–"})
    return redirect(f"{site.name}:privacy")


def _nights():
    """The table with the last run and the last thirty days; three queries at most."""
    last_at, began = retention.ran_or_began()
    runs = {run.rule: run for run in RetentionRun.objects.filter(at=last_at)} if last_at else {}
    now = timezone.now()
    month = RetentionRun.objects.filter(at__gt=now - timedelta(days=30))
    sums = dict(month.values_list("rule").annotate(Sum("gone")))
    parts, names = [], {first: name for name, first in PARTS}
    for rule in RULES:
        if rule.key in names:
            parts.append((names[rule.key], []))
        parts[-1][1].append((rule, runs.get(rule.key), sums.get(rule.key, 0)))
    return {
        "parts": parts,
        "last_at": last_at,
        "gone": sum(run.gone for run in runs.values()),
        "late": began is not None and now - began > timedelta(hours=LATE),
        "failed": [rule for rule in RULES if rule.key in runs and runs[rule.key].failed],
    }
