"""A real browser on a real server.

    ANNEAL_BIN=.build/debug ANNEAL_SCREENSHOTS=/tmp/shots .build/venv/bin/python -m pytest Tests/browser

Without ANNEAL_SCREENSHOTS no pictures are kept. Nothing waits for a fixed time: the browser waits for what it is to see.
"""

import os
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "system"))

from support_http import PATIENCE, shared  # noqa: E402, F401

# How long a test may hang on a busy machine, never what it asserts.
expect.set_options(timeout=PATIENCE * 500)

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, shared):  # noqa: F811
    """Opens a browser of its own, signed in unless told otherwise; fails on whatever the browser complains about."""
    contexts, complaints = [], []

    def open_page(path="/", is_signed_in=True, **settings):
        context = chromium.new_context(base_url=f"http://127.0.0.1:{shared.port}", **settings)
        contexts.append(context)
        context.set_default_timeout(PATIENCE * 500)
        if is_signed_in:
            context.add_cookies([{
                "name": "anneal_session", "value": shared.session(), "url": f"http://127.0.0.1:{shared.port}",
                "httpOnly": True, "sameSite": "Strict"}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}")
                if message.type == "error" and "status of 4" not in message.text else None)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def picture(request):
    folder = os.environ.get("ANNEAL_SCREENSHOTS")

    def take(page, name):
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{folder}/{name}.png")

    return take
