import type { AnyId } from '../../kernel/id.ts'

export type State = 'draft' | 'checked' | 'published' | 'withdrawn'
export type Act = 'write' | 'check' | 'return' | 'publish' | 'withdraw'

export interface Section {
  readonly heading: string
  readonly text: string
}

/** A number that no edition holds: the words as they stand in the text, and where they come from. */
export interface Claim {
  readonly said: string
  readonly source: string
}

export interface Photo {
  readonly fileId: AnyId
  readonly caption: string
}

/** What people write. */
export interface Manuscript {
  readonly title: string
  readonly summary: string
  readonly unitIds: readonly AnyId[]
  readonly sections: readonly Section[]
  readonly claims: readonly Claim[]
  readonly photos: readonly Photo[]
}

/** A reference with what it stood for when the version was saved. */
export interface Quoted {
  /** As written, without braces. */
  readonly ref: string
  readonly indicator: string
  readonly title: string
  readonly unitId: AnyId
  readonly unitName: string
  readonly period: string
  readonly periodTitle: string
  readonly editionId: AnyId
  readonly edition: number
  readonly editionHash: string
  /** The exact value as a fraction. */
  readonly value: string
  /** As the text shows it, with its unit of measure. */
  readonly shown: string
  readonly mark: 'actual' | 'estimate' | 'claim'
}

/** A version as it is kept: the manuscript, the names of its units, its numbers. */
export interface Body extends Manuscript {
  readonly units: readonly string[]
  readonly figures: readonly Quoted[]
}
