"""Police and fire brigade: short reports, appeals, and two stories in several chapters."""

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
    hour,
    said,
    text,
    weekday,
)

MANNHEIM = "Polizeipräsidium Mannheim"
RHEINPFALZ = "Polizeipräsidium Rheinpfalz"


def bridge(clock: Clock) -> Iterator[Draft]:
    """Four chapters: a barge strikes a bridge pier; closed, checked, reopened, what follows."""

    def chapter(stage: str) -> Chapter:
        return Chapter(
            story="schiff-rammt-rheinbruecke",
            title="Schiff rammt Rheinbrücke",
            stage=stage,
        )

    yield article(
        "schiff-rammt-pfeiler-der-rheinbruecke",
        "Schiff rammt Pfeiler, Rheinbrücke ist gesperrt",
        """Ein Gütermotorschiff hat am frühen Morgen einen Pfeiler der Rheinbrücke gestreift.
        Verletzt wurde niemand. Autos, Straßenbahnen und Fußgänger kommen vorerst nicht hinüber.""",
        text(
            f"""Ein mit Kies beladenes Gütermotorschiff ist am {clock.weekday(-3)} gegen 5.50 Uhr
            auf der Fahrt zu Tal gegen einen Pfeiler der Rheinbrücke zwischen Ludwigshafen und
            Mannheim gestoßen. Nach ersten Angaben der Feuerwehr hatte die Besatzung kurz zuvor
            einen Ausfall der Ruderanlage gemeldet.

            Die beiden Menschen an Bord blieben unverletzt. Das Schiff liegt inzwischen fest am
            Ufer. Betriebsstoffe sind nach Auskunft der Einsatzkräfte nicht ausgelaufen.

            Die Brücke ist in beiden Richtungen voll gesperrt. Fachleute sollen den Pfeiler noch
            am Vormittag vom Boot aus ansehen. Straßenbahnen wenden an den Haltestellen vor der
            Brücke. Wir berichten weiter."""
        ),
        publish_at=clock.on(-3, "6.35"),
        places=("07314000", "08222000"),
        topics=("Verkehr", "Feuerwehr"),
        source="Feuerwehr Ludwigshafen",
        credit="red",
        initials="jw",
        authors=("jonas-wendrich",),
        picture="rheinbruecke_morgen",
        chapter=chapter("first_report"),
    )
    yield article(
        "rheinbruecke-bleibt-ueber-nacht-gesperrt",
        "Rheinbrücke bleibt über Nacht gesperrt",
        """Taucher haben am beschädigten Pfeiler Abplatzungen gefunden. Erst wenn die Statik
        berechnet ist, entscheiden die beiden Städte, wann der Verkehr wieder rollen darf.""",
        text(
            """Die Rheinbrücke zwischen Ludwigshafen und Mannheim bleibt mindestens bis zum
            nächsten Mittag geschlossen. Das haben beide Stadtverwaltungen am Nachmittag
            mitgeteilt. Taucher hatten den getroffenen Pfeiler mehrere Stunden lang abgesucht und
            Abplatzungen am Schutzmantel festgestellt, die bis zu vier Zentimeter tief sind."""
        ),
        said(
            "bernd-ostheim",
            """Der Mantel hat getan, wofür er da ist. Was dahinter liegt, müssen jetzt die
            Statiker beurteilen, nicht wir.""",
            on=clock.on(-3, "15.00").date(),
        ),
        text(
            """Im Berufsverkehr staute es sich auf den Umleitungen bis zu sechs Kilometer. Die
            Stadt Mannheim rät, auf die S-Bahn umzusteigen: Die Eisenbahnbrücke daneben ist nicht
            betroffen, die Züge fahren nach Plan und mit zusätzlichen Wagen.

            Das Schiff wird in den Mannheimer Hafen geschleppt. Die Wasserschutzpolizei hat
            Ermittlungen zur Ursache aufgenommen."""
        ),
        box(
            "So kommen Sie hinüber",
            """- S-Bahn: alle Linien über den Rhein, Fahrscheine der Straßenbahn gelten
            - Rad und zu Fuß: Steg an der Eisenbahnbrücke, Aufzug am Mannheimer Ufer
            - Auto: nur über die nördliche Brücke, Lastwagen über die Autobahn""",
        ),
        publish_at=clock.on(-3, "16.20"),
        places=("07314000", "08222000"),
        topics=("Verkehr",),
        credit="red",
        initials="jw",
        authors=("jonas-wendrich",),
        picture="strassenbahn",
        caption="Straßenbahnen wenden während der Sperrung vor der Brücke.",
        chapter=chapter("update"),
    )
    yield article(
        "rheinbruecke-fuer-autos-wieder-frei",
        "Rheinbrücke ist für Autos wieder frei",
        """Die Berechnung liegt vor: Der Pfeiler trägt. Autos und Fußgänger dürfen wieder über
        die Brücke, Straßenbahnen folgen am nächsten Morgen mit Tempo 20.""",
        text(
            f"""Nach gut dreißig Stunden ist die Sperrung der Rheinbrücke am
            {clock.weekday(-2)} um 13.15 Uhr aufgehoben worden. Zuerst rollten Autos, wenige
            Minuten später waren auch Geh- und Radwege offen. Lastwagen über zwölf Tonnen müssen
            weiter ausweichen.

            Die Statikerin Miriam Dachsel hat den Pfeiler im Auftrag beider Städte untersucht.
            Ihr Bericht umfasst elf Seiten und kommt zu einem klaren Ergebnis."""
        ),
        said(
            "miriam-dachsel",
            """Die Tragfähigkeit ist nicht berührt. Der Stoß hat Beton gekostet, der allein dazu
            da ist, Stöße aufzunehmen. Für die Bahn wollen wir eine Nacht lang messen, bevor sie
            wieder mit voller Geschwindigkeit fährt.""",
            on=clock.on(-2, "12.00").date(),
        ),
        film(
            "rheinbruecke-erste-autos",
            "Die ersten Autos rollen wieder über die Rheinbrücke",
            poster="rheinbruecke_abend",
            seconds=48,
            words="""Zu sehen ist die Auffahrt auf der Ludwigshafener Seite. Zwei Mitarbeiter
            tragen Schranken zur Seite, danach fahren Autos im Schritttempo auf die Brücke.""",
        ),
        publish_at=clock.on(-2, "13.40"),
        updated_at=clock.on(-2, "17.05"),
        places=("07314000", "08222000"),
        topics=("Verkehr",),
        credit="red",
        initials="jw",
        authors=("jonas-wendrich",),
        picture="rheinbruecke_abend",
        chapter=chapter("update"),
        corrections=(
            corrected(
                clock.on(-2, "17.05"),
                wrong="Die Sperrung habe gut vierzig Stunden gedauert.",
                right="Die Brücke war gut dreißig Stunden gesperrt.",
            ),
        ),
    )
    reopened = clock.ago(minutes=9)
    yield article(
        "rheinbruecke-bekommt-neuen-anprallschutz",
        "Rheinbrücke bekommt für 2,4 Millionen Euro neuen Anprallschutz",
        """Drei Tage nach dem Unfall ziehen beide Städte Bilanz: Der Verkehr läuft, der Schutz
        der Pfeiler wird erneuert, und die Ursache des Ruderausfalls ist gefunden.""",
        text(
            """Die Pfeiler der Rheinbrücke zwischen Ludwigshafen und Mannheim werden neu
            gesichert. Beide Städte haben sich darauf verständigt, den Schutzmantel rundum zu
            erneuern und dabei auf heutigen Stand zu bringen. Die Kosten von 2,4 Millionen Euro
            teilen sie sich, soweit sie nicht die Versicherung des Schiffes trägt."""
        ),
        said(
            "helene-arnsberg",
            """Diese Brücke ist für unsere Stadt keine Verkehrsfläche unter vielen. Wenn sie
            fehlt, merkt das jede Schule, jede Praxis und jeder Betrieb innerhalb einer Stunde.""",
            on=reopened.date(),
        ),
        said(
            "yasemin-torun",
            """Die Umleitungen haben gehalten, weil so viele auf die Bahn umgestiegen sind. Wir
            nehmen das als Hinweis, den dichteren Takt zu behalten.""",
            on=reopened.date(),
        ),
        text(
            """## Die Ursache: ein Bolzen

            Nach dem vorläufigen Bericht der Wasserschutzpolizei war ein Bolzen der Ruderanlage
            gebrochen, der erst beim letzten Werftbesuch eingebaut worden war. Er wird nun im Labor
            untersucht. Gegen die Schiffsführung wird nicht mehr ermittelt: Sie habe nach dem
            Ausfall alles getan, um den Stoß zu mildern, heißt es in dem Bericht.

            ## Was jetzt gebaut wird

            Die Arbeiten beginnen in fünf Wochen und dauern anderthalb Jahre. Gebaut
            wird vom Wasser aus, von einem Ponton, der zwischen den Pfeilern verankert liegt. Die
            Schifffahrt behält in jeder Richtung eine freie Öffnung. Auf der Brücke selbst soll
            man davon nichts merken, von vier Nächten abgesehen, in denen Material angeliefert
            wird.

            Für Lastwagen über zwölf Tonnen gilt die Sperrung noch bis zum Wochenende. Die
            Straßenbahnen fahren seit dem Vormittag wieder mit gewohntem Tempo."""
        ),
        figure("schleuse", "Vom Wasser aus wird gebaut: Schiffe behalten freie Fahrt."),
        publish_at=reopened,
        places=("07314000", "08222000", "07338001"),
        topics=("Verkehr", "Kommunalpolitik"),
        credit="red",
        initials="ak",
        authors=("anna-kestel", "jonas-wendrich"),
        picture="rheinbruecke_morgen",
        caption="Die Rheinbrücke am Morgen: Der Verkehr läuft wieder.",
        chapter=chapter("follow_up"),
        top_from=reopened,
        top_until=clock.on(2, "18.00"),
        top_rank=10,
        related=(
            "demo:rheinfaehre-altrip-faehrt-wieder",
            "demo:mannheimer-hafen-baut-zwei-kraene-um",
        ),
    )


