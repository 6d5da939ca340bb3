"""Events: articles that have dates."""

from __future__ import annotations

from collections.abc import Iterator

from articles.drafts import Draft
from newsroom.demo_stories.writing import Clock, article, box, dated, said, text


def _weekend(clock: Clock) -> Iterator[Draft]:
    """What is on within a few days."""
    friday = clock.next("Freitag")
    saturday = clock.next("Samstag")
    sunday = clock.next("Sonntag", after=saturday - 1)
    yield article(
        "lange-nacht-der-bibliotheken-speyer",
        "Speyer liest eine Nacht lang und macht das Licht aus",
        """Zwei Abende, sieben Orte, Taschenlampen erwünscht: In Speyer wird vorgelesen, bis keiner
        mehr zuhört.""",
        text(
            """Bei der langen Nacht der Bibliotheken öffnen in Speyer sieben Häuser, in denen
            Bücher stehen: von der Stadtbibliothek bis zum Antiquariat im Hinterhof. Gelesen wird
            im Licht von Taschenlampen, jede Viertelstunde etwas anderes. Kinder beginnen um 17
            Uhr, Krimis folgen nach 22 Uhr.

            Weil die Plätze im ersten Jahr nicht reichten, gibt es diesmal zwei Abende. Der zweite
            wiederholt das Programm des ersten. Der Eintritt ist frei, wer mag, bringt ein Buch mit
            und nimmt ein anderes mit nach Hause."""
        ),
        kind="event",
        publish_at=clock.on(-2, "11.30"),
        places=("07318000",),
        topics=("Kultur", "Freizeit"),
        credit="red",
        initials="ms",
        authors=("mira-solbach",),
        picture="bibliothek",
        events=(
            dated(
                clock.on(friday, "17.00"), clock.on(friday, "23.30"), venue="Stadtbibliothek Speyer"
            ),
            dated(
                clock.on(saturday, "17.00"),
                clock.on(saturday, "23.30"),
                venue="Stadtbibliothek Speyer",
            ),
        ),
    )
    yield article(
        "wochenmarkt-fest-bad-duerkheim",
        "Bad Dürkheim feiert seinen Wochenmarkt mit einer langen Tafel",
        "An einem 60 Meter langen Tisch wird gegessen, was daneben verkauft wird.",
        text(
            """Der Wochenmarkt in Bad Dürkheim wird 150 Jahre alt und lädt zu Tisch. Auf dem Platz
            steht am Samstag eine 60 Meter lange Tafel. Gekocht wird an Ort und Stelle, bezahlt nach
            Hunger. 28 Stände machen mit, darunter drei, deren Familien schon auf dem ältesten
            erhaltenen Marktplan stehen.

            Um 11 Uhr spielt die Stadtkapelle, um 12 Uhr wird angestoßen: mit Riesling, mit
            Traubensaft oder mit der Brühe, die in drei großen Töpfen über dem Feuer steht.
            Geschirr bringt man am besten selbst mit."""
        ),
        kind="event",
        publish_at=clock.on(-4, "8.00"),
        places=("07332002",),
        topics=("Freizeit", "Wein"),
        credit="red",
        initials="pr",
        authors=("peter-rautenberg",),
        picture="marktstand",
        events=(
            dated(
                clock.on(saturday, "8.00"),
                clock.on(saturday, "15.00"),
                venue="Stadtplatz Bad Dürkheim",
            ),
        ),
    )
    yield article(
        "orgelkonzert-zur-mittagszeit-worms",
        "Zwanzig Minuten Orgel zur Mittagszeit in Worms",
        "Kein Programmheft, kein Eintritt, keine Zugabe: Musik für die Pause.",
        text(
            """Immer sonntags um 12.15 Uhr spielt in Worms jemand Orgel, genau zwanzig Minuten lang.
            Was gespielt wird, steht auf einer Tafel neben der Tür. An diesem Sonntag ist es eine
            Studentin aus Mainz mit Stücken, die jünger sind als sie selbst.

            Die Reihe gibt es seit elf Jahren, ausgefallen ist sie zweimal: einmal wegen
            Stromausfalls und einmal, weil eine Taube im größten Register saß. Im Durchschnitt
            kommen 70 Menschen. Viele bringen ihr Brot mit, das ausdrücklich erlaubt ist, solange
            das Papier nicht raschelt."""
        ),
        kind="event",
        publish_at=clock.on(-3, "10.30"),
        places=("07319000",),
        topics=("Kultur",),
        credit="red",
        initials="ms",
        picture="orgel",
        events=(
            dated(clock.on(sunday, "12.15"), clock.on(sunday, "12.35"), venue="Magnuskirche Worms"),
        ),
    )
    yield article(
        "repair-cafe-viernheim",
        "Viernheim repariert: Toaster, Hosen und ein Kontrabass",
        "Fünfzehn Ehrenamtliche helfen beim Schrauben, Löten und Nähen.",
        text(
            """Im Viernheimer Bürgerhaus wird wieder repariert. Wer etwas Kaputtes mitbringt, setzt
            sich daneben und macht mit. Beim letzten Mal gelang es in 41 von 58 Fällen, darunter
            bei einem Kontrabass, dessen Hals gebrochen war. Anmelden muss man sich nur mit
            Möbeln.

            Neu ist eine Ecke für Fahrräder, in der auch Bremsen geprüft werden. Bezahlt wird nach
            Ermessen, gewartet wird bei Kaffee und Kuchen. Wer selbst gern schraubt, ist nach
            Auskunft der Gruppe besonders willkommen: Es fehlt an Leuten, die sich mit Nähmaschinen
            auskennen."""
        ),
        kind="event",
        publish_at=clock.on(-5, "12.20"),
        places=("06431020",),
        topics=("Freizeit",),
        credit="red",
        initials="lt",
        picture="werkstatt",
        events=(
            dated(
                clock.on(saturday, "14.00"),
                clock.on(saturday, "17.00"),
                venue="Bürgerhaus Viernheim",
            ),
        ),
    )
    yield article(
        "sternwarte-oeffnet-kuppel-heppenheim",
        "Sternwarte Heppenheim öffnet die Kuppel für Anfänger",
        "Zwei Fernrohre, heißer Tee und die Frage, was da so hell ist.",
        text(
            """Die Sternwarte oberhalb von Heppenheim lädt alle ein, die noch nie durch ein
            Fernrohr gesehen haben. Zu sehen sind bei klarem Himmel die Krater am Rand des Mondes
            und ein Sternhaufen, der mit bloßem Auge wie ein Fleck aussieht. Bei Wolken gibt es
            einen Vortrag, der nach Angaben des Vereins noch nie gebraucht wurde, was nicht
            stimmt.

            Seit die Altstadt ihre Laternen dimmt, lohnt der Weg noch mehr. Der Eintritt ist
            frei."""
        ),
        kind="event",
        publish_at=clock.on(-1, "13.10"),
        places=("06431011",),
        topics=("Wissenschaft", "Freizeit"),
        credit="red",
        initials="lt",
        authors=("lukas-thiem",),
        picture="sternenhimmel",
        events=(
            dated(
                clock.on(friday, "19.00"), clock.on(friday, "22.00"), venue="Sternwarte Heppenheim"
            ),
        ),
    )


