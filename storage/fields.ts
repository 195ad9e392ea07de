import type { z } from 'zod';
import { type CollectionName, type Index, schema } from './schema.js';

/** What an indexed field holds; an array holds texts. */
export type FieldType = 'string' | 'number' | 'boolean' | 'array';

/** Types that only say how a value may be absent or is checked besides. */
const unwrapped = (type: z.core.$ZodType): z.core.$ZodType => {
  const { def } = type._zod;
  return 'innerType' in def ? unwrapped(def.innerType as z.core.$ZodType) : type;
};

/** The declared type of the field at a dotted path of a record. */
export const fieldTypeOf = (record: z.ZodObject, path: string): FieldType => {
  let field: z.core.$ZodType = record;
  for (const name of path.split('.')) {
    const object = unwrapped(field)._zod.def;
    const shape: unknown = 'shape' in object ? object.shape : undefined;
    const next = typeof shape === 'object' && shape !== null ? Reflect.get(shape, name) : undefined;
    if (next === undefined) throw new Error(`no field ${path} to index`);
    field = next;
  }
  const { type } = unwrapped(field)._zod.def;
  return type === 'number' || type === 'boolean' || type === 'array' ? type : 'string';
};

const typesOf = (name: string, type: z.ZodObject, index: Index): readonly [string, readonly FieldType[]] => [
  name,
  index.map((path) => fieldTypeOf(type, path)),
];

const typesOfIndexes: ReadonlyMap<string, ReadonlyMap<string, readonly FieldType[]>> = new Map(
  Object.entries(schema).map(([collection, { type, indexes }]) => [
    collection,
    new Map(Object.entries(indexes).map(([name, index]) => typesOf(name, type, index))),
  ]),
);

/** What the fields of a declared index hold, in order. */
export const indexTypes = (collection: CollectionName, index: string): readonly FieldType[] =>
  typesOfIndexes.get(collection)?.get(index) ?? [];