def motorway(clock: Clock) -> Iterator[Draft]:
    """Three chapters by the police: a lorry loses its load, clearing, the balance."""

    def chapter(stage: str) -> Chapter:
        return Chapter(
            story="lastwagen-verliert-ladung-a61",
            title="Lastwagen verliert Ladung auf der A 61",
            stage=stage,
        )

    places = ("07338025", "07338")
    crash, first = clock.ago(hours=8), clock.ago(hours=7, minutes=20)
    yield article(
        "a61-bei-schifferstadt-voll-gesperrt",
        "A 61 nach Lastwagenunfall in Richtung Norden voll gesperrt",
        "Ein Sattelzug hat Paletten mit Fliesen verloren. Ein Fahrer wurde leicht verletzt.",
        text(
            f"""Am {weekday(crash)} ist gegen {hour(crash)} auf der A 61 zwischen
            Speyer und Schifferstadt ein Sattelzug ins Schlingern geraten und gegen die
            Mittelschutzplanke geprallt. Dabei riss die Plane. Mehrere Paletten mit Fliesen
            verteilten sich auf einer Länge von rund 200 Metern.

            Der 41-jährige Fahrer wurde leicht verletzt. Die Fahrbahn in Richtung Norden ist voll
            gesperrt, der Verkehr wird an der Anschlussstelle Speyer abgeleitet.

            Autofahrer sollten den Bereich weiträumig umfahren."""
        ),
        publish_at=first,
        places=places,
        topics=("Polizei", "Verkehr"),
        source=RHEINPFALZ,
        credit="ots",
        picture="autobahn",
        chapter=chapter("first_report"),
    )
    second = clock.ago(hours=5, minutes=5)
    yield article(
        "a61-bergung-dauert-bis-in-den-nachmittag",
        "A 61: Eine Spur ist frei, die Bergung dauert an",
        "Der Verkehr wird einspurig an der Unfallstelle vorbeigeführt. Es staut sich.",
        text(
            f"""Seit {hour(clock.ago(hours=5, minutes=30))} läuft der Verkehr auf der A 61 bei
            Schifferstadt wieder auf einer Spur. Ein Kran hebt den Sattelzug an, danach wird die
            Fahrbahn mit Kehrmaschinen gereinigt. Der Stau reicht zeitweise bis zum Kreuz
            Hockenheim zurück.

            Die Polizei dankt allen, die eine Rettungsgasse gebildet haben. Sie habe vom ersten
            bis zum letzten Fahrzeug funktioniert.

            Wie lange die Arbeiten dauern, ist offen: Die Splitter der Fliesen sind scharfkantig
            und müssen vollständig entfernt werden."""
        ),
        publish_at=second,
        places=places,
        topics=("Polizei", "Verkehr"),
        source=RHEINPFALZ,
        credit="ots",
        picture="autobahn",
        chapter=chapter("update"),
    )
    third = clock.ago(hours=1, minutes=35)
    yield article(
        "a61-wieder-frei-ladung-war-schlecht-gesichert",
        "A 61 wieder frei, Ladung war nicht ausreichend gesichert",
        "Zwölf Tonnen Fliesen sind geborgen. Der Schaden liegt bei rund 90.000 Euro.",
        text(
            f"""Die A 61 bei Schifferstadt ist seit {hour(clock.ago(hours=2))} wieder in beiden
            Richtungen frei. Nach den Ermittlungen der Autobahnpolizei hatte der Fahrer einem
            Gegenstand auf der Fahrbahn ausweichen wollen. Die Ladung kam ins Rutschen, weil nur
            zwei von acht vorgeschriebenen Gurten gespannt waren.

            Zwölf Tonnen Fliesen mussten mit Schaufelladern aufgenommen werden. Den Schaden
            schätzt die Polizei auf 90.000 Euro. Gegen den Fahrer und gegen den Verlader wird
            ermittelt.

            Bereits vor einem halben Jahr hatte die Polizei auf diesem Abschnitt 140 Lastwagen
            überprüft. Bei jedem vierten war die Ladung zu beanstanden."""
        ),
        publish_at=third,
        places=(*places, "07318000"),
        topics=("Polizei", "Verkehr"),
        source=RHEINPFALZ,
        credit="ots",
        picture="streifenwagen",
        chapter=chapter("follow_up"),
    )


