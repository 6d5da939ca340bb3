"""Stories: what belongs together and moves on."""

from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from articles.admin.counting import counted
from articles.admin.purging import PurgesPages
from articles.models import Article, Story


@admin.register(Story)
class StoryAdmin(PurgesPages, admin.ModelAdmin):
    list_display = ["title", "article_count", "newest", "slug"]
    list_filter = [("intro", admin.EmptyFieldListFilter)]
    search_fields = ["title"]
    search_help_text = gettext_lazy("Words of the title.")
    list_per_page = 50
    fields = ["title", "intro", "slug"]
    show_full_result_count = False

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title"]}

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def get_queryset(self, request):
        stories = super().get_queryset(request)
        if request.resolver_match.url_name == "articles_story_changelist":
            newest = Article.objects.filter(story=OuterRef("pk")).newest_first()
            stories = stories.annotate(
                used=counted(Article, "story"),
                newest=Subquery(newest.filter(listed_at__isnull=False).values("listed_at")[:1]),
            )
        return stories

    @admin.display(description=gettext_lazy("articles"))
    def article_count(self, story):
        return story.used

    @admin.display(description=gettext_lazy("newest article"))
    def newest(self, story):
        return (
            date_format(timezone.localtime(story.newest), "SHORT_DATE_FORMAT")
            if story.newest
            else ""
        )
