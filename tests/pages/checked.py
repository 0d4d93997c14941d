"""A page as a careful reader takes it: parsed, and every promise of every page checked.

`check_page(response)` fails with what is wrong: language, title, one h1, unique ids, labels on
every control, no address outside the service, no inline style or script, a strict CSP (X9).
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

__all__ = ["Seen", "check_page", "read_page"]

_CONTROLS = {"input", "select", "textarea"}
_UNLABELLED = {"hidden", "submit", "button"}
_OUTSIDE = re.compile(r"^(https?:)?//")


@dataclass
class Seen:
    """What a page holds, as far as the promises go."""

    lang: str = ""
    title: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    controls: list[dict[str, str]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    landmarks: Counter[str] = field(default_factory=Counter)
    referred: list[str] = field(default_factory=list)
    primary: int = 0
    text: str = ""

    def link(self, name: str) -> str:
        """The address behind the first link whose text holds `name`."""
        return next(address for text, address in self.links if name in text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = Seen()
        self._within: list[str] = []
        self._text: list[str] = []
        self._heading: list[str] | None = None
        self._link: tuple[list[str], str] | None = None

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        self._note(tag, given)
        if tag in {"script", "style", "title"}:
            self._within.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self._heading = []
        if tag == "a":
            self._link = ([], given.get("href", ""))
        if tag in {"script", "style"} and not given.get("src"):
            self.seen.inline.append(f"<{tag}>")

    def _note(self, tag, given):
        seen = self.seen
        if tag == "html":
            seen.lang = given.get("lang", "")
        if "id" in given:
            seen.ids.append(given["id"])
        if tag == "label" and "for" in given:
            seen.labelled.add(given["for"])
        if tag in _CONTROLS and given.get("type") not in _UNLABELLED:
            seen.controls.append(given)
        if tag in {"main", "header", "footer", "nav"}:
            seen.landmarks[tag] += 1
        if "primary" in given.get("class", "").split():
            seen.primary += 1
        seen.inline += [
            f"{tag}[{name}]" for name in given if name == "style" or name.startswith("on")
        ]
        for name in ("aria-labelledby", "aria-describedby"):
            seen.referred += given.get(name, "").split()
        seen.addresses += [given[name] for name in ("href", "src", "action") if name in given]

    def handle_endtag(self, tag):
        if self._within and self._within[-1] == tag:
            self._within.pop()
        if re.fullmatch("h[1-6]", tag) and self._heading is not None:
            self.seen.headings.append((int(tag[1]), " ".join("".join(self._heading).split())))
            self._heading = None
        if tag == "a" and self._link is not None:
            text, address = self._link
            self.seen.links.append((" ".join("".join(text).split()), address))
            self._link = None

    def handle_data(self, data):
        if self._within and self._within[-1] == "title":
            self.seen.title += data
        elif not self._within:
            self._text.append(data)
            for open_text in (self._heading, self._link and self._link[0]):
                if open_text is not None:
                    open_text.append(data)

    def close(self):
        super().close()
        self.seen.text = " ".join("".join(self._text).split())


def read_page(html: str) -> Seen:
    """The page, parsed."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.seen


def check_page(response) -> Seen:
    """Everything every page promises; gives the parsed page back."""
    seen = read_page(response.content.decode())
    assert seen.lang in {"sv", "en"}, seen.lang
    assert re.search(r"\w.* – Samspel", seen.title), seen.title
    assert [level for level, _ in seen.headings].count(1) == 1, seen.headings
    assert _steps_down(seen.headings), seen.headings
    twice = [name for name, count in Counter(seen.ids).items() if count > 1]
    assert not twice, f"ids used twice: {twice}"
    assert not set(seen.referred) - set(seen.ids), set(seen.referred) - set(seen.ids)
    assert seen.landmarks["main"] == 1
    assert seen.primary <= 1, "more than one primary action"
    assert not seen.inline, f"inline style or script: {seen.inline}"
    outside = [address for address in seen.addresses if _OUTSIDE.match(address)]
    assert not outside, f"addresses outside the service: {outside}"
    unlabelled = [c for c in seen.controls if not _has_label(c, seen)]
    assert not unlabelled, f"without a label: {unlabelled}"
    _check_policy(response.headers["Content-Security-Policy"])
    return seen


def _steps_down(headings: list[tuple[int, str]]) -> bool:
    levels = [level for level, _ in headings]
    return all(after <= before + 1 for before, after in pairwise(levels))


def _has_label(control: dict[str, str], seen: Seen) -> bool:
    return control.get("id") in seen.labelled or bool(control.get("aria-label"))


def _check_policy(policy: str) -> None:
    rules = {part.split()[0]: part.split()[1:] for part in policy.split(";") if part.strip()}
    assert rules["default-src"] == ["'none'"], policy
    assert "unsafe" not in policy, policy
    assert "http" not in policy, policy
    assert rules["frame-ancestors"] == ["'none'"], policy
