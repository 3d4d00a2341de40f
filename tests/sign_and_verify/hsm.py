"""A key in a PKCS #11 token. `make` writes its public key as PEM, `sign` signs standard input: 64 bytes.

Usage: hsm.py make|sign MODULE LABEL PIN
"""
import base64
import sys

import pkcs11
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass

what, module, label, pin = sys.argv[1:]
with pkcs11.lib(module).get_token(token_label=label).open(rw=what == "make", user_pin=pin) as session:
    if what == "make":
        # PKCS #11 3.0 names the curve as a DER PrintableString.
        curve = b"\x13\x0cedwards25519"
        parameters = session.create_domain_parameters(
            KeyType.EC_EDWARDS, {Attribute.EC_PARAMS: curve}, local=True
        )
        public, _ = parameters.generate_keypair(
            mechanism=Mechanism.EC_EDWARDS_KEY_PAIR_GEN, store=True, label="editor", id=b"\x01"
        )
        # The point is a DER octet string of 32 bytes; before them goes the head of a SubjectPublicKeyInfo.
        der = bytes.fromhex("302a300506032b6570032100") + public[Attribute.EC_POINT][-32:]
        print(f"-----BEGIN PUBLIC KEY-----\n{base64.b64encode(der).decode()}\n-----END PUBLIC KEY-----")
    else:
        key = session.get_key(object_class=ObjectClass.PRIVATE_KEY, id=b"\x01")
        sys.stdout.buffer.write(key.sign(sys.stdin.buffer.read(), mechanism=Mechanism.EDDSA))
