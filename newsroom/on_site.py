"""The way from a row at the desk to its page: Django's own tells any login where any row lives."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect

from articles import access


def on_site(request, content_type_id, object_id):
    """Redirect to the row's page; 404 for whoever may not see the row, as if there were none."""
    try:
        kind = ContentType.objects.get_for_id(int(content_type_id))
        row = kind.get_object_for_this_type(pk=object_id)
    except (ObjectDoesNotExist, ValidationError, ValueError, AttributeError):
        raise Http404 from None
    if not hasattr(row, "get_absolute_url") or not access.allows(request.user, "view", row):
        raise Http404
    return redirect(row)
