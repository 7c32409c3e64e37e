// Made the small pictures beside this file, with `sharp` of tests/npm, out of a picture of the sample bank:
// `node tests/it/pictures/make.mjs`. Encoders change their bytes from version to version, so the files are kept.

import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const sharp = createRequire(new URL('../../npm/package.json', import.meta.url))('sharp');
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const small = () => sharp(fileURLToPath(new URL('../../../www/sample/images/growth.png', import.meta.url))).resize(64, 17);
const exif = { IFD0: { Artist: 'Somebody' } };
const frames = Buffer.concat([await small().raw().toBuffer(), await small().negate().raw().toBuffer()]);
const moving = () => sharp(frames, { raw: { width: 64, height: 34, channels: 3, pageHeight: 17 } });

for (const [name, made] of [
  ['plain.png', small().png()],
  ['baseline.jpg', small().jpeg()],
  ['progressive.jpg', small().jpeg({ progressive: true })],
  ['lossy.webp', small().webp()],
  ['lossless.webp', small().webp({ lossless: true })],
  ['alpha.webp', small().ensureAlpha(0.5).webp()],
  ['plain.avif', small().avif()],
  ['exif.png', small().withExif(exif).png()],
  ['exif.jpg', small().withExif(exif).jpeg()],
  ['exif.webp', small().withExif(exif).webp()],
  ['exif.avif', small().withExif(exif).avif()],
  ['profile.png', small().withIccProfile('p3').png()],
  ['profile.jpg', small().withIccProfile('p3').jpeg()],
  ['profile.webp', small().withIccProfile('p3').webp()],
  ['profile.avif', small().withIccProfile('p3').avif()],
  ['moving.webp', moving().webp()],
  ['moving.gif', moving().gif()],
]) {
  writeFileSync(here(name), await made.toBuffer());
}
