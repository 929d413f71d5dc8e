"""Addresses below /utveckling/ of the first part of the way: ideas, nominations, assessments, change requests."""

from django.urls import path

from stegvis.web.process import ideas

urlpatterns = [
    path("ny-ide/", ideas.new, name="idea_new"),
    path("arbeten/<uuid:pk>/ide/", ideas.idea, name="idea"),
]
