// How the bytes are signed, in the words of FORMAT.md, with the names under which this page saves them.

/** Commands for each kind of key, one text each. */
export const COMMANDS = [
  ['ECDSA P-256, with openssl', `openssl dgst -sha256 -sign approver.pem -out approval.sig pae.bin
openssl pkey -in approver.pem -pubout -out approver.pub.pem`],
  ['Ed25519, with openssl', `openssl pkeyutl -sign -rawin -inkey approver.pem -in pae.bin -out approval.sig
openssl pkey -in approver.pem -pubout -out approver.pub.pem`],
  ['ECDSA P-256 in a hardware module, by PKCS#11', `openssl dgst -sha256 -binary -out pae.sha256 pae.bin
pkcs11-tool --sign --mechanism ECDSA --id 01 --input-file pae.sha256 --output-file approval.sig
pkcs11-tool --read-object --type pubkey --id 01 --output-file approver.pub.der`],
];
