"""Verifies tokens with PyJWT and compares their claims: JSON lines in, one verdict out."""

import json
import sys
import warnings

import jwt

warnings.simplefilter("ignore")  # of short secrets: Kong takes them

verified, refused = 0, []
for line in open(sys.argv[1], encoding="utf-8"):
    exhibit = json.loads(line)
    try:
        claims = jwt.decode(
            exhibit["token"],
            exhibit["secret"].encode("utf-8"),
            algorithms=["HS256"],
            issuer=exhibit["issuer"],
            audience=exhibit["audience"][-1],
            options={"require": ["sub", "jti", "iat", "nbf", "exp", "iss", "aud"]},
        )
        if claims != exhibit["claims"]:
            refused.append(f"{claims} is not {exhibit['claims']}")
        elif jwt.get_unverified_header(exhibit["token"]) != {"alg": "HS256", "typ": "JWT"}:
            refused.append("another header")
        else:
            verified += 1
    except Exception as error:
        refused.append(f"{type(error).__name__}: {error}")
json.dump({"verified": verified, "refused": refused}, sys.stdout)
