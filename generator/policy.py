"""The Content-Security-Policy that every page carries: the browser itself keeps a page from asking another host for anything."""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from typing import Final

_CHARSET: Final = re.compile(r"<meta charset=[^>]*>", re.I)
_HEAD: Final = re.compile(r"<head[^>]*>", re.I)
_SCRIPT: Final = re.compile(r"<script(?P<attributes>(?:\s[^>]*)?)>(?P<text>.*?)</script\s*>", re.I | re.S)
_TYPE: Final = re.compile(r"""\btype\s*=\s*["']?([^"'\s>]*)""", re.I)
_STYLE: Final = re.compile(r"<style(?:\s[^>]*)?>(.*?)</style\s*>", re.I | re.S)
_STYLE_ATTRIBUTE: Final = re.compile(r"""<[a-z][^<>]*?\sstyle=(?:"([^"]*)"|'([^']*)')""", re.I)
_RUN: Final = {"", "text/javascript", "application/javascript", "module"}
"""The types of script that a browser runs; any other is data, which a policy lets be."""

_FIXED: Final = (
    "img-src 'self' data:; "  # the themes draw their icons with data: images
    "font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)


def with_policy(html: str, stands_alone: bool = False, runs_wasm: bool = False) -> str:
    """The page with its policy as the first element after the character set (nothing may load before it is read)."""
    policy = policy_of_file(html) if stands_alone else policy_for(html, runs_wasm)
    element = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    place = _CHARSET.search(html) or _HEAD.search(html)
    if place is None:
        return html
    return f"{html[: place.end()]}{element}{html[place.end() :]}"


def policy_for(html: str, runs_wasm: bool = False) -> str:
    """The strictest policy under which a page works: its inline scripts and styles are allowed one by one, by their hash.

    ``runs_wasm`` is for pages that search without a worker: what they compile can reach nothing but what scripts hand to it.
    """
    scripts = sorted(
        {_source(m["text"]) for m in _SCRIPT.finditer(html) if _is_run(m["attributes"]) and m["text"].strip()}
    )
    bare = _SCRIPT.sub("", html)
    styles = {_source(text) for text in _STYLE.findall(bare)}
    attributes = {_source(unescape(double or single)) for double, single in _STYLE_ATTRIBUTE.findall(bare)}
    # A style attribute (Markdown's aligned table cells have one) needs a word of its own beside its hash.
    unsafe_hashes = ["'unsafe-hashes'"] if attributes else []
    wasm = ["'wasm-unsafe-eval'"] if runs_wasm else []
    script_src = " ".join(["'self'", *wasm, *scripts])
    style_src = " ".join(["'self'", *unsafe_hashes, *sorted(styles | attributes)])
    return f"default-src 'none'; script-src {script_src}; style-src {style_src}; {_FIXED}"


def policy_of_file(html: str) -> str:
    """The policy of a page that stands alone: its own styles and what is written into them, and nothing else."""
    styles = " ".join(sorted({_source(text) for text in _STYLE.findall(html)})) or "'none'"
    return f"default-src 'none'; style-src {styles}; font-src data:; base-uri 'none'; form-action 'none'"


def _is_run(attributes: str) -> bool:
    kind = _TYPE.search(attributes)
    return kind is None or kind[1].lower() in _RUN


def _source(text: str) -> str:
    """As a browser does: line ends are one character before the hash is taken."""
    digest = sha256(text.replace("\r\n", "\n").replace("\r", "\n").encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"
