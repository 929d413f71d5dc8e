"""Addresses below /utveckling/."""

from django.urls import include, path

from stegvis.web.process import (
    board,
    candidate_urls,
    deputies,
    group,
    home,
    initiative,
    meetings,
    own,
    routine,
    verification,
)
from stegvis.web.process.prototypes.addresses import of_staff
from stegvis.web.process.review import acts as review_acts
from stegvis.web.process.review import page as review_page
from stegvis.web.process.risks import acts as risk_acts
from stegvis.web.process.risks import meeting as risk_meeting
from stegvis.web.process.risks import page as risk_page
from stegvis.web.process.risks import printing as risk_printing
from stegvis.web.process.risks import rows as risk_rows
from stegvis.web.process.risks import uploading as risk_uploading

app_name = "process"

urlpatterns = [
    path("", include("stegvis.web.process.begin_urls")),
    path("", home.home, name="home"),
    path("tavla/", board.board, name="board"),
    path("uppgift/<int:pk>/", home.task, name="task"),
    path("kontaktpersoner/", own.contacts, name="contacts"),
    path("brev/", own.letters, name="letters"),
    path("ersattare/", deputies.deputies, name="deputies"),
    path("ersattare/<int:pk>/avsluta/", deputies.end, name="end_deputy"),
    path("arbeten/<uuid:pk>/", initiative.initiative, name="initiative"),
    path("arbeten/<uuid:pk>/egen-kontroll/", verification.verification, name="verification"),
    path("arbeten/<uuid:pk>/egen-kontroll/beslut/", verification.record, name="record_decision"),
    path("arbeten/<uuid:pk>/egen-kontroll/godkann/", verification.approve, name="verify"),
    path("arbeten/<uuid:pk>/egen-kontroll/avsta/", verification.decline, name="decline_verification"),
    *candidate_urls.urlpatterns,
    path("arbeten/<uuid:pk>/dra-tillbaka/", initiative.withdraw, name="withdraw"),
    path("arbeten/<uuid:pk>/ta-upp/", initiative.take_up, name="take_up"),
    path("arbeten/<uuid:pk>/planera/", initiative.plan, name="plan"),
    path("arbeten/<uuid:pk>/personer/", initiative.people, name="people"),
    path("arbeten/<uuid:pk>/personer/utse/", initiative.appoint, name="appoint"),
    path("arbeten/<uuid:pk>/arbetsgrupp/", group.group, name="group"),
    path("arbeten/<uuid:pk>/arbetsgrupp/bjud-in/", group.invite, name="invite"),
    path("arbeten/<uuid:pk>/arbetsgrupp/<int:member>/ta-bort/", group.leave, name="leave_group"),
    path("arbeten/<uuid:pk>/plan/", group.add_milestone, name="add_milestone"),
    path("arbeten/<uuid:pk>/plan/<uuid:milestone>/", group.change_milestone, name="milestone"),
    path("arbeten/<uuid:pk>/moten/nytt/", meetings.new, name="new_meeting"),
    path("arbeten/<uuid:pk>/moten/<uuid:meeting>/", meetings.one, name="meeting"),
    path("arbeten/<uuid:pk>/moten/<uuid:meeting>/andra/", meetings.change, name="change_meeting"),
    path("arbeten/<uuid:pk>/moten/<uuid:meeting>/kalender/", meetings.calendar, name="meeting_calendar"),
    path("arbeten/<uuid:pk>/moten/<uuid:meeting>/svara/", meetings.answer, name="answer_meeting"),
    path("arbeten/<uuid:pk>/moten/<uuid:meeting>/stall-in/", meetings.cancel, name="cancel_meeting"),
    path("arbeten/<uuid:pk>/moten/<uuid:meeting>/anteckna/", meetings.notes, name="meeting_notes"),
    path("arbeten/<uuid:pk>/moten/<uuid:meeting>/besluta/", meetings.decide, name="decide"),
    path("arbeten/<uuid:pk>/beslut/<uuid:decision>/ta-tillbaka/", meetings.take_back, name="take_back_decision"),
    path("arbeten/<uuid:pk>/rutin/", routine.routine, name="routine"),
    path("arbeten/<uuid:pk>/rutin/spara/", routine.save, name="save_routine"),
    path("arbeten/<uuid:pk>/granskning/", review_page.review, name="review"),
    path("arbeten/<uuid:pk>/lagg-fram/", review_acts.propose, name="propose"),
    path("arbeten/<uuid:pk>/granskning/be-om/", review_acts.ask, name="ask_review"),
    path("arbeten/<uuid:pk>/granskning/anmark/", review_acts.remark, name="remark"),
    path("arbeten/<uuid:pk>/granskning/anmarkningar/<int:remark>/", review_acts.answer, name="answer_remark"),
    path("arbeten/<uuid:pk>/granskning/lamna-tillbaka/", review_acts.return_to_design, name="return_review"),
    path("arbeten/<uuid:pk>/granskning/godkann/", review_acts.approve, name="approve_review"),
    path("arbeten/<uuid:pk>/granskning/slapp-fram/", review_acts.clear_urgent, name="clear_urgent"),
    path("arbeten/<uuid:pk>/granskning/ta-upp/", review_acts.reopen, name="reopen_review"),
    path("arbeten/<uuid:pk>/granskning/i-efterhand/", review_acts.after_review, name="after_review"),
    path("arbeten/<uuid:pk>/publicera/", review_acts.publish, name="publish"),
    path("arbeten/<uuid:pk>/publicera/delegera/", review_acts.delegate, name="delegate"),
    path("arbeten/<uuid:pk>/publicera/ta-tillbaka/", review_acts.keep, name="keep_publishing"),
    *of_staff(),
    path("arbeten/<uuid:pk>/riskanalys/", risk_page.risks, name="risks"),
    path("arbeten/<uuid:pk>/riskanalys/borja/", risk_acts.begin, name="risks_begin"),
    path("arbeten/<uuid:pk>/riskanalys/ny-rad/", risk_rows.new, name="risks_new"),
    path("arbeten/<uuid:pk>/riskanalys/rader/<uuid:row>/", risk_rows.row, name="risks_row"),
    path("arbeten/<uuid:pk>/riskanalys/rader/<uuid:row>/star-kvar/", risk_acts.stand, name="risks_stand"),
    path("arbeten/<uuid:pk>/riskanalys/rader/<uuid:row>/klar/", risk_acts.mark_done, name="risks_done"),
    path("arbeten/<uuid:pk>/riskanalys/rader/<uuid:row>/ta-bort/", risk_acts.remove, name="risks_remove"),
    path("arbeten/<uuid:pk>/riskanalys/genomgatt/", risk_acts.regard, name="risks_regard"),
    path("arbeten/<uuid:pk>/riskanalys/mote/", risk_meeting.meeting, name="risks_meeting"),
    path("arbeten/<uuid:pk>/riskanalys/egen/", risk_uploading.upload, name="risks_upload"),
    path("arbeten/<uuid:pk>/riskanalys/egen/fil/", risk_uploading.paper, name="risks_paper"),
    path("arbeten/<uuid:pk>/riskanalys/egen/ta-bort/", risk_acts.drop_paper, name="risks_drop_paper"),
    path("arbeten/<uuid:pk>/riskanalys/be-om-underskrift/", risk_acts.ask, name="risks_ask"),
    path("arbeten/<uuid:pk>/riskanalys/skriv-under/", risk_acts.sign, name="risks_sign"),
    path("arbeten/<uuid:pk>/riskanalys/bekrafta/", risk_acts.confirm, name="risks_confirm"),
    path("arbeten/<uuid:pk>/riskanalys/godkann/", risk_acts.approve, name="risks_approve"),
    path("arbeten/<uuid:pk>/riskanalys/pdf/", risk_printing.pdf, name="risks_pdf"),
    path("arbeten/<uuid:pk>/riskanalys/mall/", risk_printing.empty_pdf, name="risks_empty_pdf"),
]
