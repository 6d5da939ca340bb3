"""Long pieces: the agreement with eight voices, a reportage, an interview, a data piece."""

from __future__ import annotations

from collections.abc import Iterator

from articles.drafts import Draft
from newsroom.demo_stories.writing import (
    Clock,
    article,
    box,
    figure,
    gallery,
    path,
    said,
    table,
    text,
)


def agreement(clock: Clock) -> Iterator[Draft]:
    """An agreement of authorities, with a statement by everyone who signed it."""
    day = clock.on(-1, "11.00").date()
    yield article(
        "eine-tuer-statt-sieben",
        "Eine Tür statt sieben: Ämter beraten Zugewanderte gemeinsam",
        """Wer neu in die Region kommt, soll künftig an einer einzigen Stelle erfahren, welcher
        Abschluss gilt, welcher Kurs passt und welcher Betrieb sucht. Acht Partner haben in
        Ludwigshafen eine Vereinbarung unterschrieben.""",
        text(
            f"""Der Weg zur Arbeit führt für viele Zugewanderte durch sieben Ämter. Das soll sich
            ändern: Im Ludwigshafener Rathaus haben am {clock.weekday(-1)} die Stadt, der
            Rhein-Pfalz-Kreis und sechs weitere Partner eine Kooperationsvereinbarung
            unterzeichnet. Sie verpflichten sich darin, ihre Beratung zu Sprache, Anerkennung von
            Abschlüssen, Ausbildung und Arbeit zusammenzulegen.

            Das gemeinsame Büro heißt „Eine Tür“ und zieht in ein früheres Ladenlokal in der
            Innenstadt. Geöffnet wird in sechs Wochen. Dreizehn Menschen werden dort arbeiten,
            neun davon wechseln mit ihrer Stelle aus den beteiligten Häusern, vier Stellen sind
            neu. Die Kosten von 610.000 Euro im Jahr tragen die Partner nach einem festen
            Schlüssel.

            ## Was sich für Ratsuchende ändert

            Bisher musste sich, wer zum Beispiel als Pflegerin oder Elektriker aus dem Ausland
            kam, seine Auskünfte selbst zusammensuchen. Jede Stelle legte eine eigene Akte an, und
            jede verlangte dieselben Unterlagen. Im neuen Büro gibt es ein Gespräch, eine Mappe
            und einen Plan, den alle Beteiligten sehen dürfen, wenn die Ratsuchenden zustimmen.

            Wer den Plan hat, bekommt innerhalb von zehn Arbeitstagen eine Antwort auf drei Fragen:
            Welcher Abschluss wird anerkannt? Welcher Kurs beginnt als nächstes? Welcher Betrieb
            nimmt jemanden auf Probe? Gelingt das nicht, wird der Fall in einer wöchentlichen Runde
            besprochen, an der alle acht Partner teilnehmen.

            ## Ein Versuch mit Messlatte

            Die Vereinbarung gilt zunächst für drei Jahre. Die Hochschule am Rheinufer begleitet
            den Versuch und veröffentlicht jedes halbe Jahr Zahlen: wie lange Ratsuchende warten,
            wie viele einen Kurs beginnen, wie viele nach einem Jahr noch in Arbeit sind. Sollte
            sich nach der Hälfte der Zeit zeigen, dass die Wege nicht kürzer geworden sind, können
            die Partner den Zuschnitt ändern oder aussteigen.

            Kritik gab es im Vorfeld daran, dass Sprechstunden in den Dörfern wegfallen könnten.
            Der Kreis hält dagegen: Zwei Beraterinnen kommen mit dem Bus, einmal in der Woche nach
            Schifferstadt, Mutterstadt und Bobenheim-Roxheim.

            ## Stimmen zur Vereinbarung

            Bei der Unterzeichnung haben alle acht Partner erklärt, was sie sich von der
            gemeinsamen Stelle versprechen."""
        ),
        said(
            "helene-arnsberg",
            """Wir haben uns lange damit beschäftigt, wer zuständig ist. Für die Menschen, die zu
            uns kommen, ist das die falsche Frage. Sie wollen wissen, wie es weitergeht, und das
            erfahren sie künftig in einem einzigen Raum.""",
            on=day,
        ),
        said(
            "matthias-quell",
            """Der Kreis besteht aus Dörfern, in denen der nächste Kurs manchmal zwei Busse
            entfernt ist. Deshalb war uns wichtig, dass die Beratung auch zu den Leuten fährt und
            nicht nur die Leute zur Beratung.""",
            on=day,
        ),
        said(
            "jochen-wiesgart",
            """Im Bezirk der Agentur sind 4.200 Stellen unbesetzt, und gleichzeitig warten
            ausgebildete Fachkräfte auf einen Stempel. Jede Woche, die wir ihnen ersparen, ist für
            die Betriebe bares Geld.""",
            on=day,
        ),
        said(
            "carla-benning",
            """Unsere Beraterinnen haben bisher viel Zeit am Telefon verbracht, um herauszufinden,
            was ein anderes Amt schon weiß. Diese Zeit geben wir den Gesprächen zurück.""",
            on=day,
        ),
        said(
            "emre-kaplan",
            """Viele von uns kennen den Ordner, der bei jedem Umzug dicker wird. Der Beirat hat
            zwei Jahre lang dafür geworben, dass eine Mappe genügt. Heute freue ich mich, morgen
            schauen wir genau hin, ob es stimmt.""",
            on=day,
        ),
        said(
            "gudrun-seyfarth",
            """Die Wohlfahrtsverbände bringen mit, was kein Formular leisten kann: Vertrauen. Wer
            nachts nicht schlafen kann, weil die Familie noch unterwegs ist, lernt tagsüber keine
            Grammatik. Auch dafür wird in dem Büro Platz sein.""",
            on=day,
        ),
        said(
            "klaus-dieter-holl",
            """Im Handwerk zählt, was jemand kann. Wir stellen vierzig Betriebe, in denen man
            zwei Wochen lang zeigen darf, was man gelernt hat. Danach wissen beide Seiten mehr als
            nach jedem Zeugnis.""",
            on=day,
        ),
        said(
            "ruth-lammertz",
            """Wir messen nicht, um zu loben, sondern um zu lernen. Die Zahlen werden auch dann
            veröffentlicht, wenn sie niemandem gefallen.""",
            on=day,
        ),
        box(
            "Das Büro „Eine Tür“",
            """- Öffnung in sechs Wochen, montags bis freitags von 8 Uhr bis 17 Uhr
            - Donnerstags bis 19 Uhr, mit Kinderbetreuung
            - Beratung in elf Sprachen, ohne Termin bis 11 Uhr
            - Bus in den Kreis: dienstags Schifferstadt, mittwochs Mutterstadt, freitags
            Bobenheim-Roxheim""",
        ),
        publish_at=clock.on(-1, "14.30"),
        places=("07314000", "07338", "07338025", "07338019", "07338004"),
        topics=("Integration", "Wirtschaft", "Kommunalpolitik"),
        credit="red",
        initials="ak",
        authors=("anna-kestel",),
        picture="haende",
        top_from=clock.on(-1, "14.30"),
        top_until=clock.on(3, "18.00"),
        top_rank=20,
        seo_title="Acht Partner gründen gemeinsame Beratung für Zugewanderte",
        share_title="Eine Tür statt sieben Ämter",
    )


