#!/usr/bin/env python3
"""The peers of nds, on the same work: PyTorch (train, tag), ONNX Runtime (tag), Hugging Face tokenizers, transformers (ready).

  peer.py train    --model DIR --train F [--random-size base] [--batch 32] [--steps 0] [--join 0] [--test F]
  peer.py tag      --model DIR --test F [--engine onnx] [--join 0]
  peer.py tokenize --model DIR --input F
  peer.py ready    --model DIR
The arguments are those of `nds-bench`, the last line printed is JSON with the same names. Tokens are real word pieces ([CLS]
and [SEP] in, padding out). Batches are bucketed by length: a peer is not made slow by padding that nds does without.
"""
import argparse, json, random, resource, tempfile, time

SIZES = {"base": (12, 768), "large": (24, 1024)}
"""Layers and width, after Devlin et al. 2019."""
TYPES = ["LOC", "MISC", "ORG", "PER"]
LABELS = ["O"] + [f"{prefix}-{type}" for type in TYPES for prefix in "BI"]
IGNORED = -100


def read(path):
    """The sentences of a CoNLL file: words and tags."""
    sentences, words, tags = [], [], []
    for line in list(open(path, encoding="utf8")) + [""]:
        line = line.strip()
        if not line or line.startswith("-DOCSTART-"):
            if words:
                sentences.append((words, tags))
            words, tags = [], []
        else:
            columns = line.split()
            words.append(columns[0])
            tags.append(columns[-1])
    return sentences


def joined(sentences, tokenizer, pieces):
    """Neighbouring sentences as one, as long as they make at most `pieces` word pieces, [CLS] and [SEP] in."""
    if not pieces:
        return sentences
    result, words, tags, length = [], [], [], 2
    for more_words, more_tags in sentences:
        count = sum(len(ids) for ids in tokenizer(more_words, add_special_tokens=False)["input_ids"])
        if words and length + count > pieces:
            result.append((words, tags))
            words, tags, length = [], [], 2
        words, tags, length = words + more_words, tags + more_tags, length + count
    return result + [(words, tags)] if words else result


def encode(sentences, tokenizer):
    """Ids and labels a sentence; a label stands on the first piece of its word."""
    encoded = tokenizer([words for words, _ in sentences], is_split_into_words=True, truncation=True, max_length=512)
    rows = []
    for index, (_, tags) in enumerate(sentences):
        labels, previous = [], None
        for word in encoded.word_ids(index):
            labels.append(IGNORED if word is None or word == previous else LABELS.index(tags[word]))
            previous = word
        rows.append((encoded["input_ids"][index], labels))
    return rows


def buckets(rows, size, rng=None):
    """Batches of rows alike in length; with `rng` shuffled, and alike within 50 batches only, as training needs it."""
    order = list(range(len(rows)))
    if rng:
        rng.shuffle(order)
    chunk, batches = size * 50 if rng else len(order), []
    for start in range(0, len(order), chunk):
        part = sorted(order[start:start + chunk], key=lambda index: len(rows[index][0]))
        batches += [part[at:at + size] for at in range(0, len(part), size)]
    if rng:
        rng.shuffle(batches)
    return batches


def padded(rows, batch):
    import numpy as np
    width = max(len(rows[index][0]) for index in batch)
    ids, mask = np.zeros((len(batch), width), np.int64), np.zeros((len(batch), width), np.int64)
    labels = np.full((len(batch), width), IGNORED, np.int64)
    for row, index in enumerate(batch):
        x, y = rows[index]
        ids[row, :len(x)], mask[row, :len(x)], labels[row, :len(y)] = x, 1, y
    return ids, mask, labels


def load(options):
    """Tokenizer and model; dropout is 0.1 whatever the config says, as it is with us."""
    import torch
    from transformers import AutoModelForTokenClassification, AutoTokenizer, BertConfig, BertForTokenClassification
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    settings = {
        "num_labels": len(LABELS), "id2label": dict(enumerate(LABELS)), "label2id": {label: i for i, label in enumerate(LABELS)},
        "hidden_dropout_prob": 0.1, "attention_probs_dropout_prob": 0.1}
    if options.engine == "onnx":
        settings["attn_implementation"] = "eager"  # what the exporter takes
    if options.random_size:
        layers, width = SIZES[options.random_size]
        config = BertConfig(
            vocab_size=len(tokenizer), hidden_size=width, num_hidden_layers=layers, num_attention_heads=width // 64,
            intermediate_size=4 * width, **settings)
        return tokenizer, BertForTokenClassification(config)
    return tokenizer, AutoModelForTokenClassification.from_pretrained(options.model, **settings)


