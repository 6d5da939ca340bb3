"""What the desk sees and readers partly do not: drafts, a review, a schedule, an embargo.

Also the advertorials, and pieces from the archive that carry the notice "older than a year".
"""

from __future__ import annotations

from collections.abc import Iterator

from articles.drafts import Draft
from newsroom.demo_stories.writing import Clock, article, box, said, text


def _advertorials(clock: Clock) -> Iterator[Draft]:
    yield article(
        "anzeige-holzofen-werkstatt-berenz",
        "Warm durch die kalten Tage: So findet man den passenden Ofen",
        """Die Werkstatt Berenz in Hirschberg berät, baut und wartet Kaminöfen seit drei
        Generationen.""",
        text(
            """Ein Ofen muss zum Raum passen, nicht zum Katalog. Deshalb kommt bei der Werkstatt
            Berenz zuerst jemand vorbei, misst den Schornstein und fragt, wer am Abend Holz holt.
            Erst danach wird gezeichnet.

            Gefertigt wird in Hirschberg, aus Stahl und Speckstein. Die Wartung ist im ersten Jahr
            enthalten, auf Wunsch zusammen mit dem Schornsteinfeger. Beratungstermine gibt es von
            Montag bis Samstag, auch am Abend.

            Wer vorher wissen will, wie sich die Wärme anfühlt, kommt in die Ausstellung: Drei Öfen
            brennen immer."""
        ),
        kind="advertorial",
        publish_at=clock.on(-3, "5.00"),
        expires_at=clock.on(25, "23.00"),
        places=("08226107",),
        topics=("Bauen und Wohnen",),
        source="Werkstatt Berenz",
        picture="ofen",
    )
    yield article(
        "anzeige-sprachschule-lingua-neckar",
        "Abends zwei Stunden, nach einem Jahr ein Gespräch",
        "Die Sprachschule am Neckar beginnt neue Kurse in acht Sprachen.",
        text(
            """Kleine Gruppen, feste Abende, eine Probestunde ohne Vertrag: Die Sprachschule am
            Neckar in Mannheim beginnt im nächsten Monat Kurse in acht Sprachen, von Arabisch bis
            Ungarisch. Wer einen Abend verpasst, holt ihn in einer anderen Gruppe nach.

            Unterrichtet wird in hellen Räumen am Alten Messplatz, in Gruppen von höchstens neun
            Menschen. Wer nach vier Abenden merkt, dass der Kurs zu leicht oder zu schwer ist,
            wechselt ohne Aufpreis. Anmeldungen nimmt das Büro telefonisch und im Netz entgegen."""
        ),
        kind="advertorial",
        publish_at=clock.on(-8, "5.00"),
        expires_at=clock.on(20, "23.00"),
        places=("08222000",),
        topics=("Freizeit",),
        source="Sprachschule am Neckar",
        picture="buch",
    )


