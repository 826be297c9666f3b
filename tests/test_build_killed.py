"""A whole build, killed at any moment by the system, is completed by the next one."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from generator.build import finish_rendering
from generator.output import check_site_folder
from tests.tiny_site import checked, rendering, settings_of, tree, write_site

ROOT = Path(__file__).parents[1]
BUILD = """
import sys
from pathlib import Path
from generator.build import finish_rendering
from tests.tiny_site import checked, rendering, settings_of
settings = settings_of(Path(sys.argv[1]))
found, rendered = checked(settings), rendering()
print("ready", flush=True)
for _ in range(1000):
    finish_rendering(settings, found, rendered)
    (settings.site / "index.html").unlink()
"""


def test_a_killed_build_is_completed_by_the_next(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "tiny", briefings=8)
    settings = settings_of(folder)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))}
    chance = random.Random(7)
    for _ in range(4):
        with subprocess.Popen(
            [sys.executable, "-c", BUILD, str(folder)], env=environment, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.2))
            process.send_signal(signal.SIGKILL)
        check_site_folder(settings.site)
    finish_rendering(settings, checked(settings), rendering())
    clean = settings_of(folder, site=tmp_path / "clean")
    finish_rendering(clean, checked(clean), rendering())
    assert tree(settings.site) == tree(clean.site)
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
