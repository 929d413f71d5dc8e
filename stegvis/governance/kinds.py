"""Enums of the process, and its state machine as a table: which act leads from where to where, and whose it is."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Lane(TextChoices):
    """Why there is work on a program, and so which steps it takes."""

    NEW = "new", _("Nytt program")
    VERSION = "version", _("Ny version")
    URGENT = "urgent", _("Brådskande rättning")
    ADOPTION = "adoption", _("Övertaget program")
    BROUGHT_IN = "brought_in", _("Befintligt program")


class Stage(TextChoices):
    """Where an initiative stands (domain.md, "The way of a program")."""

    IDEA = "idea", _("Idé")
    FIRST_ASSESSMENT = "first_assessment", _("Första bedömning")
    MANAGER = "manager", _("Chefens godkännande")
    NOMINATION = "nomination", _("Nominering")
    ASSESSMENT = "assessment", _("Bedömning")
    CHANGE = "change", _("Ändringsförslag")
    VERIFICATION = "verification", _("Egen kontroll")
    DESIGN = "design", _("Utformning")
    PREPARATION = "preparation", _("Checklista och riskanalys")
    REVIEW = "review", _("Slutgranskning")
    APPROVED = "approved", _("Klart att publicera")
    PUBLISHED = "published", _("Publicerat")
    AFTER_REVIEW = "after_review", _("Granskning i efterhand")
    ANOTHER_SERVICE = "another_service", _("Annan tjänst")
    DECLINED = "declined", _("Avslaget")
    WITHDRAWN = "withdrawn", _("Tillbakadraget")


ENDED = frozenset({Stage.PUBLISHED, Stage.ANOTHER_SERVICE, Stage.DECLINED, Stage.WITHDRAWN})
RUNNING = frozenset(Stage) - ENDED


class Party(TextChoices):
    """What somebody is to an initiative. A person can be several."""

    OPENER = "opener", _("den som lämnade idén")
    CONTACT = "contact", _("förvaltningens kontaktperson")
    MANAGER = "manager", _("enhetens chef")
    OWNER = "owner", _("ägaren")
    DESIGNER = "designer", _("designern")
    MEMBER = "member", _("arbetsgruppen")
    COUNCIL = "council", _("samordningsrådet")
    COORDINATOR = "coordinator", _("regionens samordnare")


class Act(TextChoices):
    """Everything that moves an initiative. The names are those of the actions in the log."""

    SUBMIT_IDEA = "idea:submit", _("lämnade idén")
    RECOMMEND = "idea:recommend", _("bedömde att plattformen passar")
    RETURN_IDEA = "idea:return", _("bad om mer om idén")
    POINT_ELSEWHERE = "idea:point_elsewhere", _("hänvisade till en annan tjänst")
    MANAGER_APPROVE = "idea:approve", _("godkände idén")
    DECLINE_IDEA = "idea:decline", _("sade nej till idén")
    NOMINATE = "nomination:submit", _("lämnade nomineringen")
    ASK_MORE = "nomination:ask_more", _("bad om mer i nomineringen")
    APPROVE_NOMINATION = "nomination:approve", _("godkände nomineringen")
    DECLINE_NOMINATION = "nomination:decline", _("avslog nomineringen")
    ACCEPT_CHANGE = "change:accept", _("tog upp ändringsförslaget")
    DECLINE_CHANGE = "change:decline", _("sade nej till ändringsförslaget")
    PROPOSE = "candidate:propose", _("lade fram en kandidat")
    BACK_TO_DESIGN = "candidate:take_back", _("tog tillbaka kandidaten för mer arbete")
    ASK_REVIEW = "review:ask", _("bad om slutgranskning")
    RETURN_REVIEW = "review:return", _("lämnade tillbaka efter slutgranskning")
    APPROVE_REVIEW = "review:approve", _("godkände i slutgranskningen")
    REOPEN = "review:reopen", _("tog upp arbetet igen")
    VERIFY = "verification:approve", _("godkände efter egen kontroll")
    DECLINE_VERIFICATION = "verification:decline", _("tog inte över programmet")
    CLEAR_URGENT = "urgent:clear", _("släppte fram en brådskande rättning")
    PUBLISH = "initiative:publish", _("publicerade")
    AFTER_REVIEW_DONE = "urgent:after_review", _("granskade i efterhand")
    WITHDRAW = "initiative:withdraw", _("drog tillbaka")
    TAKE_UP = "initiative:take_up", _("tog upp igen")


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table. `reason`: a reason must be written; `to` is where it leads, unless the act says else."""

    act: Act
    here: frozenset[Stage]
    to: Stage
    who: frozenset[Party]
    reason: bool = False
    lanes: frozenset[Lane] = frozenset(Lane)


def _row(
    act: Act,
    here: Stage | tuple[Stage, ...],
    to: Stage,
    *who: Party,
    reason: bool = False,
    lanes: tuple[Lane, ...] = (),
) -> Transition:
    places = here if isinstance(here, tuple) else (here,)
    return Transition(act, frozenset(places), to, frozenset(who), reason, frozenset(lanes or Lane))