def _archive(clock: Clock) -> Iterator[Draft]:
    yield article(
        "erster-spatenstich-radschnellweg",
        "Radschnellweg: Die ersten zwei Kilometer werden gebaut",
        "Zwischen Mannheim und Ilvesheim hat die Arbeit begonnen. Bis Heidelberg dauert es noch.",
        text(
            """Mit einem Spatenstich bei Ilvesheim hat der Bau des Radschnellwegs zwischen Mannheim
            und Heidelberg begonnen. Der erste Abschnitt ist zwei Kilometer lang, vier Meter breit
            und beleuchtet. Er soll in einem Jahr fertig sein und kostet 5,3 Millionen Euro.

            Der zweite Abschnitt führt an Edingen vorbei und ist noch umstritten, weil er Gärten
            berührt. Die Planer haben zwei Varianten vorgelegt. Entschieden werden soll in der
            zweiten Jahreshälfte."""
        ),
        said(
            "yasemin-torun",
            """Die Strecke ist mit dem Rad so lang wie mit der Bahn, wenn man das Warten mitrechnet.
            Darauf bauen wir, im Wortsinn.""",
            role="Vorsitzende des Verkehrsausschusses",
            organisation="Gemeinderat Mannheim",
            on=clock.on(-1100, "10.00").date(),
        ),
        publish_at=clock.on(-1100, "15.20"),
        places=("08226036", "08222000", "08221000"),
        topics=("Verkehr", "Kommunalpolitik"),
        credit="red",
        initials="ak",
        authors=("anna-kestel",),
        picture="fahrradweg",
        former_paths=("/2019/radschnellweg-spatenstich.html",),
    )
    yield article(
        "arnsberg-gewinnt-stichwahl-ludwigshafen",
        "Helene Arnsberg gewinnt die Stichwahl in Ludwigshafen",
        "Die bisherige Sozialdezernentin erhielt 53,4 Prozent der Stimmen.",
        text(
            """Helene Arnsberg wird Oberbürgermeisterin von Ludwigshafen. In der Stichwahl kam die
            parteilose Bewerberin auf 53,4 Prozent. Die Beteiligung lag bei 41 Prozent.

            Ihr Gegenkandidat gratulierte noch am Abend und bot an, seine Pläne für die
            Rheinuferstraße zu übergeben. Arnsberg nahm an. Als Erstes wolle sie die Sprechstunden
            der Ämter in den Abend verlegen, sagte sie im Rathaus. Das Amt tritt sie in zehn Wochen
            an."""
        ),
        said(
            "helene-arnsberg",
            """Gewählt haben heute vier von zehn. Mein Auftrag kommt auch von den anderen sechs, nur
            haben sie ihn mir noch nicht gesagt.""",
            role="Beigeordnete für Soziales",
            organisation="Stadt Ludwigshafen",
            on=clock.on(-1190, "20.00").date(),
        ),
        publish_at=clock.on(-1190, "20.50"),
        places=("07314000",),
        topics=("Kommunalpolitik",),
        credit="red",
        initials="ak",
        authors=("anna-kestel",),
        picture="rathaus",
    )
    yield article(
        "unwetter-bilanz-bergstrasse",
        "Nach dem Unwetter räumt die Bergstraße auf",
        "380 Einsätze in einer Nacht, kein Verletzter, viele nasse Keller.",
        text(
            """Nach dem Gewitter der vergangenen Nacht haben an der Bergstraße die Aufräumarbeiten
            begonnen. Zwischen Zwingenberg und Hemsbach rückten die Feuerwehren 380 Mal aus. In
            Lindenfels stürzte eine Mauer ein, in Fürth lief ein Schulkeller voll. Verletzt wurde
            niemand.

            Der Kreis hat eine Nummer eingerichtet, unter der sich Betroffene melden können. Am
            Wochenende wollen 200 Freiwillige beim Räumen helfen.

            Am stärksten traf es die Hänge, an denen Wege wie Rinnen wirkten. Der Kreis will nun
            prüfen, wo Mulden und Hecken das Wasser aufhalten können. Erste Messungen beginnen in
            der nächsten Woche."""
        ),
        publish_at=clock.on(-140, "12.30"),
        places=("06431", "06431015", "06431007", "06431022", "08226031"),
        topics=("Wetter", "Feuerwehr"),
        credit="red",
        initials="lt",
        authors=("lukas-thiem",),
        picture="gewitter",
    )
    yield article(
        "quell-nimmt-ersten-schnellbus-in-betrieb",
        "Schnellbus verbindet Schifferstadt direkt mit Ludwigshafen",
        "Sechs Fahrten am Tag, 19 Minuten, ein Umstieg weniger.",
        text(
            """Zwischen Schifferstadt, Limburgerhof und der Ludwigshafener Innenstadt fährt nun
            ein Schnellbus. Er braucht 19 Minuten, hält fünfmal und kostet keinen Zuschlag.

            Die Linie ist zunächst auf zwei Jahre befristet. Nach einem Jahr werden Fahrgäste
            gezählt und befragt. Bleibt der Bus im Schnitt halb leer, soll das Geld in die Linien
            der Dörfer fließen."""
        ),
        said(
            "matthias-quell",
            """Ein Bus, der an jeder Milchkanne hält, ist eine gute Sache. Aber es muss auch einen
            geben, der es eilig hat.""",
        ),
        publish_at=clock.on(-75, "9.45"),
        places=("07338025", "07338017", "07314000"),
        topics=("Verkehr", "Wirtschaft"),
        source="Kreisverwaltung Rhein-Pfalz-Kreis",
        credit="red",
        initials="pr",
        authors=("peter-rautenberg",),
        picture="bus",
    )
    yield article(
        "neckarsteinach-vier-burgen-ein-dach",
        "Vier Burgen, ein Dachdecker: Neckarsteinach saniert weiter",
        "Auf der Mittelburg wird Schiefer gelegt wie vor 200 Jahren, nur mit Helm.",
        text(
            """Über Neckarsteinach stehen vier Burgen, und an einer wird immer gebaut. Zurzeit ist
            es die Mittelburg. Dachdecker Arno Weigold legt dort 11.000 Schieferplatten, jede von
            Hand behauen. Er hat vor dreißig Jahren auf derselben Burg gelernt und seine Initialen
            unter einer Gaube wiedergefunden. Daneben stand schon damals ein älteres Zeichen von
            1824.

            Die Arbeiten dauern zwei Jahre und kosten 1,3 Millionen Euro. Besucher dürfen an jedem
            ersten Samstag im Monat auf das Gerüst, mit festen Schuhen und ohne Höhenangst."""
        ),
        publish_at=clock.on(-33, "10.10"),
        places=("06431018",),
        topics=("Kultur", "Bauen und Wohnen"),
        credit="red",
        initials="lt",
        authors=("lukas-thiem",),
        picture="burg_am_hang",
    )
    yield article(
        "schwetzinger-schlossgarten-ersetzt-60-linden",
        "Im Schwetzinger Schlossgarten werden 60 Linden ersetzt",
        "Die alten Bäume haben Durst gelitten. Die neuen stammen aus Samen der alten.",
        text(
            """Eine Allee, die 250 Jahre lang geradeaus führte, bekommt Lücken: Im Schwetzinger
            Schlossgarten müssen 60 Linden weichen, weil ihre Kronen absterben. Die Nachfolger hat
            die Gärtnerei vor acht Jahren aus Samen derselben Bäume gezogen und an trockene Böden
            gewöhnt.

            Gepflanzt wird in drei Abschnitten, damit Spaziergänger immer wenigstens eine Seite
            Schatten haben. Aus dem Holz entstehen Bänke.

            Den Anfang macht die Nordseite. Wer eine Bank aus dem alten Holz haben möchte, kann
            sich bei der Gartenverwaltung melden; der Erlös fließt in die Bewässerung der jungen
            Bäume."""
        ),
        publish_at=clock.on(-21, "11.00"),
        places=("08226084",),
        topics=("Natur", "Kultur"),
        credit="red",
        initials="ms",
        authors=("mira-solbach",),
        picture="schlossgarten",
    )


