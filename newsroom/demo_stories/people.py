"""The people of the demo: speakers with their offices, and the newsroom. All of them invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A role a speaker holds or held; years count from the year of loading, None: until today."""

    role: str
    organisation: str
    since: int
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A speaker: name as the paper writes it, offices newest first."""

    name: str
    offices: tuple[Office, ...]
    honorific: str = ""
    spellings: tuple[str, ...] = ()
    public_figure: bool = False
    about: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.honorific} {self.name}".strip()

    @property
    def role(self) -> str:
        return self.offices[0].role

    @property
    def organisation(self) -> str:
        return self.offices[0].organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """A member of the newsroom."""

    name: str
    initials: str
    desk: str
    about: str


def _voice(name: str, role: str, organisation: str, since: int = -3, honorific: str = "") -> Voice:
    office = Office(role=role, organisation=organisation, since=since)
    return Voice(name=name, honorific=honorific, offices=(office,))


SPEAKERS: dict[str, Voice] = {
    "helene-arnsberg": Voice(
        name="Helene Arnsberg",
        honorific="Dr.",
        spellings=("H. Arnsberg", "Helene Arnsberg-Kuhl"),
        public_figure=True,
        about="Parteilos. Kam aus der Erwachsenenbildung in die Stadtverwaltung.",
        offices=(
            Office(role="Oberbürgermeisterin", organisation="Stadt Ludwigshafen", since=-3),
            Office(
                role="Beigeordnete für Soziales",
                organisation="Stadt Ludwigshafen",
                since=-9,
                until=-3,
            ),
            Office(
                role="Leiterin der Volkshochschule",
                organisation="Stadt Frankenthal",
                since=-15,
                until=-9,
            ),
        ),
    ),
    "matthias-quell": Voice(
        name="Matthias Quell",
        public_figure=True,
        about="Gelernter Vermessungsingenieur, seit fünf Jahren an der Spitze des Kreises.",
        offices=(
            Office(role="Landrat", organisation="Rhein-Pfalz-Kreis", since=-5),
            Office(role="Bürgermeister", organisation="Gemeinde Limburgerhof", since=-13, until=-5),
        ),
    ),
    "yasemin-torun": Voice(
        name="Yasemin Torun",
        public_figure=True,
        about="Verkehrsplanerin. Verantwortet Straßen, Brücken und den Nahverkehr in Mannheim.",
        offices=(
            Office(role="Bürgermeisterin für Verkehr", organisation="Stadt Mannheim", since=-2),
            Office(
                role="Vorsitzende des Verkehrsausschusses",
                organisation="Gemeinderat Mannheim",
                since=-7,
                until=-2,
            ),
        ),
    ),
    "jochen-wiesgart": _voice(
        "Jochen Wiesgart", "Leiter der Geschäftsstelle", "Agentur für Arbeit Ludwigshafen"
    ),
    "ruth-lammertz": _voice(
        "Ruth Lammertz", "Präsidentin", "Hochschule am Rheinufer", -4, "Prof. Dr."
    ),
    "carla-benning": _voice("Carla Benning", "Geschäftsführerin", "Jobcenter Vorderpfalz", -6),
    "emre-kaplan": _voice("Emre Kaplan", "Vorsitzender", "Beirat für Migration und Integration"),
    "gudrun-seyfarth": _voice(
        "Gudrun Seyfarth", "Sprecherin", "Arbeitsgemeinschaft der Wohlfahrtsverbände", -8
    ),
    "klaus-dieter-holl": _voice(
        "Klaus-Dieter Holl", "Kreishandwerksmeister", "Kreishandwerkerschaft Vorderpfalz", -10
    ),
    "bernd-ostheim": _voice("Bernd Ostheim", "Einsatzleiter", "Feuerwehr Ludwigshafen", -7),
    "miriam-dachsel": _voice("Miriam Dachsel", "Statikerin", "Planungsbüro Dachsel und Roth", -6),
    "leonie-faber": _voice("Leonie Faber", "Schulleiterin", "Elzbergschule Mosbach", -5),
    "tobias-krannich": _voice("Tobias Krannich", "Vorsitzender", "Winzerhof-Bund Mittelhaardt"),
    "sibylle-hagedorn": _voice("Sibylle Hagedorn", "Intendantin", "Theater am Neckarbogen", -4),
    "paul-nwosu": _voice("Paul Nwosu", "Trainer", "SG Rheinauen Mannheim", -2),
    "anke-rettig": _voice("Anke Rettig", "Revierleiterin", "Forstrevier Eberbach-Ost", -12),
    "felix-gronau": _voice(
        "Felix Gronau", "Ärztlicher Direktor", "Klinikum an der Queich", -3, "Prof. Dr."
    ),
}

AUTHORS: dict[str, Writer] = {
    "anna-kestel": Writer(
        name="Anna Kestel",
        initials="ak",
        desk="Chefredaktion",
        about="Leitet die Redaktion. Schreibt über Stadtpolitik in Ludwigshafen und Mannheim.",
    ),
    "jonas-wendrich": Writer(
        name="Jonas Wendrich",
        initials="jw",
        desk="Blaulicht und Verkehr",
        about="Berichtet über Polizei, Feuerwehr und alles, was auf Straßen und Schienen steht.",
    ),
    "mira-solbach": Writer(
        name="Mira Solbach",
        initials="ms",
        desk="Kultur",
        about="Besucht Bühnen, Museen und Proberäume zwischen Worms und Mosbach.",
    ),
    "peter-rautenberg": Writer(
        name="Peter Rautenberg",
        initials="pr",
        desk="Pfalz",
        about="Seit zwanzig Jahren unterwegs zwischen Haardtrand und Rhein, meist mit dem Rad.",
    ),
    "ceyda-aydemir": Writer(
        name="Ceyda Aydemir",
        initials="ca",
        desk="Wirtschaft und Wissenschaft",
        about="Erklärt Bilanzen, Baupläne und Forschungsberichte.",
    ),
    "lukas-thiem": Writer(
        name="Lukas Thiem",
        initials="lt",
        desk="Sport und Odenwald",
        about="Schreibt über Vereine, Wälder und Bürgermeister, am liebsten aus dem Odenwald.",
    ),
}

#: Name -> kind and usual credit, as in `articles.models.Source`.
SOURCES: dict[str, tuple[str, str]] = {
    "Polizeipräsidium Mannheim": ("police", "ots"),
    "Polizeipräsidium Rheinpfalz": ("police", "ots"),
    "Polizeipräsidium Südhessen": ("police", "ots"),
    "Polizeipräsidium Heilbronn": ("police", "ots"),
    "Feuerwehr Ludwigshafen": ("police", "ots"),
    "Stadt Ludwigshafen": ("authority", ""),
    "Stadt Mannheim": ("authority", ""),
    "Stadt Frankenthal": ("authority", ""),
    "Stadt Sinsheim": ("authority", ""),
    "Gemeinde Haßloch": ("authority", ""),
    "Kreisverwaltung Rhein-Pfalz-Kreis": ("authority", ""),
    "Werkstatt Berenz": ("organisation", ""),
    "Sprachschule am Neckar": ("organisation", ""),
}

TOPICS: tuple[str, ...] = (
    "Polizei",
    "Verkehr",
    "Kultur",
    "Kommunalpolitik",
    "Wirtschaft",
    "Sport",
    "Wetter",
    "Schule",
    "Feuerwehr",
    "Freizeit",
    "Gesundheit",
    "Natur",
    "Wissenschaft",
    "Wein",
    "Bauen und Wohnen",
    "Integration",
)
