"""The addresses of the pages, in plain English words. A region's key comes first."""

from django.urls import include, path

from samspel.pages.accounts import away, keys, people, person, person_files
from samspel.pages.accounts import views as accounts
from samspel.pages.api.service import api
from samspel.pages.api.views import api_index, api_subject
from samspel.pages.audit import views as audit
from samspel.pages.beginning.addresses import FIRST
from samspel.pages.directory.addresses import DIRECTORY, SETTLING
from samspel.pages.gaps import (
    activity,
    change,
    ecosystem,
    gap,
    lenses,
    perceived,
    places,
    runs,
    stop_rule,
)
from samspel.pages.interplay.addresses import ACTS
from samspel.pages.jobs import views as jobs
from samspel.pages.memos import preview
from samspel.pages.memos import views as memos
from samspel.pages.notes.addresses import NOTES
from samspel.pages.programmes import drafts
from samspel.pages.register import imports, workspace
from samspel.pages.register import views as register
from samspel.pages.register.addresses import EDITING
from samspel.pages.shares import views as shares
from samspel.pages.shell import views as shell
from samspel.pages.surveys.addresses import ANSWERS, WAVES

_region = [
    path("", register.ecosystems, name="ecosystems"),
    path("ecosystems/<str:ecosystem_id>/", ecosystem.ecosystem, name="ecosystem"),
    path("ecosystems/<str:ecosystem_id>/measure/", ecosystem.measure, name="measure"),
    path("ecosystems/<str:ecosystem_id>/change/", change.change, name="change"),
    path("ecosystems/<str:ecosystem_id>/change/stop-rule/", stop_rule.stop_rule, name="stop-rule"),
    path(
        "ecosystems/<str:ecosystem_id>/change/stop-rule/read/",
        stop_rule.read_rule,
        name="read-stop-rule",
    ),
    path("ecosystems/<str:ecosystem_id>/places/", places.places, name="places"),
    path(
        "ecosystems/<str:ecosystem_id>/places/measure/",
        places.measure_places,
        name="measure-places",
    ),
    path("ecosystems/<str:ecosystem_id>/activity/", activity.activity, name="activity"),
    path(
        "ecosystems/<str:ecosystem_id>/activity/measure/",
        activity.measure_activity,
        name="measure-activity",
    ),
    path("ecosystems/<str:ecosystem_id>/perceived/", perceived.perceived, name="perceived"),
    path(
        "ecosystems/<str:ecosystem_id>/perceived/preview/",
        perceived.preview_release,
        name="preview-release",
    ),
    path(
        "ecosystems/<str:ecosystem_id>/perceived/<int:release_id>/publish/",
        perceived.publish_release,
        name="publish-release",
    ),
    path(
        "ecosystems/<str:ecosystem_id>/perceived/<int:release_id>/drop/",
        perceived.drop_preview,
        name="drop-preview",
    ),
    path("lens-runs/<int:run_id>/run.json", lenses.lens_json, name="lens-json"),
    path("lens-runs/<int:run_id>/tables.zip", lenses.lens_tables, name="lens-tables"),
    path("releases/<int:release_id>/release.json", perceived.release_json, name="release-json"),
    path("ecosystems/<str:ecosystem_id>/gaps/<str:gap_key>/", gap.gap, name="gap"),
    path("workspace/", workspace.workspaces, name="workspaces"),
    path("ecosystems/<str:ecosystem_id>/workspace/", workspace.workspace, name="workspace"),
    path("ecosystems/<str:ecosystem_id>/workspace/hand-in/", workspace.hand_in, name="hand-in"),
    path("ecosystems/<str:ecosystem_id>/workspace/give-up/", workspace.give_up, name="give-up"),
    path(
        "ecosystems/<str:ecosystem_id>/workspace/<int:entry_id>/<str:what>/",
        workspace.step,
        name="workspace-step",
    ),
    *WAVES,
    path("actors/", register.actors, name="actors"),
    *EDITING,
    *SETTLING,
    path("actors/<str:actor_id>/", register.actor, name="actor"),
    *ACTS,
    *NOTES,
    *FIRST,
    path("import/", imports.bring_in, name="import"),
    path("import/workbook/", imports.empty_workbook, name="empty-workbook"),
    path("import/<int:import_id>/", imports.plan, name="plan"),
    path("import/<int:import_id>/apply/", imports.apply, name="apply-import"),
    path("jobs/<int:job_id>/", jobs.job, name="job"),
    path("jobs/<int:job_id>/cancel/", jobs.cancel, name="cancel-job"),
    path("runs/<int:run_id>/", runs.run, name="run"),
    path("runs/<int:run_id>/run.json", runs.run_json, name="run-json"),
    path("runs/<int:run_id>/tables.zip", runs.run_tables, name="run-tables"),
    path("memos/", memos.memos, name="memos"),
    path("memos/draft/", memos.draft, name="draft-memo"),
    path("memos/<int:memo_id>/", memos.memo, name="memo"),
    path("memos/<int:memo_id>/preview/", preview.preview, name="memo-preview"),
    path("memos/<int:memo_id>/memo.pdf", memos.memo_pdf, name="memo-pdf"),
    path("memos/<int:memo_id>/render/", memos.render, name="memo-render"),
    path("memos/<int:memo_id>/renew/", memos.renew, name="memo-renew"),
    path("matters/", drafts.matters, name="matters"),
    path("matters/<int:draft_id>/", drafts.matter, name="matter"),
    path("matters/<int:draft_id>/document/", drafts.document, name="matter-document"),
    path("matters/<int:draft_id>/aside/", drafts.aside, name="matter-aside"),
    path("shares/", shares.shares, name="shares"),
    path("shares/<int:share_id>/revoke/", shares.revoke, name="revoke-share"),
    path("audit/", audit.history, name="history"),
    path("people/", people.people, name="people"),
    path("people/keys/", keys.keys, name="keys"),
    path("people/keys/<int:key_id>/revoke/", keys.revoke, name="revoke-key"),
    path("people/away/", away.away, name="away"),
    path("people/away/<int:deputy_id>/end/", away.end_away, name="end-away"),
    path("people/person/<int:contact_id>/", person.person, name="person"),
    path("people/person/<int:contact_id>/extract.json", person.extract, name="extract"),
    path("people/person/<int:contact_id>/files/", person_files.search, name="search-files"),
    path("people/person/<int:contact_id>/files/empty/", person_files.empty, name="empty-files"),
    path("people/person/<int:contact_id>/erase/", person.erase, name="erase-person"),
    path("people/person/<int:contact_id>/hand-over/", away.hand_over, name="hand-over"),
    path("people/<int:grant_id>/end/", people.end_role, name="end-role"),
]

urlpatterns = [
    path("", accounts.start, name="start"),
    path("sign-in/", accounts.sign_in_page, name="sign-in"),
    path("sign-in/send-link/", accounts.send_link, name="send-link"),
    path("sign-out/", accounts.sign_out, name="sign-out"),
    path("sign-in/<str:token>/", accounts.link, name="link"),
    path("begin/", accounts.start_region, name="start-region"),
    path("language/", shell.language, name="language"),
    path("theme/", shell.theme, name="theme"),
    path("accessibility/", shell.accessibility, name="accessibility"),
    path("feedback/", shell.feedback, name="feedback"),
    path("shared/<str:token>/", shares.open_share, name="shared"),
    path("shared/<str:token>/memo.pdf", shares.open_document, name="shared-document"),
    path("api/v1/", api.urls),
    path("api/", api_index, name="api-index"),
    path("api/<str:subject>/", api_subject, name="api-subject"),
    *ANSWERS,
    *DIRECTORY,
    path("<slug:region>/", include(_region)),
]
