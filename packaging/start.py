"""Sets the program up in `.venv` beside it and runs the demonstration or the tests.

python3 packaging/start.py demo [FOLDER] [--no-window]
python3 packaging/start.py test [arguments of pytest]

Needs Python 3.11 to 3.14 and nothing else; the first run installs what the program needs, later
runs start at once unless pyproject.toml has changed.
"""

from __future__ import annotations

import hashlib
import io
import locale
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST, NEWEST = (3, 11), (3, 14)
DEMO_FOLDER = "demo-output"


def main(arguments: list[str]) -> int:
    """Set up and run; return the exit code of what was run."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # The name of a folder may have letters that the terminal's encoding lacks.
        sys.stdout.reconfigure(errors="backslashreplace")
    if not arguments or arguments[0] not in ("demo", "test"):
        print(__doc__)
        return 2
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        found = ".".join(map(str, sys.version_info[:3]))
        print(f"Python 3.11 to 3.14 is needed; this is {found}.")
        return 1
    try:
        str(ROOT).encode(locale.getencoding())
    except UnicodeEncodeError:
        # Python 3.11 reads where the program is installed from in the locale's encoding alone.
        os.environ["LC_ALL" if os.environ.get("LC_ALL") else "LC_CTYPE"] = "C.UTF-8"
    if not set_up():
        return 1
    what, rest = arguments[0], arguments[1:]
    if what == "test":
        # On all processors, unless the arguments say how many (-n 0: in this process).
        many = [] if any(word.startswith("-n") for word in rest) else ["-n", "auto"]
        return subprocess.call([str(PYTHON), "-m", "pytest", *many, *rest], cwd=ROOT)
    if not any(not word.startswith("-") for word in rest):
        rest = [DEMO_FOLDER, *rest]
    return subprocess.call([str(PYTHON), "-m", "annotator", "demo", *rest], cwd=ROOT)


def set_up() -> bool:
    """Make the environment and install the program in it, unless that was done; say how."""
    stamp = VENV / "installed-for"
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return True
    print(f"Setting up {VENV} (the first time this takes a few minutes) …", flush=True)
    if not PYTHON.exists() and not make_environment():
        return False
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call([*install, "--editable", f"{ROOT}[test]"]) != 0:
        print("The packages could not be installed; see the lines above. Is there a network?")
        return False
    stamp.write_text(wanted)
    return True


def make_environment() -> bool:
    """Make the virtual environment; say what is missing where that fails."""
    try:
        done = subprocess.call([sys.executable, "-m", "venv", str(VENV)]) == 0
    except OSError as error:
        print(error)
        done = False
    if not done or not PYTHON.exists():
        print("The environment could not be made.")
        if Path("/etc/debian_version").exists():
            print("On Debian and Ubuntu: sudo apt-get install python3-venv")
    return done and PYTHON.exists()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
