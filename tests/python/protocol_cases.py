"""Makes the calls of our protocol cases with botocore.

    protocol_cases.py < cases.json

The input is a list of `{"service": …, "endpoint": …, "case": …}`, with cases as in tests/models/protocols. A line of
output has the outcome of a call in the form of tests/conformance.
"""

import base64
import datetime
import json
import sys

import botocore.session

from random_calls import Service, read
from random_values import EPOCH, NOT_FINITE


def parameter(shape, value):
    """Converts a value from the form of tests/conformance. A member that is null is not set."""
    match shape.type_name:
        case "structure" if shape.is_document_type:
            return value
        case "structure":
            members = shape.members
            return {name: parameter(members[name], it) for name, it in value.items() if it is not None}
        case "list":
            return [None if it is None else parameter(shape.member, it) for it in value]
        case "map":
            return {key: None if it is None else parameter(shape.value, it) for key, it in value.items()}
        case "blob":
            return base64.b64decode(value)
        case "timestamp":
            return EPOCH + datetime.timedelta(seconds=value)
        case "double" | "float":
            return NOT_FINITE.get(value, value) if isinstance(value, str) else value
    return value


def outcome(service, case):
    """Makes the call of a case."""
    operation = service.model.operation_model(case["operation"])
    response = case.get("response", {"status_code": 200})
    parameters = case.get("params", {})
    if operation.input_shape is not None:
        parameters = parameter(operation.input_shape, parameters)
    sent, found, failed = service.call(
        operation,
        parameters,
        {
            "status": response["status_code"],
            "headers": response.get("headers", {}),
            "body_base64": base64.b64encode(response.get("body", "").encode()).decode(),
        },
    )
    result = {"requests": [{**it, "headers": list(it["headers"].items())} for it in sent]}
    if isinstance(found, str):
        result["failure"] = {"message": found}
    elif failed:
        # An error without a message has an empty one.
        result["failure"] = failure = {"code": found["code"], "message": found["message"] or None}
        shape = service.model.shape_for_error_code(found["code"])
        if shape is not None:
            failure["members"] = read(shape, found["members"])
    else:
        shape = operation.output_shape
        result["output"] = read(shape, found) if shape else {}
    return result


def main():
    session = botocore.session.get_session()
    session.set_credentials("ANOTREAL", "notrealrnrELgWzOk3IfjzDKtFBhDby")
    services = {}
    for given in json.load(sys.stdin):
        key = (given["service"], given["endpoint"])
        if key not in services:
            services[key] = Service(session, *key)
        print(json.dumps(outcome(services[key], given["case"])))


if __name__ == "__main__":
    main()
