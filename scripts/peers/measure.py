#!/usr/bin/env python3
"""Measures nds beside its peers and prints a Markdown table; what happens meanwhile is said on standard error.

Rows run in pairs, ours and the peer in turn, so that both meet the same minutes; the limit of matrix multiplication (one-thread
sgemm on every thread at once) is taken before and after each pair. Medians are shown, and of the pairs' ratios also the range.
A pair whose limit is below 80 % of the best one seen is done again, since something else used the machine; where that does not
help, the row is marked with *. The share of the limit counts the linear layers of all tokens, so work that is saved raises it.

The peers live in a virtual environment outside the tree, in $XDG_CACHE_HOME/nds/bench-venv (by default under ~/.cache), made and
filled with pip at the first run: PyTorch is large, and pip's own settings say from where it comes. $NDS_PYTHON names an
interpreter that has them already. Rows whose data or peer is missing say so.

A whole run takes about a quarter of an hour on two idle cores; Ctrl-C ends it with the table so far.
"""
import argparse, contextlib, datetime, json, os, pathlib, signal, statistics, subprocess, sys, tempfile

from environment import PeersMissing, last_line, machine, output, peer_python, say, versions
from rows import ROWS

SCRIPTS = pathlib.Path(__file__).resolve().parent.parent
BUILD = SCRIPTS.parent / ".build" / "release"
ENOUGH = 0.8
"""Of the best limit seen: a pair below it did not have the machine to itself."""


class Failed(Exception):
    """A program that gave no figures; says why."""


def parsed():
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="rows:\n" + "\n".join(f"  {row.name:<12}{row.title}" + f", beside {row.peer_name}" * bool(row.peer) for row in ROWS))
    parser.add_argument("rows", metavar="ROW", nargs="*", help="rows to measure; all by default")
    parser.add_argument("--data", metavar="DIR", default=os.environ.get("NDS_DATA"),
                        help="a folder with conll2003/ and bbc/; $NDS_DATA by default")
    parser.add_argument("--pairs", type=int, default=5, help="5 by default")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)), help="of both sides; all cores by default")
    parser.add_argument("--model", default="minilm", help="a model folder or name; minilm, which scripts/setup installs, by default")
    parser.add_argument("--output", metavar="FILE", help="write the table here too")
    parser.add_argument("--built", action="store_true", help="take the build as it is: no set-up, no compiling")
    options = parser.parse_args()
    names = [row.name for row in ROWS]
    for name in options.rows:
        if name not in names:
            parser.error(f"there is no row `{name}`: the rows are {', '.join(names)}")
    if options.pairs < 1 or options.threads < 1:
        parser.error("--pairs and --threads are at least 1")
    return options


def build(options):
    if not options.built and subprocess.run([SCRIPTS / "setup"]).returncode != 0:
        sys.exit("nds does not build: see above")
    for program in ("nds", "nds-bench"):
        if not os.access(BUILD / program, os.X_OK):
            sys.exit(f"there is no {BUILD / program}: run without --built")


def model_folder(name):
    """Where peers find a model that nds finds by name."""
    data = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
    for folder in (name, f"{data}/nds/models/{name}"):
        if os.path.exists(f"{folder}/config.json"):
            return os.path.abspath(folder)
    sys.exit(f"there is no model `{name}`: give a folder with --model, or run scripts/setup, which fetches minilm")


def figures(command, environment=None):
    """The JSON on the last line that a program prints."""
    try:
        done = subprocess.run(
            [str(part) for part in command], capture_output=True, text=True, env={**os.environ, **(environment or {})})
    except OSError as error:
        raise Failed(f"`{command[0]}` does not run: {error.strerror}")
    if done.returncode != 0:
        by_signal = f"killed by {signal.Signals(-done.returncode).name}" if done.returncode < 0 else ""
        raise Failed(by_signal or last_line(done.stderr))
    try:
        return json.loads(last_line(done.stdout))
    except ValueError:
        raise Failed(f"its last line is no JSON: {last_line(done.stdout)[:100]}")


