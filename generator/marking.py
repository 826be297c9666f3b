"""The label of an edition that is not for everybody: on every page, above and below, as TLP 2.0 asks of documents."""

import re
from typing import Final

from markupsafe import Markup

from generator.render.labels import tlp_label

_BODY: Final = re.compile(r"<body(?:\s[^>]*)?>", re.I)
_END: Final = re.compile(r"</body\s*>", re.I)
_LABEL: Final = Markup('<span class="bp-tlp bp-tlp--{}" translate="no">{}</span>')


def with_marking(html: str, ceiling: str) -> str:
    """The page with the label of the highest level that a build may show; as it is where that is ``clear``.

    Who listens to the page hears the label at its beginning, and not again at its end.
    """
    if ceiling == "clear":
        return html
    label = _LABEL.format(ceiling.replace("+", "-"), tlp_label(ceiling))
    above = f'<aside class="bp-marking bp-marking--above" aria-label="TLP">{label}</aside>'
    below = f'<div class="bp-marking bp-marking--below" aria-hidden="true">{label}</div>'
    html = _BODY.sub(lambda body: body[0] + above, html, count=1)
    *_, last = [None, *_END.finditer(html)]
    return f"{html[: last.start()]}{below}{html[last.start() :]}" if last else html + below
