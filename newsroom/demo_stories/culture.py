"""Culture: stage, museum, library, music, and what people keep alive in villages."""

from __future__ import annotations

from collections.abc import Iterator

from articles.drafts import Draft, Embed
from newsroom.demo_stories.writing import Clock, article, box, figure, film, gallery, said, text


def stories(clock: Clock) -> Iterator[Draft]:
    """Everything of this desk."""
    premiere = clock.ago(hours=12, minutes=30)
    yield article(
        "theater-am-neckarbogen-zeigt-antigone-im-parkhaus",
        "„Antigone“ im Parkhaus: Ein Chor aus Scheinwerfern",
        """Das Theater am Neckarbogen spielt Sophokles auf Ebene vier. Das Publikum sitzt in Autos,
        die nicht anspringen. Nach neunzig Minuten weiß man, warum.""",
        text(
            """Wer zu dieser „Antigone“ will, zieht an der Schranke eine Karte. Dann geht es zu Fuß
            die Rampe hinauf, vorbei an Säulen, auf denen noch die Tarife stehen, bis auf Ebene
            vier. Dort warten sechzig ausgemusterte Limousinen mit offenen Fenstern. Man setzt sich
            hinein, zu dritt, zu viert, und hört den Chor im Autoradio.

            Das ist zunächst ein guter Einfall und nach zehn Minuten viel mehr. Denn was Kreon und
            Antigone einander zu sagen haben, klingt durch eine Windschutzscheibe, als verhandle
            ein Staat hinter Glas. Wenn der Chor Partei ergreift, gehen Scheinwerfer an, erst
            einer, dann zwanzig. Am Ende stehen alle im Licht, und niemand hat es kommen sehen."""
        ),
        said(
            "sibylle-hagedorn",
            """Das Parkhaus gehört zu unserem Theater wie das Foyer, nur hat dort noch nie jemand
            applaudiert. Wir wollten wissen, wie ein Ort klingt, an dem sonst alle schnell wieder
            weg wollen.""",
        ),
        text(
            """Lena Orth spielt die Antigone ohne Trotz. Sie ist müde, sie ist im Recht, und beides
            ist ihr lästig. Großartig auch Rainer Vossbeck, dessen Kreon so lange vernünftig bleibt,
            bis Vernunft zur Drohung wird. Den stärksten Satz des Abends sagt freilich die Technik:
            Als der Bote kommt, springt tatsächlich ein einziger Wagen an, fährt einen Meter und
            bleibt stehen.

            Langer Beifall, und danach das Klappen von zweihundert Autotüren. Auch das war
            komponiert."""
        ),
        film(
            "antigone-probe",
            "Ein Blick in die Probe auf Ebene vier",
            poster="theater",
            seconds=95,
            words="""Schauspielerinnen gehen zwischen parkenden Wagen hindurch. Nacheinander
            leuchten Scheinwerfer auf, dazu spricht ein Chor.""",
        ),
        box(
            "Weitere Vorstellungen",
            f"""- {clock.full(clock.next("Freitag"))}, 19.30 Uhr
            - {clock.full(clock.next("Samstag"))}, 19.30 Uhr, mit Gespräch
            - Ort: Parkhaus am Neckarbogen, Heidelberg, Ebene vier; warme Kleidung hilft""",
        ),
        publish_at=premiere,
        places=("08221000",),
        topics=("Kultur",),
        credit="red",
        initials="ms",
        authors=("mira-solbach",),
        picture="theater",
    )
    yield article(
        "wormser-archiv-findet-vergessenes-stadtbuch",
        "Wormser Archiv findet ein Stadtbuch, das keiner vermisste",
        """Hinter einem Aktenschrank lag ein Band aus dem Jahr 1587. Er verzeichnet Brunnen, Bäcker
        und einen Streit um drei Gänse.""",
        text(
            """Beim Umzug eines Magazins ist im Wormser Stadtarchiv ein Buch zum Vorschein gekommen,
            das in keinem Verzeichnis stand. Der Band ist in Schweinsleder gebunden, hat 214 Blätter
            und war offenbar vor Jahrzehnten hinter einen Schrank gerutscht.

            Der erste Eintrag stammt von 1587. Ein Schreiber des Rates hielt darin fest, welche
            Brunnen gereinigt wurden, wer Brot zu leicht buk und wie ein Streit um drei Gänse
            ausging: Sie wurden geteilt, was bei drei Gänsen und zwei Nachbarn nur unter
            Zuhilfenahme eines Wirtshauses gelang.

            Historikerinnen der Hochschule am Rheinufer werden das Buch abschreiben und ins Netz
            stellen. Bis dahin liegt es klimatisiert und aufgeschlagen im Lesesaal, jeden Dienstag
            eine andere Seite."""
        ),
        publish_at=clock.on(-3, "9.10"),
        places=("07319000",),
        topics=("Kultur", "Wissenschaft"),
        credit="red",
        initials="ms",
        authors=("mira-solbach",),
        picture="buch",
    )
    yield article(
        "buecherei-schwetzingen-verleiht-jetzt-werkzeug",
        "Schwetzinger Bücherei verleiht jetzt auch Bohrmaschinen",
        "Neben 40.000 Büchern stehen 120 Geräte im Regal. Am gefragtesten ist die Heckenschere.",
        text(
            """In der Schwetzinger Stadtbücherei kann man sich seit einer Woche Werkzeug leihen. 120
            Geräte stehen in einem Regal neben den Reiseführern, von der Wasserwaage bis zur
            Nähmaschine. Wer einen Ausweis hat, nimmt sie für zwei Wochen mit nach Hause.

            Die Idee kam aus einer Umfrage unter jungen Lesern. Gespendet wurden die Geräte vom
            Handwerk und aus Kellern. Zwei ehemalige Elektriker prüfen jedes Stück, bevor es wieder
            ins Regal darf. Eine Mahnung war bisher nötig: für ein Buch."""
        ),
        publish_at=clock.on(-2, "15.15"),
        places=("08226084",),
        topics=("Kultur", "Freizeit"),
        credit="red",
        initials="ms",
        authors=("mira-solbach",),
        picture="bibliothek",
    )
    yield article(
        "orgel-in-lorsch-klingt-wieder",
        "Nach drei Jahren klingt die Orgel in Lorsch wieder",
        """1.842 Pfeifen waren verschickt, gewaschen und gestimmt. Eine davon spielt einen Ton, den
        niemand hört.""",
        text(
            """Drei Jahre lang war die Empore leer. Nun sind alle 1.842 Pfeifen der Lorscher Orgel
            zurück. Eine Werkstatt aus dem Odenwald hat sie gereinigt, verbogene gerichtet und 67
            neu gegossen. Die größte misst fünf Meter, die kleinste ist so lang wie ein Streichholz
            und liegt mit ihrem Ton für viele Menschen schon jenseits des Hörbaren.

            Bezahlt wurde die Arbeit zur Hälfte aus Spenden. Für 30 Euro konnte man Pate einer
            Pfeife werden; die tiefen Töne waren nach zwei Tagen vergeben. Beim ersten Konzert
            saßen 400 Paten in den Bänken und warteten auf ihren."""
        ),
        publish_at=clock.on(-6, "10.00"),
        places=("06431016",),
        topics=("Kultur",),
        credit="red",
        initials="ms",
        authors=("mira-solbach",),
        picture="orgel",
    )
    yield article(
        "museum-ladenburg-zeigt-alltag-der-roemer",
        "Ladenburg zeigt, was die Römer in den Müll warfen",
        """Scherben, Würfel, ein Kamm mit vier Zinken: Die Ausstellung erzählt von Leuten, die nie
        in einem Geschichtsbuch standen.""",
        text(
            """Keine Feldherren, keine Tempel: Die neue Ausstellung im Ladenburger Museum beginnt
            in einer Abfallgrube. 312 Funde liegen auf einem acht Meter langen Tisch, so wie sie
            aus der Erde kamen. Ein Kamm mit vier Zinken, Austernschalen, ein Würfel, der häufiger
            Sechsen zeigt, als er dürfte.

            Zu jedem Stück gehört eine Frage, die sich Kinder ausgedacht haben. Wem war der Schuh
            zu klein? Hat die Köchin geschimpft, als die Schüssel zerbrach? Die Antworten stehen
            auf der Rückseite, soweit man sie kennt. Auf vielen Karten steht: Wir wissen es
            nicht."""
        ),
        gallery(
            "Ein Gang durch die Ausstellung",
            museum="Der lange Tisch mit 312 Funden.",
            buch="Grabungstagebuch mit Zeichnungen der Schichten.",
            fachwerk_marktplatz="Gegenüber dem Museum: der Marktplatz von Ladenburg.",
        ),
        publish_at=clock.on(-7, "8.00"),
        places=("08226038",),
        topics=("Kultur", "Wissenschaft"),
        credit="red",
        initials="ms",
        authors=("mira-solbach",),
        picture="museum",
    )
    yield article(
        "jugendband-aus-gruenstadt-spielt-mit-kreissaege",
        "Die Band, die in der Schreinerei probt und auch so klingt",
        """Vier Geschwister aus Grünstadt machen Musik mit Hobel, Säge und Kontrabass. Nun haben sie
        einen Preis gewonnen.""",
        text(
            """Die Geschwister Ahlers proben dort, wo sie aufgewachsen sind: zwischen Hobelbank und
            Leimpresse. Weil die Maschinen ohnehin liefen, haben sie angefangen, mit ihnen zu
            spielen. Aus dem Ton der Bandsäge wurde ein Grundton, aus dem Rhythmus des Hobels ein
            Schlagzeug.

            Für ihr Stück „Nut und Feder“ haben die vier zwischen 15 und 23 Jahren den
            Nachwuchspreis der Metropolregion bekommen. Die Jury lobte, hier werde Arbeit nicht
            verklärt, sondern gehört. Von dem Preisgeld kaufen sie keine Verstärker, sondern einen
            neuen Gehörschutz. Für alle."""
        ),
        Embed(
            url="https://klang.example.org/stuecke/nut-und-feder",
            provider="Klangarchiv Beispiel",
            title="Geschwister Ahlers: „Nut und Feder“",
        ),
        publish_at=clock.on(-10, "16.00"),
        places=("07332024",),
        topics=("Kultur",),
        credit="red",
        initials="ms",
        authors=("mira-solbach",),
        picture="konzert",
    )
    yield article(
        "chor-der-pendler-in-der-s-bahn",
        "Jeden Donnerstag singt die S-Bahn von 7.12 Uhr",
        """Zwischen Neustadt und Ludwigshafen probt ein Chor, der keinen Raum hat und keinen
        braucht. Eine Mitfahrt.""",
        text(
            """Um 7.12 Uhr ist der dritte Wagen schon halb voll, aber noch still. In Haßloch steigt
            eine Frau mit einer Stimmgabel ein. Sie schlägt sie ans Knie, summt, und aus acht Reihen
            kommt die Antwort.

            Der Chor der Pendler hat 34 Mitglieder und keine Satzung. Gesungen wird donnerstags,
            von Haßloch bis Ludwigshafen, 26 Minuten lang, leise genug, dass man daneben
            telefonieren kann. Es tut nur niemand. Wer nicht singen will, sitzt in den anderen
            Wagen; wer neu ist, bekommt ein Blatt.

            Angefangen hat es mit einer Verspätung von zwei Stunden, bei der jemand aus Verzweiflung
            einen Kanon anstimmte. Inzwischen gibt es drei Programme: eins für pünktliche Züge, eins
            für Störungen und ein kurzes für den Gegenzug."""
        ),
        figure("bahnhof", "In Haßloch kommt die Stimmgabel an Bord."),
        publish_at=clock.on(-13, "6.00"),
        places=("07316000", "07332025", "07314000"),
        topics=("Kultur", "Verkehr"),
        credit="red",
        initials="ms",
        authors=("mira-solbach",),
        picture="bahnhof",
    )
