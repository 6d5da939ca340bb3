"""What senders agree to. A changed sentence gets a new version; old ones stand with their rows."""

from django.utils.translation import gettext as _

#: Changes with every change of the sentences below.
VERSION = "2026-11"


def consent_text():
    """The sentence at the form's one tick box about data, in the reader's language."""
    return _(
        "I agree that the newsroom stores and uses what I send in and contacts me about it. What "
        "is not used is deleted after 30 days, my contact details 12 months after publication at "
        "the latest. My IP address is not stored. I can withdraw my agreement at any time."
    )


def rights_text():
    """The sentence at each picture."""
    return _(
        "I took this picture myself or may pass it on, the paper may publish it free of charge, "
        "and the people who can be recognised agree."
    )
