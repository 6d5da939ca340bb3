"""The reader: a pasted press release in, a proposal for an article out."""

from submissions.press_release.gazetteer import Gazetteer
from submissions.press_release.proposal import Proposal
from submissions.press_release.reader import LONGEST, TextTooLong, parse

__all__ = ["LONGEST", "Gazetteer", "Proposal", "TextTooLong", "parse"]
