import initSqlJs from 'sql.js';

/** A database as SQLite itself writes it. */
export async function databaseOf(...statements: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  const { Database } = await initSqlJs();
  const database = new Database();
  for (const statement of statements) database.run(statement);
  const bytes = Uint8Array.from(database.export());
  database.close();
  return bytes;
}
