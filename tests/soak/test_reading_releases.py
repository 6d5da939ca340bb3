"""Ten thousand heaps of parts of releases: nothing is lost, every block is its span."""

import random

import pytest

from tests.submissions.press_release.releases import FRAGMENTS, faithful, lossless, read


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_no_heap_of_parts_loses_a_character(seed):
    dice = random.Random(seed)
    for _ in range(1_000):
        text = "".join(dice.choices(FRAGMENTS, k=dice.randint(1, 60)))
        proposal = read(text)
        assert lossless(text, proposal), text
        assert faithful(text, proposal), text
