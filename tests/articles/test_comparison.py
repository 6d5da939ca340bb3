"""Two texts in one column: nothing is lost between the marks, and the marks are few."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from articles import comparison, drafts

alphabet = st.sampled_from([*"abä.,;- \n\t", "Brücke", "Stadt", " und ", "§ 4", "8.30", "“"])
texts = st.lists(alphabet, max_size=60).map("".join)


def put_together(pieces, *kinds):
    return "".join(text for kind, text in pieces if kind in kinds)


@given(texts, texts)
def test_kept_and_dropped_words_are_the_old_text_kept_and_added_ones_the_new(before, after):
    pieces = comparison.words(before, after)
    assert put_together(pieces, "kept", "dropped") == before
    assert put_together(pieces, "kept", "added") == after
    assert all(text for _kind, text in pieces)
    if before == after:
        assert {kind for kind, _text in pieces} <= {"kept"}


@given(texts, texts)
def test_folding_hides_no_letter(before, after):
    pieces = comparison.words(before, after)
    shown = comparison.folded(pieces)
    for kinds, text in ((("dropped",), before), (("added",), after)):
        assert put_together([each[:2] for each in shown], "kept", "folded", *kinds) == text


def test_one_changed_word_is_marked_alone_without_the_space_behind_it():
    assert comparison.words("Die Brücke ist zu.", "Die Fähre ist zu.") == [
        ("kept", "Die "), ("dropped", "Brücke"), ("added", "Fähre"), ("kept", " ist zu."),
    ]  # fmt: skip


def test_a_lone_word_between_two_changes_is_not_left_standing():
    pieces = comparison.words("am frühen Morgen um acht Uhr", "gegen späten Abend um neun Minuten")
    assert [kind for kind, _text in pieces] == ["dropped", "added"]


def test_a_sign_behind_a_word_is_a_change_of_its_own():
    assert comparison.words("Sie ist froh", "Sie ist froh!") == [
        ("kept", "Sie ist froh"), ("added", "!"),
    ]  # fmt: skip


def test_long_unchanged_passages_are_folded_but_for_their_ends():
    text = " ".join(f"Wort{number}" for number in range(200))
    shown = comparison.folded(comparison.words(f"Alt. {text} Ende.", f"Neu. {text} Schluss."))
    assert [kind for kind, *_rest in shown] == [
        "dropped", "added", "kept", "folded", "kept", "dropped", "added", "kept",
    ]  # fmt: skip
    (folded,) = (words for kind, _text, words in shown if kind == "folded")
    assert folded == 200 - 2 * comparison.SHOWN


def test_a_text_too_long_to_compare_counts_as_written_anew():
    old, new = (" ".join(f"{sign}{n}" for n in range(4_000)) for sign in "ab")
    assert [kind for kind, _text in comparison.words(old, new)] == ["dropped", "added"]


def test_the_size_of_a_change_is_counted_in_words():
    assert comparison.size("Die Brücke ist zu.", "Die Fähre ist heute zu.") == (2, 1)


def blocks(*texts, uids):
    return drafts.Draft(
        headline="x",
        blocks=[drafts.Prose(uid=uids[text], html=f"<p>{text}</p>") for text in texts],
    )


def verbs(before, after):
    uids = {letter: uuid4() for letter in "abcdefg"}
    names = {uid: letter for letter, uid in uids.items()}
    rows = comparison.body(blocks(*before, uids=uids), blocks(*after, uids=uids))
    return " ".join(f"{names[row.uid]}:{row.verb}" for row in rows)


def test_as_few_blocks_as_possible_count_as_moved():
    assert verbs("abcde", "bcdae") == "b:kept c:kept d:kept a:moved e:kept"
    assert verbs("abcde", "eabcd") == "e:moved a:kept b:kept c:kept d:kept"


def test_a_removed_block_stands_where_it_stood():
    assert verbs("abc", "ac") == "a:kept b:removed c:kept"
    assert verbs("abc", "c") == "a:removed b:removed c:kept"
    assert verbs("ab", "acb") == "a:kept c:added b:kept"


def test_prose_is_read_with_its_headings_items_and_addresses():
    html = '<h2>Titel</h2><p>Siehe <a href="/x/">hier</a>.</p><ul><li><p>eins</p></li></ul>'
    assert comparison.text_of(html) == "■ Titel\nSiehe hier [→ /x/].\n– eins"
