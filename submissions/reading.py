"""What the reader of press releases needs to know, from the project's files."""

import csv
from functools import cache
from pathlib import Path

from articles import gazetteer as places
from articles import places_file
from submissions.press_release import Gazetteer

#: Villages that have no place of their own in the gazetteer, each with the key of its town.
#: Datenquelle: LGL, www.lgl-bw.de (Gemarkungen, 2011); only names and municipality are used. The
#: quarters of nine larger towns are own knowledge.
VILLAGES = Path(__file__).with_name("press_release") / "villages.csv"


@cache
def gazetteer(area, region_key=""):
    """The places of the project's file for a paper whose area has these AGS prefixes (a tuple)."""
    with places.FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(places_file.read(lines))
    with VILLAGES.open(encoding="utf-8", newline="") as lines:
        villages = [(row["name"], row["town"]) for row in csv.DictReader(lines)]
    return Gazetteer(rows, area, region_key, villages)
