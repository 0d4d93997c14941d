"""Every address of the service, and the pages shown when one cannot be answered."""

from django.urls import include, path

from samspel.server.health import health

urlpatterns = [
    path("health", health),
    path("", include("samspel.pages.urls")),
]

handler400 = "samspel.pages.shell.errors.bad_request"
handler403 = "samspel.pages.shell.errors.refused"
handler404 = "samspel.pages.shell.errors.not_found"
handler500 = "samspel.pages.shell.errors.server_error"
