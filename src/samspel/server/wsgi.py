"""The pages as a WSGI application, for `samspel serve` and for any other server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspel.server.settings")

application = get_wsgi_application()
