"""``make pictures``: the README's pictures, taken from the built site."""

from pathlib import Path

from tests.browser import open_browser, served

ROOT = Path(__file__).parents[1]
PICTURES = {"briefing": "briefings/2024-10-28-nato-confirms-north-korean-troops/"}


def main() -> None:
    """Write ``docs/assets/<name>.png`` for each picture."""
    folder = ROOT / "docs" / "assets"
    folder.mkdir(exist_ok=True)
    with open_browser() as browser, served(ROOT / "site") as address:
        context = browser.new_context(viewport={"width": 1200, "height": 1050}, reduced_motion="reduce")
        for name, path in PICTURES.items():
            page = context.new_page()
            page.goto(address + path, wait_until="networkidle")
            page.wait_for_timeout(1000)  # the theme fades its tabs in
            page.screenshot(path=folder / f"{name}.png")


if __name__ == "__main__":
    main()
