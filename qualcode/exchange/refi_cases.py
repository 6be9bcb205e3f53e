"""What the sources of a REFI-QDA project belong to: cases, the values of their variables, and sets."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.exchange.file_guards import printable
from qualcode.exchange.packages import Element
from qualcode.exchange.refi_codebook import is_refi, plain_guid


class Cases:
    """The cases, variables and sets of a project, whose root element is given."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.variables = {plain_guid(v.get("guid")): printable(v.get("name") or "") for v in self._all("Variable")}

    def _all(self, name: str) -> Iterator[Element]:
        return (one for one in self.root.iter() if is_refi(one, name))

    def told(self) -> dict[str, dict[str, str]]:
        """Give, by source, its case, the values of that case's variables, and the sets that it is in."""
        found: dict[str, dict[str, str]] = {}
        for case in self._all("Case"):
            name = " ".join(printable(case.get("name") or "").split())
            values = self.values(case)
            for ref in case.iterchildren():
                if is_refi(ref, "SourceRef"):
                    row = found.setdefault(plain_guid(ref.get("targetGUID")), {})
                    row.update({key: value for key, value in values.items() if key not in row})
                    if name:
                        row.setdefault("case", name)
        for group in self._all("Set"):
            name = " ".join(printable(group.get("name") or "").split())
            for ref in group.iterchildren():
                if name and is_refi(ref, "MemberSource"):
                    row = found.setdefault(plain_guid(ref.get("targetGUID")), {})
                    row["set"] = f"{row['set']}; {name}" if "set" in row else name
        return found

    def values(self, holder: Element) -> dict[str, str]:
        """Give the values of variables that an element holds, by the variables' names."""
        found = {}
        for value in holder.iterchildren():
            if not is_refi(value, "VariableValue"):
                continue
            ref = next((one for one in value.iterchildren() if is_refi(one, "VariableRef")), None)
            name = self.variables.get(plain_guid(ref.get("targetGUID")), "") if ref is not None else ""
            said = next(
                (one.text or "" for one in value.iterchildren() if one is not ref and isinstance(one.tag, str)), ""
            )
            if name and said.strip():
                found[name] = printable(" ".join(said.split()))
        return found
