"""Builds what is shipped and starts the demonstration from each of it.

python packaging/build.py [OUT] [--only wheel|sdist|app]

Makes a wheel, an sdist and a folder with the frozen program in OUT (`dist` beside packaging/ unless
another is named), installs the first two in fresh environments, runs `annotator demo` from all
three in empty folders and compares what they exported byte for byte. Ends with 0 if all of it
worked and is the same, 1 if not, 2 if called wrongly. Needs Python 3.11 to 3.14 and a network.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST, NEWEST = (3, 11), (3, 14)
KINDS = ("wheel", "sdist", "app")
MARK = "made-by-annotator-build"
TOOLS = ("build>=1.2", "pyinstaller>=6.11")
EXE = ".exe" if os.name == "nt" else ""
BIN = "Scripts" if os.name == "nt" else "bin"
PROBE = "Москва заявила, что решения пока нет. «Мы ждём ответа», — сообщило агентство.\n"
WINDOW_SECONDS = 60
WINDOW_STAYS = 2


class BuildError(Exception):
    """What failed, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What the demonstration of one kind exported (name to bytes), and its times in seconds."""

    kind: str
    exports: Mapping[str, bytes]
    first: float
    again: float
    window: float


def main(arguments: list[str]) -> int:
    """Build and try what was asked for; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="build.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", metavar="OUT", nargs="?", type=Path, default=ROOT / "dist")
    parser.add_argument("--only", choices=KINDS)
    try:
        options = parser.parse_args(arguments)
    except SystemExit as end:
        return int(end.code or 0)
    try:
        check_python(sys.version_info[:3])
        build_all(options.out.resolve(), (options.only,) if options.only else KINDS)
    except BuildError as error:
        print(f"Failed: {error}", file=sys.stderr)
        return 1
    return 0


def check_python(version: tuple[int, ...]) -> None:
    """Raise BuildError if the program does not run on this version of Python."""
    if not OLDEST <= version[:2] <= NEWEST:
        found = ".".join(map(str, version))
        raise BuildError(f"Python 3.11 to 3.14 is needed; this is {found}.")


def build_all(out: Path, kinds: tuple[str, ...]) -> None:
    """Build the kinds, try each and compare; BuildError with a sentence if anything fails."""
    work = prepare(out)
    tools = environment(work / "tools", *TOOLS)
    trials: list[Trial] = []
    wheel = build_package(tools, out, "wheel") if kinds != ("sdist",) else None
    if wheel and "wheel" in kinds:
        trials.append(try_installed("wheel", wheel, work))
    if "sdist" in kinds:
        trials.append(try_installed("sdist", build_package(tools, out, "sdist"), work))
    if wheel and "app" in kinds:
        folder = freeze(tools, wheel, out, work)
        trials.append(try_program("app", folder / f"annotator{EXE}", work))
    print()
    for trial in trials:
        names = ", ".join(f"{name} {len(data):,}" for name, data in trial.exports.items())
        print(f"{trial.kind}: {names} bytes")
    differences = differing(trials)
    if differences:
        raise BuildError("The exports differ: " + "; ".join(differences) + ".")
    if len(trials) > 1:
        print(f"All exports of {' and '.join(t.kind for t in trials)} are the same, byte for byte.")
    else:
        print(f"The {trials[0].kind} works; with one kind there is nothing to compare.")


def prepare(out: Path) -> Path:
    """Empty OUT of what an earlier build made and return its work folder.

    BuildError if OUT holds something else: nothing is removed that this script did not make.
    """
    mark = out / MARK
    if out.exists() and not out.is_dir():
        raise BuildError(f"{out} is no folder.")
    if out.exists() and any(out.iterdir()) and not mark.exists():
        raise BuildError(f"{out} holds other files; name an empty folder or a new one.")
    if out.exists():
        for old in out.iterdir():
            shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
    work = out / "work"
    work.mkdir(parents=True)
    mark.touch()
    return work


