"""The caseworker's pages, as Susanne uses them between two meetings."""

from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True)
class Worklist:
    """Every case of hers and her team's."""

    page: Page

    def number_of(self, party: str, title: str) -> str:
        """The end of the number of that case of theirs, as it is said in a corridor: "012", or "0012" if it must."""
        row = self.page.locator("main .work-row").filter(has_text=party).filter(has_text=title).first
        number = row.locator(".work-number").inner_text().strip()
        every = [each.strip() for each in self.page.locator("main .work-number").all_inner_texts()]
        ends = (number[-digits:] for digits in range(3, len(number)))
        return next(end for end in ends if [each.endswith(end) for each in every].count(True) == 1)

    @classmethod
    def of(cls, page: Page) -> "Worklist":
        """Go to it."""
        page.goto("/medarbejder/")
        return cls(page)

    @property
    def first(self) -> str:
        """What the first row says."""
        return self.page.locator("main ol > li, main tbody tr").first.inner_text()

    def open_first(self) -> "StaffCase":
        """Open the case at the top."""
        self.page.locator("main a[href^='/medarbejder/sager/']").first.click()
        return StaffCase(self.page)

    def open(self, title: str) -> "StaffCase":
        """Open the first case of that name."""
        self.page.locator("main a[href^='/medarbejder/sager/']").filter(has_text=title).first.click()
        return StaffCase(self.page)


@dataclass
class Keyboard:
    """Her hands: no mouse. What she writes in her own words is not counted, everything else she presses is."""

    page: Page
    pressed: int = 0

    def press(self, *keys: str) -> None:
        """Press one key after the other; Enter leads to a page, and she waits until it has put her somewhere."""
        for key in keys:
            self.pressed += 1
            if key == "Enter":
                with self.page.expect_navigation():
                    self.page.keyboard.press(key)
                self.page.locator("main :focus").wait_for(state="attached")
            else:
                self.page.keyboard.press(key)

    def write(self, words: str) -> None:
        """Write words of her own."""
        self.page.keyboard.type(words)


@dataclass(frozen=True)
class StaffCase:
    """One case for staff."""

    page: Page

    def set_statement_date(self) -> None:
        """Set the date by which the party makes the statement, as proposed."""
        self.page.locator("form[action$='/dato'] button").click()

    def write_next_step(self, words: str) -> str:
        """Write the next step in her own words; gives the preview."""
        self.page.locator("a[href$='/naeste-skridt']").first.click()
        self.page.locator("textarea[name=words]").fill(words)
        self.page.locator("form[action$='/naeste-skridt'] button").first.click()
        return self.page.locator("main").inner_text()

    def post(self) -> None:
        """Post what the preview shows."""
        self.page.locator("form[action$='/naeste-skridt'] button").first.click()

    def release_to(self, party: str, *, step: str) -> None:
        """Release the case to a party, up to and with a step."""
        form = self.page.locator("#frigiv form")
        form.get_by_label(party, exact=True).check(force=True)
        form.locator(f"input[name=step][value={step}]").check(force=True)
        form.locator("button").click()
