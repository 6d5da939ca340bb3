"""Economy, science, school, health and nature."""

from __future__ import annotations

from collections.abc import Iterator

from articles.drafts import Draft
from newsroom.demo_stories.writing import Clock, article, box, figure, film, said, text


def _work(clock: Clock) -> Iterator[Draft]:
    """Firms, harbours, wine."""
    harbour = clock.ago(hours=5, minutes=50)
    yield article(
        "mannheimer-hafen-baut-zwei-kraene-um",
        "Mannheims Hafen schlägt mehr um, aber kaum noch Kohle",
        """Container, Schrott und Rotorblätter haben die Kohle abgelöst. Zwei alte Kräne bekommen
        deshalb ein zweites Leben.""",
        text(
            """Im Mannheimer Hafen sind in den vergangenen neun Monaten 5,9 Millionen Tonnen
            umgeschlagen worden, vier Prozent mehr als im Jahr zuvor. Kohle spielt dabei fast keine
            Rolle mehr: Ihr Anteil ist in zehn Jahren von 38 auf drei Prozent gefallen. An ihre
            Stelle sind Container, Altmetall und sperrige Teile für Windräder getreten.

            Zwei Kräne, die bisher Kohle aus Schiffen holten, werden umgebaut und sollen künftig
            Rotorblätter heben. Die Arbeiten übernimmt ein Betrieb aus Ludwigshafen. Für die 14
            Kranführer beginnt in der nächsten Woche die Schulung, zunächst am Bildschirm."""
        ),
        film(
            "kran-schulung",
            "Am Simulator: Wie man ein Rotorblatt um die Ecke hebt",
            poster="hafenkraene",
            seconds=134,
            words="""Eine Kranführerin sitzt vor drei Bildschirmen und bewegt zwei Hebel. Auf dem
            Bild schwebt ein Rotorblatt über einem Schiff.""",
        ),
        publish_at=harbour,
        places=("08222000", "07314000"),
        topics=("Wirtschaft",),
        credit="red",
        initials="ca",
        authors=("ceyda-aydemir",),
        picture="hafenkraene",
    )
    yield article(
        "winzer-teilen-sich-eine-kelter-freinsheim",
        "Neun Winzer in Freinsheim teilen sich eine Kelter",
        """Jeder hatte eine eigene, keine war ausgelastet. Nun steht eine neue Presse in der alten
        Genossenschaftshalle.""",
        text(
            """Neun Betriebe rund um Freinsheim keltern künftig gemeinsam. Sie haben die leer
            stehende Halle der früheren Genossenschaft gekauft und eine Presse aufgestellt, die
            sich keiner allein leisten konnte. Wer wann pressen darf, entscheidet ein Plan, der
            jeden Abend neu berechnet wird, nach Reife, Wetter und Losglück."""
        ),
        said(
            "tobias-krannich",
            """Wir haben uns jahrelang gegenseitig beim Reparieren geholfen. Irgendwann fiel uns
            auf, dass man auch etwas gemeinsam besitzen kann, das funktioniert.""",
        ),
        text(
            """Der Wein selbst bleibt getrennt. Jeder Betrieb hat eigene Tanks und ein eigenes
            Schloss. Gestritten, heißt es in der Halle, werde bisher nur über die Musik."""
        ),
        publish_at=clock.on(-3, "17.20"),
        places=("07332019",),
        topics=("Wein", "Wirtschaft"),
        credit="red",
        initials="pr",
        authors=("peter-rautenberg",),
        picture="weinprobe",
    )
    yield article(
        "baeckerei-in-mutterstadt-backt-nachts-nicht-mehr",
        "Mutterstadter Bäckerei backt nicht mehr in der Nacht",
        "Die Brötchen sind jetzt um neun fertig statt um sechs. Die Kundschaft blieb.",
        text(
            """Seit drei Monaten beginnt die Schicht in der Mutterstadter Backstube Kern um 6 Uhr
            statt um 1 Uhr. Bäckermeisterin Doris Kern hatte vorher ein Jahr lang keinen Gesellen
            gefunden. Nach der Umstellung bewarben sich elf.

            Das Brot liegt nun am späten Vormittag im Regal, die Brötchen um neun. Wer früher
            kommt, kauft das Brot vom Vortag, das bei Roggen ohnehin besser sei, sagt die
            Meisterin. Der Umsatz ist um drei Prozent gesunken, die Stromrechnung um zwölf."""
        ),
        publish_at=clock.on(-7, "6.15"),
        places=("07338019",),
        topics=("Wirtschaft",),
        credit="red",
        initials="ca",
        authors=("ceyda-aydemir",),
        picture="baeckerei",
    )
    yield article(
        "chemiewerk-ludwigshafen-waerme-fuer-oggersheim",
        "Abwärme aus dem Werk heizt bald 3.000 Wohnungen in Oggersheim",
        """Was bisher in den Rhein lief, soll Heizkörper füllen. Die Leitung ist elf Kilometer lang
        und quert zwei Bahnstrecken.""",
        text(
            """Abwärme aus der chemischen Industrie soll im Ludwigshafener Stadtteil Oggersheim
            3.000 Wohnungen heizen. Die Stadtwerke und ein Werksbetreiber haben den Bau einer elf
            Kilometer langen Leitung vereinbart. Das Wasser kommt mit 85 Grad aus dem Werk und
            kehrt mit 50 Grad zurück.

            Gebaut wird in vier Abschnitten. Der schwierigste liegt gleich am Anfang: Unter zwei
            Bahnstrecken muss gebohrt werden, ohne dass sich die Gleise um mehr als drei Millimeter
            senken. In drei Jahren sollen die ersten Häuser angeschlossen sein."""
        ),
        figure("chemiewerk", "Was hier übrig bleibt, soll Wohnungen heizen."),
        publish_at=clock.on(-4, "13.35"),
        places=("07314000/oggersheim", "07314000"),
        topics=("Wirtschaft", "Bauen und Wohnen"),
        source="Stadt Ludwigshafen",
        credit="red",
        initials="ca",
        authors=("ceyda-aydemir",),
        picture="chemiewerk",
    )


