"""Everything a person can set, as one table: the dialog and the look are made from it."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.ui.settings.settings import Settings

CHOICE, NUMBER, NAME, FONT = "choice", "number", "name", "font"
LOOK, TEXT, YOU = "look", "text", "you"
PAGES: dict[str, tuple[str, str]] = {
    LOOK: ("Appearance", "Изглед"),
    TEXT: ("Text", "Текст"),
    YOU: ("You", "Вие"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """One thing that can be set.

    `choices` are values with their names in English and Bulgarian; `least` and `most` bound a
    number, which is shown with its `unit`. `default` is the text that is kept where nothing is.
    `sought` are other words by which a value is found.
    """

    key: str
    page: str
    kind: str
    names: tuple[str, str]
    tips: tuple[str, str]
    default: str = ""
    choices: tuple[tuple[str, tuple[str, str]], ...] = ()
    least: int = 0
    most: int = 0
    step: int = 1
    unit: str = ""
    is_for_next_start: bool = False
    sought: tuple[tuple[str, str], ...] = ()

    def name(self, language: str) -> str:
        """Return what it is called."""
        return self.names[1] if language == "bg" else self.names[0]

    def tip(self, language: str) -> str:
        """Return what it does, in a sentence."""
        return self.tips[1] if language == "bg" else self.tips[0]

    def value(self, settings: Settings) -> str:
        """Return what is set, as text; the default where nothing is, or something wrong."""
        told = settings.text(self.key, self.default)
        if self.kind == NUMBER:
            default = int(self.default)
            return str(settings.number(self.key, default, least=self.least, most=self.most))
        if self.kind == CHOICE and told not in {value for value, _ in self.choices}:
            return self.default
        return told

    def now(self, settings: Settings) -> str:
        """Return what holds now, also where nobody has chosen a language yet."""
        return self.value(settings) or (settings.language if self.kind == CHOICE else "")

    def value_said(self, value: str, language: str) -> str:
        """Return a value in words: its name, or the number with its unit."""
        names = dict(self.choices).get(value)
        if names is not None:
            return names[1 if language == "bg" else 0]
        return f"{value}{self.unit}"

    def said(self, value: str, language: str) -> str:
        """Return name and value, as `Theme: Dark`."""
        return f"{self.name(language)}: {self.value_said(value, language)}"

    def near(self, settings: Settings) -> tuple[str, ...]:
        """Return what it may be set to by name: each choice, or the next larger and smaller."""
        if self.kind == CHOICE:
            return tuple(value for value, _ in self.choices)
        if self.kind != NUMBER:
            return ()
        now = int(self.value(settings))
        around = (now + self.step, now - self.step)
        return tuple(str(n) for n in around if self.least <= n <= self.most)


PREFERENCES = (
    Preference(
        key="language",
        page=LOOK,
        kind=CHOICE,
        names=("Language", "Език"),
        tips=(
            "Of menus, names of layers and all sentences.",
            "На менютата, слоевете и изреченията.",
        ),
        choices=(("en", ("English", "English")), ("bg", ("Български", "Български"))),
        sought=(("en", "Английски"), ("bg", "Bulgarian")),
    ),
    Preference(
        key="theme",
        page=LOOK,
        kind=CHOICE,
        names=("Theme", "Тема"),
        tips=("Light, dark or with high contrast.", "Светла, тъмна или с висок контраст."),
        default="system",
        choices=(
            ("system", ("As the system", "Както системата")),
            ("light", ("Light", "Светла")),
            ("dark", ("Dark", "Тъмна")),
            ("contrast", ("High contrast", "Висок контраст")),
        ),
    ),
    Preference(
        key="motion",
        page=LOOK,
        kind=CHOICE,
        names=("Motion", "Движение"),
        tips=(
            "The text gliding to a place, fading of bars, menus and tips, blinking of the caret.",
            "Плъзгане към място, преливане на ленти, менюта и подсказки, мигане на курсора.",
        ),
        default="system",
        choices=(
            ("system", ("As the system", "Както системата")),
            ("none", ("None", "Без")),
        ),
    ),
    Preference(
        key="scale",
        page=LOOK,
        kind=NUMBER,
        names=("Size of everything", "Размер на всичко"),
        tips=("From the next start of the program.", "От следващото стартиране на програмата."),
        default="100",
        least=80,
        most=200,
        step=10,
        unit=" %",
        is_for_next_start=True,
    ),
    Preference(
        key="text_font",
        page=TEXT,
        kind=FONT,
        names=("Font of texts", "Шрифт на текстовете"),
        tips=("Of articles and quotations.", "На статиите и цитатите."),
    ),
    Preference(
        key="text_size",
        page=TEXT,
        kind=NUMBER,
        names=("Size of texts", "Размер на текстовете"),
        tips=("At 100 % zoom, in pixels.", "При мащаб 100 %, в пиксели."),
        default="17",
        least=12,
        most=32,
        unit=" px",
    ),
    Preference(
        key="measure",
        page=TEXT,
        kind=NUMBER,
        names=("Width of the text column", "Ширина на колоната с текст"),
        tips=(
            "At type of 17 pixels; 620 holds some 68 Cyrillic letters.",
            "При шрифт 17 пиксела; 620 побира около 68 кирилски букви.",
        ),
        default="620",
        least=480,
        most=900,
        step=20,
        unit=" px",
    ),
    Preference(
        key="leading",
        page=TEXT,
        kind=NUMBER,
        names=("More space between lines", "Още място между редовете"),
        tips=(
            "In pixels at 100 % zoom, besides what annotations need.",
            "В пиксели при мащаб 100 %, освен нужното за анотациите.",
        ),
        default="0",
        least=0,
        most=24,
        step=2,
        unit=" px",
    ),
    Preference(
        key="zoom",
        page=TEXT,
        kind=NUMBER,
        names=("Zoom of texts", "Мащаб на текстовете"),
        tips=(
            "The text with all that belongs to it; also by the wheel.",
            "Текстът с всичко към него; също с колелцето.",
        ),
        default="100",
        least=60,
        most=300,
        step=10,
        unit=" %",
    ),
    Preference(
        key="name",
        page=YOU,
        kind=NAME,
        names=("Your name", "Вашето име"),
        tips=(
            "Stands at what you annotate in corpora that you begin.",
            "Стои при анотациите ви в корпусите, които започвате.",
        ),
    ),
)


def preference(key: str) -> Preference:
    """Return the preference of a key."""
    return next(p for p in PREFERENCES if p.key == key)
