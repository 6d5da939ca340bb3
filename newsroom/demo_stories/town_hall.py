"""Town halls: councils, budgets, schools and building, and two stories in chapters."""

from __future__ import annotations

from collections.abc import Iterator

from articles.drafts import Chapter, Draft
from newsroom.demo_stories.writing import (
    Clock,
    article,
    box,
    corrected,
    figure,
    film,
    said,
    table,
    text,
)


def pool(clock: Clock) -> Iterator[Draft]:
    """Three chapters: the pool of Frankenthal closes, stays closed, gets a new roof."""

    def chapter(stage: str) -> Chapter:
        return Chapter(story="hallenbad-frankenthal", title="Hallenbad Frankenthal", stage=stage)

    yield article(
        "hallenbad-frankenthal-schliesst-nach-riss",
        "Riss in der Decke: Hallenbad Frankenthal schließt vorsorglich",
        """Ein Bademeister hatte die Stelle beim Rundgang bemerkt. Kurse und Schulschwimmen fallen
        aus.""",
        text(
            f"""Das Frankenthaler Hallenbad ist seit {clock.weekday(-12)} geschlossen. Beim
            morgendlichen Rundgang war einem Mitarbeiter ein Riss in einem Dachträger aufgefallen.
            Die Stadt ließ das Gebäude räumen, noch bevor die ersten Gäste im Wasser waren.

            Nun prüft ein Fachbüro, ob sich der Träger bewegt. Betroffen sind elf Schulen, vier
            Vereine und rund 600 Frühschwimmer in der Woche.

            Mit dem Ergebnis rechnet die Stadt in wenigen Tagen. So lange bleiben auch Sauna und
            Gaststätte geschlossen. Wer einen Kurs gebucht hat, wird angerufen."""
        ),
        publish_at=clock.on(-12, "9.05"),
        places=("07311000",),
        topics=("Freizeit", "Kommunalpolitik"),
        source="Stadt Frankenthal",
        credit="red",
        initials="pr",
        authors=("peter-rautenberg",),
        picture="hallenbad",
        chapter=chapter("first_report"),
    )
    yield article(
        "hallenbad-frankenthal-bleibt-laenger-zu",
        "Hallenbad bleibt drei Monate zu, Schulen weichen aus",
        """Zwei von neun Trägern müssen ersetzt werden. Ludwigshafen und Worms bieten den
        Frankenthaler Klassen ihre Becken an.""",
        text(
            """Das Gutachten liegt vor: Zwei der neun Dachträger im Frankenthaler Hallenbad sind
            durch Feuchtigkeit geschwächt. Eine Gefahr habe nie bestanden, heißt es darin, doch
            ohne Austausch dürfe das Bad nicht wieder öffnen. Die Stadt rechnet mit drei Monaten.

            Für das Schulschwimmen ist eine Lösung gefunden. Sechs Klassen fahren nach
            Ludwigshafen, fünf nach Worms. Die Busse bezahlt die Stadt. Dauerkarten verlängern sich
            von selbst um die Zeit der Schließung."""
        ),
        publish_at=clock.on(-6, "12.10"),
        places=("07311000", "07314000", "07319000"),
        topics=("Freizeit", "Schule", "Kommunalpolitik"),
        source="Stadt Frankenthal",
        credit="red",
        initials="pr",
        authors=("peter-rautenberg",),
        picture="baustelle",
        chapter=chapter("update"),
    )
    yield article(
        "neues-dach-fuer-das-hallenbad",
        "Rat stimmt für neues Dach und 480 Solarmodule auf dem Hallenbad",
        """Wenn schon gebaut wird, dann ganz: Frankenthal ersetzt alle neun Träger und deckt ein
        Drittel des Strombedarfs künftig vom eigenen Dach.""",
        text(
            """Mit 31 gegen neun Stimmen hat der Frankenthaler Stadtrat beschlossen, das Dach des
            Hallenbads vollständig zu erneuern. Das kostet 1,9 Millionen Euro statt der 600.000
            Euro, die für zwei Träger nötig gewesen wären. Die Mehrheit hielt es für unvernünftig,
            das Bad in wenigen Jahren noch einmal zu schließen.

            Auf dem neuen Dach entsteht eine Anlage mit 480 Solarmodulen. Sie soll im Jahr so viel
            Strom liefern, wie Pumpen und Lüftung in vier Monaten brauchen. Der Öffnungstermin
            verschiebt sich dadurch um fünf Wochen.

            Gegen den Beschluss stimmten Ratsmitglieder, die das Geld lieber in die Sporthallen
            gesteckt hätten. Auch dort, sagten sie, regne es herein."""
        ),
        publish_at=clock.on(-1, "20.45"),
        places=("07311000",),
        topics=("Kommunalpolitik", "Bauen und Wohnen"),
        credit="red",
        initials="pr",
        authors=("peter-rautenberg",),
        picture="solardach",
        chapter=chapter("follow_up"),
    )


