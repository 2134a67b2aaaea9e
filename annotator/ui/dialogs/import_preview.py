"""The half of the import that shows a file as it reads, and what can be chosen about it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from annotator.model.errors import AnnotatorError
from annotator.model.scheme import Scheme
from annotator.model.sentences import reason_of
from annotator.operations.importing.choices import FileChoice, ImportChoices
from annotator.operations.importing.preview import FilePreview, preview
from annotator.ui.dialogs.dialog import Dialog
from annotator.ui.dialogs.import_choices import (
    DecodingChoice,
    LanguageChoice,
    LayerChoice,
    NameChoice,
)
from annotator.ui.dialogs.import_files import Entry
from annotator.ui.dialogs.segment_preview import SegmentPreview
from annotator.ui.look.look import Look


class ImportPreview(QWidget):
    """Shows one file at a time and keeps what was chosen for each."""

    def __init__(self, dialog: Dialog, look: Look, scheme: Scheme) -> None:
        """Build it empty, with the words of the dialog that it stands in."""
        super().__init__()
        self._scheme, self._language, self._word = scheme, dialog.language, dialog.word
        self._roles: dict[Path, dict[int, str]] = {}
        self._entry: Entry | None = None
        self._shown: FilePreview | None = None
        self.is_done = False
        """Whether the files were brought in already: nothing can be chosen any more."""
        self.text = SegmentPreview(look, scheme, dialog.language)
        self.decoding = DecodingChoice(dialog.language)
        self.layers = LayerChoice(look, scheme, dialog.language)
        self.names = NameChoice(scheme, dialog.language)
        self.tongue = LanguageChoice(dialog.language)
        self._build(dialog)
        self.text.role_chosen.connect(self._on_role)
        self.names.changed.connect(self._show_names)
        self.show_parts()

    def _build(self, dialog: Dialog) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 0, 0)
        column.addWidget(dialog.label("import.preview", self.text))
        column.addWidget(self.text, 1)
        self.roles_hint = dialog.secondary()
        column.addWidget(self.roles_hint)
        self.decoding_head = dialog.label("import.decoding", self.decoding.list)
        self.layers_head = dialog.label("import.layers", self.layers)
        for widget in (self.decoding_head, self.decoding, self.layers_head, self.layers):
            column.addWidget(widget)
        self.chosen_part = QWidget()
        form = QFormLayout(self.chosen_part)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(dialog.label("import.names", self.names.field), self.names)
        form.addRow(dialog.label("import.language", self.tongue), self.tongue)
        column.addWidget(self.chosen_part)

    def show_file(self, entry: Entry | None) -> None:
        """Show how a file reads, or why it does not."""
        self._entry, self._shown = entry, None
        if entry is None or entry.problem:
            self.text.show_plain(entry.problem if entry else "")
        else:
            try:
                self._shown = preview(entry.path, decoding=entry.decoding)
            except (AnnotatorError, OSError) as error:
                is_ours = isinstance(error, AnnotatorError)
                data = error.data if is_ours else {"reason": str(error)}
                code = error.code if is_ours else "cannot_read"
                self.text.show_plain(reason_of(code, data, self._language))
            else:
                self._show_preview(entry, self._shown)
        self.show_parts()
        self._show_names()

    def _show_preview(self, entry: Entry, shown: FilePreview) -> None:
        roles = self._roles.get(entry.path, {})
        segments = shown.segments or (("", shown.opening),)
        if shown.annotations is not None:
            count = shown.annotations
            head = self._word("import.first", name=shown.name, annotations=count)
            segments = (("", head), *segments)
        can_change = bool(shown.encoding) and not self.is_done
        self.text.show_segments(segments, roles, can_change=can_change)
        if shown.encoding:
            self.decoding.show_candidates(entry.path, shown.candidates, shown.encoding)

    def show_parts(self) -> None:
        """Show what can be chosen about the file, and nothing else."""
        is_open = self._shown is not None and not self.is_done
        is_text = is_open and bool(self._shown and self._shown.encoding)
        is_guess = is_text and (len(self._shown.candidates) > 1 if self._shown else False)
        self.decoding.setVisible(is_text)
        self.decoding_head.setVisible(is_text)
        self.decoding.for_all.setVisible(is_guess)
        has_layers = bool(self.layers.boxes) and is_open and not is_text
        self.layers.setVisible(has_layers)
        self.layers_head.setVisible(has_layers)
        known = self._scheme.segment_roles[:9]
        roles = ", ".join(
            f"{n} {self.text.role_name(role.id, in_line=True)}"
            for n, role in enumerate(known, start=1)
        )
        self.roles_hint.setText(self._word("import.roles", roles=roles))
        self.roles_hint.setVisible(is_text and bool(known))

    def _show_names(self) -> None:
        entry = self._entry
        self.names.show_result(entry.path.stem if entry and entry.is_good else "")

    def _on_role(self, number: int, role: str) -> None:
        if self._entry is not None:
            self._roles.setdefault(self._entry.path, {})[number] = role

    def end(self) -> None:
        """Let nothing be chosen any more."""
        self.is_done = True
        self.chosen_part.hide()

    def choices(self, entries: list[Entry]) -> ImportChoices:
        """Return all that was decided about files."""
        files: dict[Path, FileChoice] = {}
        for entry in entries:
            files[entry.path] = FileChoice(
                decoding=entry.decoding,
                roles=self._roles.get(entry.path, {}),
                metadata=self.names.values(entry.path.stem),
            )
        return ImportChoices(
            files=files, layers=self.layers.mapping(), by_letters=self.tongue.is_by_letters()
        )
