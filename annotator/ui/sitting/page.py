"""What the text shows of the open document: the marks of one annotator or of several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from annotator.model.annotation import REFUSED, Annotation
from annotator.model.change import ChangeSet
from annotator.model.review import Annotator, in_row_order
from annotator.model.scheme import Scheme
from annotator.ui.sitting.gathered import Gathered, Patched
from annotator.ui.sitting.placing import hider, placed, places_of
from annotator.ui.sitting.showing import DIFFERENCES, ONE, Showing
from annotator.ui.text.differences import Differences
from annotator.ui.text.marks import Difference, Mark, MarkIndex, Row

if TYPE_CHECKING:
    from annotator.analysis.alignment import Place
    from annotator.ui.sitting.readings import Reading
    from annotator.ui.sitting.several import Compared

MakeMark = Callable[..., Mark | None]


class Told(Protocol):
    """What is told of several readers beside their marks."""

    @property
    def letters(self) -> tuple[str, ...]:
        """The letter of each."""
        ...

    @property
    def differences(self) -> tuple[Difference, ...] | Differences:
        """The places where they differ, in the order of the text."""
        ...

    def numbers_of(self, annotation_id: str, /) -> list[int]:
        """Return the numbers of the differences that an annotation is part of."""
        ...

    @property
    def places(self) -> Sequence[Place]:
        """What the differences are: that with number 1 comes first."""
        ...


class Several(Told, Protocol):
    """The work of several readers, each mark made when it is seen."""

    def held(self) -> Iterator[dict[Any, Any] | list[Any]]:
        """Yield what holds it, one by one."""
        ...

    def rows(self, drawings: Mapping[str, str]) -> Iterable[tuple[Row, bool]]:
        """Return where each mark stands, as `MarkIndex` wants it."""
        ...

    def mark(self, key: str, index: MarkIndex, /) -> Mark | None:
        """Return a mark as it is now; `index` has all of them."""
        ...

    def renewed(self, touched: set[str], index: MarkIndex) -> tuple[list[str], list[Mark]]:
        """Follow an edit of annotations that `index` does not show yet.

        Return the keys of marks that go, and marks that come.
        """
        ...


class Review(Protocol):
    """What is decided between annotators; it says what the text shows of a document meanwhile."""

    is_blind: bool
    """Names of annotators are not told."""
    code: str
    """The mode of the keys meanwhile; words of it begin so."""
    is_waiting: bool
    """What an edit changes is not shown: whoever makes it shows all anew at once."""

    def readers(self, document: str) -> tuple[str, ...]:
        """Return whose work is compared."""
        ...

    def reading(self, document: str, make: Callable[[Annotation], Mark | None]) -> Reading:
        """Return their marks and where they differ."""
        ...

    def hint(self) -> str:
        """Return whose rows are shown."""
        ...

    def counted(self, document: str) -> str:
        """Return how much each has and in how much they agree, in words."""
        ...

    def follow(self, changes: ChangeSet) -> None:
        """Follow an edit before anything is shown of it."""
        ...

    def may_edit(self, annotation: Annotation) -> bool:
        """Say whether the work of another annotator may be edited all the same."""
        ...


class Page:
    """Marks of one gathered document as `showing` wants them, kept in step with it."""

    def __init__(
        self,
        gathered: Gathered,
        showing: Showing,
        scheme: Scheme,
        word: Callable[..., str],
        review: Review | None = None,
        unseen: frozenset[str] = frozenset(),
        compared: Compared | None = None,
        people: Sequence[Annotator] = (),
        marks: MarkIndex | None = None,
    ) -> None:
        """Make no mark yet; `word` gives the fixed texts, `review` what differs.

        `unseen` are annotators whose work may not be seen yet. Where differences are shown,
        `compared` is what was compared already; where the work of one is, `marks` may be found by
        place already. What `people` are says in which order they stand.
        """
        self.gathered = gathered
        self.showing = showing if review is None else Showing(DIFFERENCES)
        self._review, self._unseen, self._people = review, unseen, people
        self._scheme, self._word = scheme, word
        self.walked = 0
        self._make: MakeMark | None = None
        self._drawings: Mapping[str, str] = {}
        self._compared, self._placed = compared, marks
        self._index = MarkIndex()
        self._several: Several | None = None
        self._told: Told | None = None
        self._known: dict[str, Mark] = {}
        # What was edited while it was hidden: the index has no place of it.
        self._away = set[str]()
        self._read: tuple[str, ...] = ()
        self._is_edited = False

    def take_over(self, other: Page, make: MakeMark) -> None:
        """Take the marks of a page of the same work that hides other ones of it.

        They cannot serve where they are of another document, of other readers, of what differs,
        made in another way, or where nobody showed what was edited.
        """
        index, showing = other._index, self.showing
        is_same = self.gathered is other.gathered and make == other._make and other._placed is None
        is_compared = showing.mode == DIFFERENCES or self._review is not None
        if not is_same or is_compared or showing.mode != other.showing.mode:
            return
        if (self._unseen, self._people) == (other._unseen, other._people):
            # To look through all annotations for it takes as long as all else.
            self.__dict__.update({k: v for k, v in other.__dict__.items() if k == "_others"})
        if self.readers != other._read or any(index.peek(k) is not None for k in other._away):
            return
        known = self.gathered.facts.annotations
        back = (known[key] for key in other._away if key in known)
        for row, is_of_margin in placed(filter(self._has, back), other._drawings):
            index.place(row, is_of_margin=is_of_margin)
        if showing.mode != ONE and (other._is_edited or showing.tags != other.showing.tags):
            # What repeats another reader's is drawn so as long as that one is shown.
            index.forget()
        self._placed = index

    def leave(self) -> Iterator[dict[Any, Any] | list[Any]] | None:
        """Hold nothing any more that holds the page: its marks, the work of several, a review.

        Return what held the work of several, if it was shown: to free it at once takes long.
        """
        held = self._several.held() if self._several is not None else None
        self._index = MarkIndex()
        self._several = self._told = self._compared = self._review = None
        self._known = {}
        return held

    @cached_property
    def _others(self) -> tuple[str, ...]:
        busy = {a.annotator for a in self.gathered.facts.annotations.values()}
        return in_row_order(busy - self._unseen, self._people, self.gathered.annotator)

    @property
    def readers(self) -> tuple[str, ...]:
        """Whose work is shown, the own first."""
        if self._review is not None:
            return self._review.readers(self.gathered.document)
        return self.readers_as(self.showing)

    def readers_as(self, showing: Showing) -> tuple[str, ...]:
        """Return whose work would be shown, the own first."""
        others = self._others if showing.mode != ONE else ()
        return showing.readers(self.gathered.annotator, others)

    @property
    def others(self) -> list[str]:
        """Who else has work on the document that may be seen, whether it is shown or not."""
        return [who for who in self._others if who != self.gathered.annotator]

    @property
    def letters(self) -> tuple[str, ...]:
        """The letter of each reader; none where one annotator's work is shown."""
        return self._told.letters if self._told is not None else ()

    @property
    def differences(self) -> tuple[Difference, ...] | Differences:
        """The places where readers differ, in the order of the text."""
        return self._told.differences if self._told is not None else ()

    def place_of(self, number: int) -> Place:
        """Return what the difference with a number is; only where there are differences."""
        assert self._told is not None
        return self._told.places[number - 1]

    def number_of(self, annotation_id: str | None) -> int:
        """Return the number of the difference that an annotation is part of; 0 for none.

        Of several it is the one that was walked to last, else the first.
        """
        if self._told is None:
            return 0
        numbers = self._told.numbers_of(annotation_id or "")
        return self.walked if self.walked in numbers else next(iter(numbers), 0)

    def is_shown(self, annotation: Annotation) -> bool:
        """Say whether an annotation is the annotator's own and not hidden."""
        is_own = annotation.annotator == self.gathered.annotator
        return is_own and not self.showing.hides(annotation)

    def _has(self, annotation: Annotation) -> bool:
        """Say whether an annotation has a place, be it hidden or not."""
        return annotation.annotator in self.readers and annotation.state != REFUSED

    def marks(self, make: MakeMark, drawings: Mapping[str, str]) -> list[Mark]:
        """Return all marks anew, those of one annotator in the order of the text."""
        if self.showing.mode == ONE:
            self._make = make
            own = (a for a in self.gathered.tallies if not self.showing.hides(a))
            return [mark for mark in map(self._mark, own) if mark is not None]
        if self._several is not None:
            index = MarkIndex.of_places(self._several.rows(drawings), self._mark_of)
            index.hide(self._hider())
            return list(index)
        return list(self.index(make, drawings))

    def index(self, make: MakeMark, drawings: Mapping[str, str]) -> MarkIndex:
        """Return all marks anew, found by place; `drawings` says how each layer is drawn.

        Each is made when it is first asked for, as it is then, but for those of a review. Those
        that are hidden are there too, and passed over, but where it is shown what differs.
        """
        self._make, self._told, self._several = make, None, None
        self._drawings = drawings
        self._away.clear()
        self._is_edited = False
        self._read = () if self._review is not None else self.readers
        if self.showing.mode == ONE:
            self._index = self._placed or MarkIndex.of_places(
                places_of(self.gathered.tallies, drawings), self._mark_of
            )
        elif self._review is not None:
            self._known = self._review_marks(self._review)
            self._index = MarkIndex(self._known.values())
        else:
            self._told = self._several = several = self._read_several()
            self._index = (
                self._placed
                or self._compared_index()
                or MarkIndex.of_places(several.rows(drawings), self._mark_of)
            )
        self._index.make_by(self._mark_of)
        self._index.hide(self._hider())
        self._placed = None
        return self._index

    def _hider(self) -> Callable[[str], bool] | None:
        """Return what says which places are passed over; of what differs none is there."""
        if self.showing.mode == DIFFERENCES:
            return None
        return hider(self.showing, self.gathered.facts)

    def _compared_index(self) -> MarkIndex | None:
        """Return the index that was made while annotators were compared, once."""
        compared = self._compared
        if compared is None or compared.marks is None:
            return None
        self._compared = compared._replace(marks=None)
        return compared.marks

    def _read_several(self) -> Several:
        # Most look at one annotator's work; what compares is imported for those who compare.
        from annotator.ui.sitting.several import several_of

        return several_of(
            self.showing,
            self.readers,
            self.gathered.facts,
            self._mark,
            scheme=self._scheme,
            word=self._word,
            compared=self._compared,
        )

    def _mark_of(self, key: str) -> Mark | None:
        """Return the mark with a key as it is now."""
        if self._several is not None:
            return self._several.mark(key, self._index)
        annotation = self.gathered.facts.annotations.get(key)
        return None if annotation is None else self._mark(annotation)

    def _mark(self, annotation: Annotation) -> Mark | None:
        key = annotation.id
        return self._make and self._make(
            annotation,
            incomplete=self.gathered.problems.is_incomplete(key),
            commented=self.gathered.is_commented(key),
        )

    def _review_marks(self, review: Review) -> dict[str, Mark]:
        self._told = reading = review.reading(self.gathered.document, self._mark)
        return {mark.key: mark for mark in reading.marks}

    def patch(self, done: Patched, make: MakeMark) -> tuple[list[str], list[Mark]]:
        """Follow what an edit touched; return the keys of marks that go, and marks that come."""
        self._make = make
        if self._review is not None:
            return self.renewed(make)
        self.__dict__.pop("_others", None)
        self._is_edited = True
        if self._several is not None:
            removed, added = self._several.renewed(done.touched, self._index)
            self._note_away(removed, added)
            return removed, added
        known = self.gathered.facts.annotations
        touched = [known[key] for key in done.touched if key in known]
        marks = [self._mark(a) for a in touched if self.is_shown(a)]
        gone = [*done.gone, *(a.id for a in touched)]
        made = [mark for mark in marks if mark is not None]
        self._note_away(gone, made)
        return gone, made

    def _note_away(self, gone: Iterable[str], come: Iterable[Mark]) -> None:
        self._away |= set(gone)
        self._away -= {mark.key for mark in come}

    def place_again(self, done: Patched, drawings: Mapping[str, str]) -> bool:
        """Follow what a large edit touched, by place alone; each mark is made when it is seen.

        Say no where the work of several is shown, which has to be found anew. After it `index`
        has the marks.
        """
        if self.showing.mode != ONE or self._review is not None:
            return False
        self.__dict__.pop("_others", None)
        index, known = self._index, self.gathered.facts.annotations
        for key in (*done.gone, *done.touched):
            index.remove(key)
        now = (known[key] for key in done.touched if key in known)
        for row, is_of_margin in placed(filter(self._has, now), drawings):
            index.place(row, is_of_margin=is_of_margin)
        self._placed = index
        return True

    def renewed(self, make: MakeMark) -> tuple[list[str], list[Mark]]:
        """Make all marks of a review anew; return the keys that go, and marks that come."""
        self._make = make
        if self._review is None:
            return [], []
        before, self._known = self._known, self._review_marks(self._review)
        return _changed(before, self._known)


def _changed(before: dict[str, Mark], after: dict[str, Mark]) -> tuple[list[str], list[Mark]]:
    gone = [key for key, mark in before.items() if after.get(key) != mark]
    come: Iterable[Mark] = (mark for key, mark in after.items() if before.get(key) != mark)
    return gone, list(come)
