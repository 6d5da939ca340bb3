"""The preview: what readers would see of a form that was not saved, as far as it can be shown.

The door writes what the form says, the reader's own view renders it, and the transaction is
undone: so the preview is the later page. What is not valid yet (no headline, a statement without
a speaker) is left out or stands in brackets, and is named beside the page.
"""

import dataclasses
import json

from django.db import transaction
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import conversion, drafts, views
from articles.forms import draft_from_form
from articles.models import Article, Prose, Speaker, Statement

#: The header that names what is missing: a JSON list of sentences in the editor's language.
MISSING = "Newsroom-Missing"
MOST = 12
ATTEMPTS = 4
NOTHING = {"places": [], "topics": [], "authors": [], "related": [], "source": None, "story": None}


def preview(request, form, formsets):
    """The article page of the posted form; nothing is kept.

    form, formsets: bound, whether valid or not. The answer is the reader's page, with what is
    missing in the header `Newsroom-Missing`; a page of messages if nothing can be shown.
    """
    # Both are asked, so that all messages are there.
    form.is_valid()
    for formset in formsets:
        formset.is_valid()
    missing = problems(form, formsets)
    now = timezone.now()
    with transaction.atomic():
        stored = Article.objects.get(pk=form.instance.pk) if form.instance.pk else None
        before = conversion.draft_of(stored) if stored else None
        draft = _out(possible_draft(form, formsets, before), now)
        response = None
        for _attempt in range(ATTEMPTS):
            try:
                response = _page(request, stored, draft, now)
                break
            except conversion.Refused as refused:
                missing += refused.messages
                draft, before_it = _without(draft, refused, now), draft
                if draft == before_it:
                    break
        transaction.set_rollback(True)
    missing = list(dict.fromkeys(missing))
    if response is None:
        template = "admin/articles/article/no_preview.html"
        response = render(request, template, {"problems": missing})
    response.headers[MISSING] = json.dumps(missing[:MOST])
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _page(request, stored, draft, now):
    with transaction.atomic():
        if stored:
            pk = conversion.apply_draft(stored, draft).pk
        else:
            pk = conversion.create_article(draft).pk
        return views.article_page(request, Article.objects.get(pk=pk), now)


def _out(draft, now):
    """The Draft as it will be when it is out."""
    due = draft.publish_at or max(now, draft.embargo_until or now)
    return drafts.replace(draft, status="ready", publish_at=due, based_on=None)


def _without(draft, refused, now):
    """The Draft without what the door did not take."""
    fields = {slot.name: slot for slot in dataclasses.fields(drafts.Draft)}
    plain = set(refused.error_dict) & set(fields) - {"headline", "blocks", "status"}
    draft = drafts.replace(draft, **{name: fields[name].default for name in plain})
    kept = tuple(block for block in draft.blocks if block.uid not in refused.block_errors)
    return _out(drafts.replace(draft, blocks=kept), now)


# --- A Draft of a form that is not valid ----------------------------------------------------------


def possible_draft(form, formsets, before):
    """The Draft of a form, whether valid or not: what cannot stand yet is left out."""
    for name, nothing in NOTHING.items():
        form.cleaned_data.setdefault(name, nothing)
    drawable = [each if each.is_valid() else Drawable(each) for each in formsets]
    draft = draft_from_form(form, drawable, before)
    raw = {name: _typed(form, name) for name in ("headline", "lead") if name in form.errors}
    others = [name for name in form.errors if name in PLAIN and name not in raw]
    draft = drafts.replace(draft, **{name: PLAIN[name] for name in others}, **raw)
    headline = draft.headline or _("(The headline is missing)")
    return drafts.replace(draft, headline=headline)


PLAIN = {
    slot.name: slot.default
    for slot in dataclasses.fields(drafts.Draft)
    if slot.default is not dataclasses.MISSING
}


def _typed(form, name):
    """What was typed into a field of text, as much as an article holds."""
    text = " ".join(str(form.data.get(name, "")).split())
    return text[: Article._meta.get_field(name).max_length]


class Drawable:
    """A formset that is not valid, without the rows that cannot be drawn."""

    def __init__(self, formset):
        self.formset, self.model, self.forms = formset, formset.model, formset.forms

    def kept(self):
        return [form for form in self.formset.kept() if not self.is_deleted(form)]

    def is_deleted(self, form):
        return self.formset.is_deleted(form) or not (form.is_valid() or _can_be_drawn(form))


def _can_be_drawn(form):
    row, errors = form.instance, set(form.errors)
    if isinstance(row, Statement) and errors == {"speaker"} and row.text:
        row.speaker = Speaker(name=_("(Who says this?)"))
        return True
    return isinstance(row, Prose) and bool(row.html) and "html" not in errors


def problems(form, formsets):
    """Every message of the form with the name of its field; deleted rows have none."""
    rows = (row for each in formsets for row in each.forms if not each.is_deleted(row))
    found = []
    for each in [form, *rows]:
        for name, errors in each.errors.items():
            label = each.fields[name].label if name in each.fields else ""
            found += [f"{label}: {message}" if label else message for message in errors]
    for formset in formsets:
        found += list(formset.non_form_errors())
    return found
