"""Makes random calls with botocore, and parses random responses with it.

    random_calls.py SEED COUNT < services.json

The input is a list of `{"service": …, "module": …, "operations": […]}`. For each operation the script makes COUNT calls
with random parameters, and responds to each with a random output, or with an error of the operation. A line of output
has the call in the form of tests/conformance, the request that botocore sent, and the parsed result: `output`, or
`error`, or `failed` (if botocore refused the parameters, or the response is damaged).
"""

import base64
import datetime
import hashlib
import json
import random
import sys
import zlib

import botocore.session
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from botocore.exceptions import ClientError, FlexibleChecksumError
from botocore.tokens import FrozenAuthToken
from botocore.utils import is_json_value_header

from random_values import EPOCH, NOT_FINITE, Values

FORMATS = {
    "iso8601": lambda it: it.strftime("%Y-%m-%dT%H:%M:%S") + fraction(it) + "Z",
    "rfc822": lambda it: it.strftime("%a, %d %b %Y %H:%M:%S GMT"),
}


def fraction(it):
    return f".{it.microsecond // 1000:03}" if it.microsecond else ""


def seconds(it):
    """Seconds since 1970, as an integer if possible."""
    value = (it.astimezone(datetime.timezone.utc) - EPOCH).total_seconds()
    return int(value) if value == int(value) else value


