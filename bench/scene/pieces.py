"""Pieces of work without a server, ready to run: a questionnaire of three hundred questions, a year of facts."""

from collections.abc import Callable

from django.template.loader import render_to_string

from bench.scene.long import long_answers, long_definition, long_document
from bench.scene.year import year_pieces
from stegvis.questionnaires import engine
from stegvis.questionnaires.form import build_form


def pieces() -> dict[str, Callable[[], object]]:
    """By the key of their row."""
    definition = long_definition()
    document, answers = long_document(), long_answers(definition)
    half = dict(list(answers.items())[: len(answers) // 2])
    return {
        "long_parse": lambda: engine.parse(document),
        "long_settle": lambda: engine.settle(definition, half),
        "long_validate": lambda: engine.validate(definition, answers, completed=True),
        "long_score": lambda: engine.score(definition, answers),
        **year_pieces(),
        "long_render": lambda: render_to_string("questionnaires/form.html", {"q": build_form(definition, half)}),
    }
