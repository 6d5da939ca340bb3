"""Structured data for search engines: dicts in schema.org's words, printed by the tag `jsonld`.

Pure: takes the paper, model instances as they are shown and plain values, asks no database and
no clock. Google wants no property of NewsArticle; what it recommends is here, and what the Trust
Project and schema.org add for corrections and quotations.
"""

import re
from zoneinfo import ZoneInfo

_TAG = re.compile(r"<[^>]*>")
#: The crops a search engine may choose from: 16:9, 4:3 or 3:2, 1:1.
_CROPS = ("wide", "card", "square")
_EVENT_STATUS = {
    "scheduled": "https://schema.org/EventScheduled",
    "moved": "https://schema.org/EventRescheduled",
    "put off": "https://schema.org/EventPostponed",
    "cancelled": "https://schema.org/EventCancelled",
}


def graph(*nodes):
    """Several things of one page as one document; things that are None are left out."""
    return {
        "@context": "https://schema.org",
        "@graph": [_without_blanks(node) for node in nodes if node],
    }


def word_count(blocks):
    """How many words a reader finds in the body."""
    return sum(len(_TAG.sub(" ", text).split()) for block in blocks for text in _texts(block))


def _texts(block):
    return [getattr(block, name) for name in ("html", "text") if hasattr(block, name)]


def publisher(paper):
    """The paper as the organisation that answers for its pages."""
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{paper.base_url}/#paper",
        "name": paper.name,
        "url": f"{paper.base_url}/",
        "slogan": paper.slogan,
        "correctionsPolicy": f"{paper.base_url}/korrekturen/",
        "masthead": f"{paper.base_url}/redaktion/",
        "sameAs": [account.url for account in paper.social],
    }


def website(paper):
    """The front page with its search."""
    return {
        "@type": "WebSite",
        "@id": f"{paper.base_url}/#site",
        "name": paper.name,
        "url": f"{paper.base_url}/",
        "inLanguage": paper.language,
        "publisher": {"@id": f"{paper.base_url}/#paper"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{paper.base_url}/suche/?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }


def news_article(paper, article, *, places, topics, authors, corrections, blocks, words):
    """The article itself. An advertorial is no news and says who paid for it in its type."""
    url = _absolute(paper, article)
    advertorial = article.kind == "advertorial"
    return {
        "@type": "AdvertiserContentArticle" if advertorial else "NewsArticle",
        "@id": f"{url}#article",
        "mainEntityOfPage": url,
        "url": url,
        "headline": article.headline,
        "description": article.lead,
        "image": pictures(paper, article.lead_picture) if article.lead_picture else [],
        "datePublished": _moment(paper, article.publish_at),
        "dateModified": _moment(paper, last_change(article, corrections)),
        "author": [] if advertorial else _authors(paper, article, authors),
        "publisher": {"@id": f"{paper.base_url}/#paper"},
        "contentLocation": [_place(paper, place) for place in places],
        "keywords": [topic.name for topic in topics],
        "isPartOf": _story(paper, article.story) if article.story_id else None,
        "inLanguage": paper.language,
        "isAccessibleForFree": True,
        "wordCount": words,
        "correction": [_correction(paper, correction) for correction in corrections],
        "video": [_video(paper, article, block) for block in blocks if _is(block, "video")],
        "citation": [_quotation(paper, url, block) for block in blocks if _is(block, "statement")],
    }


def last_change(article, corrections):
    """When the article last changed for its readers: published, updated or corrected."""
    moments = [article.publish_at, *(correction.at for correction in corrections)]
    if article.updated_at:
        moments.append(article.updated_at)
    return max(moments)


def event(paper, article, date):
    """One date of an event."""
    return {
        "@type": "Event",
        "@id": f"{_absolute(paper, article)}#{date.uid}",
        "name": article.headline,
        "description": article.lead,
        "url": _absolute(paper, article),
        "startDate": _begin(paper, date, date.starts_at),
        "endDate": _begin(paper, date, date.ends_at) if date.ends_at else None,
        "eventStatus": _EVENT_STATUS["put off" if date.is_put_off else date.status],
        "previousStartDate": (
            _begin(paper, date, date.moved_from)
            if date.moved_from and not date.is_put_off
            else None
        ),
        "location": {
            "@type": "Place",
            "name": date.venue or article.headline,
            "address": date.venue or paper.region,
        },
        "image": pictures(paper, article.lead_picture) if article.lead_picture else [],
    }


def _begin(paper, date, moment):
    if not date.all_day:
        return _moment(paper, moment)
    return moment.astimezone(ZoneInfo(paper.time_zone)).date().isoformat()


def breadcrumbs(paper, steps):
    """The way from the front page: pairs of label and path, the page itself last."""
    if not steps:
        return None
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": str(label),
                "item": f"{paper.base_url}{path}" if path else None,
            }
            for position, (label, path) in enumerate([(paper.name, "/"), *steps], start=1)
        ],
    }


