"""Installs peers from their registries into a folder of their own, by lock files, once."""

import json
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Final

from tests.bench.peers.peer import NotInstalledError

_HERE: Final = Path(__file__).parent
_MINUTES: Final = 10


def installed_by_pip(tools: Path) -> Path:
    """The folder into which pip has put what ``requirements.txt`` names. NotInstalledError when it can't."""
    lock = _HERE / "requirements.txt"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--require-hashes", "--only-binary", ":all:", "--target", ".", "--requirement", str(lock)]
    return _installed(tools / "pip", [lock], command)


def installed_by_npm(tools: Path, named_in: Path = _HERE, folder: str = "npm") -> Path:
    """The folder of the tools into which npm has put what the ``package.json`` there names. NotInstalledError when it can't."""
    locks = [named_in / "package.json", named_in / "package-lock.json"]
    # No package's own scripts: what they would do is not in the lock file.
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"]
    return _installed(tools / folder, locks, command)


def npm_version(tools: Path, package: str) -> str:
    """The version of a package that npm has installed."""
    described = installed_by_npm(tools) / "node_modules" / package / "package.json"
    return str(json.loads(described.read_text("utf-8"))["version"])


def _installed(folder: Path, locks: list[Path], command: list[str]) -> Path:
    made = folder / "made"
    wanted = sha256(b"".join(lock.read_bytes() for lock in locks)).hexdigest()
    if made.is_file() and made.read_text("utf-8") == wanted:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for lock in locks:
        shutil.copy(lock, folder)
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=60 * _MINUTES)
    except FileNotFoundError:
        raise NotInstalledError(f"{command[0]} is not here") from None
    except subprocess.TimeoutExpired:
        raise NotInstalledError(f"{Path(command[0]).name} took more than {_MINUTES} minutes") from None
    except subprocess.CalledProcessError as error:
        # The last line alone goes into the table; which address a registry has here is nobody's business.
        said = (error.stderr.strip().splitlines() or ["it failed without a word"])[-1]
        raise NotInstalledError(re.sub(r"\w+://\S+", "its registry", said)) from None
    made.write_text(wanted, "utf-8")
    return folder
