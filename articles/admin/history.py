"""An article's versions: who saved what when and why, two of them compared, an old one restored.

<pk>/versions/                      the list, by portions
<pk>/versions/compare/?from=&to=    two versions in one column
<pk>/versions/<number>/restore/     what would change; a POST does it, through the one door
"""

from itertools import groupby
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from articles import comparison, conversion, drafts, history, workflow
from articles.admin import changes
from articles.form_fields import picture_address
from articles.models import ArticleVersion, Image

PORTION = 30
#: The choices of the comparison page; older versions are reached from the list.
CHOICES = 200


class ArticleHistory:
    """Pages of the article's admin; whoever may view the article may read what it said."""

    def get_urls(self):
        def page(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=name)

        return [
            page("<int:pk>/versions/", self.versions, "article_versions"),
            page("<int:pk>/versions/compare/", self.compare, "article_compare"),
            page("<int:pk>/versions/<int:number>/restore/", self.restore, "article_restore"),
            *super().get_urls(),
        ]

    def history_view(self, request, object_id, extra_context=None):
        """Django's history shows what it logs; ours shows what was said."""
        return redirect(reverse("admin:article_versions", args=[object_id]))

    def _seen(self, request, pk):
        article = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return article

    def _history_page(self, request, article, template, **context):
        page = {
            **self.admin_site.each_context(request),
            "subtitle": article.headline,
            "opts": self.opts,
            "original": article,
            "may_change": self.has_change_permission(request, article),
            "is_out": article.is_public(),
        }
        return TemplateResponse(request, f"admin/articles/article/{template}", page | context)

    # --- The list ------------------------------------------------------------------------------

    def versions(self, request, pk):
        """The newest first, with what each changed, how much, and whether readers saw it."""
        article = self._seen(request, pk)
        stored = article.versions.select_related("by")
        if (before := request.GET.get("before", "")).isdecimal():
            stored = stored.filter(number__lt=int(before[:9]))
        rows = list(stored[: PORTION + 1])
        periods = history.shown_to_readers(rows, following=_saved_after(rows))
        said = [row.as_draft() for row in rows]
        entries = []
        for row, period, draft, earlier in zip(rows, periods, said, [*said[1:], None], strict=True):
            entry = {"row": row, "who": who(row), "period": period, "is_first": earlier is None}
            entry["is_now"] = row.number == article.version
            if earlier is not None:
                names = ("changed", "added", "dropped")
                entry |= zip(names, changes.in_short(earlier, draft), strict=True)
            entries.append(entry)
        return self._history_page(
            request,
            article,
            "versions.html",
            title=_("Versions"),
            entries=entries[:PORTION],
            older=rows[PORTION - 1].number if len(rows) > PORTION else None,
        )

    # --- Two versions --------------------------------------------------------------------------

    def compare(self, request, pk):
        """Two versions in one column; without numbers the last save against the one before."""
        article = self._seen(request, pk)
        newer = _version(article, request.GET.get("to", ""), before=None)
        older = _version(article, request.GET.get("from", ""), before=newer)
        if older.number > newer.number:
            older, newer = newer, older
        before, after = older.as_draft(), newer.as_draft()
        steps = _steps(article, newer)
        choices = article.versions.select_related("by").defer("draft")[:CHOICES]
        return self._history_page(
            request,
            article,
            "compare.html",
            title=_("Version %(older)d and version %(newer)d")
            % {"older": older.number, "newer": newer.number},
            older=older,
            newer=newer,
            versions=[(row, who(row)) for row in choices],
            steps=steps,
            reason=newer.reason if older.number == steps["older"] else "",
            restorable=self.has_change_permission(request, article)
            and older.number != article.version,
            **side_by_side(before, after),
        )

    # --- Restoring -----------------------------------------------------------------------------

    def restore(self, request, pk, number):
        """What would change if a version, or a part of it, came back; a POST brings it back."""
        article = self._seen(request, pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        version = get_object_or_404(article.versions.select_related("by"), number=number)
        asked = request.POST if request.method == "POST" else request.GET
        part = _part(asked.get("part", history.WHOLE))
        problems, wants_despite = [], False
        if request.method == "POST":
            try:
                return self._restored(request, article, version, part)
            except conversion.StaleDraft:
                problems = [_("The article has been saved meanwhile. Look again at what changes.")]
                article.refresh_from_db()
            except conversion.Refused as refused:
                problems, wants_despite = refused.messages, "despite" in refused.error_dict
        present, old = conversion.draft_of(article), version.as_draft()
        back = _brought_back(article, present, old, part)
        whole = part == history.WHOLE
        dated = history.restored(article, present, old, publication=True).draft if whole else None
        return self._history_page(
            request,
            article,
            "restore.html",
            title=_("Restore version %(number)d") % {"number": number},
            version=version,
            who=who(version),
            part=asked.get("part", history.WHOLE),
            reason=asked.get("reason", "") or _reason(version, part, old),
            problems=problems,
            wants_despite=wants_despite,
            missing=back.missing,
            publication=list(changes.described(back.draft, dated)) if whole else (),
            publication_chosen="publication" in asked,
            **side_by_side(present, back.draft),
        )

    def _restored(self, request, article, version, part):
        present, old = conversion.draft_of(article), version.as_draft()
        publication = part == history.WHOLE and "publication" in request.POST
        back = _brought_back(article, present, old, part, publication=publication)
        seen = request.POST.get("version", "")
        draft = drafts.replace(back.draft, based_on=int(seen[:9]) if seen.isdecimal() else -1)
        reason = history.one_line(request.POST.get("reason", "")) or _reason(version, part, old)
        despite = history.one_line(request.POST.get("despite", ""))
        saved = workflow.save(article, draft, by=request.user, reason=reason, despite=despite)
        message = _("%(reason)s. It is version %(number)d now; the one before is kept.")
        if saved.version == article.version:
            message = _("Nothing to restore: the article says so already.")
        message %= {"reason": reason.rstrip("."), "number": saved.version}
        self.log_change(request, saved, changes.log_message(present, conversion.draft_of(saved)))
        self.message_user(request, message)
        for sentence in back.missing:
            self.message_user(request, sentence, "warning")
        return redirect("admin:articles_article_change", saved.pk)


def who(row):
    """The name of whoever saved a version; "" for an import."""
    return row.by.get_full_name() or row.by.get_username() if row.by else ""


def _saved_after(rows):
    """When the version after the newest of these was saved; None if there is none."""
    if not rows:
        return None
    later = ArticleVersion.objects.filter(article=rows[0].article_id, number__gt=rows[0].number)
    return later.order_by("number").values_list("at", flat=True).first()


def _version(article, number, *, before):
    """The version of this number; without one the newest (before `before`, else itself)."""
    rows = article.versions.select_related("by")
    if number:
        return get_object_or_404(rows, number=int(number[:9]) if number.isdecimal() else -1)
    if before is not None:
        return rows.filter(number__lt=before.number).first() or before
    row = rows.first()
    if row is None:
        raise Http404
    return row


def _steps(article, newer):
    """The numbers of the saves before and after this one, None at the ends."""
    numbers = article.versions.order_by("number").values_list("number", flat=True)
    earlier = numbers.filter(number__lt=newer.number).last()
    return {"older": earlier, "newer": numbers.filter(number__gt=newer.number).first()}


def _part(text):
    """What of a version is asked for, as `history.restored` wants it."""
    if text.startswith("block:"):
        try:
            return UUID(text.removeprefix("block:"))
        except ValueError as error:
            raise Http404 from error
    return text


def _brought_back(article, present, old, part, **options):
    try:
        return history.restored(article, present, old, part, **options)
    except LookupError as error:
        raise Http404 from error


def _reason(version, part, old):
    """What the list of versions will say, in the language of the paper's desk."""
    if part == history.WHOLE:
        return _("Version %(number)d restored") % {"number": version.number}
    if isinstance(part, UUID):
        block = old.block(part)
        label = changes.label_of_block(block) if block else _("A block")
    else:
        label = _("Order of the blocks") if part == "order" else changes.label_of_field(part)
    return _("%(part)s as in version %(number)d") % {"part": label, "number": version.number}


# --- Two Drafts in one column -------------------------------------------------------------------


def side_by_side(before, after):
    """What the templates show of two Drafts: `changed_fields`, `groups` of blocks, `counts`."""
    names = changes.names_in(before, after)
    pictures = Image.objects.in_bulk(
        {
            uid
            for draft in (before, after)
            for part in (draft.lead_picture, *draft.blocks)
            for uid in changes.pictures_in(part)
        }
    )
    fields, order = [], False
    for change in drafts.differences(before, after):
        if change.field == "order":
            order = True
        elif change.field != "block":
            was, now = (
                changes.value_in_words(change.field, value, names)
                for value in (change.before, change.after)
            )
            fields.append(
                {
                    "part": "" if change.field in history.ALWAYS_AS_NOW else change.field,
                    "label": changes.label_of_field(change.field),
                    "is_long": change.field in ("lead", "events", "corrections"),
                    "pieces": comparison.folded(comparison.words(was, now)),
                    "pictures": _pictures(change.before, change.after, pictures),
                }
            )
    rows = [_block(row, names, pictures) for row in comparison.body(before, after)]
    return {
        "changed_fields": fields,
        "groups": [
            {"is_kept": kept, "rows": list(group)}
            for kept, group in groupby(rows, key=lambda row: row["verb"] == "kept")
        ],
        "order_changed": order,
        "nothing_changed": not fields and not order and all(row["verb"] == "kept" for row in rows),
    }


def _block(row, names, pictures):
    was, now = (changes.text_of(block, names) for block in (row.before, row.after))
    shown = {
        "verb": row.verb,
        "verb_in_words": changes.verb_in_words(row.verb),
        "label": changes.label_of_block(row.after or row.before),
        "part": f"block:{row.uid}",
        "moved": row.moved,
        "pieces": comparison.folded(comparison.words(was, now)),
        "pictures": _pictures(row.before, row.after, pictures),
    }
    shown["details_only"] = (
        row.verb == "changed"
        and was == now
        and not any(verb != "kept" for verb, _address in shown["pictures"])
    )
    return shown


def _pictures(before, after, pictures):
    """Pairs (kept, dropped or added; the small copy's address), dropped ones first."""
    old, new = (changes.pictures_in(value) for value in (before, after))
    marked = [("dropped", uid) for uid in old if uid not in new]
    marked += [("kept" if uid in old else "added", uid) for uid in new]
    return [(verb, picture_address(pictures.get(uid))) for verb, uid in marked]
