"""English texts of Django and of libraries that this desk's German puts better, or first at all.

Nothing imports this module: it stands here so that `makemessages` and the tests find these texts
beside our own, and our catalogue is asked before theirs. Texts of their scripts stand in
`locale/*/LC_MESSAGES/djangojs.po`, which is written by hand.
"""

from django.utils.translation import gettext_noop as _

# Django: one word for saving everywhere, and "Geschichte" is a story here.
_("Save and continue editing")
_("Save and add another")
_("Save and view")
_("Save as new")
_("History")
_("Change history: %s")
_("Site administration")
_("users")
_("user")

# Blocks, not "Elemente".
_("Add new item")
_("No items.")
_("New item")
_("No plugins allowed in this region.")
_("Collapse all items")
_("Uncollapse all items")
_("Select all")
_("Use Ctrl-Click to select and move multiple items.")

# Attempts to log in.
_("Locked Out")
_("Clean up expired attempts")
_("Not set")
_("Attempt Remaining")
_("Access Attempt")
_("Expires At")
_("The time when access attempt expires and is no longer valid.")
_("access attempt expiration")
_("access attempt expirations")
_("access attempt")
_("access attempts")
_("Form Data")
_("Meta Data")
_("Attempt Time")
_("Failed Logins")
