import type { FactSpec } from '../model.ts'
import { BOOK_FACTS } from './book-facts.ts'
import { REGISTRY_FACTS } from './registry-facts.ts'
import { SUPPORT_FACTS } from './support-facts.ts'

/** Every fact of the product, in the order in which an edition keeps their values. */
export const FACTS: readonly FactSpec[] = [...REGISTRY_FACTS, ...BOOK_FACTS, ...SUPPORT_FACTS]

export const FACT_BY_ID: ReadonlyMap<string, FactSpec> = new Map(
  FACTS.map((fact) => [fact.id, fact]),
)
