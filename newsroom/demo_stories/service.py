"""Service: what is closed, moved, dug up or offered, each with the day it ends."""

from __future__ import annotations

from collections.abc import Iterator

from articles.drafts import Draft
from newsroom.demo_stories.writing import Clock, article, box, text


def stories(clock: Clock) -> Iterator[Draft]:
    """Everything of this desk."""
    storm = clock.ago(minutes=22)
    yield article(
        "warnung-vor-sturmboeen-im-odenwald",
        "Sturmböen bis 90 Kilometer in der Stunde im Odenwald erwartet",
        """Bis zum Abend kann es auf den Höhen stürmisch werden. Waldwege meiden, Fenster schließen,
        lose Gegenstände sichern.""",
        text(
            f"""Für den Odenwald und die Bergstraße wird bis {clock.weekday(0)} um Mitternacht vor
            Sturmböen gewarnt. Auf den Höhen sind 90 Kilometer in der Stunde möglich, im Rheintal
            65. Am stärksten weht es nach der Vorhersage in den Abendstunden.

            Die Forstämter bitten, den Wald zu meiden. Der Aussichtsturm auf dem Katzenbuckel bleibt
            geschlossen. Am Neckar sollten Boote zusätzlich vertäut werden.

            Züge fahren vorsichtshalber langsamer, auf der Strecke durch den Odenwald kann es zu
            Verspätungen kommen."""
        ),
        kind="service",
        publish_at=storm,
        expires_at=clock.on(1, "9.00"),
        places=("06431", "08226013", "08225", "08226096"),
        topics=("Wetter",),
        credit="red",
        initials="jw",
        authors=("jonas-wendrich",),
        picture="gewitter",
    )
    yield article(
        "b37-heidelberg-nachts-gesperrt",
        "B 37 in Heidelberg an drei Nächten gesperrt",
        "Zwischen Karlstor und Schlierbach werden Felsen gesichert, jeweils von 21 Uhr bis 5 Uhr.",
        text(
            f"""Die B 37 ist in Heidelberg zwischen Karlstor und Schlierbach in drei Nächten
            gesperrt: von {clock.full(1)}, bis {clock.full(4)}, jeweils von 21 Uhr bis 5 Uhr.
            Kletterer lösen lockere Steine aus dem Hang und spannen neue Netze.

            Die Umleitung führt über Ziegelhausen. Rettungswagen kommen jederzeit durch. Die S-Bahn
            fährt nach Plan."""
        ),
        box(
            "Kurz gesagt",
            f"""- Gesperrt: {clock.date(1)} bis {clock.date(4)}, nachts
            - Umleitung: Ziegelhausen, beschildert
            - Busse: Ersatzhaltestelle am Karlstor""",
        ),
        kind="service",
        publish_at=clock.on(-1, "11.20"),
        expires_at=clock.on(4, "5.00"),
        places=("08221000/schlierbach", "08221000"),
        topics=("Verkehr",),
        credit="red",
        initials="jw",
        authors=("jonas-wendrich",),
        picture="baustelle",
    )
    yield article(
        "hallenbad-weinheim-schliesst-zur-revision",
        "Hallenbad Weinheim schließt für eine Woche zur Revision",
        "Das Wasser wird abgelassen, geputzt wird mit der Hand. Die Sauna bleibt offen.",
        text(
            f"""Das Weinheimer Hallenbad bleibt von {clock.full(2)}, bis {clock.full(9)},
            geschlossen. In dieser Zeit werden die Becken geleert, Fugen erneuert und die Filter
            gewechselt. Die Sauna ist geöffnet, Zugang über den Hof.

            Frühschwimmer können mit ihrer Dauerkarte in dieser Woche die Bäder in Viernheim und
            Hemsbach besuchen.

            Die Kurse der Volkshochschule beginnen eine Woche später. Für Schulen und Vereine hat
            das Bad eine Liste mit Ersatzzeiten verschickt. Nach der Öffnung ist das Wasser im
            Lehrbecken ein Grad wärmer als bisher."""
        ),
        kind="service",
        publish_at=clock.on(-2, "8.30"),
        expires_at=clock.on(9, "23.00"),
        places=("08226096", "06431020", "08226031"),
        topics=("Freizeit",),
        credit="red",
        initials="lt",
        picture="hallenbad",
    )
    yield article(
        "muellabfuhr-verschiebt-sich-neustadt",
        "Neustadt leert die Tonnen in der nächsten Woche einen Tag später",
        "Wegen einer Fahrzeugprüfung verschieben sich Rest-, Bio- und Papiermüll.",
        text(
            f"""In Neustadt und seinen Weindörfern werden die Mülltonnen in der Woche vom
            {clock.date(clock.next("Montag", after=2))} an jeweils einen Tag später geleert als im
            Kalender angegeben. Grund ist die Prüfung aller Fahrzeuge. Die Samstagsleerung übernimmt
            ein Betrieb aus dem Landkreis.

            Die Tonnen sollten am neuen Tag um 6 Uhr an der Straße stehen.

            Gelbe Säcke werden wie gewohnt abgeholt. Auch die Wertstoffhöfe in Neustadt und
            Lachen-Speyerdorf haben zu den üblichen Zeiten geöffnet. Wer unsicher ist, findet den
            geänderten Plan an den Anschlagtafeln der Ortsbezirke."""
        ),
        kind="service",
        publish_at=clock.on(-3, "7.30"),
        expires_at=clock.on(clock.next("Montag", after=2) + 6, "20.00"),
        places=("07316000",),
        topics=("Kommunalpolitik",),
        credit="red",
        initials="pr",
        picture="strasse",
    )
    yield article(
        "blutspende-in-lampertheim",
        "Blutspende in Lampertheim: Vorräte reichen nur zwei Tage",
        "In der Stadthalle werden am Wochenende Spender aller Gruppen erwartet.",
        text(
            f"""In Lampertheim kann am {clock.full(clock.next("Samstag"))}, von 10 Uhr bis 15 Uhr
            Blut gespendet werden. Nach Angaben des Blutspendedienstes reichen die Vorräte in der
            Region zurzeit nur für zwei Tage. Besonders gefragt ist die Gruppe 0 negativ.

            Spenden dürfen gesunde Menschen von 18 Jahren an. Mitzubringen ist ein Ausweis. Für
            Kinder gibt es eine Betreuung, für alle anderen Kartoffelsuppe.

            Wer zum ersten Mal kommt, sollte eine halbe Stunde länger einplanen und vorher etwas
            essen."""
        ),
        kind="service",
        publish_at=clock.on(-1, "7.15"),
        expires_at=clock.on(clock.next("Samstag"), "15.00"),
        places=("06431013",),
        topics=("Gesundheit",),
        credit="red",
        initials="lt",
        picture="krankenhaus",
    )
    yield article(
        "rheinfaehre-altrip-faehrt-wieder",
        "Rheinfähre bei Altrip fährt nach Motorschaden wieder",
        "Nach zwei Tagen Pause setzt die Fähre wieder über, vorerst bis 20 Uhr.",
        text(
            """Die Autofähre zwischen Altrip und Mannheim-Neckarau fährt wieder. Zwei Tage lang
            hatte sie mit einem Schaden an der Kühlung am Ufer gelegen. Das Ersatzteil kam mit dem
            Fahrradkurier, weil die Straße zum Anleger zugeparkt war.

            Bis die Werft die Reparatur abgenommen hat, endet der Betrieb um 20 Uhr statt um 22
            Uhr.

            Radfahrer und Fußgänger zahlen in dieser Woche nichts, als Ausgleich für die Umwege. An
            den Anlegern zeigt eine Tafel, wo das Boot gerade ist."""
        ),
        kind="service",
        publish_at=clock.ago(hours=6, minutes=10),
        expires_at=clock.on(12, "20.00"),
        places=("07338001", "08222000/neckarau"),
        topics=("Verkehr",),
        credit="red",
        initials="pr",
        picture="rheinfaehre",
    )
    yield article(
        "trinkwasser-in-edenkoben-abkochen-entwarnung",
        "Edenkoben: Trinkwasser muss nicht mehr abgekocht werden",
        "Drei Proben in Folge waren ohne Befund. Auch Nachbarorte können aufatmen.",
        text(
            f"""Das Trinkwasser in Edenkoben und Sankt Martin darf seit {clock.weekday(-2)} wieder
            unbehandelt verwendet werden. Das Gesundheitsamt hat das Abkochgebot aufgehoben, nachdem
            drei Proben an drei Tagen einwandfrei waren.

            Ursache der Verunreinigung war ein beschädigter Deckel an einem Hochbehälter. Er ist
            ersetzt. Die Betreiber raten, Leitungen fünf Minuten lang laufen zu lassen und die
            Filter an Wasserhähnen zu wechseln.

            Während des Abkochgebots hatten Feuerwehr und Winzer in beiden Orten 18.000 Liter
            Trinkwasser verteilt, zuletzt aus gereinigten Weintanks. Krank geworden ist nach
            Auskunft des Gesundheitsamts niemand."""
        ),
        kind="service",
        publish_at=clock.on(-2, "17.40"),
        expires_at=clock.on(10, "12.00"),
        places=("07337020", "07337070"),
        topics=("Gesundheit",),
        credit="red",
        initials="pr",
        picture="trinkbrunnen",
    )
    yield article(
        "glasfaser-bauarbeiten-in-wiesloch",
        "Glasfaser für Wiesloch: Diese Straßen werden aufgegraben",
        "Die Arbeiten beginnen im Westen und wandern in sechs Wochen durch die Stadt.",
        text(
            f"""In Wiesloch werden von {clock.full(clock.next("Montag"))}, an Leerrohre für
            Glasfaser verlegt. Begonnen wird westlich des Bahnhofs, danach wandert die Baustelle
            stadteinwärts. Gehwege werden abschnittsweise geöffnet und am selben Tag wieder
            geschlossen.

            Anwohner erhalten drei Tage vorher einen Zettel. Einfahrten bleiben mit Stahlplatten
            befahrbar. Die Stadt bittet, in den betroffenen Straßen nachts nicht auf dem Gehweg zu
            parken, auch nicht mit zwei Rädern.

            Fragen beantwortet ein Baubüro in der Fußgängerzone, dienstags und donnerstags von 15
            Uhr bis 18 Uhr."""
        ),
        kind="service",
        publish_at=clock.on(-5, "8.45"),
        expires_at=clock.on(42, "18.00"),
        places=("08226098",),
        topics=("Verkehr", "Wirtschaft"),
        credit="red",
        initials="ca",
        picture="glasfaser",
    )
    yield article(
        "buergerbuero-kandel-mit-neuen-zeiten",
        "Bürgerbüro in Kandel öffnet an zwei Abenden länger",
        "Ausweise gibt es künftig auch am Dienstag und Donnerstag bis 20 Uhr.",
        text(
            """Das Bürgerbüro in Kandel hat neue Öffnungszeiten. Dienstags und donnerstags ist bis
            20 Uhr jemand da, dafür bleibt das Büro am Freitagnachmittag geschlossen. Wer nur etwas
            abholt, braucht keinen Termin: Fertige Ausweise liegen in einem Schließfach, das sich
            mit einer Nummer öffnen lässt.

            Die Ausgabe ist rund um die Uhr zugänglich. Termine gibt es im Netz, am Telefon und,
            für alle, die lieber vorbeikommen, an einer Klingel neben der Tür. Die Verwaltung will
            nach einem halben Jahr prüfen, ob die Abende angenommen werden."""
        ),
        kind="service",
        publish_at=clock.on(-11, "10.00"),
        expires_at=clock.on(60, "12.00"),
        places=("07334013",),
        topics=("Kommunalpolitik",),
        credit="red",
        initials="pr",
        picture="rathaus",
    )
