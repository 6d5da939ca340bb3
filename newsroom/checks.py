"""What must be right before a paper goes online: `manage.py check --deploy`."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.utils.translation import gettext as _


@register(Tags.security, deploy=True)
def imprint_is_complete(app_configs, **options):
    """An error for each duty field of the imprint that is empty (DDG § 5, MStV § 18 (2))."""
    names = {
        "provider": _("the provider's name"),
        "street": _("street and number"),
        "postal_code": _("the postal code"),
        "town": _("the town"),
        "represented_by": _("who represents the provider"),
        "email": _("an e-mail address"),
        "phone": _("a phone number or another quick way to reach the provider"),
        "responsible": _("who is responsible for the content, with name and address"),
    }
    return [
        Error(
            _("The imprint lacks %(what)s (%(field)s).") % {"what": names[field], "field": field},
            hint=_("Fill in %(field)s under [imprint] in paper.toml.") % {"field": field},
            id="newsroom.E001",
        )
        for field in settings.PAPER.imprint.missing_duties()
    ]
