"""Everything the newsroom and its readers see is English in the code and German on the screen.

No gettext program is needed: msgids come from Python's own syntax trees and from Django's reading
of templates, the German from the .po file itself.
"""

import ast
import re
from collections import defaultdict
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, TokenType
from django.utils import translation
from django.utils.translation.template import templatize

from newsroom import catalogues
from tests.builders import make_user

ROOT = Path(__file__).resolve().parent.parent
APPS = ("newsroom", "articles", "partners", "submissions")
CATALOGUE = ROOT / "locale/de/LC_MESSAGES/django.po"

#: What a function of gettext takes: names of its leading text arguments.
SIGNATURES = {
    "gettext": ("text",),
    "ngettext": ("text", "plural"),
    "pgettext": ("context", "text"),
    "npgettext": ("context", "text", "plural"),
}
CALL = re.compile(
    r"""\b(n?p?gettext|_)\(((?:u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*"|, |count)+)\)"""
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
#: Words that tell German text; none of them is English.
GERMAN = re.compile(
    r"\b(?:[Dd]er|[Dd]as|und|oder|[Ee]ine?|[Ee]inen|nicht|keine?|ist|sind|wird|werden|für|mit|von|auf"
    r"|bei|zum|zur|Sie|Ihre?)\b|[„‚«»]|\w*[äöüÄÖÜß]\w*"
)
#: German in English texts: an example of a name, and what the search knows.
NAMES = {"Süd", "ß"}
#: Blocks of templates that hold names of CSS classes.
CLASS_NAMES = {"bodyclass", "body_class", "coltype"}
#: Both languages write these alike.
ALIKE = {
    "Server",
    "%(first)d to %(last)d", "Dr., Prof.", "Esc", "F7", "Filter", "Format", "Logo", "Name",
    "Partner", "Position", "Region", "Service", "Status", "Synonym", "Tablet", "Text", "Version",
    "Version %(number)s", "Video", "Videos", "Website",
}  # fmt: skip


# --- What the code says ---------------------------------------------------------------------


def python_files():
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            # What it translates was marked by gettext_noop where it was raised.
            if "migrations" not in path.parts and path.name != "unreadable.py":
                yield path


def template_files():
    return sorted((ROOT / "templates").rglob("*.html"))


def gettext_names(tree):
    """Names a module calls gettext by: {"_": "gettext", "gettext_lazy": "gettext"}."""
    return {
        alias.asname or alias.name: alias.name.removesuffix("_lazy").replace(
            "gettext_noop", "gettext"
        )
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if "gettext" in alias.name
    }


def calls_in(tree):
    """(function of gettext, call) of every marked text of a module."""
    names = gettext_names(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in names:
            yield names[node.func.id], node
        elif isinstance(node.func, ast.Attribute) and "gettext" in node.func.attr:
            yield node.func.attr.removesuffix("_lazy"), node


def key_of(function, texts):
    """The key of a message in a catalogue, as `newsroom.catalogues` builds it."""
    said = dict(zip(SIGNATURES[function], texts, strict=False))
    key = said["text"]
    if "context" in said:
        key = said["context"] + catalogues.CONTEXT_END + key
    if "plural" in said:
        key += catalogues.PLURAL_END + said["plural"]
    return key


def keys_of_module(tree):
    for function, call in calls_in(tree):
        yield key_of(function, [getattr(each, "value", None) for each in call.args])


def keys_of_template(text):
    for function, arguments in CALL.findall(templatize(text)):
        function = "gettext" if function == "_" else function
        said = ast.parse(f"f({arguments.replace(', count', '')})").body[0].value.args
        yield key_of(function, [each.value for each in said])


@cache
def texts_of_the_code():
    """Every marked text: key in the catalogue -> files that hold it."""
    found = defaultdict(set)
    for path in python_files():
        for key in keys_of_module(ast.parse(path.read_text("utf-8"))):
            found[key].add(path.name)
    for path in template_files():
        for key in keys_of_template(path.read_text("utf-8")):
            found[key].add(path.name)
    return found


def english_of(key):
    """The English texts of a key, without its context."""
    return key.rpartition(catalogues.CONTEXT_END)[2].split(catalogues.PLURAL_END)


@cache
def german():
    return {key: text for key, text in catalogues.messages(CATALOGUE).items() if key}


def pairs():
    """(English, German) of every text, of every plural form."""
    for key, text in german().items():
        forms = text.split(catalogues.PLURAL_END)
        yield from zip(english_of(key), forms, strict=True)


# --- Complete ---------------------------------------------------------------------------------


def test_the_search_for_texts_finds_what_is_there():
    module = ast.parse(
        "from django.utils.translation import gettext_lazy as _, ngettext, pgettext\n"
        'a = _("One " "two"); b = ngettext("%d a", "%d b", n) % n; c = pgettext("x", "y")\n'
        'd = _("head", "foot")'
    )
    assert set(keys_of_module(module)) == {"One two", "%d a\0%d b", "x\x04y", "head"}
    page = """{% load i18n %}{% translate "A" %} {% translate 'Don"t' context "c" %} {{ _("B") }}
    {% blocktranslate trimmed count n=n with x=y %}{{ n }} of
    {{ x }}{% plural %}{{ n }} off {{ x }}{% endblocktranslate %}{% firstof a _('C') %}"""
    assert set(keys_of_template(page)) == {
        "A", 'c\x04Don"t', "B", "%(n)s of %(x)s\0%(n)s off %(x)s", "C",
    }  # fmt: skip


def test_every_text_of_code_and_templates_has_its_german():
    missing = {key: files for key, files in texts_of_the_code().items() if key not in german()}
    assert not missing


def test_the_catalogue_holds_nothing_that_nobody_says():
    assert not german().keys() - texts_of_the_code().keys()
    assert "#~" not in CATALOGUE.read_text("utf-8")


def test_no_german_text_was_only_guessed():
    for path in catalogues.LOCALE.glob("*/LC_MESSAGES/*.po"):
        assert "#, fuzzy" not in path.read_text("utf-8"), path


def test_marked_texts_are_written_out():
    """A text that is put together at run time is in no catalogue."""
    unclear = [
        f"{path.name}:{call.lineno}"
        for path in python_files()
        for function, call in calls_in(ast.parse(path.read_text("utf-8")))
        for text in call.args[: len(SIGNATURES[function])]
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str))
    ]
    assert not unclear


