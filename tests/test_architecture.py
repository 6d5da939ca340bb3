"""Who may import whom, what is pure, and where unescaped text may stand (docs: house rules)."""

import ast
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ("articles", "partners", "submissions", "newsroom")

#: What each app may import of the others: dotted beginnings.
FROM_ARTICLES = (
    *("articles.models", "articles.drafts", "articles.german", "articles.conversion"),
    *("articles.near_duplicates", "articles.known_words"),
)
MAY_IMPORT = {
    "articles": (),
    "partners": ("articles.models",),
    # Strangers' pictures take the one way in, and the desk saves by the one way out (decision 13).
    # The reader of press releases knows places by the gazetteer's file and its spellings.
    "submissions": (
        *(*FROM_ARTICLES, "articles.pictures", "articles.workflow"),
        *("articles.gazetteer", "articles.places_file", "articles.place_names"),
        # The press-release desk is the article's own form, filled (decision 18).
        *("articles.admin.article", "articles.working_copies", "articles.near_duplicates"),
        *("articles.findings", "articles.readiness", "articles.numbers", "articles.prose"),
    ),
    # The project wires all apps: its demo, its desk and its addresses reach into each.
    "newsroom": ("articles", "partners", "submissions"),
}
#: Layers of articles, lowest first; nobody imports from a higher one. Unnamed: the third.
LAYERS = (
    {
        "comparison",
        "drafts",
        "fingerprints",
        "prose",
        "interchange",
        "german",
        "places_file",
        "place_names",
        "jsonld",
        "readiness",
        "three_way",
    },
    {"models", "caching"},
    {},
    {"views", "feeds", "sitemaps", "admin", "templatetags"},
    {"urls", "management", "apps"},
)
PURE = LAYERS[0]
READER = "submissions.press_release"
PURE_LIBRARIES = {"nh3", "pyphen", "simplemma", "snowballstemmer"}
IMPURE_MODULES = {"os", "pathlib", "socket", "subprocess", "time", "urllib.request", "random"}
CLOCKS_AND_FILES = {"now", "today", "utcnow", "open", "read_text", "write_text", "print", "input"}
MODELS_BELOW_ARTICLE = {
    *("stories", "places", "people", "sources", "images", "listings", "fields", "rows"),
}


def modules(*folders):
    """(dotted name, path, syntax tree) of every module of the folders, migrations left out."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                yield name.removesuffix(".__init__"), path, ast.parse(path.read_text("utf-8"))


def imports(tree):
    """Dotted names of all that a module imports; `from a import b` counts as a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or '.' * node.level}.{name.name}" for name in node.names)


def begins(name, *starts):
    return any(name == start or name.startswith(start + ".") for start in starts)


def layer(name):
    """The layer of a module of articles, by the second part of its name."""
    part = ([*name.split("."), ""])[1]
    return next((number for number, names in enumerate(LAYERS) if part in names), 2)


def breaches_between_apps(name, tree):
    app = name.partition(".")[0]
    for imported in imports(tree):
        if begins(imported, *APPS) and not begins(imported, app, *MAY_IMPORT[app]):
            yield f"{name} imports {imported}"


def breaches_between_layers(name, tree):
    for imported in imports(tree):
        if begins(imported, "articles") and layer(imported) > layer(name):
            yield f"{name} imports {imported} from above"


def impurities(name, tree):
    for imported in imports(tree):
        top = imported.partition(".")[0]
        known = top in sys.stdlib_module_names or top in PURE_LIBRARIES
        own = begins(imported, READER) or (top == "articles" and layer(imported) == 0)
        if not (known or own) or begins(imported, *IMPURE_MODULES):
            yield f"{name} imports {imported}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called in CLOCKS_AND_FILES:
                yield f"{name} calls {called}"


def imports_inside_functions(name, tree):
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield f"{name}:{node.lineno}"


def found(rule, *folders, where=lambda name: True):
    return [
        fault
        for name, _path, tree in modules(*folders)
        if where(name)
        for fault in rule(name, tree)
    ]


def test_no_app_imports_upwards():
    assert found(breaches_between_apps, *APPS) == []


def test_inside_articles_nothing_imports_from_a_higher_layer():
    assert found(breaches_between_layers, "articles") == []