def _later(clock: Clock) -> Iterator[Draft]:
    """What is on in the next weeks, one of them moved and one cancelled."""
    yield article(
        "weinwandern-deidesheim-im-nebel",
        "Mit Laterne durch die Weinberge bei Deidesheim",
        "Sechs Kilometer, vier Gläser, keine Eile: Winzer führen durch die Dämmerung.",
        text(
            """Wenn die Besucher fort sind, gehen die Winzer spazieren. Diesmal nehmen sie Gäste
            mit. Von Deidesheim führt der Weg mit Laternen sechs Kilometer durch die Weinberge, mit
            vier Stationen, an denen ein Glas und eine Geschichte warten.

            Festes Schuhwerk ist nötig, für die Laternen ist gesorgt. Karten gibt es bei der
            Tourist-Information, höchstens 120. Wer nicht mehr laufen mag, fährt mit dem Planwagen
            zurück."""
        ),
        said(
            "tobias-krannich",
            """Am Abend hört man den Weinberg. Da raschelt etwas, dort tropft etwas, und nach dem
            zweiten Glas redet keiner mehr über Öchslegrade.""",
        ),
        kind="event",
        publish_at=clock.on(-6, "15.00"),
        places=("07332009", "07332017"),
        topics=("Wein", "Freizeit"),
        credit="red",
        initials="pr",
        authors=("peter-rautenberg",),
        picture="weinberge_haardt",
        events=(
            dated(clock.on(11, "17.30"), clock.on(11, "21.00"), venue="Marktplatz Deidesheim"),
        ),
    )
    yield article(
        "tag-der-offenen-werft-speyer",
        "Die kleine Werft in Speyer zeigt, wie man Boote biegt",
        "Einmal im Jahr darf man zusehen, wenn Eiche in Dampf liegt.",
        text(
            """In der kleinen Werft am Speyerer Hafen werden Boote aus Holz gebaut und vor allem
            gerettet. Am Tag der offenen Tür liegt eine Planke im Dampf, bis sie weich ist, und
            dann muss es schnell gehen: Zwei Minuten bleiben, um sie zu biegen. Das geschieht
            viermal am Tag. Dazwischen dürfen Kinder Nägel einschlagen, die niemand mehr
            braucht.

            Für den kleinen Hunger räuchert ein Fischer aus Otterstadt Forellen. Der Weg zur Werft
            ist vom Dom an ausgeschildert, Parkplätze gibt es kaum, Fahrradständer viele."""
        ),
        kind="event",
        publish_at=clock.on(-9, "9.15"),
        places=("07318000",),
        topics=("Freizeit", "Wirtschaft"),
        credit="red",
        initials="pr",
        authors=("peter-rautenberg",),
        picture="werkstatt",
        events=(dated(clock.on(13, "10.00"), clock.on(13, "17.00"), venue="Am Hafen, Speyer"),),
    )
    yield article(
        "nachtlauf-sinsheim-verlegt",
        "Nachtlauf in Sinsheim um eine Woche verlegt",
        "Weil die Strecke an der Elsenz noch unter Wasser steht, wird später gelaufen.",
        text(
            """Der Nachtlauf in Sinsheim findet eine Woche später statt als geplant. Ein Stück der
            Strecke an der Elsenz steht nach den Regenfällen noch unter Wasser. Die 640 Anmeldungen
            gelten weiter. Wer am neuen Termin nicht kann, bekommt das Startgeld zurück.

            Am Ablauf ändert sich nichts: Um 19.30 Uhr starten die Kinder über einen Kilometer,
            danach folgen fünf und zehn Kilometer. Stirnlampen werden verliehen. Die Strecke am
            Wasser ist breiter geworden, weil die Stadt die Gelegenheit genutzt hat, zwei
            Engstellen zu beseitigen."""
        ),
        kind="event",
        publish_at=clock.on(-2, "19.00"),
        places=("08226085",),
        topics=("Sport", "Freizeit"),
        credit="red",
        initials="lt",
        picture="stadtlauf",
        events=(
            dated(
                clock.on(16, "19.30"),
                clock.on(16, "22.00"),
                venue="Start am Stadttor, Sinsheim",
                status="moved",
                moved_from=clock.on(9, "19.30"),
            ),
        ),
    )
    yield article(
        "open-air-kino-annweiler-faellt-aus",
        "Filmabend auf dem Trifels fällt aus",
        "Die Leinwand hat den letzten Sturm nicht überstanden. Karten werden erstattet.",
        text(
            """Der Filmabend auf der Burg Trifels bei Annweiler fällt aus. Eine Böe hat die
            aufblasbare Leinwand aufgerissen, Ersatz ist nicht rechtzeitig zu bekommen. Wer eine
            Karte hat, erhält sein Geld dort zurück, wo er sie gekauft hat.

            Gezeigt werden sollte ein Stummfilm mit Klavier. Der Pianist, der schon angereist ist,
            spielt am selben Abend um 19 Uhr in der Stadtbücherei, bei freiem Eintritt und ohne
            Film. Ein neuer Termin auf der Burg steht noch nicht fest."""
        ),
        kind="event",
        publish_at=clock.on(-1, "16.15"),
        places=("07337501",),
        topics=("Kultur", "Freizeit"),
        credit="red",
        initials="ms",
        picture="burg_am_hang",
        events=(
            dated(
                clock.on(5, "20.00"),
                clock.on(5, "22.30"),
                venue="Burg Trifels, Annweiler",
                status="cancelled",
            ),
        ),
    )
    yield article(
        "krippenweg-ladenburg",
        "Ladenburg stellt 40 Krippen in Fenster, die sonst keiner ansieht",
        "Vier Wochen lang führt ein Weg durch die Altstadt, vom Bäcker bis zum Heizungskeller.",
        text(
            """Der Krippenweg durch die Ladenburger Altstadt ist eröffnet. 40 Krippen stehen in
            Schaufenstern, Fluren und einem Heizungskeller, gebaut aus Lindenholz, Wellpappe und in
            einem Fall aus ausgedienten Schreibmaschinen. Der Weg dauert eine Stunde, mit Kindern
            zwei.

            Gezeigt werden die Krippen den ganzen Tag, beleuchtet sind sie von 16 bis 21 Uhr. Einen
            Plan gibt es in jedem beteiligten Geschäft. Wer alle Schreibmaschinentasten zählt,
            kann eine Führung gewinnen. Zwei Fenster bleiben bis zum Heiligen Abend verhängt."""
        ),
        kind="event",
        publish_at=clock.on(-4, "10.20"),
        places=("08226038",),
        topics=("Kultur", "Freizeit"),
        credit="red",
        initials="ms",
        picture="baeckerei",
        events=(
            dated(
                clock.on(-3, "0.00"),
                clock.on(25, "23.59"),
                all_day=True,
                venue="Altstadt Ladenburg",
            ),
        ),
    )
    yield article(
        "zirkus-neckarwiese-heidelberg",
        "Zirkus schlägt für drei Tage sein Zelt auf der Neckarwiese auf",
        "Ohne Tiere, mit einem Orchester, das auf Fahrrädern spielt.",
        text(
            """Drei Tage lang steht auf der Neckarwiese in Heidelberg ein Zelt für 400 Zuschauer.
            Gezeigt wird ein Programm ohne Tiere. Das Orchester tritt in die Pedale, während es
            spielt, und erzeugt so das Licht für die Manege. Wird die Musik langsamer, wird es
            dunkler.

            Vorstellungen sind nachmittags und abends, der Abbau ist am letzten Abend öffentlich.
            Wer mit anpackt, bekommt eine Karte für das nächste Jahr. Für Schulklassen gibt es am
            Montag eine Stunde, in der Jonglieren gelernt und das Fahrradorchester erklärt wird."""
        ),
        kind="event",
        publish_at=clock.on(-1, "12.40"),
        places=("08221000",),
        topics=("Kultur", "Freizeit"),
        credit="red",
        initials="lt",
        picture="neckarbruecke_bogen",
        events=(
            dated(
                clock.on(6, "15.00"),
                clock.on(8, "22.00"),
                venue="Neckarwiese, Heidelberg",
            ),
        ),
    )
    yield article(
        "lesung-bruchsal-verschoben",
        "Lesung in Bruchsal verschoben, die Autorin ist heiser",
        "Ein neuer Termin wird gesucht. Die Karten bleiben gültig.",
        text(
            """Die Lesung im Bruchsaler Bürgerzentrum findet nicht wie angekündigt statt. Die
            Autorin hat ihre Stimme verloren und darf zwei Wochen lang nur flüstern. Ein neuer
            Termin steht noch nicht fest. Die Karten bleiben gültig.

            Das Bürgerzentrum meldet sich bei allen, die mit Adresse gekauft haben. Die anderen
            finden den neuen Termin an dieser Stelle. Wer sein Geld lieber zurückhaben möchte,
            bekommt es dort, wo er die Karte gekauft hat, und zwar bis zum Tag des neuen Termins.
            Gelesen werden soll dann aus demselben Buch, nur lauter."""
        ),
        kind="event",
        publish_at=clock.on(-1, "17.30"),
        places=("08215009",),
        topics=("Kultur",),
        credit="red",
        initials="pr",
        picture="buch",
        events=(
            dated(
                clock.on(4, "20.00"),
                venue="Bürgerzentrum Bruchsal",
                status="moved",
                moved_from=clock.on(4, "20.00"),
            ),
        ),
    )
    yield article(
        "ausbildungsmesse-walldorf",
        "70 Betriebe werben in Walldorf um Auszubildende",
        "Auf der Messe drehen sich die Rollen um: Die Chefs bewerben sich.",
        text(
            """In der Walldorfer Sporthalle stellen sich 70 Betriebe vor, die Auszubildende suchen.
            Jeder hat drei Minuten auf der Bühne und muss sagen, warum man bei ihm anfangen sollte.
            Die Jugendlichen stimmen ab. Im vergangenen Jahr gewann eine Dachdeckerei, deren Chef
            nur einen Satz sagte: „Bei uns sieht man am Abend, was man getan hat.“

            Für Eltern gibt es am Vormittag einen eigenen Rundgang, bei dem Kinder nicht stören."""
        ),
        box(
            "Gut zu wissen",
            """- Eintritt frei, ohne Anmeldung
            - Bewerbungsfotos kostenlos
            - Busse vom Bahnhof Wiesloch-Walldorf alle 15 Minuten""",
        ),
        kind="event",
        publish_at=clock.on(-7, "11.10"),
        places=("08226095", "08226098"),
        topics=("Wirtschaft", "Schule"),
        credit="red",
        initials="ca",
        authors=("ceyda-aydemir",),
        picture="klassenzimmer",
        events=(dated(clock.on(18, "9.00"), clock.on(18, "16.00"), venue="Sporthalle Walldorf"),),
    )
    yield article(
        "adler-zaehlen-am-altrhein-lampertheim",
        "Wer zählt mit? Vogelkundler suchen Helfer am Altrhein",
        "Einen Vormittag lang werden bei Lampertheim Wasservögel erfasst.",
        text(
            """Am Lampertheimer Altrhein werden Wasservögel gezählt, und dafür braucht es viele
            Augen. Wer mitmachen will, bekommt ein Fernglas, einen Abschnitt am Ufer und jemanden
            zur Seite, der eine Tafelente von einer Kolbenente unterscheiden kann. Im letzten Jahr
            kamen 4.380 Vögel und 62 Menschen.

            Gezählt wird bei jedem Wetter außer Nebel. Warme Kleidung und Stiefel sind nötig,
            Vorkenntnisse nicht. Anschließend gibt es im Vereinsheim Suppe und die ersten Zahlen.
            Seltene Gäste wie der Seeadler werden gesondert notiert."""
        ),
        kind="event",
        publish_at=clock.on(-8, "7.00"),
        places=("06431013", "06431003"),
        topics=("Natur", "Freizeit"),
        credit="red",
        initials="lt",
        authors=("lukas-thiem",),
        picture="storchennest",
        events=(
            dated(
                clock.on(8, "8.30"),
                clock.on(8, "12.00"),
                venue="Parkplatz am Altrhein, Lampertheim",
            ),
        ),
    )
    yield article(
        "buergerdialog-rathausplatz-hassloch",
        "Haßloch spricht über den Rathausplatz, an drei Abenden",
        "Vor dem Bürgerentscheid werden beide Entwürfe gezeigt und verglichen.",
        text(
            """Bevor Haßloch über den Rathausplatz abstimmt, wird geredet. An drei Abenden liegen
            beide Entwürfe aus, dazu ein Modell, in dem man Bäume und Autos versetzen kann.
            Moderiert wird von außen, die Redezeit beträgt zwei Minuten, auch für Mitglieder des
            Rates.

            Die Abende haben eigene Themen: Verkehr und Handel, Bäume und Wasser, Kosten und
            Bauzeit. Für alle, die nicht kommen können, wird das Modell danach zwei Wochen lang im
            Rathaus gezeigt. Fragen kann man vorab schriftlich stellen, sie werden an allen drei
            Abenden verlesen."""
        ),
        kind="event",
        publish_at=clock.on(-1, "8.05"),
        places=("07332025",),
        topics=("Kommunalpolitik",),
        source="Gemeinde Haßloch",
        credit="red",
        initials="pr",
        picture="rathaus",
        events=(
            dated(clock.on(9, "19.00"), clock.on(9, "21.00"), venue="Kulturviereck Haßloch"),
            dated(clock.on(16, "19.00"), clock.on(16, "21.00"), venue="Kulturviereck Haßloch"),
            dated(clock.on(23, "19.00"), clock.on(23, "21.00"), venue="Kulturviereck Haßloch"),
        ),
    )


def stories(clock: Clock) -> Iterator[Draft]:
    """Everything of this desk."""
    yield from _weekend(clock)
    yield from _later(clock)
