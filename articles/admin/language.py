"""German at the desk: what may be mended in the text as it stands, offered and never done.

The page's script (`language.js`) sends the running texts of the form, saved or not; the answer
says what may be mended where. Nothing is written: an editor takes each proposal, and the text
changes in the form alone.
"""

import json
from datetime import date

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from js_asset import Script

from articles.german import proofreading
from articles.known_words import known_among

#: Characters that are read at once; no article is so long.
LONGEST = 400_000
#: More than this nobody goes through; those behind come with the next look.
MOST = 300


class Language:
    """A part of the article's admin: the texts of its form, read for German typography."""

    @property
    def media(self):
        return super().media + forms.Media(
            css={"all": ["articles/admin/language.css"]},
            js=[Script("articles/admin/language.js", type="module")],
        )

    def get_urls(self):
        def page(route, name):
            return path(route, self.admin_site.admin_view(self.language), name=name)

        return [
            page("language/", "article_language"),
            page("<int:pk>/language/", "article_language"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, **kwargs):
        article = context["original"]
        if self._may_write(request, article):
            arguments = [article.pk] if article else []
            address = reverse("admin:article_language", args=arguments)
            context["language"] = {"address": address, "words": words()}
        return super().render_change_form(request, context, **kwargs)

    def _may_write(self, request, article):
        if article is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, article)

    def language(self, request, pk=None):
        """What may be mended in the texts of the form, as JSON. Writes nothing; one query.

        Posted as JSON: `texts`, paragraphs parted by empty lines; `day`, of publication, ISO 8601
        or nothing. Answered: `proposals` in the order of the texts, with the places counted in
        UTF-16, as browsers do; or, with status 400, the `problem` in words.
        """
        if request.method != "POST":
            raise Http404
        article = None if pk is None else get_object_or_404(self.get_queryset(request), pk=pk)
        if not self._may_write(request, article):
            raise PermissionDenied
        try:
            texts, near = _asked(request.body)
        except (ValueError, RecursionError):
            return _refused(_("This cannot be read. Load the page again."))
        if sum(map(len, texts)) > LONGEST:
            return _refused(_("The text is too long to be read at once."))
        known = known_among(proofreading.words_to_know(texts))
        found = proofreading.proposals(texts, near, known)[:MOST]
        return JsonResponse({"proposals": [_shown(each, texts[each.text]) for each in found]})


def _refused(problem):
    return JsonResponse({"problem": problem}, status=400)


def _asked(body):
    """The texts and the day; raises ValueError for what no page of ours sends."""
    asked = json.loads(body)
    texts = asked.get("texts") if isinstance(asked, dict) else None
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ValueError
    day = str(asked.get("day") or "")[:10]
    return texts, date.fromisoformat(day) if day else timezone.localdate()


def _shown(proposal, text):
    def at(place):
        return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2

    return {
        "text": proposal.text,
        "start": at(proposal.start),
        "end": at(proposal.end),
        "kind": proposal.kind,
        "reason": reason(proposal),
        "choices": [
            {
                "edits": [
                    [at(each.start), at(each.end), each.replacement] for each in choice.repairs
                ],
                "pieces": [
                    [each.before, each.old, each.new, each.behind] for each in choice.pieces
                ],
            }
            for choice in proposal.choices
        ],
    }


def reason(proposal):
    """Why, in one sentence of the user's language."""
    match proposal.kind, proposal.evidence:
        case "quote_marks", _evidence:
            return _("German quotation marks")
        case "apostrophe", _evidence:
            return _("An apostrophe as printed")
        case "dash", "loose":
            return _("A dash between words, no hyphen")
        case "dash", _evidence:
            return _("A dash between numbers, no hyphen")
        case "ellipsis", _evidence:
            return _("One sign for the ellipsis")
        case "spacing", "double":
            return _("One space is enough")
        case "spacing", "loose":
            return _("No space before this mark")
        case "spacing", _evidence:
            return _("A space at which no line breaks")
        case "print_hyphen", "text":
            return _("From print: this text has it as one word, too")
        case "print_hyphen", "archive":
            return _("From print: our articles have it as one word")
        case "print_hyphen", "line_end":
            return _("From print: a line ended here")
        case "print_hyphen", _evidence:
            return _("From print: the parts do not stand alone")
        case "no_such_day", _evidence:
            return _("“%(quote)s”: there is no such day.") % {"quote": proposal.quote}
        case "not_that_day", _evidence:
            day = date_format(proposal.on, "l, j. F Y")
            return _("“%(quote)s” is not that day: %(day)s.") % {
                "quote": proposal.quote,
                "day": day,
            }
        case "weekday_is_wrong", _evidence:
            words = {"quote": proposal.quote, "day": date_format(proposal.on, "l, j. F Y")}
            return _("“%(quote)s”: the calendar says %(day)s.") % words
    raise LookupError(proposal.kind)


def words():
    """What the script says, in the user's language."""
    return {
        "reading": _("Reading …"),
        "nothing": _("Nothing to mend found."),
        "one": _("1 proposal"),
        "many": _("%s proposals"),
        "done": _("All gone through."),
        "failed": _("The text could not be read. Try again."),
        "accept": _("Accept"),
        "acceptThis": _("Accept: %s"),
        "skip": _("Skip"),
        "all": _("All %s of this kind"),
        "go": _("Go to it"),
        "accepted": _("Accepted: %s"),
        "acceptedAll": _("%s accepted"),
        "skipped": _("Skipped"),
        "undone": _("Taken back"),
        "cannotUndo": _("The text was changed since; take it back in its field."),
        "becomes": _("becomes"),
        "place": _("%s, block %s"),
    }
