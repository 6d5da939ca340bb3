"""Reader addresses."""

from django.urls import path, re_path

from articles import events, feeds, lists, registers, sitemaps, views
from articles.search.page import search_page

urlpatterns = [
    path("", views.front_page, name="front_page"),
    re_path(
        r"^(?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d)/(?P<slug>[-\w]+)/$",
        views.article,
        name="article",
    ),
    path("meldungen/", lists.archive, name="archive"),
    path("ort/<slug:slug>/", lists.place, name="place"),
    path("thema/<slug:slug>/", lists.topic, name="topic"),
    path("geschichte/<slug:slug>/", lists.story, name="story"),
    path("stimme/<slug:slug>/", registers.speaker, name="speaker"),
    path("redaktion/", registers.authors, name="authors"),
    path("redaktion/<slug:slug>/", lists.author, name="author"),
    path("top/", lists.top_stories, name="top_stories"),
    path("videos/", lists.videos, name="videos"),
    path("termine/", events.event_list, name="events"),
    path("termine/kalender.ics", events.list_file, name="events_ics"),
    path("termine/<uuid:uid>.ics", events.date_file, name="event_ics"),
    re_path(
        r"^(?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d)/(?P<slug>[-\w]+)/termine\.ics$",
        events.article_file,
        name="article_ics",
    ),
    path("korrekturen/", registers.corrections, name="corrections"),
    path("suche/", search_page, name="search"),
    path("seite/<slug:slug>/", views.static_page, name="static_page"),
    path("impressum/", views.imprint, name="imprint"),
    path("datenschutz/", views.privacy, name="privacy"),
    # Shown to nobody but whom an editor gave the link to.
    path("vorschau/<str:token>/", views.article_preview_link, name="article_preview_link"),
    # Feeds stand below their list.
    path("feed/", feeds.newest, name="feed"),
    path("ort/<slug:slug>/feed/", feeds.place, name="place_feed"),
    path("thema/<slug:slug>/feed/", feeds.topic, name="topic_feed"),
    path("geschichte/<slug:slug>/feed/", feeds.story, name="story_feed"),
    path("stimme/<slug:slug>/feed/", feeds.speaker, name="speaker_feed"),
    path("redaktion/<slug:slug>/feed/", feeds.author, name="author_feed"),
    path("top/feed/", feeds.top_stories, name="top_feed"),
    path("videos/feed/", feeds.videos, name="videos_feed"),
    path("termine/feed/", feeds.events, name="events_feed"),
    path("korrekturen/feed/", feeds.corrections, name="corrections_feed"),
    # Machines.
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-seiten.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap_news"),
    re_path(
        r"^sitemap-(?P<year>\d{4})-(?P<month>\d\d)\.xml$", sitemaps.month, name="sitemap_month"
    ),
    path("robots.txt", sitemaps.robots, name="robots"),
]
