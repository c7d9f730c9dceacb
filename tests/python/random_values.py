"""Makes random values of a model's shapes, in the two forms that a comparison needs.

Each value is a pair: as botocore takes it (bytes, datetimes, floats that are not finite), and in the JSON form of
tests/conformance (src/lib.rs: base64, seconds, names of such floats).
"""

import base64
import datetime

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)

# Texts that are hard to escape or to encode.
TEXTS = [
    "",
    "a",
    "two words",
    "quote \" backslash \\ slash / apostrophe '",
    "tab\tnewline\nreturn\rnull\u0000 unit\u001f delete\u007f",
    "n\u00e4\u00efve \u2603 \ufffd \u2028 \U0001d11e",
    "<a href=\"?b=c&d=%20+e\">#f</a>",
    "{}[],:;=~*!@$^|`",
    "true",
    "12",
    "x" * 300,
]
# For values in URLs, hosts or headers.
PLAIN = ["a", "b-2", "Some-Name", "x0123456789"]
PRINTABLE = ["two words", "a,b", 'quoted "x"', "a/b", "100%", "a+b=c&d", "back\\slash", "semi;colon"]
DOUBLES = [0.0, 1.0, -1.0, 0.1, -2.5, 1e16, 1e21, 1e-7, 123456789.125, 1.7976931348623157e308, 5e-324]
FLOATS = [0.0, 1.0, -1.0, 0.1, -2.5, 1e16, 1e21, 1e-7, 3.4028235e38, 1e-45]
NOT_FINITE = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}


class Values:
    """Makes values; texts that are hard to encode are used in bodies only."""

    def __init__(self, random, not_finite=True):
        self.random = random
        self.not_finite = not_finite

    def of(self, shape, depth=0, place="body", fractions=False):
        """A value of a shape."""
        make = getattr(self, "_" + shape.type_name, self._string)
        return make(shape, depth, place, fractions)

    def members(self, shape, depth, fractions, place_of):
        """Values of all required members, and of some others."""
        taken = {}
        for name, member in shape.members.items():
            required = name in shape.required_members
            likely = 0.7 if depth == 0 else 0.5 / depth
            if required or member.metadata.get("idempotencyToken") or self.random.random() < likely:
                taken[name] = self.of(member, depth + 1, place_of(member), fractions)
        return taken

    def _structure(self, shape, depth, place, fractions):
        if shape.is_document_type:
            # In the JSON form a null means that the member is not set.
            document = self._document(0)
            return (document, document) if document is not None else ({}, {})
        if shape.is_tagged_union:
            names = list(shape.members)
            # Beyond some depth, variants without further nesting are preferred.
            if depth > 4:
                ends = [name for name in names if shape.members[name].type_name != "structure"]
                names = ends or names
            name = self.random.choice(names)
            python, as_json = self.of(shape.members[name], depth + 1, "body", fractions)
            return {name: python}, {name: as_json}
        values = self.members(shape, depth, fractions, lambda _: "body")
        python = {name: value[0] for name, value in values.items()}
        return python, {name: value[1] for name, value in values.items()}

    def _list(self, shape, depth, place, fractions):
        items = [self.of(shape.member, depth + 1, place, fractions) for _ in range(self._count(shape, depth))]
        return [item[0] for item in items], [item[1] for item in items]

    def _map(self, shape, depth, place, fractions):
        python, as_json = {}, {}
        for _ in range(self._count(shape, depth)):
            key, _ = self.of(shape.key, depth + 1, "key" if place == "body" else place)
            python[key], as_json[key] = self.of(shape.value, depth + 1, place, fractions)
        return python, as_json

    def _count(self, shape, depth):
        least = shape.metadata.get("min", 0)
        most = 0 if depth > 5 else 3
        return max(least, self.random.randint(0, most))

    def _string(self, shape, depth, place, fractions):
        if shape.enum and self.random.random() < 0.9:
            text = self.random.choice(shape.enum)
        elif place == "body":
            text = self.random.choice(TEXTS)
        elif place == "key":
            text = self.random.choice(PLAIN + TEXTS[2:6])
        elif place == "printable":
            text = self.random.choice(PLAIN + PRINTABLE)
        else:
            text = self.random.choice(PLAIN)
        return text, text

    _character = _string

    def _jsonvalue(self):
        return {"a": [1, True, "x"], "b": self.random.choice(["", "\u00e4"])}

    def _integer(self, shape, depth, place, fractions):
        return self._whole(shape, 2**31 - 1)

    def _long(self, shape, depth, place, fractions):
        return self._whole(shape, 2**63 - 1)

    def _whole(self, shape, greatest):
        least = int(shape.metadata.get("min", -greatest - 1))
        most = int(shape.metadata.get("max", greatest))
        edges = [least, most] + [it for it in (0, 1, -1, 1000) if least <= it <= most]
        number = self.random.choice(edges + [self.random.randint(least, most)])
        return number, number

    def _double(self, shape, depth, place, fractions):
        return self._real(DOUBLES)

    def _float(self, shape, depth, place, fractions):
        return self._real(FLOATS)

    def _real(self, numbers):
        if self.not_finite and self.random.random() < 0.1:
            name = self.random.choice(list(NOT_FINITE))
            return NOT_FINITE[name], name
        number = self.random.choice(numbers)
        return number, number

    def _boolean(self, shape, depth, place, fractions):
        value = self.random.random() < 0.5
        return value, value

    def _blob(self, shape, depth, place, fractions):
        value = self.random.choice([b"", b"a", bytes(range(256)), "\u00e4\u2603".encode(), b"{}"])
        return value, base64.b64encode(value).decode()

    def _timestamp(self, shape, depth, place, fractions):
        seconds = self.random.choice([0, 1, -86400 * 365, 951782400, 1700000000, 4102444800])
        seconds += self.random.randint(0, 86399)
        if fractions and self.random.random() < 0.3:
            # Fractions that are exact both in binary and in milliseconds.
            seconds += self.random.choice([0.125, 0.5, 0.75])
        return EPOCH + datetime.timedelta(seconds=seconds), seconds

    def _document(self, depth):
        kinds = 5 if depth > 2 else 7
        match self.random.randrange(kinds):
            case 0:
                return None
            case 1:
                return self.random.random() < 0.5
            case 2:
                return self.random.choice([0, -1, 2**53, 1.5, 1e100])
            case 3 | 4:
                return self.random.choice(TEXTS)
            case 5:
                return [self._document(depth + 1) for _ in range(self.random.randint(0, 3))]
            case _:
                return {key: self._document(depth + 1) for key in self.random.sample(TEXTS, 2)}
