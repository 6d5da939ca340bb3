"""A hint to the editor when an article names a partner of the paper.

`articles` knows no partner and `partners` no Draft, so it stands here. Readers should learn of it
where it matters (Pressekodex 7); whether it does, the editor decides and writes down.
"""

import re

from django.utils.translation import gettext as _

from articles import findings, readiness
from articles.german.folding import fold
from partners.models import Partner

CODE = "partner_is_named"
#: What follows a firm's name in registers and hardly in sentences.
_LEGAL_FORM = re.compile(
    r"[ ,]+(?:gmbh(?: & co\.? kg)?|ggmbh|ag|kg|ohg|gbr|ug|se|eg|e\. ?[vkg]\.)$", re.IGNORECASE
)
#: A shorter name is a word of the language rather than a name.
SHORTEST = 4


def named(draft):
    """Each partner that a Draft names, once, where it does so first; one query."""
    if draft.kind == "advertorial":
        return
    wanted = {}
    for name in Partner.objects.values_list("name", flat=True):
        folded = fold(_LEGAL_FORM.sub("", name))
        if len(folded) >= SHORTEST:
            wanted[name] = re.compile(rf"(?<!\w){re.escape(folded)}s?(?!\w)")
    for field, uid, text in readiness.texts(draft):
        folded = fold(text)
        for name, pattern in list(wanted.items()):
            if pattern.search(folded):
                del wanted[name]
                yield readiness.Finding(CODE, field, uid, quote=name)


def in_words(finding):
    """What the editor is told."""
    words = {"partner": finding.quote}
    return _("%(partner)s advertises with us. Should readers be told so here?") % words


findings.FURTHER[CODE] = (named, in_words)
