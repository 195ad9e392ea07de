import { z } from 'zod';

const Specimen = z.object({
  id: z.string(),
  place: z.object({ city: z.string().optional(), size: z.number().optional() }).optional(),
  open: z.boolean().optional(),
  tags: z.array(z.string()).optional(),
});

/** A collection with what a declaration may ask for and no collection of the schema does yet. */
export const specimens = {
  type: Specimen,
  indexes: {
    byCity: ['place.city'],
    bySize: ['open', 'place.size'],
    byOpen: ['open', 'place.city', 'place.size'],
    byTag: ['tags'],
  },
} as const;