_BEFORE_DESIGN = (Stage.IDEA, Stage.FIRST_ASSESSMENT, Stage.MANAGER, Stage.NOMINATION, Stage.ASSESSMENT)

TRANSITIONS: dict[Act, Transition] = {
    row.act: row
    for row in (
        # Where the administration has no contact person, the act leads straight to the manager, and says so.
        _row(Act.SUBMIT_IDEA, Stage.IDEA, Stage.FIRST_ASSESSMENT, Party.OPENER),
        _row(Act.RECOMMEND, Stage.FIRST_ASSESSMENT, Stage.MANAGER, Party.CONTACT, reason=True),
        _row(Act.RETURN_IDEA, (Stage.FIRST_ASSESSMENT, Stage.MANAGER), Stage.IDEA, Party.CONTACT, Party.MANAGER, reason=True),
        _row(
            Act.POINT_ELSEWHERE, (Stage.FIRST_ASSESSMENT, Stage.ASSESSMENT), Stage.ANOTHER_SERVICE,
            Party.CONTACT, Party.COORDINATOR, reason=True,
        ),
        _row(Act.MANAGER_APPROVE, Stage.MANAGER, Stage.NOMINATION, Party.MANAGER),
        _row(Act.DECLINE_IDEA, Stage.MANAGER, Stage.DECLINED, Party.MANAGER, reason=True),
        _row(Act.NOMINATE, Stage.NOMINATION, Stage.ASSESSMENT, Party.OWNER),
        _row(Act.ASK_MORE, Stage.ASSESSMENT, Stage.NOMINATION, Party.COORDINATOR, reason=True),
        _row(Act.APPROVE_NOMINATION, Stage.ASSESSMENT, Stage.DESIGN, Party.COORDINATOR, reason=True),
        _row(Act.DECLINE_NOMINATION, Stage.ASSESSMENT, Stage.DECLINED, Party.COORDINATOR, reason=True),
        _row(Act.ACCEPT_CHANGE, Stage.CHANGE, Stage.DESIGN, Party.OWNER, Party.COORDINATOR),
        _row(Act.DECLINE_CHANGE, Stage.CHANGE, Stage.DECLINED, Party.OWNER, Party.COORDINATOR, reason=True),
        _row(Act.PROPOSE, (Stage.DESIGN, Stage.PREPARATION), Stage.PREPARATION, Party.DESIGNER),
        _row(Act.BACK_TO_DESIGN, Stage.PREPARATION, Stage.DESIGN, Party.DESIGNER, Party.OWNER, reason=True),
        _row(Act.ASK_REVIEW, Stage.PREPARATION, Stage.REVIEW, Party.DESIGNER, Party.OWNER),
        _row(Act.RETURN_REVIEW, Stage.REVIEW, Stage.DESIGN, Party.COORDINATOR, reason=True),
        _row(Act.APPROVE_REVIEW, Stage.REVIEW, Stage.APPROVED, Party.COORDINATOR),
        _row(Act.REOPEN, Stage.APPROVED, Stage.DESIGN, Party.OWNER, Party.COORDINATOR, Party.DESIGNER, reason=True),
        _row(
            Act.VERIFY, Stage.VERIFICATION, Stage.APPROVED, Party.COORDINATOR, reason=True,
            lanes=(Lane.ADOPTION, Lane.BROUGHT_IN),
        ),
        _row(
            Act.DECLINE_VERIFICATION, Stage.VERIFICATION, Stage.DECLINED, Party.COORDINATOR, reason=True,
            lanes=(Lane.ADOPTION, Lane.BROUGHT_IN),
        ),
        _row(
            Act.CLEAR_URGENT, (Stage.DESIGN, Stage.PREPARATION, Stage.REVIEW), Stage.APPROVED, Party.COORDINATOR,
            reason=True, lanes=(Lane.URGENT,),
        ),
        # Leads to the after-review where the lane is the urgent one.
        _row(Act.PUBLISH, Stage.APPROVED, Stage.PUBLISHED, Party.OWNER, Party.COORDINATOR),
        _row(
            Act.AFTER_REVIEW_DONE, Stage.AFTER_REVIEW, Stage.PUBLISHED, Party.COORDINATOR, reason=True,
            lanes=(Lane.URGENT,),
        ),
        _row(
            Act.WITHDRAW, (*_BEFORE_DESIGN, Stage.CHANGE, Stage.VERIFICATION, Stage.DESIGN, Stage.PREPARATION),
            Stage.WITHDRAWN, Party.OPENER, Party.OWNER, Party.COORDINATOR, reason=True,
        ),
        # Back to where it was left; a new decision is needed from there.
        _row(
            Act.TAKE_UP, (Stage.DECLINED, Stage.WITHDRAWN, Stage.ANOTHER_SERVICE), Stage.IDEA,
            Party.COORDINATOR, Party.OWNER, reason=True,
        ),
    )
}  # fmt: skip


