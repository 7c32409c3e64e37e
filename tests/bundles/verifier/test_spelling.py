"""Spelling: each row is a text, what is found in it, and why."""

import unittest

from envelope import pae
from spelling import Refusal, canonical, document, moment, read_canonical, read_json, unbase64


def code_of(read, *given):
    try:
        read(*given)
    except Refusal as refusal:
        return refusal.code
    return "ok"


class Spelling(unittest.TestCase):
    def check(self, read, rows):
        for text, code, because in rows:
            with self.subTest(because, text=text[:80]):
                self.assertEqual(code_of(read, text), code)

    def test_strict_json(self):
        self.check(read_json, [
            (' {"a" : [1, true, null, "b"]}\n', "ok", "any spelling of a value"),
            ('{"a":1.5,"b":1e0,"c":-0}', "ok", "JSON, although no document has a place for them"),
            ("[" * 128 + "]" * 128, "ok", "nested as deep as is read"),
            ("[" * 129 + "]" * 129, "MALFORMED", "nested one deeper"),
            ("[" * 200_000, "MALFORMED", "nested deeper than a stack"),
            ('["' + "[" * 500 + '"]', "ok", "brackets in a text do not nest"),
            (r'["\"[[", "\\"]', "ok", "nor after an escaped quotation mark"),
            ('{"a":1,"a":1}', "MALFORMED", "a field twice"),
            ('{"a":1,"\\u0061":1}', "MALFORMED", "a field twice, once by an escape"),
            ('[{"a":{"b":1,"b":2}}]', "MALFORMED", "a field twice, further inside"),
            ("[NaN]", "MALFORMED", "no number of JSON"),
            ("[-Infinity]", "MALFORMED", "no number of JSON"),
            ("[01]", "MALFORMED", "a leading zero"),
            ("[1,]", "MALFORMED", "a comma too many"),
            ("{} {}", "MALFORMED", "two values"),
            ("", "MALFORMED", "no value"),
            ("\ufeff{}", "MALFORMED", "a byte order mark"),
            ('["\t"]', "MALFORMED", "a control character that is not escaped"),
            ('["\\ud83d\\ude00"]', "ok", "a pair of surrogates"),
            ('["\\ud83d"]', "MALFORMED", "half of a pair"),
            ('{"\\udc00":1}', "MALFORMED", "half of a pair in a name"),
            ("['a']", "MALFORMED", "another language"),
            ("[" + "9" * 5000 + "]", "MALFORMED", "a number that no one means"),
        ])  # fmt: skip

    def test_canonical(self):
        self.check(read_canonical, [
            ('{"a":[1,-1,true,"é\u2028\x7f😀"],"b":{}}', "ok", "as it must be"),
            ('"\\b\\t\\n\\f\\r\\"\\\\\\u0000\\u001f"', "ok", "the escapes that there must be"),
            ("9007199254740991", "ok", "the last number that all readers read alike"),
            ("9007199254740992", "NOT_CANONICAL", "the first that they may not"),
            ("1.5", "NOT_CANONICAL", "a fraction"),
            ("1.0", "NOT_CANONICAL", "a whole number with a fraction"),
            ("1e0", "NOT_CANONICAL", "an exponent"),
            ("-0", "NOT_CANONICAL", "minus zero"),
            ('{"a":null}', "NOT_CANONICAL", "what is optional is omitted"),
            ('{"b":1,"a":1}', "NOT_CANONICAL", "fields out of order"),
            ('{"a": 1}', "NOT_CANONICAL", "a space"),
            ("{}\n", "NOT_CANONICAL", "a line end"),
            ('"\\u0061"', "NOT_CANONICAL", "an escape that is not needed"),
            ('"\\/"', "NOT_CANONICAL", "an escape that is not needed"),
            ('"\\u001F"', "NOT_CANONICAL", "an escape in capitals"),
            ('"\\u000a"', "NOT_CANONICAL", "an escape that has a shorter form"),
            ('"\\u00e9"', "NOT_CANONICAL", "letters beyond ASCII are not escaped"),
            ('{"a":1, "a":1}', "MALFORMED", "a field twice is found before the space"),
        ])  # fmt: skip

    def test_order_of_fields_is_by_utf_16(self):
        # RFC 8785, section 3.2.3.
        names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\x80", "\u00f6"]
        ordered = ["\r", "1", "\x80", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
        self.assertEqual(list(read_json(canonical({name: 1 for name in names}))), ordered)

    def test_base64(self):
        self.check(unbase64, [
            ("", "ok", "nothing"),
            ("aGVsbG8=", "ok", "hello"),
            ("aGVsbG9=", "MALFORMED", "unused bits that are not zero"),
            ("aGVsbG8", "MALFORMED", "no padding"),
            ("aGVsbG8==", "MALFORMED", "too much padding"),
            ("aGVs=bG8", "MALFORMED", "padding inside"),
            ("aGVs\nbG8=", "MALFORMED", "a line break"),
            ("aGVsbG8= ", "MALFORMED", "a space"),
            ("-_-_", "MALFORMED", "the alphabet for addresses"),
            ("a", "MALFORMED", "six bits"),
            ("aGVsbG8é", "MALFORMED", "beyond ASCII"),
        ])  # fmt: skip

    def test_moments(self):
        self.check(moment, [
            ("2028-02-29T23:59:59Z", "ok", "a day of a leap year"),
            ("2027-02-29T00:00:00Z", "MALFORMED", "no day"),
            ("2027-01-01T24:00:00Z", "MALFORMED", "no hour"),
            ("2027-06-30T23:59:60Z", "MALFORMED", "no leap second"),
            ("2027-01-01T00:00:00.0Z", "MALFORMED", "parts of a second"),
            ("2027-01-01T00:00:00+00:00", "MALFORMED", "UTC by another name"),
            ("2027-01-01t00:00:00z", "MALFORMED", "small letters"),
            ("1969-12-31T23:59:59Z", "MALFORMED", "before the first moment"),
        ])  # fmt: skip

    def test_format_is_read_before_other_fields(self):
        rows = [
            ({"kind": 1, "a": 1}, "ok", "this format"),
            ({"kind": 2, "b": 1}, "UNSUPPORTED", "another format with other fields"),
            ({"kind": 0, "a": 1}, "UNSUPPORTED", "another format"),
            ({"kind": "2", "a": 1}, "MALFORMED", "no number"),
            ({"kind": True, "a": 1}, "MALFORMED", "no number, although Python counts with it"),
            ({"a": 1}, "MALFORMED", "no format"),
            ({"kind": 1, "a": 1, "b": 1}, "MALFORMED", "an unknown field"),
            ([1, 1], "MALFORMED", "values without names"),
        ]
        for value, code, because in rows:
            with self.subTest(because):
                self.assertEqual(code_of(document, value, "kind", "a"), code)

    def test_pre_authentication_encoding(self):
        self.assertEqual(pae(b""), b"DSSEv1 28 application/vnd.in-toto+json 0 ")
        self.assertEqual(pae("é ".encode()), b"DSSEv1 28 application/vnd.in-toto+json 3 \xc3\xa9 ", "lengths in bytes")


if __name__ == "__main__":
    unittest.main()