def roof(clock: Clock) -> Iterator[Draft]:
    """Two chapters: a school in Mosbach moves; the second is a correction of the first."""

    def chapter(stage: str) -> Chapter:
        return Chapter(story="elzbergschule-mosbach", title="Elzbergschule zieht um", stage=stage)

    yield article(
        "elzbergschule-zieht-in-die-alte-maelzerei",
        "Elzbergschule zieht für ein Jahr in die alte Mälzerei",
        """340 Kinder, 19 Klassen und ein Aquarium ziehen um, damit das Schulhaus saniert werden
        kann. Der Unterricht beginnt dort nach den nächsten Ferien.""",
        text(
            """Das Schulhaus am Elzberg in Mosbach bekommt neue Leitungen, neue Fenster und eine
            Lüftung. Weil das bei laufendem Unterricht nicht geht, zieht die Grundschule für ein
            Jahr in die alte Mälzerei am Bahnhof. Die Stadt hat dort drei Stockwerke gemietet und
            Wände aus Holz einbauen lassen, die später im Schulhaus weiter genutzt werden."""
        ),
        said(
            "leonie-faber",
            """Die Kinder durften die Räume als Erste besichtigen und haben sie gleich verteilt. Die
            vierten Klassen wollten nach oben, die ersten in die Nähe der Küche. Genau so machen wir
            es.""",
        ),
        figure("schule", "Das Schulhaus am Elzberg wird ein Jahr lang saniert."),
        publish_at=clock.on(-9, "11.00"),
        updated_at=clock.on(-8, "9.30"),
        places=("08225058",),
        topics=("Schule", "Bauen und Wohnen"),
        credit="red",
        initials="lt",
        authors=("lukas-thiem",),
        picture="klassenzimmer",
        chapter=chapter("first_report"),
        corrections=(
            corrected(
                clock.on(-8, "9.30"),
                wrong="Die Mälzerei steht am Marktplatz.",
                right="Die alte Mälzerei steht am Bahnhof.",
            ),
        ),
    )
    yield article(
        "mosbach-berichtigt-kosten-der-schulsanierung",
        "Korrektur: Schulsanierung in Mosbach kostet 8,9 Millionen Euro",
        """Die Stadt hatte zunächst eine zu niedrige Zahl genannt, wir haben sie übernommen.
        Richtig sind 8,9 Millionen Euro.""",
        text(
            """In unserem Newsletter und auf der Startseite haben wir die Kosten für die Sanierung
            der Elzbergschule mit 6,9 Millionen Euro angegeben. Die Zahl stammte aus einer
            Mitteilung der Stadt, die inzwischen berichtigt worden ist: Der Umbau der Turnhalle war
            darin nicht enthalten. Richtig sind 8,9 Millionen Euro, davon 3,1 Millionen vom Land.

            Wir hätten die Summe mit der Vorlage des Gemeinderats vergleichen müssen. Das holen wir
            mit diesem Beitrag nach."""
        ),
        publish_at=clock.on(-7, "16.40"),
        places=("08225058",),
        topics=("Schule", "Kommunalpolitik"),
        credit="red",
        initials="ak",
        authors=("anna-kestel",),
        picture="rathaus",
        chapter=chapter("correction"),
    )