def train(options, result):
    import torch
    from transformers import get_linear_schedule_with_warmup
    tokenizer, model = load(options)
    rows = encode(joined(read(options.train), tokenizer, options.join), tokenizer)
    rng = random.Random(options.seed)
    total = options.epochs * -(-len(rows) // options.batch)
    optimizer = torch.optim.AdamW(model.parameters(), lr=options.lr, weight_decay=0.01)
    schedule = get_linear_schedule_with_warmup(optimizer, int(0.1 * total), total)
    model.train()
    batches = [batch for _ in range(options.epochs) for batch in buckets(rows, options.batch, rng)]
    tokens, loss, start = 0, 0.0, time.perf_counter()
    for step, batch in enumerate(batches[:options.steps or None]):
        if step == 1:  # the first one takes all memory for the first time
            tokens, start = 0, time.perf_counter()
        ids, mask, labels = map(torch.from_numpy, padded(rows, batch))
        output = model(input_ids=ids, attention_mask=mask, labels=labels).loss
        output.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        loss = output.item()
        tokens += int(mask.sum())
    result["train_tokens_per_s"] = tokens / (time.perf_counter() - start)
    result["loss"] = loss
    if options.test:
        tag(options, result, tokenizer, model)


def tag(options, result, tokenizer=None, model=None):
    if model is None:
        tokenizer, model = load(options)
    model.eval()
    sentences = joined(read(options.test), tokenizer, options.join)
    rows = encode(sentences, tokenizer)
    run = onnx_runner(model, options.threads) if options.engine == "onnx" else torch_runner(model)

    def tagged(rows):
        predictions, tokens, start = [None] * len(rows), 0, time.perf_counter()
        for batch in buckets(rows, 32):
            ids, mask, _ = padded(rows, batch)
            tokens += int(mask.sum())
            best = run(ids, mask).argmax(-1)
            for row, index in enumerate(batch):
                predictions[index] = [LABELS[int(best[row, at])] for at, y in enumerate(rows[index][1]) if y != IGNORED]
        return predictions, tokens / (time.perf_counter() - start)

    tagged(rows[:200])
    predictions, result["tag_tokens_per_s"] = tagged(rows)
    from seqeval.metrics import f1_score
    gold = [tags for _, tags in sentences]
    # Words beyond the longest sequence count as missed.
    result["f1"] = float(f1_score(gold, [p + ["O"] * (len(t) - len(p)) for p, t in zip(predictions, gold)]))


def torch_runner(model):
    import torch

    def run(ids, mask):
        with torch.inference_mode():
            return model(input_ids=torch.from_numpy(ids), attention_mask=torch.from_numpy(mask)).logits.numpy()
    return run


def onnx_runner(model, threads):
    import onnxruntime, torch
    sample, axes = torch.ones(2, 16, dtype=torch.long), {0: "batch", 1: "length"}
    with tempfile.TemporaryDirectory() as folder:
        path = folder + "/peer.onnx"
        torch.onnx.export(
            model, (sample, sample), path, input_names=["input_ids", "attention_mask"], output_names=["logits"], dynamo=False,
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "logits": axes})
        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = threads
        session = onnxruntime.InferenceSession(path, settings)
    return lambda ids, mask: session.run(None, {"input_ids": ids, "attention_mask": mask})[0]


def tokenize(options, result):
    """Line by line, as a loop over sentences does it; one thread is up to the environment."""
    from tokenizers import Tokenizer
    tokenizer = Tokenizer.from_file(options.model + "/tokenizer.json")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    data = open(options.input, encoding="utf8", newline="\n").read()
    lines = data.split("\n")
    size, pieces, passes, seconds = len(data.encode()), 0, 0, 0.0
    while seconds < 1:
        start = time.perf_counter()
        for line in lines:
            pieces += len(tokenizer.encode(line, add_special_tokens=False).ids)
        seconds += time.perf_counter() - start
        passes += 1
    result["pieces"] = pieces // passes
    result["mb_per_s"] = size * passes / seconds / 1e6


def ready(options, result):
    """Model and tokenizer in memory; the imports, which take seconds, are not counted."""
    import transformers
    transformers.BertForTokenClassification, transformers.AutoTokenizer, transformers.AutoModelForTokenClassification
    start = time.perf_counter()
    transformers.AutoTokenizer.from_pretrained(options.model)
    transformers.AutoModelForTokenClassification.from_pretrained(options.model, num_labels=len(LABELS))
    result["ready_s"] = time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = {"train": train, "tag": tag, "tokenize": tokenize, "ready": ready}
    parser.add_argument("task", choices=tasks)
    parser.add_argument("--model", required=True, help="a Hugging Face folder")
    parser.add_argument("--random-size", choices=SIZES, help="random weights of this size under the model's tokenizer")
    parser.add_argument("--train")
    parser.add_argument("--test")
    parser.add_argument("--input")
    parser.add_argument("--engine", default="torch", choices=["torch", "onnx"])
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps; 0 goes to the end")
    parser.add_argument("--lr", type=float, default=1e-4)
    parser.add_argument("--join", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    result = {"task": options.task, "threads": options.threads}
    tasks[options.task](options, result)
    result["max_rss_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(result))


if __name__ == "__main__":
    main()
