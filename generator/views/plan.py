"""Which pages a site has beside its hand-written ones, and what each of them shows."""

from generator.corpus import Corpus
from generator.pages import Page
from generator.settings import Settings
from generator.views.addresses import actor_address, briefing_address, indicator_address, topic_address, year_address
from generator.views.briefing import briefing_view
from generator.views.gathered import actor_view, indicator_view, topic_view, year_view
from generator.views.scene import briefing_scene, site_scene


def plan(corpus: Corpus, settings: Settings) -> list[Page]:
    """Every page to be made from a frame, in the order of the addresses; ``corpus`` is what may be shown."""
    scene = site_scene(corpus, settings)
    index = scene.index
    pages = [
        *(Page(briefing_address(b), "briefing", briefing_view(briefing_scene(scene, b), b)) for b in corpus.briefings),
        *(Page(year_address(year), "year", year_view(scene, year)) for year in index.years),
        *(Page(topic_address(topic), "topic", topic_view(scene, topic)) for topic in index.briefings_on),
        *(Page(actor_address(actor), "actor", actor_view(scene, actor)) for actor in index.mentions),
        *(Page(indicator_address(name), "indicator", indicator_view(scene, name)) for name in index.series),
    ]
    return sorted(pages, key=lambda page: page.address)
