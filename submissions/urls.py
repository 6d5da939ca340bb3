"""Addresses for readers who send something in."""

from django.urls import path

from submissions import link_views, views

urlpatterns = [
    path("einsenden/", views.choose, name="submit"),
    path("einsenden/meldung/", views.send, {"kind": "news"}, name="submit_news"),
    path("einsenden/termin/", views.send, {"kind": "event"}, name="submit_event"),
    path("einsenden/bild/<token>/", views.picture, name="submit_picture"),
    path("einsenden/angekommen/<token>/", views.sent, name="submission_sent"),
    path("einsenden/stand/<secret>/", link_views.status, name="submission_status"),
    path("einsenden/stand/<secret>/aendern/", link_views.change, name="submission_change"),
    path(
        "einsenden/stand/<secret>/zuruecknehmen/", link_views.withdraw, name="submission_withdraw"
    ),
]
