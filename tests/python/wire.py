"""Compares a request with botocore's serialization of the same parameters."""

import json
import math

from botocore.model import ServiceModel
from botocore.serialize import create_serializer

# Headers of transport, signature, and AWS's bookkeeping, which botocore sends, too, but not by its serializer.
# The value is `True` if the header is required.
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


class Checker:
    """Compares requests of one operation."""

    def __init__(self, model, operation):
        service = ServiceModel(model)
        self.operation = service.operation_model(operation)
        # Validates the parameters, too: a test that sends what the model forbids is wrong itself.
        self.serializer = create_serializer(service.resolved_protocol)
        self.input_shape = self.operation.input_shape

    def complaints(self, parameters, request):
        """Lists the differences of `request`."""
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
        # The captured target is as sent, with the query string, even an empty one.
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
    """Converts parameters from their JSON form."""
    if isinstance(value, list):
        return [untyped(item) for item in value]
    if isinstance(value, dict):
        if value.keys() == {"$float"}:
            return float(value["$float"])
        return {name: untyped(item) for name, item in value.items()}
    return value


def decode(body):
    """Parses JSON strictly."""

    def unique(pairs):
        value = dict(pairs)
        if len(value) != len(pairs):
            raise ValueError(f"a name occurs twice among {[name for name, _ in pairs]}")
        return value

    def refuse(constant):
        # Only Python reads and writes these.
        raise ValueError(f"{constant} is not JSON")

    return json.loads(body.decode("utf-8"), object_pairs_hook=unique, parse_constant=refuse)


def differences(wanted, found, shape, path):
    """Lists the differences in meaning of two JSON values of a shape."""
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
    """True if two JSON values have the same meaning."""
    if type_name in ["double", "float"] and is_number(wanted) and is_number(found):
        # 1, 1.0 and 1e0 are the same number; 0 and -0.0 are not. Numbers that are not finite are compared as
        # strings, since botocore writes them as NaN, Infinity and -Infinity.
        left, right = float(wanted), float(found)
        return left == right and math.copysign(1, left) == math.copysign(1, right)
    # In Python, True and 1.0 equal 1; as JSON they differ for many readers.
    return type(wanted) is type(found) and wanted == found


def is_number(value):
    return type(value) in [int, float]


def shown(value):
    text = ascii(value)
    return text if len(text) <= 80 else f"{text[:60]}... ({len(text)} characters)"
