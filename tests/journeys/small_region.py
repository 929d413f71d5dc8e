"""A region where nobody has built anything yet: the demo's units and staff, a few residents, no program.

Run in a process of its own before a service starts: the stories themselves never touch the database.
"""

import os


def lay_out() -> None:
    """Migrate, load the questionnaires, lay out places, people and who has a part in the process, mirror the roles."""
    from django.core.management import call_command
    from django.db import transaction

    from stegvis.demo.content import people
    from stegvis.demo.laying.parties import lay_parties
    from stegvis.demo.laying.persons import lay_people
    from stegvis.demo.laying.places import lay_places
    from stegvis.demo.laying.rosters import lay_rosters
    from stegvis.lib.clock import utc_now

    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_questionnaires", verbosity=0)
    now = utc_now()
    with transaction.atomic():
        places = lay_places(now)
        lay_parties(places, now)
        lay_rosters(places, now)
        lay_people(places, now, people.residents()[:12])
    call_command("project_roles", verbosity=0)


def lay_out_everything() -> None:
    """The demo region as `make run` has it."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_questionnaires", verbosity=0)
    call_command("demo", verbosity=0)
    call_command("project_roles", verbosity=0)


if __name__ == "__main__":
    import sys

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stegvis.config.settings")
    django.setup()
    (lay_out_everything if sys.argv[1:] == ["everything"] else lay_out)()
