"""Definition → FHIR → definition: nothing is lost, and what goes out is valid FHIR."""

from __future__ import annotations

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from hypothesis import HealthCheck, given, settings

from stegvis.questionnaires.engine import Definition, canonical
from stegvis.questionnaires.fhir import as_json, export_questionnaire, import_questionnaire
from stegvis.questionnaires.load import shipped

from ..strategies import definitions


def there_and_back(definition: Definition) -> None:
    sent = as_json(export_questionnaire(definition)).encode()
    Questionnaire.model_validate_json(sent)
    back = import_questionnaire(sent)
    assert back.definition is not None, back.report.refused
    assert canonical(back.definition) == canonical(definition)
    remarks = [*back.report.changed, *back.report.unsupported]
    assert not remarks, [(each.code, each.path, each.detail) for each in remarks]


@given(definitions())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_definition_survives_fhir(definition: Definition) -> None:
    there_and_back(definition)


@pytest.mark.parametrize("definition", shipped(), ids=lambda definition: definition.key)
def test_what_we_ship_survives_fhir(definition: Definition) -> None:
    there_and_back(definition)
