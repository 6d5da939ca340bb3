"""What readers of the demo paper have sent in: a queue with something of everything.

People and events are invented. The rows come the way a posted form takes, without its page.
"""

import hashlib
from datetime import datetime, timedelta

from articles.models import Image
from newsroom.models import User
from submissions import moderation, receiving, uploads
from submissions.models import Attachment, Submission

#: Hours before now -> kind, content, doubts.
SENT = (
    (
        2,
        "news",
        {
            "headline": "Baum liegt quer über dem Neckarweg",
            "text": "Seit heute früh liegt kurz hinter der Fähre ein großer Ast auf dem Radweg, "
            "vielleicht ein halber Baum. Mit dem Lastenrad kommt niemand vorbei.\n\nIch habe die "
            "Stadt angerufen, man will jemanden schicken. Es war bis mittags aber niemand da.",
            "place": "Neckarwiese, Ladenburg",
            "name": "Gerda Ohlwein",
            "email": "gerda.ohlwein@post.example",
        },
        (),
    ),
    (
        5,
        "event",
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
        ("no_proof",),
    ),
    (
        26,
        "news",
        {
            "text": "Bei uns im Haus geht seit Sonntag die Heizung nicht, zwölf Wohnungen. Die "
            "Verwaltung geht nicht ans Telefon. Können Sie einmal nachfragen?",
            "place": "Hemshof, Ludwigshafen",
            "phone": "0621 000 00 02",
        },
        ("no_proof",),
    ),
    (
        30,
        "news",
        {
            "headline": "SUPER ANGEBOT <b>nur heute</b>",
            "text": "Besuchen Sie https://billig.example und sparen Sie!!!",
            "place": "überall",
            "email": "kauf@billig.example",
        },
        ("trap", "haste", "no_proof"),
    ),
)
TAKEN_ON = 2  # The one with the heating is being looked into.


def load(now: datetime) -> int:
    """Submissions of the demo; how many were new. What is there already stays as it is.

    now: in the paper's time zone.
    """
    if Submission.objects.exists():
        return 0
    picture = Image.objects.order_by("uid").first()
    for number, (hours, kind, content, doubts) in enumerate(SENT):
        if kind == "event":
            begin = (now + timedelta(days=19)).replace(hour=11, minute=0, second=0, microsecond=0)
            content = content | {"starts_at": begin, "ends_at": begin + timedelta(hours=6)}
        nonce = hashlib.sha256(f"demo {number}".encode()).hexdigest()[:32]
        sent, _is_new = receiving.receive(nonce, kind, content, doubts=doubts)
        moment = now - timedelta(hours=hours)
        Submission.objects.filter(pk=sent.pk).update(sent_at=moment, consented_at=moment)
        if number == 0 and picture:
            with picture.file.open() as stream:
                file = uploads.store(stream.read())
            Attachment.objects.create(
                submission=sent, position=0, file=file, name="baum.jpg", credit="Gerda Ohlwein",
                rights_text="Selbst aufgenommen, darf veröffentlicht werden.",
            )  # fmt: skip
        owner = User.objects.filter(username="redakteur").first()
        if number == TAKEN_ON and owner:
            moderation.take_on(sent, owner)
            Submission.objects.filter(pk=sent.pk).update(note="Hausverwaltung um 14 Uhr anrufen.")
    return len(SENT)
