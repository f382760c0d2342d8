"""splink and rapidfuzz over names we folded: `.venv-peers/bin/python bench/peer_splink.py PEER DIR`.

DIR holds ledger.csv and asked.csv headed id, name, core, county. Prints one JSON object: for each
question its five best [id, score], and the CPU seconds of training and of answering. splink is trained
here and not tuned by an expert.
"""
# mypy: ignore-errors

from __future__ import annotations

import csv
import json
import sys
import time
from pathlib import Path
from typing import Any


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file))


def _columns(row: dict[str, str]) -> dict[str, object]:
    name, core, county = row['name'], row['core'], row['county']
    return {
        'unique_id': int(row['id']),
        'name': name,
        'core': core,
        'area': county or None,
        'city': county[:4] or None,
        'c3': core[:3],
        'tail': name[-6:],
        'h4': name[:4],
        'm4': name[2:6],
        't4': name[-7:-3],
    }


def _linker(ledger: Any, asked: Any) -> Any:
    import duckdb
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    blocks = [('area',), ('h4', 't4'), ('m4', 't4'), ('h4', 'tail'), ('area', 'c3'), ('core',)]
    settings = SettingsCreator(
        link_type='link_only',
        blocking_rules_to_generate_predictions=[block_on(*block) for block in blocks],
        comparisons=[
            cl.JaroWinklerAtThresholds('name', [0.98, 0.95, 0.9, 0.8, 0.7]),
            cl.JaroWinklerAtThresholds('core', [0.98, 0.93, 0.88, 0.8]),
            cl.ExactMatch('area'),
            cl.ExactMatch('city'),
        ],
    )
    connection = duckdb.connect()
    api = DuckDBAPI(connection)
    tables = [
        api.register(asked, dataset_display_name='q'),
        api.register(ledger, dataset_display_name='l'),
    ]
    linker = Linker(tables, settings)
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on('name')], recall=0.3)
    training.estimate_u_using_random_sampling(max_pairs=1e6)
    for block in (('h4', 't4'), ('area',), ('core',)):
        training.estimate_parameters_using_expectation_maximisation(block_on(*block))
    return linker, connection


def _splink(ledger: list[dict[str, str]], asked: list[dict[str, str]]) -> dict[str, object]:
    import pyarrow as pa

    tables = [pa.Table.from_pylist([_columns(row) for row in rows]) for rows in (ledger, asked)]
    began = time.process_time()
    linker, connection = _linker(*tables)
    trained = time.process_time()
    told = connection.table(linker.inference.predict(threshold_match_weight=-12).physical_name)
    pairs = told.project(
        "case when source_dataset_l='q' then unique_id_l else unique_id_r end,"
        "case when source_dataset_l='q' then unique_id_r else unique_id_l end, match_weight"
    ).fetchall()
    best: dict[int, list[tuple[float, int]]] = {}
    for question, organisation, weight in pairs:
        best.setdefault(question, []).append((weight, organisation))
    answers = {
        question: [(one, weight) for weight, one in sorted(weighed, reverse=True)[:5]]
        for question, weighed in best.items()
    }
    spent = time.process_time() - trained
    return {'answers': answers, 'training_cpu_s': trained - began, 'cpu_s': spent}


def _rapidfuzz(ledger: list[dict[str, str]], asked: list[dict[str, str]]) -> dict[str, object]:
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    names = [row['name'] for row in ledger]
    began = time.process_time()
    answers = {}
    for row in asked:
        found = process.extract(row['name'], names, scorer=Indel.normalized_similarity, limit=5)
        answers[row['id']] = [(int(ledger[place]['id']), score) for _name, score, place in found]
    return {'answers': answers, 'training_cpu_s': 0.0, 'cpu_s': time.process_time() - began}


def main() -> None:
    """One peer over one folder of names."""
    import logging

    logging.disable(logging.WARNING)
    peer, folder = sys.argv[1], Path(sys.argv[2])
    ledger, asked = _rows(folder / 'ledger.csv'), _rows(folder / 'asked.csv')
    done = {'splink': _splink, 'rapidfuzz': _rapidfuzz}[peer](ledger, asked)
    # getrusage would tell the parent's memory: it outlives exec.
    status = Path('/proc/self/status').read_text(encoding='ascii')
    done['rss_mb'] = int(status.split('VmHWM:')[1].split()[0]) / 1024
    print(json.dumps(done))


if __name__ == '__main__':
    main()
