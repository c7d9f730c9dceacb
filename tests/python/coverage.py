"""Counts the classes of values that the members of an operation's input had, to find untested ones."""

import math
import re

LONG = 1000
ASCII_CONTROLS = set(map(chr, range(32)))

# The extreme values of each type that occurs, each with a predicate.
EXTREMES = {
    "string": {
        "control characters": re.compile("[\x00-\x1f\x7f-\x9f]").search,
        "every ASCII control": lambda value: ASCII_CONTROLS <= set(value),
        "quote": re.compile('"').search,
        "backslash": re.compile(r"\\").search,
        "not ASCII": re.compile("[\xa0-\uffff]").search,
        "not BMP": re.compile("[\U00010000-\U0010ffff]").search,
        "separators, noncharacters": re.compile("[\u2028\u2029\ufeff\ufffe\uffff]").search,
        "long": lambda value: len(value) >= LONG,
    },
    "integer": {
        "least": lambda value: value == -(2**31),
        "greatest": lambda value: value == 2**31 - 1,
    },
    "long": {
        "least": lambda value: value == -(2**63),
        "greatest": lambda value: value == 2**63 - 1,
        "no double": lambda value: int(float(value)) != value,
    },
    "double": {
        "NaN": math.isnan,
        "Infinity": lambda value: value == math.inf,
        "-Infinity": lambda value: value == -math.inf,
        "-0.0": lambda value: value == 0 and math.copysign(1, value) < 0,
        "subnormal": lambda value: 0 < abs(value) < 2.0**-1022,
        "huge": lambda value: 1e300 < abs(value) < math.inf,
        "all digits": lambda value: len(repr(value).strip("-0.").split("e")[0]) >= 17,
    },
    "list": {"long": lambda value: len(value) >= LONG},
    # A structure is extreme when all of its members are set; `Coverage` checks that.
    "structure": {},
}


class Coverage:
    """For each member of the model, the number of times that it was unset, empty, ordinary and extreme.

    Zero is an empty number. Items of a list are counted like a member, but are never unset, like required
    members. Classes that cannot occur are `None`.
    """

    def __init__(self, shape):
        self.shape = shape
        self.members = {}
        self._reach(shape)

    def _reach(self, shape):
        for name, member in references(shape):
            if name in self.members:
                continue
            # A KeyError here means that the model has a type without an entry in EXTREMES.
            kinds = EXTREMES[member.type_name]
            is_required = name.split(".")[-1] in getattr(shape, "required_members", [])
            is_structure = member.type_name == "structure"
            # botocore refuses parameters without a required member, or shorter than `min`.
            cannot_be_empty = member.metadata.get("min", 0) or is_structure and member.required_members
            self.members[name] = {
                "type": member.type_name,
                "unset": None if shape.type_name == "list" or is_required else 0,
                "empty": None if cannot_be_empty else 0,
                # With all of its members set, a structure is extreme.
                "ordinary": None if is_structure and set(member.required_members) == set(member.members) else 0,
                "extreme": 0,
                "extremes": dict.fromkeys(kinds, 0),
            }
            self._reach(member)

    def add(self, value, shape=None):
        """Counts the members that `value` sets, and those that it does not."""
        shape = shape or self.shape
        for name, member in references(shape):
            counts = self.members[name]
            if shape.type_name == "list":
                for item in value:
                    self._count(counts, item, member)
            elif (key := name.split(".")[1]) in value:
                self._count(counts, value[key], member)
            else:
                counts["unset"] += 1

    def _count(self, counts, value, shape):
        kinds = [name for name, is_extreme in EXTREMES[shape.type_name].items() if is_extreme(value)]
        for kind in kinds:
            counts["extremes"][kind] += 1
        is_full = shape.type_name == "structure" and value.keys() == shape.members.keys()
        if kinds or is_full:
            counts["extreme"] += 1
        else:
            # A NaN is truthy, and -0.0 is extreme already.
            counts["ordinary" if value else "empty"] += 1
        self.add(value, shape)

    def table(self):
        """The counts as a table for people."""
        width = max(map(len, self.members))
        lines = [f"{'member':{width}}{'unset':>9}{'empty':>9}{'ordinary':>9}{'extreme':>9}"]
        for name, counts in self.members.items():
            cells = [counts[column] for column in ["unset", "empty", "ordinary", "extreme"]]
            lines.append(f"{name:{width}}" + "".join(f"{'-' if cell is None else cell:>9}" for cell in cells))
            if counts["extremes"]:
                kinds = ", ".join(f"{kind} {count}" for kind, count in counts["extremes"].items())
                lines.append(f"    {kinds}")
        return "\n".join(lines) + "\n"


def references(shape):
    """The shapes that `shape` refers to, by names that do not depend on the path to it."""
    if shape.type_name == "structure":
        return [(f"{shape.name}.{name}", member) for name, member in shape.members.items()]
    if shape.type_name == "list":
        return [(f"{shape.name}[]", shape.member)]
    return []