def reportage(clock: Clock) -> Iterator[Draft]:
    """A night with the lock keepers of the Neckar."""
    yield article(
        "eine-nacht-an-der-schleuse-feudenheim",
        "Die Nacht, in der der Neckar nach oben fährt",
        """An der Schleuse Feudenheim arbeitet man, wenn die Stadt schläft. Zehn Meter hebt sie
        jedes Schiff, das von Mannheim in Richtung Heidelberg will. Ein Besuch zwischen 22 Uhr
        und 6 Uhr.""",
        text(
            """Um kurz nach zehn meldet sich die „Katharina“. Die Stimme des Schiffsführers kommt
            aus einem Lautsprecher, der älter ist als die meisten Bildschirme im Raum. Er habe
            Container geladen, sagt er, neunzig Meter, er sei in zwanzig Minuten da. Holger
            Brandstätter drückt eine Taste und sagt, was er in dieser Nacht noch vierzehnmal sagen
            wird: „Kommen Sie rein, linke Kammer, ich mach auf.“

            Brandstätter ist seit sechsundzwanzig Jahren Schichtleiter in der Leitzentrale. Früher
            stand er draußen, bei jedem Wetter, an einem Pult neben dem Tor. Heute sieht er die
            Kammern auf neun Bildern zugleich und noch vier weitere Schleusen flussaufwärts dazu.
            Was ihm fehle, sagt er, sei der Geruch: „Man hat am Wasser gerochen, ob es regnet.“

            ## Zehn Meter in elf Minuten

            Eine Schleuse ist ein Aufzug, der ohne Motor auskommt. Das Schiff fährt unten hinein,
            das Tor schließt sich, und von oben läuft Wasser nach, bis das Boot in der Höhe des
            nächsten Abschnitts schwimmt. Elf Minuten dauert das in Feudenheim. Gehoben wird mit
            nichts als dem Fluss selbst.

            Um 22.41 Uhr liegt die „Katharina“ in der Kammer. Auf dem Bildschirm ist sie ein
            dunkler Strich zwischen zwei Lichterketten, draußen auf der Plattform ist sie eine
            Wand aus Stahl, die langsam wächst. Ein Matrose geht mit einer Leine von Poller zu
            Poller. Er nickt herüber und sagt nichts. In der Kombüse brennt Licht, jemand brät
            Zwiebeln."""
        ),
        figure("schleuse", "Die Schleuse bei Nacht: Zehn Meter Höhe trennen die beiden Tore."),
        text(
            """Siebentausend Schiffe kommen hier im Jahr vorbei. Sie bringen Schrott, Getreide,
            Salz und Streusplitt, neuerdings auch Rotorblätter, die auf keiner Straße um die
            Kurven kämen. Vor vierzig Jahren waren es doppelt so viele, aber sie waren halb so
            groß. Die Menge ist gleich geblieben, die Menschen sind weniger geworden.

            ## Die Stunde der Angler

            Zwischen eins und drei geschieht nichts. Brandstätter nennt es die Stunde der Angler,
            weil dann nur noch die Männer am Unterwasser sitzen, jeder mit einem grünen Lämpchen an
            der Rute. Seine Kollegin Swetlana Burckhardt nutzt die Zeit für das Tagebuch: Pegel,
            Tore, Störungen, jeder Eintrag mit Uhrzeit. Sie ist mit achtundzwanzig die Jüngste der
            Schicht und hat zuvor in einem Callcenter gearbeitet. Hier, sagt sie, riefen wenigstens
            Leute an, die wüssten, wohin sie wollen.

            Ein Reiher landet auf dem Tor. Er kommt jede Nacht, weil sich vor der Kammer die Fische
            sammeln, die nach oben wollen und keinen Weg finden. Seit zwei Jahren gibt es für sie
            eine Treppe aus Becken, hundertzwanzig Meter lang. Zählgeräte haben im ersten Jahr 31
            Arten erfasst, darunter Barben, die man im Neckar lange vermisst hatte. Der Reiher hat
            sich darauf noch nicht eingestellt.

            ## Was bleibt, wenn alles fernbedient wird

            Die Leitzentrale soll in einigen Jahren auch die Schleusen oberhalb von Heidelberg
            übernehmen. Dann werden zwei Menschen in Mannheim Tore öffnen, die sechzig Kilometer
            entfernt liegen. Brandstätter hat nichts dagegen, die Technik sei gut. Nur auf eine
            Sache besteht er: Einmal in jeder Schicht geht einer hinaus und schaut.

            Um halb vier ist er an der Reihe. Er nimmt eine Taschenlampe, obwohl alles beleuchtet
            ist, und geht die Kammer ab, einmal links, einmal rechts. Am Obertor legt er die Hand
            auf das Geländer. Es vibriert ein wenig, wenn der Wasserdruck stimmt. Man könne das
            messen, sagt er, und es werde auch gemessen. „Aber glauben tu ich's erst, wenn ich's
            spüre.“

            Auf dem Rückweg bleibt er bei der alten Schaltwarte stehen. Hinter der Scheibe sieht
            man noch das Pult mit den Messinghebeln, an dem er gelernt hat. Ein Hebel steht auf
            „Füllen“, seit elf Jahren. Schulklassen dürfen ihn umlegen, dann leuchtet eine Lampe,
            und irgendwo klackt ein Relais. Manche Kinder, erzählt er, warteten danach minutenlang
            am Geländer, ob das Wasser steigt. Einmal stieg es wirklich, aus reinem Zufall, weil
            gerade ein Tankschiff kam. Das Mädchen, das den Hebel gezogen hatte, schreibt ihm heute
            noch Postkarten. Sie studiert Wasserbau.

            Um 4.10 Uhr kommen nacheinander drei Schiffe. Sie haben irgendwo auf dem Rhein
            gewartet, bis der Nebel sich hob. Nun wollen sie alle zugleich nach oben, und für eine
            Stunde ist es in der Zentrale wie auf einem kleinen Flughafen: drei Stimmen, zwei
            Kammern, ein Plan. Burckhardt spricht, Brandstätter fährt die Tore. Keiner der beiden
            wird laut.

            Kurz vor sechs färbt sich der Himmel über dem Odenwald. Die Ablösung stellt Brötchen
            auf den Tisch und fragt, ob etwas gewesen sei. „Fünfzehn hoch, neun runter“, sagt
            Brandstätter. Dann zieht er die Jacke an und fährt mit dem Rad nach Hause, am Kanal
            entlang, flussabwärts. Das sei das Schöne an seinem Arbeitsweg, ruft er noch. Morgens
            gehe es immer bergab."""
        ),
        box(
            "Zahlen zur Schleuse",
            """- Hub: rund zehn Meter
            - Dauer einer Schleusung: elf Minuten, mit Ein- und Ausfahrt eine halbe Stunde
            - Schiffe im Jahr: etwa 7.000
            - Menschen je Schicht: zwei
            - Arten in der Fischtreppe: 31""",
        ),
        gallery(
            "Am Wasser zwischen Mannheim und Heidelberg",
            schleuse="Zwei Kammern, ein Plan: die Schleuse am Abend.",
            hafenkraene="Im Mannheimer Hafen beginnt die Reise flussaufwärts.",
            neckarbruecke_bogen="Nach vier Stunden Fahrt kommt Heidelberg in Sicht.",
            sternenhimmel="Gegen drei Uhr ist es am Ufer am dunkelsten.",
        ),
        publish_at=clock.on(-2, "6.00"),
        places=("08222000/feudenheim", "08222000", "08221000"),
        topics=("Verkehr", "Wirtschaft", "Natur"),
        credit="red",
        initials="ca",
        authors=("ceyda-aydemir",),
        picture="schleuse",
    )


