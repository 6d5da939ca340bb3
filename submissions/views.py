"""The pages to send something in by. They read no session and set no cookie.

Their posts are exempt from Django's cookie against forged requests, because there is no login
whose rights a foreign page could borrow. Instead each form carries a signed token that is good
once (`form_token`), and what a browser says comes from another site is refused.
"""

from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles import pictures as picture_intake
from submissions import consent, form_token, rate, receiving, secret_link, uploads
from submissions.forms import CONTENT, Who
from submissions.models import Submission
from submissions.picture_forms import Pictures

SENT = "submissions.sent"
#: The page after sending shows the link to whoever gave no e-mail address, for so long (seconds).
LINK_SHOWN = 24 * 3600
#: Ten pictures of 25 MB and the words.
LARGEST = uploads.MOST * 25 * 1024 * 1024 + 1024 * 1024

asks = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def choose(request):
    """What is it: a report or an event."""
    return render(request, "submissions/choose.html")


# --- Sending in ---------------------------------------------------------------------------------


@csrf_exempt
@asks
def send(request, kind):
    """The form for a report or an event, and what was posted by it."""
    if request.method != "POST":
        return _page(request, kind, form_token.issue())
    if is_too_large(request):
        return _page(request, kind, form_token.issue(), problem=too_large(), code=413)
    posted, given = request.POST, request.POST.get("token", "")
    token = form_token.read(given)
    if token is None or is_foreign(request):
        given = form_token.renewed(given)
        return _page(request, kind, given, posted, problem=open_too_long(), code=403)
    if found := Submission.objects.filter(nonce=token.nonce).first():
        return _thank(found)
    if rate.knock(request):
        return _page(request, kind, given, posted, problem=too_often(), code=429)
    pictures = Pictures(posted, request.FILES.getlist("pictures"), token.nonce)
    if pictures.was_pressed:
        return _page(request, kind, given, posted, pictures)
    what, who = CONTENT[kind](posted), Who(posted)
    if not all([what.is_valid(), who.is_valid(), pictures.are_valid()]):
        # Another post of the same form may have taken the pictures along just now.
        if found := Submission.objects.filter(nonce=token.nonce).first():
            return _thank(found)
        return _page(request, kind, given, posted, pictures, what=what, who=who, code=400)
    doubts = _doubts(token, given, posted.get("proof", ""), who)
    content = what.content() | who.content()
    try:
        submission, is_new = receiving.receive(
            token.nonce, kind, content, pictures=pictures.forms, doubts=doubts
        )
    except OSError:
        return _page(request, kind, given, posted, pictures, problem=no_room(), code=507)
    if is_new:
        rate.count_sent(request)
    return _thank(submission)


def _doubts(token, given, proof, who):
    if who.cleaned_data["website"]:
        yield Submission.Doubt.TRAP
    if token.is_hasty:
        yield Submission.Doubt.HASTE
    if not form_token.was_worked_for(given, proof):
        yield Submission.Doubt.NO_PROOF


def _page(
    request, kind, token, posted=None, pictures=None, *,
    what=None, who=None, problem="", code=200,
):  # fmt: skip
    """The form with all that was typed; errors are told for the judged forms `what` and `who`."""
    judged = what is not None
    if not judged:
        # What was typed stays, as initial values of a fresh form.
        what, who = unjudged(CONTENT[kind], posted), unjudged(Who, posted)
    pictures = pictures or Pictures(posted, nonce=form_token.read(token).nonce)
    if not judged:
        pictures.unjudge()
    context = {
        "kind": kind,
        "token": token,
        "bits": form_token.BITS,
        "what": what,
        "who": who,
        "pictures": pictures,
        "faults": faults_of(what, pictures, who, problem=problem, judged=judged),
        "problem": problem,
        "consent": consent.consent_text(),
        "rights": consent.rights_text(),
    }
    return render(request, "submissions/form.html", context, status=code)


def _thank(submission):
    token = signing.dumps(submission.pk, salt=SENT)
    response = redirect("submission_sent", token=token)
    response.status_code = 303
    return response


@require_safe
def sent(request, token):
    """It has arrived: its number, and what happens next."""
    try:
        pk = signing.loads(token, salt=SENT)
    except signing.BadSignature:
        raise Http404("no such submission") from None
    submission = Submission.objects.filter(pk=pk).first()
    if submission is None:
        raise Http404("no such submission")
    fresh = (timezone.now() - submission.sent_at).total_seconds() < LINK_SHOWN
    link = secret_link.path(submission) if fresh and not submission.is_mailed else ""
    return unlisted(
        render(request, "submissions/sent.html", {"submission": submission, "link": link})
    )


@require_safe
def picture(request, token):
    """A picture that was uploaded, for whoever fills in the form it belongs to."""
    kept = uploads.shown(token)
    if kept is None:
        raise Http404("no such picture")
    return unlisted(HttpResponse(kept.read(), content_type="image/jpeg"))


# --- What all pages of senders share -----------------------------------------------------------


def is_foreign(request):
    """Whether the browser says that a page of another site made the request."""
    return request.headers.get("Sec-Fetch-Site", "") == "cross-site"


def is_too_large(request):
    """Whether more comes than ten pictures and words can be; then nothing of it is read."""
    said = request.META.get("CONTENT_LENGTH") or ""
    # Django reads nothing of a request that does not say how long it is.
    return said.isascii() and said.isdigit() and (len(said) > 18 or int(said) > LARGEST)


def too_large():
    return _("That was more than 250 MB. Go back, your words are still there: send fewer pictures.")


def open_too_long():
    return _("This page was open for too long. Nothing is lost: please send it again.")


def too_often():
    return _("Too much was sent from your connection today. Please call or write to us.")


def no_room():
    return " ".join(picture_intake.no_room().messages)


def unjudged(form, posted):
    """A form that shows what was typed, without a word about it."""
    initial = {name: posted[name] for name in form.base_fields if name in posted} if posted else {}
    return form(initial=initial)


def faults_of(what, pictures, who=None, *, problem="", judged=True):
    """All that is wrong with a page, in its order: texts with the id of the field they stand at."""
    faults = [{"text": problem, "to": ""}] if problem else []
    if judged:
        faults += _of_fields(what)
    faults += [{"text": text, "to": "id_pictures"} for text in pictures.errors]
    if judged:
        for form in filter(None, (*pictures.forms, who)):
            faults += _of_fields(form)
    return faults


def _of_fields(form):
    for name in form.fields:
        for text in form.errors.get(name, ()):
            yield {"text": text, "to": form[name].id_for_label}


def unlisted(response):
    """Keep an answer out of search engines, and its address out of other sites' logs."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
