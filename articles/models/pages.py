"""Static pages and the navigation, edited at the desk."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.german.slugs import slugify
from articles.models.fields import ProseField
from articles.models.places import Place, Topic


class StaticPage(models.Model):
    """Privacy, accessibility, about us: a title and prose."""

    title = models.CharField(_("title"), max_length=150)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    html = ProseField(_("text"))
    is_public = models.BooleanField(_("public"), default=True)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)

    class Meta:
        verbose_name = _("static page")
        verbose_name_plural = _("static pages")
        ordering = ["title"]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.slug = self.slug or slugify(self.title)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("static_page", args=[self.slug])


class NavigationEntry(models.Model):
    """One entry of the head or foot of every page; leads to exactly one goal."""

    class Where(models.TextChoices):
        HEADER = "header", _("head")
        FOOTER = "footer", _("foot")

    where = models.CharField(_("where"), max_length=10, choices=Where, default=Where.HEADER)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(
        _("title"), max_length=60, blank=True, help_text=_("Empty: the name of the goal.")
    )
    place = models.ForeignKey(
        Place, verbose_name=_("place"), on_delete=models.CASCADE, null=True, blank=True
    )
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), on_delete=models.CASCADE, null=True, blank=True
    )
    page = models.ForeignKey(
        StaticPage, verbose_name=_("static page"), on_delete=models.CASCADE, null=True, blank=True
    )
    path = models.CharField(
        _("path"), max_length=200, blank=True, help_text=_("Within this site, such as /videos/.")
    )

    class Meta:
        verbose_name = _("navigation entry")
        verbose_name_plural = _("navigation")
        ordering = ["where", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(path="") | models.Q(path__regex=r"^/($|[^/\\])"),
                name="navigation_stays_on_this_site",
                violation_error_message=_("A path begins with one slash."),
            )
        ]

    def __str__(self):
        return self.label

    def clean(self):
        if len([goal for goal in (self.place, self.topic, self.page, self.path) if goal]) != 1:
            raise ValidationError(_("Choose exactly one goal: place, topic, page or path."))
        if self.path and not self.title:
            raise ValidationError({"title": _("A path needs a title.")})

    @property
    def label(self):
        return self.title or str(self.place or self.topic or self.page or self.path)

    @property
    def url(self):
        goal = self.place or self.topic or self.page
        return goal.get_absolute_url() if goal else self.path
