"""SVG to WebP through Chromium, so that type and curves are as crisp as on a page."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from stegvis.demo.draw.palette import CHROMIUM
from stegvis.demo.draw.svg import HIGH, WIDE

LIMIT = 40 * 1024


def _webp(png: bytes, path: Path) -> None:
    """As good as fits within the limit."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in (84, 76, 68, 60, 50):
        picture.save(path, "WEBP", quality=quality, method=6)
        if path.stat().st_size <= LIMIT:
            return


def write_all(pictures: dict[Path, str]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": WIDE, "height": HIGH})
        for path, svg in pictures.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            tab.set_content(f'<body style="margin:0">{svg}</body>')
            _webp(tab.screenshot(type="png"), path)
        browser.close()
