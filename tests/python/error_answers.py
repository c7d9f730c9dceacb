"""Parses odd answers that are errors with botocore.

    error_answers.py < services.json

The input is as for random_calls.py. For each operation and answer a line of output has the call in the form of
tests/conformance, with what is certain about the answer: `codes`, which are in any of its places, and `message`, if it
can be read. `readable` is true if all members can. What botocore makes of it is `error`, unless it breaks.
"""

import base64
import json
import sys

import botocore.session

from random_calls import Service, read

STATUSES = [199, 400, 429, 503]

# Headers, with the codes in them.
HEADERS = [
    ({}, []),
    ({"x-amzn-errortype": "Refused"}, ["Refused"]),
    ({"x-amzn-errortype": "com.example#Refused:http://example.com/"}, ["Refused"]),
    ({"x-amzn-errortype": "Shouting", "x-kind": "k"}, ["Shouting"]),
    ({"x-amzn-errortype": "Unknown"}, ["Unknown"]),
    ({"x-amzn-errortype": ""}, []),
    ({"x-amzn-errortype": "Refused", "Retry-After": "7"}, ["Refused"]),
    ({"x-amzn-errortype": "Refused", "Retry-After": "soon"}, ["Refused"]),
    ({"x-amzn-errortype": "Refused", "Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT", "x-kind": "k"}, ["Refused"]),
    ({"x-amzn-errortype": "Refused", "Retry-After": ""}, ["Refused"]),
    ({"x-amzn-query-error": "Mini.Old;Sender"}, []),
    ({"x-amzn-query-error": "Mini.Old", "x-amzn-errortype": "Empty"}, ["Empty"]),
]

# Bodies, with the codes in them and the message, if it can be read.
READABLE = [
    ('{"__type":"Refused","message":"m","reason":"r","count":3}', ["Refused"], "m"),
    ('{"__type":"com.example#Refused","message":"m"}', ["Refused"], "m"),
    ('{"__type":"com.example#Refused:http://example.com/#x","Message":"M"}', ["Refused"], "M"),
    ('{"__type":"Shouting","Message":"M","Reason":"R"}', ["Shouting"], "M"),
    ('{"__type":"Shouting","message":"m","Message":"M"}', ["Shouting"], "m"),
    ('{"__type":"Empty","Message":"M","message":""}', ["Empty"], ""),
    ('{"__type":"Unknown","message":"m"}', ["Unknown"], "m"),
    ('{"__type":"Unknown","message":null,"Message":"M"}', ["Unknown"], "M"),
    ('{"__type":"Refused","errorMessage":"e"}', ["Refused"], "e"),
    ('{"code":"Refused","message":"m","at":1.5}', ["Refused"], "m"),
    ('{"Code":"Refused","message":"m"}', ["Refused"], "m"),
    ('{"Code":"Empty","code":"Refused","message":"m"}', ["Empty", "Refused"], "m"),
    ('{"code":"x#Refused:y","__type":"Shouting","message":"m"}', ["Refused", "Shouting"], "m"),
    ('{"code":null,"__type":"Refused","message":"m"}', ["Refused"], "m"),
    ('{"code":"","__type":"Refused","message":"m"}', ["Refused"], "m"),
    ('{"code":6,"message":"m"}', ["6"], "m"),
    ('{"message":"m"}', [], "m"),
    ('{"Message":"M"}', [], "M"),
    ('{"message":"cut in an emoji \\ud83d","__type":"Refused"}', ["Refused"], "cut in an emoji \ufffd"),
    ('{"__type":"Refused","message":"a","reason":"r","message":"b","reason":null}', ["Refused"], "b"),
    ('{"__type":"Shouting","__type":"Refused","details":[{"name":"a"}],"details":[{"size":1}]}', ["Refused"], None),
    ('{"__type":"Refused","tags":{"a":"b","a":"c"},"details":[{"name":"a","name":"b"},{}]}', ["Refused"], None),
    ('{"__type":"Refused","new":{"a":[1,{}]},"message":"m"}', ["Refused"], "m"),
    (' {"__type" : "Refused" , "message" : "m" } \n', ["Refused"], "m"),
    ("{}", [], None),
    ("", [], None),
]

