import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/core/importers';
import { databaseOf } from './databases';

const SECRET = 'JBSWY3DPEHPK3PXP';

describe('the database of Google Authenticator', () => {
  it('gives what is not encrypted', async () => {
    const bytes = await databaseOf(
      `CREATE TABLE accounts (_id INTEGER PRIMARY KEY, email TEXT NOT NULL, secret TEXT NOT NULL,
         counter INTEGER DEFAULT 0, type INTEGER, issuer TEXT, original_name TEXT, isencrypted INTEGER)`,
      `INSERT INTO accounts (email, secret, counter, type, issuer, original_name, isencrypted) VALUES
         ('ACME:a@acme.example', '${SECRET}', 0, 0, 'ACME', NULL, 0),
         ('b@acme.example', '${SECRET}', 5, 1, NULL, 'ACME:b', NULL),
         ('c', '${SECRET}', 0, 2, 'ACME', NULL, 0),
         ('d', '${SECRET}', 0, 0, NULL, NULL, 1),
         ('', '', 0, 0, NULL, NULL, 0)`,
    );
    const { accounts, skipped, format } = await readImport(bytes);
    expect(format).toBe('google-authenticator-db');
    expect(accounts).toMatchObject([
      { type: 'totp', issuer: 'ACME', name: 'a@acme.example' },
      { type: 'hotp', issuer: 'ACME', name: 'b@acme.example', counter: 5 },
    ]);
    expect(skipped).toEqual([
      { name: 'ACME: c', reason: 'unsupported-type' },
      { name: 'd', reason: 'unsupported-cipher' },
      { name: '5', reason: 'secret-missing' },
    ]);
  });
});

describe('the database of Microsoft Authenticator', () => {
  it('gives ordinary and work accounts in the order of the app', async () => {
    const bytes = await databaseOf(
      `CREATE TABLE accounts (_id INTEGER PRIMARY KEY, name TEXT, username TEXT, oath_secret_key TEXT,
         account_type INTEGER, encrypted_oath_secret_key TEXT, ux_position INTEGER)`,
      `INSERT INTO accounts (name, username, oath_secret_key, account_type, encrypted_oath_secret_key, ux_position)
       VALUES ('Work', 'w@acme.example', 'SGVsbG8h3q2+7w==', 1, '', 2),
         ('ACME', 'a@acme.example', '${SECRET}', 0, '', 1),
         ('Push', 'p@acme.example', '', 2, '', 3),
         ('Sealed', 's', '', 0, 'c2VhbGVk', 4),
         ('Bad', 'b', '!', 1, '', 5),
         (NULL, '', '', 2, '', 6)`,
    );
    const { accounts, skipped, format } = await readImport(bytes);
    expect(format).toBe('microsoft-authenticator-db');
    expect(accounts).toMatchObject([
      { issuer: 'ACME', name: 'a@acme.example', digits: 6, secret: SECRET },
      { issuer: 'Work', name: 'w@acme.example', digits: 8, secret: SECRET },
    ]);
    expect(skipped).toEqual([
      { name: 'Push: p@acme.example', reason: 'unsupported-type' },
      { name: 'Sealed: s', reason: 'unsupported-cipher' },
      { name: 'Bad: b', reason: 'bad-secret' },
      { name: '6', reason: 'unsupported-type' },
    ]);
  });
});

describe('the database of Stratum', () => {
  it('is read as its backups are', async () => {
    const bytes = await databaseOf(
      `CREATE TABLE authenticator (type integer, icon varchar, issuer varchar(32), username varchar(40),
         secret varchar primary key not null, pin varchar, algorithm integer, digits integer, period integer,
         counter bigint, ranking integer)`,
      'CREATE TABLE category (id varchar primary key, name varchar, ranking integer)',
      'CREATE TABLE authenticatorcategory (categoryId varchar, authenticatorSecret varchar, ranking integer)',
      'CREATE TABLE customicon (id varchar primary key, data blob)',
      `INSERT INTO authenticator VALUES (2, '@c0ffee00', 'Second', NULL, 'AAAA', NULL, 0, 6, 30, 0, 2),
         (2, '@gone0000', 'Third', NULL, 'BBBB', NULL, 0, 6, 30, 0, 3),
         (1, NULL, 'First', 'a', '${SECRET}', NULL, 1, 8, 30, 9, 1)`,
      "INSERT INTO category VALUES ('1', 'Work', 0)",
      `INSERT INTO authenticatorcategory VALUES ('1', '${SECRET}', 0)`,
      "INSERT INTO customicon VALUES ('c0ffee00', x'0102ff')",
    );
    const { accounts, format } = await readImport(bytes);
    expect(format).toBe('stratum');
    expect(accounts.map(({ picture }) => picture)).toEqual([undefined, Uint8Array.of(1, 2, 255), null]);
    expect(accounts).toMatchObject([
      { type: 'hotp', issuer: 'First', counter: 9, digits: 8, algorithm: 'SHA256', tags: ['Work'] },
      { type: 'totp', issuer: 'Second', name: '', period: 30 },
      { type: 'totp', issuer: 'Third' },
    ]);
  });
});

it('is an unknown file where a database holds nothing of the kind', async () => {
  const bytes = await databaseOf('CREATE TABLE accounts (a)', 'CREATE TABLE authenticator (a)');
  await expect(readImport(bytes)).rejects.toMatchObject({ code: 'bad-content' });
});
