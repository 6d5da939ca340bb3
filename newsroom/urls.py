"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", include("newsroom.account_urls")),
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
]
handler404 = "articles.views.not_found"
handler500 = "articles.views.server_error"
