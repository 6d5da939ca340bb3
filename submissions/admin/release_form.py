"""The press-release desk: the article's own form, filled from a release, with the text beside it.

It is the form of `articles.admin` with all it can do (blocks, search fields, preview, findings,
working copies), so what a release becomes is checked and saved like everything else. Added are the
text, what was read where, and the tie between the two.
"""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from js_asset import Script

from articles import conversion, drafts, workflow, working_copies
from articles.admin.article import ArticleAdmin
from articles.german.slugs import slugify
from articles.models import Article, WorkingCopy
from articles.numbers import number_in
from submissions.releases import advice, desk, earlier, proposing, provenance, senders
from submissions.releases.colouring import stretches

#: Names of the desk's own fields in the form; a working copy keeps them, too.
RELEASE, REPORT = "release", "report"
FOLLOWS = (
    ("update", gettext_lazy("update")),
    ("follow_up", gettext_lazy("follow-up")),
    ("correction", gettext_lazy("correction")),
)


def address_of(release, report=None, **question):
    """Where the release is worked on; report: the number of one of several."""
    if report is not None:
        question = {REPORT: report, **question}
    address = reverse("admin:submissions_release_change", args=[release.pk])
    asked = QueryDict(mutable=True)
    asked.update(question)
    return f"{address}?{asked.urlencode()}" if question else address


