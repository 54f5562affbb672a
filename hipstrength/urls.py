"""All addresses of the site. This wiring may import every app; nobody imports it."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from hipstrength import health, pages, sitemaps
from hipstrength.accounts import views as accounts
from logbook.views.home import home

# The admin's own login form has no limit on attempts; the site's has.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as the library's manual says
admin.site.site_header = admin.site.site_title = "HipStrength"

page_patterns = (
    [
        path("why/", pages.why, name="why"),
        path("safety/", pages.safety, name="safety"),
    ],
    "pages",
)

urlpatterns = [
    path("", home, name="home"),
    path("", include(page_patterns)),
    path("", include("logbook.urls")),
    path("exercises/", include("exercises.urls")),
    path("settings/", accounts.settings, name="settings"),
    path("settings/advice/off/", accounts.advice_off, name="advice-off"),
    path("accounts/email/", accounts.change_email, name="change-email"),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.site_map, name="sitemap"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
