"""Makes calls with botocore, and prints the requests.

    make_calls.py < calls.json

The input is a list of `{"service": …, "operation": …, "params": {…}}`. Bytes in parameters are written as
`{"$base64": "…"}`. The output is a list with the request of each call: `method`, `url`, `headers` and `body`, which is
base64.
"""

import base64
import json
import sys

import botocore.session
from botocore.config import Config


class Sent(Exception):
    """Ends a call whose request was seen."""


def untyped(value):
    """Converts a parameter from the form of the input."""
    if isinstance(value, dict):
        if value.keys() == {"$base64"}:
            return base64.b64decode(value["$base64"], validate=True)
        return {name: untyped(it) for name, it in value.items()}
    if isinstance(value, list):
        return [untyped(it) for it in value]
    return value


def request_of(session, call):
    """Returns the request that botocore would send."""
    config = Config(retries={"total_max_attempts": 1})
    client = session.create_client(call["service"], region_name="us-east-1", config=config)
    sent = []

    def keep(request, **_):
        body = request.body or b""
        body = body.read() if hasattr(body, "read") else body
        body = body.encode() if isinstance(body, str) else bytes(body)
        sent.append(
            {
                "method": request.method,
                "url": request.url,
                "headers": {name.lower(): text(value) for name, value in request.headers.items()},
                "body": base64.b64encode(body).decode(),
            }
        )
        raise Sent

    client.meta.events.register("before-send", keep)
    try:
        client._make_api_call(call["operation"], untyped(call["params"]))
    except Sent:
        pass
    (request,) = sent
    return request


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def main():
    session = botocore.session.get_session()
    session.set_credentials("ANOTREAL", "notrealrnrELgWzOk3IfjzDKtFBhDby")
    json.dump([request_of(session, call) for call in json.load(sys.stdin)], sys.stdout)


if __name__ == "__main__":
    main()
