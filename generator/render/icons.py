"""Icons: simple shapes on a grid of 16 × 16, drawn for this project. Each status has a shape of its own, since colour never says it alone."""

from typing import Final

from markupsafe import Markup

_SVG: Final = (
    '<svg class="bp-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">{}</svg>'
)

_SHAPES: Final = {
    "unverified": '<circle cx="8" cy="8" r="6" stroke-dasharray="2.4 2.3"/>',
    "corroborated": '<circle cx="5.6" cy="8" r="4.4"/><circle cx="10.4" cy="8" r="4.4"/>',
    "confirmed": '<circle class="bp-solid" cx="8" cy="8" r="7"/><path class="bp-hollow" d="M4.6 8.3l2.4 2.4 4.4-5"/>',
    "contested": '<path d="M1.5 5.2h9M8 2.4l2.8 2.8L8 8M14.5 10.8h-9M8 8l-2.8 2.8L8 13.6"/>',
    "refuted": '<path class="bp-solid" d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z"/><path class="bp-hollow" d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"/>',
    "unverifiable": '<path d="M8 1.2L14.8 8 8 14.8 1.2 8z"/><path d="M6.3 6.6c0-2.4 3.5-2.3 3.4 0 0 1.3-1.7 1.3-1.7 2.7M8 11.2v.1"/>',
    "retracted": '<path d="M5.4 2.2L2 5.6 5.4 9M2.4 5.6h7a4 4 0 0 1 0 8H5.6"/>',
    "fact": '<circle cx="8" cy="8" r="5"/>',
    "assumption": '<path d="M2.5 6.2c1.8-2.2 3.7-2.2 5.5 0s3.7 2.2 5.5 0M2.5 10.8c1.8-2.2 3.7-2.2 5.5 0s3.7 2.2 5.5 0"/>',
    "judgement": '<path d="M8 2v12M4.5 14h7M2.8 4.5h10.4M2.8 4.5L1 9.5h3.6zM13.2 4.5l-1.8 5H15z"/>',
    "forecast": '<path d="M2 12.5l4-4 2.5 2.5L14 5.5M10 5h4.4v4.4"/>',
    "confirms": '<path d="M2.5 8.6l3.7 3.7 7.3-8.4"/>',
    "denies": '<path d="M3.5 3.5l9 9M12.5 3.5l-9 9"/>',
    "qualifies": '<path d="M2 8.8c2-3.8 4-3.8 6-.8s4 3 6-.8"/>',
    "declines-to-comment": '<path d="M3 8h1M7.5 8h1M12 8h1"/>',
    "open": '<circle cx="8" cy="8" r="6.2"/><path d="M6.3 6.6c0-2.4 3.5-2.3 3.4 0 0 1.3-1.7 1.3-1.7 2.7M8 11.4v.1"/>',
    "partly-answered": '<circle cx="8" cy="8" r="6.2"/><path class="bp-solid" d="M8 1.8a6.2 6.2 0 0 1 0 12.4z"/>',
    "moot": '<circle cx="8" cy="8" r="6.2"/><path d="M4.5 8h7"/>',
    "observed": '<path d="M1 8c3.6-5.6 10.4-5.6 14 0-3.6 5.6-10.4 5.6-14 0z"/><circle class="bp-solid" cx="8" cy="8" r="2"/>',
    "claim": '<path d="M2 2.5h12v8.5H7.5L4.5 14v-3H2z"/>',
    "target": '<circle cx="8" cy="8" r="6.2"/><circle class="bp-solid" cx="8" cy="8" r="2.4"/>',
    "warning": '<path d="M8 1.8L15 14H1zM8 6.3v3.4M8 11.9v.1"/>',
}

_LIKE: Final = {"estimate": "assumption", "withdraws": "retracted", "answered": "confirmed"}

ICONS: Final[dict[str, Markup]] = {name: Markup(_SVG.format(shape)) for name, shape in _SHAPES.items()}  # ours
ICONS.update({name: ICONS[other] for name, other in _LIKE.items()})


def icon(name: str) -> Markup:
    """The icon of a word of the contract, beside which the word always stands; nothing for a word without one."""
    return ICONS.get(name, Markup(""))
