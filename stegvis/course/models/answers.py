"""What a resident answers: questionnaires, their scores, and exercises."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.course.kinds import ResponseState
from stegvis.course.models.course import Course
from stegvis.lib.fields import EncryptedJSONField
from stegvis.lib.personal import Classified, Retention
from stegvis.questionnaires.models import DefinitionVersion

_SENT_PAIR = Q(state=ResponseState.DRAFT, sent_at__isnull=True) | Q(state=ResponseState.SENT, sent_at__isnull=False)


class Response(models.Model):
    """Answers to one questionnaire at one occasion. A draft has a revision; what is sent never changes.

    A correction is a row of its own that `amends` the one before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="responses")
    occasion = models.CharField(max_length=120)
    definition = models.ForeignKey(DefinitionVersion, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ResponseState.choices, default=ResponseState.DRAFT)
    revision = models.PositiveIntegerField(default=0)
    answers = EncryptedJSONField()
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    amends = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="amended_by")

    classified = Classified(
        personal="course occasion answers started_at saved_at sent_at state amends",
        plain="id definition revision",
        retention=Retention.RECORD,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "occasion"], condition=Q(amends__isnull=True), name="course_response_once"
            ),
            models.CheckConstraint(condition=_SENT_PAIR, name="course_response_sent_pair"),
        ]

    def __str__(self) -> str:
        return f"response {self.pk}"


class Score(models.Model):
    """One score of one sent response. `value` is None when the instrument gives no total."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="scores")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="scores")
    questionnaire = models.CharField(max_length=80)
    code = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=40, decimal_places=4, null=True, blank=True)
    band = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    classified = Classified(
        personal="response course value band at", plain="id questionnaire code", retention=Retention.RECORD
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["response", "code"], name="course_score_once")]
        indexes = [models.Index(fields=["course", "questionnaire", "at"], name="course_scores_in_time")]

    def __str__(self) -> str:
        return f"{self.code} {self.value}"


class ExerciseAnswer(models.Model):
    """A worksheet: a draft with a revision until it is sent in; sent text stays as it was."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="exercises")
    block = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=ResponseState.choices, default=ResponseState.DRAFT)
    revision = models.PositiveIntegerField(default=0)
    content = EncryptedJSONField()
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="course content state saved_at sent_at", plain="id block revision", retention=Retention.RECORD
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "block"], name="course_exercise_once"),
            models.CheckConstraint(condition=_SENT_PAIR, name="course_exercise_sent_pair"),
        ]

    def __str__(self) -> str:
        return f"exercise {self.pk}"
