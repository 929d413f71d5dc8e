"""The questions of an impact assessment that people must answer themselves (GDPR 35:7). The rest the system says."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST = 4000


@dataclass(frozen=True, slots=True)
class Question:
    """One question, with what to think of."""

    key: str
    text: str | Promise
    help: str | Promise


QUESTIONS: tuple[Question, ...] = (
    Question(
        "need",
        _("Varför behövs behandlingen, och räcker det inte med mindre?"),
        _("Vad vården skulle sakna utan tjänsten. Vilka uppgifter som prövats och valts bort."),
    ),
    Question(
        "people",
        _("Vilka rör det, och vilka av dem är särskilt utsatta?"),
        _("Barn, personer i kris, skyddade personuppgifter, personal. Ungefär hur många."),
    ),
    Question(
        "views",
        _("Vad tycker de som det rör?"),
        _("Hur invånare, patientföreträdare eller personal har fått säga sitt, och vad ni gjorde av det."),
    ),
    Question(
        "processors",
        _("Vilka biträden finns, och vad står i avtalen?"),
        _(
            "Drift, sms, e-post, e-legitimation. Var uppgifterna finns, och om något biträde lyder under ett land utanför EU."
        ),
    ),
    Question(
        "risks",
        _("Vad kan gå fel för dem det rör?"),
        _(
            "Att någon obehörig läser, att uppgifter blir fel eller försvinner, att någon inte får hjälp. Hur troligt och hur illa."
        ),
    ),
    Question(
        "measures",
        _("Vad gör ni åt riskerna, utöver det som tjänsten gör?"),
        _("Rutiner, utbildning, behörighetsprövning, logguppföljning, reservrutin när tjänsten ligger nere."),
    ),
    Question(
        "left",
        _("Vilken risk är kvar, och vem har godtagit den?"),
        _("Är den hög ska ni samråda med Integritetsskyddsmyndigheten innan ni börjar."),
    ),
    Question("officer", _("Vad säger dataskyddsombudet?"), _("Rådet, och varför om ni inte följer det.")),
    Question(
        "review",
        _("När ser ni över bedömningen nästa gång?"),
        _("Ett datum, och vad som gör att det ska ske tidigare."),
    ),
)
KEYS = tuple(question.key for question in QUESTIONS)


def unanswered(answers: dict[str, str]) -> int:
    """How many questions have no answer yet."""
    return sum(1 for key in KEYS if not answers.get(key, "").strip())
