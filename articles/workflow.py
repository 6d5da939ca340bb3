"""How an article goes out from the desk: rights and rules before the one door.

    save(article, draft, by=user)    what the admin calls for every save of an article

The door (`articles.conversion`) holds for every origin; what only people at the desk must keep to
(their role, the four eyes, the checks before publication) stands here, once for all routes of the
desk: the form, the lists' actions, the front-page desk, restoring a version.
"""

from collections import defaultdict

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from articles import access, conversion


def save(article, draft, *, by, reason=""):
    """Make the article say what the Draft says, if `by` may; returns the article as saved.

    article: the row as stored, or None for a new article. by: the user at the desk. Raises
    conversion.Refused for what the user may not do or the door does not take (then nothing is
    written) and conversion.StaleDraft as the door does.
    """
    before = conversion.draft_of(article) if article is not None else None
    refuse_what_is_forbidden(by, article, before, draft)
    if article is None:
        return conversion.create_article(draft, by=by, reason=reason)
    return conversion.apply_draft(article, draft, by=by, reason=reason)


def refuse_what_is_forbidden(user, article, before, draft):
    """Raise conversion.Refused for what the user's role may not do, at the field it is about."""
    errors = defaultdict(list)
    for verb, field in access.objections(user, article, before, draft):
        message = {
            "publish": _("You may not publish this. Hand it in for review."),
            "withdraw": _("You may not withdraw this."),
            "pin": _("You may not choose top stories."),
        }.get(verb, _("You may not change this article as it stands."))
        errors[field or NON_FIELD_ERRORS].append(ValidationError(message, code="forbidden"))
    if errors:
        raise conversion.Refused(dict(errors))