def differing(trials: list[Trial]) -> list[str]:
    """Name each export that is not the same as in the first trial."""
    found: list[str] = []
    for trial in trials[1:]:
        for name in sorted({*trials[0].exports, *trial.exports}):
            if trials[0].exports.get(name) != trial.exports.get(name):
                found.append(f"{name} of {trials[0].kind} and {trial.kind}")
    return found


def run(
    what: str, command: list[str | Path], cwd: Path, extra: Mapping[str, str] | None = None
) -> float:
    """Run a command and return its seconds; BuildError with its last lines if it fails."""
    begin = time.perf_counter()
    try:
        done = subprocess.run(
            [str(word) for word in command],
            cwd=cwd,
            env=clean_environment(extra or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise BuildError(f"{what} could not be started: {error}") from error
    if done.returncode != 0:
        last = "\n".join(done.stdout.strip().splitlines()[-15:])
        raise BuildError(f"{what} ended with code {done.returncode}:\n{last}")
    return time.perf_counter() - begin


def clean_environment(extra: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without what could lead a program to this checkout."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "ANNOTATOR_"))}
    kept.pop("VIRTUAL_ENV", None)
    return {**kept, "PYTHONNOUSERSITE": "1", "ANNOTATOR_LANGUAGE": "en", **extra}


@contextmanager
def told(what: str) -> Iterator[None]:
    """Say what is being done and, at the end, in how many seconds."""
    print(f"{what} …", end=" ", flush=True)
    begin = time.perf_counter()
    try:
        yield
    except BaseException:
        print("failed")
        raise
    print(f"{time.perf_counter() - begin:.1f} s")


def environment(folder: Path, *packages: str | Path) -> Path:
    """Make a fresh virtual environment with packages and return its Python."""
    python = folder / BIN / f"python{EXE}"
    quiet = ("--quiet", "--disable-pip-version-check")
    with told(f"Environment {folder.name}"):
        run("The environment", [sys.executable, "-m", "venv", folder], folder.parent)
        install = [python, "-m", "pip", "install", *quiet, *packages]
        run("The installation", install, folder.parent)
    return python


def build_package(tools: Path, out: Path, kind: str) -> Path:
    """Build a wheel or an sdist and return its file."""
    with told(f"Building the {kind}"):
        command = [tools, "-m", "build", f"--{kind}", "--outdir", out, ROOT]
        run(f"The build of the {kind}", command, tools.parent)
    made = next(out.glob("*.whl" if kind == "wheel" else "*.tar.gz"), None)
    if made is None:
        raise BuildError(f"The build of the {kind} left no file in {out}.")
    print(f"  {made.name}: {made.stat().st_size:,} bytes")
    return made


def freeze(tools: Path, wheel: Path, out: Path, work: Path) -> Path:
    """Freeze the wheel into a folder with all it needs, pack it, and return the folder."""
    packages = next(tools.parent.parent.glob("[lL]ib*/**/site-packages"))
    of_tools = {f for f in packages.glob("*.dist-info") if not f.name.startswith("pyinstaller-")}
    with told("Installing the wheel beside PyInstaller"):
        install = [tools, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel]
        run("The installation", install, work)
    folder = out / "annotator"
    with told("Freezing the program"):
        spec = ROOT / "packaging" / "annotator.spec"
        places = ["--distpath", out, "--workpath", work / "frozen", "--noconfirm"]
        settings = {"PYINSTALLER_CONFIG_DIR": str(work / "cache")}
        run("PyInstaller", [tools, "-m", "PyInstaller", *places, spec], work, settings)
    licences([f for f in packages.glob("*.dist-info") if f not in of_tools], folder / "licences")
    with told("Packing it"):
        packed = out / f"{wheel.name.split('-py3')[0]}-{sys.platform}.tar.xz"
        with tarfile.open(packed, "w:xz", preset=6) as archive:
            archive.add(folder, arcname="annotator")
    size = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file() and not f.is_symlink())
    print(f"  {folder.name}/: {size:,} bytes; {packed.name}: {packed.stat().st_size:,} bytes")
    return folder


def licences(packages: list[Path], target: Path) -> None:
    """Copy the licences of Qt, of Python and, from their metadata, of the packages frozen."""
    shutil.copytree(ROOT / "packaging" / "licences", target)
    python = Path(os.__file__).with_name("LICENSE.txt")
    if python.exists():
        shutil.copy(python, target / "Python.txt")
    for metadata in packages:
        for text in sorted(metadata.rglob("*")):
            if text.is_file() and text.name.upper().startswith(("LICEN", "COPYING", "NOTICE")):
                place = target / metadata.name.removesuffix(".dist-info")
                place.mkdir(exist_ok=True)
                shutil.copy(text, place / text.name)


def try_installed(kind: str, package: Path, work: Path) -> Trial:
    """Install a package in a fresh environment and try the program there."""
    python = environment(work / f"{kind}-environment", package)
    return try_program(kind, python.with_name(f"annotator{EXE}"), work)


def try_program(kind: str, program: Path, work: Path) -> Trial:
    """Run the demonstration and an odd import in an empty folder, and open the window."""
    empty = work / f"{kind}-trial"
    empty.mkdir()
    home = {name: str(empty / "home") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    with told(f"The demonstration from the {kind}, twice"):
        words = [program, "demo", "out", "--no-window"]
        first, again = (run(f"The demo of the {kind}", words, empty, home) for _ in range(2))
        # Bytes in no declared encoding: recognised by tables that a freezing could leave out.
        (empty / "probe.txt").write_bytes(PROBE.encode("cp1251"))
        probe = empty / "out" / "probe.corpus"
        for command in (
            ["new", probe],
            ["import", probe, "probe.txt"],
            ["export", probe, empty / "out" / "probe.jsonl", "--format", "jsonl"],
        ):
            run(f"`annotator {command[0]}` of the {kind}", [program, *command], empty, home)
    made = sorted((*empty.glob("out/**/*.xml"), *empty.glob("out/**/*.jsonl")))
    exports = {file.name: file.read_bytes() for file in made}
    if len(exports) < 4:
        raise BuildError(f"The demonstration of the {kind} exported only {', '.join(exports)}.")
    with told(f"The window from the {kind}, unseen"):
        door = program.with_name(f"annotator-window{EXE}")
        window = try_window(door if door.exists() else program, empty, home)
    print(f"  demo {first:.2f} s, again {again:.2f} s; corpus open after {window:.2f} s")
    return Trial(kind=kind, exports=exports, first=first, again=again, window=window)


def try_window(program: Path, folder: Path, home: Mapping[str, str]) -> float:
    """Open the window without a screen and return after how many seconds it holds the corpus.

    The window is then closed from outside. BuildError if it ends by itself or logs a failure.
    """
    lock = folder / "out" / ".demo.corpus.lock"
    complaints = folder / "window.txt"
    begin = time.perf_counter()
    with complaints.open("wb") as said:
        process = subprocess.Popen(
            [str(program), str(folder / "out" / "demo.corpus")],
            cwd=folder,
            env=clean_environment({**home, "QT_QPA_PLATFORM": "offscreen"}),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        try:
            while not lock.exists() and process.poll() is None:
                if time.perf_counter() - begin > WINDOW_SECONDS:
                    raise BuildError(f"The window had no corpus after {WINDOW_SECONDS} seconds.")
                time.sleep(0.01)
            seconds = time.perf_counter() - begin
            time.sleep(WINDOW_STAYS)
            ended = process.poll()
        finally:
            process.terminate()
            process.wait()
    words = complaints.read_text(encoding="utf-8", errors="replace")
    logs = [f.read_text(encoding="utf-8") for f in folder.glob("home/**/annotator.log")]
    if ended is not None or "Traceback" in words or any("Traceback" in log for log in logs):
        raise BuildError(f"The window did not stay open ({ended}):\n{words}{''.join(logs)}")
    return seconds


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