class TaskKind(TextChoices):
    """What somebody has to do. One open row per initiative, kind and addressee."""

    FINISH_IDEA = "finish_idea", _("Skriv klart idén")
    ASSESS_IDEA = "assess_idea", _("Gör en första bedömning")
    APPROVE_IDEA = "approve_idea", _("Godkänn idén som chef")
    NOMINATE = "nominate", _("Fyll i nomineringen")
    ASSESS = "assess", _("Bedöm nomineringen")
    STANDPOINT = "standpoint", _("Säg vad du tycker om nomineringen")
    DECIDE_CHANGE = "decide_change", _("Ta ställning till ändringsförslaget")
    VERIFY = "verify", _("Gör vårdgivarens egen kontroll")
    DESIGN = "design", _("Bygg programmet")
    GIVE_FEEDBACK = "give_feedback", _("Prova prototypen och tyck till")
    ANSWER_FEEDBACK = "answer_feedback", _("Svara på synpunkterna")
    PREPARE = "prepare", _("Gå igenom checklistan")
    CONTRIBUTE_RISKS = "contribute_risks", _("Bidra till riskanalysen")
    SIGN_RISKS = "sign_risks", _("Skriv under riskanalysen")
    APPROVE_RISKS = "approve_risks", _("Godkänn riskanalysen")
    REVIEW = "review", _("Slutgranska")
    PUBLISH = "publish", _("Publicera")
    DISTRIBUTE = "distribute", _("Dela ut till enheterna")
    AFTER_REVIEW = "after_review", _("Granska i efterhand")
    ROUTINE = "routine", _("Skriv rutinen")
    OTHER = "other", _("Att göra")


@dataclass(frozen=True, slots=True)
class NextMove:
    """Who has the next move in a stage, and in how many days it is expected."""

    kind: TaskKind
    party: Party
    days: int


NEXT_MOVES: dict[Stage, tuple[NextMove, ...]] = {
    Stage.IDEA: (NextMove(TaskKind.FINISH_IDEA, Party.OPENER, 30),),
    Stage.FIRST_ASSESSMENT: (NextMove(TaskKind.ASSESS_IDEA, Party.CONTACT, 14),),
    Stage.MANAGER: (NextMove(TaskKind.APPROVE_IDEA, Party.MANAGER, 14),),
    Stage.NOMINATION: (NextMove(TaskKind.NOMINATE, Party.OWNER, 30),),
    Stage.ASSESSMENT: (
        NextMove(TaskKind.ASSESS, Party.COORDINATOR, 30),
        NextMove(TaskKind.STANDPOINT, Party.COUNCIL, 21),
    ),
    Stage.CHANGE: (NextMove(TaskKind.DECIDE_CHANGE, Party.OWNER, 30),),
    Stage.VERIFICATION: (NextMove(TaskKind.VERIFY, Party.COORDINATOR, 30),),
    Stage.DESIGN: (NextMove(TaskKind.DESIGN, Party.DESIGNER, 120),),
    Stage.PREPARATION: (NextMove(TaskKind.PREPARE, Party.DESIGNER, 21),),
    Stage.REVIEW: (NextMove(TaskKind.REVIEW, Party.COORDINATOR, 14),),
    Stage.APPROVED: (NextMove(TaskKind.PUBLISH, Party.OWNER, 14),),
    Stage.AFTER_REVIEW: (NextMove(TaskKind.AFTER_REVIEW, Party.COORDINATOR, 14),),
}


class MemberKind(TextChoices):
    """What a member brings to the working group. Care staff must contribute to the risk analysis."""

    CARE = "care", _("Vårdpersonal på enheten")
    MEDICAL = "medical", _("Medicinskt ansvarig granskare")
    SAFETY = "safety", _("Patientsäkerhet")
    SECURITY = "security", _("Informationssäkerhet")
    PATIENT = "patient", _("Patientföreträdare som är anställd")
    OTHER = "other", _("Annan kompetens")


class DecisionKind(TextChoices):
    """What was decided elsewhere about a program that is brought in or taken over."""

    NOMINATION = "nomination", _("Nominering")
    RISK_ANALYSIS = "risk_analysis", _("Riskanalys")
    REVIEW = "review", _("Slutgranskning")
    MEDICAL = "medical", _("Medicinsk granskning")
    REGULATORY = "regulatory", _("Regulatorisk status")
    LICENCE = "licence", _("Rätt att använda innehåll och formulär")
    OTHER = "other", _("Annat beslut")


# Without these a program from elsewhere is not let into the catalogue.
DECISIONS_NEEDED = (DecisionKind.RISK_ANALYSIS, DecisionKind.REVIEW)


def label_of(act: str) -> str | Promise:
    """What an act is called in the story of an initiative."""
    return Act(act).label if act in Act.values else act
