"""Compares a request with the one that botocore's serializer makes of the same parameters."""

import json
import math

from botocore.model import ServiceModel
from botocore.serialize import create_serializer

# What a client sends beside what the protocol asks for: transport, signature, and AWS's bookkeeping.
# botocore sends them too, but its serializer has no part in them. The value says whether it must be there.
ENVELOPE = {
    "amz-sdk-invocation-id": True,
    "amz-sdk-request": True,
    "authorization": True,
    "content-length": True,
    "host": True,
    "user-agent": True,
    "x-amz-date": True,
    "x-amz-user-agent": False,
    "x-amz-security-token": False,
}


class Judge:
    """Judges requests of one operation."""

    def __init__(self, model, operation):
        service = ServiceModel(model)
        self.operation = service.operation_model(operation)
        # Validates the parameters as well: a test that sends what the model forbids is wrong itself.
        self.serializer = create_serializer(service.resolved_protocol)
        self.input_shape = self.operation.input_shape

    def complaints(self, parameters, request):
        """What is wrong with `request`."""
        wanted = self.serializer.serialize_to_request(parameters, self.operation)
        found = list(self._head(wanted, request))
        try:
            body = decode(request["body"])
        except ValueError as error:
            return found + [f"body: not JSON: {error}"]
        found += differences(decode(wanted["body"]), body, self.input_shape, "body")
        return found

    def _head(self, wanted, request):
        if request["method"] != wanted["method"]:
            yield f"method: {request['method']}, not {wanted['method']}"
        # Captured is the request target as sent, so that a query, even an empty one, is in it.
        if wanted["query_string"]:
            raise NotImplementedError("an operation with a query string")
        if request["target"] != wanted["url_path"]:
            yield f"target: {request['target']}, not {wanted['url_path']}"
        headers = {}
        for name, value in request["headers"]:
            if name in headers:
                yield f"header {name}: twice"
            headers[name] = value
        for name, is_required in ENVELOPE.items():
            if is_required and name not in headers:
                yield f"header {name}: missing"
        if headers.get("content-length") != str(len(request["body"])):
            yield f"header content-length: {headers.get('content-length')}, not {len(request['body'])}"
        expected = {name.lower(): value for name, value in wanted["headers"].items()}
        for name in sorted(expected.keys() | (headers.keys() - ENVELOPE.keys())):
            if headers.get(name) != expected.get(name):
                yield f"header {name}: {headers.get(name)!r}, not {expected.get(name)!r}"


def untyped(value):
    """Parameters from the form in which they were written down."""
    if isinstance(value, list):
        return [untyped(item) for item in value]
    if isinstance(value, dict):
        if value.keys() == {"$float"}:
            return float(value["$float"])
        return {name: untyped(item) for name, item in value.items()}
    return value


def decode(body):
    """The value of a JSON text, if it is one to the letter."""

    def unique(pairs):
        value = dict(pairs)
        if len(value) != len(pairs):
            raise ValueError(f"a name occurs twice among {[name for name, _ in pairs]}")
        return value

    def refuse(constant):
        # Python writes and reads these; nobody else does.
        raise ValueError(f"{constant} is not JSON")

    return json.loads(body.decode("utf-8"), object_pairs_hook=unique, parse_constant=refuse)


def differences(wanted, found, shape, path):
    """How two JSON values differ in meaning, where the model says that they are a `shape`."""
    if shape.type_name == "structure" and isinstance(found, dict):
        for name in sorted(wanted.keys() | found.keys()):
            if name not in found:
                yield f"{path}.{name}: missing"
            elif name not in wanted:
                yield f"{path}.{name}: sent, but never set"
            else:
                member = shape.members[name]
                yield from differences(wanted[name], found[name], member, f"{path}.{name}")
    elif shape.type_name == "list" and isinstance(found, list):
        if len(found) != len(wanted):
            yield f"{path}: {len(found)} items, not {len(wanted)}"
        for index, (left, right) in enumerate(zip(wanted, found)):
            yield from differences(left, right, shape.member, f"{path}[{index}]")
    elif not same(wanted, found, shape.type_name):
        yield f"{path}: {shown(found)}, not {shown(wanted)}"


def same(wanted, found, type_name):
    """Whether two JSON values mean the same."""
    if type_name in ["double", "float"] and is_number(wanted) and is_number(found):
        # 1, 1.0 and 1e0 are one number; 0 and -0.0 are not. Non-finite ones are not here: botocore
        # writes them as the strings NaN, Infinity and -Infinity, and as strings they are compared.
        left, right = float(wanted), float(found)
        return left == right and math.copysign(1, left) == math.copysign(1, right)
    # True would equal 1 otherwise, and 1.0 too, which is no integer to every reader.
    return type(wanted) is type(found) and wanted == found


def is_number(value):
    return type(value) in [int, float]


def shown(value):
    text = ascii(value)
    return text if len(text) <= 80 else f"{text[:60]}... ({len(text)} characters)"