# --- Right ------------------------------------------------------------------------------------


def test_the_german_has_the_same_placeholders():
    def placeholders(text):
        return sorted(PLACEHOLDER.findall(text))

    for key, text in german().items():
        english, forms = english_of(key), text.split(catalogues.PLURAL_END)
        assert len(forms) == len(english), f"plural forms of {key!r}"
        for said, form in zip(english, forms, strict=True):
            assert placeholders(form) == placeholders(said), key


def test_the_german_begins_and_ends_like_the_english():
    for english, text in pairs():
        assert text.strip(), english
        for before, after in ((text[0], english[0]), (text[-1], english[-1])):
            assert (before if before.isspace() else "") == (after if after.isspace() else ""), (
                english
            )
        for sign in ".:…?":
            assert text.rstrip().endswith(sign) == english.rstrip().endswith(sign), english


def test_the_german_is_set_as_newspapers_set_it():
    for english, text in pairs():
        text = re.sub(r"<[^<>]+>", "", text)  # Attributes of elements have straight ones.
        assert not re.search(r"  |\.\.\.|\"| - |”", text), f"typography of {text!r} ({english!r})"
        assert text.count("„") == text.count("“"), text


def test_the_german_is_not_just_the_english():
    assert {english for english, text in pairs() if text == english} <= ALIKE


def test_texts_in_the_code_are_english():
    for key in texts_of_the_code():
        for text in english_of(key):
            assert set(GERMAN.findall(text)) <= NAMES, text


# --- Nothing is left unmarked -----------------------------------------------------------------


class Unmarked(HTMLParser):
    """Collects what a reader sees of a template beside its translated texts."""

    SEEN = ("alt", "title", "aria-label", "placeholder")
    SILENT = {"script", "style", "svg"}
    #: Around the name of a key: one letter is no word, more are.
    KEY = "kbd"

    def __init__(self):
        super().__init__()
        self.within, self.found, self.tag = [], [], ""

    def handle_starttag(self, tag, attrs):
        if tag in self.SILENT:
            self.within.append(tag)
        self.tag = tag
        shown = dict(attrs)
        seen = [shown.get(name) for name in self.SEEN]
        if tag == "input" and shown.get("type") in ("submit", "button", "reset"):
            seen.append(shown.get("value"))
        if shown.get("name") == "description":
            seen.append(shown.get("content"))
        self.found += filter(None, seen)

    def handle_endtag(self, tag):
        if tag in self.within:
            self.within.remove(tag)

    def handle_data(self, data):
        if not self.within and not (self.tag == self.KEY and len(data.strip()) == 1):
            self.found.append(data)


def unmarked_texts(template):
    """Words of a template that no translate tag holds."""
    parts, unseen = [], ""
    for token in Lexer(template).tokenize():
        if token.token_type == TokenType.TEXT:
            parts += [] if unseen else [token.contents]
            continue
        parts.append(" ")
        if token.token_type == TokenType.BLOCK:
            verb, *rest = token.contents.split()
            if verb.startswith("blocktrans") or (verb == "block" and rest[0] in CLASS_NAMES):
                unseen = f"end{verb}"
            elif verb == unseen:
                unseen = ""
    reader = Unmarked()
    reader.feed("".join(parts))
    reader.close()
    texts = map(str.strip, reader.found)
    return [text for text in texts if re.search(r"[^\W\d_]", text)]


def test_words_outside_translate_tags_are_found():
    assert unmarked_texts('<p title="One">{% a %}Two{{ b }} <img alt="{{ c }}">') == ["One", "Two"]
    assert unmarked_texts("{% blocktranslate %}In{% endblocktranslate %}, <b>out</b>") == ["out"]
    assert unmarked_texts('<p class="a"{% if b %} id="c"{% endif %}>{{ d }} – 1</p>') == []


def test_templates_say_nothing_outside_translate_tags():
    unmarked = {path: unmarked_texts(path.read_text("utf-8")) for path in template_files()}
    assert not {path: texts for path, texts in unmarked.items() if texts}


def test_scripts_say_nothing_of_their_own():
    """They get their words from the page: no text of a script begins with a capital and goes on."""
    sentence = re.compile(r"""["'`][A-ZÄÖÜ][a-zäöüß]+(?: [\wäöüß]+)+[.…]?["'`]""")
    for app in APPS:
        for path in (ROOT / app).rglob("static/**/*.js"):
            assert not sentence.search(path.read_text("utf-8")), path


# --- On the screen ----------------------------------------------------------------------------


def test_readers_get_german(client, db):
    assert "<h1>Impressum</h1>" in client.get("/impressum/").text


def test_whoever_may_not_open_a_page_is_told_so(client, db):
    client.force_login(make_user("author"))
    answer = client.get("/admin/newsroom/user/")
    assert answer.status_code == 403
    assert "<h1>Diese Seite dürfen Sie nicht öffnen</h1>" in answer.text


def test_our_german_is_asked_before_that_of_libraries():
    with translation.override("de"):
        assert translation.gettext("Save and continue editing") == "Speichern und weiter bearbeiten"
        assert translation.pgettext("stage", "Update") == "Fortsetzung"
