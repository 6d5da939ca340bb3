"""Ask the search: words for people, JSON Lines for measurements."""

import contextlib
import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles import search
from articles.models import Article

SHOWN = 10


class Command(BaseCommand):
    help = (
        "Search the published articles. With --jsonl: one {id, query} a line from a file or "
        "standard input, one {id, results} a line back, at most ten refs, the best first."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "words", nargs="*", help="what to look for; with --jsonl a file (- or nothing: stdin)"
        )
        parser.add_argument("--jsonl", action="store_true", help="questions and answers as JSON")

    def handle(self, *args, words, jsonl, **options):
        if not jsonl:
            self.show(" ".join(words))
            return
        if len(words) > 1:
            raise CommandError("Give one file of questions, or none for standard input.")
        # All questions are read before the first is answered: nothing is half done.
        for question in questions(words[0] if words else "-"):
            found = search.look_up(question["query"])
            refs = Article.objects.in_bulk(found.keys[:SHOWN])
            results = [refs[key].ref for key in found.keys[:SHOWN] if key in refs]
            answer = {"id": question["id"], "results": results}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def show(self, words):
        found = search.look_up(words)
        if found.corrected:
            self.stdout.write(f"Nothing for {words!r}; instead {found.corrected!r}:")
        articles = Article.objects.in_bulk(found.keys[:SHOWN])
        for key in found.keys[:SHOWN]:
            if key in articles:
                article = articles[key]
                self.stdout.write(f"{article.listed_at:%Y-%m-%d}  {article.headline}")
        more = "more than " if found.is_more else ""
        self.stdout.write(f"{more}{found.count} found")


def questions(file):
    """The questions of a file of JSON Lines, "-" for standard input. Raises CommandError."""
    try:
        with (
            contextlib.nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb") as f
        ):
            lines = f.read().decode().splitlines()
    except OSError as problem:
        raise CommandError(f"{file}: {problem.strerror or problem}") from problem
    except UnicodeDecodeError as problem:
        raise CommandError(f"{file}: is no UTF-8 at byte {problem.start + 1}") from problem
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            question = json.loads(line)
        except (ValueError, RecursionError) as problem:
            raise CommandError(f"line {number}: is no JSON: {problem}") from problem
        if (
            not isinstance(question, dict)
            or not isinstance(question.get("id"), str | int)
            or not isinstance(question.get("query"), str)
        ):
            raise CommandError(f"line {number}: must be an object with id and query")
        found.append(question)
    return found
