"""Where the peers live, and on what machine they run."""
import os, pathlib, platform, subprocess, sys

PACKAGES = ["torch", "transformers", "onnx", "onnxruntime", "seqeval", "tokenizers"]

IS_THERE = f"""
import importlib.util, sys
missing = [name for name in {PACKAGES!r} if importlib.util.find_spec(name) is None]
print(" ".join(missing))
"""

VERSIONS = f"""
import importlib.metadata
for name in {PACKAGES!r}:
    try: print(name, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError: pass
"""


def say(*words):
    print(*words, file=sys.stderr, flush=True)


class PeersMissing(Exception):
    """Says why the peers cannot run."""


def cache_folder():
    return pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "nds"


def missing_packages(python):
    try:
        done = subprocess.run([python, "-c", IS_THERE], capture_output=True, text=True)
    except OSError as error:
        raise PeersMissing(f"`{python}` does not run: {error.strerror}")
    if done.returncode != 0:
        raise PeersMissing(f"`{python}` does not run: {last_line(done.stderr)}")
    return done.stdout.split()


def peer_python():
    """An interpreter that has the peers: $NDS_PYTHON, or that of a virtual environment outside the tree, made and filled here
    where it is not there yet. Raises PeersMissing."""
    named = os.environ.get("NDS_PYTHON")
    if named:
        missing = missing_packages(named)
        if missing:
            raise PeersMissing(f"$NDS_PYTHON lacks {', '.join(missing)}")
        return named
    folder = cache_folder() / "bench-venv"
    python = str(folder / "bin" / "python")
    if not os.path.exists(python):
        say(f"making a virtual environment in {folder}")
        done = subprocess.run([sys.executable, "-m", "venv", str(folder)], capture_output=True, text=True)
        if done.returncode != 0:
            reason = last_line(done.stdout + done.stderr)
            raise PeersMissing(f"no virtual environment could be made (Debian: apt install python3-venv): {reason}")
    missing = missing_packages(python)
    if missing:
        say(f"installing {' '.join(missing)} (large; pip's own settings say from where, PyTorch's CPU wheels are the smallest)")
        done = subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *missing],
                              stdout=sys.stderr, stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            raise PeersMissing("the peers could not be installed: " + last_line(done.stderr))
    return python


def last_line(text):
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"


def output(*command, cwd=None):
    """The first line that a program prints; empty where it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=cwd)
    except OSError:
        return ""
    return done.stdout.strip().splitlines()[0] if done.returncode == 0 and done.stdout.strip() else ""


def machine():
    """CPU, cores that we may use, memory and system, in a line."""
    facts = dict(
        (key.strip(), value.strip()) for key, _, value in (line.partition(":") for line in open("/proc/cpuinfo")) if value.strip())
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2 ** 30
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    name = facts.get("model name") or platform.machine()
    return f"{name}, {cores} core{'s' * (cores != 1)}, {memory:.0f} GiB, {system}"


def versions(python):
    """Versions of the peers in a line; empty where there are none."""
    if python is None:
        return ""
    done = subprocess.run([python, "-c", VERSIONS], capture_output=True, text=True)
    return ", ".join(done.stdout.strip().splitlines())