def test_pure_modules_import_only_pure_things_and_ask_no_clock_and_no_file():
    pure = {name for name, _path, _tree in modules("articles") if layer(name) == 0} - {"articles"}
    assert {name.split(".")[1] for name in pure} == PURE
    assert found(impurities, "articles", where=pure.__contains__) == []


def test_the_reader_of_press_releases_is_pure():
    assert found(impurities, "submissions", where=lambda name: begins(name, READER)) == []


def test_caching_knows_no_models():
    caching = {name: tree for name, _path, tree in modules("articles")}["articles.caching"]
    assert not [name for name in imports(caching) if begins(name, *APPS)]


def test_models_depend_on_each_other_in_one_direction():
    for name, _path, tree in modules("articles/models"):
        used = {each.split(".")[2] for each in imports(tree) if begins(each, "articles.models")}
        short = name.rpartition(".")[2]
        if short == "article":
            assert used <= MODELS_BELOW_ARTICLE
        elif short in MODELS_BELOW_ARTICLE:
            assert used <= MODELS_BELOW_ARTICLE - {short}


def test_nothing_is_imported_inside_a_function():
    assert found(imports_inside_functions, *APPS) == []


# --- Templates ----------------------------------------------------------------------------------

TEMPLATES = sorted([*ROOT.glob("templates/**/*.*"), *ROOT.glob("*/templates/**/*.*")])
INLINE = re.compile(
    r"<style\b|<script(?![^>]*\bsrc=)|\sstyle\s*=|\son[a-z]+\s*=|javascript:|srcdoc\s*=", re.I
)
UNESCAPED = re.compile(r"\|\s*safe(?:seq)?\b|autoescape\s+off|\bmark_safe\(|\bSafeString\(")

#: Where unescaped text may stand, and what makes it safe.
UNESCAPED_PLACES = {
    "templates/articles/blocks/prose.html": 1,  # Sanitised by validation (articles/prose.py).
    "templates/articles/blocks/info_box.html": 1,  # The same.
    "templates/articles/static_page.html": 1,  # The same.
    "articles/templatetags/pages.py": 1,  # JSON-LD, with <, > and & as JSON escapes.
}


#: JSON-LD is data: no policy concerns it.
DATA_NOT_SCRIPT = {'<script type="application/ld+json">{}</script>'}


def texts(tree):
    """Every string of a module that is no docstring."""
    remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in remarks
        ):
            yield node.value


def test_templates_hold_no_inline_script_style_or_handler():
    faults = {
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in TEMPLATES
        for match in INLINE.finditer(path.read_text("utf-8"))
    }
    assert faults == set()


def test_html_made_in_python_holds_no_inline_script_style_or_handler():
    faults = [
        f"{name}: {text}"
        for name, _path, tree in modules(*APPS)
        for text in set(texts(tree)) - DATA_NOT_SCRIPT
        if "<" in text and INLINE.search(text)
    ]
    assert faults == []


def test_unescaped_text_stands_only_where_it_is_named():
    sources = [*TEMPLATES, *(path for _name, path, _tree in modules(*APPS))]
    places = Counter()
    for path in sources:
        if number := len(UNESCAPED.findall(path.read_text("utf-8"))):
            places[str(path.relative_to(ROOT))] = number
    assert places == UNESCAPED_PLACES


# --- The rules see a breach ---------------------------------------------------------------------


def test_the_rules_find_planted_breaches():
    tree = ast.parse(
        "import os\nfrom django.db import models\nfrom newsroom.models import User\n"
        "from articles import views\n"
        "def f():\n    import json\n    return datetime.now()\n"
    )
    assert list(breaches_between_apps("articles.drafts", tree)) == [
        "articles.drafts imports newsroom.models.User"
    ]
    assert list(breaches_between_layers("articles.drafts", tree)) == [
        "articles.drafts imports articles.views from above"
    ]
    assert len(list(impurities("articles.drafts", tree))) == 5
    assert list(imports_inside_functions("articles.drafts", tree)) == ["articles.drafts:6"]
    for line in ("<p style='x'>", '<a onclick="x">', "<script>x</script>", "<style>"):
        assert INLINE.search(line)
    for line in ("{{ x|safe }}", "{% autoescape off %}", "mark_safe(x)"):
        assert UNESCAPED.search(line)
    assert not INLINE.search('<script src="/static/x.js"></script><option selected>')
