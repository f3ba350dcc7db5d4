#!/usr/bin/env python3
"""How long a program takes on a terminal from its start until the prompt of nds is drawn: the median of several starts.

  prompt.py PROGRAM [STARTS]
Each start is a fresh process on a pseudo-terminal of its own with an empty home folder. Prints one line of JSON."""
import fcntl, json, os, pty, re, select, signal, statistics, struct, subprocess, sys, tempfile, termios, time

PROMPT = re.compile(rb"nds \d+> ")
PATIENCE = 20
COLOUR = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")


def seconds_to_prompt(program, home):
    master, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    environment = {"HOME": home, "XDG_STATE_HOME": home + "/state", "TERM": "xterm", "PATH": os.environ.get("PATH", "")}
    start = time.perf_counter()
    process = subprocess.Popen(
        [program], stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True, env=environment)
    os.close(terminal)
    shown = b""
    try:
        while not PROMPT.search(COLOUR.sub(b"", shown)):
            left = start + PATIENCE - time.perf_counter()
            if left <= 0 or not select.select([master], [], [], left)[0]:
                raise SystemExit(f"{program} drew no prompt within {PATIENCE} s")
            try:
                shown += os.read(master, 4096)
            except OSError:
                raise SystemExit(f"{program} ended before it drew a prompt: {shown.decode(errors='replace').strip()}")
        return time.perf_counter() - start
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        os.close(master)


def main():
    program, starts = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 11
    with tempfile.TemporaryDirectory() as home:
        seconds = [seconds_to_prompt(program, home) for _ in range(starts)]
    print(json.dumps({"task": "prompt", "starts": starts, "prompt_s": round(statistics.median(seconds), 4),
                      "fastest_s": round(min(seconds), 4)}))


if __name__ == "__main__":
    main()
