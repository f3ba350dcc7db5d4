"""The one list of what is measured: each row is a figure of a piece of work, done by nds and by a peer."""
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    name: str
    """What is asked for on the command line."""
    title: str
    figure: str
    """The member of the JSON lines that counts; both sides print it under this name."""
    unit: str
    ours: tuple
    """Arguments of `nds-bench`, or of `prompt.py`. {model}, {data}, {text} and {threads} are filled in."""
    peer: tuple = ()
    """Arguments of `peer.py`; none where nothing compares."""
    peer_name: str = ""
    needs: tuple = ()
    """What must be in the data folder."""
    passes: int = 0
    """How often a token goes through the linear layers, which gives the share of the sgemm limit: 1 forward, 3 with backward."""
    digits: int = 0
    once: bool = False
    """A figure that hardly varies: one pair is enough."""
    program: str = "nds-bench"
    peer_environment: dict = field(default_factory=dict, hash=False)


CONLL_TRAIN, CONLL_TEST = "conll2003/train.txt", "conll2003/test.txt"
MODEL = ("--model", "{model}", "--threads", "{threads}")
ONE_THREAD = {"TOKENIZERS_PARALLELISM": "false", "RAYON_NUM_THREADS": "1"}


def train(*more):
    return ("train", *MODEL, "--train", "{data}/" + CONLL_TRAIN, *more)


def tag(*more):
    return ("tag", *MODEL, "--test", "{data}/" + CONLL_TEST, *more)


MINILM_STEPS = train("--batch", "32", "--steps", "60")
BASE_STEPS = train("--random-size", "base", "--batch", "16", "--steps", "6")

ROWS = [
    Row("train", "train MiniLM, batch 32", "train_tokens_per_s", "tokens/s", MINILM_STEPS, MINILM_STEPS, "PyTorch",
        needs=(CONLL_TRAIN,), passes=3),
    Row("train-base", "train BERT-base, batch 16", "train_tokens_per_s", "tokens/s", BASE_STEPS, BASE_STEPS, "PyTorch",
        needs=(CONLL_TRAIN,), passes=3),
    Row("tag", "tag with MiniLM", "tag_tokens_per_s", "tokens/s", tag(), tag("--engine", "onnx"), "ONNX Runtime",
        needs=(CONLL_TEST,), passes=1),
    Row("tag-join", "tag, sentences joined to 256 pieces", "tag_tokens_per_s", "tokens/s", tag("--join", "256"),
        tag("--join", "256", "--engine", "onnx"), "ONNX Runtime", needs=(CONLL_TEST,), passes=1),
    Row("tokenize", "tokenise BBC text, one thread", "mb_per_s", "MB/s", ("tokenize", "--model", "{model}", "--input", "{text}"),
        ("tokenize", "--model", "{model}", "--input", "{text}"), "tokenizers", needs=("bbc",), digits=2,
        peer_environment=ONE_THREAD),
    # The same work as the row `train`, so it costs nothing beside it.
    Row("memory", "peak memory, 60 steps of batch 32", "max_rss_mib", "MiB", MINILM_STEPS, MINILM_STEPS, "PyTorch",
        needs=(CONLL_TRAIN,), once=True),
    Row("ready", "MiniLM loaded, ready to tag", "ready_s", "s", ("ready", "--model", "{model}"), ("ready", "--model", "{model}"),
        "transformers", digits=3),
    Row("client", "chat completions from loopback, eight at a time", "requests_per_s", "requests/s", ("client",)),
    Row("prompt", "prompt ready", "prompt_s", "s", ("{nds}",), digits=3, program="prompt.py"),
]
