"""German typography is proposed, right, never where machines read, and can be taken back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.german.repairs import apply, undone
from articles.german.typography import find_typography


def mended(text):
    return apply(text, find_typography(text)).replace("\N{NO-BREAK SPACE}", "~")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Er sagte: "Ja." Dann ging er.', "Er sagte: „Ja.“ Dann ging er."),
        ("Er sagte: “Ja.” Dann ging er.", "Er sagte: „Ja.“ Dann ging er."),
        ("Er sagte: »Ja.« Dann ging er.", "Er sagte: „Ja.“ Dann ging er."),
        ("Er sagte: «Ja.» Dann ging er.", "Er sagte: „Ja.“ Dann ging er."),
        ("Er sagte: „Ja.” Dann ging er.", "Er sagte: „Ja.“ Dann ging er."),
        ("\"Sie rief 'Halt' und ging.\"", "„Sie rief ‚Halt‘ und ging.“"),
        ('"Sie las "Faust" vor", sagte er.', "„Sie las ‚Faust‘ vor“, sagte er."),
        ("Wie geht's? 's ist gut.", "Wie geht’s? ’s ist gut."),
        ("Hans' Garten", "Hans’ Garten"),
        ("Der Rat - so der Plan - tagt.", "Der Rat – so der Plan – tagt."),
        ("Der Rat -- so der Plan — tagt.", "Der Rat – so der Plan – tagt."),
        ("10-12 Uhr", "10–12~Uhr"),
        ("vom 3.-5. September", "vom 3.–5.~September"),
        ("2019-2024", "2019–2024"),
        ("Und dann ... Ruhe", "Und dann … Ruhe"),
        ("z.B. und z. B. und d.h.", "z.~B. und z.~B. und d.~h."),
        ("10 km, 5 Euro, § 5, Nr. 7", "10~km, 5~Euro, §~5, Nr.~7"),
        ("Prof. Dr. Müller, 3. März", "Prof.~Dr.~Müller, 3.~März"),
        ("Ein  Haus , ein Hof", "Ein Haus, ein Hof"),
        ("Verein e.V.", "Verein e.~V."),
    ],
)
def test_what_is_proposed_is_what_a_german_paper_prints(text, expected):
    assert mended(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "„Ja“, sagte sie, „‚nein‘ sagt man nicht.“",
        "Ein Rohr von 24\" und 5' Länge",
        'Es fehlt "etwas hier.',
        "Es schließt nie“ auf.",
        "Rhein-Neckar, 69-jährig, Fahrrad- und Fußweg",
        "3-2 im Spiel, Telefon 0621-12345, 2024-2019, 2025-09-03",
        "https://paper.example/a--b...c?d='e' und eva.kern@paper.example",
        '`x = "y" -- z`',
        "www.paper.example/10 km",
        "- ein Punkt\n- noch einer",
        "......",
        '<a href="https://paper.example">hier</a>',
    ],
)
def test_this_stays_as_it_is(text):
    assert apply(text, [r for r in find_typography(text) if r.reason != "spacing"]) == text


TEXTS = st.text(st.sampled_from("ab \"'„“‚‘’»«-—–.,:1290§ z.B.\nUhr€@/`<>&;´"), max_size=50)


@given(TEXTS)
def test_every_proposal_can_be_taken_back_alone_or_with_the_others(text):
    repairs = find_typography(text)
    changed, back = apply(text, repairs), undone(text, repairs)
    assert apply(changed, back) == text
    for repair, its_back in zip(repairs, back, strict=True):
        alone = apply(text, [repair])
        assert apply(alone, undone(text, [repair])) == text
        assert its_back.replacement == repair.before(text)
    assert [c for c in changed if c.isalnum()] == [c for c in text if c.isalnum()]


def test_time_grows_with_the_length_only():
    for hostile in ('"' * 50_000, "' " * 30_000, ". " * 40_000, " -" * 40_000, "1-" * 40_000):
        find_typography(hostile)
