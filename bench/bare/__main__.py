"""Makes the bare project's database with somebody signed in; prints the cookie and the page's queries as JSON."""

import json
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.bare.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import Group, User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from bench.counting import queries_of  # noqa: E402

call_command("migrate", verbosity=0, interactive=False)
Group.objects.create(pk=1, name="En rad")
client = Client()
client.force_login(User.objects.create(username="nina", first_name="Nina", last_name="Ek"))
cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
queries = queries_of(lambda: client.get("/sida/"))
json.dump({"cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}", "queries": queries}, sys.stdout)
