"""Dates in running text: what is found, what it means, what cannot be, and what is no date."""

import random
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.german.dates import find_dates
from articles.german.repairs import apply

#: A Wednesday.
RELEASED = date(2025, 9, 10)
LONG = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
SHORT = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September"),
    *("Oktober", "November", "Dezember"),
)

#: One day in the spellings of newspapers: d and m bare, dd and mm with a nought, y and yy the year.
SPELLINGS = (
    "{long}, {d}. {month} {y}",
    "{long}, den {d}. {month} {y}",
    "{long}, dem {d}. {month}",
    "{long} ({d}. {month})",
    "{long} ({d}.{m}.)",
    "{long}, {dd}.{mm}.{y}",
    "{long}, {d}. {m}. {y}",
    "{long}, {dd}.{mm}.{yy}",
    "{short}., {dd}.{mm}.{yy}",
    "{short}, {d}.{m}.",
    "{short}. {d}.{m}.{y}",
    "{long}abend, {d}. {month}",
    "{long}, {d}. {mon}. {y}",
    "{d}. {month} {y}",
    "{d}.{month} {y}",
    "{dd}.{mm}.{y}",
    "{d}.{m}.",
    "{d}. {month}",
    "{dd}.{mm}.{y} ({short}.)",
    "{y}-{mm}-{dd}",
)
SENTENCES = (
    "Am {} beginnt das Fest in der Innenstadt.",
    "Die Sitzung ist auf {} verlegt worden, sagte die Verwaltung.",
    "Bis {} sammelt der Verein 3.900 Euro für die 2. Mannschaft.",
    "Das Spiel (3:2) vom {} wird wiederholt; § 3.1 gilt, Haus 7.",
)
CLOCKS = (
    (", 19.30 Uhr", time(19, 30), None),
    (" um 19 Uhr", time(19), None),
    (", gegen 7.05 Uhr", time(7, 5), None),
    (", 10 bis 12 Uhr", time(10), time(12)),
    (", 14:00–16:30 Uhr", time(14), time(16, 30)),
    (" von 9 Uhr bis 11.45 Uhr", time(9), time(11, 45)),
    ("", None, None),
)


def written(spelling, day):
    month = MONTHS[day.month - 1]
    return spelling.format(
        long=LONG[day.weekday()],
        short=SHORT[day.weekday()],
        d=day.day,
        dd=f"{day.day:02}",
        m=day.month,
        mm=f"{day.month:02}",
        y=day.year,
        yy=f"{day.year % 100:02}",
        month=month,
        mon={"März": "Mrz", "Mai": "Mai"}.get(month, month[:3]),
    )


