"""Who writes and who is quoted."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.german.folding import fold
from articles.german.slugs import slugify


class Author(models.Model):
    """A byline: name, initials and page; a login only if the author works at the desk."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    initials = models.CharField(_("initials"), max_length=6, blank=True)
    job = models.CharField(pgettext_lazy("of a person", "position"), max_length=100, blank=True)
    about = models.TextField(_("about the author"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    portrait = models.ForeignKey(
        "articles.Image",
        verbose_name=_("portrait"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("login"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.slug = self.slug or slugify(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("author", args=[self.slug])


class SpeakerQuerySet(models.QuerySet):
    def with_public_page(self):
        """Speakers whom an editor has marked as public figures."""
        return self.filter(is_public_figure=True)

    def formerly(self, pk):
        """The speaker that one with this primary key was merged into; None if there is none."""
        return self.filter(former_keys__former_id=pk).first()

    def keyed(self, key):
        """The speaker whose key is or once was this one; None if nobody's."""
        return self.filter(models.Q(slug=key) | models.Q(former_keys__slug=key)).first()


class Speaker(models.Model):
    """Someone who is quoted. Two people may bear one name, so nothing merges by name alone."""

    honorific = models.CharField(_("title"), max_length=30, blank=True, help_text=_("Dr., Prof."))
    name = models.CharField(_("name"), max_length=100)
    folded = models.CharField(max_length=200, editable=False)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    is_public_figure = models.BooleanField(
        _("public figure"),
        default=False,
        help_text=_("Only public figures have a page that collects what they said."),
    )
    portrait = models.ForeignKey(
        "articles.Image",
        verbose_name=_("portrait"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
    )
    about = models.TextField(_("about the person"), blank=True)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["folded"]
        indexes = [
            models.Index(fields=["folded"], name="speaker_by_folded_name"),
            GinIndex(
                fields=["folded"], opclasses=["gin_trgm_ops"], name="speaker_by_part_of_the_name"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="speaker_has_a_name"),
        ]

    def __str__(self):
        return f"{self.honorific} {self.name}".strip()

    def save(self, *args, **kwargs):
        self.folded = fold(self.name)
        self.slug = self.slug or free_speaker_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("speaker", args=[self.slug])


def free_speaker_key(name):
    """A key for a new speaker of this name that no speaker has or ever had."""
    base = slugify(name) or "person"
    taken = set(Speaker.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    taken |= set(
        FormerSpeakerKey.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    )
    number, key = 1, base
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key


class FormerSpeakerKey(models.Model):
    """A key that led to a speaker before a merge: old versions and links still find them."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="former_keys")
    slug = models.SlugField(max_length=100, unique=True)
    #: The primary key it was; forms opened before the merge still name it.
    former_id = models.BigIntegerField(null=True, unique=True)

    def __str__(self):
        return self.slug


class SpeakerSpelling(models.Model):
    """Another spelling or a former name, as texts have it."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="spellings")
    name = models.CharField(_("spelling"), max_length=100)
    folded = models.CharField(max_length=200, editable=False)

    class Meta:
        verbose_name = _("spelling")
        verbose_name_plural = _("spellings")
        indexes = [models.Index(fields=["folded"], name="speaker_by_folded_spelling")]
        constraints = [
            models.UniqueConstraint(
                fields=["speaker", "name"], name="a_speaker_has_each_spelling_once"
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.folded = fold(self.name)
        super().save(*args, **kwargs)


class SpeakerRole(models.Model):
    """An office and its time, half open: `to_on` is the first day without it."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=150)
    organisation = models.CharField(_("organisation"), max_length=150, blank=True)
    from_on = models.DateField(_("from"), null=True, blank=True)
    to_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = [models.F("from_on").desc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(from_on=None)
                | models.Q(to_on=None)
                | models.Q(to_on__gt=models.F("from_on")),
                name="a_role_ends_after_it_begins",
                violation_error_message=_("A role ends after it begins."),
            )
        ]

    def __str__(self):
        return ", ".join(filter(None, [self.role, self.organisation]))
