"""All that is kept of one person: shown, written to a zip, erased. The desk's page Privacy does
the same; this is for a server without one."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from newsroom.privacy import person


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--email", default="", help="E-mail address of the person.")
        parser.add_argument("--number", default="", help="Number of a submission.")
        parser.add_argument("--name", default="", help="Name, looked for in all texts.")
        parser.add_argument("--export", type=Path, metavar="FILE", help="Write all to a new zip.")
        parser.add_argument("--erase", action="store_true", help="Erase it for good.")
        parser.add_argument(
            "--keep-drafts", action="store_true", help="Keep unpublished articles made of it."
        )
        parser.add_argument(
            "--credits", action="store_true", help="Take the credits of published pictures too."
        )
        parser.add_argument("--yes", action="store_true", help="Do not ask before erasing.")

    def handle(self, *, email, number, name, export, erase, yes, **options):
        if not (email or number or name):
            raise CommandError("Give --email, --number or --name.")
        found = person.find(email=email, number=number, name=name)
        self._tell(found)
        if not found:
            return
        if export:
            try:
                with export.open("xb") as out:
                    person.archive(found, out)
            except FileExistsError:
                raise CommandError(f"{export} is there already.") from None
            self.stdout.write(f"Written: {export}")
        if erase:
            if not yes and input("Erase it for good? Type yes: ") != "yes":
                raise CommandError("Nothing was erased.")
            gone = person.erase(
                found,
                drafts=() if options["keep_drafts"] else None,
                credits=[image.pk for image in found.pictures] if options["credits"] else (),
            )
            said = ", ".join(f"{number} {what}" for what, number in sorted(gone.items()))
            self.stdout.write(f"Erased: {said or 'nothing'}")

    def _tell(self, found):
        for each in found.submissions:
            self.stdout.write(f"submission {each.number}, {each.status}")
        for article in found.drafts:
            self.stdout.write(f"draft made of it: article {article.pk}")
        for article in found.articles:
            self.stdout.write(f"published, stays: article {article.pk}")
        for image in found.pictures:
            self.stdout.write(f"published picture {image.pk}, its credit stays unless --credits")
        for user in found.logins:
            self.stdout.write(f"login {user.pk}, {'in use: stays' if user.is_active else 'closed'}")
        for partner in found.partners:
            self.stdout.write(f"contact of partner {partner.pk}, stays")
        for each in found.erasable:
            self.stdout.write(f"named in {each.label} {each.row.pk}: {each.where}")
        for each in found.told:
            self.stdout.write(f"named in {each.label} {each.row.pk}: {each.where}, stays")
        if not found:
            self.stdout.write("Nothing is kept.")
