"""What every library file carries: its ready form, made when it is uploaded and never while somebody looks."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models

from stegvis.authoring.preparing import CannotUseFile, Ready

READY_FIELDS = "ready_file ready_hash ready_mime ready_size ready_width ready_height ready_seconds"
ENDINGS = {"image/webp": "webp", "application/pdf": "pdf"}


class Readied(models.Model):
    """A file made ready for residents. `ready_file` is empty where the upload itself is what they get."""

    file: Any
    ready_file = models.FileField(upload_to="ready", blank=True, editable=False, max_length=200)
    ready_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    ready_mime = models.CharField(max_length=60, blank=True, editable=False)
    ready_size = models.PositiveBigIntegerField(null=True, editable=False)
    ready_width = models.PositiveIntegerField(null=True, editable=False)
    ready_height = models.PositiveIntegerField(null=True, editable=False)
    ready_seconds = models.FloatField(null=True, editable=False)

    admin_form_fields: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True

    def prepare(self) -> Ready:
        """The ready form of the uploaded file. Raises CannotUseFile."""
        raise CannotUseFile("")

    def clean(self) -> None:
        """Refuse the file in the form, in words."""
        super().clean()
        if self.file and not self.file._committed:
            try:
                self._readied = self.prepare()
            except CannotUseFile as refusal:
                raise ValidationError({"file": refusal.sentence}) from None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new file is made ready before the row is written. Raises CannotUseFile."""
        if self.file and (not self.file._committed or not self.ready_hash):
            self._take(getattr(self, "_readied", None) or self.prepare())
            self.__dict__.pop("_readied", None)
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], *READY_FIELDS.split()}
        super().save(*args, **kwargs)

    def _take(self, ready: Ready) -> None:
        self.ready_hash, self.ready_mime, self.ready_size = ready.hash, ready.mime, ready.size
        self.ready_width, self.ready_height, self.ready_seconds = ready.width, ready.height, ready.seconds
        if ready.data is None:
            self.ready_file = ""
        else:
            name = f"{ready.hash[:32]}.{ENDINGS[ready.mime]}"
            self.ready_file.save(name, ContentFile(ready.data), save=False)

    @property
    def resident_file(self) -> Any:
        """The file that residents get."""
        return self.ready_file or self.file
