import { generateKeyPairSync, sign } from 'node:crypto';

/** ASN.1 in DER (ITU-T X.690): a tag, the length, the content. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const long = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...(length < 128 ? [length] : long)]), content]);
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts);
const objectId = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
/** "20261124000000Z" */
const time = (ms: number): Buffer =>
  der(0x18, Buffer.from(new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '')));

/** 1.2.840.10045.4.3.2, ecdsa-with-SHA256 */
const ALGORITHM = sequence(objectId('2a8648ce3d040302'));
const COMMON_NAME = objectId('550403');
const DAY_MS = 86_400_000;

/**
 * A key and a certificate that it signed itself (RFC 5280), in PEM, for browsers that were told to
 * accept any. Written out here since Node makes keys and signatures, but no certificates.
 */
export function makeCertificate(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from('localhost')))));
  const now = Date.now();
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), // version 3
    // Browsers remember certificates by issuer and serial number: two runs must not share one.
    der(0x02, Buffer.from(now.toString(16).padStart(12, '0'), 'hex')),
    ALGORITHM,
    name,
    sequence(time(now - DAY_MS), time(now + DAY_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = sign('sha256', body, privateKey);
  const cert = sequence(body, ALGORITHM, der(0x03, Buffer.from([0]), signature));
  const lines = cert.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
  };
}
