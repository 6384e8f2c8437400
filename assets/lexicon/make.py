#!/usr/bin/env python3
"""Makes words.txt and seen.txt from the word list of Debian's package tesseract-ocr-ind.

The package (Apache-2.0) holds a list of forms found on the web, as a packed graph. Needed are the
packages tesseract-ocr (for combine_tessdata and dawg2wordlist), tesseract-ocr-ind and
tesseract-ocr-eng, whose list tells what is English. Run it in this folder:

    apt-get install tesseract-ocr tesseract-ocr-ind tesseract-ocr-eng && ./make.py

words.txt holds forms that the copy desk may offer as what somebody meant to write; seen.txt holds
names and foreign words, which are left alone and never offered. Both are sorted and front-coded:
a line's first character says how many letters it shares with the line before (a is none, b one).
"""

import collections
import glob
import re
import subprocess
import sys
import tempfile

SHORTEST, LONGEST = 4, 24


def forms(language):
    """The forms of a language's list."""
    data = glob.glob(f"/usr/share/tesseract-ocr/*/tessdata/{language}.traineddata")[0]
    with tempfile.TemporaryDirectory() as folder:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": True}
        stem = f"{folder}/{language}."
        subprocess.run(["combine_tessdata", "-u", data, stem], **quiet)
        packed = [f"{stem}lstm-unicharset", f"{stem}lstm-word-dawg", f"{folder}/list"]
        subprocess.run(["dawg2wordlist", *packed], **quiet)
        with open(f"{folder}/list", encoding="utf-8") as lines:
            return [line.strip() for line in lines]


def listed(path):
    """The rows of a file of ours, without remarks."""
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines if line.strip() and line[0] != "#"]


def cases(lines):
    """How each word is written: l small, C capital, U all capitals, M mixed."""
    found = collections.defaultdict(set)
    for line in lines:
        for word in re.split(r"[^A-Za-z]+", line):
            if SHORTEST <= len(word) <= LONGEST:
                upper = word.isupper()
                case = "l" if word.islower() else "U" if upper else "C" if word[1:].islower() else "M"
                found[word.lower()].add(case)
    return found


def unwanted():
    """What is not to be in the lists: by whole words, and by parts of words."""
    words, parts = set(), []
    for (word, *_rest) in listed("not.txt"):
        if word.startswith("*"):
            parts.append(word.strip("*"))
        else:
            words.add(word)
    for row in listed("../rules/standard.tsv"):
        if " " not in row[0] and row[3:4] == ["T"]:
            words.add(row[0])
    return words, re.compile("|".join(parts))


AFFIXES = re.compile(r"^(me|pe|di|ber|ter|ke|se|per|anti|antar|pra|pasca|non|sub|multi|inter)")


def is_run_together(word, found):
    """`kulinerbali`: two words of the list that somebody made one tag of."""
    if found[word] - {"l", "M", "U"} or AFFIXES.match(word):
        return False
    return any(
        word[:at] in found and word[at:] in found and not word[at:].endswith("nya")
        for at in range(4, len(word) - 3)
    )


def is_at_home(word, found):
    """Does an English word grow as Indonesian ones do?"""
    forms = ("{}nya", "di{}", "ber{}", "ter{}", "se{}", "{}lah", "{}kan", "{}an", "{}i", "ke{}an")
    grown = sum(form.format(word) in found for form in forms)
    return f"{word}nya" in found or grown > 1


def is_noise(word):
    letters = re.search(r"(.)\1\1|[^aeiouy]{5}|^[^aeiouy]+$|^[aeiou]+$|^(.)\2|wk|(ha){3}", word)
    return bool(letters) or word.startswith(("insta", "detik")) and len(word) > 9


def packed(words):
    """Front-coded, as the head of this file says."""
    lines, before = [], ""
    for word in sorted(words):
        shared = 0
        while shared < min(len(word), len(before), 25) and word[shared] == before[shared]:
            shared += 1
        lines.append(chr(ord("a") + shared) + word[shared:] + "\n")
        before = word
    return "".join(lines)


def main():
    found = cases(forms("ind"))
    english_lines = forms("eng")
    english = {line for line in english_lines if line.islower()}
    own = {word for row in listed("own.txt") for word in row[0].split()}
    wrong, parts = unwanted()
    words, seen = set(), set()
    for word, how in found.items():
        if word in wrong or word in own or parts.search(word) or is_noise(word):
            continue
        if "l" not in how:
            # Short forms in capitals are left alone wherever they stand.
            if "C" in how:
                seen.add(word)
        elif is_run_together(word, found):
            continue
        elif word in english and not is_at_home(word, found):
            seen.add(word)
        else:
            words.add(word)
    for name, lines in (("words.txt", words), ("seen.txt", seen)):
        with open(name, "w", encoding="ascii") as file:
            file.write(packed(lines))
        print(name, len(lines), file=sys.stderr)


if __name__ == "__main__":
    main()
