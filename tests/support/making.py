"""Small trainings for tests."""

from typing import Any

from stegvis.support.actions.training import Content
from stegvis.support.kinds import Way

QUESTIONS = [
    {
        "text": "När läses flaggor?",
        "options": ["Varje dag", "Aldrig", "En gång om året"],
        "right": 0,
        "why": "Så är det.",
    },
    {"text": "Vem tar dem?", "options": ["Ingen", "Den som är på plats"], "right": 1, "why": ""},
]


def content(title: str = "Behandlarens grunder", **more: Any) -> Content:
    """Two steps and two questions."""
    given: dict[str, Any] = {
        "title": title,
        "role": "therapist",
        "way": Way.TEST,
        "valid_months": 12,
        "lead": "Det viktigaste.",
        "steps": [{"title": "Först", "body": "Läs."}, {"title": "Sedan", "body": "- Gör"}],
        "questions": QUESTIONS,
        "pass_percent": 80,
        "minutes": 10,
    }
    return Content(**(given | more))
