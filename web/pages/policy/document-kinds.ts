import type { Out } from '../../api.ts'

export type DocumentRow = Out<'listDocuments'>['documents'][number]

/** Kinds of documents in the order of norms. */
export const DOCUMENT_KINDS = [
  'law',
  'administrative_regulation',
  'department_rule',
  'provincial_regulation',
  'county_document',
  'charter_model',
  'publication',
] as const satisfies readonly DocumentRow['kind'][]
