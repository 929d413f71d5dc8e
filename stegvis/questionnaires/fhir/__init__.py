"""FHIR R4 in and out: questionnaires both ways, answers and scores out.

`import_questionnaire` reads any Questionnaire and reports on every part of it;
`export_*` give what other systems read. Pure: no database and no clock.
"""

from stegvis.questionnaires.fhir.answers import About, Identity, Mode, export_response, export_scores
from stegvis.questionnaires.fhir.exporting import export_questionnaire
from stegvis.questionnaires.fhir.importing import Imported, import_questionnaire
from stegvis.questionnaires.fhir.json_out import as_json
from stegvis.questionnaires.fhir.report import CannotImport, Remark, Report, Taken

__all__ = [
    "About",
    "CannotImport",
    "Identity",
    "Imported",
    "Mode",
    "Remark",
    "Report",
    "Taken",
    "as_json",
    "export_questionnaire",
    "export_response",
    "export_scores",
    "import_questionnaire",
]
