"""Compares captured requests with those that botocore makes of the same parameters.

    check_requests.py wire RECORDS --model service-2.json --operation NAME
    check_requests.py signature RECORDS

RECORDS is a file of JSON lines. Each has the captured `request`, whose body is base64 and whose header
values are Latin-1, and the data to compare it with:

- for `wire` the `parameters`. Numbers that JSON does not have are written as `{"$float": "NaN"}`, and other
  numbers may be, too: `{"$float": "-0.0"}`.
- for `signature` the `credentials` (`access_key`, `secret_key`, `token` or null), the `region` and the
  signing name `service`.

The report is printed as JSON: `complaints` has a list of differences for each record, which is empty if the
request is right. With `wire` there are also `coverage` and, for people, `table`.
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
    """Reads the records, with bodies as bytes and header names in lower case."""
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
        checker = wire.Checker(model, arguments.operation)
        counts = coverage.Coverage(checker.input_shape)
        complaints = []
        for record in records:
            parameters = wire.untyped(record["parameters"])
            complaints.append(checker.complaints(parameters, record["request"]))
            counts.add(parameters)
        report = {
            "complaints": complaints,
            "coverage": counts.members,
            "table": counts.table(),
        }
    json.dump(report, sys.stdout)


if __name__ == "__main__":
    main()
