"""The number of a receipt in an address: only what can be one is looked for."""

from werkzeug.routing import BaseConverter

from portal.services.numbers import PATTERN


class ReceiptNumber(BaseConverter):
    """`<receipt_number:number>` in a path."""

    regex = PATTERN
