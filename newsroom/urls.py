"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from newsroom import health
from newsroom.media import media
from newsroom.on_site import on_site

urlpatterns = [
    path("admin/", include("newsroom.account_urls")),
    path("admin/r/<content_type_id>/<path:object_id>/", admin.site.admin_view(on_site)),
    path("admin/", admin.site.urls),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("media/<path:path>", media, name="media"),
    path("", include("partners.urls")),
    path("", include("submissions.urls")),
    path("", include("articles.urls")),
]
handler404 = "articles.views.not_found"
handler500 = "articles.views.server_error"
