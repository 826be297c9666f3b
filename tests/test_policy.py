"""A page's own policy: what it may load and run."""

from base64 import b64encode
from hashlib import sha256

from generator.policy import policy_for, with_policy


def source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_a_page_may_load_from_its_own_site_and_from_nowhere_else() -> None:
    policy = policy_for("<p>")
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "http" not in policy
    assert "unsafe" not in policy


def test_each_inline_script_is_allowed_by_its_hash() -> None:
    policy = policy_for("<script>one()</script><script type=module>two()</script>")
    assert source("one()") in policy
    assert source("two()") in policy


def test_data_and_files_need_no_hash() -> None:
    policy = policy_for('<script id="x" type="application/json">{}</script><script src="a.js"></script>')
    assert "sha256" not in policy


def test_inline_styles_and_style_attributes_are_allowed_by_their_hash() -> None:
    policy = policy_for("<style>p{}</style><td style=\"text-align: right;\"><i style='color: &quot;x&quot;'>")
    hashes = " ".join(sorted(map(source, ["p{}", "text-align: right;", 'color: "x"'])))
    assert f"style-src 'self' 'unsafe-hashes' {hashes};" in policy


def test_what_a_script_writes_is_no_style_of_the_page() -> None:
    assert "unsafe-hashes" not in policy_for("""<script>x='<p style="a">'</script>""")


def test_line_ends_don_t_change_a_hash() -> None:
    assert policy_for("<script>a\r\nb</script>") == policy_for("<script>a\nb</script>")


def test_the_policy_comes_right_after_the_character_set() -> None:
    html = with_policy('<head>\n<meta charset="utf-8"><link href="x"></head>')
    assert html.startswith(
        '<head>\n<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src '
    )
    assert html.endswith('"><link href="x"></head>')


def test_a_page_without_a_character_set_gets_it_first_in_its_head() -> None:
    assert with_policy("<head><title>").startswith("<head><meta http-equiv=")
    assert with_policy("no page") == "no page"
