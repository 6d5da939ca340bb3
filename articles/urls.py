"""Reader addresses."""

from django.urls import path, re_path

from articles import views

urlpatterns = [
    re_path(r"^(?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d)/(?P<slug>[-\w]+)/$", views.article, name="article"),
    path("ort/<slug:slug>/", views.article, name="place"),
    path("thema/<slug:slug>/", views.article, name="topic"),
    path("geschichte/<slug:slug>/", views.article, name="story"),
    path("stimme/<slug:slug>/", views.article, name="speaker"),
    path("redaktion/<slug:slug>/", views.article, name="author"),
    path("seite/<slug:slug>/", views.article, name="static_page"),
]
