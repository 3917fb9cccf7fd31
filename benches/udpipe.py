#!/usr/bin/env python3
"""Words a second beside UDPipe 1, on the same text, in one run, one thread each.

    python3 -m pip install ufal.udpipe
    python3 benches/udpipe.py train MODEL ../shared/treebanks/ewt-train.conllu ../shared/treebanks/gum-train.conllu
    python3 benches/udpipe.py compare MODEL TEXT.jsonl --legation target/release/legation

`train` takes few epochs: the model's speed does not depend on them, its accuracy does, and only speed is compared here.
`--sentences` trains on fewer, in minutes; the smaller tables make such a UDPipe model a little faster, not slower.
`compare` gives both programs the same plain text on standard input and asks both for the same: sentences, words, tags,
lemmas, tree, as CoNLL-U. Runs alternate, so that a busy machine slows both; the ratio is of the medians. Each program's
time is that of its own process (user + system), less what it needs for one short sentence, which is loading the model.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time

SHORT = "The two ministers met.\n"


def train(args):
    import ufal.udpipe as udpipe

    sentences = []
    for path in args.treebanks:
        with open(path, encoding="utf-8") as file:
            reader = udpipe.InputFormat.newConlluInputFormat()
            reader.setText(file.read())
        error = udpipe.ProcessingError()
        for _ in range(args.sentences):
            sentence = udpipe.Sentence()
            if not reader.nextSentence(sentence, error):
                break
            sentences.append(sentence)
        if error.occurred():
            sys.exit(f"{path}: {error.message}")
    trained = udpipe.Trainer.train(
        "morphodita_parsito",
        udpipe.Sentences(sentences),
        udpipe.Sentences(),
        f"epochs={args.tokenizer_epochs}",
        f"iterations={args.tagger_epochs}",
        f"iterations={args.parser_epochs}",
        error,
    )
    if error.occurred():
        sys.exit(error.message)
    with open(args.model, "wb") as file:
        file.write(trained)


def annotate(args):
    """UDPipe as a program of its own: text in, CoNLL-U out."""
    import ufal.udpipe as udpipe

    model = udpipe.Model.load(args.model)
    if model is None:
        sys.exit(f"{args.model}: no UDPipe model; make one with `train`")
    pipeline = udpipe.Pipeline(model, "tokenize", udpipe.Pipeline.DEFAULT, udpipe.Pipeline.DEFAULT, "conllu")
    error = udpipe.ProcessingError()
    sys.stdout.write(pipeline.process(sys.stdin.read(), error))
    if error.occurred():
        sys.exit(error.message)


def seconds(command, text):
    """CPU seconds of one run, and how many words came out."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stderr.strip()}")
    words = sum(1 for line in done.stdout.splitlines() if line.split("\t", 1)[0].isdigit())
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, words


def compare(args):
    texts = []
    with open(args.text, encoding="utf-8") as file:
        for line in file:
            texts.append(json.loads(line)["text"] if args.text.endswith(".jsonl") else line)
    text = "\n\n".join(texts)[: args.characters]
    programs = {
        "UDPipe 1": [sys.executable, os.path.abspath(__file__), "annotate", args.model],
        "legation": [args.legation, "parse", "-j", "1", "-"],
    }
    speed = {}
    for round_number in range(args.rounds + 1):
        for name, command in programs.items():
            loading, _ = seconds(command, SHORT)
            full, words = seconds(command, text)
            # The first round only warms the caches of the disk.
            if round_number:
                speed.setdefault(name, []).append(words / max(full - loading, 1e-9))
    median = {name: statistics.median(runs) for name, runs in speed.items()}
    for name, runs in speed.items():
        print(f"{name:10} {median[name]:>9,.0f} words/s (lowest {min(runs):,.0f}, highest {max(runs):,.0f})")
    print(f"ratio      {median['legation'] / median['UDPipe 1']:.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("train", help="train a UDPipe 1 model")
    command.add_argument("model")
    command.add_argument("treebanks", nargs="+")
    command.add_argument("--sentences", type=int, default=1_000_000, help="so many of each treebank")
    command.add_argument("--tokenizer-epochs", type=int, default=2)
    command.add_argument("--tagger-epochs", type=int, default=2)
    command.add_argument("--parser-epochs", type=int, default=1)
    command.set_defaults(run=train)
    command = commands.add_parser("annotate", help="standard input to CoNLL-U by UDPipe")
    command.add_argument("model")
    command.set_defaults(run=annotate)
    command = commands.add_parser("compare", help="words a second of both")
    command.add_argument("model")
    command.add_argument("text", help="JSON Lines with a field `text`, or plain text")
    command.add_argument("--legation", default="target/release/legation")
    command.add_argument("--rounds", type=int, default=5)
    command.add_argument("--characters", type=int, default=600_000)
    command.set_defaults(run=compare)
    args = parser.parse_args()
    started = time.monotonic()
    args.run(args)
    print(f"{time.monotonic() - started:.0f} s in all", file=sys.stderr)


if __name__ == "__main__":
    main()