def person(paper, someone, *, job="", organisation="", url=""):
    """A speaker or an author, with the office held now."""
    portrait = getattr(someone, "portrait", None)
    return {
        "@type": "Person",
        "@id": f"{url or _absolute(paper, someone)}#person",
        "name": someone.name,
        "honorificPrefix": getattr(someone, "honorific", ""),
        "url": url or _absolute(paper, someone),
        "description": someone.about,
        "jobTitle": job,
        "worksFor": {"@type": "Organization", "name": organisation} if organisation else None,
        "image": pictures(paper, portrait) if portrait else [],
    }


def pictures(paper, image):
    """Addresses of the widest rendition of each crop; of the picture itself if none is made."""
    crops = (image.renditions or {}).get("crops", {})
    found = [
        image.rendition_url(crop, crops[crop]["widths"][-1], "jpg")
        for crop in _CROPS
        if crop in crops
    ]
    return [_address(paper, url) for url in found or [image.file.url]]


def _authors(paper, article, authors):
    if authors:
        return [
            {"@type": "Person", "name": author.name, "url": _absolute(paper, author)}
            for author in authors
        ]
    if article.source_id:
        return [{"@type": "Organization", "name": article.source.name}]
    return [{"@id": f"{paper.base_url}/#paper"}]


def _place(paper, place):
    return {"@type": "Place", "name": place.name, "url": _absolute(paper, place)}


def _story(paper, story):
    return {"@type": "CreativeWorkSeries", "name": story.title, "url": _absolute(paper, story)}


def _correction(paper, correction):
    return {
        "@type": "CorrectionComment",
        "text": f"{correction.wrong} {correction.right}",
        "datePublished": _moment(paper, correction.at),
    }


def _video(paper, article, block):
    # Google wants a still picture; a film without one is shown to readers but not announced.
    still = block.poster or article.lead_picture
    if still is None:
        return None
    minutes, seconds = divmod(block.duration or 0, 60)
    return {
        "@type": "VideoObject",
        "name": block.title or article.headline,
        "description": article.lead or article.headline,
        "thumbnailUrl": pictures(paper, still),
        "uploadDate": _moment(paper, article.publish_at),
        "duration": f"PT{minutes}M{seconds}S" if block.duration else None,
        "embedUrl": block.url,
        "transcript": block.transcript,
    }


def _quotation(paper, url, block):
    speaker = block.speaker
    return {
        "@type": "Quotation",
        "text": block.text,
        "creator": {
            "@type": "Person",
            "name": speaker.name,
            "honorificPrefix": speaker.honorific,
            "jobTitle": block.role,
            "worksFor": (
                {"@type": "Organization", "name": block.organisation}
                if block.organisation
                else None
            ),
            "url": _absolute(paper, speaker) if speaker.is_public_figure else None,
        },
        "dateCreated": block.said_on.isoformat() if block.said_on else None,
        "isPartOf": {"@id": f"{url}#article"},
    }


def _is(block, draft_type):
    return block.draft_type == draft_type


def _absolute(paper, thing):
    return paper.base_url + thing.get_absolute_url()


def _address(paper, url):
    return url if "://" in url else paper.base_url + url


def _moment(paper, moment):
    return moment.astimezone(ZoneInfo(paper.time_zone)).isoformat(timespec="seconds")


def _without_blanks(value):
    """The value without empty parts at any depth; zero and False stay."""
    if isinstance(value, dict):
        cleaned = {key: _without_blanks(part) for key, part in value.items()}
        return {key: part for key, part in cleaned.items() if part not in (None, "", [], {})}
    if isinstance(value, list):
        return [_without_blanks(part) for part in value if part is not None]
    return value
