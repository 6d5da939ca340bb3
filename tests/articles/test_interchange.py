"""The interchange format, as values: reader, writer and schema say the same."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import drafts, interchange
from articles.interchange import json_rules

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "article.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
PARAGRAPH = {"type": "prose", "html": "<p>Text</p>"}


def line_of(**keys):
    return json.dumps({"ref": "test:1", "headline": "Titel", "blocks": [], **keys})


def read(**keys):
    return interchange.read(line_of(**keys))


# --- Lines made from the schema -------------------------------------------------------------

# A soft hyphen or NUL alone is text for the schema and nothing for a Draft.
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0\xad")
FILLED = st.text(LETTERS, max_size=8).map(lambda text: f"x{text}")
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(
    lambda moment: moment.isoformat(timespec="seconds") + "+02:00"
)


def made_from(schema):
    """A strategy for values that a schema of our own vocabulary allows."""
    if "$ref" in schema:
        return made_from(SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]])
    if "oneOf" in schema:
        return st.one_of(*map(made_from, schema["oneOf"]))
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if isinstance(schema["type"], list):
        return st.one_of(*(made_from({**schema, "type": kind}) for kind in schema["type"]))
    match schema["type"], schema.get("pattern"):
        case "null", _:
            return st.none()
        case "boolean", _:
            return st.booleans()
        case "integer", _:
            return st.integers(schema["minimum"], schema["maximum"])
        case "number", _:
            return st.floats(schema["minimum"], schema["maximum"])
        case "string", json_rules.MOMENT:
            return MOMENTS
        case "string", json_rules.DAY:
            return st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(date.isoformat)
        case "string", r"\S":
            return FILLED
        case "string", None:
            return st.text(LETTERS, max_size=8)
        case "array", _:
            least, most = schema.get("minItems", 0), schema.get("maxItems", 3)
            return st.lists(made_from(schema["items"]), min_size=least, max_size=most)
        case "object", _:
            keys = {
                key: st.deferred(lambda v=v: made_from(v))
                for key, v in schema["properties"].items()
            }
            required = {key: keys.pop(key) for key in schema["required"]}
            return st.fixed_dictionaries(required, optional=keys)
    raise AssertionError(schema)


LINES = made_from(SCHEMA)
ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3), st.floats(-2, 2), st.just(1.0),
    st.text(max_size=3), st.just(""), st.just([]), st.just({}), st.just("2026-06-30"),
    st.just("2026-06-30T12:00"), st.just("2026-06-30T12:00:00Z"), st.just("statement"),
    st.just([0, 1]), st.just([{}]),
)  # fmt: skip


def places_in(value, path=()):
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        yield (*path, key)
        if isinstance(item, dict | list):
            yield from places_in(item, (*path, key))


@st.composite
def damaged_lines(draw):
    """A line in which one thing is left out, added or replaced by anything."""
    line = json.loads(json.dumps(draw(LINES)))
    *path, key = draw(st.sampled_from([path for path in places_in(line) if path]))
    within = line
    for step in path:
        within = within[step]
    match draw(st.sampled_from(["drop", "replace", "add"])):
        case "drop":
            del within[key]
        case "replace":
            within[key] = draw(ANYTHING)
        case "add" if isinstance(within, dict):
            within[draw(st.text(max_size=4))] = draw(ANYTHING)
    return line


def is_read(line):
    try:
        interchange.read(json.dumps(line))
    except interchange.Broken as fault:
        # No schema can say that two keys of a line must agree.
        return "says otherwise" in fault.reason
    return True


SLOW = settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))


@SLOW
@given(LINES)
def test_what_the_schema_allows_is_read(line):
    assert is_read(line)


@SLOW
@given(damaged_lines())
def test_reader_and_schema_refuse_the_same_lines(line):
    assert is_read(line) == VALIDATOR.is_valid(line)


@SLOW
@given(LINES)
def test_a_line_written_and_read_again_is_the_same_draft(line):
    try:
        read_once = interchange.read(json.dumps(line))
    except interchange.Broken:
        return
    values = {
        **dict.fromkeys(("alt", "caption", "credit", "licence"), ""),
        "focal_x": 0.5,
        "focal_y": 0.5,
        "rights_until": None,
    }
    written = interchange.write(
        read_once.draft,
        authors=read_once.draft.authors,
        pictures={
            uid: interchange.FileRecord(record.path, uid, values | record.values)
            for uid, record in read_once.pictures.items()
        },
        documents={
            uid: interchange.FileRecord(record.path, uid, {"title": "", **record.values})
            for uid, record in read_once.documents.items()
        },
    )
    again = interchange.read(written)
    assert again.draft == read_once.draft
    assert {uid: record.path for uid, record in again.pictures.items()} == {
        uid: record.path for uid, record in read_once.pictures.items()
    }
    assert VALIDATOR.is_valid(json.loads(written))


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_field_of_a_draft_has_a_key():
    keys = {interchange.KEYS.get(name, name) for name in drafts.Draft.__dataclass_fields__}
    # `initials` stand behind the credit; `based_on` belongs to one database.
    assert keys - {"initials", "based_on"} == set(SCHEMA["properties"])


def test_every_field_of_a_block_has_a_key():
    elsewhere = {"image": "image", "poster": "poster", "caption": "caption_here", "alt": "alt_here"}
    for name, kind in drafts.BLOCK_TYPES.items():
        keys = set(SCHEMA["$defs"][f"{name}_block"]["properties"])
        fields = {elsewhere.get(field, field) for field in kind.__dataclass_fields__}
        if name == "table":
            fields = fields - {"caption_here"} | {"caption"}
        assert fields <= keys, name


# --- Meanings ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("credit", "parts"),
    [("ots", ("ots", "")), ("red/ak", ("red", "ak")), ("/ak", ("", "ak")), (None, ("", ""))],
)
def test_a_credit_may_carry_initials(credit, parts):
    draft = read(credit=credit).draft
    assert (draft.credit, draft.initials) == parts
    written = json.loads(interchange.write(draft, authors=[], pictures={}, documents={}))
    assert written.get("credit") == credit


def test_a_line_with_a_publication_is_ready_unless_it_says_otherwise():
    moment = "2026-06-30T18:00:00+02:00"
    assert read().draft.status == "draft"
    assert read(published_at=moment).draft.status == "ready"
    assert read(published_at=moment, status="in_review").draft.status == "in_review"
    assert read(published_at=moment).draft.publish_at == datetime(2026, 6, 30, 16, tzinfo=UTC)


def test_a_line_read_twice_is_the_same_draft():
    keys = {
        "blocks": [PARAGRAPH, PARAGRAPH, {"type": "statement", "text": "Ja.", "speaker": "Eva"}],
        "events": [{"starts_at": "2026-06-30T18:00:00Z"}, {"starts_at": "2026-07-30T18:00:00Z"}],
        "corrections": [{"at": "2026-06-30T18:00:00Z", "wrong": "3", "right": "4"}],
    }
    assert read(**keys).draft == read(**keys).draft
    draft = read(**keys).draft
    assert len({block.uid for block in draft.blocks}) == 3
    assert len({event.uid for event in draft.events}) == 2


def test_a_derived_uid_never_takes_one_that_the_line_gives():
    first = read(blocks=[PARAGRAPH]).draft.blocks[0].uid
    draft = read(blocks=[PARAGRAPH, {**PARAGRAPH, "uid": str(first)}]).draft
    assert draft.blocks[1].uid == first != draft.blocks[0].uid


def test_a_uid_that_is_none_is_a_name_within_its_article():
    one = read(blocks=[{**PARAGRAPH, "uid": "b1"}]).draft.blocks[0].uid
    other = read(ref="test:2", blocks=[{**PARAGRAPH, "uid": "b1"}]).draft.blocks[0].uid
    assert isinstance(one, UUID)
    assert one != other
    assert one == read(blocks=[PARAGRAPH, {**PARAGRAPH, "uid": "b1"}]).draft.blocks[1].uid


@pytest.mark.parametrize(
    ("name", "address", "text"),
    [
        ("Anna Kern", "anna-kern", "Anna Kern"),
        ("Anna Kern", "anna-kern-2", "Anna Kern <anna-kern-2>"),
        ("A <b>", "a-b", "A <b> <a-b>"),
    ],
)
def test_an_author_is_a_name_and_an_address_where_the_name_does_not_make_it(name, address, text):
    assert interchange.author_text(name, address) == text
    said = interchange.author_named(text)
    assert said == ((name, "") if text == name else (name, address))


# --- Faults ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ({"headline": ""}, "headline: is empty"),
        ({"headline": 3}, "headline: must be text, not 3"),
        ({"colour": "red"}, "'colour': is an unknown key"),
        ({"": 1}, "'': is an unknown key"),
        ({"blocks": [{"type": "prose"}]}, "blocks[0].html: is missing"),
        ({"blocks": [PARAGRAPH, {"html": ""}]}, "blocks[1].type: is missing"),
        ({"blocks": [{"type": "poem"}]}, "blocks[0].type: must be one of prose, picture"),
        ({"blocks": [{**PARAGRAPH, "hmtl": ""}]}, "blocks[0].'hmtl': is an unknown key"),
        ({"blocks": {}}, "blocks: must be a list, not {}"),
        ({"published_at": "2026-06-30T12:00:00"}, "published_at: must be a moment with offset"),
        ({"published_at": "2026-02-30T12:00:00Z"}, "published_at: must be a moment with offset"),
        ({"published_at": "9999-12-31T23:59:00Z"}, "published_at: lies outside of the calendar"),
        ({"published_at": "0001-01-01T00:00:00Z"}, "published_at: must be a moment with offset"),
        ({"top_rank": True}, "top_rank: must be a whole number from 1 to 99"),
        ({"kind": "poem"}, "kind: must be one of news, service, appeal, event, advertorial"),
        ({"lead_picture": {"alt": ""}}, "lead_picture.file: is missing"),
        ({"lead_picture": {"file": "a", "focal": [0, 2]}}, "lead_picture.focal: must be two"),
        ({"events": [{"starts_at": None}]}, "events[0].starts_at: must be text, not None"),
        ({"headline": "\ud800"}, "headline: holds half a character"),
    ],
)  # fmt: skip
def test_a_fault_names_its_field_and_its_reason(keys, fault):
    with pytest.raises(interchange.Broken) as broken:
        read(**keys)
    assert str(broken.value).startswith(fault)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('{"ref": "a"', "is no JSON: Expecting ',' delimiter at character 12"),
        ("[" * 200_000, "is nested too deeply"),
        ('{"ref": "a", "ref": "b"}', "'ref': is given twice"),
        ('{"top_rank": NaN}', "is no JSON: NaN"),
        ('{"top_rank": ' + "9" * 5000 + "}", "is no JSON: a number is too long"),
        ("[]", ": must be an object"),
    ],
    ids=["open", "deep", "twice", "nan", "long number", "list"],
)
def test_what_is_no_json_object_is_refused(text, fault):
    with pytest.raises(interchange.Broken) as broken:
        interchange.read(text)
    assert fault.removeprefix(": ") in str(broken.value)


def test_two_words_about_one_picture_are_refused():
    uid = "3f0c5a4e-1111-4222-8333-444455556666"
    block = {"type": "picture", "file": "a.jpg", "image": uid, "credit": "X"}
    with pytest.raises(interchange.Broken, match="says otherwise"):
        read(blocks=[block, {**block, "credit": "Y"}])
