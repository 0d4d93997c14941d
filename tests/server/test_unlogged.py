"""A personal link's secret stands in no log, whatever goes wrong behind it (issue 5 item 6)."""

import logging

import pytest

from samspel.server.unlogged import MaskLinks, masked

SECRET = "0123456789abcdefSECRETsecretSECRETse_-"


@pytest.mark.parametrize("way", ["answer", "sign-in", "share"])
def test_the_secret_of_a_link_is_masked_and_the_rest_stands(way):
    assert masked(f"GET /{way}/{SECRET}/1/?language=en 500") == (
        f"GET /{way}/0123…/1/?language=en 500"
    )
    assert masked("GET /norr/actors/f0/ 200") == "GET /norr/actors/f0/ 200"


def test_a_handler_masks_message_values_and_traceback():
    record = logging.LogRecord(
        "gunicorn.access", logging.INFO, "x", 1, "%s %s", (f"/answer/{SECRET}/", "/x/"), None
    )
    fault = ValueError(f"no such page /answer/{SECRET}/")
    record.exc_info = (ValueError, fault, None)
    assert MaskLinks().filter(record)
    written = logging.Formatter().format(record)
    assert "SECRET" not in written
    assert "/answer/0123…/" in written


def test_the_service_masks_in_every_handler_and_gunicorns_too(capsys):
    from django.conf import settings
    from gunicorn.config import Config

    from samspel.server import web

    handlers = settings.LOGGING["handlers"].values()
    assert all(handler["filters"] == ["links"] for handler in handlers)
    config = Config()
    config.set("accesslog", "-")
    logger = web._Logger(config)
    logger.access_log.info("127.0.0.1 GET /answer/%s/ 200", SECRET)
    logger.error_log.error("Error handling request /answer/%s/", SECRET)
    written = "".join(capsys.readouterr())
    assert "0123…" in written
    assert SECRET not in written
