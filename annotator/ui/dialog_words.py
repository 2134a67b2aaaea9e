"""The texts of the dialogs, in English and Bulgarian."""

from __future__ import annotations

_WORDS: dict[str, tuple[str, str]] = {
    "new.title": ("New corpus", "Нов корпус"),
    "new.name": ("Name", "Име"),
    "new.place": ("Place", "Място"),
    "new.browse": ("Browse…", "Избор…"),
    "new.scheme": ("Scheme", "Схема"),
    "new.you": ("Your name", "Вашето име"),
    "new.make": ("Make the corpus", "Създаване на корпуса"),
    "new.default": ("corpus", "корпус"),
    "cancel": ("Cancel", "Отказ"),
    "close": ("Close", "Затваряне"),
    "import.title": ("Import", "Внасяне"),
    "import.add": ("Add files…", "Добавяне на файлове…"),
    "import.files": ("Files", "Файлове"),
    "import.language": ("Language of plain texts", "Език на обикновените текстове"),
    "import.decoding": ("Encoding", "Кодировка"),
    "import.detected": ("as detected", "както е разпозната"),
    "import.go": ("Import {count} files", "Внасяне на {count} файла"),
    "import.none": ("Add files, or drop them on the window.", "Добавете или пуснете файлове."),
    "import.first": (
        "{name}: {annotations} annotations",
        "{name}: {annotations} анотации",
    ),
    "import.preview": ("Preview", "Преглед"),
    "import.done": (
        "{documents} documents and {annotations} annotations imported, {refused} files refused.",
        "Внесени са {documents} документа и {annotations} анотации; отказани файлове: {refused}.",
    ),
    "import.undo": ("Undo", "Връщане"),
    "import.filter": (
        "Texts and annotations (*.txt *.jsonl *.json *.ndjson *.xml)",
        "Текстове и анотации (*.txt *.jsonl *.json *.ndjson *.xml)",
    ),
    "export.title": ("Export", "Изнасяне"),
    "export.format": ("Format", "Формат"),
    "export.carries": ("carries: {what}", "пренася: {what}"),
    "export.annotators": ("Annotators (none marked: all)", "Анотатори (без отметка: всички)"),
    "export.layers": ("Layers (none marked: all)", "Слоеве (без отметка: всички)"),
    "export.only_document": ("Only the open document", "Само отвореният документ"),
    "export.losses": ("What is not carried", "Какво не се пренася"),
    "export.no_losses": ("✓ Nothing is lost.", "✓ Нищо не се губи."),
    "export.counting": ("Counting…", "Изчисляване…"),
    "export.target": ("File", "Файл"),
    "export.go": ("Export", "Изнасяне"),
    "export.done": (
        "Read back and compared: {documents} documents, {annotations} annotations, {relations} "
        "relations, no difference.",
        "Прочетено обратно и сравнено: {documents} документа, {annotations} анотации, {relations} "
        "връзки, без разлика.",
    ),
    "preferences.title": ("Preferences", "Настройки"),
    "preferences.language": ("Language", "Език"),
    "preferences.theme": ("Theme", "Тема"),
    "preferences.theme.system": ("As the system", "Както системата"),
    "preferences.theme.light": ("Light", "Светла"),
    "preferences.theme.dark": ("Dark", "Тъмна"),
    "preferences.theme.contrast": ("High contrast", "Висок контраст"),
    "preferences.size": ("Text size", "Размер на текста"),
    "preferences.keep": ("Keep", "Запазване"),
    "guide.title": ("User guide", "Ръководство"),
    "cancelled": ("Cancelled. Nothing was changed.", "Отказано. Нищо не беше променено."),
    "segments": ("{role}: {text}", "{role}: {text}"),
}


def word(code: str, language: str, **data: object) -> str:
    """Return a text of a dialog in a language, filled with data."""
    text = _WORDS[code][1 if language == "bg" else 0]
    return text.format(**data) if data else text


def all_words() -> dict[str, tuple[str, str]]:
    """Return every text, for the tests."""
    return dict(_WORDS)
