"""The API whole: mounted at `/api/v1/`, described by `/api/v1/openapi.json`.

A key, made by one person for one purpose, stands for that person in one region (`access`); what
is given and taken has the shape of the faces' own rows (`shapes`); an error says where and what
to do (`errors`). Who did something is told in the history by the key's person and purpose. No
address tells a single answer, a personal link, or a secret but the one time it is made. What
everybody can see needs no key (`everybody`). A person reads the same at `/api/` (`views`).
"""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from samspel import __version__
from samspel.pages.api import (  # noqa: F401 - they put themselves on the router
    entering,
    everybody,
    logging_acts,
    persons,
    reading,
    registering,
    waves,
)
from samspel.pages.api.access import Bearer
from samspel.pages.api.errors import add_errors
from samspel.pages.api.meanings import add_meanings
from samspel.pages.api.routing import router

__all__ = ["api"]

_SAYS = """What the pages show and take, for programs.

A key, made by one person for one purpose, stands for that person in one region: send it as
`Authorization: Bearer KEY`. Who did something is told in the history by the key's person and
purpose. No address tells a single answer, a personal link, or a secret but the one time it is
made. What everybody can see needs no key. The same with examples, to read: `/api/`.
"""


class _Api(NinjaAPI):
    def get_openapi_schema(self, **asked: Any) -> OpenAPISchema:
        """The document, with what every field and parameter says."""
        document = super().get_openapi_schema(**asked)
        add_meanings(document)
        return document


api = _Api(
    title="Samspel",
    version=__version__,
    description=_SAYS,
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
    auth=Bearer(),
)
add_errors(api)
api.add_router("", router)
