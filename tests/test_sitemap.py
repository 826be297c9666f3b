"""The sitemap."""

from generator.sitemap import make_sitemap


def test_every_page_is_listed_with_the_day_of_its_last_change() -> None:
    generated = {"briefings/one/": "2024-02-03", "briefings/2024/": ""}
    made = make_sitemap("https://example.org/t/", generated, ["index.html", "a&b/index.html", "404.html"]).decode()
    assert made.splitlines() == [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        "<url><loc>https://example.org/t/</loc></url>",
        "<url><loc>https://example.org/t/a&amp;b/</loc></url>",
        "<url><loc>https://example.org/t/briefings/2024/</loc></url>",
        "<url><loc>https://example.org/t/briefings/one/</loc><lastmod>2024-02-03</lastmod></url>",
        "</urlset>",
    ]
