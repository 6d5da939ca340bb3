"""The standing pages of the demo, and where the heads and feet of all pages lead."""

from __future__ import annotations

from newsroom.demo_stories.writing import markup

#: The line over the front page, and the article it leads to.
BREAKING_NEWS = (
    "Sturmböen im Odenwald: Forstämter bitten, die Wälder bis Mitternacht zu meiden",
    "demo:warnung-vor-sturmboeen-im-odenwald",
)

#: Slug -> title and text. The imprint is no page: it is rendered from paper.toml.
PAGES: dict[str, tuple[str, str]] = {
    "datenschutz": (
        "Datenschutz",
        markup("""
        Diese Seiten setzen beim Lesen keine Cookies, laden nichts von fremden Rechnern und zählen
        niemanden wieder. Was wir darüber hinaus verarbeiten, steht hier.

        ## Verantwortlich

        Verantwortlich ist der Verlag, dessen Anschrift im [Impressum](/impressum/) steht. Fragen
        zum Datenschutz beantwortet die Redaktion unter der dort genannten Adresse.

        ## Beim Aufruf der Seiten

        Der Server erhält Ihre Netzadresse, um die Seite ausliefern zu können. Im Protokoll steht
        sie gekürzt, sodass sie keinem Anschluss mehr zugeordnet werden kann. Nach dreißig Tagen
        wird das Protokoll gelöscht. Rechtsgrundlage ist unser berechtigtes Interesse an einem
        sicheren Betrieb (Artikel 6 Absatz 1 Buchstabe f der Datenschutz-Grundverordnung).

        ## Videos und fremde Beiträge

        Videos und Beiträge anderer Anbieter laden erst, wenn Sie darauf klicken. Vorher erfährt der
        Anbieter nichts von Ihrem Besuch. Der Name des Anbieters steht neben der Schaltfläche.

        ## Suche

        Suchwörter werden nicht gespeichert.

        ## Wenn Sie uns etwas einsenden

        Wir speichern, was Sie schreiben, Ihre Bilder und wie wir Sie erreichen, weil Sie zugestimmt
        haben (Artikel 6 Absatz 1 Buchstabe a). Was wir nicht verwenden, wird nach dreißig Tagen
        gelöscht; ein Termin, über den niemand entschieden hat, spätestens nach neunzig. Über den
        Link in unserer Mail nehmen Sie alles jederzeit zurück.

        Solange Sie schreiben, bleibt Ihr Text bis zu 24 Stunden als Entwurf auf Ihrem Gerät, damit
        er nicht verloren geht: ohne Ihre Kontaktdaten, und ohne dass wir ihn sehen.

        ## Ihre Rechte

        - Auskunft darüber, was wir über Sie gespeichert haben
        - Berichtigung, Löschung oder Einschränkung
        - Widerspruch gegen die Verarbeitung
        - Beschwerde bei einer Aufsichtsbehörde

        Für journalistische Texte gelten Besonderheiten, die die Pressefreiheit schützen. Auch dort
        prüfen wir jede Bitte einzeln."""),
    ),
    "barrierefreiheit": (
        "Barrierefreiheit",
        markup(""" Nachrichten sind für alle da. Deshalb lassen sich diese Seiten mit der Tastatur
        bedienen, mit einem Vorleseprogramm lesen, vergrößern und ausdrucken, ohne dass etwas
        verloren geht.

        ## Was wir zusichern

        - Jedes Bild hat einen Text, der sagt, was zu sehen ist.
        - Zu jedem Video gibt es eine Abschrift.
        - Überschriften stehen in einer Ordnung, der man folgen kann.
        - Schrift und Hintergrund unterscheiden sich deutlich, auch im dunklen Modus.
        - Nichts blinkt, nichts bewegt sich von selbst.

        ## Was noch fehlt

        Tabellen mit vielen Spalten sind auf kleinen Bildschirmen nur durch Schieben ganz zu lesen.
        Zusammenfassungen in Leichter Sprache gibt es bisher nicht.

        ## Barriere melden

        Wenn Sie an einer Stelle nicht weiterkommen, schreiben Sie uns, auf welcher Seite und womit
        Sie lesen. Wir antworten innerhalb von zwei Wochen. Die Adresse steht im
        [Impressum](/impressum/)."""),
    ),
    "ueber-uns": (
        "Über uns",
        markup(""" Zweistrom ist eine erfundene Zeitung für eine wirkliche Gegend. Sie zeigt, was
        die Software hinter ihr kann. Alle Menschen, Firmen und Ereignisse in ihren Beiträgen sind
        ausgedacht; die Orte gibt es.

        ## Woher der Name kommt

        Bei Mannheim fließt der Neckar in den Rhein: ein schmaler Strom in einen breiten. So
        stellen wir uns auch Nachrichten vor. Viele kleine Zuflüsse, und am Ende ein Bild der
        Gegend.

        ## Wer hier schreibt

        Sechs Redakteurinnen und Redakteure berichten zwischen Worms und Wissembourg, zwischen
        Haardt und Odenwald. Wer sie sind, steht auf der Seite [Redaktion](/redaktion/).

        ## Wem die Zeitung gehört

        Der Verlag gehört einer Genossenschaft ihrer Leserinnen und Leser. Niemand hält mehr als
        einen Anteil."""),
    ),
    "werben": (
        "Werben",
        markup(""" Anzeigen stehen bei uns neben den Nachrichten, nie darin. Sie sind als Anzeige
        gekennzeichnet, bewegen sich nicht und verfolgen niemanden.

        ## Was Sie buchen können

        - Ein Partnerfeld auf der Startseite oder auf den Seiten eines Ortes
        - Eine Anzeige in Textform, die als solche beginnt
        - Einen Termin im Kalender, wenn er gemeinnützig ist: kostenlos

        ## Was wir zählen

        Wir zählen, wie oft ein Feld ausgeliefert und angeklickt wurde, am Tag und ohne Bezug zu
        einzelnen Menschen. Der Bericht kommt am Monatsende.

        ## Was nicht geht

        Wer wirbt, erwirbt keinen Einfluss auf Berichte. Kommt ein Partner in einem Beitrag vor,
        steht das darunter."""),
    ),
    "grundsaetze": (
        "Redaktionelle Grundsätze",
        markup("""
        ## Wie wir arbeiten

        Wir veröffentlichen, was wir wissen, und sagen, was wir nicht wissen. Wer uns etwas
        mitteilt, wird genannt: Mitteilungen von Polizei und Ämtern tragen ihre Quelle, eigene
        Beiträge das Kürzel dessen, der sie geschrieben hat.

        ## Zitate

        Was jemand gesagt hat, steht wörtlich da, mit der Funktion, die er oder sie damals hatte.

        ## Fehler

        Fehler verbessern wir im Text und schreiben dazu, was falsch war und was richtig ist. Alle
        Korrekturen stehen auf einer [eigenen Seite](/korrekturen/). Nichts verschwindet still.

        ## Menschen

        Namen nennen wir, wenn sie zum Verständnis nötig sind. Herkunft, Religion oder Krankheit
        erwähnen wir nur, wenn der Bericht ohne sie nicht zu verstehen ist. Fotos und Namen aus
        Suchmeldungen entfernen wir, sobald die Suche endet.

        ## Geld

        Anzeigen sind als Anzeigen zu erkennen. Reisen, Karten und Bücher, die wir für einen Bericht
        bekommen haben, nennen wir.

        ## Software

        Programme prüfen bei uns Daten, Wochentage und Rechtschreibung. Texte schreiben
        Menschen."""),
    ),
}

