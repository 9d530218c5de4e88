"""The list of everything that the program contains, as CycloneDX 1.5 in JSON.

Written by hand: the format is a few records, and what writes it elsewhere dates it by the clock and
numbers it by chance.
"""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

_NAMESPACE = uuid.UUID("6f6c9a3e-3df3-5a0f-9d3c-3f7f4a0d8b1e")


@dataclass(frozen=True, slots=True)
class Component:
    """Something that others made and that is shipped.

    Attributes:
        name, version: as its makers call it.
        purl: where package registries know it; empty where they do not.
        licence: an SPDX expression or the makers' own words.
        sha256: of the file that it was taken from; empty where it came inside another.
        note: how it got here.
    """

    name: str
    version: str
    purl: str
    licence: str
    sha256: str = ""
    note: str = ""


def document(name: str, version: str, licence: str, components: Iterable[Component]) -> bytes:
    """The list for the program ``name``, the same bytes for the same parts."""
    parts = [_component(part) for part in sorted(components, key=lambda p: p.name.lower())]
    body = {
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "program",
                "name": name,
                "version": version,
                "licenses": [{"expression": licence}],
            }
        },
        "components": parts,
        "dependencies": [{"ref": "program", "dependsOn": [part["bom-ref"] for part in parts]}],
    }
    # The number is made of the content, so that equal lists bear equal numbers.
    number = uuid.uuid5(_NAMESPACE, json.dumps(body, sort_keys=True))
    head = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
    }
    text = json.dumps({**head, **body}, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8")


def _component(part: Component) -> dict[str, object]:
    found: dict[str, object] = {
        "type": "library",
        "bom-ref": f"{part.name}@{part.version}",
        "name": part.name,
        "version": part.version,
        "licenses": [{"license": {"name": part.licence}}],
    }
    if part.purl:
        found["purl"] = part.purl
    if part.sha256:
        found["hashes"] = [{"alg": "SHA-256", "content": part.sha256}]
    if part.note:
        found["description"] = part.note
    return found
