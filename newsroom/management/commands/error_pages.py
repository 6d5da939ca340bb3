"""Write the pages that the web server in front shows by itself, into the static folder."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string
from django.utils import translation

#: Answer of the server -> the template that says it in the paper's look, without a database.
PAGES = {413: "413.html", 429: "429.html", 503: "maintenance.html"}


class Command(BaseCommand):
    help = "Write the error pages of the web server in front; after collectstatic."

    def handle(self, **options):
        folder = settings.STATIC_ROOT / "errors"
        folder.mkdir(parents=True, exist_ok=True)
        with translation.override(settings.LANGUAGE_CODE):
            for code, template in PAGES.items():
                (folder / f"{code}.html").write_text(render_to_string(template), "utf-8")
        self.stdout.write(f"{len(PAGES)} pages in {folder}.")
