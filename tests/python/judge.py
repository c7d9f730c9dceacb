"""Judges captured requests by what botocore makes of the same parameters.

    judge.py wire RECORDS --model service-2.json --operation NAME
    judge.py signature RECORDS

RECORDS is a file of JSON lines. Each has the captured `request`, whose body is base64 and whose header
values are Latin-1, and beside it what the request was meant to be:

- for `wire` the `parameters`. What JSON cannot say is written as `{"$float": "NaN"}`; any number for
  which it matters may be written so, `{"$float": "-0.0"}` too.
- for `signature` the `credentials` (`access_key`, `secret_key`, `token` or null), the `region` and the
  signing name `service`.

A report goes to standard output, as JSON: `complaints` has a list for each record, empty if the request
is right; `wire` adds `coverage` and, for people, `table`.
"""

import argparse
import base64
import json
import pathlib
import sys

import coverage
import signature
import wire


def read_records(path):
    """The records, with bodies as bytes and header names in lower case."""
    with open(path, encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    for record in records:
        request = record["request"]
        request["body"] = base64.b64decode(request["body"], validate=True)
        request["headers"] = [(name.lower(), value) for name, value in request["headers"]]
    return records


def main():
    parser = argparse.ArgumentParser()
    modes = parser.add_subparsers(dest="mode", required=True)
    for mode in ["wire", "signature"]:
        subparser = modes.add_parser(mode)
        subparser.add_argument("records")
        if mode == "wire":
            subparser.add_argument("--model", type=pathlib.Path, required=True)
            subparser.add_argument("--operation", required=True)
    arguments = parser.parse_args()
    records = read_records(arguments.records)
    if arguments.mode == "signature":
        report = {"complaints": [signature.complaints(record) for record in records]}
    else:
        model = json.loads(arguments.model.read_text(encoding="utf-8"))
        judge = wire.Judge(model, arguments.operation)
        counts = coverage.Coverage(judge.input_shape)
        complaints = []
        for record in records:
            parameters = wire.untyped(record["parameters"])
            complaints.append(judge.complaints(parameters, record["request"]))
            counts.add(parameters)
        report = {
            "complaints": complaints,
            "coverage": counts.members,
            "table": counts.table(),
        }
    json.dump(report, sys.stdout)


if __name__ == "__main__":
    main()
