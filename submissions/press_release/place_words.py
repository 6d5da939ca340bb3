"""Words that tell what a place name in a text is: a scene, a street, an authority, a direction.

Pure.
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Before a name: something is there.
SCENE_PREPOSITIONS = frozenset(
    [
        "in",
        "bei",
        "im",
        "um",
        "nahe",
        "unweit",
        "innerhalb",
        "außerhalb",
        "aus",
        "von",
        "für",
        "vor",
        "hinter",
    ]
)
#: Before a name: a place is meant.
PLACE_NOUNS = _set(
    """
    Stadt Gemeinde Ortsteil Stadtteil Ortsteils Stadtteils Stadtteilen Ortsteilen Ortschaft Teilort
    Gemarkung Stadtbezirk Bezirk Dorf Weiler Ort Kreisstadt Kurort Landkreis Kreis Kreises
    Landkreises Ortsgemeinde Verbandsgemeinde Samtgemeinde Kommune Altkreis Ortseingang Ortsausgang
    Ortsmitte Ortskern Innenstadt Stadtgebiet Rathaus Bahnhof Hauptbahnhof Stadtwerke Raum Bereich
    Kloster Schloss Burg Flughafen
    """
)
#: How words begin that stand beside a place name for an office, not for a scene.
AUTHORITIES = (
    "polizei",
    "kripo",
    "kriminal",
    "revier",
    "posten",
    "polizist",
    "beamte",
    "ermittler",
    "staatsanwalt",
    "amtsgericht",
    "landgericht",
    "oberlandesgericht",
    "verwaltungsgericht",
    "arbeitsgericht",
    "haftrichter",
    "präsidium",
    "verkehrspolizei",
    "autobahnpolizei",
    "wasserschutz",
    "bundespolizei",
    "verkehrskommissariat",
    "verkehrsdienst",
    "dienststelle",
    "feuerwehr",
    "leitstelle",
    "zollamt",
    "hauptzollamt",
    "kommissariat",
    "ordnungshüter",
    "direktion",
)
#: Before a name: somebody goes or looks there.
DIRECTIONS = _set(
    """
    richtung fahrtrichtung nach anschlussstelle ausfahrt autobahnkreuz kreuz autobahndreieck
    autobahnausfahrt autobahnauffahrt auffahrt dreieck bis via über gen
    """
)
#: How words begin that make an adjective before them a part of an address.
STREET_NOUNS = (
    "straße",
    "strasse",
    "str",
    "weg",
    "platz",
    "allee",
    "ring",
    "gasse",
    "tor",
    "landstraße",
    "chaussee",
    "ufer",
    "damm",
    "hof",
    "brücke",
    "kreuz",
    "dreieck",
    "steige",
    "pfad",
)
#: Names of municipalities that are words of the language as well.
ORDINARY_WORDS = _set(
    """
    Au Berg Bergen Brand Brände Burg Busch Ende Essen Feld Feldern Grund Halle Haus Hausen Hof Horn
    Kirche Lage Land Linden Markt Mitte Mühle Ort Plan Platte Rot See Sand Stein Tal Wald Weiden
    Wiesen Wagen Ring Park Wehr Welt Sommer Winter Herbst Frei Rettung Moor Heide Busche Damm Graben
    Gut Höfe Insel Kalten Kamp Klein Lange Leben Loch Nebel Nahe Norden Süden Westen Osten Ostern
    Pfeffer Quelle Rast Reit Reuth Ried Roth Rain Schlag Schnee Schön Schwarz Schwer Sieben Spiegel
    Steinen Straßen Strand Tann Teich Tiefe Tor Ufer Warte Weil Weg Werder Werk Winkel Wind Zell
    Zimmern Aspen Bank Bar Bad Baden Birken Boden Bogen Bühl Dorf Dorn Eich Eiche Eichen Ehe Elend
    Engel Erlen Fahren Fisch Forst Friede Führung Fuß Gießen Hahn Hain Hamm Harz Heiden Helle Herd
    Herren Herz Hirsch Hohe Hörden Hütten Jagd Kanzel Kappel Karlsplatz Kaufen Kirchen Knoten König
    Kreuz Krone Krumm Laage Laub Laufen Lauf Leer Licht List Mauer Mehren Messe Most Motten Neu
    Neue Ober Oder Öde Orden Pracht Rade Rauen Recht Rehe Rose Rosen Rosengarten Rüben Salz Schaft
    Schenk Schlier Schutz Seen Selters Senden Singen Speicher Stadt Stelle Sterben Sulz Süd Nord
    Ost West Thal Thür Tanne Trebe Unter Vogt Wache Waren Wasser Weide Weiler Welle Wende Wenden
    Wesel Wiese Wies Wisch Wolken Zehren Ziegel Zinn Zweifel Hessen Bayern Sachsen Opfer Opfers
    Beuren Wald Grün Gruben Gehren Dachs Aue Alt Altstadt Neustadt Weststadt Südstadt Nordstadt
    Oststadt Innenstadt Zentrum Siedlung
    Schwarzen Weißen Roten Grünen
    Straßer Kürzer Später Weiter Höher Länger Schwer Wieder Männer Täter Früher Kinder
    Jünger Lager Hager Acker Lauter Heimer Bürger Jäger Fahrer Händler Bäcker
    """
)
#: How words begin that an adjective of a place stands before without telling where something is.
NOT_OF_THE_PLACE = ("Kennzeichen", "Zulassung", "Nummer", "Zeitung", "Vorwahl", "Wurst")
#: What may stand beside names of places in front of a headline or in a dateline.
BESIDE_PLACES = _set(
    """
    Stadt Gemeinde Landkreis Kreis Lkr LK Stadtkreis Ortsteil OT Stadtteil Region Raum und sowie
    Metropolregion Rhein-Neckar Gesamter bei Innenstadt Mitte Nord Süd Ost West Stadtgebiet
    Landkreise Kreise BAB A B L K RNK VS KN südliche Südliche nördliche Nördliche Stadtmitte
    Schwarzwald-Baar Ortslage Zentrum am an der im in auf
    """
)
