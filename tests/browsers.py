"""A page in headless Chromium with the network off, and all that it said and asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from needed import absent, program

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request, Route

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# No name of a machine is ever looked up, whatever asks for it.
NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND"
# What WCAG 2.2 AA asks for, as far as axe can tell, and what it calls best practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# How a page is looked at: in light, in dark, and on a narrow telephone.
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "360 px": {"color_scheme": "light", "viewport": {"width": 360, "height": 740}},
}


@dataclass
class Visit:
    """A page, the errors and warnings that it gave, and what it asked for outside its file."""

    page: "Page"
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def violations(self) -> list[str]:
        """What axe finds wrong with the page as it is now: the rule and the places."""
        from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

        options = {"runOnly": RULES, "resultTypes": ["violations"]}
        found = Axe().run(self.page, options=options).response["violations"]
        return [
            f"{rule['id']}: {' '.join(str(part) for part in node['target'])}"
            for rule in found
            for node in rule["nodes"]
        ]

    def scrolls_sideways(self) -> bool:
        """Whether the page is wider than its window."""
        root = "document.scrollingElement"
        return bool(self.page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"))


@dataclass(frozen=True)
class Chromium:
    """The system's Chromium, driven by Playwright."""

    browser: "Browser"

    @contextmanager
    def visit(
        self, file: Path, place: str = "", script: bool = True, **settings: Any
    ) -> Iterator[Visit]:
        """Open ``file`` at ``place`` (`#` and an id), with or without its ``script``.

        ``settings`` are those of a context of Playwright, such as ``color_scheme``.
        """
        address = file.resolve().as_uri()
        context = self.browser.new_context(
            offline=True, java_script_enabled=script, reduced_motion="reduce", **settings
        )
        visit = Visit(context.new_page())

        def is_outside(request: "Request") -> bool:
            own = request.url.partition("#")[0] == address
            return not own and not request.url.startswith(("data:", "blob:"))

        def answer(route: "Route") -> None:
            if is_outside(route.request):
                route.abort()
            else:
                route.continue_()

        def hear(request: "Request") -> None:
            if is_outside(request):
                visit.asked.append(request.url)

        context.route("**/*", answer)
        context.on("request", hear)
        page = visit.page
        page.on("websocket", lambda socket: visit.asked.append(socket.url))
        page.on("pageerror", lambda error: visit.said.append(str(error)))
        page.on(
            "console",
            lambda said: said.type in ("error", "warning") and visit.said.append(said.text),
        )
        try:
            page.goto(address + place)
            yield visit
        finally:
            context.close()


@contextmanager
def opened_chromium() -> Iterator[Chromium]:
    """Chromium, for as long as the block lasts; where it is missing, the test is skipped."""
    try:
        import playwright.sync_api as api  # noqa: PLC0415
    except ImportError:
        absent("Playwright is not installed (make browser)")
    found = program(PROGRAMS, "Chromium is not installed; the system's package chromium has it")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[NOWHERE])
        try:
            yield Chromium(browser)
        finally:
            browser.close()
