"""The command that shows, writes and changes the scheme of a corpus."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.output import guarded, json_option, language, tell, tell_json
from annotator.formats.scheme_file import write_scheme
from annotator.model.language import text_in
from annotator.model.scheme import Scheme
from annotator.model.sentences import sentence_of
from annotator.operations.importing.schemes import set_scheme
from annotator.operations.keeping.corpus import open_corpus, scheme_named

PATH = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("corpus", type=PATH)
@click.option("--set", "wanted", help="A scheme file, or the id of a scheme that comes along.")
@click.option("--write", "target", type=PATH, help="Write the scheme to a file of its own.")
@click.option("--annotator", help="Who changes it.")
@json_option
@guarded
def scheme(
    corpus: Path, wanted: str | None, target: Path | None, annotator: str | None, as_json: bool
) -> None:
    """Show the scheme of CORPUS, write it to a file, or set another one as its next version."""
    with open_corpus(corpus, read_only=wanted is None) as store:
        chosen = store.scheme
        if wanted is not None:
            chosen = set_scheme(store, scheme_named(wanted), annotator=annotator)
    if target is not None:
        write_scheme(chosen, target)
    if as_json:
        counts = {name: len(getattr(chosen, name)) for name in _COUNTED}
        tell_json({"id": chosen.id, "version": chosen.version, "counts": counts})
    else:
        _tell(chosen)


_COUNTED = ("layers", "tagsets", "relation_types", "rules", "metadata_keys", "segment_roles")


def _tell(chosen: Scheme) -> None:
    names = {"name": text_in(chosen.names, language(), chosen.id), "version": chosen.version}
    tell(sentence_of("told.scheme", names, language()))
    for layer in chosen.layers:
        features = ", ".join(text_in(f.names, language(), f.id) for f in layer.features)
        tell(f"  {layer.key or '':2} {text_in(layer.names, language(), layer.id):16} {features}")
