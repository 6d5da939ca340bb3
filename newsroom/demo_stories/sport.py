"""Sport: clubs of the region, all invented."""

from __future__ import annotations

from collections.abc import Iterator

from articles.drafts import Draft
from newsroom.demo_stories.writing import Clock, article, film, said, table, text, weekday


def stories(clock: Clock) -> Iterator[Draft]:
    """Everything of this desk."""
    derby = clock.ago(hours=4, minutes=30)
    yield article(
        "sg-rheinauen-gewinnt-derby-in-letzter-minute",
        "SG Rheinauen gewinnt das Derby in der 94. Minute",
        """2:1 gegen den FC Lindenhof: Ein Eckball, den keiner schießen wollte, entscheidet ein
        Spiel, das lange nach einem Unentschieden aussah.""",
        text(
            f"""3.200 Zuschauer haben am {weekday(derby)} im Mannheimer Rheinauenstadion ein Derby
            gesehen, das eine Stunde lang keines war. Dann traf der FC Lindenhof aus dem Nichts, die
            SG Rheinauen glich aus, und von da an ging es hin und her.

            In der vierten Minute der Nachspielzeit lag der Ball an der Eckfahne. Zwei Spieler
            winkten ab, der dritte, der eingewechselte Verteidiger Malik Sorg, legte ihn sich
            zurecht. Seine Flanke wurde länger und länger und fiel am zweiten Pfosten ins Tor.
            Berührt hatte sie niemand."""
        ),
        said(
            "paul-nwosu",
            """Malik schießt im Training keine Ecken, weil wir dann Bälle suchen müssen. Ab sofort
            suchen wir.""",
            on=derby.date(),
        ),
        table(
            "Die Spitze der Verbandsliga Rhein-Neckar",
            """Platz | Verein | Spiele | Tore | Punkte
            1 | VfR Bergstraße Heppenheim | 15 | 34:12 | 36
            2 | SG Rheinauen Mannheim | 15 | 31:17 | 31
            3 | TSV Hardtwald Walldorf | 15 | 27:15 | 29
            4 | FC Lindenhof Mannheim | 15 | 25:18 | 27
            5 | SV Domgarten Speyer | 15 | 22:20 | 23""",
        ),
        publish_at=derby,
        places=("08222000",),
        topics=("Sport",),
        credit="red",
        initials="lt",
        authors=("lukas-thiem",),
        picture="stadion",
    )
    yield article(
        "handballerinnen-aus-ketsch-steigen-in-die-spitzengruppe",
        "Ketscher Handballerinnen drehen Sechs-Tore-Rückstand",
        "28:27 nach 12:18: Die zweite Halbzeit gehörte der Torhüterin.",
        text(
            """Zur Pause stand es 12:18, und die Halle in Ketsch war so leise wie selten. Dann hielt
            Torhüterin Jule Hambrecht vierzehn Würfe, darunter drei Siebenmeter. Mit dem letzten
            Angriff traf Kapitänin Sina Kolb zum 28:27.

            Damit bleiben die Handballerinnen zu Hause ungeschlagen und klettern auf Platz drei. Die
            Trainerin sprach von einem Spiel, das man sich aufheben sollte. Für schlechte Tage.

            Am nächsten Spieltag geht es zum Tabellenführer nach Bensheim. Ob Kolb dabei sein kann,
            ist offen: Nach dem Siegtreffer knickte sie beim Jubeln um."""
        ),
        publish_at=clock.on(-1, "21.50"),
        places=("08226037",),
        topics=("Sport",),
        credit="red",
        initials="lt",
        authors=("lukas-thiem",),
        picture="handball",
    )
    yield article(
        "ringerin-aus-schifferstadt-faehrt-zur-em",
        "Schifferstadter Ringerin fährt zur Europameisterschaft",
        "Die 19-jährige Tessa Burkart ist für die Klasse bis 57 Kilogramm nominiert.",
        text(
            """Der Anruf kam, als sie im Seminar saß. Tessa Burkart aus Schifferstadt darf zur
            Europameisterschaft. Die 19 Jahre alte Ringerin studiert Maschinenbau in Mannheim und
            trainiert sechsmal in der Woche, meist um halb sieben am Morgen.

            Ihr Verein hat eine Sammlung für die Reise begonnen, die nach zwei Tagen beendet war.
            Mit dem Überschuss werden neue Matten für die Kinder gekauft.

            Ihre Trainerin sieht sie unter den ersten acht. Burkart selbst sagt, sie wolle vor
            allem den ersten Kampf nicht verschlafen: Er ist auf 9 Uhr angesetzt."""
        ),
        publish_at=clock.on(-4, "17.00"),
        places=("07338025",),
        topics=("Sport",),
        credit="red",
        initials="lt",
        authors=("lukas-thiem",),
        picture="ringen",
    )
    yield article(
        "ruderer-aus-heidelberg-trainieren-im-dunkeln",
        "Acht Lampen auf dem Neckar: Der Achter trainiert vor Sonnenaufgang",
        """Bevor die Ausflugsschiffe fahren, gehört der Fluss den Ruderern. Wir haben sie vom Ufer
        aus begleitet.""",
        text(
            """Um 5.40 Uhr hört man sie, bevor man sie sieht: Holz auf Metall, dann ein Kommando,
            dann Wasser. Acht Stirnlampen gleiten unter der Theodor-Heuss-Brücke hindurch. Der
            Achter des Ruderklubs Neckarwiese trainiert im Dunkeln, weil der Fluss dann glatt ist.

            Zwölf Kilometer sind es bis zur Schleuse und zurück. Danach gehen zwei zur Vorlesung,
            drei in die Klinik, einer backt Brötchen. Steuerfrau Mai Lan Pfister, im Hauptberuf
            Lehrerin, sagt, sie habe ihre lauteste Klasse noch nie so müde gesehen wie diese acht um
            sieben."""
        ),
        film(
            "achter-am-morgen",
            "Der Achter am Morgen, vom Ufer aus gesehen",
            poster="ruderer",
            seconds=61,
            words="""Acht Lichter bewegen sich im Gleichtakt über dunkles Wasser. Am Ende geht
            hinter dem Königstuhl die Sonne auf.""",
        ),
        publish_at=clock.on(-6, "6.30"),
        places=("08221000/neuenheim", "08221000"),
        topics=("Sport",),
        credit="red",
        initials="lt",
        authors=("lukas-thiem",),
        picture="ruderer",
    )
    yield article(
        "alte-herren-aus-buchen-spielen-zum-tausendsten-mal",
        "Buchener Alte Herren spielen zum tausendsten Mal",
        "Seit 41 Jahren jeden Mittwoch: Der älteste Stürmer ist 83.",
        text(
            f"""Am {clock.weekday(-9)} hat die Altherrenmannschaft der Spielvereinigung Buchen ihr
            tausendstes Spiel bestritten. Genau weiß man das, weil Schriftführer Egon Bopp seit dem
            ersten Tag Buch führt: Wetter, Aufstellung, Ergebnis, Verpflegung.

            Die Bilanz: 412 Siege, 407 Niederlagen, 181 Unentschieden. Das Jubiläumsspiel endete
            3:3. Linksaußen Kurt Hefner, 83, wurde in der 70. Minute ausgewechselt, auf eigenen
            Wunsch. Er musste noch Brot holen.

            Das nächste Spiel ist am kommenden Mittwoch. Gegner ist wie beim ersten Mal die
            Mannschaft aus Hettingen, die auch nicht jünger geworden ist."""
        ),
        publish_at=clock.on(-8, "12.30"),
        places=("08225014",),
        topics=("Sport", "Freizeit"),
        credit="red",
        initials="lt",
        authors=("lukas-thiem",),
        picture="stadion",
    )
    yield article(
        "hockenheim-laeuft-auf-der-rennstrecke",
        "2.600 Menschen laufen über die Rennstrecke in Hockenheim",
        "Eine Runde, 4,6 Kilometer, keine Zeitnahme: Der Stadtlauf kommt ohne Sieger aus.",
        text(
            """Auf der Rennstrecke in Hockenheim war es so leise wie lange nicht. 2.600 Menschen
            sind beim Stadtlauf eine Runde gelaufen, gegangen oder gerollt. Eine Zeitnahme gab es
            nicht, dafür an jeder Kurve eine Blaskapelle.

            Die älteste Teilnehmerin war 91 und brauchte eine Stunde und zehn Minuten. Sie habe
            unterwegs, erklärte sie im Ziel, überall Leute getroffen.

            Der Erlös von 31.000 Euro geht an drei Schulen, die Laufpaten für Kinder mit
            Behinderung suchen. Im nächsten Jahr soll es zusätzlich eine kurze Runde von einem
            Kilometer geben."""
        ),
        publish_at=clock.on(-12, "17.45"),
        places=("08226032",),
        topics=("Sport", "Freizeit"),
        credit="red",
        initials="lt",
        authors=("lukas-thiem",),
        picture="stadtlauf",
    )
