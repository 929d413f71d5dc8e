"""The media library: pictures, film and sound, PDFs. Each belongs to its publisher unit's collection."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtailmedia.models import AbstractMedia, MediaType

from stegvis.authoring.models.readied import READY_FIELDS, Readied
from stegvis.authoring.preparing import (
    CannotUseFile,
    Ready,
    clean_pdf,
    probe_recording,
    read_captions,
    resident_picture,
)
from stegvis.lib.personal import Classified


class AuthoredImage(Readied, AbstractImage):  # type: ignore[django-manager-missing]
    """A picture. `description` is the alternative text where a block gives none of its own."""

    description = models.CharField(
        _("bildbeskrivning (alt-text)"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("Säg vad bilden visar, för den som inte ser den."),
    )
    licence = models.CharField(_("licens"), max_length=200, blank=True, help_text=_("Vad som gäller för bilden."))
    source = models.CharField(_("källa"), max_length=200, blank=True, help_text=_("Vem som har tagit eller ritat den."))

    admin_form_fields = ("title", "file", "collection", "description", "licence", "source")

    classified = Classified(plain=f"id licence source {READY_FIELDS}")

    class Meta(AbstractImage.Meta):
        verbose_name = _("bild")
        verbose_name_plural = _("bilder")

    def prepare(self) -> Ready:
        """Upright, of a sensible size, without metadata."""
        with self.open_file() as opened:
            return resident_picture(opened)

    @property
    def default_alt_text(self) -> str:
        """Never the title: a file name says nothing to anybody."""
        text: str = self.description
        return text


class AuthoredRendition(AbstractRendition):
    """A smaller copy for the editor's own lists."""

    image = models.ForeignKey(AuthoredImage, on_delete=models.CASCADE, related_name="renditions")

    classified = Classified(plain="id image")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="authoring_rendition_once")
        ]


class AuthoredMedia(Readied, AbstractMedia):  # type: ignore[django-manager-missing]
    """A film or a sound, with what makes it possible to follow without seeing or hearing."""

    captions = models.FileField(
        _("undertext (.vtt)"),
        upload_to="captions",
        blank=True,
        help_text=_("För film: en WebVTT-fil med det som sägs och ljud som betyder något."),
    )
    captions_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    captions_size = models.PositiveIntegerField(null=True, editable=False)
    transcript = models.TextField(
        _("utskrift"), blank=True, help_text=_("Allt som sägs, i text. Visas under filmen eller ljudet.")
    )
    nothing_shown_only = models.BooleanField(
        _("filmen visar inget viktigt som inte också sägs"),
        default=False,
        help_text=_("Kryssa i när den som bara hör filmen får veta allt. Annars behövs en syntolkad version."),
    )

    licence = models.CharField(
        _("licens"), max_length=200, blank=True, help_text=_("Vad som gäller för filmen eller ljudet.")
    )
    source = models.CharField(_("källa"), max_length=200, blank=True, help_text=_("Vem som har gjort inspelningen."))

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "captions",
        "transcript",
        "nothing_shown_only",
        "licence",
        "source",
    )

    classified = Classified(
        plain=f"id captions captions_hash captions_size transcript nothing_shown_only licence source {READY_FIELDS}"
    )

    class Meta:
        verbose_name = _("film eller ljud")
        verbose_name_plural = _("film och ljud")

    def prepare(self) -> Ready:
        """Kept as it is, but opened and measured."""
        ready = probe_recording(self.file, film=self.type == MediaType.VIDEO)
        self.duration, self.width, self.height = ready.seconds or 0, ready.width, ready.height
        return ready

    def clean(self) -> None:
        """Film and captions are read before they are taken in."""
        super().clean()
        if self.captions and not _is_stored(self.captions):
            try:
                read_captions(self.captions)
            except CannotUseFile as refusal:
                raise ValidationError({"captions": refusal.sentence}) from None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Captions are hashed like the film. Raises CannotUseFile."""
        if self.captions and (not _is_stored(self.captions) or not self.captions_hash):
            ready = read_captions(self.captions)
            self.captions_hash, self.captions_size = ready.hash, ready.size
        elif not self.captions:
            self.captions_hash, self.captions_size = "", None
        super().save(*args, **kwargs)


class AuthoredDocument(Readied, AbstractDocument):  # type: ignore[django-manager-missing]
    """A PDF."""

    licence = models.CharField(_("licens"), max_length=200, blank=True, help_text=_("Vad som gäller för dokumentet."))
    source = models.CharField(_("källa"), max_length=200, blank=True, help_text=_("Vem som har skrivit det."))

    admin_form_fields = ("title", "file", "collection", "licence", "source")

    classified = Classified(plain=f"id licence source {READY_FIELDS}")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("dokument")
        verbose_name_plural = _("dokument")

    def prepare(self) -> Ready:
        """Without scripts and attached files."""
        with self.open_file() as opened:
            return clean_pdf(opened)


def _is_stored(file: Any) -> bool:
    """Whether a file field holds what is in the storage, or something just uploaded."""
    stored: bool = file._committed
    return stored