class Response:
    """Serializes random responses of an operation, as the service would."""

    def __init__(self, rng, protocol):
        self.random = rng
        self.values = Values(rng)
        self.is_rest = protocol.startswith("rest")

    def of_output(self, operation):
        shape = operation.output_shape
        response = {"status": 200, "headers": {"x-amzn-requestid": "request-1"}, "body": ""}
        body = {}
        if shape is not None:
            body = self.members(response, shape)
        if not isinstance(body, bytes):
            if isinstance(body, dict) and self.random.random() < 0.3:
                body["notInTheModel"] = {"a": [1, {"b": None}]}
            body = json.dumps(body, ensure_ascii=self.random.random() < 0.5).encode()
        response["body_base64"] = base64.b64encode(body).decode()
        del response["body"]
        if algorithms := operation.http_checksum.get("responseAlgorithms"):
            self.add_checksum(response, self.random.choice(algorithms), body)
        return response

    def add_checksum(self, response, algorithm, body):
        """Adds the checksum of the body, which is wrong in some responses."""
        checksum = {
            "CRC32": lambda: zlib.crc32(body).to_bytes(4),
            "SHA1": lambda: hashlib.sha1(body).digest(),
            "SHA256": lambda: hashlib.sha256(body).digest(),
        }[algorithm]()
        if self.random.random() < 0.2:
            checksum = bytes(len(checksum))
        text = base64.b64encode(checksum).decode()
        response["headers"]["x-amz-checksum-" + algorithm.lower()] = text

    def members(self, response, shape):
        """Returns the members in the body, and adds the others to headers and status."""
        payload = shape.serialization.get("payload") if self.is_rest else None
        body = {}
        taken = self.values.members(shape, 0, True, self.place)
        for name, (value, _) in taken.items():
            member = shape.members[name]
            location = member.serialization.get("location") if self.is_rest else None
            key = member.serialization.get("name", name)
            if location == "statusCode":
                response["status"] = self.random.choice([200, 201, 202])
            elif location == "header":
                response["headers"][key] = self.header(member, value)
            elif location == "headers":
                for suffix, text in value.items():
                    response["headers"][key + suffix] = text
            elif name == payload:
                body = self.payload(member, value)
            elif payload is None:
                body[key] = self.wire(member, value)
        absent = [it for it in shape.members if it not in taken and it not in shape.required_members]
        if payload is None and absent and self.random.random() < 0.2:
            member = shape.members[absent[0]]
            if not self.is_rest or "location" not in member.serialization:
                body[member.serialization.get("name", absent[0])] = None
        if payload is not None and payload not in taken:
            return b""
        return body

    def place(self, member):
        location = member.serialization.get("location") if self.is_rest else None
        return "body" if location is None else "plain"

    def payload(self, member, value):
        if member.type_name == "blob":
            return value
        if member.type_name == "string":
            return value.encode()
        return self.wire(member, value)

    def header(self, shape, value):
        match shape.type_name:
            case "boolean":
                return "true" if value else "false"
            case "timestamp":
                format_ = shape.serialization.get("timestampFormat", "rfc822")
                return str(seconds(value)) if format_ == "unixTimestamp" else FORMATS[format_](value)
            case "list":
                return ",".join(self.header(shape.member, it) for it in value)
            case "string" if shape.serialization.get("jsonvalue"):
                return base64.b64encode(json.dumps({"a": value}).encode()).decode()
            case "double" | "float":
                return next((name for name, it in NOT_FINITE.items() if repr(it) == repr(value)), repr(value))
        return str(value)

    def wire(self, shape, value):
        """A value as JSON."""
        match shape.type_name:
            case "structure" if shape.is_document_type:
                return value
            case "structure":
                members = shape.members
                keys = {name: members[name].serialization.get("name", name) for name in value}
                return {keys[name]: self.wire(members[name], it) for name, it in value.items()}
            case "list":
                return [self.wire(shape.member, it) for it in value]
            case "map":
                return {key: self.wire(shape.value, it) for key, it in value.items()}
            case "blob":
                return base64.b64encode(value).decode()
            case "timestamp":
                format_ = shape.serialization.get("timestampFormat", "unixTimestamp")
                return seconds(value) if format_ == "unixTimestamp" else FORMATS[format_](value)
            case "double" | "float":
                return next((name for name, it in NOT_FINITE.items() if repr(it) == repr(value)), value)
        return value

    def of_error(self, shape):
        """A modeled error with the status of the model."""
        code = shape.error_code
        response = {
            "status": shape.metadata.get("error", {}).get("httpStatusCode", 400),
            "headers": {"x-amzn-requestid": "request-1"},
        }
        body = self.members(response, shape)
        if isinstance(body, bytes):
            body = {}
        # A modeled header with the code has the one below, if any.
        headers = response["headers"]
        response["headers"] = {name: it for name, it in headers.items() if name.lower() != "x-amzn-errortype"}
        # All texts with the code have the same one. (Some errors have a number of this name.)
        texts = {it.serialization.get("name", name) for name, it in shape.members.items() if it.type_name == "string"}
        body.update({name: code for name in ("code", "Code") if name in body and name in texts})
        # botocore reads the header with REST protocols only.
        match self.random.randrange(3 if self.is_rest else 2):
            case 0:
                body["__type"] = "com.example.service#" + code
            case 1:
                body["code" if self.is_rest else "__type"] = code
            case _:
                response["headers"]["x-amzn-errortype"] = code + ":http://example.com/"
        response["body_base64"] = base64.b64encode(json.dumps(body).encode()).decode()
        return response


def read(shape, value):
    """Converts a value that botocore parsed to the form of tests/conformance."""
    if value is None:
        return None
    match shape.type_name:
        case "structure" if shape.is_document_type:
            return value
        case "structure":
            return {name: read(shape.members[name], it) for name, it in value.items() if name in shape.members}
        case "list":
            return [read(shape.member, it) for it in value]
        case "map":
            return {key: read(shape.value, it) for key, it in value.items()}
        case "blob":
            content = value.read() if hasattr(value, "read") else value
            return base64.b64encode(content).decode()
        case "timestamp":
            return seconds(value)
        case "string" if is_json_value_header(shape):
            return json.dumps(value)
        case "double" | "float":
            return next((name for name, it in NOT_FINITE.items() if repr(it) == repr(value)), value)
    return value


class Body:
    """A response body, as botocore reads it."""

    def __init__(self, content):
        self.content = content

    def stream(self, *_arguments, **_keywords):
        yield self.read()

    def read(self, amt=None):
        content, self.content = self.content, b""
        return content


class Tokens:
    """Provides a token for services that require one instead of a signature."""

    def load_token(self, **_):
        return FrozenAuthToken("token")


