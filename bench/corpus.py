"""The benchmark's articles: invented news of the Rhein-Neckar region, by number.

`Corpus().article(number)` depends on the seed and the number only, so the first 1,000 of
1,000,000 are the same articles as in a corpus of 1,000: number 0 is the newest, each next one
eight minutes older on average (180 a day). Pure, but for the gazetteer's file that it reads.

What the measurements look for is planted here, and only here:

- about two fifths are on one topic; every hundredth article and the newest
  forty quote one and the same speaker
- for each size of 1,000, 10,000, 100,000 and 1,000,000 there is a town with old news only:
  two fifths of the last tenth of just that size are about it, nothing else is
- two of a hundred are no longer public: one withdrawn, one expired
- some pairs of filters, each common by itself, meet only once in about 100,000 articles
"""

import csv
import random
from dataclasses import dataclass
from pathlib import Path

from bench.words import (
    CLAUSES,
    FIRST_NAMES,
    HEADS,
    LAST_NAMES,
    MOMENTS,
    OBJECTS,
    OPENINGS,
    QUOTES,
    ROLES,
    SOURCES,
    SPOTS,
    SUBJECTS,
    TAILS,
    TOPICS,
    VERBS,
)

SEED = 20260815
GAZETTEER = Path(__file__).resolve().parent.parent / "articles" / "gazetteer" / "places.csv"

#: What lies in the demo paper's region, as newsroom/paper.toml says.
AREA = (
    "06431",
    "07311",
    "07313",
    "07314",
    "07316",
    "07318",
    "07319",
    "07332",
    "07334",
    "07337",
    "07338",
    "08221",
    "08222",
    "08225",
    "08226",
)
REGION = "rhein-neckar"
DISTRICT_OF_MANY_TOWNS = "07337"  # Südliche Weinstraße: 75 towns.
BUSY_TOWN = "08222000"  # Mannheim; weights follow the population.
TOWNS_OF_OLD_NEWS = {  # Size of the corpus -> the town of its last tenth.
    1_000: "08226017",
    10_000: "08226048",
    100_000: "08226055",
    1_000_000: "08226058",
}
BUSY_TOPIC = "Blaulicht"
SPEAKERS = 5_000
BUSY_SPEAKER = 0
NEWEST_OF_BUSY_SPEAKER = 40  # So that the smallest archive, too, fills the speaker's first page.
AUTHORS = 25
PICTURES = 24
STORY_SPAN = 250  # Numbers of which up to five articles share a story.
RARELY = 100_003  # A prime: one article in so many has both sides of a rare pair.
#: Pairs that (nearly) never meet, though each side is one in twenty to one in seven.
RARE_TOWN_AND_TOPIC = ("08221000", "Weinbau")  # Heidelberg.
RARE_SOURCE_AND_TOPIC = ("Kulturring Kurpfalz", "Verkehr")
RARE_KIND_WITH_VIDEO = "appeal"
#: A topic of one in 500 and a source of one in twenty.
RARE_TOPIC = TOPICS[-1][0]

KINDS = (("news", 86), ("service", 6), ("appeal", 4), ("event", 3), ("advertorial", 1))
STAGES = ("first_report", "update", "follow_up")


