"""Where news come from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.german.slugs import slugify


class Source(models.Model):
    """An office, agency or person that sends news, and the credit its texts carry."""

    class Kind(models.TextChoices):
        OWN = "own", _("own reporting")
        POLICE = "police", _("police and fire service")
        AUTHORITY = "authority", _("town hall or authority")
        ORGANISATION = "organisation", _("club, firm or organisation")
        AGENCY = "agency", _("news agency")
        READER = "reader", _("readers")

    name = models.CharField(_("name"), max_length=150, unique=True)
    slug = models.SlugField(_("address"), max_length=150, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.ORGANISATION)
    credit = models.CharField(
        _("usual credit"), max_length=20, blank=True, help_text=_("Such as ots or dpa.")
    )
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.slug = self.slug or slugify(self.name, 150)
        super().save(*args, **kwargs)
