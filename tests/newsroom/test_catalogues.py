import gettext
import io
import os
import shutil
import subprocess

import pytest

from newsroom import catalogues

CATALOGUE = r'''# A comment.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: somewhere.py:1
msgid "Front page"
msgstr "Titelseite"

msgctxt "of a paper"
msgid "Page"
msgstr "Seite \"eins\""
msgid "%d article"
msgid_plural "%d articles"
msgstr[0] "%d Artikel"
msgstr[1] "%d Artikel "
"in allem"

#, fuzzy
msgid "Guess"
msgstr "Geraten"

msgid "Open"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Fort"

msgid "Ümläut"
msgstr "Größe"'''


@pytest.fixture
def folder(tmp_path):
    source = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE, "utf-8")
    return tmp_path


def test_a_compiled_catalogue_answers_as_gettext_asks(folder):
    (target,) = catalogues.compile_all(folder)
    with target.open("rb") as opened:
        german = gettext.GNUTranslations(opened)
    assert german.gettext("Front page") == "Titelseite"
    assert german.gettext("Ümläut") == "Größe"
    assert german.pgettext("of a paper", "Page") == 'Seite "eins"'
    assert german.gettext("Page") == "Page"
    assert german.ngettext("%d article", "%d articles", 1) == "%d Artikel"
    assert german.ngettext("%d article", "%d articles", 2) == "%d Artikel in allem"


def test_guessed_empty_and_old_messages_are_left_out(folder):
    found = catalogues.messages(folder / "de" / "LC_MESSAGES" / "django.po")
    assert not {"Guess", "Open", "Gone"} & set(found)


def test_only_an_old_catalogue_is_compiled_again(folder):
    (target,) = catalogues.compile_all(folder)
    assert catalogues.compile_all(folder) == []
    later = target.stat().st_mtime + 10
    os.utime(target.with_suffix(".po"), (later, later))
    assert catalogues.compile_all(folder) == [target]


def test_a_broken_catalogue_is_named_with_its_line(folder):
    source = folder / "de" / "LC_MESSAGES" / "django.po"
    source.write_text('msgid "Front page"\nmsgstr "Titel\n')
    with pytest.raises(catalogues.BrokenCatalogue, match=r"django\.po, line 2"):
        catalogues.compile_all(folder)


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="compares with gettext's own msgfmt")
def test_our_catalogues_say_what_msgfmt_would_make_of_them(folder, tmp_path):
    for source in [*catalogues.LOCALE.glob("*/LC_MESSAGES/*.po"), *folder.glob("*/*/*.po")]:
        theirs = tmp_path / "theirs.mo"
        subprocess.run(["msgfmt", "-o", theirs, source], check=True)
        ours = io.BytesIO(catalogues.compiled(catalogues.messages(source)))
        with theirs.open("rb") as opened:
            expected = gettext.GNUTranslations(opened)._catalog
        assert gettext.GNUTranslations(ours)._catalog == expected


def test_every_message_of_the_project_has_its_german():
    for source in catalogues.LOCALE.glob("de/LC_MESSAGES/*.po"):
        text = source.read_text("utf-8")
        assert "#, fuzzy" not in text, f"{source} has guessed messages"
        open_ones = f"\n{text}".count("\nmsgid ") - len(catalogues.messages(source))
        assert open_ones == 0, f"{open_ones} open in {source}"