# Bodies of which parts cannot be read.
BROKEN = [
    ('{"__type":"Refused","message":"m","reason":5,"at":"x"}', ["Refused"], "m"),
    ('{"__type":"Refused","message":"m","count":"x","details":[{"size":"y"},5],"tags":{"a":1}}', ["Refused"], "m"),
    ('{"__type":"Refused","message":5}', ["Refused"], "5"),
    ('{"__type":"Refused","message":{"a":1}}', ["Refused"], '{"a":1}'),
    ('{"__type":5,"message":"m"}', ["5"], "m"),
    ('{"__type":["Refused"],"message":"m"}', [], "m"),
    ('{"__type":"Refused","message":"m"} more', ["Refused"], "m"),
    ('{"__type":"Refused","message":"m","details":[{"na', ["Refused"], "m"),
    ('{"__type":"Refused","mess', ["Refused"], None),
    ('{"message":"m","__type":"Ref', [], "m"),
    ('{"message":"m",}', [], "m"),
    (b'{"__type":"Refused","message":"caf\xe9"}', ["Refused"], "caf\ufffd"),
    ('{"__type":"Refused","message":"\ufeff"}', ["Refused"], "\ufeff"),
    ("<html>Busy</html>", [], None),
    ("<!DOCTYPE html><p>Busy</p>", [], None),
    ("upstream connect error", [], None),
    ('["Refused"]', [], None),
    ('"Refused"', [], None),
    ("null", [], None),
    ("{", [], None),
    (" ", [], None),
    ("\x00\x01", [], None),
]


def answers(service):
    is_query = service.endswith("query")
    for status in STATUSES:
        for headers, in_header in HEADERS:
            for body, in_body, message in READABLE + BROKEN:
                codes = in_header + in_body
                if is_query and headers.get("x-amzn-query-error", "").count(";") == 1:
                    codes = ["Mini.Old"]
                yield status, headers, body, codes, message


def compared(status, body, failed):
    """True unless botocore breaks, or reads an output, or does not look at the answer."""
    content = body.strip()
    is_page = status >= 500 and (not content or content.startswith("<html>"))
    return not failed and status >= 200 and not is_page


def printable(value):
    """A value without halves of surrogate pairs, which cannot be in JSON for other languages."""
    if isinstance(value, str):
        return "".join("\ufffd" if "\ud800" <= it <= "\udfff" else it for it in value)
    if isinstance(value, dict):
        return {name: printable(it) for name, it in value.items()}
    return value


def main():
    session = botocore.session.get_session()
    session.set_credentials("ANOTREAL", "notrealrnrELgWzOk3IfjzDKtFBhDby")
    for chosen in json.load(sys.stdin):
        service = Service(session, chosen["service"])
        operation = service.model.operation_model("Get")
        for status, headers, body, codes, message in answers(chosen["service"]):
            content = body if isinstance(body, bytes) else body.encode()
            response = {"status": status, "headers": headers, "body_base64": base64.b64encode(content).decode()}
            _, found, failed = service.call(operation, {}, response)
            text = content.decode(errors="replace")
            line = {
                "call": {"service": chosen["module"], "operation": "Get", "blobs": "base64", "response": response},
                "body": text,
                "codes": codes,
                "message": message,
                "readable": any(it[0] == body for it in READABLE),
            }
            if compared(status, text, not failed or isinstance(found, str)):
                code = str(found["code"])
                shape = service.model.shape_for_error_code(code)
                line["error"] = {
                    "code": None if code == str(status) else code,
                    "message": printable(found["message"]),
                    "members": printable(read(shape, found["members"])) if shape else None,
                }
            print(json.dumps(line))


if __name__ == "__main__":
    main()
