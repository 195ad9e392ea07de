import { type FieldType, fieldTypeOf } from '../fields.js';
import { type CollectionName, type Index, schema } from '../schema.js';

/** How PostgreSQL keeps an indexed field. Numbers are doubles, as in JavaScript. */
type ColumnType = 'text' | 'double precision' | 'boolean' | 'text[]';

/** An indexed field as a generated column of its table. */
export interface FieldColumn {
  /** Dotted path in the record. */
  readonly path: string;
  readonly name: string;
  readonly type: ColumnType;
}

/** One collection as a table: the record as jsonb, and a generated column for each indexed field. */
export interface TableLayout {
  readonly collection: CollectionName;
  readonly table: string;
  readonly columns: readonly FieldColumn[];
  readonly indexes: readonly { readonly name: string; readonly fields: Index }[];
}

/** The schema of the database in which all tables are. */
const databaseSchema = 'tongbao';

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const columnTypes = {
  string: 'text',
  number: 'double precision',
  boolean: 'boolean',
  array: 'text[]',
} as const satisfies Record<FieldType, ColumnType>;

const layoutOf = (collection: CollectionName): TableLayout => {
  const { type, indexes } = schema[collection];
  const declared: readonly (readonly [string, Index])[] = Object.entries(indexes);
  const paths = [...new Set(declared.flatMap(([, fields]) => [...fields]))].filter((path) => path !== 'id');
  const columns = paths.map((path) => ({
    path,
    name: `"${path}"`,
    type: columnTypes[fieldTypeOf(type, path)],
  }));
  for (const [name, fields] of declared) {
    const hasArray = columns.some((column) => fields.includes(column.path) && column.type === 'text[]');
    if (hasArray && fields.length > 1) throw new Error(`${collection}.${name}: an array is indexed alone`);
  }
  return {
    collection,
    table: `${databaseSchema}.${snake(collection)}`,
    columns,
    indexes: declared.map(([name, fields]) => ({ name, fields })),
  };
};

const isCollectionName = (name: string): name is CollectionName => Object.hasOwn(schema, name);

/** Every collection's table, from the one declaration. */
export const layouts: ReadonlyMap<CollectionName, TableLayout> = new Map(
  Object.keys(schema)
    .filter(isCollectionName)
    .map((name) => [name, layoutOf(name)]),
);

const jsonPath = (path: string): string => `'{${path.split('.').join(',')}}'`;

const columnSql = ({ path, name, type }: FieldColumn): string => {
  const text = `record #>> ${jsonPath(path)}`;
  const value = {
    text: text,
    'double precision': `(${text})::double precision`,
    boolean: `(${text})::boolean`,
    'text[]': `${databaseSchema}.texts(record #> ${jsonPath(path)})`,
  }[type];
  const collation = type.startsWith('text') ? ' COLLATE "C"' : '';
  return `${name} ${type}${collation} GENERATED ALWAYS AS (${value}) STORED`;
};

const indexSql = (layout: TableLayout, name: string, fields: Index): string[] => {
  if (fields.length === 1 && fields[0] === 'id') return [];
  const columns = fields.map((path) => layout.columns.find((column) => column.path === path));
  const indexName = `${snake(layout.collection)}_${snake(name)}`;
  if (columns.some((column) => column?.type === 'text[]')) {
    return [`CREATE INDEX ${indexName} ON ${layout.table} USING gin (${columns[0]?.name ?? ''});`];
  }
  // A missing field comes first in the port's order, and last in that of PostgreSQL.
  const parts = columns.flatMap((column) => (column === undefined ? [] : [`${column.name} NULLS FIRST`]));
  return [`CREATE INDEX ${indexName} ON ${layout.table} (${[...parts, 'id'].join(', ')});`];
};

/** The SQL that makes a collection's table and its declared indexes. */
export const tableSql = (layout: TableLayout): string =>
  [
    `CREATE TABLE ${layout.table} (`,
    [
      '  id text COLLATE "C" PRIMARY KEY',
      '  record jsonb NOT NULL',
      ...layout.columns.map((column) => `  ${columnSql(column)}`),
    ].join(',\n'),
    ');',
    ...layout.indexes.flatMap(({ name, fields }) => indexSql(layout, name, fields)),
  ].join('\n');
