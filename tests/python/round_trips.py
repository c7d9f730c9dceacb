"""Calls a mock of AWS with boto3.

The script starts moto in this process and prints its URL: `{"endpoint_url": …}`. Then, for each line of the input,
`{"service": …, "operation": …, "params": …}`, it prints `{"output": …}` or `{"error": {"code": …, "message": …}}`.
Values have the JSON form of tests/conformance (src/lib.rs), with blobs in base64.
"""

import base64
import json
import logging
import sys

import boto3
from botocore.exceptions import ClientError
from moto.server import ThreadedMotoServer

from random_calls import read
from random_values import EPOCH


def python(shape, value):
    """A value as botocore takes it."""
    match shape.type_name:
        case "structure":
            return {name: python(shape.members[name], it) for name, it in value.items()}
        case "list":
            return [python(shape.member, it) for it in value]
        case "map":
            return {key: python(shape.value, it) for key, it in value.items()}
        case "blob":
            return base64.b64decode(value)
        case "timestamp":
            return EPOCH.fromtimestamp(value, EPOCH.tzinfo)
    return value


def main():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    print(json.dumps({"endpoint_url": url}), flush=True)
    session = boto3.Session("test", "test", region_name="us-east-1")
    clients = {}
    for line in sys.stdin:
        call = json.loads(line)
        name = call["service"]
        if name not in clients:
            clients[name] = session.client(name, endpoint_url=url)
        client = clients[name]
        operation = client.meta.service_model.operation_model(call["operation"])
        parameters = python(operation.input_shape, call["params"]) if operation.input_shape else {}
        try:
            output = client._make_api_call(operation.name, parameters)
            result = {"output": read(operation.output_shape, output) if operation.output_shape else {}}
        except ClientError as error:
            reported = error.response["Error"]
            result = {"error": {"code": reported["Code"], "message": reported.get("Message")}}
        print(json.dumps(result), flush=True)
    server.stop()


if __name__ == "__main__":
    main()