def interview(clock: Clock) -> Iterator[Draft]:
    """Questions and answers with a forester."""
    yield article(
        "interview-foersterin-eberbach",
        "„Ein Wald, der nur eine Antwort kennt, hat schon verloren“",
        """Die Eberbacher Revierleiterin Anke Rettig pflanzt Baumhaseln neben Elsbeeren und lässt
        umgestürzte Fichten liegen. Ein Gespräch über Geduld, Rehe und die Frage, wem der Wald
        gehört.""",
        text(
            """**Frau Rettig, Sie haben im vergangenen Jahr vierzehn Baumarten gepflanzt. Reicht
            eine nicht?**

            Eine hat lange gereicht, und dann kam der Borkenkäfer. Ein Wald, der nur eine Antwort
            kennt, hat schon verloren, sobald sich die Frage ändert. Wir wissen nicht, welches
            Wetter hier in achtzig Jahren herrscht. Also setze ich auf viele Antworten.

            **Welche gefällt Ihnen am besten?**

            Die Elsbeere. Sie wächst langsam, hält Trockenheit aus, und ihr Holz singt, wenn man
            Instrumente daraus baut. Meine Enkel werden entscheiden, ob das eine gute Idee war.

            **Viele Spaziergänger wundern sich, dass umgestürzte Bäume liegen bleiben.**

            Zu Recht, früher galt das als Schlamperei. Aber in einem liegenden Stamm ist mehr Leben
            als in einem stehenden. Er hält Wasser, gibt Schatten, und auf ihm keimt die nächste
            Generation. Nur an Wegen räumen wir auf, da geht die Sicherheit vor.

            **Jäger und Waldbauern streiten über die Zahl der Rehe. Auf welcher Seite stehen Sie?**

            Auf der Seite der kleinen Bäume. Ein Reh frisst am liebsten, was selten ist, also genau
            das, was ich gepflanzt habe. Wo wir stärker jagen, kommt der Wald ohne Zaun hoch. Das
            kann jeder sehen, ich führe gern hin.

            **Wem gehört der Wald?**

            Auf dem Papier: zur Hälfte der Stadt, zu einem Drittel dem Land, der Rest ist privat.
            Im Alltag gehört er allen, die morgens um sieben schon da sind. Das sind mehr, als man
            denkt: Läuferinnen, Hundehalter, Pilzsucher, zweimal in der Woche eine Kindergruppe.

            **Was wünschen Sie sich von ihnen?**

            Dass sie ab und zu stehen bleiben. Wer rennt, sieht nur Weg."""
        ),
        box(
            "Zur Person",
            """Anke Rettig leitet seit zwölf Jahren das Forstrevier Eberbach-Ost. Sie hat in
            Rottenburg studiert und vorher als Zimmerin gearbeitet. An jedem ersten Sonntag im
            Monat lädt sie zu einem Gang durch das Revier ein.""",
        ),
        publish_at=clock.on(-5, "6.00"),
        places=("08226013",),
        topics=("Natur",),
        credit="red",
        initials="lt",
        authors=("lukas-thiem",),
        picture="wald",
        caption="Vierzehn Baumarten auf einem Hang: der Wald bei Eberbach.",
    )


