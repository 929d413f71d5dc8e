"""The changing door of the studio: new programs, new modules. Freezing stands in freeze.py.

What is written inside the editor goes through Wagtail, behind the editor's own door.
"""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import PublisherUnit
from stegvis.authoring.blocks import first_section
from stegvis.authoring.freeze import freeze
from stegvis.authoring.models import ModulePage, ProgramPage
from stegvis.authoring.models.drafts import add_draft
from stegvis.authoring.outlining import place_module
from stegvis.authoring.policies import may_create_program, may_edit
from stegvis.authoring.projection import ensure_unit_page
from stegvis.catalogue import actions as catalogue
from stegvis.lib.errors import Cannot

__all__ = ["CannotCreate", "create_module", "create_program", "freeze"]

TITLE_LENGTH = 200


class CannotCreate(Cannot):
    """A program or module without a name."""


@action("program:create", may=may_create_program, about_result=True)
def create_program(publisher_unit: PublisherUnit, title: str, *, now: datetime, by: Actor) -> ProgramPage:
    """A new, empty program, known to the catalogue from the start. Raises CannotCreate."""
    page = ProgramPage(title=_named(title))
    add_draft(ensure_unit_page(publisher_unit), page, by.account_id)
    catalogue.register_program(publisher_unit, page.program_uuid, page.title, now=now, by=by)
    return page


@action("module:create", may=may_edit, about_result=True)
def create_module(program: ProgramPage, title: str, *, by: Actor) -> ModulePage:
    """A new module with one section and one step, last in the outline. Raises CannotCreate."""
    module = ModulePage(title=_named(title), body=first_section())
    add_draft(program, module, by.account_id)
    place_module(program, module, by.account_id)
    return module


def _named(title: str) -> str:
    name = " ".join(title.split())
    if not name:
        raise CannotCreate(_("Skriv ett namn först."))
    if len(name) > TITLE_LENGTH:
        raise CannotCreate(_("Namnet är för långt. Högst 200 tecken får plats."))
    return name
