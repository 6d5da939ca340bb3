"""What the article form's scripts need: their files by name, and their words."""

from django.utils.translation import gettext as _
from js_asset import ImportMap, Media

#: The modules of the form by the names they import each other by (file names carry a sum).
MODULES = ImportMap(
    {
        "desk/keys": "desk/keys.js",
        **{
            f"articles/{name}": f"articles/admin/{name}.js"
            for name in (
                "blocks",
                "counters",
                "desk",
                "paste",
                "preview",
                "prose",
                "speaking",
                "texts",
                "typing",
            )
        },
    }
)


class Writes:
    """An admin whose form has running text: its page knows where the modules are."""

    @property
    def media(self):
        return super().media + Media(importmap=MODULES)

    def render_change_form(self, request, context, **kwargs):
        context["writing_words"] = words()
        return super().render_change_form(request, context, **kwargs)


def words():
    """The sentences of the form's scripts in the language of whoever writes."""
    return {
        "placed": _("Now at place %s of %s"),
        "double": _("Duplicate the block"),
        "doubled": _("The block stands there twice now."),
        "delete": _("Delete the block"),
        "deleted": _("Deleted: %s"),
        "restore": _("Restore"),
        "fold": _("Fold or unfold"),
        "foldAll": _("Fold all"),
        "unfoldAll": _("Unfold all"),
        "blank": _("nothing in it yet"),
        "tools": _("What can be done with the block"),
        "format": _("Format"),
        "begin": _("Start with the first paragraph"),
        "write": _("Write …"),
        "shiftKey": _("Shift"),
        "ctrlKey": _("Ctrl"),
        "deleteKey": _("Del"),
        "counted": _("%s of %s characters"),
        "tooLong": _("%s characters, better up to %s"),
        "cut": _("%s characters: what comes after %s may be cut off"),
        "length": _("%s words · %s characters · %s min"),
        "quotes": "„…“",
        "quotesHelp": _("Straight quotation marks become German ones, -- becomes a dash"),
        "missing": _("Still missing (%s): %s"),
        "previewFailed": _("The preview could not be loaded. It follows with your next change."),
        "noPicture": _("No lead picture"),
        "noLead": _("Without a lead, search engines choose a passage of the text."),
        "kinds": {
            "prose": _("paragraphs, subheadings, lists"),
            "picture": _("one, with caption"),
            "gallery": _("several to leaf through"),
            "statement": _("word for word, with name and role"),
            "video": _("loads when it is clicked"),
            "infobox": _("background, service, times"),
            "table": _("cells parted by tabs"),
            "file": _("to download"),
            "embed": _("from elsewhere, loads when it is clicked"),
        },
        "keys": [
            (_("Alt+Enter"), _("Insert a block here")),
            ("Alt+↑ Alt+↓", _("Move the block")),
            (_("Alt+Shift+↓"), _("Duplicate the block")),
            (_("Alt+Del"), _("Delete the block")),
            ("Alt+.", _("Fold the block; all of them with Shift")),
            (_("Alt+PgUp Alt+PgDn"), _("Go to the block before or behind")),
            (_("Ctrl+Shift+P"), _("Preview beside the text")),
            (_("Ctrl+Shift+K"), _("Link to an article of ours")),
            (_("Ctrl+Shift+V"), _("Paste without any format")),
            (_("F7"), _("Check the language")),
            (_("Ctrl+S"), _("Save")),
        ],
    }
