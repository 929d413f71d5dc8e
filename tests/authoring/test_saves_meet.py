"""An autosave and a save by hand that meet: what was typed last is what stays, on both databases."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.admin.views.pages.edit import EditView

from stegvis.authoring.models import ModulePage
from tests.authoring.making import built
from tests.cast import make_cast

pytestmark = pytest.mark.django_db(transaction=True)
# How long an autosave that has passed upstream's checks lets the other save go before it.
HELD_S = 1.0
FORM = {"body-count": "0"} | {
    f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
}


def saves(client: Client, page: ModulePage, title: str, **more: str) -> Callable[[], int]:
    """Post the form; more headers make it an autosave."""

    def run() -> int:
        shown: dict[str, Any] = {**FORM, "title": title, "loaded_revision_id": str(page.latest_revision_id)}
        shown["loaded_revision_created_at"] = page.latest_revision.created_at.isoformat()
        try:
            return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), shown, headers=more).status_code
        finally:
            connection.close()

    return run


def test_an_older_autosave_is_never_written_over_a_save_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = make_cast()
    program = built(cast.verkstaden, cast.disa, tmp_path)
    page = ModulePage.objects.child_of(program).get(title="Första")
    checked, by_hand_is_done = threading.Event(), threading.Event()
    upstream = EditView.save_action

    def save_action(self: EditView) -> Any:
        if self.expects_json_response:
            checked.set()
            by_hand_is_done.wait(HELD_S)
        return upstream(self)

    monkeypatch.setattr(EditView, "save_action", save_action)
    said: dict[str, int] = {}
    auto = saves(cast.client("disa"), page, "Äldre", Accept="application/json")
    by_hand = saves(cast.client("disa"), page, "Nyare")

    autosave = threading.Thread(target=lambda: said.update(auto=auto()))
    autosave.start()
    assert checked.wait(20)
    said["by hand"] = by_hand()
    by_hand_is_done.set()
    autosave.join()

    page.refresh_from_db()
    assert said == {"auto": 200, "by hand": 302}
    assert page.draft_title == page.get_latest_revision_as_object().title == "Nyare"
    # And one that comes afterwards, from the page as it was, is told so.
    late = saves(cast.client("disa"), ModulePage.objects.get(pk=page.pk), "Sen", Accept="application/json")
    stale = saves(cast.client("disa"), page, "Gammal", Accept="application/json")
    assert (late(), stale()) == (200, 400)
