"""The pages for senders. They read no session and set no cookie.

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
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from submissions import consent, form_token, rate, receiving, secret_link, uploads
from submissions.forms import CONTENT, Pictures, Who
from submissions.models import Submission

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
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        form = _page(request, kind, form_token.issue(), problem=_("That was more than 250 MB."))
        form.status_code = 413
        return form
    posted, given = request.POST, request.POST.get("token", "")
    token = form_token.read(given)
    if token is None or _is_foreign(request):
        problem = _("This page was open for too long. Nothing is lost: please send it again.")
        return _page(request, kind, form_token.issue(), posted, problem=problem, code=403)
    if found := Submission.objects.filter(nonce=token.nonce).first():
        return _thank(found)
    if rate.knock(request):
        problem = _("Too much was sent from your connection today. Please call or write to us.")
        return _page(request, kind, given, posted, problem=problem, code=429)
    removed = posted.get("remove", "")
    remove = int(removed) if removed.isdecimal() and len(removed) < 3 else None
    pictures = Pictures(posted, request.FILES.getlist("pictures"), token.nonce, remove)
    if "upload" in posted or remove is not None:
        return _page(request, kind, given, posted, pictures)
    what, who = CONTENT[kind](posted), Who(posted)
    if not all([what.is_valid(), who.is_valid(), pictures.are_valid()]):
        # Another post of the same form may have taken the pictures along just now.
        if found := Submission.objects.filter(nonce=token.nonce).first():
            return _thank(found)
        return _page(request, kind, given, posted, pictures, what=what, who=who, code=400)
    doubts = _doubts(token, given, posted.get("proof", ""), who)
    content = what.content() | who.content()
    submission, is_new = receiving.receive(
        token.nonce, kind, content, pictures=pictures.forms, doubts=doubts
    )
    if is_new:
        rate.count_sent(request)
    return _thank(submission)


def _is_foreign(request):
    """Whether the browser says that a page of another site made the request."""
    return request.headers.get("Sec-Fetch-Site", "") == "cross-site"


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
        what, who = _unjudged(CONTENT[kind], posted), _unjudged(Who, posted)
    pictures = pictures or Pictures(posted, nonce=_nonce(token))
    if not judged:
        pictures.unjudge()
    faults = [{"text": problem, "to": ""}] if problem else []
    if judged:
        faults += _faults(what)
    faults += [{"text": text, "to": "id_pictures"} for text in pictures.errors]
    if judged:
        faults += [fault for form in (*pictures.forms, who) for fault in _faults(form)]
    context = {
        "kind": kind,
        "token": token,
        "bits": form_token.BITS,
        "what": what,
        "who": who,
        "pictures": pictures,
        "faults": faults,
        "consent": consent.consent_text(),
        "rights": consent.rights_text(),
    }
    return render(request, "submissions/form.html", context, status=code)


def _nonce(token):
    read = form_token.read(token)
    return read.nonce if read else ""


def _unjudged(form, posted):
    initial = {name: posted[name] for name in form.base_fields if name in posted} if posted else {}
    return form(initial=initial)


def _faults(form):
    """Every error of a form with the id of the field it stands at."""
    for name in form.fields:
        for text in form.errors.get(name, ()):
            yield {"text": text, "to": form[name].id_for_label}


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
    return _secret(
        render(request, "submissions/sent.html", {"submission": submission, "link": link})
    )


@require_safe
def picture(request, token):
    """A picture that was uploaded, for whoever fills in the form it belongs to."""
    kept = uploads.shown(token)
    if kept is None:
        raise Http404("no such picture")
    return _secret(HttpResponse(kept.read(), content_type="image/jpeg"))


# --- Afterwards, by the secret link -------------------------------------------------------------


@require_safe
def status(request, secret):
    """What becomes of it; says nothing about who sent it."""
    return _status_page(request, secret, _of(secret))


def _status_page(request, secret, submission, code=200):
    article = submission.article
    context = {
        "submission": submission,
        "secret": secret,
        "token": form_token.issue(),
        "article": article if article and article.is_public() else None,
    }
    return _secret(render(request, "submissions/status.html", context, status=code))


@csrf_exempt
@asks
def change(request, secret):
    """The content once more, to be changed until the desk has decided."""
    submission = _of(secret)
    if not submission.is_open:
        return redirect("submission_status", secret=secret)
    form_class = CONTENT[submission.kind]
    if request.method != "POST":
        form = form_class(initial=_as_typed(submission))
        return _change_page(request, secret, submission, form)
    if form_token.read(request.POST.get("token", "")) is None or _is_foreign(request):
        problem = _("This page was open for too long. Nothing is lost: please send it again.")
        form = _unjudged(form_class, request.POST)
        return _change_page(request, secret, submission, form, problem, code=403)
    form = form_class(request.POST)
    if not form.is_valid():
        return _change_page(request, secret, submission, form, code=400)
    receiving.change(submission, form.content())
    return _back(secret)


@csrf_exempt
@require_POST
def withdraw(request, secret):
    """Take it back; the page with the button is the status page."""
    submission = _of(secret)
    if form_token.read(request.POST.get("token", "")) is None or _is_foreign(request):
        return _status_page(request, secret, submission, code=403)
    receiving.withdraw(submission)
    return _back(secret)


def _of(secret):
    submission = receiving.of_secret(secret)
    if submission is None:
        raise Http404("no such submission")
    return submission


def _as_typed(submission):
    """The content as the form asks for it."""
    typed = {field.name: getattr(submission, field.name) for field in Submission._meta.fields}
    for moment, day, clock in (
        ("starts_at", "begins_on", "begins"),
        ("ends_at", "ends_on", "ends"),
    ):
        if typed[moment]:
            here = timezone.localtime(typed[moment])
            typed |= {day: here.date(), clock: here.time()}
    if typed.get("ends_on") == typed.get("begins_on"):
        typed.pop("ends_on", None)
    return typed


def _change_page(request, secret, submission, form, problem="", code=200):
    faults = [{"text": problem, "to": ""}] if problem else []
    context = {
        "submission": submission,
        "secret": secret,
        "token": form_token.issue(),
        "what": form,
        "faults": [*faults, *(_faults(form) if code == 400 else [])],
    }
    return _secret(render(request, "submissions/change.html", context, status=code))


def _back(secret):
    response = redirect("submission_status", secret=secret)
    response.status_code = 303
    return response


def _secret(response):
    """Keep an answer out of search engines, and its address out of other sites' logs."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
