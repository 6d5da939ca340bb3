"""How an article goes out from the desk: rights and rules before the one door.

    save(article, draft, by=user)    what the admin calls for every save of an article
    returned_notes(articles)         what colleagues wrote who sent them back

The door (`articles.conversion`) holds for every origin; what only people at the desk must keep to
(their role, the four eyes, the embargo, the checks before publication) stands here, once for all
routes of the desk: the form, the lists' actions, the front-page desk, restoring a version.
docs/access.md says the rules in words.
"""

from collections import defaultdict

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles import access, conversion, drafts, findings
from articles.models import Article, AuditEntry

#: Fields of a Draft that say how and when it goes out, not what it tells its readers.
WAY_OUT = {
    *access.TIMING,
    *access.PINNING,
    "embargo_source",
    "embargo_reason",
    "updated_at",
    "former_paths",
    "related",
    "without_adverts",
    "ref",
}


@transaction.atomic
def save(article, draft, *, by, reason="", despite=""):
    """Make the article say what the Draft says, if `by` may; returns the article as saved.

    article: the row as stored, or None for a new article. by: the user at the desk. reason: a
    note kept with the version. despite: the written reason why a rule does not hold this time
    (no second pair of eyes, an embargo that ends early); kept in the version and the audit log.
    Raises conversion.Refused for what the user may not do, what a rule forbids or the door does
    not take (then nothing is written) and conversion.StaleDraft as the door does.
    """
    before = None
    if article is not None:
        # Held to the end, so that nobody changes the text between the check and the save.
        article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        before = conversion.draft_of(article)
        if draft.based_on is not None and draft.based_on != article.version:
            raise conversion.StaleDraft(article, before)
    refuse_what_is_forbidden(by, article, before, draft)
    exceptions = refuse_what_rules_forbid(by, article, before, draft, despite.strip())
    refuse_what_is_not_ready(article, before, draft)
    reason = " – ".join(filter(None, [reason.strip(), despite.strip() if exceptions else ""]))
    if article is None:
        saved = conversion.create_article(draft, by=by, reason=reason)
    else:
        saved = conversion.apply_draft(article, draft, by=by, reason=reason)
    _keep(before, draft, saved, exceptions, by=by, reason=reason)
    return saved


def refuse_what_is_forbidden(user, article, before, draft):
    """Raise conversion.Refused for what the user's role may not do, at the field it is about."""
    errors = defaultdict(list)
    for verb, field in access.objections(user, article, before, draft):
        message = {
            "publish": _("You may not publish this. Hand it in for review."),
            "withdraw": _("You may not withdraw this."),
            "pin": _("You may not choose top stories."),
            "lift": _("Only the head of the desk may end an embargo early."),
        }.get(verb, _("You may not change this article as it stands."))
        errors[field or NON_FIELD_ERRORS].append(ValidationError(message, code="forbidden"))
    if errors:
        raise conversion.Refused(dict(errors))


# --- Rules that a written reason can set aside --------------------------------------------------


def refuse_what_rules_forbid(user, article, before, draft, despite):
    """Raise conversion.Refused for four eyes and embargoes; returns the rules that are set aside.

    Whoever may set a rule aside is asked for the reason at the field `despite`.
    """
    exceptions, errors = [], defaultdict(list)
    if access.lifts_embargo(before, draft):
        exceptions.append("embargo")
        if not despite:
            message = _("Say why the embargo ends early.")
            errors["despite"].append(ValidationError(message, code="reason"))
    if wants_four_eyes(before, draft) and not seen_by_two(user, article, before, draft):
        if not access.allows(user, "override", article):
            errors["status"].append(ValidationError(four_eyes_message(), code="four_eyes"))
        else:
            exceptions.append("four_eyes")
            if not despite:
                message = _("Nobody else has saved this text. Say why it goes out all the same.")
                errors["despite"].append(ValidationError(message, code="reason"))
    if errors:
        raise conversion.Refused(dict(errors))
    return exceptions


def four_eyes_message():
    return _("A second person must save this text before it goes out: hand it in for review.")


def wants_four_eyes(before, draft):
    """Whether the save brings out an article of a kind that two people must have seen."""

    def goes_out(value):
        return value.status == "ready" and value.kind in settings.PAPER.desk.four_eyes

    return goes_out(draft) and not (before is not None and goes_out(before))


def seen_by_two(user, article, before, draft):
    """Whether somebody other than `user` has saved the very text that goes out.

    A text that this save changes nobody else has seen; what a machine saved nobody has.
    """
    if before is None or changes_text(before, draft):
        return False
    versions = article.versions.order_by("-number").values_list("by", "draft")
    text = None
    for by, stored in versions.iterator(chunk_size=20):
        here = {name: value for name, value in stored.items() if name not in WAY_OUT}
        text = here if text is None else text
        if by not in (None, user.pk) and here == text:
            return True
    return False


def changes_text(before, draft):
    """Whether readers would read something else."""
    # The door chooses an address where none is given.
    draft = drafts.replace(draft, slug=draft.slug or before.slug)
    return any(change.field not in WAY_OUT for change in drafts.differences(before, draft))


# --- Findings -----------------------------------------------------------------------------------


def refuse_what_is_not_ready(article, before, draft):
    """Raise conversion.Refused, at each field and block, for blocking findings of a ready article.

    An article that is out with an old fault stays correctable: only what this save brings counts.
    """
    if draft.status != Article.Status.READY:
        return
    found = [each for each in findings.of(draft, article) if each.is_blocking]
    if found and before is not None and before.status == Article.Status.READY:
        known = {(each.code, each.fingerprint) for each in findings.of(before, article)}
        found = [each for each in found if (each.code, each.fingerprint) not in known]
    errors, block_errors = defaultdict(list), {}
    for finding in found:
        error = ValidationError(findings.message(finding), code=finding.code)
        if finding.uid:
            at_block = block_errors.setdefault(finding.uid, {})
            at_block.setdefault(finding.field, []).append(error)
        else:
            errors[finding.field].append(error)
    if found:
        raise conversion.Refused(dict(errors), block_errors)


# --- What is kept of it ---------------------------------------------------------------------------


def _keep(before, draft, saved, exceptions, *, by, reason):
    """Entries of the log for the steps the door has no word for."""
    if before is not None and saved.version == before.based_on:
        return  # Nothing was written.
    was = before.status if before else "draft"
    step = {("draft", "in_review"): "hand_in", ("in_review", "draft"): "send_back"}.get(
        (was, draft.status)
    )
    if step:
        AuditEntry.keep(step, saved, by=by, version=saved.version, reason=reason)
    for rule in exceptions:
        AuditEntry.keep("override", saved, by=by, version=saved.version, rule=rule, reason=reason)


def returned_notes(articles):
    """{pk: audit entry} of those articles that were sent back and not handed in since; one query.

    The entry's `details["reason"]` is the note, `by` who wrote it.
    """
    keys = {str(article.pk): article.pk for article in articles if article.status == "draft"}
    steps = AuditEntry.objects.filter(
        kind=Article._meta.label_lower, key__in=keys, verb__in=["hand_in", "send_back", "publish"]
    )
    newest = steps.order_by("key", "-at", "-pk").distinct("key").select_related("by")
    return {keys[entry.key]: entry for entry in newest if entry.verb == "send_back"}
