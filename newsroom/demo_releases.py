"""The demo's queue of press releases, in the shapes in which they come: police, fire brigade, town
hall, county, club; as text, page, mail and Word paste. Senders and people are invented.
"""

from dataclasses import dataclass
from datetime import timedelta

from submissions.releases.models import Release
from submissions.releases.receiving import receive


@dataclass(frozen=True)
class Sent:
    """One release: when (hours before now), its text, and in which shape it came."""

    hours: float
    text: str
    media_type: str = "text/plain"
    origin: str = "pasted"
    file_name: str = ""


ROLLER = """\
POL-PPRP: Schifferstadt: Rollerfahrer übersieht Poller und verletzt sich leicht

Schifferstadt (ots) - Ein 34-jähriger Rollerfahrer hat am Samstagabend in der Bahnhofstraße \
einen Poller übersehen und ist gestürzt. Er kam mit leichten Verletzungen in ein Krankenhaus.

An dem Roller entstand ein Schaden von rund 400 Euro. Die Straße war eine halbe Stunde gesperrt.

Rückfragen bitte an:

Polizeipräsidium Rheinpfalz
Carla Mende
Telefon: 0621 0000-1111

Original-Content von: Polizeipräsidium Rheinpfalz, übermittelt durch news aktuell
"""
WORKSHOP = """\
Pressemitteilung der Stadt Schifferstadt vom 20. November 2026

Neue Lernwerkstatt für Schifferstadter Grundschulen

Schifferstadt. Die Stadt Schifferstadt und der Förderverein "Lernen am Rhein" haben am Freitag \
eine Kooperations-vereinbarung unterzeichnet. Ab Februar öffnet in der Alten Kelter eine \
Lernwerkstatt für alle Grundschulen. Die Kooperationsvereinbarung gilt fünf Jahre.

Stimmen zur Vereinbarung:

"Kinder lernen dort mit den Händen. Das fehlt vielen im Alltag." – Dr. Hanna Roth, \
Bürgermeisterin der Stadt Schifferstadt

"Wir fangen mit 80 Plätzen an und hoffen auf mehr." – Jonas Keil, Vorsitzender des Fördervereins

Kontakt: Stadt Schifferstadt, Pressestelle, Telefon 06235 00-0, presse@schifferstadt.example
"""
FIRE = """\
FW-LU: Küchenbrand in der Gartenstadt

Ludwigshafen (ots) - Die Feuerwehr Ludwigshafen ist am Sonntag gegen 13.20 Uhr zu einem \
Küchenbrand in der Gartenstadt ausgerückt. Topflappen auf einer Herdplatte hatten Feuer \
gefangen. Die Bewohnerin hatte die Flammen mit einem Deckel schon erstickt, als der Löschzug \
eintraf.

Verletzt wurde niemand. Die Wohnung wurde belüftet, nach einer Stunde war der Einsatz beendet.

"Richtig gehandelt: Deckel drauf, Herd aus, raus und anrufen", sagte Einsatzleiterin Nora Pfaff.

Rückfragen bitte an:

Feuerwehr Ludwigshafen
Telefon: 0621 0000-3333

Original-Content von: Feuerwehr Ludwigshafen, übermittelt durch news aktuell
"""
COUNTY = """\
<html><head><title>Presse</title></head><body>
<p>Pressemitteilung der Kreisverwaltung Rhein-Pfalz-Kreis</p>
<h1>Kreis erneuert Radweg zwischen Altrip und Waldsee</h1>
<p>Altrip. Der Rhein-Pfalz-Kreis erneuert von Montag, 30.&nbsp;November 2026, an den Radweg \
entlang der Kreisstraße 13 zwischen Altrip und Waldsee. Die Arbeiten dauern voraussichtlich drei \
Wochen.</p>
<p>Der Belag wird auf 1,8 Kilometern abgefr&auml;st und neu aufgetragen. In dieser Zeit werden \
Radfahrer &uuml;ber den Rheindamm umgeleitet:</p>
<ul><li>ab Altrip über die Rheinstraße</li><li>ab Waldsee über den Seeweg</li></ul>
<p>„Wir bauen im Winter, weil dann die wenigsten unterwegs sind“, sagt Kreisbeigeordneter Markus \
Thiel.</p></body></html>
"""
MAIL = """\
From: Sportverein Altrip <presse@sv-altrip.example>
To: redaktion@zweistrom.example
Subject: =?utf-8?q?Pressemitteilung=3A_Altriper_Turnerinnen_steigen_auf?=
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Pressemitteilung des Sportvereins Altrip

Altrip. Die Turnerinnen des SV Altrip haben am Samstag mit 142,30 Punkten de=
n Aufstieg in die Oberliga geschafft. Vor 220 Zuschauern in der Regino-Halle=
 lagen sie am Ende drei Punkte vor Hassloch.

Entscheidend war der Schwebebalken, den alle vier Turnerinnen ohne Sturz bea=
rbeiteten.

=E2=80=9EDas haben sich die M=C3=A4dchen =C3=BCber drei Jahre erarbeitet=E2=80=9C, sagt T=
rainerin Silke Arndt.
"""
TOWN_PUMP = """\
Medieninformation der Technischen Werke Ludwigshafen

Trinkbrunnen am Rathausplatz bleiben im Winter aus

Ludwigshafen. Die Technischen Werke stellen die vier Trinkbrunnen in der Innenstadt von Mittwoch \
an ab. Frost könnte die Leitungen beschädigen. Im April werden sie wieder in Betrieb genommen, \
zwei weitere kommen dann am Berliner Platz und an der Rheinpromenade hinzu.

Im Sommer flossen nach Angaben der Werke rund 90.000 Liter. Die Stadt trägt die Kosten von \
21.000 Euro im Jahr.
"""
ROAD = """\
POL-PPRP: UPDATE: Sperrung der B 9 bei Schifferstadt aufgehoben

Schifferstadt (ots) - Die Bundesstraße 9 ist nach dem Lkw-Unfall vom Vormittag in beiden \
Richtungen wieder frei. Wie bereits berichtet, war ein Sattelzug gegen 9.40 Uhr mit einem Bus \
zusammengestoßen.

Der Fahrer des Sattelzugs wurde leicht verletzt, die elf Fahrgäste blieben unversehrt. Den \
Schaden schätzt die Polizei auf 60.000 Euro.

Rückfragen bitte an:

Polizeipräsidium Rheinpfalz
Telefon: 0621 0000-1111

Original-Content von: Polizeipräsidium Rheinpfalz, übermittelt durch news aktuell
"""
CHOIR = """\
Kammerchor lädt zum Singen ohne Noten ein

Altrip – Der Kammerchor Altrip öffnet am Sonntag, 6. Dezember 2026, seine Probe für alle. Beginn \
ist um 17 Uhr im Bürgerhaus. Wer mitsingen will, braucht weder Noten noch Erfahrung.

Geleitet wird der Nachmittag von Chorleiterin Beate Lorenz. Der Eintritt ist frei, um eine \
Spende für neue Stühle wird gebeten.

Pressekontakt: Kammerchor Altrip e.V., Beate Lorenz, Telefon 06236 00-0
"""
COLLECTION = """\
POL-PDLU: Meldungen vom Wochenende

Ludwigshafen (ots) -

Altrip: Einbruch in Gartenhütte

Unbekannte sind in der Nacht auf Samstag in eine Gartenhütte am Rhein eingebrochen und haben \
Werkzeug mitgenommen. Der Schaden beträgt rund 300 Euro.

Schifferstadt: Auto zerkratzt

Ein Unbekannter hat am Sonntag in der Hauptstraße ein geparktes Auto zerkratzt. Der Schaden \
liegt bei rund 1.500 Euro.

Rückfragen bitte an:

Polizeidirektion Ludwigshafen
Telefon: 0621 0000-1111

Original-Content von: Polizeidirektion Ludwigshafen, übermittelt durch news aktuell
"""
LIBRARY = """\
Pressemitteilung der Stadtbibliothek Ludwigshafen

Stadtbibliothek verleiht jetzt auch Werkzeug

Ludwigshafen/Rhein-Pfalz-Kreis. Bohrmaschine, Stichsäge, Nähmaschine: In der Stadtbibliothek \
Ludwigshafen gibt es seit Montag vierzig Dinge auszuleihen. Ein Ausweis genügt, die Frist \
beträgt eine Woche.

"Die meisten Bohrmaschinen laufen in ihrem Leben keine Viertelstunde. Das geht besser.", sagt \
Bibliotheksleiterin Dr. Miriam Held.

"Wir reparieren, was zurückkommt, und zeigen, wie es geht." – Paul Engel, Reparaturtreff Hemshof

Geöffnet ist dienstags bis samstags von 10 bis 18 Uhr.
"""

SENT = (
    Sent(0.4, ROAD),
    Sent(1.2, ROLLER),
    Sent(2, WORKSHOP),
    Sent(3.5, COLLECTION),
    Sent(4, FIRE),
    Sent(5, MAIL, "message/rfc822", "uploaded", "Turnerinnen.eml"),
    Sent(7, COUNTY, "text/html", "uploaded", "radweg.html"),
    Sent(20, LIBRARY),
    Sent(23, TOWN_PUMP),
    Sent(26, CHOIR),
)


def load(now):
    """Put the releases into the queue with times that follow `now` (aware), once."""
    if Release.objects.exists():
        return
    for sent in SENT:
        receive(
            sent.text.encode(),
            media_type=sent.media_type,
            origin=sent.origin,
            file_name=sent.file_name,
            received_at=now - timedelta(hours=sent.hours),
        )
