"""The editor's form: what is typed at the desk, and the Draft it becomes.

`draft_from_form` reads only what the form named: a field, a block or a list that was not on the
form (a missing right, a cut request) stays as the article has it. Deletes are explicit.
"""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Q
from django.forms.utils import ErrorDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles import access, drafts, steps
from articles.block_rows import block_draft
from articles.composing import PLAIN_FIELDS
from articles.form_fields import PickField, PickManyField
from articles.german.slugs import slugify
from articles.models import (
    BLOCKS,
    Article,
    ArticlePlace,
    ArticleTopic,
    BreakingNews,
    Byline,
    Correction,
    EventDate,
    RelatedArticle,
    Story,
)
from articles.row_forms import RulesAtFields, refused_fields


class ArticleForm(RulesAtFields):
    """All of an article but its blocks, dates and corrections, which stand in formsets."""

    #: Set by the admin: who writes, what the door objected to, and whether the form shows a
    #: working copy again.
    user, refusal, reopened = None, None, False

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(required=False)  # Cut to a line by `history.one_line`.
    despite = forms.CharField(
        label=_("Reason for the exception"),
        max_length=500,
        required=False,
        help_text=_(
            "For an embargo that ends early, or a text that no second person has saved. Kept in "
            "the version and in the audit log."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    places = PickManyField(
        ArticlePlace._meta.get_field("tag"),
        label=_("places"),
        required=False,
        help_text=_("The first one stands above the headline."),
    )
    topics = PickManyField(
        ArticleTopic._meta.get_field("tag"), label=_("topics"), required=False, may_make="name"
    )
    authors = PickManyField(Byline._meta.get_field("author"), label=_("authors"), required=False)
    source = PickField(
        Article._meta.get_field("source"), label=_("source"), required=False, may_make="name"
    )
    story = PickField(
        Article._meta.get_field("story"), label=_("story"), required=False, may_make="title"
    )
    lead_picture = PickField(
        Article._meta.get_field("lead_picture"),
        label=_("lead picture"),
        required=False,
        pictures=True,
    )
    related = PickManyField(
        BreakingNews._meta.get_field("article"),
        label=_("more on the topic"),
        required=False,
        help_text=_("In this order. Empty: articles that share its topics and its place."),
    )
    slug = forms.SlugField(
        label=capfirst(_("address")),
        max_length=120,
        required=False,
        help_text=_("Empty: made from the headline."),
    )

    class Meta:
        model = Article
        fields = (
            *PLAIN_FIELDS,
            "source",
            "story",
            "stage",
            "lead_picture",
            "lead_caption",
            "lead_alt",
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        article = self.instance
        self.fields["version"].initial = article.version if article.pk else None
        for name, rows, target in (
            ("places", "place_rows", "tag"),
            ("topics", "topic_rows", "tag"),
            ("authors", "bylines", "author"),
        ):
            if name in self.fields:
                found = getattr(article, rows).select_related(target) if article.pk else []
                things = [getattr(row, target) for row in found]
                self.initial[name] = things
                self.fields[name].know(things)
        if "related" in self.fields:
            # What one may not see is neither named nor chosen; it stays (`_related`).
            seen = self._may_be_named()
            things = list(related_articles(article).filter(seen)) if article.pk else []
            self.initial["related"] = things
            self.fields["related"].queryset = Article.objects.filter(seen)
            self.fields["related"].know(things)
        for name in ("source", "story", "lead_picture"):
            if name in self.fields and getattr(article, f"{name}_id"):
                self.fields[name].know([getattr(article, name)])
        self._offer_states()

    def _may_be_named(self):
        """The filter for the articles of which whoever writes may read a headline."""
        return Q() if self.user is None else access.reach(self.user, "view")

    def _offer_states(self):
        """Only the states into which the user may bring the article, and the one it is in."""
        if "status" not in self.fields or self.user is None:
            return
        reachable = {"draft", "in_review"}
        if access.allows(self.user, "publish", self.instance if self.instance.pk else None):
            reachable.add("ready")
        if access.allows(self.user, "withdraw", self.instance if self.instance.pk else None):
            reachable.add("withdrawn")
        reachable.add(self.instance.status)
        self.fields["status"].choices = [
            (value, label) for value, label in Article.Status.choices if value in reachable
        ]

    def _get_validation_exclusions(self):
        # A new story has no key yet, so the database rule about stages cannot be asked.
        story = self.cleaned_data.get("story")
        new = {"story"} if story is not None and story.pk is None else set()
        return super()._get_validation_exclusions() | new

    def says(self, name):
        """Whether the posted form names the field at all."""
        field = self.fields.get(name)
        return field is not None and not field.widget.value_omitted_from_data(
            self.data, self.files, self.add_prefix(name)
        )

    def clean_headline(self):
        # One line; a space at which no line breaks stays one.
        return re.sub(r"[^\S\N{NO-BREAK SPACE}]+", " ", self.cleaned_data["headline"]).strip()

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and cleaned.get("version") is None:
            raise ValidationError(_("This form is incomplete. Load the page again."))
        steps.take(self, cleaned)
        if cleaned.get("top_rank") and not cleaned.get("top_until"):
            self.add_error("top_until", _("A top story needs a rank and an end."))
        for name, errors in refused_fields(self.refusal, ""):
            self.add_error(name if name in self.fields else None, errors)
        return cleaned

    def is_valid(self):
        if not self.reopened:
            return super().is_valid()
        # A working copy is shown as it was left: it saves nothing, and unfinished is no fault.
        self._errors, self.cleaned_data = ErrorDict(), {}
        return False

    @property
    def based_on(self):
        """The version the editor saw."""
        return self.cleaned_data.get("version")


# --- The Draft ----------------------------------------------------------------------------------


def draft_from_form(form, formsets, before=None):
    """The Draft that a valid form and its formsets say.

    before: the Draft the article says now (None for a new one); what the form does not name is
    taken from it.
    """
    said = {name: getattr(form.instance, name) for name in PLAIN_FIELDS if form.says(name)}
    cleaned = form.cleaned_data
    if form.says("places"):
        said["places"] = tuple(place.key for place in cleaned["places"])
    if form.says("topics"):
        said["topics"] = tuple(topic.name for topic in cleaned["topics"])
    if form.says("authors"):
        said["authors"] = tuple(author.slug for author in cleaned["authors"])
    if form.says("related"):
        said["related"] = _related(form, before)
    if form.says("source"):
        said["source"] = cleaned["source"].name if cleaned["source"] else ""
    if form.says("story"):
        said["chapter"] = _chapter(cleaned["story"], form.instance.stage)
    if form.says("lead_picture"):
        said["lead_picture"] = _lead_picture(form.instance)
    base = before or drafts.Draft(headline="")
    for formset in formsets:
        if formset.model is EventDate:
            said["events"] = _dated(formset, base.events, drafts.EventDate)
        elif formset.model is Correction:
            said["corrections"] = _dated(formset, base.corrections, drafts.Correction)
    said["blocks"] = _blocks([each for each in formsets if each.model in BLOCKS], base.blocks)
    return drafts.replace(base, **said, based_on=form.based_on)


def forms_by_uid(formsets):
    """Which form a block, date or correction was typed into."""
    return {form.instance.pk: form for formset in formsets for form in formset.forms}


def related_articles(article):
    """The articles that were chosen by hand to stand beside this one, in their order."""
    refs = RelatedArticle.objects.filter(article=article.pk).values("ref")
    places = RelatedArticle.objects.filter(article=article.pk, ref=OuterRef("ref"))
    found = Article.objects.filter(ref__in=refs).annotate(place=places.values("position")[:1])
    return found.order_by("place")


def _related(form, before):
    """The refs of the chosen articles. Those whose article is not here (an import may bring it
    later), or may not be seen by whoever writes, are not shown on the form, so they stay."""
    chosen = tuple(article.ref for article in form.cleaned_data["related"])
    known = before.related if before else ()
    shown = form.fields["related"].queryset
    here = set(shown.filter(ref__in=known).values_list("ref", flat=True))
    if list(chosen) == [ref for ref in known if ref in here]:
        return known
    return chosen + tuple(ref for ref in known if ref not in here)


def _chapter(story, stage):
    if story is None:
        return None
    return drafts.Chapter(story=story.key or _free_key(story.title), title=story.title, stage=stage)


def _free_key(title):
    """A key for a new story: stories of one title are still two."""
    base = slugify(title, 100) or "story"
    taken = set(Story.objects.filter(key__startswith=base).values_list("key", flat=True))
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key


def _lead_picture(article):
    if article.lead_picture_id is None:
        return None
    return drafts.LeadPicture(
        image=article.lead_picture_id, caption=article.lead_caption, alt=article.lead_alt
    )


def _dated(formset, before, kind):
    """Event dates or corrections; those of `before` that no form names stay."""
    items = {item.uid: item for item in before}
    for form in formset.forms:
        if formset.is_deleted(form):
            items.pop(form.instance.pk, None)
    for form in formset.kept():
        names = [name for name in kind.__dataclass_fields__ if name != "uid"]
        values = {name: getattr(form.instance, name) for name in names}
        items[form.instance.pk] = kind(uid=form.instance.pk, **values)
    moment = "starts_at" if kind is drafts.EventDate else "at"
    return tuple(sorted(items.values(), key=lambda item: (getattr(item, moment), str(item.uid))))


def _blocks(formsets, before):
    """The blocks in the order of the form; those no form names stay behind their predecessor."""
    named, deleted = [], set()
    for formset in formsets:
        deleted |= {form.instance.pk for form in formset.forms if formset.is_deleted(form)}
        named += [(form.instance.ordering, block_draft(form.instance)) for form in formset.kept()]
    blocks = [block for _ordering, block in sorted(named, key=lambda pair: pair[0])]
    uids = {block.uid for block in blocks} | deleted
    previous = None
    for block in before:
        if block.uid not in uids:
            here = [each.uid for each in blocks]
            blocks.insert(here.index(previous) + 1 if previous in here else 0, block)
        previous = block.uid if block.uid not in deleted else previous
    return tuple(blocks)
