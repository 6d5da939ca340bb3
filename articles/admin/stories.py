"""Stories: what belongs together and moves on."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from articles.admin.counting import counted
from articles.admin.purging import PurgesPages
from articles.models import Article, Story


@admin.register(Story)
class StoryAdmin(PurgesPages, admin.ModelAdmin):
    list_display = ["title", "article_count", "slug"]
    search_fields = ["title"]
    fields = ["title", "intro", "slug"]
    show_full_result_count = False

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title"]}

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def get_queryset(self, request):
        stories = super().get_queryset(request)
        if request.resolver_match.url_name == "articles_story_changelist":
            stories = stories.annotate(used=counted(Article, "story"))
        return stories

    @admin.display(description=gettext_lazy("articles"))
    def article_count(self, story):
        return story.used
