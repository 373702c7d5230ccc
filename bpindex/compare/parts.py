"""One cell that holds several texts, one below the other: whose is what somebody typed there?"""

from collections.abc import Sequence
from difflib import SequenceMatcher

from bpindex.case.keys import Key
from bpindex.memory.found import visible


def shared_out(parts: Sequence[tuple[Key, str]], text: str) -> dict[Key, str]:
    """Return the new text of each part that is another one than generated.

    A line that is still as it was stays where it was, one that changed belongs to the part of the
    line in whose place it stands; a new one to the part of the line above it.
    """
    generated = [(key, visible(line)) for key, part in parts for line in part.split("\n")]
    found = text.split("\n")
    lines: dict[Key, list[str]] = {key: [] for key, _ in parts}
    matcher = SequenceMatcher(
        None, [line for _, line in generated], [visible(line) for line in found], autojunk=False
    )
    for _, first, last, start, end in matcher.get_opcodes():
        for place in range(start, end):
            # Of several lines in the place of fewer, those left over go with the last one.
            at = min(first + place - start, max(last, 1) - 1)
            lines[generated[at][0]].append(found[place])
    new = {key: "\n".join(lines[key]) for key, _ in parts}
    return {key: new[key] for key, part in parts if visible(new[key]) != visible(part)}
