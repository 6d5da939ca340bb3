"""The command that writes articles out."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from articles import drafts
from tests.builders import make_article, make_image

pytestmark = pytest.mark.django_db


def run(*arguments):
    err = io.StringIO()
    call_command("export_articles", *arguments, stderr=err)
    return err.getvalue()


def test_the_lines_stand_in_the_file_and_pictures_beside_it(tmp_path):
    image = make_image()
    make_article("Größe", ref="test:1", lead_picture=drafts.LeadPicture(image=image.pk))
    make_article(ref="test:2")
    said = run(str(tmp_path / "a.jsonl"))
    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["ref"] for line in lines] == ["test:1", "test:2"]
    assert "Größe" in lines[0]
    assert (tmp_path / json.loads(lines[0])["lead_picture"]["file"]).is_file()
    assert said.startswith("2 articles; ")


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_output_is_written_too(tmp_path, monkeypatch, arguments):
    make_article(ref="test:1")
    stream = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(stream))
    run(*arguments, "--folder", str(tmp_path))
    assert json.loads(stream.getvalue())["ref"] == "test:1"


def test_a_file_that_is_gone_is_named_and_an_error(tmp_path):
    image = make_image()
    make_article(ref="test:1", lead_picture=drafts.LeadPicture(image=image.pk))
    image.file.storage.delete(image.file.name)
    with pytest.raises(CommandError) as error:
        run(str(tmp_path / "a.jsonl"))
    assert error.value.returncode == 1
    assert (tmp_path / "a.jsonl").is_file()


def test_an_export_that_fails_leaves_the_former_one(tmp_path):
    (tmp_path / "a.jsonl").write_text("früher", encoding="utf-8")
    (tmp_path / "pictures").write_text("keine Ablage", encoding="utf-8")
    make_article(lead_picture=drafts.LeadPicture(image=make_image().pk))
    with pytest.raises(CommandError):
        run(str(tmp_path / "a.jsonl"))
    assert (tmp_path / "a.jsonl").read_text(encoding="utf-8") == "früher"
    assert not (tmp_path / "a.jsonl.part").exists()
