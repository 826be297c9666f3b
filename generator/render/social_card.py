"""What the picture of a briefing shows where other sites link to it, which briefings have one, and where it lies."""

import msgspec
from markupsafe import Markup

from generator.languages import home_of
from generator.render.labels import tlp_label
from generator.render.moments import written
from generator.render.words import words_for
from generator.settings import Settings
from generator.views.addresses import social_card_address
from generator.views.page_values import BriefingView

WIDTH = 1200
HEIGHT = 630


class SocialCard(msgspec.Struct, frozen=True, gc=False):
    """The words on a card: nothing else decides what it looks like."""

    site: str
    title: str
    date: str
    counts: str
    """How many facts, quotes, figures and questions there are."""
    tlp: str
    """The label as its standard spells it; empty for a briefing that anybody may read."""

    @property
    def words(self) -> str:
        """All of them in one line, for those who don't see the picture."""
        return " · ".join(filter(None, (self.tlp, self.site, self.date, self.title, self.counts)))


def social_card_of(view: object, settings: Settings) -> SocialCard | None:
    """The card of a page. None for all but published briefings, and where the site has no cards or no address that others know."""
    if not settings.social_cards or not settings.url or settings.form != "folders":
        return None
    if not isinstance(view, BriefingView) or view.state != "published":
        return None
    words = words_for(view.lang, settings.language)
    return SocialCard(
        site=settings.name,
        title=view.title,
        date=written(view.date, words.locale),
        counts=_counts(view, settings),
        tlp="" if view.tlp == "clear" else tlp_label(view.tlp),
    )


def card_to_draw(view: object, settings: Settings) -> SocialCard | None:
    """The card that lies beside a page: in a site of several languages that of a briefing is in the one where it is at home."""
    card = social_card_of(view, settings)
    if card is None or not isinstance(view, BriefingView):
        return None
    home = home_of(view.lang, settings)
    return card if home is None or home.below == settings.below else None


def social_card_url(view: BriefingView, settings: Settings) -> str:
    """Where a card lies, with its host: the sites that show it take no other address."""
    home = home_of(view.lang, settings)
    return f"{home.url if home else settings.url}{social_card_address(view.id)}"


def _counts(view: BriefingView, settings: Settings) -> str:
    words = words_for(view.lang, settings.language)
    counted = (
        ("%(number)s key fact", "%(number)s key facts", len(view.facts)),
        ("%(number)s quote", "%(number)s quotes", len(view.quotes)),
        ("%(number)s figure", "%(number)s figures", len(view.figures)),
        ("%(number)s open question", "%(number)s open questions", len(view.questions)),
    )
    found = (words.count(one, many, total, number=str(total)) for one, many, total in counted if total)
    return " · ".join(Markup(text).unescape() for text in found)
