"""“Start from …”: the desk's templates as buttons, beside “Write an article”."""

from django import template

from articles import access
from articles.models import ArticleTemplate

register = template.Library()


@register.inclusion_tag("admin/articles/article/start_menu.html", takes_context=True)
def start_menu(context):
    """A menu of all templates for whoever may begin an article; one query, nothing without any."""
    request = context["request"]
    may = access.allows(request.user, "add")
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "templates": ArticleTemplate.objects.only("name") if may else (),
    }
