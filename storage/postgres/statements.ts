import { indexTypes } from '../fields.js';
import type { CollectionName } from '../port.js';
import { askedIndex, type IndexQuery, isBounded, refuseMisfits } from '../query.js';
import { type FieldColumn, layouts, type TableLayout } from './layout.js';

/** A statement with its values apart from its text. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

const names = new Map<string, string>();

/** A statement as pg runs it: named, so that each connection has it parsed and planned once. */
export const prepared = ({ text, values }: Statement): { name: string; text: string; values: unknown[] } => {
  const name = names.get(text) ?? `tongbao_${names.size}`;
  names.set(text, name);
  return { name, text, values: [...values] };
};

const layoutOf = (collection: CollectionName): TableLayout => {
  const layout = layouts.get(collection);
  if (layout === undefined) throw new Error(`no table for ${collection}`);
  return layout;
};

export const selectById = (collection: CollectionName, id: string): Statement => ({
  text: `SELECT record FROM ${layoutOf(collection).table} WHERE id = $1`,
  values: [id],
});

/** Taken rows are passed over, not waited for. */
export const selectAndLock = (collection: CollectionName, id: string): Statement => {
  const { text, values } = selectById(collection, id);
  return { text: `${text} FOR UPDATE SKIP LOCKED`, values };
};

/** @param json the record */
export const upsert = (collection: CollectionName, id: string, json: string): Statement => ({
  text: `INSERT INTO ${layoutOf(collection).table} (id, record) VALUES ($1, $2::jsonb) ON CONFLICT (id) DO UPDATE SET record = EXCLUDED.record`,
  values: [id, json],
});

/** Collects values and hands out their placeholders. */
class Values {
  readonly all: unknown[] = [];

  of(value: unknown): string {
    this.all.push(value);
    return `$${this.all.length}`;
  }
}

/** The rows that follow an id, or the first ones: an id may be empty, so no text stands before all of them. */
export const selectPage = (
  collection: CollectionName,
  after: string | undefined,
  size: number,
): Statement => {
  const values = new Values();
  const where = after === undefined ? '' : ` WHERE id > ${values.of(after)}`;
  return {
    text: `SELECT id, record FROM ${layoutOf(collection).table}${where} ORDER BY id LIMIT ${values.of(size)}`,
    values: values.all,
  };
};

export const insertMany = (
  collection: CollectionName,
  records: readonly { readonly id: string; readonly json: string }[],
): Statement => ({
  text: `INSERT INTO ${layoutOf(collection).table} (id, record) SELECT id, record::jsonb FROM unnest($1::text[], $2::text[]) AS rows (id, record)`,
  values: [records.map(({ id }) => id), records.map(({ json }) => json)],
});

export const deleteById = (collection: CollectionName, id: string): Statement => ({
  text: `DELETE FROM ${layoutOf(collection).table} WHERE id = $1`,
  values: [id],
});

const rangeConditions = (name: string, range: NonNullable<IndexQuery['range']>, values: Values): string[] => {
  const { gte, gt, lte, lt } = range;
  const bounds = [
    ['>=', gte],
    ['>', gt],
    ['<=', lte],
    ['<', lt],
  ] as const;
  return bounds.flatMap(([sign, bound]) =>
    bound === undefined ? [] : [`${name} ${sign} ${values.of(bound)}`],
  );
};

const directions = { asc: 'ASC NULLS FIRST', desc: 'DESC NULLS LAST' } as const;

/** An id is never missing: said of it too, where nulls go would keep the index from being used. */
const ordered = (name: string, order: 'asc' | 'desc'): string =>
  name === 'id' ? `id ${order}` : `${name} ${directions[order]}`;

const limited = (text: string, { limit }: IndexQuery, values: Values): Statement => ({
  text: limit === undefined ? text : `${text} LIMIT ${values.of(limit)}`,
  values: values.all,
});

const selectByColumns = (layout: TableLayout, query: IndexQuery, names: readonly string[]): Statement => {
  const { equals = [], range = {}, order = 'asc' } = query;
  const values = new Values();
  const conditions = equals.map((value, at) =>
    value === null ? `${names[at]} IS NULL` : `${names[at]} = ${values.of(value)}`,
  );
  const bounded = names[equals.length];
  if (bounded !== undefined) conditions.push(...rangeConditions(bounded, range, values));
  // The fields that are fixed order nothing; naming them would only keep the index from being used. Of those
  // fixed as missing the planner does not know it: not naming them would.
  const unfixed = names.filter((_, at) => at >= equals.length || equals[at] === null);
  const ordering = [...new Set([...unfixed, 'id'])];
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  const by = ordering.map((name) => ordered(name, order)).join(', ');
  return limited(`SELECT record FROM ${layout.table}${where} ORDER BY ${by}`, query, values);
};

/** An index of an array: a record stands at its first matching element, once. */
const selectByElement = (layout: TableLayout, query: IndexQuery, { name }: FieldColumn): Statement => {
  const { equals = [], range = {}, order = 'asc' } = query;
  const values = new Values();
  const direction = directions[order];
  const [element] = equals;
  if (element !== undefined) {
    const condition =
      element === null
        ? `coalesce(cardinality(${name}), 0) = 0`
        : `${name} @> ARRAY[${values.of(element)}]::text[]`;
    const text = `SELECT record FROM ${layout.table} WHERE ${condition} ORDER BY ${ordered('id', order)}`;
    return limited(text, query, values);
  }
  const bounds = rangeConditions('element', range, values);
  const where = bounds.length === 0 ? '' : ` WHERE ${bounds.join(' AND ')}`;
  const first = `SELECT ${order === 'asc' ? 'min' : 'max'}(element) AS element FROM unnest(${name}) AS element${where}`;
  const join = isBounded(range) ? 'WHERE first.element IS NOT NULL' : '';
  return limited(
    `SELECT record FROM ${layout.table}, LATERAL (${first}) AS first ${join} ORDER BY first.element ${direction}, ${ordered('id', order)}`,
    query,
    values,
  );
};

/**
 * The records that a query asks for, in its order.
 * @throws TongbaoError `store.bad_query`
 */
export const selectByIndex = (collection: CollectionName, query: IndexQuery): Statement => {
  const layout = layoutOf(collection);
  const fields = askedIndex(query, layout.indexes.find(({ name }) => name === query.index)?.fields);
  refuseMisfits(query, indexTypes(collection, query.index));
  const columns = fields.map((path) => layout.columns.find((column) => column.path === path));
  const [first] = columns;
  if (first?.type === 'text[]') return selectByElement(layout, query, first);
  return selectByColumns(
    layout,
    query,
    columns.map((column) => column?.name ?? 'id'),
  );
};
