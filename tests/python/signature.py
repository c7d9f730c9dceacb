"""Signs captured requests with botocore's implementation of Signature Version 4, and compares."""

import datetime

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

# Headers that have to be signed if they are sent, so that nobody can change them.
SIGNED = {
    "content-type",
    "host",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-sha256-tree-hash",
    "x-amz-target",
}


def complaints(record):
    """Lists the differences in the signature of a request."""
    request = record["request"]
    headers = dict(request["headers"])
    try:
        found = parse(headers["authorization"])
        timestamp = datetime.datetime.strptime(headers["x-amz-date"], "%Y%m%dT%H%M%SZ")
    except (KeyError, ValueError) as error:
        return [f"headers: {error!r}"]
    signed = found["SignedHeaders"].split(";")
    wanted = parse(sign(record, headers, signed, timestamp))
    required = SIGNED.intersection(headers) | ({"x-amz-security-token"} if record["credentials"]["token"] else set())
    problems = [f"not signed: {name}" for name in sorted(required.difference(signed))]
    for part in wanted:
        if found[part] != wanted[part]:
            problems.append(f"{part}: {found[part]}, not {wanted[part]}")
    return problems


def parse(authorization):
    """Parses an Authorization header."""
    algorithm, _, rest = authorization.partition(" ")
    parts = dict(part.split("=", 1) for part in rest.split(", "))
    if algorithm != "AWS4-HMAC-SHA256" or parts.keys() != {"Credential", "SignedHeaders", "Signature"}:
        raise ValueError(f"an authorization of another kind: {authorization}")
    return parts


def sign(record, headers, signed, timestamp):
    """Computes botocore's Authorization header for the same request."""
    request = record["request"]
    again = AWSRequest(
        method=request["method"],
        url=f"http://{headers['host']}{request['target']}",
        headers={name: headers[name] for name in signed if name in headers},
        data=request["body"],
    )
    credentials = record["credentials"]
    signer = botocore.auth.SigV4Auth(
        Credentials(credentials["access_key"], credentials["secret_key"], credentials["token"]),
        record["service"],
        record["region"],
    )
    # Signs with the time of the request instead of the current one.
    botocore.auth.get_current_datetime = lambda: timestamp
    signer.add_auth(again)
    return again.headers["Authorization"]
