"""Run `attest`: python -m stages.attest."""

from stages.attest import contract
from stages.attest.attest import ledger, size
from stages.attest.binding import refuse_other_rows
from stages.attest.commitments import commitments
from stages.attest.inputs import fates, made_by, prepared, settings
from stages.attest.outputs import Attested, facts, write
from stages.attest.params import AttestParams
from stages.attest.report import Asked, report
from stages.attest.results import content, results
from stages.attest.shards import commit
from stages.core.contract import Counts, Written, finish, publish, publish_json, read_json, sha256_of
from stages.core.errors import run
from stages.core.params import load_params
from stages.core.records.base_model import BaseModel


def main() -> None:
    """Read every fate, check what was trained on, write ledger, commitments, report and exports."""
    params = load_params("attest", AttestParams)
    sections = settings(params)
    adapters = params.adapters
    base = read_json(contract.BASE / "base.json", BaseModel)
    for adapter in adapters:
        refuse_other_rows(adapter, content("evaluate", adapter).figures, prepared(adapter, base))
    found = fates(adapters)
    stages = {stage: content(stage) for stage in contract.REPORTED}
    made_with = made_by(params.unit_keys, found, stages["anonymize"])
    rows = ledger(found, made_with.units)
    written, figures = commit(rows, made_with)
    asked = Asked(sections["probe"]["shortest"], sections["evaluate"]["confidence"])
    publish(
        contract.REPORT,
        report(results(adapters, asked.shortest), stages, base, str(figures["ledger_root"]), asked).encode(),
    )
    each = [content(stage, adapter) for stage in contract.MEASURED for adapter in adapters]
    made = commitments(sections, contract.committed(adapters), [*stages.values(), *each])
    publish_json(contract.COMMITMENTS, made)
    figures["commitments_sha256"] = sha256_of(contract.COMMITMENTS)
    vouched = Written(rows=len(rows), sha256=written[contract.SHARDS.path].sha256)
    attested = Attested(found, rows, vouched, base, stages, sections, made, figures)
    files = write(facts(attested, params))
    figures["exports"] = {path: file.sha256 for path, file in files.items()}
    finish("attest", Counts(read=size(found), written=len(rows), dropped={}), figures, written | files)


if __name__ == "__main__":
    run(main)
