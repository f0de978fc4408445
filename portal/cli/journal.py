"""`flask journal`: seal what was entered, and prove that nothing was changed since."""

import click

from portal import clock
from portal.cli.runtime import runtime
from portal.journal.seal import seal_entries
from portal.journal.verify import FaultKind, prove_journal
from portal.storage.leases import AlreadyRunning, LeaseLost

_FAULTS = {
    FaultKind.CONTENT_CHANGED: "what it says was changed after it was sealed",
    FaultKind.CHAIN_BROKEN: "it is not bound to the entry before it",
    FaultKind.MISSING: "it is missing",
}


@click.group("journal")
def journal() -> None:
    """Everything sent or received, on its way to the case system."""


@journal.command()
def seal() -> None:
    """Seal the entries that have no number yet. The worker does it by itself."""
    try:
        sealed = seal_entries(runtime().engine, now=clock.now())
    except (AlreadyRunning, LeaseLost):
        raise click.ClickException("Another runner is sealing entries now.") from None
    click.echo(f"Sealed {sealed}.")


@journal.command()
def verify() -> None:
    """Prove the chain from the first entry to the last; ends with 1 when an entry is not as it was sealed."""
    proof = prove_journal(runtime().engine)
    for fault in proof.faults:
        click.echo(f"Entry {fault.number}: {_FAULTS[fault.kind]}.")
    click.echo(f"Sealed entries: {proof.sealed}. Not sealed yet: {proof.unsealed}. Faults: {len(proof.faults)}.")
    click.echo(f"The last is number {proof.last_number} with {proof.last_hash}.")
    if proof.faults:
        raise click.exceptions.Exit(1)