def single_days():
    """(text, the words of the date, day, from, until): 160 days near the release."""
    dice = random.Random(3)
    for number in range(160):
        day = RELEASED + timedelta(days=dice.randint(-150, 150))
        clock, at, until = CLOCKS[number % len(CLOCKS)]
        words = written(SPELLINGS[number % len(SPELLINGS)], day) + clock
        yield SENTENCES[number // 3 % len(SENTENCES)].format(words), words, day, at, until


def iso(*days):
    return "/".join(str(day) for day in days)


SEPTEMBER = {day: date(2025, 9, day) for day in range(1, 31)}
S = SEPTEMBER
#: What is found in a text, released on Wednesday, 10 September 2025.
OTHERS = {
    "Das Fest ist vom 3. bis 5. September 2025.": [iso(S[3], S[5])],
    "Das Fest ist vom 30. August bis zum 2. September.": [iso(date(2025, 8, 30), S[2])],
    "Die Tage 3./4. September sind frei.": [iso(S[3], S[4])],
    "Vom 19.-21. September feiert der Ort.": [iso(S[19], S[21])],
    "Vom 19.9. – 21.9.2025 feiert der Ort.": [iso(S[19], S[21])],
    "Am 13. und 14. September wird gefeiert.": [iso(S[13]), iso(S[14])],
    "Am 13.und 14.September wird gefeiert.": [iso(S[13]), iso(S[14])],
    "Am 12., 13. und 14. September 2025 ist offen.": [iso(S[12]), iso(S[13]), iso(S[14])],
    "Samstag und Sonntag, 13. und 14. September": [iso(S[13]), iso(S[14])],
    "Am Samstag, 13., und Sonntag, 14. September, spielt sie.": [iso(S[13]), iso(S[14])],
    "Von Freitag, 12., bis Sonntag, 14. September": [iso(S[12], S[14])],
    "Zwischen Freitag, 5., und Sonntag, 7. September": [iso(S[5], S[7])],
    "Sa./So., 13./14.9.": [iso(S[13], S[14])],
    "Montag bis Freitag, 15. bis 19. September": [iso(S[15], S[19])],
    "In der Nacht vom 3. auf den 4. September brannte es.": [iso(S[3], S[4])],
    "heute um 19 Uhr": ["2025-09-10T19:00"],
    "Heute Abend um halb acht spielt sie.": ["2025-09-10T19:30"],
    "Gestern Nachmittag kam sie an.": [iso(S[9])],
    "Vorgestern kam sie, übermorgen geht sie.": [iso(S[8]), iso(S[12])],
    "Sie kommt morgen.": [iso(S[11])],
    "Am heutigen Mittwoch tagt der Rat.": [iso(S[10])],
    "Am morgigen Donnerstag tagt der Rat.": [iso(S[11])],
    "Am kommenden Samstag ist Markt.": [iso(S[13])],
    "Am nächsten Mittwoch ist Markt.": [iso(S[17])],
    "Am vergangenen Mittwoch war Markt.": [iso(S[3])],
    "Am letzten Sonntag war Markt.": [iso(S[7])],
    "Am Freitag wird die Brücke gesperrt.": [iso(S[12])],
    "Am Freitag wurde die Brücke gesperrt.": [iso(S[5])],
    "In der Nacht zum Sonntag brannte ein Auto.": [iso(S[7])],
    "Die Brücke am Freitag.": [None],
    "Beginn ist um 19:30 im Saal.": ["19:30"],
    "Sie kam gegen Viertel nach acht.": ["08:15"],
    "Sie kam um halb neun abends.": ["20:30"],
    "Zwischen 7.45 Uhr und 9 Uhr war niemand da.": ["07:45"],
    "Im Oktober 2026 wird gebaut.": ["2026-10"],
    "Mitte November wird gebaut.": ["2025-11"],
    "Im Herbst wird gebaut.": [None],
    "Im Sommer 2027 wird gebaut.": ["2027"],
    "Am ersten Mai wird gewandert.": ["2025-05-01"],
    "Stand: 3. Sept. 2025": [iso(S[3])],
    "Der 1. Januar und der 31. Dezember 2025": ["2025-01-01", "2025-12-31"],
    "am 3. September, einem Mittwoch, war": [iso(S[3])],
    "des Mittwochs, 3. September": [iso(S[3])],
}

NO_DATES = (
    *(
        "Der SV gewann 3:2 (1:1).",
        "Sätze 25:20, 24:22 und 15:12",
        "für 3.900 Euro",
        "1.250.000 Euro",
    ),
    *(
        "§§ 3.1. und 3.4. der Satzung",
        "Abs. 3. und 4.",
        "Ziffer 4.2. gilt",
        "Version 3.9.25 ist da",
    ),
    *("Telefon 0621 12.10.25", "0621/12.10.25-3", "die Straße des 17. Juni", "Platz des 4. Juli"),
    *("Hauptstraße 3. Dort wartet sie.", "Er wohnt am Marktplatz 12. Er wartet.", "die 2. Liga"),
    *(
        "der 20. Jahrestag",
        "1.-Mai-Straße",
        "mittwochs und freitags",
        "Freitagsmarkt",
    ),
    *(
        "Peter Freitag kam.",
        "Frau Sonntag lacht.",
        "im 19. Jahrhundert",
        "192.168.10.12",
        "am Morgen",
    ),
    *(
        "Guten Morgen!",
        "bis heute",
        "https://paper.example/2025-09-03/3.9.2025",
        "Heft 3.4.5",
        "3,5 Mio.",
    ),
    *("Platz 3. August Kern", "die Note 2.3.", "10.000-Meter-Lauf", "3.-Platzierte"),
    *(
        "Maifeier",
        "April-Scherz",
        "Augustinergasse",
        "im Sommerloch",
        "Winterdienst",
        "A 6. Danach",
    ),
    *("7.30 Meter", "12:0", "halb leer", "viertel", "9. Klasse", "Art. 5. Satz 2", "1.1.1 Anlage"),
    *("DIN 18.9.", "Los 3.2.", "TOP 4.1.", "der 3. Preis", "Mai und Sonne", "von heute auf morgen"),
)


def test_of_two_hundred_dates_98_of_100_are_read_right():
    wrong = []
    for text, words, day, at, until in single_days():
        found = [each for each in find_dates(text, RELEASED) if each.on]
        one = found[0] if len(found) == 1 else None
        right = one and (one.on, one.at, one.until_at) == (day, at, until)
        if not right or one.contradiction or words not in text[one.start : one.end]:
            wrong.append((text, found))
    for text, expected in OTHERS.items():
        if [each.iso for each in find_dates(text, RELEASED)] != expected:
            wrong.append((text, find_dates(text, RELEASED)))
    assert 160 + len(OTHERS) >= 200
    assert len(wrong) <= 0.02 * (160 + len(OTHERS)), wrong


def test_every_wrong_weekday_is_found_and_either_repair_sets_it_right():
    dice = random.Random(8)
    named = [each for each in SPELLINGS if "{long}" in each or "{short}" in each]
    for number in range(200):
        day = RELEASED + timedelta(days=dice.randint(-150, 150))
        wrong = LONG[(day.weekday() + dice.randint(1, 6)) % 7]
        spelling = named[number % len(named)].replace("{long}", wrong)
        text = SENTENCES[number % 4].format(written(spelling.replace("{short}", wrong[:2]), day))
        [found] = [each for each in find_dates(text, RELEASED) if each.on]
        assert (found.contradiction, found.on) == ("weekday_is_wrong", day), text
        assert found.repairs[0].reason == "weekday"
        assert {each.reason for each in found.repairs} == {"weekday", "date"}, text
        for repair in found.repairs:
            [mended] = [each for each in find_dates(apply(text, [repair]), RELEASED) if each.on]
            assert mended.contradiction == "", apply(text, [repair])


@pytest.mark.parametrize(
    ("text", "code", "quote"),
    [
        ("Am 31. Juni ist Markt.", "no_such_day", "31. Juni"),
        ("Am 30.2.2026 ist Markt.", "no_such_day", "30.2.2026"),
        ("heute, 12. September", "not_that_day", "heute, 12. September"),
        ("am heutigen Freitag, 29. 04. 2024", "weekday_is_wrong", "heutigen Freitag, 29. 04. 2024"),
        ("am heutigen Freitag", "weekday_is_wrong", "heutigen Freitag"),
        (
            "Samstag und Sonntag, 13. und 15. September",
            "weekday_is_wrong",
            "Sonntag, 15. September",
        ),
        (
            "von Freitag, 12., bis Montag, 14. September",
            "weekday_is_wrong",
            "Montag, 14. September",
        ),
    ],
)
def test_what_cannot_be_is_said_with_its_words(text, code, quote):
    wrong = [each for each in find_dates(text, RELEASED) if each.contradiction]
    assert [(each.contradiction, each.quote) for each in wrong] == [(code, quote)]


@pytest.mark.parametrize("text", NO_DATES)
def test_this_is_no_date(text):
    assert find_dates(text, RELEASED) == []


@given(st.text(st.sampled_from("13.0:/ -–,()MiSo.Mai Uhrheute\nbis§"), max_size=60), st.dates())
def test_any_text_is_read_and_no_two_dates_overlap(text, near):
    near = min(max(near, date(1900, 1, 1)), date(2200, 1, 1))
    end = 0
    for found in find_dates(text, near):
        assert end <= found.start < found.end <= len(text)
        end = found.end


def test_time_grows_with_the_length_only():
    for hostile in (
        "3." * 40_000,
        "3. und " * 12_000,
        "Mo" * 40_000,
        "1" * 80_000,
        "am 3." * 12_000,
    ):
        find_dates(hostile, RELEASED)