class ReleaseDesk(ArticleAdmin):
    """One release on the desk: made for one request."""

    change_form_template = add_form_template = "admin/submissions/release/desk.html"

    class Media:
        css = {"all": ["submissions/admin/release.css"]}
        js = [
            Script("submissions/admin/release.js", type="module"),
            Script("submissions/admin/release_repairs.js", type="module"),
        ]

    def __init__(self, release, request, site):
        super().__init__(Article, site)
        self.release = release
        self.text = release.texts.order_by("-number").first()
        self.everything = proposing.whole(self.text.text, self.text.received_at)
        items = self.everything.items
        self.reports = list(items) if len(items) > 1 else []
        self.used = {
            (use.start, use.end): use
            for use in self.text.uses.select_related("article").only(
                "start", "end", "text", "article__headline"
            )
        }
        self.number = self._number_asked(request)

    def _number_asked(self, request):
        """Which of several reports; None for all of the text."""
        if not self.reports or request.GET.get(REPORT) == "all":
            return None
        asked = number_in(request.GET.get(REPORT))
        if asked is not None and asked < len(self.reports):
            return asked
        left = self.unused()
        return left[0] if left else 0

    def unused(self):
        """Numbers of the reports of which no article was made."""
        spans = ((number, (each.start, each.end)) for number, each in enumerate(self.reports))
        return [number for number, span in spans if span not in self.used]

    @property
    def report(self):
        return None if self.number is None else self.reports[self.number]

    @property
    def span(self):
        return (self.report.start, self.report.end) if self.report else (0, len(self.text.text))

    @property
    def part_name(self):
        return "" if self.number is None else str(self.number)

    # --- The form: a working copy of one's own, else what was read --------------------------------

    def begin(self, request, object_id):
        if request.method == "GET" and "copy" not in request.GET and "as-read" not in request.GET:
            mine = WorkingCopy.objects.open().filter(
                user=request.user,
                article=None,
                form__release=[str(self.release.pk)],
                form__report=[self.part_name],
            )
            if copy := mine.defer("form").first():
                question = request.GET.copy()
                question["copy"] = str(copy.pk)
                return redirect(f"{request.path}?{question.urlencode()}")
        if request.method == "POST" and "mended" in request.POST:
            self._settle(request)
        answer = super().begin(request, None)
        if answer is None and request.method == "GET":
            self._fill(request)
        elif answer is None and {"_mend", "_mend_nothing"} & set(request.POST):
            request.reopened = None  # Shown again, not saved.
        return answer

    def _settle(self, request):
        """The fields say what the ticks of the repairs say; with a script they do so already."""
        request.FILES  # noqa: B018 – Reading them later would undo the next line.
        posted = request.POST.copy()
        taken = () if "_mend_nothing" in posted else advice.kept(posted)
        if lost := advice.settle(posted, self.filled, taken):
            told = ngettext(
                "%d place does not stand there like that any more.",
                "%d places do not stand there like that any more.",
                lost,
            )
            messages.warning(request, told % lost)
        request.POST = posted

    def _fill(self, request):
        """Show the form as if somebody had typed into it what was read."""
        posted = QueryDict(mutable=True)
        for formset, _inline in self.get_formsets_with_inlines(request, None):
            prefix = formset.get_default_prefix()
            for name, number in (("TOTAL", 0), ("INITIAL", 0), ("MIN_NUM", 0), ("MAX_NUM", 1000)):
                posted[f"{prefix}-{name}_FORMS"] = str(number)
        for name, values in self.filled.values.items():
            posted.setlist(name, values)
        request.FILES  # noqa: B018 – Reading them later would undo the next line.
        request.POST, request.method, request.reopened = posted, "POST", None

    @property
    def filled(self):
        if not hasattr(self, "_filled"):
            self._filled = proposing.filled(
                self.text.text,
                self.text.received_at,
                self.report,
                self.release.feed,
                self.everything,
                senders.source_of(self.text),
            )
        return self._filled

    def get_changeform_initial_data(self, request):
        return {}

    # --- The page ---------------------------------------------------------------------------------

    def render_change_form(self, request, context, **kwargs):
        text, found, start = self.text.text, self.filled, self.span[0]
        end = self.span[1]
        offset = start if self.report else 0
        changes, hints = advice.repairs(text, found, offset), advice.hints(text, found, offset)
        seen = request.POST.getlist("seen")
        mended = advice.kept(request.POST) if "mended" in request.POST else found.mended
        places = [pk for pk in found.values.get("places", []) if pk]
        proposal = found.proposal
        above, below = desk.neighbours(self.release)
        context |= {
            "release": self.release,
            "source_text": self.text,
            "report_name": self.part_name,
            "reports": self._reports_shown(request),
            "report_number": self.number,
            "stretches": stretches(text[start:end], found.parts, start),
            "targets": found.targets,
            "source_start": start,
            "changes": advice.by_reason(changes),
            "change_count": len(changes),
            "may_undo": any(each.may_undo for each in changes),
            "mended": sorted(mended),
            "repairs_for_script": [
                [each.start + offset, each.end + offset, each.after] for each in proposal.repairs
            ],
            "passages": [each.as_json() for each in found.passages],
            "hints": hints,
            "seen": seen,
            "left_to_see": sum(each.key not in seen for each in hints),
            "people": found.known,
            "facts": proposal,
            "earlier": self._earlier_shown(
                request,
                earlier.reports(text[start:end], proposal.headline, proposal.lead, places),
            ),
            "continues": request.POST.get("continues", ""),
            "follows": FOLLOWS,
            "follows_as": request.POST.get("continues-as") or proposal.stage or "follow_up",
            "release_words": words(),
            "release_ways": {
                "above": above and address_of(above),
                "below": below and address_of(below),
                "queue": reverse("admin:submissions_release_changelist"),
            },
            "is_older_text": self.text.number > 1,
            "then": request.GET.get("then", ""),
        }
        response = super().render_change_form(request, context, **kwargs)
        # Findings of a text that is not saved yet are held against its release, too.
        response.context_data["check_url"] = reverse("admin:release_check", args=[self.text.pk])
        return response

    def _title(self, request, article):
        return _("Press release")

    def _reports_shown(self, request):
        return [
            {
                "number": number,
                "headline": each.headline or _("Report %(number)d") % {"number": number + 1},
                "address": address_of(self.release, number, **_then(request)),
                "use": self.used.get((each.start, each.end)),
            }
            for number, each in enumerate(self.reports)
        ]

    def _earlier_shown(self, request, found):
        """With whether the user may make the article a part of a story: an article that is in no
        story yet must be changed for that."""
        return [
            {
                "article": each.article,
                "share": each.share,
                "is_double": each.is_double,
                "at": each.at,
                "may_follow": each.article.story_id is not None
                or self.allows(request, "change", Article.objects.get(pk=each.article.pk)),
            }
            for each in found
        ]

    def working_context(self, request, article):
        working = super().working_context(request, article)
        if working:
            working["mine"] = []
        return working

    # --- Saving -----------------------------------------------------------------------------------

    def check_posted(self, request, pk=None):
        with provenance.read_from(self.text.text):
            return super().check_posted(request)

    def save_related(self, request, form, formsets, change):
        self._put_into_story(request, form)
        super().save_related(request, form, formsets, change)
        spans = [(each.start, each.end) for each in self.reports]
        try:
            desk.tie(
                self.release, self.text, self.span, form.instance, by=request.user, reports=spans
            )
        except desk.Decided as decided:
            message = _("Somebody has decided about this release meanwhile.")
            if decided.article:
                message = _("“%(headline)s” was made of this already.")
                message %= {"headline": decided.article.headline}
            raise conversion.Refused({NON_FIELD_ERRORS: [ValidationError(message)]}) from decided

    def _put_into_story(self, request, form):
        """The article becomes a chapter of the story of an earlier one, which may begin with it."""
        if not (pk := number_in(request.POST.get("continues"))):
            return
        stage = request.POST.get("continues-as", "")
        before = Article.objects.published().select_related("story").filter(pk=pk).first()
        if before is None or stage not in dict(FOLLOWS):
            message = _("The earlier article is not there any more.")
            raise conversion.Refused({NON_FIELD_ERRORS: [ValidationError(message)]})
        if before.story is None:
            chapter = drafts.Chapter(
                story=f"{slugify(before.headline, 90) or 'story'}-{before.pk}",
                title=before.headline[:150],
                stage="first_report",
            )
            draft = drafts.replace(conversion.draft_of(before), chapter=chapter)
            reason = _("A further article follows")
            before = workflow.save(before, draft, by=request.user, reason=reason)
        form.data = form.data.copy()
        form.data["story"] = str(before.story.pk)  # As if the field had been filled in.
        form.cleaned_data["story"] = before.story
        form.instance.story, form.instance.stage = before.story, stage

    def response_add(self, request, obj, post_url_continue=None):
        if "_continue" in request.POST:
            return redirect("admin:articles_article_change", obj.pk)
        link = format_html(
            '<a href="{}">{}</a>',
            reverse("admin:articles_article_change", args=[obj.pk]),
            obj.headline,
        )
        said = _("Published: {}") if obj.status == Article.Status.READY else _("Saved: {}")
        self.message_user(request, format_html(said, link), messages.SUCCESS)
        return self.onward(request)

    def saved_already(self, request, article):
        return self.response_add(request, article)

    def onward(self, request):
        """The next report of this release; else the next release; else the page to paste one."""
        here = type(self.release).objects.get(pk=self.release.pk)
        if here.is_open and self.reports:
            left = ReleaseDesk(here, request, self.admin_site).unused()
            later = [number for number in left if number > (self.number or 0)] or left
            if later:
                return redirect(address_of(here, later[0], **_then(request)))
        if request.GET.get("then") == "paste":
            return redirect("admin:submissions_release_add")
        if (following := desk.following(here)) is not None:
            return redirect(address_of(following))
        messages.info(request, _("No further release waits."))
        return redirect("admin:submissions_release_changelist")