class Service:
    """A client whose requests are recorded, and which gets responses without a network."""

    def __init__(self, session, name, endpoint=None):
        config = Config(retries={"total_max_attempts": 1}, parameter_validation=False)
        self.client = session.create_client(name, region_name="us-east-1", config=config, endpoint_url=endpoint)
        self.client.meta.events.register("before-send", self._answer)
        self.model = self.client.meta.service_model

    def _answer(self, request, **_):
        self.sent.append(
            {
                "method": request.method,
                "url": request.url,
                "headers": {name.lower(): text(value) for name, value in request.headers.items()},
                "body": base64.b64encode(content(request.body)).decode(),
            }
        )
        response = self.response
        body = Body(base64.b64decode(response["body_base64"]))
        return AWSResponse(request.url, response["status"], response["headers"], body)

    def call(self, operation, parameters, response):
        """Makes a call; returns the requests, the result or the reason for a failure, and `True` for errors."""
        self.sent, self.response = [], response
        try:
            output = self.client._make_api_call(operation.name, parameters)
        except ClientError as error:
            found = {name: it for name, it in error.response.items() if name not in ("Error", "ResponseMetadata")}
            reported = error.response["Error"]
            return self.sent, {"code": reported["Code"], "message": reported.get("Message"), "members": found}, True
        except Exception as error:
            return self.sent, f"{type(error).__name__}: {error}", True
        output.pop("ResponseMetadata")
        return self.sent, output, False


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def content(body):
    if body is None:
        return b""
    if hasattr(body, "read"):
        return body.read()
    return body.encode() if isinstance(body, str) else bytes(body)


def parameters(values, operation, is_rest):
    """Random parameters in both forms, with values in URLs that are valid there."""
    shape = operation.input_shape
    if shape is None:
        return {}, {}
    in_endpoint = [shape.members[it.member_name] for it in operation.context_parameters]

    def place(member):
        if member.serialization.get("hostLabel") or any(it is member for it in in_endpoint):
            return "plain"
        location = member.serialization.get("location") if is_rest else None
        return {None: "body", "querystring": "printable", "uri": "printable"}.get(location, "plain")

    taken = values.members(shape, 0, False, place)
    python, as_json = {name: it[0] for name, it in taken.items()}, {name: it[1] for name, it in taken.items()}
    for name, value in python.items():
        # botocore writes the value as JSON, and reads it; generated clients leave that to the caller.
        if is_json_value_header(shape.members[name]):
            as_json[name] = json.dumps(value, separators=(",", ":"))
    return python, as_json


def main():
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    session = botocore.session.get_session()
    session.set_credentials("ANOTREAL", "notrealrnrELgWzOk3IfjzDKtFBhDby")
    session.register_component("token_provider", Tokens())
    for chosen in json.load(sys.stdin):
        service = Service(session, chosen["service"])
        protocol = service.model.resolved_protocol
        for name in chosen["operations"]:
            operation = service.model.operation_model(name)
            # Seeded by operation, so that an operation's values do not depend on the other operations.
            rng = random.Random(f"{seed} {chosen['service']} {name}")
            values, responses = Values(rng), Response(rng, protocol)
            for _ in range(count):
                python, as_json = parameters(values, operation, protocol.startswith("rest"))
                shape = operation.output_shape
                # Where an endpoint is discovered first, that request would get the answer.
                discovers = (operation.endpoint_discovery or {}).get("required", False)
                if operation.error_shapes and rng.random() < 0.3 and not discovers:
                    shape = rng.choice(operation.error_shapes)
                    response = responses.of_error(shape)
                else:
                    response = responses.of_output(operation)
                sent, found, failed = service.call(operation, python, response)
                line = {
                    "call": {
                        "service": chosen["module"],
                        "operation": name,
                        "params": as_json,
                        "blobs": "base64",
                        "response": response,
                    },
                    "sent": sent,
                }
                if isinstance(found, str):
                    line["failed"] = found
                elif failed:
                    found["members"] = read(shape, found["members"])
                    line["error"] = found
                else:
                    try:
                        line["output"] = read(shape, found) if shape else {}
                    except FlexibleChecksumError as error:
                        line["failed"] = str(error)
                print(json.dumps(line))


if __name__ == "__main__":
    main()
