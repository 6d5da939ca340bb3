import pytest

from articles.german.names import split_honorific


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dr. Eva Beispiel", ("Dr.", "Eva Beispiel")),
        ("Prof. Dr. med. Eva Beispiel", ("Prof. Dr. med.", "Eva Beispiel")),
        ("Eva Beispiel", ("", "Eva Beispiel")),
        ("Dr.", ("", "Dr.")),
        ("", ("", "")),
    ],
)
def test_titles_are_parted_from_names(text, parts):
    assert split_honorific(text) == parts
