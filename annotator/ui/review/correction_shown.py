"""What is shown and said of the correction that is answered now."""

from __future__ import annotations

from annotator.model.language import text_in
from annotator.model.review import ACCEPTED, APPEALED, Reply
from annotator.operations.corrections.corrections import Correction, appeal_of
from annotator.ui.panels.section import shortened
from annotator.ui.review.answering import Answering
from annotator.ui.review.cards import Answer
from annotator.ui.review.case_said import about, kind_said, versions
from annotator.ui.review.correction_bar import Shown
from annotator.ui.settings.keymap import Keymap, cap_of
from annotator.ui.sitting.session import Session
from annotator.ui.spoken.differences import versions_said
from annotator.ui.widgets.rows import Shown as Row

_GUIDELINE = 240
"""So many characters of a guideline stand in the bar; Shift+F1 shows all of it."""
_ACTIONS = {
    "corrections.accept": ACCEPTED,
    "corrections.appeal": APPEALED,
    "corrections.unanswered": None,
}


def title_said(session: Session, answering: Answering) -> str:
    """Return which correction is current, with layer and kind."""
    correction = answering.correction()
    if correction is None:
        return session.word("corrections.none_here")
    place = answering.place(correction)
    return _title_said(session, answering, kind_said(session, place, answering.letters))


def _title_said(session: Session, answering: Answering, kind: str) -> str:
    return session.word(
        "corrections.title_said",
        number=answering.number(),
        count=len(answering.of(answering.document or "")),
        kind=kind,
    )


def correction_said(
    session: Session, answering: Answering, correction: Correction, text: str
) -> str:
    """Return the current correction in words: which it is, what was, what is decided and why."""
    place, (mine, decided) = answering.place(correction), answering.letters
    reason = correction.decision.reason
    if correction.is_as_before:
        parts = [_title_said(session, answering, _about(session, answering, correction)), reason]
    else:
        said = versions_said(session, place, (mine, decided), text)
        parts = [title_said(session, answering), said, reason]
    return " ".join(part for part in parts if part)


def shown_correction(
    session: Session, answering: Answering, correction: Correction, text: str, keymap: Keymap
) -> Shown:
    """Return what the bar shows of a correction of the open document."""
    word, decision = session.word, correction.decision
    place, said = answering.place(correction), answering.reply_to(correction)
    names = zip(answering.letters, answering.names(correction), strict=True)
    count, open_ones = answering.counts()
    number, here = answering.number(), len(answering.of(decision.document))
    return Shown(
        title=word("corrections.title", number=number, count=here),
        about=_about(session, answering, correction),
        counts=word("corrections.counts", open=open_ones, count=count),
        versions=versions(session, place, [" ".join(pair) for pair in names], text),
        reason=_reason(session, answering, correction),
        guideline=_guideline(session, decision.guideline),
        answers=[
            Answer(
                action,
                cap_of(keymap.keys(action)),
                word(action),
                (said.state if said is not None else None) == state,
            )
            for action, state in _ACTIONS.items()
        ],
        typed=answering.typed,
        reason_cap=cap_of(keymap.keys("corrections.reason")),
    )


def _about(session: Session, answering: Answering, correction: Correction) -> str:
    """Return layer and kind, how far borders are apart, and what was answered."""
    place, said = answering.place(correction), answering.reply_to(correction)
    parts = [about(session, place, answering.letters)]
    if correction.is_as_before:
        layer = session.layer_name(correction.decision.layer)
        parts = [f"{layer}: {session.word('corrections.as_before')}"]
    if appeal_of(correction.decision, session.annotator):
        parts.append(session.word("corrections.anew"))
    if said is not None:
        code = f"is_{said.state}" if said.heard is None else "is_heard"
        parts.append(session.word(f"corrections.{code}"))
    return "; ".join(parts)


def _reason(session: Session, answering: Answering, correction: Correction) -> str:
    reason, name = correction.decision.reason, answering.decider(correction)
    appeal = appeal_of(correction.decision, session.annotator)
    if reason and name:
        reason = session.word("corrections.reason_by", name=name, reason=reason)
    said = reason or session.word("corrections.no_reason")
    return f"{said} {session.word('corrections.your_appeal', reason=appeal)}" if appeal else said


def _guideline(session: Session, key: str | None) -> str:
    """Return the paragraph of the guideline that a decision rests on; empty without one."""
    layer = session.scheme.layer(key) if key is not None else None
    if layer is None:
        return key or ""
    text = shortened(text_in(layer.definitions, session.language), _GUIDELINE)
    name = session.layer_name(layer.id)
    return session.word("corrections.guideline", layer=name, text=text)


def reply_said(session: Session, said: Reply | None) -> str:
    """Return what was answered, in words; empty if nothing was."""
    if said is None:
        return ""
    if said.state == ACCEPTED:
        return session.word("corrections.was_accepted")
    code = "corrections.was_appealed" if said.heard is None else "corrections.was_heard"
    return session.word(code, reason=said.text)


def listed(session: Session, answering: Answering, correction: Correction) -> Row:
    """Return the row of a correction in a list."""
    decision = correction.decision
    before = ", ".join(str(data.get("quote", "")) for data in correction.before)
    after = ", ".join(a.quote for a in correction.after)
    nothing, layer = session.word("nothing"), session.layer_name(decision.layer)
    said = reply_said(session, answering.reply_to(correction)) or session.word("corrections.open")
    below = ", ".join(part for part in (layer, decision.reason) if part)
    if before and before == after:
        # The words are the same: what differs is how they are tagged.
        kind = kind_said(session, answering.place(correction), answering.letters)
        return Row(f"{before}: {kind}", aside=said, below=below)
    return Row(f"{before or nothing} → {after or nothing}", aside=said, below=below)
