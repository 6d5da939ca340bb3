"""What may be mended in the texts of an article, brought together."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from articles.german.proofreading import KINDS, proposals, words_to_know
from articles.german.repairs import apply

DAY = date(2026, 11, 22)
LETTERS = st.text("abZÄß \n\n\"'„“‚‘-–…. 12:,;(\u00ad\u00a0\U0001f6a2", max_size=60)


def mended(texts, known=frozenset()):
    """The texts with the first choice of every proposal that may be taken without thinking."""
    found = proposals(texts, DAY, known)
    return [
        apply(
            text,
            [
                repair
                for each in found
                if each.text == number and each.kind in KINDS
                for repair in each.choices[0].repairs
            ],
        )
        for number, text in enumerate(texts)
    ]


def test_a_word_of_the_lead_is_evidence_for_the_body():
    assert mended(["Die Zwerbelhüte kommen", "Zwerbel-hüte gibt es."])[1] == "Zwerbelhüte gibt es."
    assert mended(["Sie kommen", "Zwerbel-hüte gibt es."])[1] == "Zwerbel-hüte gibt es."


def test_the_archive_is_evidence_and_is_asked_for_all_texts_at_once():
    texts = ["", "Die Zwerbel-hüte.", "Die Qualm-tüte."]
    assert {"zwerbelhüte", "qualmtüte"} <= words_to_know(texts)
    assert mended(texts, {"zwerbelhüte"}) == ["", "Die Zwerbelhüte.", "Die Qualm-tüte."]


def test_nothing_is_joined_over_the_end_of_a_paragraph_or_a_text():
    texts = ["Die Zusammenarbeit. Zusam-", "menarbeit\n\nZusam-\n\nmenarbeit"]
    assert mended(texts) == texts


def test_marks_that_pair_are_one_proposal_with_the_words_around_them():
    [found] = proposals(["Anna", 'Sie sagt: "Ja, \'gern\'" und "geht".'], DAY)
    assert (found.text, found.kind, len(found.choices)) == (1, "quote_marks", 1)
    assert [piece.new for piece in found.choices[0].pieces] == ["„Ja, ‚gern‘“ und „geht“."]
    assert found.choices[0].pieces[0].before == "Sie sagt: "


def test_a_wrong_weekday_has_both_ways_out_and_is_in_no_kind_that_is_taken_at_once():
    [found, _space] = proposals(["Am Mittwoch, 5. März 2026."], DAY)
    assert found.kind == "weekday_is_wrong" not in KINDS
    assert found.on == date(2026, 3, 5)
    assert [choice.pieces[0].new for choice in found.choices] == [
        "Donnerstag, 5. März 2026.",
        "Mittwoch, 4. März 2026.",
    ]


def test_a_day_that_does_not_exist_is_named_and_left_to_somebody():
    [found] = proposals(["Bis 31.2.2026."], DAY)
    assert (found.kind, found.quote, found.choices) == ("no_such_day", "31.2.2026", ())


def test_addresses_are_left_alone():
    text = "https://zweistrom.example/a--b...c und info@zweistrom.example"
    assert proposals([text], DAY) == []


@given(st.lists(LETTERS, max_size=4))
def test_every_proposal_lies_in_its_text_and_none_crosses_a_paragraph(texts):
    found = proposals(texts, DAY)
    assert found == sorted(found, key=lambda each: (each.text, each.start, each.end))
    for each in found:
        assert 0 <= each.start <= each.end <= len(texts[each.text])
        for choice in each.choices:
            for repair in choice.repairs:
                assert each.start <= repair.start <= repair.end <= each.end
                assert "\n\n" not in repair.before(texts[each.text])
            for piece in choice.pieces:
                assert piece.old in texts[each.text]
