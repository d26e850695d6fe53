/**
 * What is in the packages, in CycloneDX 1.6 (cyclonedx.org/specification): the notices that every package carries, in a
 * form for machines. The same bytes from the same commit: no time, no serial number.
 */

/** `## name - version (licence)` of a package, `## work, inside package (licence)` of what travels in one. */
const HEADING =
  /^## (?<name>@?[^,\n]+?)(?: - (?<version>\d[^ ]*)|, (?:inside|from) (?<within>\S+)) \((?<license>[^)]+)\)$/gmu;

/** SPDX identifiers are one word of their own alphabet; whatever else stands there is a name. */
const licenceOf = (text) => (/^[A-Za-z0-9.+-]+$/u.test(text) ? { id: text } : { name: text });

/** RFC 3986 as the purl specification asks for it: a scope's sign is encoded. */
const purlOf = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** Of the archive that npm installed, as the lock file holds it. */
function hashesOf(name, lock) {
  const { integrity } = lock.packages[`node_modules/${name}`] ?? {};
  const [, base64] = /^sha512-(.+)$/u.exec(integrity ?? '') ?? [];
  if (base64 === undefined) throw new Error(`The lock file has no SHA-512 of ${name}.`);
  return [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }];
}

function componentOf({ name, version, within, license }, lock) {
  const licenses = [{ license: licenceOf(license) }];
  if (version === undefined) {
    const description = `Inside the package ${within}`;
    return { type: 'library', 'bom-ref': `${within}#${name}`, name, description, licenses };
  }
  const purl = purlOf(name, version);
  return { type: 'library', 'bom-ref': purl, name, version, hashes: hashesOf(name, lock), licenses, purl };
}

/**
 * @param notices the text of `licenses.md` of a built package
 * @param lock what `package-lock.json` holds
 * @returns the text of the bill
 * @throws Error where a heading of the notices says no licence, or the lock file does not know a package
 */
export function billOfMaterials(notices, lock) {
  const found = [...notices.matchAll(HEADING)].map(({ groups }) => groups);
  const headings = notices.match(/^## .+$/gmu) ?? [];
  if (found.length === 0 || found.length !== headings.length)
    throw new Error('The notices have a heading that says no version or licence.');
  const { name, version } = lock;
  const own = { type: 'application', 'bom-ref': name, name, version, licenses: [{ license: { id: 'MIT' } }] };
  const components = found.map((one) => componentOf(one, lock));
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: own },
    components,
    dependencies: [{ ref: name, dependsOn: components.map((one) => one['bom-ref']) }],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}
