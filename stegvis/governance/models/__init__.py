"""The nouns of the process, one file per family."""

from stegvis.governance.models.assessment import Comment, Coordination, Interest, Standpoint
from stegvis.governance.models.changes import ChangeRequest
from stegvis.governance.models.checking import CheckWaiver
from stegvis.governance.models.checklists import ChecklistItem, ChecklistMark, ChecklistTemplate
from stegvis.governance.models.group import Attendance, Decision, Meeting, Milestone
from stegvis.governance.models.ideas import FirstAssessment, Idea
from stegvis.governance.models.initiatives import Initiative, Member
from stegvis.governance.models.nominations import Attachment, Nomination, NominationForm, SentNomination
from stegvis.governance.models.parties import ContactPerson, CouncilSeat, Deputy
from stegvis.governance.models.prototypes import (
    Pin,
    PinDecision,
    PinReply,
    Presentation,
    PrototypeRound,
    Tester,
    Tryout,
)
from stegvis.governance.models.review import Arrival, EarlierDecision, ReviewRemark
from stegvis.governance.models.risk_signing import (
    RiskApproval,
    RiskConfirmation,
    RiskContribution,
    RiskRegard,
    RiskSignature,
)
from stegvis.governance.models.risks import RiskAnalysis, RiskPaper, RiskRow, RiskTemplate
from stegvis.governance.models.story import HistoryEntry, Task

__all__ = [
    "Arrival",
    "Attachment",
    "Attendance",
    "ChangeRequest",
    "CheckWaiver",
    "ChecklistItem",
    "ChecklistMark",
    "ChecklistTemplate",
    "Comment",
    "ContactPerson",
    "Coordination",
    "CouncilSeat",
    "Decision",
    "Deputy",
    "EarlierDecision",
    "FirstAssessment",
    "HistoryEntry",
    "Idea",
    "Initiative",
    "Interest",
    "Meeting",
    "Member",
    "Milestone",
    "Nomination",
    "NominationForm",
    "Pin",
    "PinDecision",
    "PinReply",
    "Presentation",
    "PrototypeRound",
    "ReviewRemark",
    "RiskAnalysis",
    "RiskApproval",
    "RiskConfirmation",
    "RiskContribution",
    "RiskPaper",
    "RiskRegard",
    "RiskRow",
    "RiskSignature",
    "RiskTemplate",
    "SentNomination",
    "Standpoint",
    "Task",
    "Tester",
    "Tryout",
]
