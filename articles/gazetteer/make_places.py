"""Make places.csv, the compact gazetteer, from the csv files of the sources named in README.md.

    python articles/gazetteer/make_places.py FOLDER

FOLDER holds germany.csv and rhein_neckar.csv; quarters.txt lies beside this script. Not needed at
run time: the result is in the repository. The same input gives the same bytes.
"""

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent
COLUMNS = [
    "key",
    "kind",
    "name",
    "official_name",
    "aliases",
    "parent",
    "population",
    "latitude",
    "longitude",
    "known_alone",
    "source",
]

REGION = {
    "key": "rhein-neckar",
    "kind": "region",
    "name": "Metropolregion Rhein-Neckar",
    "aliases": "Rhein-Neckar|Metropolregion|Rhein-Neckar-Region|Rhein-Neckar-Raum|MRN",
}

# What a paper of the area prints, where no rule gives it.
SHORT_NAMES = {
    "04": "Land Bremen",
    "07313000": "Landau",
    "07314000": "Ludwigshafen",
    "07316000": "Neustadt/Weinstraße",
    "07332017": "Forst",
    "07332039": "Niederkirchen",
    "07332046": "Wachenheim",
    "07332006": "Bockenheim",
    "07332030": "Kirchheim/Weinstraße",
    "07334501": "Wörth",
    "07334023": "Ottersheim",
    "07334021": "Neuburg",
    "07334004": "Erlenbach",
    "07337054": "Münchweiler",
    "07337501": "Annweiler",
    "07337066": "Rhodt",
    "07337084": "Weyher",
    "07337038": "Herxheim",
    "07337042": "Ilbesheim",
    "07337070": "St. Martin",
    "07337061": "Offenbach/Queich",
    "07338013": "Heuchelheim",
    "08226107": "Hirschberg",
    "08336091": "Weil am Rhein",
    "12051000": "Brandenburg an der Havel",
    "12053000": "Frankfurt (Oder)",
    "12071160": "Guben",
}

OFFICIAL = {"04": "Freie Hansestadt Bremen"}

# What people write and no rule gives.
ALIASES = {
    "06431014": ["Lautertal-Odenwald"],
    "07316000": ["Neustadt"],
    "07332030": ["Kirchheim"],
    "07337": ["SÜW", "Südliche Weinstraße"],
    "07338": ["Rhein-Pfalz"],
    "07338023": ["Römerberg (Pfalz)"],
    "08225113": ["Zwingenberg (Neckar)", "Zwingenberg (Baden)"],
    "06431022": ["Zwingenberg (Bergstraße)"],
    "06431007": ["Fürth (Odenwald)"],
    "08225074": ["Obrigheim (Baden)", "Obrigheim (Neckar)"],
    "08226009": ["Brühl (Baden)"],
    "08226080": ["Schönau (Odenwald)"],
    "08226054": ["Mühlhausen (Kraichgau)"],
    "08226085": ["Sinsheim (Elsenz)"],
    "08226096": ["Weinheim (Bergstraße)"],
    "07337068": ["Rohrbach (Pfalz)"],
    "07337058": ["Oberhausen (Pfalz)"],
    "11": ["Land Berlin"],
    "02": ["Land Hamburg"],
    "06": ["Land Hessen"],
    "07": ["RLP"],
    "08": ["BaWü", "Ba-Wü"],
    "05": ["NRW"],
    "08221000": ["Heidelberg am Neckar"],
}

# The nearest municipality of a GeoNames place is not always its own. None: outside the area.
GEONAMES_PARENT = {
    "Lachen-Speyerdorf": "07316000",
    "Gartenstadt": "07314000",
    "Balzfeld": "08226010",
    "Rothenberg": None,
}