@dataclass(frozen=True, slots=True)
class Statement:
    """A quotation that stands after the paragraph with this index."""

    after: int
    speaker: int
    role: str
    organisation: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article; `places` are keys, `authors`, `story` and `picture` are numbers."""

    number: int
    minutes_old: int
    fate: str  # "public", "withdrawn" or "expired".
    kind: str
    headline: str
    slug: str
    lead: str
    places: tuple[str, ...]
    topics: tuple[str, ...]
    source: str
    credit: str
    authors: tuple[int, ...]
    story: int | None
    stage: str
    picture: int
    has_video: bool
    was_on_top: bool
    paragraphs: tuple[str, ...]
    statements: tuple[Statement, ...]


def speaker_name(number):
    """The invented name of a speaker; the number tells namesakes apart."""
    first, last = number % len(FIRST_NAMES), number // len(FIRST_NAMES) % len(LAST_NAMES)
    return f"{FIRST_NAMES[first]} {LAST_NAMES[last]}"


def author_name(number):
    return f"{FIRST_NAMES[-1 - number]} {LAST_NAMES[number % len(LAST_NAMES)]}"


class Corpus:
    """All articles, by number."""

    def __init__(self, seed=SEED, gazetteer=GAZETTEER):
        self._seed = seed
        with gazetteer.open(encoding="utf-8", newline="") as lines:
            rows = [row for row in csv.DictReader(lines) if row["key"].startswith(AREA)]
        old = set(TOWNS_OF_OLD_NEWS.values())
        towns = [row for row in rows if row["kind"] == "town" and row["key"] not in old]
        towns.sort(key=lambda row: (-int(row["population"] or 0), row["key"]))
        self.names = {row["key"]: row["name"] for row in rows}
        self._towns = tuple(row["key"] for row in towns)
        # Zipf's law, flattened: the largest town is one article in twelve, the smallest in 700.
        self._town_weights = _running(1 / (rank + 4) for rank in range(len(towns)))
        self._topics = tuple(name for name, _ in TOPICS)
        self._topic_weights = _running(weight for _, weight in TOPICS)
        self._kinds = tuple(name for name, _ in KINDS)
        self._kind_weights = _running(weight for _, weight in KINDS)

    def article(self, number):
        """The article of this number (0 is the newest)."""
        chance = random.Random(self._seed * 1_000_003 + number)
        rnd = chance.random

        def pick(choices):
            return choices[int(rnd() * len(choices))]

        def weighed(choices, weights):
            return chance.choices(choices, cum_weights=weights)[0]

        places = [weighed(self._towns, self._town_weights)]
        if rnd() < 0.15:
            places.append(weighed(self._towns, self._town_weights))
        size = _size_whose_last_tenth_holds(number)
        if size and rnd() < 0.4:
            places = [TOWNS_OF_OLD_NEWS[size]]
        topics = [weighed(self._topics, self._topic_weights)]
        if rnd() < 0.3:
            topics.append(weighed(self._topics, self._topic_weights))
        kind = weighed(self._kinds, self._kind_weights)
        source, _, credit = pick(SOURCES) if rnd() < 0.6 else ("", "", "red")
        has_video = rnd() < 0.1
        if number % RARELY == RARELY - 1:
            places = [RARE_TOWN_AND_TOPIC[0]]
            topics = [RARE_TOWN_AND_TOPIC[1], RARE_SOURCE_AND_TOPIC[1]]
            source, credit = RARE_SOURCE_AND_TOPIC[0], ""
            kind, has_video = RARE_KIND_WITH_VIDEO, True
        else:
            if RARE_TOWN_AND_TOPIC[0] in places and RARE_TOWN_AND_TOPIC[1] in topics:
                topics = ["Rathaus"]
            if source == RARE_SOURCE_AND_TOPIC[0] and RARE_SOURCE_AND_TOPIC[1] in topics:
                topics = ["Kultur"]
            has_video = has_video and kind != RARE_KIND_WITH_VIDEO
        town = self.names[places[0]]

        def sentence():
            subject = pick(SUBJECTS)
            small = subject[0].lower() + subject[1:]
            match int(rnd() * 4):
                case 0:
                    return (
                        f"{subject} {pick(VERBS)} {pick(MOMENTS)} {pick(OBJECTS)} {pick(SPOTS)}, "
                        f"{pick(CLAUSES)}."
                    )
                case 1:
                    return f"{pick(OPENINGS)} {pick(VERBS)} {small} {pick(OBJECTS)} in {town}."
                case 2:
                    return (
                        f"{subject} {pick(VERBS)} {pick(OBJECTS)} {pick(SPOTS)} von {town}, rund "
                        f"{int(rnd() * 90) + 10} Menschen halfen mit, {pick(CLAUSES)}."
                    )
            return (
                f"{pick(OPENINGS)} {pick(VERBS)} {small} {pick(SPOTS)} {pick(OBJECTS)}, den "
                f"Schaden schätzt man auf {int(rnd() * 95) + 5}.000 Euro."
            )

        paragraphs = tuple(
            " ".join([sentence() for _ in range(2 + int(rnd() * 2))])
            for _ in range(6 + int(rnd() * 3))
        )
        statements = []
        for position in range(2 + int(rnd() * 7)):
            role, organisation = pick(ROLES)
            # The square makes the low numbers speak most, as mayors do.
            speaker = 1 + int(rnd() ** 2 * (SPEAKERS - 1))
            if position == 0 and (number % 100 == 7 or number < NEWEST_OF_BUSY_SPEAKER):
                speaker = BUSY_SPEAKER
            text = pick(QUOTES).format(object=pick(OBJECTS), moment=pick(MOMENTS), spot=pick(SPOTS))
            statements.append(
                Statement(int(rnd() * len(paragraphs)), speaker, role, organisation, text)
            )
        statements.sort(key=lambda statement: statement.after)
        headline = f"{pick(HEADS)}: {pick(TAILS)}"
        in_story = number % (STORY_SPAN // 5) == 0
        return Article(
            number=number,
            minutes_old=number * 8 + int(rnd() * 6),
            fate={13: "withdrawn", 63: "expired"}.get(number % 100, "public"),
            kind=kind,
            headline=headline,
            slug=f"meldung-{number}",
            lead=f"{sentence()} {sentence()}",
            places=tuple(dict.fromkeys(places)),
            topics=tuple(dict.fromkeys(topics)),
            source=source,
            credit=credit,
            authors=tuple({int(rnd() * AUTHORS) for _ in range(pick((0, 1, 1, 2)))}),
            story=number // STORY_SPAN if in_story else None,
            stage=pick(STAGES) if in_story else "",
            picture=int(rnd() * PICTURES),
            has_video=has_video,
            was_on_top=rnd() < 0.05,
            paragraphs=paragraphs,
            statements=tuple(statements),
        )


def _running(weights):
    total, sums = 0, []
    for weight in weights:
        total += weight
        sums.append(total)
    return sums


def _size_whose_last_tenth_holds(number):
    for size in TOWNS_OF_OLD_NEWS:
        if size - size // 10 <= number < size:
            return size
    return None
