"""Reads texts as timestamps, as botocore does.

The input is a list of texts. A line of output for each has the microseconds since 1970, or null for a text that botocore
does not read. With the argument `places`, a text is read in a body and in a header, in members of all formats, by
botocore's parser of REST JSON; the results have to be the same.
"""

import datetime
import json
import sys
import warnings

from botocore.model import ServiceModel
from botocore.parsers import create_parser
from botocore.utils import parse_timestamp

FORMATS = [None, "iso8601", "rfc822", "unixTimestamp"]
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def microseconds(read):
    """The result of `read`, in UTC if it has no offset."""
    try:
        found = read()
        if found.tzinfo is None:
            found = found.replace(tzinfo=datetime.timezone.utc)
        return (found - EPOCH) // datetime.timedelta(microseconds=1)
    except Exception:
        # Not only `ValueError`: numbers that are too large are other errors.
        return None


def members():
    """Members for all formats, in the body and in headers."""
    for location in ["body", "header"]:
        for index, format_ in enumerate(FORMATS):
            name = f"{location}{index}"
            member = {"shape": "Time"}
            if format_ is not None:
                member["timestampFormat"] = format_
            if location == "header":
                member |= {"location": "header", "locationName": name}
            yield name, member


class Places:
    """Reads texts at all places."""

    def __init__(self):
        shapes = {"Time": {"type": "timestamp"}}
        for name, member in members():
            shapes[name] = {"type": "structure", "members": {name: member}}
        self.service = ServiceModel({"metadata": {"protocol": "rest-json"}, "operations": {}, "shapes": shapes})
        self.parser = create_parser("rest-json")

    def read(self, text):
        found = {name: microseconds(lambda: self._member(name, text)) for name, _ in members()}
        if len(set(found.values())) != 1:
            raise ValueError(f"botocore reads {text!r} differently: {found}")
        return found["body0"]

    def _member(self, name, text):
        is_header = name.startswith("header")
        response = {
            "status_code": 200,
            "headers": {name: text} if is_header else {},
            "body": b"" if is_header else json.dumps({name: text}).encode(),
        }
        return self.parser.parse(response, self.service.shape_for(name))[name]


def main():
    # dateutil warns of unknown time zones.
    warnings.simplefilter("ignore")
    places = Places() if "places" in sys.argv else None
    for text in json.load(sys.stdin):
        print(json.dumps(places.read(text) if places else microseconds(lambda: parse_timestamp(text))))


if __name__ == "__main__":
    main()
