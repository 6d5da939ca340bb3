"""The desk's policy: only our files, this page's nonce, and the two editors' own style elements."""

import base64
import hashlib
import re
from importlib.util import find_spec
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext
from django.views.i18n import JavaScriptCatalog

from articles.models import Article
from newsroom.admin import EDITOR_STYLES


def packaged(package, path):
    return (Path(find_spec(package).origin).parent / "static" / package / path).read_text()


def sum_of(text):
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def style_of_the_prose_editor():
    """The longest template text about .ProseMirror in the bundle."""
    texts = re.findall(r"`(\.ProseMirror \{[^`]*)`", packaged("django_prose_editor", "editor.js"))
    return max(texts, key=len)


def style_of_the_block_editor(language):
    """The style element the block editor makes, with its words in this language."""
    source = packaged("content_editor", "index.js")
    (text,) = re.findall(r"style\.textContent = `(.*?)`\n  document", source, re.DOTALL)
    with translation.override(language):
        catalogue = JavaScriptCatalog()
        catalogue.translation = translation.trans_real.DjangoTranslation(
            language, domain="djangojs"
        )
        words = catalogue.get_catalog()
        deleted = gettext("marked for deletion")
    regions = ", ".join(f'[data-region="{region.key}"]' for region in Article.regions)
    text = re.sub(r'\$\{window\.gettext\("(\w+)"\)\}', lambda m: words.get(m[1], m[1]), text)
    text = text.replace("${ContentEditor.messages.forDeletion}", deleted)
    asked = re.compile(r"\$\{ContentEditor\.declaredRegions.*?\.join\(\", \"\)\}", re.DOTALL)
    return asked.sub(regions, text)


def test_the_policy_names_the_styles_of_the_installed_editors():
    assert {
        "prose": sum_of(style_of_the_prose_editor()),
        "blocks de": sum_of(style_of_the_block_editor("de")),
        "blocks en": sum_of(style_of_the_block_editor("en")),
    } == EDITOR_STYLES
