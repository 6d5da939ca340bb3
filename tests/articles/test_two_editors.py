"""Two editors at one article: played by Hypothesis, on PostgreSQL, through the desk's own pages."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from articles import drafts
from tests.articles import two_editors
from tests.articles.desk import change_url, form_of
from tests.builders import make_article, make_region, make_user


def play(examples, steps, **options):
    """Run the machine; returns how often what happened. options: of Hypothesis."""
    make_region()
    machine = two_editors.TwoEditors
    machine.users = [
        make_user("desk_head", first_name=name, last_name="Berg") for name in ("Otto", "Anna")
    ]
    machine.places, machine.blank = ["07338001"], None
    two_editors.HAPPENED.clear()
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            **{"derandomize": True, **options},
            suppress_health_check=list(HealthCheck),
        ),
    )
    return dict(two_editors.HAPPENED)


@pytest.mark.django_db
def test_the_short_way_to_a_form_is_the_page_s_own():
    make_region()
    blocks = [drafts.Prose(html=f"<p>{name}</p>") for name in "ab"]
    article = make_article(places=["07338001"], lead="Vorspann", blocks=blocks)
    window = two_editors.Window(make_user("desk_head"))
    shown = form_of(window.client, change_url(article))
    made = two_editors.fields_of(article, window.user, shown)
    own = ("copy", "sheet", "csrfmiddlewaretoken")
    assert {name: value for name, value in made.items() if name not in own} == {
        name: value for name, value in shown.items() if name not in own
    }


@pytest.mark.django_db
def test_no_word_of_two_editors_is_lost():
    happened = play(examples=8, steps=12)
    assert {"saved", "autosaved", "reopened", "logged out"} <= set(happened)
