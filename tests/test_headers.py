"""What every answer says to the browser that gets it."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import Headers
from werkzeug.test import Client
from werkzeug.wrappers import Response

from workshop.web.guard import Guard

ONLY_ENCRYPTED = {"Strict-Transport-Security", "Cross-Origin-Opener-Policy"}


def headers(*, secure: bool) -> Headers:
    guarded = Guard(Response("Hello"), {"TRUSTED_HOSTS": ["localhost"], "SESSION_COOKIE_SECURE": secure})
    return Client(guarded).get("/").headers


@pytest.mark.parametrize("secure", [True, False])
def test_no_page_may_run_or_draw_anything_that_is_not_in_our_own_files(secure):
    policy = headers(secure=secure)["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "unsafe" not in policy


def test_what_browsers_refuse_on_plain_http_is_sent_on_https_only():
    assert set(headers(secure=True).keys()) - set(headers(secure=False).keys()) == ONLY_ENCRYPTED