class Bench:
    def __init__(self, options, python, scratch):
        self.options, self.python, self.scratch = options, python, scratch
        self.places = {"model": model_folder(options.model), "data": options.data or "", "threads": options.threads,
                       "nds": BUILD / "nds", "text": f"{scratch}/bbc.txt"}
        self.kernel = ""
        self.limits = []
        self.failures = {}
        """Why a row has no figures of ours."""
        self.pairs_of = {}
        """The pairs done so far, by the work that they measure: rows that ask for the same work share them."""

    def limit(self):
        """Of matrix multiplication, in GFLOP/s."""
        found = figures([BUILD / "nds-bench", "gemm", "--threads", self.options.threads, "--seconds", "0.5"])
        self.kernel = found["kernel"]
        self.limits.append(found["gflops"])
        return found["gflops"]

    def check_data(self, row):
        if row.needs and not self.options.data:
            raise Failed("no data: give --data DIR or set NDS_DATA")
        for need in row.needs:
            if not os.path.exists(f"{self.options.data}/{need}"):
                raise Failed(f"no data: there is no {self.options.data}/{need}")

    def filled(self, arguments):
        return [argument.format(**self.places) for argument in arguments]

    def ours(self, row):
        program = [sys.executable, SCRIPTS / "peers" / row.program] if row.program.endswith(".py") else [BUILD / row.program]
        return figures(program + self.filled(row.ours))

    def peer(self, row):
        program = SCRIPTS / "peers" / "peer.py"
        return figures([self.python, program, *self.filled(row.peer)], {"HF_HUB_OFFLINE": "1", **row.peer_environment})

    def is_good(self, pair):
        return min(pair["limits"]) >= ENOUGH * max(self.limits)

    def measure(self, row):
        """Adds pairs until enough are good, or as many again were in vain."""
        self.check_data(row)
        if "{text}" in row.ours and not os.path.exists(self.places["text"]):
            self.write_text()
        pairs = self.pairs_of.setdefault((row.ours, row.peer), [])
        wanted = 1 if row.once else self.options.pairs
        while sum(map(self.is_good, pairs)) < wanted and len(pairs) < 2 * wanted:
            pair = {"limits": [self.limit()], "ours": self.ours(row)}
            say(f"  {row.name} {len(pairs) + 1}: nds {pair['ours'][row.figure]:.{row.digits}f} {row.unit}")
            if row.peer and self.python and not any("failure" in earlier for earlier in pairs):
                try:
                    pair["peer"] = self.peer(row)
                    say(f"  {row.name} {len(pairs) + 1}: {row.peer_name} {pair['peer'][row.figure]:.{row.digits}f} {row.unit}")
                except Failed as failure:
                    pair["failure"] = str(failure)
                    say(f"  {row.name} {len(pairs) + 1}: {row.peer_name} failed: {failure}")
            pair["limits"].append(self.limit())
            pairs.append(pair)

    def write_text(self):
        """The articles of the BBC in one file, what is not UTF-8 replaced."""
        articles = sorted(pathlib.Path(self.options.data, "bbc").glob("*/*.txt"))
        with open(self.places["text"], "w", encoding="utf8") as file:
            for article in articles:
                file.write(article.read_bytes().decode("utf8", errors="replace").rstrip("\n") + "\n")

    def line(self, row):
        """A row of the table."""
        pairs = self.pairs_of.get((row.ours, row.peer), [])
        if not pairs:
            return f"| {row.title} | {self.failures.get(row.name) or 'not measured'} | | | |"
        wanted = 1 if row.once else self.options.pairs
        good = [pair for pair in pairs if self.is_good(pair)]
        is_doubtful = len(good) < wanted
        chosen = (pairs if is_doubtful else good)[-self.options.pairs:]
        ours = [pair["ours"][row.figure] for pair in chosen]
        both = [pair for pair in chosen if "peer" in pair]
        peers = [pair["peer"][row.figure] for pair in both]
        ratios = [pair["ours"][row.figure] / pair["peer"][row.figure] for pair in both]

        def number(value):
            return f"{value:,.{row.digits}f} {row.unit}"

        def factor(value):
            return f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"

        cells = [row.title + " *" * is_doubtful, number(statistics.median(ours))]
        if peers:
            spread = f" ({factor(min(ratios))}-{factor(max(ratios))})" if len(ratios) > 1 else ""
            cells += [f"{row.peer_name}: {number(statistics.median(peers))}", f"{factor(statistics.median(ratios))}{spread}"]
        else:
            failure = next((pair["failure"] for pair in pairs if "failure" in pair), None)
            cells += [f"{row.peer_name} failed: {failure}" if failure else "", ""]
        if row.passes:
            gflops = [pair["ours"][row.figure] * pair["ours"]["linear_mflop"] * row.passes / 1e3 for pair in chosen]
            limits = [statistics.mean(pair["limits"]) for pair in chosen]
            cells.append(f"{statistics.median(a / b for a, b in zip(gflops, limits)):.0%}")
        else:
            cells.append("")
        return "| " + " | ".join(cells) + " |"

    def table(self, rows):
        commit = output("git", "rev-parse", "--short", "HEAD", cwd=SCRIPTS)
        about = [
            machine() + (f"; OpenBLAS kernel {self.kernel}" if self.kernel else ""),
            f"{datetime.date.today()}, {self.options.threads} threads, {self.options.pairs} pairs"
            + (f", nds {commit}" if commit else "") + ", " + output("swift", "--version").split(" (")[0],
            versions(self.python) or "no peers",
        ]
        if self.limits:
            limits = sorted(self.limits)
            about.append(f"sgemm limit {statistics.median(limits):.0f} GFLOP/s (median; {limits[0]:.0f}-{limits[-1]:.0f})")
        lines = ["- " + line for line in about]
        lines += ["", "| work | nds | peer | nds / peer (range) | of the sgemm limit |", "|---|---|---|---|---|"]
        lines += [self.line(row) for row in rows]
        if any(" * |" in line for line in lines):
            lines += ["", "\\* the machine was not idle: its sgemm limit was below 80 % of the best one seen."]
        return "\n".join(lines) + "\n"


def main():
    options = parsed()
    build(options)
    try:
        python = peer_python()
    except PeersMissing as missing:
        say(f"without peers: {missing}")
        python = None
    rows = [row for row in ROWS if not options.rows or row.name in options.rows]
    interrupted = False
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(options, python, scratch)
        try:
            for row in rows:
                say(row.title)
                try:
                    bench.measure(row)
                except Failed as failure:
                    say(f"  {failure}")
                    bench.failures[row.name] = str(failure)
        except KeyboardInterrupt:
            interrupted = True
            say("interrupted: the table holds what was measured")
        table = bench.table(rows)
    print(table, end="")
    if options.output:
        pathlib.Path(options.output).write_text(table)
    return 130 if interrupted else 0


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
    sys.exit(130)
