"""English texts of Django and of libraries that this desk's German puts better, or first at all.

Nothing imports this module: it stands here so that `makemessages` and the tests find these texts
beside our own, and our catalogue is asked before theirs. Texts of their scripts stand in
`locale/*/LC_MESSAGES/djangojs.po`, which is written by hand.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

# Django's admin: no German yet.
_("- Select an option -")
_("Run")
_("Logout")
_("Search %(name)s")
_("Filter by %(field_name)s")
_("Pagination %(name)s")
_("Pagination %(name)s entries")
_("Set password: %s")
_("Conflicting form data submitted. Please try again.")
_("Reset password")
_(
    "Deleting the %(object_name)s “%(escaped_object)s” would result in deleting related objects, "
    "but your account doesn't have permission to delete the following types of objects:"
)
_(
    "Deleting the %(object_name)s “%(escaped_object)s” would require deleting the following "
    "protected related objects:"
)
_(
    "Are you sure you want to delete the %(object_name)s “%(escaped_object)s”? All of the "
    "following related items will be deleted:"
)
_("%(model)s instance with %(field)s %(value)r is not a valid choice.")
ngettext_lazy("…and %(count)d more object.", "…and %(count)d more objects.", "count")

# Django's admin: its words would mislead (a "Geschichte" is a story here), read badly, or name
# one thing (saving, logins) by two words.
_("Save and continue editing")
_("Save and add another")
_("Save and view")
_("Save as new")
_("History")
_("Change history: %s")
_("This object doesn’t have a change history. It probably wasn’t added via this admin site.")
_("Site administration")
_("Home")
_("%(name)s with ID “%(key)s” doesn’t exist. Perhaps it was deleted?")
_("Breadcrumbs")
_("Model name")
_("Add link")
_("Add")
_("Change or view list link")
_("Start typing to filter…")
_("Filter navigation items")
_("Clear selection")
_(" By %(filter_title)s ")
_("This month")
_("Has date")
_("Select %s to change")
_("Select %s to view")
_("Change selected %(model)s")
_("Delete selected %(model)s")
_("View selected %(model)s")
_("Cannot delete %(name)s")
_("Successfully deleted %(count)d %(items)s.")
_("Added “%(object)s”.")
_("The {name} “{obj}” was added successfully.")
_("The {name} “{obj}” was added successfully. You may add another {name} below.")
_("The {name} “{obj}” was changed successfully.")
_("The {name} “{obj}” was changed successfully. You may edit it again below.")
_("The {name} “{obj}” was changed successfully. You may add another {name} below.")
_("The %(name)s “%(obj)s” was deleted successfully.")
_("You may edit it again below.")
_(
    "Please enter the correct %(username)s and password for a staff account. Note that both "
    "fields may be case-sensitive."
)
_(
    "You are authenticated as %(username)s, but are not authorized to access this page. Would you "
    "like to login to a different account?"
)
_("You don’t have permission to view or edit anything.")
_("Thanks for spending some quality time with the web site today.")
_("users")
_("user")

# Passwords.
_(
    "Please enter your old password, for security’s sake, and then enter your new password twice "
    "so we can verify you typed it in correctly."
)
_("Enter the same password as before, for verification.")
_("Your password can’t be too similar to your other personal information.")
_("Your password can’t be a commonly used password.")
_("Your password has been set.  You may go ahead and log in now.")
_(
    "The password reset link was invalid, possibly because it has already been used.  Please "
    "request a new password reset."
)
_(
    "Forgotten your password? Enter your email address below, and we’ll email instructions for "
    "setting a new one."
)
_(
    "If you don’t receive an email, please make sure you’ve entered the address you registered "
    "with, and check your spam folder."
)
_("Reset my password")
_("Forgotten your login credentials?")
_("Password reset")
_("Password reset sent")
_("Password reset unsuccessful")
_("Password reset confirmation")
_("Password reset complete")
_(
    "We’ve emailed you instructions for setting your password, if an account exists with the "
    "email you entered. You should receive them shortly."
)

# The block editor: blocks, not "Elemente".
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

# Filters and tags.
_("is null")
_("Select a lookup.")
_("tags")
