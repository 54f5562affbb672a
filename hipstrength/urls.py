"""All addresses of the site. This wiring may import every app; nobody imports it."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from hipstrength import health, metrics, pages, sitemaps
from hipstrength.accounts import data_views as data
from hipstrength.accounts import link_views as links
from hipstrength.accounts import views as accounts
from logbook.views import shared
from logbook.views.home import home

page_patterns = (
    [
        path("why/", pages.why, name="why"),
        path("safety/", pages.safety, name="safety"),
        path("privacy/", pages.privacy, name="privacy"),
    ],
    "pages",
)

handler400 = "hipstrength.errors.bad_request"
handler500 = "hipstrength.trouble.server_error"

urlpatterns = [
    path("", home, name="home"),
    path("", include(page_patterns)),
    path("", include("logbook.urls")),
    path("exercises/", include("exercises.urls")),
    path("settings/", accounts.settings, name="settings"),
    path("settings/advice/off/", accounts.advice_off, name="advice-off"),
    path("data/", data.index, name="data"),
    path("data/export.json", data.export_json, name="export-json"),
    path("data/export.csv", data.export_csv, name="export-csv"),
    path("accounts/email/", accounts.change_email, name="change-email"),
    path("accounts/consent/", accounts.consent, name="consent"),
    path("accounts/delete/", accounts.delete, name="account-delete"),
    path("accounts/deleted/", accounts.deleted, name="account-deleted"),
    path("accounts/logout/", accounts.logout, name="logout"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/second-factor/", include("allauth.mfa.urls")),
    path("accounts/sessions/end/", accounts.end_sessions, name="sessions-end"),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("data/links/", links.index, name="report-links"),
    path("data/links/new/", links.new, name="report-link-new"),
    path("data/links/<uuid:public_id>/", links.show, name="report-link"),
    path("data/links/<uuid:public_id>/revoke/", links.revoke, name="report-link-revoke"),
    path("data/links/<uuid:public_id>/delete/", links.delete, name="report-link-delete"),
    path("shared/<slug:token>/", shared.report, name="shared"),
    path("shared/<slug:token>/report.pdf", shared.pdf, name="shared-pdf"),
    # Whatever else begins so is a link that was cut, or got a full stop behind it.
    path("shared/<path:rest>", shared.nothing, name="shared-nothing"),
    path(f"{settings.ADMIN_PATH}/", admin.site.urls),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.site_map, name="sitemap"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
]
