"""securesystemslib reads our envelope: it must accept it, and refuse it with one byte changed."""
import json
import sys

from cryptography.hazmat.primitives.serialization import load_pem_public_key
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import SSlibKey

with open("k.pem.pub", "rb") as f:
    public = load_pem_public_key(f.read())
with open("keyid") as f:
    keyid = f.read().strip()
key = SSlibKey.from_crypto(public, keyid=keyid)

with open("a.md.terang.json") as f:
    text = f.read()
# from_dict changes what it is given, so each reading gets its own.
Envelope.from_dict(json.loads(text)).verify([key], 1)

changed = Envelope.from_dict(json.loads(text))
changed.payload = changed.payload.replace(b"assisted", b"generated")
try:
    changed.verify([key], 1)
except VerificationError:
    sys.exit(0)
sys.exit("a changed payload was accepted")
