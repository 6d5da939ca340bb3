"""The pages behind the secret link of a sender: what becomes of it, changing it, taking it back.

They say nothing about who sent it. As all pages of senders they read no session.
"""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from submissions import consent, form_token, rate, receiving
from submissions.forms import CONTENT
from submissions.models import Submission
from submissions.picture_forms import Pictures
from submissions.views import (
    asks,
    faults_of,
    is_foreign,
    is_too_large,
    no_room,
    open_too_long,
    too_large,
    too_often,
    unjudged,
    unlisted,
)


@require_safe
def status(request, secret):
    """What becomes of it."""
    return _status_page(request, secret, _of(secret))


def _status_page(request, secret, submission, code=200):
    article = submission.article
    context = {
        "submission": submission,
        "secret": secret,
        "token": form_token.issue(),
        "article": article if article and article.is_public() else None,
        "problem": open_too_long() if code == 403 else "",
    }
    return unlisted(render(request, "submissions/status.html", context, status=code))


@csrf_exempt
@asks
def change(request, secret):
    """Content and pictures once more, to be changed until the desk has decided."""
    submission = _of(secret)
    if not submission.is_open:
        return redirect("submission_status", secret=secret)
    if request.method != "POST" or is_too_large(request):
        return _begin(request, secret, submission)
    posted, given = request.POST, request.POST.get("token", "")
    token = form_token.read(given)
    form_class = CONTENT[submission.kind]

    def again(problem="", code=200, token=given, what=None, pictures=None, based_on=None):
        return _change_page(
            request, secret, submission, token, what or unjudged(form_class, posted),
            pictures, problem=problem, code=code, judged=what is not None,
            based_on=posted.get("based_on", "") if based_on is None else based_on,
        )  # fmt: skip

    if token is None or is_foreign(request):
        return again(open_too_long(), 403, token=form_token.renewed(given))
    if submission.changed_by_form == token.nonce:
        return _back(secret)  # Sent twice.
    if rate.knock(request):
        return again(too_often(), 429)
    pictures = Pictures(posted, request.FILES.getlist("pictures"), token.nonce)
    if pictures.was_pressed:
        return again(pictures=pictures)
    form = form_class(posted)
    if not all([form.is_valid(), pictures.are_valid()]):
        return again(what=form, pictures=pictures, code=400)
    try:
        receiving.change(
            submission,
            form.content(),
            pictures=pictures.forms,
            form=token.nonce,
            based_on=posted.get("based_on", ""),
        )
    except receiving.Overtaken:
        now_there = Submission.objects.get(pk=submission.pk).changed_by_form
        return again(_overtaken(), 409, what=form, pictures=pictures, based_on=now_there)
    except OSError:
        return again(no_room(), 507, what=form, pictures=pictures)
    return _back(secret)


def _overtaken():
    return _(
        "It was changed in another window meanwhile. Here is what you have typed in this one: "
        "save it if it shall stand instead."
    )


def _begin(request, secret, submission):
    token = form_token.issue()
    too_much = request.method == "POST"
    return _change_page(
        request,
        secret,
        submission,
        token,
        CONTENT[submission.kind](initial=_as_typed(submission)),
        Pictures.of(submission, form_token.read(token).nonce),
        based_on=submission.changed_by_form,
        problem=too_large() if too_much else "",
        code=413 if too_much else 200,
        judged=False,
    )


@csrf_exempt
@require_POST
def withdraw(request, secret):
    """Take it back; the page with the button is the status page."""
    submission = _of(secret)
    if form_token.read(request.POST.get("token", "")) is None or is_foreign(request):
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
            typed |= {day: here.date(), clock: None if submission.all_day else here.time()}
    if typed.get("ends_on") == typed.get("begins_on"):
        typed.pop("ends_on", None)
    return typed


def _change_page(
    request, secret, submission, token, what, pictures, *, based_on, judged, problem="", code=200
):
    pictures = pictures or Pictures(request.POST, nonce=form_token.read(token).nonce)
    if not judged:
        pictures.unjudge()
    context = {
        "submission": submission,
        "secret": secret,
        "token": token,
        "based_on": based_on,
        "what": what,
        "pictures": pictures,
        "rights": consent.rights_text(),
        "faults": faults_of(what, pictures, problem=problem, judged=judged),
        "problem": problem,
    }
    return unlisted(render(request, "submissions/change.html", context, status=code))


def _back(secret):
    response = redirect("submission_status", secret=secret)
    response.status_code = 303
    return response