def reports(clock: Clock) -> Iterator[Draft]:
    """Single reports of the last two weeks."""
    burglary = clock.ago(minutes=38)
    yield article(
        "einbrueche-in-gartenlauben-kaefertal",
        "Einbrecher öffnen neun Gartenlauben und lassen Werkzeug zurück",
        "In einer Kleingartenanlage in Käfertal waren Unbekannte unterwegs. Beute: gering.",
        text(
            f"""In der Nacht zum {weekday(burglary)} haben Unbekannte in einer Kleingartenanlage
            im Mannheimer Stadtteil Käfertal neun Lauben aufgebrochen. Sie nahmen zwei
            Akkuschrauber, ein Radio und einen Kasten Limonade mit. Eine Bohrmaschine, die ihnen
            nicht gehörte, ließen sie auf einem Gartentisch liegen; die Polizei sucht jetzt auch
            deren Eigentümer.

            Der Schaden an Türen und Fenstern ist mit 3.500 Euro deutlich höher als der Wert der
            Beute. Wer zwischen 22 Uhr und 6 Uhr etwas beobachtet hat, kann sich beim Polizeirevier
            Käfertal melden."""
        ),
        publish_at=burglary,
        places=("08222000/kaefertal", "08222000"),
        topics=("Polizei",),
        source=MANNHEIM,
        credit="ots",
        picture="gartenlaube",
    )
    hit_and_run = clock.ago(hours=2, minutes=50)
    yield article(
        "zeugenaufruf-radfahrerin-viernheim-angefahren",
        "Radfahrerin angefahren: Polizei sucht silbernen Kombi",
        """Eine 34-Jährige ist in Viernheim verletzt worden, der Fahrer fuhr weiter. Die Polizei
        hofft auf Zeugen, die an der Kreuzung gewartet haben.""",
        text(
            f"""Eine 34 Jahre alte Radfahrerin ist am {clock.weekday(-1)} gegen 17.20 Uhr an einer
            Kreuzung nahe dem Viernheimer Stadtpark von einem Auto erfasst worden. Sie stürzte
            und brach sich das Handgelenk. Der Wagen fuhr in Richtung Weinheim davon.

            Gesucht wird ein silberner Kombi mit einem Schaden vorne rechts. An der Ampel
            standen nach Angaben der Frau mehrere Menschen, darunter ein Mann mit einem
            Lastenrad."""
        ),
        box(
            "Hinweise",
            """- Wann: am frühen Abend, gegen 17.20 Uhr
            - Wo: Kreuzung am Stadtpark, Fahrtrichtung Weinheim
            - Was: silberner Kombi, Schaden vorne rechts, rechter Spiegel fehlt
            - An wen: Polizeistation Lampertheim-Viernheim oder jede andere Dienststelle""",
        ),
        kind="appeal",
        publish_at=hit_and_run,
        expires_at=clock.on(28, "18.00"),
        places=("06431020",),
        topics=("Polizei", "Verkehr"),
        source="Polizeipräsidium Südhessen",
        credit="ots",
        picture="fahrradweg",
    )
    yield article(
        "enkelin-erkennt-betrug-weinheim",
        "Enkelin erkennt den Betrug am Klingelton",
        "Ein falscher Bankangestellter wollte 18.000 Euro abholen. Er kam umsonst.",
        text(
            f"""Am {clock.weekday(-1)} hat ein Anrufer einer 81-jährigen Weinheimerin erklärt,
            ihr Konto sei in Gefahr, ein Kollege werde das Geld in Sicherheit bringen. Die Frau
            blieb am Telefon, wie es der Anrufer verlangte. Als ihre Enkelin zu Besuch kam, fiel
            ihr auf, dass im Hintergrund des Gesprächs immer wieder derselbe Klingelton zu hören
            war: eine Aufnahme.

            Die beiden legten auf und riefen die Polizei. Der angekündigte Abholer ging noch an
            der Haustür vorbei, klingelte aber nicht. Die Ermittler raten: Wer am Telefon unter
            Druck gesetzt wird, legt auf und wählt selbst die Nummer seiner Bank."""
        ),
        publish_at=clock.on(-1, "18.10"),
        places=("08226096",),
        topics=("Polizei",),
        source=MANNHEIM,
        credit="ots",
        picture="telefon",
    )
    yield article(
        "kontrollen-an-der-alten-bruecke",
        "Polizei spricht mit 212 Radfahrern, jeder fünfte ohne Licht",
        "Zwei Stunden lang ging es an der Alten Brücke um Bremsen, Lampen und Rücksicht.",
        text(
            """Bei einer Kontrolle an der Alten Brücke in Heidelberg hat die Polizei 212
            Fahrräder angesehen. An 43 Rädern fehlte ein funktionierendes Licht, an elf eine
            wirksame Bremse. Sieben Menschen waren auf dem Gehweg unterwegs, zwei telefonierten.

            Wer seine Lampe noch am selben Tag reparieren ließ und auf der Wache zeigte, kam ohne
            Verwarnungsgeld davon. 29 Radfahrer nutzten das. Die Kontrollen werden an wechselnden
            Orten fortgesetzt.

            Zwei Fahrradläden in der Nähe blieben dafür länger offen."""
        ),
        publish_at=clock.on(-2, "10.15"),
        places=("08221000/altstadt", "08221000"),
        topics=("Polizei", "Verkehr"),
        source=MANNHEIM,
        credit="ots",
        picture="neckarbruecke_bogen",
    )
    fire = clock.ago(hours=10, minutes=25)
    yield article(
        "lagerhalle-im-wormser-norden-brennt",
        "Brand in Wormser Lagerhalle ist nach drei Stunden gelöscht",
        """Dichter Rauch stand über dem Industriegebiet. 86 Einsatzkräfte waren am Ort, verletzt
        wurde niemand. Die Warnung an die Anwohner ist aufgehoben.""",
        text(
            f"""In einer Lagerhalle im Norden von Worms ist in der Nacht ein Feuer ausgebrochen.
            Als die ersten Löschzüge eintrafen, schlugen Flammen aus dem Dach. In der Halle
            lagerten Verpackungen aus Pappe, aber keine Chemikalien.

            Die Feuerwehr war mit 86 Kräften aus Worms, Bürstadt und Lampertheim im Einsatz und
            nahm Wasser aus dem Hafenbecken. Um {hour(clock.ago(hours=11))} meldete sie: Feuer
            aus. Messungen im Stadtgebiet blieben ohne auffälligen Befund.

            Die Ursache ist offen. Den Schaden schätzt die Polizei auf einen hohen
            sechsstelligen Betrag. Der Betrieb im Nachbargebäude läuft weiter."""
        ),
        film(
            "brand-worms-drehleiter",
            "Löscharbeiten von der Drehleiter",
            poster="feuerwehr",
            seconds=72,
            words="""Von zwei Drehleitern geht Wasser auf ein eingestürztes Hallendach. Der Rauch
            zieht nach Osten über den Rhein ab.""",
        ),
        publish_at=fire,
        updated_at=clock.ago(hours=8, minutes=40),
        places=("07319000", "06431005", "06431013"),
        topics=("Feuerwehr", "Polizei"),
        source="Polizeipräsidium Rheinpfalz",
        credit="red",
        initials="jw",
        authors=("jonas-wendrich",),
        picture="feuerwehr",
        top_from=fire,
        top_until=clock.on(1, "12.00"),
        top_rank=30,
    )
    yield article(
        "kuehe-auf-der-landesstrasse-mudau",
        "Elf Kühe gehen spazieren, ein Streifenwagen geht voraus",
        "Auf der Landesstraße bei Mudau ging es eine Stunde lang im Schritttempo voran.",
        text(
            """Elf Jungrinder haben am frühen Morgen bei Mudau ihre Weide verlassen und sind auf
            der Landesstraße in Richtung Schloßau gelaufen. Eine Zeitungszustellerin bemerkte die
            Tiere, schaltete das Warnblinklicht ein und rief die Polizei.

            Eine Streife fuhr der Herde voraus, der Landwirt folgte mit einem Eimer Kraftfutter.
            Nach einer Stunde standen alle elf wieder hinter einem Zaun, der inzwischen geflickt
            war. Schaden: zwei Begrenzungspfosten und ein Blumenkasten.

            Verletzt wurde niemand. Der Bus nach Buchen kam 20 Minuten zu spät."""
        ),
        publish_at=clock.on(-4, "9.20"),
        places=("08225060",),
        topics=("Polizei",),
        source="Polizeipräsidium Heilbronn",
        credit="ots",
        picture="kuehe",
    )
    yield article(
        "kupferkabel-in-germersheim-gestohlen",
        "Diebe stehlen 800 Meter Kupferkabel vom Bahngelände",
        "Der Zugverkehr lief weiter. Der Schaden beträgt nach ersten Schätzungen 24.000 Euro.",
        text(
            f"""Von einer Baustelle neben den Gleisen in Germersheim sind zwischen
            {clock.weekday(-6)} und {clock.weekday(-5)} rund 800 Meter Kupferkabel verschwunden.
            Die Täter rollten vier Trommeln zu einem Feldweg und luden sie dort auf ein Fahrzeug.

            Die Reifenspuren lassen auf einen Kleintransporter mit Anhänger schließen. Hinweise
            nimmt die Polizeiinspektion Germersheim entgegen.

            Die Bahn hat auf ihren Baustellen in der Südpfalz inzwischen Kameras aufgestellt.
            Kupfer ist dort mit einer unsichtbaren Flüssigkeit markiert, die sich unter besonderem
            Licht zu erkennen gibt."""
        ),
        publish_at=clock.on(-5, "14.05"),
        places=("07334007",),
        topics=("Polizei",),
        source=RHEINPFALZ,
        credit="ots",
        picture="bahnhof",
    )
    yield article(
        "wanderer-am-katzenbuckel-gefunden",
        "Suchtrupp findet verirrten Wanderer an der Köhlerhütte",
        """Ein 72-Jähriger hatte am Katzenbuckel den Weg verloren. Ein Rettungshund fand ihn
        unterkühlt, aber wohlauf.""",
        text(
            f"""Vier Stunden lang haben Feuerwehr, Bergwacht und Polizei am
            {clock.weekday(-7)} in der Nähe von Waldbrunn nach einem 72 Jahre alten Wanderer
            gesucht. Der Mann hatte von unterwegs seine Tochter angerufen, konnte aber nicht
            beschreiben, wo er war. Dann war der Akku leer.

            Kurz vor 22 Uhr schlug ein Hund der Rettungsstaffel an. Der Gesuchte saß unter dem
            Vordach einer Schutzhütte, drei Kilometer vom nächsten Ort entfernt. Er war unterkühlt
            und kam zur Beobachtung ins Krankenhaus, das er inzwischen verlassen hat.

            Die Bergwacht rät, vor dem Losgehen die Nummern auf den grünen Rettungspunkten zu
            fotografieren. Sie stehen im Odenwald an fast jeder Wegkreuzung."""
        ),
        publish_at=clock.on(-6, "7.40"),
        places=("08225118", "08225"),
        topics=("Polizei", "Natur"),
        source="Polizeipräsidium Heilbronn",
        credit="ots",
        picture="wald",
    )
    yield article(
        "tempo-vor-der-schule-eppelheim",
        "Mit Tempo 61 an der Grundschule vorbei",
        "Eine Messung in Eppelheim ergab 58 Verstöße an einem Vormittag.",
        text(
            f"""Vor einer Grundschule in Eppelheim hat die Polizei am {clock.weekday(-8)}
            zwischen 7 Uhr und 12 Uhr die Geschwindigkeit gemessen. Erlaubt sind 30 Kilometer in
            der Stunde. Von 640 Fahrzeugen waren 58 zu schnell, das schnellste mit Tempo 61.

            Dem Fahrer drohen 260 Euro Bußgeld, zwei Punkte und ein Monat ohne Führerschein. Zehn
            der angehaltenen Fahrer waren Eltern, die ihre Kinder zur Schule gebracht hatten.

            Die Stadt prüft nun, die Straße morgens für eine halbe Stunde zu sperren. In zwei
            Nachbarorten gibt es das bereits."""
        ),
        publish_at=clock.on(-8, "15.30"),
        places=("08226018",),
        topics=("Polizei", "Verkehr", "Schule"),
        source=MANNHEIM,
        credit="ots",
        picture="schule",
    )
    yield article(
        "ruderer-retten-hund-aus-dem-neckar",
        "Ruderer ziehen Hund bei Ladenburg aus dem Neckar",
        "Der Retriever war einem Stock gefolgt und kam nicht mehr ans Ufer.",
        text(
            """Zwei Ruderer haben bei Ladenburg einen Hund aus dem Neckar gezogen. Das Tier war
            von der Strömung erfasst worden und fand an der Steinschüttung keinen Halt. Die
            beiden Sportler legten sich mit ihrem Boot quer und hoben den Hund an seinem Geschirr
            über den Ausleger.

            Die Besitzerin, die am Ufer mitgelaufen war, konnte den Retriever wenig später am
            Steg in Empfang nehmen. Er habe sich geschüttelt und gewedelt, berichtet die Polizei."""
        ),
        publish_at=clock.on(-10, "11.50"),
        places=("08226038",),
        topics=("Polizei",),
        source=MANNHEIM,
        credit="ots",
        picture="ruderer",
    )


def stories(clock: Clock) -> Iterator[Draft]:
    """Everything of this desk."""
    yield from bridge(clock)
    yield from motorway(clock)
    yield from reports(clock)