DISTRICT_WORDS = re.compile(r"(?i:kreis)\b|^(Region|Städteregion|Regionalverband)\b")
# "Neustadt an der Donau": what follows the name of a town to tell it from others.
TAIL = re.compile(r"^(?P<base>\S+(?: \S+)??) (?:am|an|im|in|bei|beim|ob|vor|vorm|unter|auf)\b.*$")
# The abbreviations of the source, first the longer ones.
WRITTEN_OUT = {
    r"Oldenburg \(Oldenburg\)": "Oldenburg (Oldb)",
    r"b\.Hl\.Blut": "beim Heiligen Blut",
    r" a\. Darß": " auf dem Darß",
    r" a\. d\. Eigen": " auf dem Eigen",
    r" i\. ?d\. ?OPf\.": " in der Oberpfalz",
    r" i\. ?d\. ?O\.L\.": " in der Oberlausitz",
    r" i\. Odw\.": " im Odenwald",
    r" i\.OB$": " in Oberbayern",
    r" i\.NB$": " in Niederbayern",
    r" i\.OFr\.": " in Oberfranken",
    r" i\.UFr\.": " in Unterfranken",
    r" i\.Bay\.": " in Bayern",
    r" i\.Schw\.": " in Schwaben",
    r"/O\.L\.": "/Oberlausitz",
    r" a\. ?d\. ?": " an der ",
    r" i\. ?d\. ?": " in der ",
    r" v\. ?d\. ?": " vor der ",
    r" a\. ?": " am ",
    r" b\. ?": " bei ",
    r" i\. ?": " im ",
    r"Landau/Pfalz$": "Landau (Pfalz)",
}
# Double municipalities whose slash joins two villages; elsewhere it adds a river or a translation.
DOUBLE = {
    "Dietzenrode/Vatterode",
    "Elmenhorst/Lichtenhagen",
    "Legde/Quitzöbel",
    "Petershagen/Eggersdorf",
}
# From this size on a town is known by its name alone, if no other of the name comes near.
KNOWN_BY_NAME = 20_000
FAR_BIGGER = 5
# Beside a city, a small town outside the area is known by its full name only: "Freiburg (Elbe)".
CITY = 100_000
DWARFS = 20


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def official_name(name):
    """The name of a municipality without its titles: "Lorsch, Karolingerstadt" -> "Lorsch"."""
    name = re.sub(r" ?/ ?", "/", name.split(",")[0])
    for short, long in WRITTEN_OUT.items():
        name = re.sub(short, long, name)
    return name


def plain_name(official):
    """The official name without brackets and what follows a slash."""
    if official in DOUBLE:
        return official
    name = re.sub(r" ?\(.*?\)", "", official)
    return name.split("/")[0].strip()


def base_name(name):
    """The name without the words that tell it from others: "Weil am Rhein" -> "Weil"."""
    found = TAIL.match(name)
    return found["base"] if found else name


def district_name(official):
    """What a paper prints: "Bergstraße" -> "Kreis Bergstraße", "Odenwaldkreis" as it is."""
    if DISTRICT_WORDS.search(official):
        return official
    name = plain_name(official).replace(" an der Waldnaab", "/Waldnaab")
    name = name.replace(" an der Aisch-", "/Aisch-")
    return f"Kreis {base_name(name)}"


def states_districts_towns(rows):
    """One place for each state, district and municipality; an independent town is one place."""
    places = {}
    for row in rows:
        key, kind = row["ags"], row["kind"]
        place = {
            "key": key,
            "population": row["population"],
            "latitude": f"{float(row['lat']):.3f}" if row["lat"] else "",
            "longitude": f"{float(row['lon']):.3f}" if row["lon"] else "",
            "aliases": list(ALIASES.get(key, ())),
        }
        if kind == "land":
            name = row["name"]
            place |= {"kind": "state", "official_name": OFFICIAL.get(key, name)}
            place["parent"] = ""
            place["name"] = SHORT_NAMES.get(key, name)
        elif kind in (
            "kreis_kreisebene",
            "landkreis_kreisebene",
            "regionalverband_kreisebene",
        ):
            official = official_name(row["name"])
            name = district_name(official)
            place |= {"kind": "district", "name": name, "parent": key[:2]}
            title = "Kreis" if kind == "kreis_kreisebene" else "Landkreis"
            bare = name.removeprefix("Kreis ")
            place["official_name"] = name if bare == name else f"{title} {official}"
        elif len(key) == 8 and kind != "gemeindefrei_unbewohnt":
            if key in ("02000000", "11000000"):
                continue  # Hamburg and Berlin are states, towns and districts at once.
            place |= {"kind": "town", "official_name": official_name(row["name"])}
            place["name"] = plain_name(place["official_name"])
            place["parent"] = key[:5]
        else:
            continue
        places[key] = place
    for place in places.values():
        if place["kind"] == "town" and place["parent"] not in places:
            place["parent"] = place["key"][:2]
    return places


