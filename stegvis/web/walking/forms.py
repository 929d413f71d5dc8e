"""What forms of ours carry besides the answers: the revision, and whether a script or a person pressed save."""

from django.http import HttpRequest

OUR_OWN = frozenset({"csrfmiddlewaretoken", "revision"})
# Beside them, what no person has written: the button, and the form's own key.
NOT_TYPED = OUR_OWN | {"do", "once"}


def is_autosave(request: HttpRequest) -> bool:
    """Saved by the script while somebody writes: the reply is JSON."""
    return request.headers.get("X-Autosave") == "1"


def revision_of(request: HttpRequest) -> int:
    """The revision that the form was drawn from; 0 when it cannot be read."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def typed_fields(request: HttpRequest, *, revision: int) -> list[tuple[str, str]]:
    """Everything that was typed, to be sent again with the revision that is saved now."""
    typed = [(name, value) for name, values in request.POST.lists() if name not in OUR_OWN for value in values]
    return [*typed, ("revision", str(revision))]
