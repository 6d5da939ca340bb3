"""Read press releases: JSON Lines of texts to JSON Lines of proposals, or one file for people."""

import contextlib
import json
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from submissions import reading
from submissions.press_release import LONGEST, parse


class Command(BaseCommand):
    help = (
        "Read press releases. --jsonl: one object {id, text} a line in, one {id, proposal} a line "
        "out, nothing at all if a line is wrong. Without it the proposal is printed for people."
    )
    requires_system_checks = []  # It starts often, and asks no database.

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", default="-", help="- or nothing: standard input")
        parser.add_argument("--jsonl", action="store_true", help="JSON Lines in and out")
        parser.add_argument(
            "--area",
            help="AGS prefixes of the area, parted by commas (default: the paper's own)",
        )

    def handle(self, *args, file, jsonl, area, **options):
        paper = settings.PAPER
        prefixes = tuple(area.split(",")) if area else paper.area
        if not all(prefix.isdecimal() and 2 <= len(prefix) <= 8 for prefix in prefixes):
            raise CommandError("--area wants AGS prefixes of 2 to 8 digits.")
        text = read(file)
        texts = rows(text) if jsonl else [(file, text)]
        gazetteer = reading.gazetteer(prefixes, "" if area else paper.region_key)
        for name, release in texts:
            proposal = parse(release, gazetteer=gazetteer).as_json()
            answer = {"id": name, "proposal": proposal}
            self.stdout.write(as_line(answer) if jsonl else shown(proposal))


def read(file):
    """The text of a file or of standard input. Raises CommandError."""
    try:
        with (
            contextlib.nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb") as of
        ):
            return of.read(80 * LONGEST).decode("utf-8")
    except OSError as problem:
        raise CommandError(f"{file}: {problem.strerror or problem}") from problem
    except UnicodeDecodeError as problem:
        raise CommandError(f"{file}: not UTF-8 at byte {problem.start}.") from problem


def rows(text):
    """The pairs of id and text in JSON Lines. Raises CommandError naming the line."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            name, release = row["id"], row["text"]
        except (ValueError, TypeError, KeyError, RecursionError) as problem:
            raise CommandError(f"line {number}: no object with id and text.") from problem
        if not isinstance(release, str) or len(release) > LONGEST:
            raise CommandError(f"line {number}: text is no text of at most {LONGEST} characters.")
        found.append((name, release))
    return found


def as_line(answer):
    """The answer as one line of JSON; half characters, which UTF-8 has none for, as escapes."""
    line = json.dumps(answer, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(answer)
    return line


def shown(proposal):
    """The proposal as lines for people."""
    names = ("headline", "stage", "dateline", "credit", "issuer", "released_at", "embargo_until")
    lines = [f"{name:<13} {proposal[name]}" for name in names if proposal[name]]
    lines += [
        f"{'place':<13} {place['name']} ({place['ags'] or '-'})" for place in proposal["places"]
    ]
    lines += [f"{key:<13} {value}" for key, value in (proposal["contact"] or {}).items() if value]
    for block in proposal["blocks"]:
        speaker = ", ".join(filter(None, (block["speaker"], block["role"])))
        lines += [
            "",
            f"[{block['type']}] {block['text']}",
            *([f"  – {speaker}"] if speaker else []),
        ]
    for quote in proposal["quotes"]:
        lines.append(f"  „{quote['text']}“ {quote['speaker'] or '?'}")
    for name in ("items", "repairs", "hints"):
        lines += ["", f"{name}:"] if proposal[name] else []
        for each in proposal[name]:
            lines.append(f"  {said(each)}")
    return "\n".join(lines)


def said(each):
    """One report, repair or hint in a line."""
    if "headline" in each:
        return each["headline"] or f"{each['start']}–{each['end']}"
    if "reason" in each:
        return f"{each['reason']}: {each['before']!r} → {each['after']!r}"
    return f"{each['code']}: {each['message']}"
