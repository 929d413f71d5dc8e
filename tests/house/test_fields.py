"""Every stored field is classified, and every personal row has its retention."""

import pytest
from django.apps import apps
from django.db import models

from stegvis.access.doors import GuardedManager
from stegvis.lib.fields import EncryptedTextField
from stegvis.lib.personal import Classified, Retention

OWN = [model for model in apps.get_models() if model.__module__.startswith("stegvis.") and not model._meta.proxy]


def own_fields(model: type[models.Model]) -> set[str]:
    """Fields declared in our rooms; those that upstream's pages and media bring are upstream's, never personal."""
    upstream = {
        field.name
        for base in model.__mro__
        if hasattr(base, "_meta") and not base.__module__.startswith("stegvis.")
        for field in base._meta.get_fields()
    }
    concrete = {field.name for field in model._meta.concrete_fields}
    keep = {"last_login", "is_superuser"} if model.__name__ == "Account" else set()
    return (concrete - upstream) | (concrete & keep)


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_every_field_is_classified_once(model):
    classified = model.__dict__.get("classified")
    assert isinstance(classified, Classified), "say what is personal: classified = Classified(...)"
    personal, plain = classified.personal_fields, classified.plain_fields
    assert personal & plain == set()
    assert personal | plain == own_fields(model)


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_personal_rows_have_a_retention(model):
    classified = model.classified
    assert bool(classified.personal_fields) == (classified.retention is not Retention.NONE)


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_encrypted_fields_are_personal(model):
    sealed = {field.name for field in model._meta.concrete_fields if isinstance(field, EncryptedTextField)}
    assert sealed <= model.classified.personal_fields


def test_the_roots_of_personal_data_are_guarded():
    roots = ["access.Person", "access.Patient", "course.Course", "care.Enrolment", "care.Flag", "messaging.Thread"]
    for label in roots:
        assert isinstance(apps.get_model(label)._default_manager, GuardedManager), label