def _then(request):
    return {"then": "paste"} if request.GET.get("then") == "paste" else {}


def address_of_copy(form):
    """Where a working copy goes on that was begun here; None for any other. form: its fields."""
    release = number_in((form.get(RELEASE) or [""])[0])
    if not release:
        return None
    address = reverse("admin:submissions_release_change", args=[release])
    report = (form.get(REPORT) or [""])[0]
    return f"{address}?{REPORT}={report if report.isdecimal() else 'all'}"


working_copies.ELSEWHERE.append(address_of_copy)


def words():
    """What the scripts of the page say."""
    return {
        "taken": _("%s: taken over"),
        "nothing": _("Mark some text first: arrow keys, with Shift to extend."),
        "gone": _("It does not stand there like that any more."),
        "undone": _("Undone"),
        "redo": _("Mend again"),
        "leftOut": _("Left out"),
        "noStatement": _("There is no statement yet."),
        "noPlace": _("No place of this name is known."),
        "found": _("Stands here"),
        "fields": {
            "headline": _("Headline"),
            "lead": _("Lead"),
            "paragraph": _("Paragraph"),
            "heading": _("Subheading"),
            "statement": _("Statement"),
            "speaker": _("Speaker"),
            "role": _("Role"),
            "place": pgettext("in a text", "Place"),
            "source": _("Source"),
            "out": _("Leave out"),
        },
        "keys": [
            ["h", "headline"],
            ["l", "lead"],
            ["p", "paragraph"],
            ["t", "heading"],
            ["s", "statement"],
            ["n", "speaker"],
            ["r", "role"],
            ["o", "place"],
            ["q", "source"],
            ["x", "out"],
        ],
        "legend": _(
            "F6: text or form · ↑ ↓: sentence, Shift extends · then a letter · ?: all keys"
        ),
        "markedIs": _("The marked text is: %s"),
        "follow": _("A follow-up of an earlier report"),
        "next": _("Next release"),
        "previous": _("Previous release"),
        "up": _("Back to the list"),
        "aside": _("Not used, and on to the next"),
        "tabs": {"label": _("Shown"), "text": _("Release"), "form": _("Article")},
        "help": [
            [_("Ctrl+Enter"), _("Save and open the next release")],
            [_("Ctrl+Shift+Enter"), _("Publish, after a look at the findings")],
            [_("Ctrl+S"), _("Save and open the article")],
            ["F6", _("Between text and form")],
            ["↑ ↓", _("In the text: sentence by sentence, with Shift to extend")],
            ["← →", _("In the text: by words; with Shift the begin")],
        ],
    }
