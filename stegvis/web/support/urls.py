"""Addresses of help and support: for everybody, for staff, and for the region."""

from django.urls import path

from stegvis.web.support import changing, keeping, learning, practising, queue, reading, sending, teaching

app_name = "support"
REGION = "region/stod/"
READ = "stod/dokument/<uuid:pk>/"
DOCUMENT = f"{REGION}dokument/<uuid:pk>/"
LEARN = "stod/utbildning/<uuid:pk>/"
DATE = "stod/utbildning/tillfallen/<uuid:pk>/"
TRAINING = f"{REGION}utbildning/<uuid:pk>/"
BULLETIN = f"{REGION}anslag/<uuid:pk>/"

urlpatterns = [
    path("hjalp/", sending.send, name="send"),
    path("hjalp/skickat/", sending.sent, name="sent"),
    path("hjalp/kod/", sending.code, name="code"),
    path("hjalp/arenden/", sending.mine, name="mine"),
    path("hjalp/arenden/<uuid:pk>/", sending.case, name="case"),
    path("hjalp/arenden/<uuid:pk>/last/", sending.read_it, name="read_it"),
    path(f"{REGION}arenden/", queue.queue, name="queue"),
    path(f"{REGION}arenden/<uuid:pk>/", queue.handle, name="handle"),
    path(f"{REGION}arenden/<uuid:pk>/svar/", queue.answer, name="answer"),
    path(f"{REGION}arenden/<uuid:pk>/anteckning/", queue.note, name="note"),
    path(f"{REGION}arenden/<uuid:pk>/handlaggare/", queue.owner, name="owner"),
    path(f"{REGION}arenden/<uuid:pk>/sortering/", queue.sort, name="sort"),
    path(f"{REGION}arenden/<uuid:pk>/avsluta/", queue.close, name="close"),
    path(f"{REGION}arenden/<uuid:pk>/oppna/", queue.reopen, name="reopen"),
    path(f"{REGION}arenden/<uuid:pk>/andring/", changing.to_change, name="to_change"),
    path(f"{REGION}samlat/", queue.collected, name="collected"),
    path("stod/", reading.hub, name="hub"),
    path("stod/dokument/", reading.all_documents, name="documents"),
    path(READ, reading.document, name="document"),
    path(f"{READ}version/<int:number>/", reading.edition, name="edition"),
    path(f"{READ}version/<int:number>/hamta/", reading.download, name="download"),
    path("stod/anslag/", reading.all_bulletins, name="bulletins"),
    path("stod/anslag/<uuid:pk>/", reading.bulletin, name="bulletin"),
    path("stod/anslag/<uuid:pk>/last/", reading.bulletin_read, name="bulletin_read"),
    path("stod/utbildning/", learning.trainings, name="trainings"),
    path("stod/utbildning/intyg/", learning.record, name="record"),
    path(DATE, learning.attendance, name="attendance"),
    path(f"{DATE}anmal/", learning.sign_up, name="sign_up"),
    path(f"{DATE}avanmal/", learning.leave, name="leave"),
    path(LEARN, learning.training, name="training"),
    path(f"{LEARN}steg/<int:number>/", learning.step, name="training_step"),
    path(f"{LEARN}prov/", learning.test, name="test"),
    path(f"{LEARN}prov/svar/", learning.test_result, name="test_result"),
    path("stod/ovning/", practising.practice, name="practice"),
    path("stod/ovning/in/", practising.enter, name="practice_enter"),
    path("stod/ovning/klocka/", practising.move, name="practice_move"),
    path("stod/ovning/invanare/<int:number>/", practising.become, name="practice_become"),
    path("stod/ovning/om/", practising.anew, name="practice_anew"),
    path("hjalp/ovning/tillbaka/", practising.back, name="practice_back"),
    path(f"{REGION}ovning/", practising.region_practice, name="region_practice"),
    path("vard/utbildning/", learning.unit_overview, name="unit_overview"),
    path(f"{REGION}dokument/", keeping.region_documents, name="region_documents"),
    path(f"{REGION}dokument/nytt/", keeping.new_document, name="new_document"),
    path(DOCUMENT, keeping.region_document, name="region_document"),
    path(f"{DOCUMENT}andra/", keeping.edit_document, name="edit_document"),
    path(f"{DOCUMENT}fil/", keeping.draft_file, name="draft_file"),
    path(f"{DOCUMENT}publicera/", keeping.publish_document, name="publish_document"),
    path(f"{DOCUMENT}dra-tillbaka/", keeping.withdraw_document, name="withdraw_document"),
    path(f"{DOCUMENT}ta-fram/", keeping.restore_document, name="restore_document"),
    path(f"{REGION}anslag/", keeping.region_bulletins, name="region_bulletins"),
    path(f"{REGION}anslag/nytt/", keeping.new_bulletin, name="new_bulletin"),
    path(BULLETIN, keeping.region_bulletin, name="region_bulletin"),
    path(f"{BULLETIN}dra-tillbaka/", keeping.withdraw_bulletin, name="withdraw_bulletin"),
    path(f"{REGION}utbildning/", teaching.region_trainings, name="region_trainings"),
    path(f"{REGION}utbildning/ny/", teaching.new_training, name="new_training"),
    path(TRAINING, teaching.region_training, name="region_training"),
    path(f"{TRAINING}andra/", teaching.edit_training, name="edit_training"),
    path(f"{TRAINING}publicera/", teaching.publish_training, name="publish_training"),
    path(f"{TRAINING}avsluta/", teaching.withdraw_training, name="withdraw_training"),
    path(f"{TRAINING}krav/", teaching.demand, name="demand"),
    path(f"{TRAINING}tillfallen/", teaching.new_date, name="new_date"),
    path(f"{REGION}utbildning/tillfallen/<uuid:pk>/stall-in/", teaching.cancel_date, name="cancel_date"),
]
