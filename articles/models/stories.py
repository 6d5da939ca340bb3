"""Stories: chains of articles, each at its stage."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.german.slugs import slugify


class Story(models.Model):
    """First report, update, follow-up: what belongs together and moves on."""

    key = models.CharField(_("key"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=150)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    intro = models.TextField(_("introduction"), blank=True, max_length=600)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="story_has_a_title"),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        if not self.slug:
            base = slugify(self.title, 100) or "story"
            taken = set(Story.objects.filter(slug__startswith=base).values_list("slug", flat=True))
            self.slug, number = base, 1
            while self.slug in taken:
                number += 1
                self.slug = f"{base}-{number}"
        self.key = self.key or self.slug
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("story", args=[self.slug])
