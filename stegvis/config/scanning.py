"""Every file that somebody sends is shown to the scanner before any view sees it: no form can forget to ask."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core import checks
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from stegvis.lib.scanning import Found, scan

LOG = logging.getLogger(__name__)
STATUS = {Found.MALWARE: 422, Found.TOO_LARGE: 413, Found.NO_ANSWER: 503}


class ScanMiddleware:
    """After the gate and the limits: nobody's file is looked at who may not send it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on: what is sent is known when the form has been read."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> HttpResponseBase | None:
        """None lets the view run."""
        if request.method != "POST" or settings.STEGVIS_SCANNER is None:
            return None
        for file in (each for _name, files in request.FILES.lists() for each in files):
            found = scan(settings.STEGVIS_SCANNER, file.chunks())
            file.seek(0)
            if not found.may_be_kept:
                match = request.resolver_match
                # Never the file's name or what was in it: the address says what kind of file it was.
                LOG.warning("upload refused: %s at %s", found.value, match.view_name if match else "")
                context = {"found": found.value, "file": file.name}
                return render(request, "entrance/unclean.html", context, status=STATUS[found])
        return None


def scanner_is_there(**_more: Any) -> list[checks.CheckMessage]:
    """`manage.py check --deploy` says that nothing is looked through, where it is so."""
    if settings.STEGVIS_SCANNER is not None:
        return []
    return [
        checks.Warning(
            "Uploaded files are not looked through for malware: STEGVIS_SCANNER is not set.",
            hint="clamd://HOST:3310 or unix:///PATH; docs/operations.md says more.",
            id="stegvis.W001",
        )
    ]