def _unpublished(clock: Clock) -> Iterator[Draft]:
    yield article(
        "entwurf-wem-gehoert-das-neckarufer",
        "Wem gehört das Neckarufer? Ein Spaziergang mit Katasterplan",
        "Notizen für das Wochenende, es fehlt noch das Gespräch mit dem Amt.",
        text(
            """Auf zwölf Kilometern zwischen Neckargemünd und Ladenburg wechselt das Ufer 47 Mal den
            Eigentümer. Manchmal merkt man es an einem Zaun, meistens gar nicht."""
        ),
        status="draft",
        places=("08226056", "08226038"),
        topics=("Natur",),
        credit="red",
        initials="ms",
        authors=("mira-solbach",),
    )
    yield article(
        "entwurf-gewerbegebiet-gruenstadt",
        "Grünstadt prüft Erweiterung des Gewerbegebiets",
        "",
        text("Zahlen der Verwaltung angefragt, Antwort steht aus."),
        status="draft",
        publish_at=clock.on(0, "20.00"),
        places=("07332024",),
        topics=("Wirtschaft",),
        credit="red",
        initials="pr",
        authors=("peter-rautenberg",),
    )
    yield article(
        "entwurf-portraet-organistin",
        "Die Frau an den Registern",
        "Porträt der Organistin, die in elf Dörfern spielt.",
        status="draft",
        places=("08225058",),
        topics=("Kultur",),
        credit="red",
        initials="ms",
        authors=("mira-solbach",),
        picture="orgel",
    )
    yield article(
        "pruefung-mieten-in-mannheim",
        "Mieten in Mannheim steigen langsamer als in Heidelberg",
        """Der neue Mietspiegel liegt der Redaktion vor. Zum ersten Mal seit Jahren flacht die Kurve
        ab.""",
        text(
            """Die mittlere Miete ist in Mannheim binnen zwei Jahren um 3,1 Prozent gestiegen, in
            Heidelberg um 4,4 Prozent. Das geht aus den Mietspiegeln beider Städte hervor. Am
            stärksten legten kleine Wohnungen zu."""
        ),
        status="in_review",
        publish_at=clock.on(1, "9.00"),
        places=("08222000", "08221000"),
        topics=("Bauen und Wohnen", "Wirtschaft"),
        credit="red",
        initials="ca",
        authors=("ceyda-aydemir",),
        picture="wohnungsbau",
    )
    yield article(
        "morgen-pendler-zug-neustadt",
        "Frühzug von Neustadt hält künftig auch in Böhl-Iggelheim",
        "Ein Halt mehr, zwei Minuten länger: Was Pendler zum Fahrplanwechsel wissen müssen.",
        text(
            """Der Regionalzug um 6.04 Uhr ab Neustadt hält vom Fahrplanwechsel an auch in
            Böhl-Iggelheim. In Ludwigshafen kommt er deshalb zwei Minuten später an. Alle
            Anschlüsse bleiben erhalten.

            Der Halt war drei Jahre lang gefordert worden, zuletzt mit 1.200 Unterschriften. Morgens
            steigen in Böhl-Iggelheim nach einer Zählung 180 Menschen ein.

            Zugleich fährt ein Bus aus Haßloch so, dass man am neuen Halt ohne Warten umsteigen
            kann. Die Gemeinde hat dort 60 überdachte Stellplätze für Fahrräder gebaut."""
        ),
        publish_at=clock.on(1, "6.00"),
        places=("07316000", "07338005"),
        topics=("Verkehr",),
        credit="red",
        initials="jw",
        authors=("jonas-wendrich",),
        picture="bahnhof",
    )
    yield article(
        "sperrfrist-preis-fuer-heimatforscherin",
        "Kulturpreis der Region geht an Heimatforscherin aus Ladenburg",
        "Die 78-jährige Irmgard Thull hat 4.000 Feldnamen gesammelt und erklärt.",
        text(
            """Der Kulturpreis der Region geht in diesem Jahr an Irmgard Thull. Die frühere
            Lehrerin aus Ladenburg hat in fünfzig Jahren 4.000 Feldnamen zwischen Rhein und
            Odenwald gesammelt. Ihr Verzeichnis nutzen heute Archäologen, Planer und Kinder auf
            Schatzsuche.

            Den Anstoß gab eine Schülerin, die wissen wollte, warum der Acker hinter dem Haus „Im
            Himmelreich“ heißt. Die Antwort dauerte drei Jahre und führte in sieben Archive. Der
            Preis ist mit 10.000 Euro dotiert; Thull will davon das Register drucken lassen."""
        ),
        publish_at=clock.on(2, "18.00"),
        embargo_until=clock.on(2, "18.00"),
        embargo_source="Jury des Preises",
        embargo_reason="Bis zum Beginn der Verleihung.",
        places=("08226038",),
        topics=("Kultur",),
        credit="red",
        initials="ms",
        authors=("mira-solbach",),
        picture="buch",
    )
    yield article(
        "zurueckgezogen-falscher-alarm-am-gymnasium",
        "Großeinsatz an Gymnasium in Bürstadt",
        "Der Einsatz erwies sich als technischer Fehlalarm. Der Beitrag ist zurückgezogen.",
        text(
            """An einem Gymnasium in Bürstadt sind mehrere Streifenwagen vorgefahren. Nach kurzer
            Zeit stellte sich heraus, dass ein defekter Melder ausgelöst hatte."""
        ),
        box("Hinweis der Redaktion", "Zurückgezogen, weil kein öffentliches Interesse besteht."),
        status="withdrawn",
        publish_at=clock.on(-4, "10.05"),
        places=("06431005",),
        topics=("Polizei", "Schule"),
        credit="red",
        initials="jw",
        authors=("jonas-wendrich",),
        picture="streifenwagen",
    )


def stories(clock: Clock) -> Iterator[Draft]:
    """Everything of this desk."""
    yield from _advertorials(clock)
    yield from _archive(clock)
    yield from _unpublished(clock)
