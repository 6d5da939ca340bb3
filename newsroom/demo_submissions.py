"""What readers of the demo paper have sent in: a queue with something of everything.

People and events are invented. The rows come the way a posted form takes, without its page.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from articles.models import Article, Image
from newsroom.models import User
from submissions import moderation, receiving, uploads
from submissions.models import AnswerTemplate, Attachment, Submission

RIGHTS = "Selbst aufgenommen, darf veröffentlicht werden."


class Becomes(IntEnum):
    """What becomes of it."""

    WAITS = 0
    LOOKED_INTO = 1
    TAKEN = 2
    PUBLISHED = 3
    NOT_USED = 4
    TAKEN_BACK = 5


@dataclass(frozen=True)
class Sent:
    """One submission: when (hours before now), what, by whom, and what has become of it."""

    hours: int
    content: dict
    kind: str = "news"
    pictures: tuple = ()  # (beginning of a demo picture's caption, file name, caption, credit)
    doubts: tuple = ()
    becomes: Becomes = Becomes.WAITS
    note: str = ""
    starts: tuple = ()  # Days from now, hour, hours it lasts.
    changed: int = 0  # Hours before now.


SENT = (
    Sent(
        2,
        {
            "headline": "Baum liegt quer über dem Neckarweg",
            "text": "Seit heute früh liegt kurz hinter der Fähre ein großer Ast auf dem Radweg, "
            "vielleicht ein halber Baum. Mit dem Lastenrad kommt niemand vorbei.\n\nIch habe die "
            "Stadt angerufen, man will jemanden schicken. Es war bis mittags aber niemand da.",
            "place": "Neckarwiese, Ladenburg",
            "name": "Gerda Ohlwein",
            "email": "gerda.ohlwein@post.example",
        },
        pictures=(
            (
                "Freie Fahrt auf dem Radweg",
                "IMG_2041.jpg",
                "Der Radweg kurz vor der Stelle",
                "Gerda Ohlwein",
            ),
        ),
        changed=1,
    ),
    Sent(
        1,
        {
            "text": "Auf dem Neckarweg bei Ladenburg liegt ein halber Baum quer, kurz hinter der "
            "Fähre! Mit dem Lastenrad ist kein Durchkommen.",
            "place": "Ladenburg, Neckarweg",
            "phone": "06203 000 00 11",
        },
        doubts=("no_proof",),
    ),
    Sent(
        5,
        {
            "headline": "Flohmarkt rund um die Kelter",
            "text": "Vierzig Stände, Kaffee und Kuchen, um drei spielt die Blaskapelle.",
            "place": "Kelterplatz, Altrip",
            "price": "frei",
            "organiser": "Verein Deichgarten",
            "name": "Ferdinand Raab",
            "email": "deichgarten@verein.example",
            "phone": "06236 000 00",
        },
        kind="event",
        starts=(19, 11, 6),
        pictures=(
            ("Auf dem Wochenmarkt", "stand.jpg", "So sah es im vorigen Jahr aus", ""),
            ("Hand in Hand", "helfer.jpg", "Das Team vom Deichgarten", "Marit Raab"),
        ),
    ),
    Sent(
        26,
        {
            "text": "Bei uns im Haus geht seit Sonntag die Heizung nicht, zwölf Wohnungen. Die "
            "Verwaltung geht nicht ans Telefon. Können Sie einmal nachfragen?",
            "place": "Hemshof, Ludwigshafen",
            "phone": "0621 000 00 02",
        },
        doubts=("no_proof",),
        becomes=Becomes.LOOKED_INTO,
        note="Hausverwaltung um 14 Uhr anrufen.",
    ),
    Sent(
        30,
        {
            "headline": "SUPER ANGEBOT <b>nur heute</b>",
            "text": "Besuchen Sie https://billig.example und sparen Sie!!!",
            "place": "überall",
            "email": "kauf@billig.example",
        },
        doubts=("trap", "haste", "no_proof"),
    ),
    Sent(
        49,
        {
            "text": "Die Fähre bei Altrip steht, am Anleger hängt ein Zettel: Motorschaden.",
            "place": "Altrip, Fähranleger",
            "name": "Jupp Welker",
            "email": "jupp.welker@post.example",
        },
        becomes=Becomes.PUBLISHED,
    ),
    Sent(
        28,
        {
            "headline": "Zaun am Neckarufer",
            "text": "Seit Oktober steht am Ufer ein Zaun, wo wir immer gebadet haben. Ein Schild "
            "sagt „Privat“. Wem gehört das Ufer eigentlich, und darf man das?",
            "place": "Neckarufer, Ilvesheim",
            "name": "Traudel Inhof",
            "email": "traudel.inhof@post.example",
        },
        becomes=Becomes.TAKEN,
        note="Passt zum Spaziergang mit dem Katasterplan.",
    ),
    Sent(
        73,
        {
            "headline": "Katze entlaufen",
            "text": "Unser Kater Moritz ist weg, grau getigert, hört auf Leberwurst.",
            "place": "Feudenheim",
            "name": "Familie Brose",
            "email": "brose@post.example",
        },
        becomes=Becomes.NOT_USED,
    ),
    Sent(
        7,
        {
            "text": "Vor der Schule wird jeden Morgen kreuz und quer gehalten.",
            "place": "Schillerschule, Mannheim",
            "email": "eltern@post.example",
        },
        becomes=Becomes.TAKEN_BACK,
    ),
)
#: The demo's own articles that two of them have led to: only the first is there for readers.
LED_TO = {
    Becomes.PUBLISHED: "Rheinfähre bei Altrip fährt nach Motorschaden wieder",
    Becomes.TAKEN: "Wem gehört das Neckarufer?",
}


def load(now: datetime) -> int:
    """Submissions of the demo; how many were new. What is there already stays as it is.

    now: in the paper's time zone.
    """
    if Submission.objects.exists():
        return 0
    owner = User.objects.filter(username="redakteur").first()
    for number, each in enumerate(SENT):
        content = dict(each.content)
        if each.starts:
            days, hour, lasts = each.starts
            begin = (now + timedelta(days=days)).replace(hour=hour, minute=0, second=0)
            begin = begin.replace(microsecond=0)
            content |= {"starts_at": begin, "ends_at": begin + timedelta(hours=lasts)}
        nonce = hashlib.sha256(f"demo {number}".encode()).hexdigest()[:32]
        sent, _is_new = receiving.receive(nonce, each.kind, content, doubts=each.doubts)
        _attach(sent, each.pictures)
        if owner:
            _bring_on(sent, each, owner)
        moment = now - timedelta(hours=each.hours)
        told = {"sent_at": moment, "consented_at": moment, "note": each.note}
        if each.changed:
            told["changed_at"] = now - timedelta(hours=each.changed)
        if each.becomes > Becomes.LOOKED_INTO:
            told["decided_at"] = moment + timedelta(hours=1)
        Submission.objects.filter(pk=sent.pk).update(**told)
    return len(SENT)


def _attach(sent, pictures):
    for position, (begins, name, caption, credit) in enumerate(pictures):
        picture = Image.objects.filter(caption__startswith=begins).order_by("uid").first()
        if picture is None:
            continue
        with picture.file.open() as stream:
            file = uploads.store(stream.read())
        Attachment.objects.create(
            submission=sent, position=position, file=file, name=name, caption=caption,
            credit=credit, rights_text=RIGHTS,
        )  # fmt: skip


def _bring_on(sent, each, owner):
    """What the desk, or the sender, has done with it."""
    match each.becomes:
        case Becomes.LOOKED_INTO:
            moderation.take_on(sent, owner)
        case Becomes.TAKEN | Becomes.PUBLISHED:
            articles = Article.objects.filter(headline__startswith=LED_TO[each.becomes])
            Submission.objects.filter(pk=sent.pk).update(
                status=Submission.Status.TAKEN, owner=owner, article=articles.first()
            )
        case Becomes.NOT_USED:
            template = AnswerTemplate.objects.first()
            answer = moderation.filled_for(template, sent) if template else ""
            moderation.refuse(sent, answer, owner)
        case Becomes.TAKEN_BACK:
            receiving.withdraw(sent)
