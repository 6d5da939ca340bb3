"""Why a feed or mailbox could not be read, kept so that everybody is told it in his language."""

import json

from django.utils.translation import gettext


class Unreadable(Exception):
    """It could not be fetched or read; as text, why, in the language of whoever asks.

    message: the English sentence (marked by gettext_noop); values: what is put into it.
    """

    def __init__(self, message, **values):
        super().__init__(message)
        self.message, self.values = message, values

    def __str__(self):
        said = gettext(self.message)
        return said % self.values if self.values else said

    @property
    def kept(self):
        """What is written down of it, in no language: see `told`."""
        return json.dumps([self.message, self.values])


def told(kept):
    """The sentence in the language of whoever asks; "" for none."""
    try:
        message, values = json.loads(kept)
        return str(Unreadable(message, **values))
    except (ValueError, TypeError, KeyError):
        return kept  # Written down as it was said, before there was a code for it.
