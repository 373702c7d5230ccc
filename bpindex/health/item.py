"""One finding about the installation, and how it is told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bpindex.words import health as texts


@dataclass(frozen=True)
class Item:
    """One thing that was looked at: what was found, and what to do where it is not well.

    Only `required` ones make the whole unhealthy. What is wrong `of_machine` another installation
    would meet as well: a policy, rights, a machine that is too slow.
    """

    name: str
    ok: bool
    detail: str
    advice: str = ""
    required: bool = True
    of_machine: bool = False

    @property
    def fails(self) -> bool:
        """Whether the program cannot be used because of it."""
        return self.required and not self.ok

    def lines(self) -> Iterator[str]:
        """Yield the line of the finding, and that of what to do."""
        state = texts.OK if self.ok else texts.NOT_OK if self.required else texts.NOTE
        yield texts.LINE.format(state=state, name=self.name, detail=self.detail)
        if self.advice and not self.ok:
            yield texts.ADVICE.format(advice=self.advice)


def summary(items: Iterable[Item]) -> str:
    """Return the one sentence that says whether the program can be used."""
    failing = sum(item.fails for item in items)
    return texts.NOT_WELL.format(count=failing) if failing else texts.ALL_WELL
