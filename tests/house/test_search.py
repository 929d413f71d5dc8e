"""What is sensitive cannot be searched: free text reaches names, titles and definitions, never answers or messages."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import FieldError

import stegvis
from stegvis.lib.fields import EncryptedTextField

SOURCE = Path(stegvis.__file__).parent
LOOK_UP = re.compile(r"(\w+)__(?:i?contains|i?regex|search|istartswith|iendswith)\b")
# Names of staff and of a unit's own patients; titles and definitions of questionnaires; and the demo finding its own rows.
MAY = {
    "access/directory.py": {"first_name", "last_name"},
    "care/caseload.py": {"patient__given_name", "patient__family_name"},
    "questionnaires/published.py": {"title", "body"},
    "questionnaires/drafts.py": {"title", "body", "document"},
    "demo/laying/reworked.py": {"file"},
    "demo/laying/prototypes.py": {"text"},
}
SEALED = [
    (model, field.name)
    for model in apps.get_models()
    if model.__module__.startswith("stegvis.")
    for field in model._meta.concrete_fields
    if isinstance(field, EncryptedTextField)
]


def test_free_text_is_looked_for_in_names_and_titles_alone():
    found = {
        path.relative_to(SOURCE).as_posix(): set(LOOK_UP.findall(path.read_text()))
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
    }
    assert {path: fields for path, fields in found.items() if fields} == MAY


def test_a_sealed_field_refuses_every_look_up_but_whether_it_is_there():
    """Raises before the database is asked: this test has none."""
    assert {"course.Response", "messaging.Message", "care.Flag"} <= {model._meta.label for model, _name in SEALED}
    for model, name in SEALED:
        for look_up, value in (("icontains", "x"), ("exact", "x"), ("startswith", "x"), ("regex", "x"), ("in", ["x"])):
            with pytest.raises(FieldError):
                model._base_manager.filter(**{f"{name}__{look_up}": value})
        assert model._base_manager.filter(**{f"{name}__isnull": True}) is not None
