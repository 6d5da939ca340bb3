"""Hostile strings at the desk: queue, forms, previews, articles that go out, partners."""

import re
from datetime import timedelta
from html import escape
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from articles import conversion, drafts
from partners.models import Partner
from submissions import moderation
from submissions.models import Submission
from tests.articles.desk import change_url
from tests.partners.booked import make_booking, make_partner, make_position
from tests.soak.hostile_walk import group, in_packs, one_line, unsaid
from tests.submissions.sent import make_submission


def answered(walk, packs):
    """Submissions that are not used, each with a pack as its answer."""
    for number, some in enumerate(packs):
        here = make_submission(email=f"absage{number}@post.example", text=f"Absage {number}")
        moderation.refuse(here, "\n".join(map(unsaid, some)), walk.head)


def the_queue(walk, packed, single, packs):
    """The queue and every submission; then drafts: of the packs by hand, else by the same step."""
    eyes = walk.desk_eyes
    queue = reverse("admin:submissions_submission_changelist")
    path = f"{queue}?state=all"
    for number in range(1, Submission.objects.count() // 50 + 2):
        eyes.open(f"{path}&p={number}")
    for here, some in zip(packed, packs, strict=True):
        if not here:
            continue
        path = reverse("admin:submissions_submission_change", args=[here.pk])
        words = "\n".join(map(unsaid, some))[:2000]  # What the fields hold at most.
        note = {"owner": "", "note": words, "answer": words}
        walk.ask(walk.desk, "post", path, here.text, data={**note, "_save": "1"})
        eyes.open(path, here.text)
        answer = walk.ask(walk.desk, "post", path, here.text, data={**note, "_convert": "1"})
        here.refresh_from_db()
        if here.article is None:
            said = walk.desk.get(path).content.decode()
            told = re.findall(r'class="messagelist".*?</ul>', said, re.S)
            walk.fault(f"not converted: {answer.status_code} {here.text[:60]!r} {told}"[:300])
    for here in filter(None, single):
        try:
            moderation.convert(here, walk.head)
        except conversion.Refused as refused:
            walk.fault(f"not converted: {here.title[:60]!r} {refused.messages}")
        here.refresh_from_db()


def block_of(text, number, image):
    """A block that holds a string wherever words may stand; each number another kind."""
    line = one_line(text, 90)
    return [
        lambda: drafts.Prose(html=text or "x"),
        lambda: drafts.Statement(
            text=text.strip() or "x", speaker=line, role=line, organisation=line
        ),
        lambda: drafts.Prose(html=f"<p>{text}</p><ul><li>{text}</li></ul>"),
        lambda: drafts.InfoBox(title=line, html=text or "x"),
        lambda: drafts.Table(caption=line, rows=[[line, line], [line, line]]),
        lambda: drafts.Gallery(
            title=line, pictures=[drafts.GalleryPicture(image=image, caption=line, alt=line)]
        ),
    ][number % 6]()


def the_form(walk, article, some, turned):
    """The form of a draft with a block of each string, and its preview."""
    draft = drafts.replace(conversion.draft_of(article), based_on=None)
    image = draft.lead_picture.image
    blocks = [block_of(text, number + turned, image) for number, text in enumerate(some)]
    while blocks:
        try:
            conversion.apply_draft(article, drafts.replace(draft, blocks=(*draft.blocks, *blocks)))
            break
        except conversion.Refused as refused:
            wrong = {str(uid) for uid in refused.block_errors}
            walk.refused.update(each.type for each in blocks if str(each.uid) in wrong)
            fit = [each for each in blocks if str(each.uid) not in wrong]
            if len(fit) == len(blocks):
                walk.fault(f"refused: {some[0][:60]!r} {refused.messages}")
                break
            # What one kind of block cannot hold, prose can say.
            blocks = fit + [
                drafts.Prose(html=f"<p>{escape(text)}</p>")
                for each, text in zip(blocks, some, strict=False)
                if str(each.uid) in wrong and each.type != "prose"
            ]
    article.refresh_from_db()
    eyes = walk.desk_eyes
    eyes.open(change_url(article), some[0])
    eyes.where = f"preview of {some[0][:60]!r}"
    with eyes.page.expect_navigation(wait_until="load") as arriving:
        eyes.page.evaluate(
            """(path) => { const form = document.querySelector("form[id$='article_form']");
                form.action = path; form.target = ""; form.noValidate = true;
                HTMLFormElement.prototype.submit.call(form); }""",
            reverse("admin:article_preview", args=[article.pk]),
        )
    if arriving.value.status != 200:
        eyes.note(f"answered {arriving.value.status}")
    eyes.look()


def goes_out(walk, article, turn, number):
    """Publish an article whose every part holds another string; returns it, or None."""
    article.refresh_from_db()
    draft = drafts.replace(conversion.draft_of(article), based_on=None)
    candidates = {
        "lead": f"{turn(1).strip()[:900]} {group(number)}",
        "seo_title": one_line(turn(2), 120),
        "share_title": one_line(turn(3), 90),
        "topics": (one_line(turn(4), 60), group(number)),
        "authors": (one_line(turn(5), 90),),
        "source": one_line(turn(6), 90),
        "chapter": drafts.Chapter(
            story=f"s{number}", title=one_line(turn(7), 90), stage="first_report"
        ),
        "corrections": [
            drafts.Correction(at=timezone.now(), wrong=turn(8).strip() or "x", right=turn(9) or "x")
        ],
        "blocks": (*draft.blocks, drafts.Prose(html=turn(10) or "x")),
        "status": "ready",
        "publish_at": timezone.now() - timedelta(minutes=number % 50 + 1),
    }
    text = turn(0)
    written = None
    while written is None:
        try:
            written = conversion.apply_draft(
                article, drafts.replace(draft, **candidates), by=walk.head
            )
        except conversion.Refused as refused:
            # A name that cannot be one is refused in words; the rest goes out.
            bad = [name for name in refused.error_dict if name in candidates]
            bad += ["blocks"] if refused.block_errors and "blocks" in candidates else []
            if not bad or "status" in bad:
                walk.fault(f"refused: {text[:60]!r} {refused.messages} {refused.block_errors}")
                return None
            for name in bad:
                candidates.pop(name, None)
            if "topics" in bad:
                candidates["topics"] = (group(number),)
            walk.refused[", ".join(sorted(bad))] += 1
    return written


def beside_the_page(walk, given):
    """Partners with strings as names, words for the logo and links, each string at one of them;
    answers to readers, pages and places named so."""
    links, names = [], 0
    for number, (name, alt, word, note) in enumerate(in_packs(given, 4, whole=True)):
        try:
            partner = make_partner(one_line(name, 80) + f" {number}", alt=one_line(alt, 150))
        except ValidationError:
            walk.refused["partner"] += 1  # A refusal in words is an answer, too.
            partner = make_partner(f"Firma {number}")
        names += 1
        path = reverse("admin:partners_partner_change", args=[partner.pk])
        values = {
            "name": partner.name, "kind": "premium", "alt": alt[:150], "link": word[:500],
            "contact_name": note[:100], "contact_email": word[:100],
            "contact_phone": word[:50], "note": f"{word}{note}"[:2000],
        }  # fmt: skip
        answer = walk.ask(walk.desk, "post", path, name, data=values)
        walk.pages[f"partner {name[:60]!r}"] = answer.content.decode()
        values |= {"link": f"https://partner.example/?{quote(word[:100], safe='')}"}
        walk.ask(walk.desk, "post", path, name, data=values | {"contact_email": ""})
        partner.refresh_from_db()
        links.append(partner.link)
        if number % 10 == 0:
            walk.desk_eyes.open(path, name)
    strange = [link for link in links if not re.match(r"https?://[^\s/]", link)]
    if strange:
        walk.fault(f"links of partners: {strange[:3]}")
    positions = [make_position(page, number) for page in ("front", "article", "events", "list")
                 for number in range(1, 13)]  # fmt: skip
    partners = list(Partner.objects.all())
    for start in range(0, len(partners), len(positions)):
        bookings = [
            make_booking(position, partner)
            for position, partner in zip(positions, partners[start:], strict=False)
        ]
        for path in ("/", "/termine/", "/meldungen/"):
            walk.eyes.open(path)
        for booking in bookings:
            answer = walk.ask(walk.reader, "get", reverse("partner_click", args=[booking.pk]))
            if answer.status_code == 302 and answer["Location"] != booking.partner.link:
                walk.fault(f"click leads to {answer['Location'][:80]}")
            booking.delete()
    walk.desk_eyes.open(reverse("admin:partners_partner_changelist"))
    walk.desk_eyes.open(reverse("admin:free_positions"))
    return names


def the_rest_of_the_desk(walk):
    """Pages of the desk that list what has come in."""
    for name in ("admin:index", "admin:privacy", "admin:operation", "admin:picture_desk",
                 "admin:articles_article_changelist", "admin:articles_image_changelist",
                 "admin:articles_topic_changelist", "admin:articles_speaker_changelist",
                 "admin:articles_author_changelist", "admin:articles_source_changelist",
                 "admin:articles_story_changelist", "admin:articles_auditentry_changelist",
                 "admin:article_calendar", "admin:front_desk"):  # fmt: skip
        for number in (1, 2, 3):
            walk.desk_eyes.open(f"{reverse(name)}?p={number}")
