"""What every template knows."""

from django.conf import settings


def paper(request):
    """The paper's identity; no query, no cookie."""
    return {"paper": settings.PAPER}