def shorten(places):
    """Give each town the name a paper prints, and the shorter ones people use as aliases."""
    bearers = defaultdict(list)
    for place in places.values():
        if place["kind"] != "district":
            bearers[base_name(place["name"])].append(place)
    for base, named_so in bearers.items():
        for place in named_so:
            if place["kind"] != "town":
                continue
            others = max((int(p["population"]) for p in named_so if p is not place), default=0)
            size = int(place["population"])
            if place["key"] in SHORT_NAMES:
                place["name"] = SHORT_NAMES[place["key"]]
            elif size >= KNOWN_BY_NAME and size > FAR_BIGGER * others:
                place["name"] = base
            elif place["name"] != base and others < FAR_BIGGER * size and not in_area(place):
                place["aliases"].append(base)
    for named_so in bearers.values():
        best = max(named_so, key=lambda place: int(place["population"]))
        for place in named_so:
            dwarfed = int(best["population"]) > DWARFS * int(place["population"])
            if dwarfed and int(best["population"]) > CITY and best["name"] == place["name"]:
                place["known_alone"] = place["official_name"] == place["name"] or in_area(place)
    taken = set(bearers) | {place["name"] for place in places.values()}
    for place in places.values():
        bare = place["name"].removeprefix("Kreis ")
        if place["kind"] == "district" and bare not in taken and bare != place["name"]:
            place["aliases"].append(bare)


def in_area(place):
    return place["key"][:5] in AREA


def read_quarters(path):
    """{AGS: {quarter: (aliases, alone)}} of quarters.txt."""
    quarters = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            town, _, names = line.partition(":")
            for text in names.split(";"):
                name, *aliases = (part.strip() for part in text.split("="))
                quarters[town[:8]][name.lstrip("~")] = (
                    aliases,
                    not name.startswith("~"),
                )
    return quarters


def villages(rows, typed, places):
    """One place for each quarter and village; the csv's word and the typed one become one row."""
    found = {}
    for key, names in typed.items():
        for name, (aliases, alone) in names.items():
            found[key, name] = {
                "aliases": aliases,
                "known_alone": alone,
                "source": "own knowledge",
            }
    for row in rows:
        if row["ags"]:
            continue
        key = row["parent_ags"]
        if row["kind"] == "ort_geonames":
            key = GEONAMES_PARENT.get(row["name"], key)
        if key is None or row["name"] in (
            places[key]["name"],
            places[key]["official_name"],
        ):
            continue
        place = found.setdefault((key, row["name"]), {"aliases": [], "known_alone": True})
        if row["kind"] == "ort_geonames":  # Its populations are those of other places too often.
            place["latitude"] = f"{float(row['lat']):.3f}"
            place["longitude"] = f"{float(row['lon']):.3f}"
            place["source"] = "GeoNames"
        else:
            place["source"] = "LGL"
    for (key, name), place in found.items():
        yield place | {
            "key": f"{key}/{slug(name)}",
            "kind": "quarter",
            "name": name,
            "parent": key,
            "population": "",
        }


def slug(name):
    name = name.lower().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    return re.sub(r"[^a-z0-9]+", "-", name).strip("-")


def compact(place):
    """The row of the file: what says nothing new stays empty."""
    row = {column: place.get(column, "") for column in COLUMNS}
    if row["official_name"] == row["name"]:
        row["official_name"] = ""
    if not isinstance(row["aliases"], str):
        row["aliases"] = "|".join(dict.fromkeys(place["aliases"]))
    row["known_alone"] = "" if place.get("known_alone", True) else "no"
    return row


def order(place):
    """Parents stand before their children: by key, which begins with the parent's."""
    return (place["kind"] != "region", place["key"])


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    region_rows = read(folder / "rhein_neckar.csv")
    AREA = {row["ags"] for row in region_rows if len(row["ags"]) == 5}
    places = states_districts_towns(read(folder / "germany.csv"))
    shorten(places)
    quarters = villages(region_rows, read_quarters(HERE / "quarters.txt"), places)
    everything = sorted([REGION, *places.values(), *quarters], key=order)
    with (HERE / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(map(compact, everything))
    print(f"{len(everything)} places")
