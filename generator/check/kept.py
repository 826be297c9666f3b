"""What one check leaves for the next in the site's folder."""

from generator.cache import Cache, Parts, open_cache
from generator.check.reading import Reading
from generator.check.site import Checked, check_site, restored
from generator.pool import Pool
from generator.settings import Settings

_NAME = "readings"


def check_again(settings: Settings, pool: Pool) -> Checked:
    """The same as ``check_site``, sooner: with what the last check has left, and leaving its own for the next."""
    cache = cache_of(settings)
    parts = read_check(cache)
    earlier = restored(parts.entries.values(), settings) if parts else None
    checked = check_site(settings, earlier, pool)
    keep_check(cache, checked, parts)
    return checked


def cache_of(settings: Settings) -> Cache:
    """Where checks of a site are kept: other options of a build make no difference to them."""
    return open_cache(settings.folder, "check", settings.main_language)


def read_check(cache: Cache) -> Parts | None:
    """What the last check has left, if it can be used."""
    return cache.read_parts(_NAME, Reading)


def keep_check(cache: Cache, checked: Checked, earlier: Parts | None) -> Parts:
    """Leave a check for the next."""
    return cache.write_parts(_NAME, checked.readings, earlier)