def councils(clock: Clock) -> Iterator[Draft]:
    """Single pieces from the councils."""
    budget = clock.ago(hours=3, minutes=15)
    yield article(
        "speyer-haushalt-mit-kleinem-plus",
        "Speyer plant Haushalt mit kleinem Plus und höherer Grundsteuer",
        """Zum ersten Mal seit sechs Jahren soll am Ende eine schwarze Null stehen. Gespart wird
        bei Gebäuden, nicht bei Vereinen.""",
        text(
            """Der Speyerer Stadtvorstand hat den Entwurf für den nächsten Haushalt vorgelegt. Er
            schließt mit einem Plus von 212.000 Euro bei Ausgaben von 243 Millionen Euro. Das
            gelingt, weil die Grundsteuer steigt und zwei Verwaltungsgebäude aufgegeben werden. Die
            Zuschüsse an Vereine bleiben gleich."""
        ),
        table(
            "Was die Stadt ausgibt, in Millionen Euro",
            """Bereich | Laufendes Jahr | Nächstes Jahr
            Soziales und Jugend | 98,4 | 101,2
            Personal | 71,0 | 73,6
            Schulen und Kitas | 29,5 | 31,8
            Straßen und Plätze | 14,2 | 13,1
            Kultur | 9,8 | 9,9
            Gebäude | 15,9 | 13,4""",
        ),
        text(
            """Für ein durchschnittliches Einfamilienhaus bedeutet die höhere Grundsteuer 64 Euro
            mehr im Jahr. Der Rat berät in drei Sitzungen und will in fünf Wochen entscheiden. Die
            Einwohner können in den nächsten 14 Tagen eigene Vorschläge einreichen."""
        ),
        publish_at=budget,
        places=("07318000",),
        topics=("Kommunalpolitik",),
        credit="red",
        initials="pr",
        authors=("peter-rautenberg",),
        picture="dom_tuerme",
    )
    yield article(
        "landau-bekommt-fahrradstrasse-zum-bahnhof",
        "Landau bekommt eine Fahrradstraße vom Zoo bis zum Bahnhof",
        "1,4 Kilometer, keine Ampel, Vorrang fürs Rad: Der Ausschuss hat zugestimmt.",
        text(
            """Auf 1,4 Kilometern sollen Radfahrer in Landau künftig Vorrang haben. Der
            Mobilitätsausschuss hat die Fahrradstraße vom Zoo bis zum Bahnhof mit großer Mehrheit
            beschlossen. Autos dürfen sie weiter benutzen, wenn sie anliegen, und höchstens mit
            Tempo 30.

            42 Stellplätze fallen weg, 26 entstehen in einer Seitenstraße neu. Ein Händler warnte in
            der Sitzung vor Einbußen, eine Anwohnerin hielt dagegen, sie höre seit dem Probelauf
            morgens wieder Vögel. Markiert wird in acht Wochen."""
        ),
        publish_at=clock.on(-1, "9.30"),
        places=("07313000",),
        topics=("Verkehr", "Kommunalpolitik"),
        credit="red",
        initials="pr",
        authors=("peter-rautenberg",),
        picture="fahrradweg",
    )
    yield article(
        "bensheim-baut-84-wohnungen",
        "Bensheim baut 84 Wohnungen auf dem alten Güterbahnhof",
        """Ein Drittel wird gefördert, die Höfe bleiben autofrei. Der erste Spatenstich war kürzer
        als die Vorgeschichte: Sie dauerte elf Jahre.""",
        text(
            """Auf dem Gelände des früheren Güterbahnhofs in Bensheim hat der Bau von 84 Wohnungen
            begonnen. Vier Häuser mit drei bis fünf Stockwerken gruppieren sich um zwei Höfe. 28
            Wohnungen werden gefördert und kosten zwischen 6,80 Euro und 8,20 Euro je Quadratmeter.

            Elf Jahre lang war über das Gelände gestritten worden: erst über Eidechsen, dann über
            Lärm, zuletzt über Stellplätze. Die Eidechsen haben inzwischen einen eigenen Hang, der
            Lärm einen Wall, und die Autos stehen in einer Garage am Rand.

            Die ersten Mieter sollen in zwei Jahren einziehen. Für die geförderten Wohnungen gibt es
            schon jetzt 400 Anfragen."""
        ),
        publish_at=clock.on(-3, "12.00"),
        places=("06431002",),
        topics=("Bauen und Wohnen", "Kommunalpolitik"),
        credit="red",
        initials="ca",
        authors=("ceyda-aydemir",),
        picture="wohnungsbau",
    )
    yield article(
        "hassloch-buergerentscheid-rathausplatz",
        "Haßloch entscheidet selbst, ob der Rathausplatz grün wird",
        """3.100 gültige Unterschriften haben genügt: In acht Wochen stimmen die Einwohner über
        Parkplätze oder Platanen ab.""",
        text(
            f"""In Haßloch gibt es einen Bürgerentscheid über den Rathausplatz. Der Gemeinderat hat
            am {clock.weekday(-4)} festgestellt, dass das Begehren zulässig ist. Gesammelt worden
            waren 3.412 Unterschriften, 3.100 davon sind gültig, 1.480 hätten genügt.

            Zur Wahl stehen zwei Entwürfe. Der eine behält 60 Stellplätze und erneuert das
            Pflaster. Der andere sieht 22 Platanen, einen flachen Brunnen und 18 Stellplätze vor.
            Gültig ist das Ergebnis, wenn mindestens 15 Prozent der Stimmberechtigten für einen der
            Entwürfe stimmen."""
        ),
        publish_at=clock.on(-4, "21.15"),
        places=("07332025",),
        topics=("Kommunalpolitik", "Bauen und Wohnen"),
        source="Gemeinde Haßloch",
        credit="red",
        initials="pr",
        authors=("peter-rautenberg",),
        picture="rathaus",
    )
    yield article(
        "sinsheim-senkt-gebuehren-fuer-kitas",
        "Sinsheim senkt Kita-Gebühren für Familien mit zwei Kindern",
        "Ab dem zweiten Kind zahlt man die Hälfte, ab dem dritten nichts mehr.",
        text(
            """Der Sinsheimer Gemeinderat hat die Gebühren für Kindertagesstätten neu geordnet.
            Künftig zahlen Familien für das zweite Kind, das gleichzeitig eine Einrichtung besucht,
            die Hälfte. Das dritte ist frei. Für das erste Kind steigt der Beitrag um sechs Euro im
            Monat.

            Nach Rechnung der Verwaltung haben 640 Familien Vorteile, 310 zahlen etwas mehr. Die
            Stadt gibt dafür 420.000 Euro im Jahr aus. Die neue Satzung gilt vom übernächsten Monat
            an."""
        ),
        publish_at=clock.on(-5, "17.25"),
        places=("08226085",),
        topics=("Kommunalpolitik", "Schule"),
        source="Stadt Sinsheim",
        credit="red",
        initials="lt",
        authors=("lukas-thiem",),
        picture="spielplatz",
    )
    trams = clock.ago(hours=1, minutes=5)
    yield article(
        "mannheim-strassenbahn-alle-fuenf-minuten",
        "Mannheims Straßenbahnen fahren bald alle fünf Minuten",
        """Auf drei Linien soll im Berufsverkehr der doppelte Takt gelten. Die
        Verkehrsbürgermeisterin spricht von einem Versuch mit offenem Ausgang.""",
        text(
            """Auf drei Linien der Mannheimer Straßenbahn soll es vom nächsten Fahrplanwechsel an
            werktags zwischen 6.30 Uhr und 8.30 Uhr einen Fünfminutentakt geben. Dafür werden zwölf
            ältere Wagen, die schon abgestellt waren, noch einmal überholt. Der Versuch ist auf ein
            Jahr angelegt und kostet 3,2 Millionen Euro."""
        ),
        said(
            "yasemin-torun",
            """Wer den Fahrplan nicht mehr lesen muss, fährt anders: Man geht aus dem Haus und
            steigt ein. Ob genug Menschen das tun, werden wir in einem Jahr wissen und nicht
            vorher.""",
            on=trams.date(),
        ),
        film(
            "mannheim-takt-in-80-sekunden",
            "Der neue Takt in 80 Sekunden erklärt",
            poster="strassenbahn",
            seconds=80,
            words="""Ein Zeitraffer zeigt den Paradeplatz. Bahnen kommen und gehen, dazu werden die
            drei Linien genannt, auf denen sich der Takt verdoppelt.""",
        ),
        text(
            """Die Gewerkschaft begrüßt den Plan, fragt aber nach dem Personal. Für den dichteren
            Takt fehlen 38 Fahrerinnen und Fahrer. Das Verkehrsunternehmen bildet seit einem Monat
            in Teilzeit aus und hat nach eigenen Angaben 90 Bewerbungen erhalten."""
        ),
        publish_at=trams,
        places=("08222000",),
        topics=("Verkehr", "Kommunalpolitik"),
        source="Stadt Mannheim",
        credit="red",
        initials="ak",
        authors=("anna-kestel",),
        picture="strassenbahn",
    )
    yield article(
        "kreis-kauft-bus-auf-bestellung",
        "Rhein-Pfalz-Kreis: Der Bus kommt, wenn man ihn ruft",
        """Fünf elektrische Kleinbusse verbinden künftig die Dörfer rund um Dannstadt. Der
        Fahrpreis bleibt beim Verbundtarif.""",
        text(
            """Im Rhein-Pfalz-Kreis fahren demnächst fünf elektrische Kleinbusse auf Bestellung.
            Wer sie braucht, ruft an oder bestellt über eine Internetseite und wird spätestens nach
            25 Minuten abgeholt. Bedient werden 64 Haltepunkte in Dannstadt-Schauernheim,
            Hochdorf-Assenheim, Rödersheim-Gronau und Mutterstadt."""
        ),
        said(
            "matthias-quell",
            """Früher fuhr stündlich ein großer Bus mit drei Fahrgästen. Jetzt fahren fünf kleine,
            und zwar dann, wenn jemand mitwill. Das ist nicht billiger, aber es ist besser.""",
        ),
        box(
            "Zum Start",
            """- Betrieb: täglich 5 Uhr bis 23 Uhr, freitags und samstags bis 2 Uhr
            - Preis: Verbundtarif, kein Zuschlag
            - Rollstühle: zwei Plätze je Bus, bitte bei der Bestellung angeben""",
        ),
        publish_at=clock.on(-8, "10.20"),
        places=("07338006", "07338014", "07338022", "07338019", "07338"),
        topics=("Verkehr", "Kommunalpolitik"),
        source="Kreisverwaltung Rhein-Pfalz-Kreis",
        credit="red",
        initials="pr",
        authors=("peter-rautenberg",),
        picture="bus",
    )
    yield article(
        "heppenheim-gibt-der-altstadt-licht-zurueck",
        "Heppenheim dimmt die Altstadt und sieht die Sterne",
        "Neue Laternen leuchten nur nach unten und werden nach 23 Uhr schwächer.",
        text(
            f"""In der Heppenheimer Altstadt brennen seit {clock.weekday(-11)} 126 neue Laternen.
            Sie leuchten wärmer als die alten, strahlen nicht mehr in den Himmel und werden nach 23
            Uhr auf ein Drittel gedimmt. Nähert sich jemand, werden sie für eine Minute heller.

            Die Stadt rechnet damit, 60 Prozent des Stroms zu sparen. Von der Starkenburg aus,
            berichten Mitglieder der Sternwarte, sei in der ersten klaren Nacht das Band der
            Milchstraße zu erkennen gewesen. Zum ersten Mal seit Jahren."""
        ),
        publish_at=clock.on(-9, "18.30"),
        places=("06431011",),
        topics=("Kommunalpolitik", "Natur"),
        credit="red",
        initials="lt",
        authors=("lukas-thiem",),
        picture="sternenhimmel",
    )


def stories(clock: Clock) -> Iterator[Draft]:
    """Everything of this desk."""
    yield from pool(clock)
    yield from roof(clock)
    yield from councils(clock)
