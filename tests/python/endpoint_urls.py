"""Says which endpoint URLs botocore accepts.

    endpoint_urls.py < URLS

URLS is a list of texts, as JSON. The answer is a list of booleans, as JSON.
"""

import json
import sys

from botocore.utils import is_valid_uri


def is_valid(url):
    try:
        return bool(is_valid_uri(url))
    except ValueError:
        return False


print(json.dumps([is_valid(url) for url in json.load(sys.stdin)]))
