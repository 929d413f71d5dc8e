"""Addresses below /utveckling/ of the first part of the way: ideas, nominations, assessments, change requests."""

from django.urls import path

from stegvis.web.process import assessments, changes, ideas, nominations, registering

_ONE = "arbeten/<uuid:pk>/"

urlpatterns = [
    path("ny-ide/", ideas.new, name="idea_new"),
    path(f"{_ONE}ide/", ideas.idea, name="idea"),
    path("nominering/blankett/", nominations.empty_pdf, name="nomination_empty"),
    path(f"{_ONE}nominering/", nominations.nomination, name="nomination"),
    path(f"{_ONE}nominering/pdf/", nominations.as_pdf, name="nomination_pdf"),
    path(f"{_ONE}nominering/bilagor/", nominations.attach, name="attach"),
    path(f"{_ONE}nominering/bilagor/<uuid:attachment>/ta-bort/", nominations.detach, name="detach"),
    path("bilagor/<uuid:attachment>/", nominations.attachment, name="attachment"),
    path("registrera/", registering.register, name="register"),
    path(f"{_ONE}bedomning/", assessments.assess, name="assessment"),
    path(f"{_ONE}program/", assessments.program, name="program"),
    path("pa-gang/", assessments.under_way, name="under_way"),
    path("andra/", changes.new, name="change_new"),
    path(f"{_ONE}forslag/", changes.change, name="change"),
]
