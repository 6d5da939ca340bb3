"""What pages say of the release an article was made of."""

from django import template
from django.urls import reverse

from articles.prose import text_of
from submissions.releases import provenance

register = template.Library()


@register.simple_tag
def was_edited(article, authors, blocks):
    """For an article made of a release, which nobody of the newsroom signs: whether the desk has
    written in it. Else None; then the page's own rule holds, and nothing is asked."""
    if article.source_id is None or authors or article.initials:
        return None
    use = provenance.of(article)
    if use is None:
        return None
    texts = [article.lead]
    for block in blocks:
        if html := getattr(block, "html", ""):
            texts.append(text_of(html))
        elif block.draft_type == "statement":
            texts.append(block.text)
    return provenance.was_edited(use, texts)


@register.simple_tag
def release_address(article):
    """Where the desk reads the release of an article; "" if it was made of none."""
    use = article and provenance.of(article)
    return reverse("admin:release_source", args=[use.text.release_id]) if use else ""