def _knowledge(clock: Clock) -> Iterator[Draft]:
    """Schools, science, hospitals, nature."""
    yield article(
        "klinikum-landau-roboter-bringt-waesche",
        "Im Klinikum an der Queich bringt ein Roboter die Wäsche",
        """Er heißt Herbert, fährt Aufzug und entschuldigt sich. Für die Pflege gewinnt das Haus
        damit sechs Stunden am Tag.""",
        text(
            """Herbert ist hüfthoch, grau und höflich. Der Transportroboter fährt im Klinikum an
            der Queich in Landau seit vier Wochen Wäsche, Essen und Proben über die Flure. Steht
            jemand im Weg, hält er an und bittet um Entschuldigung. Einmal wartete er so 40 Minuten
            vor einer Zimmerpflanze."""
        ),
        said(
            "felix-gronau",
            """Eine Pflegekraft geht bei uns in einer Schicht elf Kilometer, und vier davon trägt
            sie Dinge. Diese vier Kilometer wollen wir ihr abnehmen, die Gespräche nicht.""",
        ),
        text(
            """Die Klinik hat drei weitere Geräte bestellt. Der Personalrat hat zugestimmt, unter
            einer Bedingung: Keine Stelle fällt weg, und die Roboter bekommen keine menschlichen
            Gesichter."""
        ),
        publish_at=clock.on(-2, "9.00"),
        places=("07313000",),
        topics=("Gesundheit", "Wissenschaft"),
        credit="red",
        initials="ca",
        authors=("ceyda-aydemir",),
        picture="krankenhaus",
    )
    yield article(
        "forscherinnen-messen-hitze-mit-schulkindern",
        "800 Schulkinder messen, wo Heidelberg am wärmsten ist",
        "Mit Fühlern am Ranzen entsteht eine Karte, die kein Satellit liefern kann.",
        text(
            """Ein Jahr lang tragen 800 Kinder aus 24 Heidelberger Schulen kleine Fühler an ihren
            Ranzen. Die Geräte messen auf dem Schulweg jede Minute Temperatur und Feuchte. Aus den
            Werten entsteht eine Karte, auf der sich Straßenseiten unterscheiden lassen.

            Erste Ergebnisse überraschen: Der Unterschied zwischen zwei Seiten derselben Straße
            beträgt an manchen Tagen fünf Grad. Die Namen der Kinder werden nicht gespeichert, die
            Wege nur in Stücken. Das Projekt leitet die Hochschule am Rheinufer."""
        ),
        said(
            "ruth-lammertz",
            """Ein Satellit sieht Dächer. Ein Kind auf dem Schulweg sieht, wo es in den Schatten
            wechselt. Genau das wollten wir wissen.""",
        ),
        publish_at=clock.on(-6, "18.00"),
        places=("08221000",),
        topics=("Wissenschaft", "Schule"),
        credit="red",
        initials="ca",
        authors=("ceyda-aydemir",),
        picture="labor",
    )
    yield article(
        "stoerche-bei-bobenheim-roxheim",
        "Storchenpaar wählt bei Bobenheim-Roxheim den Baukran",
        "Die Nisthilfe daneben bleibt leer. Der Kran darf nun bis auf Weiteres nicht schwenken.",
        text(
            """Ein Storchenpaar hat bei Bobenheim-Roxheim auf dem Ausleger eines Baukrans ein Nest
            gebaut. Fünfzig Meter weiter steht eine Nisthilfe, errichtet vom Bauherrn, als
            Ausgleich. Die Tiere haben sie besichtigt und verworfen.

            Nach Rücksprache mit der Naturschutzbehörde bleibt der Kran stehen. Die Firma hat einen
            zweiten gemietet und nennt die Mehrkosten „tragbar, weil sie so schön klappern“.

            Gebaut wird hier ein Pflegeheim. Die künftigen Bewohner dürfen dem Nest einen Namen
            geben. Führend in der Umfrage ist nach zwei Wochen „Penthouse“, knapp vor „Oben“."""
        ),
        publish_at=clock.on(-14, "8.10"),
        places=("07338004",),
        topics=("Natur", "Bauen und Wohnen"),
        source="Kreisverwaltung Rhein-Pfalz-Kreis",
        credit="red",
        initials="pr",
        authors=("peter-rautenberg",),
        picture="storchennest",
    )
    yield article(
        "rhein-bei-worms-steigt-leicht",
        "Rheinpegel steigt, Hochwasser wird nicht erwartet",
        "Die Wiesen bei Worms und Biblis können nass werden, die Deiche sind es nicht.",
        text(
            """Der Rhein ist bei Worms in drei Tagen um 1,10 Meter gestiegen. Die Behörden rechnen
            damit, dass der Scheitel unter der ersten Meldestufe bleibt. Einzelne Uferwege zwischen
            Worms und Biblis sind überspült und gesperrt. Die Landwirte haben ihre Pumpen abgebaut,
            die Schifffahrt läuft ohne Einschränkung.

            Ursache ist Regen im Oberlauf des Neckars und am Hochrhein. Bis zum Wochenende sollen
            die Stände wieder sinken. Spaziergänger werden gebeten, die gesperrten Wege auch dann
            zu meiden, wenn sie trocken aussehen."""
        ),
        publish_at=clock.on(-1, "6.50"),
        places=("07319000", "06431003"),
        topics=("Wetter", "Natur"),
        credit="red",
        initials="jw",
        authors=("jonas-wendrich",),
        picture="hochwasser",
    )
    yield article(
        "trinkbrunnen-fuer-leimen",
        "Leimen stellt zwölf Trinkbrunnen auf und sucht Paten",
        "Wer einen Brunnen pflegt, darf ihm einen Namen geben. Sieben sind schon vergeben.",
        text(
            """In Leimen entstehen an Plätzen und Spielwegen zwölf Trinkbrunnen. Das Wasser läuft
            nur auf Knopfdruck, eine Messung meldet, wenn etwas nicht stimmt. Sauber halten sollen
            die Brunnen Paten aus der Nachbarschaft. Sie dürfen einen Namen wählen; die ersten
            heißen „Gudrun“, „Kleiner Rohrbach“ und „Noch einen“.

            Ein Brunnen kostet mit Anschluss 9.000 Euro. Das Wasser wird alle zwei Wochen
            untersucht, die Werte hängen aus. Für Hunde gibt es auf Bodenhöhe eine eigene
            Schale."""
        ),
        publish_at=clock.on(-10, "9.40"),
        places=("08226041",),
        topics=("Kommunalpolitik", "Freizeit"),
        credit="red",
        initials="lt",
        authors=("lukas-thiem",),
        picture="trinkbrunnen",
    )
    yield article(
        "dorfladen-in-elmstein-gehoert-allen",
        "Der Dorfladen in Elmstein gehört 312 Leuten",
        """Zwei Jahre lang gab es im Ort nichts zu kaufen. Jetzt verkauft das Dorf an sich selbst,
        auch sonntags.""",
        text(
            """In Elmstein im Pfälzerwald hat wieder ein Laden geöffnet. Er gehört einer
            Genossenschaft mit 312 Mitgliedern, das ist jeder achte Einwohner. Jeder Anteil kostete
            200 Euro, viele haben in Raten gezahlt.

            Verkauft wird, was gebraucht wird: Brot, Batterien, Briefmarken. Wer außerhalb der
            Zeiten kommt, öffnet mit einer Karte und bezahlt an einer Kasse, die allein arbeitet.
            Nach acht Wochen fehlten 14 Euro. Später lagen sie mit einem Zettel im Briefkasten.""",
        ),
        box(
            "Der Laden in Zahlen",
            """- 312 Mitglieder, 420 Anteile
            - 1.900 Artikel, ein Drittel aus der Pfalz
            - 70 Stunden in der Woche mit Personal, den Rest mit Karte""",
        ),
        publish_at=clock.on(-11, "6.30"),
        places=("07332014",),
        topics=("Wirtschaft", "Freizeit"),
        credit="red",
        initials="pr",
        authors=("peter-rautenberg",),
        picture="dorfladen",
    )


def stories(clock: Clock) -> Iterator[Draft]:
    """Everything of this desk."""
    yield from _work(clock)
    yield from _knowledge(clock)