def figures(clock: Clock) -> Iterator[Draft]:
    """What a swim costs: a table over ten towns."""
    yield article(
        "was-ein-besuch-im-hallenbad-kostet",
        "Was ein Besuch im Hallenbad kostet: zehn Städte im Vergleich",
        """Zwischen 3,80 Euro und 7,50 Euro liegt der Preis für eine Einzelkarte. Familien zahlen
        am wenigsten in Mosbach, Frühschwimmer in Speyer.""",
        text(
            f"""Die Redaktion hat die Preise von zehn städtischen Hallenbädern verglichen. Gefragt
            war der Eintritt ohne Sauna an einem Werktag. Die teuerste Einzelkarte verkauft
            Heidelberg, die günstigste Mosbach. Frankenthal steht in der Liste, obwohl das Bad
            [zurzeit
            geschlossen]({path("hallenbad-frankenthal-bleibt-laenger-zu", clock.on(-6, "12.10"))})
            ist: Die Preise sollen nach der Öffnung unverändert gelten."""
        ),
        table(
            "Eintritt in städtische Hallenbäder, in Euro",
            """Stadt | Erwachsene | Kinder | Familie | Früh vor 8 Uhr
            Heidelberg | 7,50 | 4,00 | 18,00 | 5,50
            Mannheim | 6,50 | 3,50 | 15,00 | 5,00
            Ludwigshafen | 6,00 | 3,50 | 14,00 | 4,50
            Speyer | 5,50 | 3,00 | 13,50 | 3,00
            Worms | 5,50 | 3,00 | 13,00 | 4,00
            Weinheim | 5,20 | 2,80 | 13,00 | 4,20
            Landau | 5,00 | 2,50 | 12,00 | 4,00
            Frankenthal | 4,80 | 2,50 | 12,00 | 3,80
            Sinsheim | 4,50 | 2,50 | 11,00 | 3,50
            Mosbach | 3,80 | 2,00 | 9,50 | 3,20""",
        ),
        text(
            """Kein Bad deckt mit dem Eintritt seine Kosten. Im Durchschnitt schießen die Städte zu
            jeder Karte 11 Euro zu, in Worms sind es 9 Euro, in Landau 14 Euro. Am stärksten
            gestiegen sind in drei Jahren nicht die Löhne, sondern die Ausgaben für Wärme.

            Vier Städte heizen ihr Becken inzwischen zum Teil mit Abwärme. Weinheim nutzt das Wasser
            aus einem Rechenzentrum, Speyer die Wärme eines Kanals."""
        ),
        box(
            "So haben wir gerechnet",
            """Grundlage sind die Satzungen der zehn Städte und eine Umfrage bei den Betreibern, die
            alle geantwortet haben. Ermäßigungen mit Familienpass sind nicht berücksichtigt. Alle
            Zahlen dieser Vorführung sind erfunden.""",
        ),
        publish_at=clock.on(-4, "6.00"),
        places=("08221000", "08222000", "07314000", "07318000", "07319000", "08226096"),
        topics=("Freizeit", "Kommunalpolitik"),
        credit="red",
        initials="ca",
        authors=("ceyda-aydemir",),
        picture="hallenbad",
        related=(
            "demo:neues-dach-fuer-das-hallenbad",
            "demo:hallenbad-weinheim-schliesst-zur-revision",
        ),
    )


def stories(clock: Clock) -> Iterator[Draft]:
    """Everything of this desk."""
    yield from agreement(clock)
    yield from reportage(clock)
    yield from interview(clock)
    yield from figures(clock)