HEADER_PLACES = ("08222000", "07314000", "08221000", "07318000", "07319000", "08226")
HEADER_TOPICS = ("Polizei", "Verkehr", "Kultur", "Sport")
FOOTER_PAGES = ("datenschutz", "barrierefreiheit", "grundsaetze", "ueber-uns", "werben")

#: What stands above the list of a place or topic.
PLACE_INTROS = {
    "08222000": "Quadrate, Hafen, Neckarmündung: Nachrichten aus Mannheim und seinen Stadtteilen.",
    "07314000": "Chemie, Rheinufer, Stadtumbau: Nachrichten aus Ludwigshafen.",
    "08221000": "Altstadt, Hochschule, Neckartal: Nachrichten aus Heidelberg.",
    "07318000": "Dom, Hafen, Auwald: Nachrichten aus Speyer.",
    "07319000": "Nibelungen, Wein und Rheinhafen: Nachrichten aus Worms.",
    "08226": "Vom Rhein bis in den Kraichgau: Nachrichten aus 54 Städten und Gemeinden.",
}
TOPIC_INTROS = {
    "Polizei": "Meldungen der Präsidien und was die Redaktion dazu erfragt hat.",
    "Verkehr": "Straße, Schiene, Wasser und Rad: was fährt, was steht und was gebaut wird.",
    "Kultur": "Bühne, Musik, Museum und Buch zwischen Worms und Mosbach.",
    "Sport": "Vereine der Region, von der Verbandsliga bis zu den Alten Herren.",
}
TOPIC_SYNONYMS = {
    "Polizei": ("Blaulicht",),
    "Verkehr": ("Nahverkehr", "Straßenverkehr"),
    "Kommunalpolitik": ("Lokalpolitik", "Stadtrat"),
    "Natur": ("Umwelt",),
}
STORY_INTROS = {
    "schiff-rammt-rheinbruecke": (
        "Ein Gütermotorschiff streift einen Pfeiler, und zwei Städte stehen still. "
        "Wie es dazu kam und was daraus folgt."
    ),
    "lastwagen-verliert-ladung-a61": "Zwölf Tonnen Fliesen auf der Autobahn, Stunde für Stunde.",
    "hallenbad-frankenthal": "Vom Riss in der Decke zum neuen Dach.",
    "elzbergschule-mosbach": "Eine Grundschule zieht um, und die Kosten steigen.",
}

#: What the early shift tells the late one, and the user who wrote it.
HANDOVER = (
    "redakteur",
    "Grünstadt: Die Zahlen der Verwaltung fehlen noch. Sonst auf morgen früh schieben.\n"
    "Mietspiegel liegt zur Prüfung. Bitte die 3,1 Prozent mit der Tabelle vergleichen.\n"
    "Der Preis aus Ladenburg ist bis zur Verleihung gesperrt, auch auf der Startseite.",
)
#: An article that came back from review: its ref, who wrote it, who sent it back and why.
SENT_BACK = (
    "demo:entwurf-portraet-organistin",
    "autorin",
    "redakteur",
    "Schöner Anfang. Bitte noch erzählen, wie sie zur Orgel kam, und einen Satz von ihr dazu.",
)
