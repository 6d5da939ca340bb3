"""The paper's identity: one TOML file, read and checked at start.

Duty fields of the imprint may be empty while a paper is being set up; `check --deploy` names
those that are missing (DDG § 5, MStV § 18).
"""

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured

#: Kinds of article; settings are read before there are models, so a test holds both alike.
KINDS = ("news", "service", "appeal", "event", "advertorial")


@dataclass(frozen=True)
class Contact:
    editors: str
    phone: str = ""
    corrections: str = ""
    advertising: str = ""


@dataclass(frozen=True)
class Link:
    name: str
    url: str


@dataclass(frozen=True)
class Responsible:
    """Who answers for the journalism (MStV § 18 (2)), or for a part of it."""

    name: str = ""
    address: str = ""
    part: str = ""


@dataclass(frozen=True)
class Imprint:
    provider: str = ""
    street: str = ""
    postal_code: str = ""
    town: str = ""
    represented_by: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    register: str = ""
    vat_id: str = ""
    owners: str = ""
    responsible: tuple[Responsible, ...] = ()

    def missing_duties(self) -> list[str]:
        """Names of the fields that the law wants filled and that are empty."""
        duties = ["provider", "street", "postal_code", "town", "represented_by", "email", "phone"]
        missing = [name for name in duties if not getattr(self, name)]
        if not any(person.name and person.address for person in self.responsible):
            missing.append("responsible")
        return missing


@dataclass(frozen=True)
class Desk:
    """How this newsroom works: for which kinds of article two people must have seen the text."""

    four_eyes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pictures:
    """What is done with pictures: whether uploads are also kept as they came, for editors only."""

    keep_originals: bool = False


@dataclass(frozen=True)
class Paper:
    name: str
    region: str
    region_key: str
    area: tuple[str, ...]
    base_url: str
    contact: Contact
    imprint: Imprint
    slogan: str = ""
    language: str = "de"
    time_zone: str = "Europe/Berlin"
    demo: bool = False
    social: tuple[Link, ...] = ()
    desk: Desk = field(default_factory=Desk)
    pictures: Pictures = field(default_factory=Pictures)

    @property
    def host(self) -> str:
        """The host name of the paper's address, without port."""
        return urlsplit(self.base_url).hostname or ""

    def in_area(self, key: str) -> bool:
        """Whether the place with this AGS (or AGS/part) lies in the paper's area."""
        return key.startswith(self.area) or key == self.region_key


def _build(kind, table, where):
    known = {slot.name for slot in fields(kind)}
    if unknown := table.keys() - known:
        raise ImproperlyConfigured(f"{where}: unknown {', '.join(sorted(unknown))}")
    try:
        return kind(**{key: tuple(v) if isinstance(v, list) else v for key, v in table.items()})
    except TypeError as error:
        raise ImproperlyConfigured(f"{where}: {error}") from error


def read(path: Path, base_url: str = "") -> Paper:
    """The paper described by a TOML file; `base_url` overrides the file's.

    Raises ImproperlyConfigured, naming file and field, for what cannot be right.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ImproperlyConfigured(f"{path.name}: {error}") from error
    imprint = dict(table.pop("imprint", {}))
    imprint["responsible"] = [
        _build(Responsible, person, f"{path.name}, imprint.responsible")
        for person in imprint.pop("responsible", [])
    ]
    table["imprint"] = _build(Imprint, imprint, f"{path.name}, imprint")
    table["contact"] = _build(Contact, table.get("contact", {}), f"{path.name}, contact")
    table["desk"] = _build(Desk, table.get("desk", {}), f"{path.name}, desk")
    table["pictures"] = _build(Pictures, table.get("pictures", {}), f"{path.name}, pictures")
    table["social"] = [
        _build(Link, link, f"{path.name}, social") for link in table.get("social", [])
    ]
    if base_url:
        table["base_url"] = base_url
    paper = _build(Paper, table, path.name)
    _check(paper, path.name)
    return paper


def _check(paper, where):
    for name in ("name", "region", "region_key"):
        if not getattr(paper, name).strip():
            raise ImproperlyConfigured(f"{where}: {name} is empty")
    if not paper.area or not all(key.isdigit() and 2 <= len(key) <= 8 for key in paper.area):
        raise ImproperlyConfigured(f"{where}: area must list AGS prefixes of 2 to 8 digits")
    if urlsplit(paper.base_url).scheme not in ("http", "https") or paper.base_url.endswith("/"):
        raise ImproperlyConfigured(f"{where}: base_url must be http(s)://host without a final /")
    if unknown := set(paper.desk.four_eyes) - set(KINDS):
        message = f"{where}: desk.four_eyes: unknown kind {', '.join(sorted(map(str, unknown)))}"
        raise ImproperlyConfigured(message)
    if not isinstance(paper.pictures.keep_originals, bool):
        raise ImproperlyConfigured(f"{where}: pictures.keep_originals must be true or false")
    if paper.language not in ("de", "en"):
        raise ImproperlyConfigured(f"{where}: language must be de or en")
    try:
        ZoneInfo(paper.time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ImproperlyConfigured(f"{where}: unknown time_zone {paper.time_zone}") from error
