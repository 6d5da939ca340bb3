"""Addresses of partners: short, because they stand on every page."""

from django.urls import path

from partners import views

urlpatterns = [path("p/<int:booking>/", views.click, name="partner_click")]
