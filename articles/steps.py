"""The steps an article takes on its way out: which there are, and what each makes of the form.

draft → in review → ready (scheduled or live by the clock) → withdrawn, and back. Each step is a
button of the form, so it works without a script; the rights are asked again by `workflow.save`.
"""

from dataclasses import dataclass, replace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy


@dataclass(frozen=True)
class Step:
    """A button: the name it posts, its words, the right it wants, the status it leads to."""

    name: str
    label: str
    verb: str
    status: str
    #: What the button says when the publication lies in the future.
    later: str = ""
    is_next: bool = False
    #: Whether the version must say why.
    wants_note: bool = False

    @property
    def publishes(self):
        return self.status == "ready"


HAND_IN = Step("_hand_in", gettext_lazy("Hand in for review"), "submit", "in_review")
SEND_BACK = Step("_send_back", gettext_lazy("Send back"), "change", "draft", wants_note=True)
PUBLISH = Step(
    "_publish", gettext_lazy("Publish"), "publish", "ready", later=pgettext_lazy("verb", "Schedule")
)
PUBLISH_NOW = Step("_publish_now", gettext_lazy("Publish now"), "publish", "ready")
PUBLISH_AGAIN = replace(PUBLISH, label=gettext_lazy("Publish again"), later="")
TAKE_BACK = Step("_take_back", gettext_lazy("Back to draft"), "publish", "draft")
WITHDRAW = Step("_withdraw", gettext_lazy("Withdraw"), "withdraw", "withdrawn")

#: By state (a column of the table of rights), in the order of the buttons.
STEPS = {
    "draft": (HAND_IN, PUBLISH),
    "in_review": (SEND_BACK, PUBLISH),
    "scheduled": (TAKE_BACK, PUBLISH_NOW),
    "public": (WITHDRAW,),
    "withdrawn": (PUBLISH_AGAIN,),
}
BY_NAME = {step.name: step for row in STEPS.values() for step in row}


def offered(state, kind, may):
    """The steps from a state, in the order of their buttons; one is the next at most.

    kind: the article's. may: a function that answers whether the user may do a verb.
    """
    steps = [step for step in STEPS.get(state, ()) if may(step.verb)]
    onward = [step for step in steps if step.name in ("_hand_in", "_publish")]
    if not onward:
        return steps
    # One's own draft of a kind that two must see is handed in; everything else goes out.
    handed_in = state == "draft" and kind in settings.PAPER.desk.four_eyes
    following = onward[0] if handed_in else onward[-1]
    return [replace(step, is_next=step is following) for step in steps]


def taken(posted):
    """The step whose button was pressed, or None."""
    return next((step for name, step in BY_NAME.items() if name in posted), None)


def take(form, cleaned):
    """Put into the cleaned data of an article's form what the pressed button means.

    “Publish” without a time means as soon as may be: at once, or when the embargo ends.
    """
    step = taken(form.data)
    if step is None:
        return
    cleaned["status"] = step.status
    if step.wants_note and not cleaned.get("reason"):
        form.add_error("reason", ValidationError(_("Say what is to be done."), code="required"))
    if not step.publishes or form.has_error("publish_at"):
        return
    now = timezone.now()
    if step is PUBLISH_NOW:
        cleaned["publish_at"] = now
    elif not cleaned.get("publish_at"):
        cleaned["publish_at"] = max(now, cleaned.get("embargo_until") or now)


def is_later(publish_at, embargo_until, now=None):
    """Whether “Publish” would mean a moment to come."""
    now = now or timezone.now()
    due = publish_at or embargo_until
    return due is not None and due > now
