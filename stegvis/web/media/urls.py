"""The one address of a frozen file: its SHA-256."""

from django.urls import path, register_converter

from stegvis.web.media import views

app_name = "media"


class Sha256Converter:
    """64 lower-case hex characters and nothing else."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(Sha256Converter, "sha256")

urlpatterns = [path("<sha256:digest>", views.file, name="file")]
