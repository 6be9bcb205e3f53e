"""Another program that writes in the project: telling it from other faults, and asking whether it is ready."""

from __future__ import annotations

from qualcode.domain.errors import QualcodeError
from qualcode.storage.driver_faults import DatabaseBusyError
from qualcode.usecases.project import Project


def is_held(fault: QualcodeError) -> bool:
    """Tell whether a step was not made only because another program was writing: nothing was then changed, and it can be made later."""
    return isinstance(fault, DatabaseBusyError)


def can_write_now(project: Project) -> bool:
    """Tell whether no other program is writing just now; takes a quarter of a second at most.

    Raises:
        DatabaseMissingError, DatabaseReplacedError, DiskFaultError: as a step would.
    """
    return project.store.is_free()
