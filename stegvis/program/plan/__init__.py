"""The document compiled once for unfolding: flat, indexed, without a single word of text.

Everything `unfold` needs and nothing else; cached by the document's hash above. `parts` are the values,
`compiling` makes them, `instruments` reads what the questionnaires say of their own scores and questions.
"""

from stegvis.program.plan.compiling import asked_answers, compile_plan
from stegvis.program.plan.parts import (
    Moved,
    Plan,
    PlanCondition,
    PlanDiary,
    PlanMeasurement,
    PlanModule,
    PlanSection,
    Worsening,
)

__all__ = [
    "Moved",
    "Plan",
    "PlanCondition",
    "PlanDiary",
    "PlanMeasurement",
    "PlanModule",
    "PlanSection",
    "Worsening",
    "asked_answers",
    "compile_plan",
]
